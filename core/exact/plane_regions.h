#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/network/network.h"
#include "core/trajectory/plane_rectangle.h"

namespace arcscope::core {

/// A straight piece of the boundary between two regions of one level.
struct RegionEdge {
  std::int32_t begin = 0;  ///< vertices
  std::int32_t end = 0;
  std::int32_t left = -1;      ///< regions, seen from begin to end; -1: outside of the rectangle
  std::int32_t right = -1;     ///< -1 of all of the border
  std::int32_t neuron = 0;     ///< that made it, counted from 0 in its layer
  std::int16_t layer = 0;      ///< of the neuron, 1..depth; 0: the rectangle's border
  std::int16_t threshold = 0;  ///< that the neuron meets here: index into thresholds(activation)
};

/// A corner of a region's polygon and the side that begins there, going counter-clockwise.
struct RegionCorner {
  std::int32_t vertex = 0;
  std::int32_t side = 0;  ///< twice the edge's index, plus 1 if it is walked from its end to its begin
  [[nodiscard]] std::int32_t edge() const { return side >> 1; }
};

/// The regions of layers 1..depth.
struct RegionLevel {
  std::vector<RegionEdge> edges;
  std::vector<RegionCorner> corners;      ///< region after region
  std::vector<std::int32_t> firstCorner;  ///< [regions + 1] into corners
  std::vector<std::int32_t> parent;       ///< [regions] the region of the level before that holds it
  std::vector<std::int32_t> firstChild;   ///< [regions + 1] its parts in the next level; empty in the last
  std::vector<std::uint64_t> pattern;     ///< [regions][words], see PlaneRegions::letter()
  std::size_t words = 0;                  ///< of one region's pattern in this layer
  int width = 0;                          ///< neurons of the layer
  [[nodiscard]] std::int32_t regions() const { return static_cast<std::int32_t>(firstCorner.size()) - 1; }
  /// The corners of a region's polygon.
  [[nodiscard]] std::span<const RegionCorner> polygon(std::int32_t region) const {
    const auto r = static_cast<std::size_t>(region);
    const auto begin = static_cast<std::size_t>(firstCorner[r]);
    return std::span(corners).subspan(begin, static_cast<std::size_t>(firstCorner[r + 1]) - begin);
  }
};

/// Why levels may be missing.
enum class RegionsEnd : std::uint8_t {
  Complete,
  RegionLimit,  ///< the next layer has more regions than allowed
  ByteLimit,    ///< the next layer would take more memory than allowed
  Overflow,     ///< the next layer's h is not finite somewhere
  Stopped,      ///< stop was requested
};

/// The linear (activation) regions of layers 1..d of a network in a rectangle of a plane, for every d up to
/// the depth asked for: exact, in double. Level d holds the regions of layers 1..d; level 0 is the rectangle.
/// Each region is a convex polygon on which no neuron of these layers crosses a threshold; its polygon has a
/// corner wherever a boundary ends on its side, so that each side has one neighbour. Vertices are shared by
/// all levels. Where a neuron meets a vertex up to rounding it passes through it. A value; safe to read from
/// several threads. Filled by RegionFinder.
class PlaneRegions {
 public:
  /// The deepest level present: layers asked for, or fewer, see end().
  [[nodiscard]] int depth() const { return static_cast<int>(m_levels.size()) - 1; }
  [[nodiscard]] RegionsEnd end() const { return m_end; }
  [[nodiscard]] Activation activation() const { return m_activation; }
  [[nodiscard]] const PlaneRectangle& rectangle() const { return m_rectangle; }
  [[nodiscard]] const RegionLevel& level(int d) const { return m_levels[static_cast<std::size_t>(d)]; }
  /// Regions of layers 1..d.
  [[nodiscard]] std::int32_t count(int d) const { return level(d).regions(); }
  [[nodiscard]] std::int32_t vertices() const { return static_cast<std::int32_t>(m_vertices.size()); }
  /// In units of the rectangle: (-1, -1) is its corner (a0, b0), (1, 1) is (a1, b1). Exact where (a, b) of a
  /// small rectangle far from the origin would be rounded.
  [[nodiscard]] PlanePoint unitVertex(std::int32_t vertex) const {
    return m_vertices[static_cast<std::size_t>(vertex)];
  }
  [[nodiscard]] PlanePoint vertex(std::int32_t vertex) const {
    return m_rectangle.fromUnit(unitVertex(vertex));
  }

  /// In plane coordinates; those of a level add up to the rectangle's.
  [[nodiscard]] double area(int d, std::int32_t region) const;
  [[nodiscard]] PlanePoint centroid(int d, std::int32_t region) const;

  /// The region of level `shallower` <= d that holds a region of level d.
  [[nodiscard]] std::int32_t ancestor(int d, std::int32_t region, int shallower) const;
  /// Which linear region of its activation neuron `neuron` of layer d is in, in `region` of level d; as
  /// core::region(): 0 or 1, hard_tanh -1, 0 or 1. A neuron that lies on a threshold all over the region
  /// counts as core::region() of the threshold.
  [[nodiscard]] int letter(int d, std::int32_t region, int neuron) const;
  /// The letters of layer `layer` <= d in a region of level d, one a neuron: "0" and "1", hard_tanh "-", "0"
  /// and
  /// "+".
  [[nodiscard]] std::string pattern(int d, std::int32_t region, int layer) const;

  /// The region of level d that holds a point of the rectangle; nothing outside. Cost: the children of one
  /// region a level.
  [[nodiscard]] std::optional<std::int32_t> regionAt(int d, PlanePoint point) const;
  struct NearestBoundary {
    double distance = 0.0;   ///< in plane coordinates
    std::int32_t edge = -1;  ///< of level d; -1: the region has no boundary but the rectangle's border
  };
  /// From a point in `region` to the nearest boundary of layers 1..d inside the rectangle.
  [[nodiscard]] NearestBoundary nearestBoundary(int d, std::int32_t region, PlanePoint point) const;

  /// The scalar read-out of layer depth() at the vertices, empty unless it was asked for.
  [[nodiscard]] const std::vector<double>& readout() const { return m_readout; }
  /// The gradient (d/da, d/db) of the read-out, constant on `region` of level depth(), from its values around
  /// the polygon. @pre readout() is not empty.
  [[nodiscard]] PlanePoint readoutGradient(std::int32_t region) const;

 private:
  friend class RegionFinder;
  std::vector<RegionLevel> m_levels;
  std::vector<PlanePoint> m_vertices;  ///< in units of the rectangle
  std::vector<double> m_readout;
  PlaneRectangle m_rectangle;
  Activation m_activation = Activation::Relu;
  RegionsEnd m_end = RegionsEnd::Complete;
};

}  // namespace arcscope::core
