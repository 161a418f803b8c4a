#pragma once
#include <Eigen/Core>
#include <array>
#include <span>
#include <vector>

#include "core/trajectory/kernel/kernel.h"

namespace arcscope::core {

/// Chords of one image: element j of lag l is |z_j - z_(j - lagOf[l])|, 0 for the first ones. Lags 2 and 4
/// may be empty.
using Chords = std::array<std::vector<double>, kernel::lags>;

/// The length of a sampled image and how much of it the chords miss.
struct SampledLength {
  double length = 0.0;   ///< sum of chords
  double missing = 0.0;  ///< estimated length that lies beyond the chords, >= 0
  double rate = 4.0;     ///< what the missing part shrinks by when the samples double: 4 smooth, 2 with kinks
  [[nodiscard]] double relativeError() const { return length > 0.0 ? missing / (length + missing) : 0.0; }
};

/// The missing part by comparing chords with those over twice and four times the step (Richardson): where
/// chords over 4, 2 and 1 steps gain g4 and then g2, the rate is g4 / g2 and g2 / (rate - 1) is still
/// missing.
[[nodiscard]] SampledLength sampledLength(const Chords& chords, const Eigen::VectorXd& t);

/// Share of the missing part in every interval [t_j, t_(j+1)], summing to about `missing`.
void distributeMissing(const Chords& chords, const SampledLength& total, std::span<double> perInterval);

/// New samples for t: every interval is cut into equal parts, so many that the estimated relative error of
/// each layer falls to `tolerance`, or all fit into `pointLimit` samples. Equals t where nothing can be
/// gained.
/// @param chords one a layer.
[[nodiscard]] Eigen::VectorXd refinedSamples(const Eigen::VectorXd& t, std::span<const Chords* const> chords,
                                             double tolerance, int pointLimit);

}  // namespace arcscope::core
