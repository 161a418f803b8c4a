#pragma once
#include <span>
#include <vector>

#include "core/theory/finite_width.h"
#include "core/trajectory/curve.h"

namespace arcscope::core {

/// What mean field (infinite width) says of one curve's images, from its actual points. Index 0 of a [depth +
/// 1] array is the input, d is layer d; element d - 1 of a [depth] array is layer d. Infinity where numbers
/// leave the range of double.
struct CurvePrediction {
  std::vector<double> length;           ///< [depth + 1] of the image of z
  std::vector<double> growth;           ///< [depth] length[d] / length[d - 1]; NaN where that is 0
  std::vector<double> q;                ///< [depth] variance of h averaged over t
  std::vector<double> signTransitions;  ///< [depth] expected sign changes of h, all neurons
  std::vector<double> transitions;      ///< [depth] expected region changes, all neurons; empty if smooth
  /// [depth] radians by which the tangent of z turns in the kinks of this layer and those before, to leading
  /// order in the width: a neuron turns it by about 1 / sqrt(width), so the sum grows with the root of the
  /// width. Empty if smooth; corners of the curve itself do not count.
  std::vector<double> turning;
};

/// Along the curve h(t) and dh/dt are normal; their variances q, g and covariance r go from layer to layer by
/// q' = V(q), r' = V'(q) r and g' = sigma_w^2 E[phi'(h)^2 (dh/dt)^2], and crossings of a level follow from
/// them by the formula of Kac and Rice. Lines, arcs, circles and paths alike, whatever |x(t)|^2 is.
/// Cost: 128 points (two a side for paths of many sides) and one gaussianMoments() for each point and layer.
[[nodiscard]] CurvePrediction predictCurve(Activation activation, std::span<const LayerLaw> layers,
                                           const Plane& plane, const Curve& curve);

/// Mean of |x(t)|^2 / m over t.
[[nodiscard]] double meanSquareOfInput(const Plane& plane, const Curve& curve);

/// Expected crossings of `level` a unit of t by a centred normal h of variance q, with dh/dt of variance g
/// and covariance r (Kac, Rice). 0 at q = 0.
[[nodiscard]] double crossingRate(double level, double q, double r, double g);
/// The sum of |dh/dt| over those crossings, expected, a unit of t: E[(dh/dt)^2 | h = level] times the density
/// of h there.
[[nodiscard]] double crossingSpeed(double level, double q, double r, double g);

}  // namespace arcscope::core
