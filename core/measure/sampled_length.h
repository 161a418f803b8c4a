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
  double length = 0.0;              ///< sum of chords
  double missing = 0.0;             ///< estimated length that lies beyond the chords, >= 0
  std::vector<double> perInterval;  ///< [samples - 1] its share in [t_j, t_(j+1)]
  double rate = 4.0;                ///< what the missing part shrinks by when the samples double
  [[nodiscard]] double relativeError() const { return length > 0.0 ? missing / (length + missing) : 0.0; }
};

/// The missing part from what two chords in a row are longer than the one over both, their gain. Where chords
/// over 4, 2 and 1 steps gain g4 and then g2, halving the step shrinks the missing part by the rate g4 / g2
/// (4 on smooth curves, 2 with many kinks), so that g2 / (rate - 1) is still missing (Richardson). A kink by
/// itself, in an interval c between a and b, follows exactly from the gains at both of its ends: sqrt(g g' (a
/// + c) (b + c) / (a b)).
/// @param kinks the curve is made of straight or nearly straight pieces: the rate is at most 2.
[[nodiscard]] SampledLength sampledLength(const Chords& chords, const Eigen::VectorXd& t, bool kinks);

/// New samples for t: every interval is cut into equal parts, so many that the estimated relative error of
/// each layer falls to `tolerance`, or all fit into `pointLimit` samples. Equals t where nothing can be
/// gained.
/// @param lengths one a layer.
[[nodiscard]] Eigen::VectorXd refinedSamples(const Eigen::VectorXd& t, std::span<const SampledLength> lengths,
                                             double tolerance, int pointLimit);

}  // namespace arcscope::core
