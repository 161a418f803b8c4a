#pragma once
#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/network/network.h"
#include "core/trajectory/plane_rectangle.h"

namespace arcscope::core {

/// A piece of where h of one neuron is zero: points in a row.
struct LevelLine {
  std::int32_t first = 0;  ///< into LevelSets::points
  std::int32_t count = 0;
  std::int32_t neuron = 0;  ///< counted from 0 in its layer
  std::int16_t layer = 0;   ///< 1..
  bool closed = false;      ///< the last point is the first one again
};

/// Sampled boundaries of the sides of neurons in a rectangle of a plane.
struct LevelSets {
  PlaneRectangle rectangle;
  int cells = 0;
  int layers = 0;  ///< that are whole: those asked for unless a limit was met
  bool limitMet = false;
  bool overflow = false;  ///< the layer after the last one has values beyond double
  bool stopped = false;
  std::vector<PlanePoint> points;  ///< in units of the rectangle
  std::vector<LevelLine> lines;    ///< by layer, then by neuron
};

struct LevelSetRequest {
  PlaneRectangle rectangle{};
  int layers = 0;   ///< 1..depth; 0: all
  int cells = 128;  ///< of the grid along each side, 1..4096
  std::int64_t pointLimit = 2'000'000;
};

/// Where h = 0 for each neuron of layers 1..d, for activations without linear regions (any activation is
/// allowed): marching squares on a regular grid, straight between its points, so that details smaller than a
/// cell are missed; the piecewise linear ones have exact regions, see core/exact/region_finder.h. Cost:
/// (cells + 1)^2 columns of each layer's product, and about 20 ns a point found; on all processors. The
/// result does not depend on their number. `stop` is polled every few hundred grid points.
/// @throws std::invalid_argument for layers, cells or a rectangle that are not allowed, or a plane that does
/// not fit.
[[nodiscard]] LevelSets sampleLevelSets(const Network& network, const Plane& plane,
                                        const LevelSetRequest& request, const std::stop_token& stop = {});

}  // namespace arcscope::core
