#pragma once
#include <span>
#include <stop_token>
#include <vector>

#include "core/exact/plane_regions.h"
#include "core/trajectory/curve.h"

namespace arcscope::core {

/// What a network answers in a rectangle of a plane: which of its outputs is the largest. Points are in units
/// of the rectangle, as those of PlaneRegions.
struct ClassParts {
  struct Part {
    std::int32_t first = 0;  ///< of its corners in `corners`, going counter-clockwise
    std::int32_t count = 0;
    int label = 0;  ///< the output; the first of equal ones
  };
  struct Edge {
    PlanePoint from, to;
  };
  int classes = 0;
  std::vector<PlanePoint> corners;
  std::vector<Part> parts;     ///< convex polygons that fill the rectangle
  std::vector<Edge> boundary;  ///< where two outputs are equal and no other is larger

  [[nodiscard]] std::span<const PlanePoint> polygon(const Part& part) const {
    return std::span(corners).subspan(static_cast<std::size_t>(part.first),
                                      static_cast<std::size_t>(part.count));
  }
  [[nodiscard]] bool empty() const { return parts.empty(); }
};

/// Exact: outputs are affine on a region of all layers, so that each class holds a convex part of it. Empty
/// when `stop` was requested, or where outputs are not finite. Cost: the network at every vertex, and for
/// each region that a boundary crosses the square of the number of classes.
/// @pre regions hold all layers of `network`, which has a read-out.
[[nodiscard]] ClassParts classParts(const Network& network, const Plane& plane, const PlaneRegions& regions,
                                    const std::stop_token& stop = {});

}  // namespace arcscope::core
