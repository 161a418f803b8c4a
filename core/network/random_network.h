#pragma once
#include <Eigen/Core>
#include <cstdint>
#include <stop_token>

#include "core/network/network.h"
#include "core/setting/setting.h"

namespace arcscope::core {

/// What an addressed draw is for; part of its address, so that no two uses share numbers.
enum class DrawStream : std::uint32_t {
  Weight = 0,
  Bias = 1,
  SparseMask = 2,
  Endpoint = 3,
  Plane = 4,
  Data = 5,
  MiniBatch = 6,
  Noise = 7
};

/// Standard normals behind one row of a matrix: out[j] = N(seed, stream, d, i, firstColumn + j), a function
/// of its address alone and the same bits on every machine (Philox4x64-10 bits; inverse normal distribution
/// function by
/// +, -, *, / and sqrt only, no libm, no contraction). Cost: about 10 ns a number.
void drawNormals(std::uint64_t seed, DrawStream stream, std::uint32_t d, std::uint32_t i,
                 std::uint32_t firstColumn, std::size_t count, double* out);
/// The same for uniforms on (0, 1).
void drawUniforms(std::uint64_t seed, DrawStream stream, std::uint32_t d, std::uint32_t i,
                  std::uint32_t firstColumn, std::size_t count, double* out);

/// The draw behind layer d (1..depth; depth + 1 is the read-out) before sigma_w and sigma_b: W_d = sigma_w *
/// weights, b_d = sigma_b * bias. Contains the fan rule, e.g. 1/sqrt(fan_in). Shapes [units x fan_in],
/// [units]. Moving sigma_w or sigma_b reuses it. Drawn in parallel by rows. Result independent of the number
/// of threads. Only seed, weights (the law) of `setting` are read. `stop` is polled per block of rows; on
/// request the rest is zero, under the orthogonal law unfinished.
[[nodiscard]] Layer drawUnitLayer(const Setting& setting, int d, Eigen::Index units, Eigen::Index fanIn,
                                  const std::stop_token& stop = {});

/// The network of `setting`: layer d is (sigma_w * weights, sigma_b * bias) of drawUnitLayer(d); with a
/// linear read-out of `readoutUnits` rows as layer depth + 1 if > 0. @pre !validate(setting) and
/// setting.networkFile is empty.
[[nodiscard]] Network drawNetwork(const Setting& setting, int readoutUnits = 0,
                                  const std::stop_token& stop = {});

}  // namespace arcscope::core
