#pragma once
#include <cstdint>
#include <vector>

namespace arcscope::core {

/// What is measured of one curve's images, in double. Index 0 of a [depth + 1] array is the input, d is layer
/// d; of a [depth] array element d - 1 is layer d. All of z unless said otherwise.
struct CurveMeasures {
  bool exact = false;               ///< lengths and counts are exact, not sampled
  std::vector<double> length;       ///< [depth + 1] sampled: sum of chords, a lower bound of the true length
  std::vector<double> lengthError;  ///< [depth + 1] estimated relative error of it (missing part), >= 0
  std::vector<double> growth;       ///< [depth] length[d] / length[d - 1]; NaN where that is 0 or not finite
  std::vector<std::int64_t>
      transitions;  ///< [depth] region changes, sampled: between neighbouring samples; empty if smooth
  std::vector<std::int64_t> signTransitions;  ///< [depth] sign changes of h
  std::vector<std::int64_t>
      patterns;  ///< [depth] distinct patterns of layers 1..d, sampled: among the samples; empty if smooth
  std::vector<std::int64_t>
      pieces;                       ///< [depth] of the curve by the patterns of layers 1..d; empty if sampled
  std::vector<double> turning;      ///< [depth] angle summed over the kinks, radians; empty if sampled
  std::vector<double> q;            ///< [depth] |h_d|^2 / width averaged over t
  std::vector<double> correlation;  ///< [depth] cos of the angle between h_d(t=begin) and h_d(t=end)
  std::vector<double> saturated;  ///< [depth] share of neuron-samples in a flat region (relu 0, |hard_tanh| =
                                  ///< 1, or |phi'| < 1e-3), 0..1
  std::vector<std::int64_t> dead;  ///< [depth] neurons that are constant along the whole curve
  /// [depth] smooth activations at Quality::Full, else empty: how h_d bends, at no more than 1025 equidistant
  /// t of their own (fewer in large networks: explorer.h). Corners of a path do not count.
  std::vector<double> curvature;       ///< kappa averaged over the length of h_d; NaN where that is 0
  std::vector<double> gaussMapLength;  ///< integral of kappa |dh_d/dt| dt
  double samplingError = 0.0;          ///< largest of lengthError
  std::int64_t samples = 0;            ///< points used
  bool limitMet = false;               ///< refinement stopped at the point limit before the tolerance
};

}  // namespace arcscope::core
