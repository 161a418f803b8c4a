#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/data/dataset.h"

namespace arcscope::core {

/// Labelled points of the plane, drawn at random on or in a shape.
enum class ToySet {
  TwoMoons,     ///< half circles of radius 1 that reach into each other
  Spirals,      ///< two arms r = angle / (3 pi), r from 0.1 to 1, half a turn apart
  Circles,      ///< of radius 0.5 and 1
  Xor,          ///< the square [-1, 1]^2 by the sign of x y
  Gaussians,    ///< three clouds of deviation 0.2 about points at distance 0.8 from the origin
  Checkerboard  ///< 4 x 4 squares of [-1, 1]^2
};

/// In the order of ToySet, and their names: two-moons, spirals, circles, xor, gaussians, checkerboard.
[[nodiscard]] const std::vector<ToySet>& toySets();
[[nodiscard]] std::string_view name(ToySet set);

struct ToyOptions {
  double noise = 0.1;      ///< deviation of a normal shift of every point in x and in y, >= 0
  int size = 1000;         ///< training points, at least 10; the test part has a quarter as many, at least 10
  std::uint64_t seed = 1;  ///< of the draw
};

/// Each point is a function of (set, seed, its number, noise): a larger set begins with the smaller one. Up
/// to one, all classes have as many points, in turn. Without noise the points lie within [-1.5, 1.5]^2, those
/// of the clouds but for rare ones. They are not standardised.
/// @throws std::invalid_argument for options beyond their ranges.
[[nodiscard]] LearningTask makeToySet(ToySet set, const ToyOptions& options);

}  // namespace arcscope::core
