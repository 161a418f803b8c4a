#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "core/network/network.h"
#include "core/setting/setting.h"
#include "core/support/aligned_array.h"

namespace arcscope::core {

/// The cutters of a layer, see RegionSplitter: threshold t of neuron i has the number 64 t ceil(width / 64) +
/// i, which is its bit among the sides of a vertex and in patterns.
struct LayerCutters {
  std::span<const double> levels;  ///< two at most
  std::size_t wordsEach = 0;       ///< ceil(width / 64)
  std::vector<double> tolerance;   ///< [levels][64 wordsEach], powers of two: level +- tolerance is exact

  [[nodiscard]] std::size_t words() const { return levels.size() * wordsEach; }
  [[nodiscard]] std::int32_t threshold(std::int32_t cutter) const {  // there are two at most
    return cutter < static_cast<std::int32_t>(64 * wordsEach) ? 0 : 1;
  }
  [[nodiscard]] std::int32_t neuron(std::int32_t cutter) const {
    return cutter - threshold(cutter) * static_cast<std::int32_t>(64 * wordsEach);
  }
  [[nodiscard]] double level(std::int32_t cutter) const {
    return levels[static_cast<std::size_t>(threshold(cutter))];
  }
};

/// h of one layer at the vertices of a subdivision, a row each: first of those that were there before the
/// layer, then of those that it adds, on edges and then within regions.
class VertexRows {
 public:
  enum Part : std::uint8_t { Before, OnEdges, Within };

  [[nodiscard]] std::int32_t count() const { return count(Before) + count(OnEdges) + count(Within); }
  [[nodiscard]] std::int32_t count(Part part) const { return m_parts[part].count; }
  [[nodiscard]] const LayerCutters& cutters() const { return m_cutters; }
  [[nodiscard]] int width() const { return m_width; }

  /// The input of the first layer: the points themselves.
  void setPoints(std::span<const PlanePoint> points);
  /// Fills Before with this layer over `input`, to which `activation` is applied in place unless they are
  /// points, and the sides of `levels`. False when `stop` was requested, polled every hundred vertices.
  [[nodiscard]] bool apply(const Layer& layer, Activation activation, std::span<const double> levels,
                           VertexRows& input, const std::stop_token& stop);
  /// Whether all that apply() filled in is.
  [[nodiscard]] bool isFinite() const { return m_finite; }

  /// Room for vertices that are added; `part` is OnEdges first, then Within.
  void add(Part part, std::int32_t vertices);
  /// Fills the row of an added vertex: lambda of the way from a to b.
  void blend(std::int32_t a, std::int32_t b, double lambda, std::int32_t vertex);
  [[nodiscard]] double* row(std::int32_t vertex);
  /// Of a vertex that was there before.
  [[nodiscard]] const double* rowBefore(std::int32_t vertex) const {
    return m_parts[Before].numbers.data() +
           static_cast<std::size_t>(vertex) * static_cast<std::size_t>(m_stride);
  }

  /// Of a vertex that was there before: bits above, then bits below, words() each.
  [[nodiscard]] const std::uint64_t* sides(std::int32_t vertex) const {
    return m_sides.data() + static_cast<std::size_t>(vertex) * 2 * m_cutters.words();
  }

  /// The first row of a linear layer over the activated rows of all vertices.
  void readOut(const Layer& layer, Activation activation, std::vector<double>& values);

  /// Memory that rows of `vertices` and their sides take.
  [[nodiscard]] static double bytes(double vertices, int width, std::size_t levels);
  /// What the rows and their sides take, used or not.
  [[nodiscard]] std::size_t bytesHeld() const {
    std::size_t bytes = m_sides.bytesHeld();
    for (const Rows& rows : m_parts) bytes += rows.numbers.bytesHeld();
    return bytes;
  }

 private:
  /// Puts what lies on a threshold within rounding exactly there, so that a layer that is off stays off.
  void snap(double* rows, std::int32_t count) const;

  struct Rows {
    AlignedArray<double> numbers;  ///< [count][m_stride]
    std::int32_t count = 0;
  };
  void pack(const Layer& layer, Activation activation, std::span<const double> levels,
            const VertexRows& input);

  std::array<Rows, 3> m_parts;
  int m_width = 0;
  int m_stride = 0;
  bool m_points = false;
  bool m_finite = true;
  LayerCutters m_cutters;
  AlignedArray<std::uint64_t> m_sides;
  std::vector<double> m_largest;  ///< |h| [m_stride]
  // Of apply().
  AlignedArray<double> m_weights, m_bias, m_low, m_high;
  AlignedArray<double> m_tileLargest;
};

}  // namespace arcscope::core
