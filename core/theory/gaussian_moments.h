#pragma once
#include <optional>

#include "core/network/activation.h"

namespace arcscope::core {

/// phi(u) = linear u + absolute |u|: relu (1/2, 1/2), leaky_relu, abs (0, 1) and linear (1, 0). What such a
/// layer does to directions does not depend on lengths.
struct HomogeneousForm {
  double linear;
  double absolute;

  /// E[phi(u)^2] / q = E[phi'(u)^2] for u ~ N(0, q), any q.
  [[nodiscard]] double gain() const { return linear * linear + absolute * absolute; }
};
[[nodiscard]] std::optional<HomogeneousForm> homogeneousForm(Activation activation);

/// Means over u ~ N(0, q).
struct GaussianMoments {
  double square = 0.0;         ///< E[phi(u)^2]
  double squareSlope = 0.0;    ///< d/dq of it
  double slopeSquare = 0.0;    ///< E[phi'(u)^2]
  double stretchSquare = 0.0;  ///< E[u^2 phi'(u)^2]
  double bendSquare = 0.0;     ///< E[phi''(u)^2]; NaN for the piecewise linear activations: phi'' of a kink
                               ///< is no function
};

/// Closed forms but for tanh, sigmoid and silu, whose integrals the trapezoidal rule takes to about 1e-13
/// (it converges exponentially in the step for functions that are analytic near the real axis).
/// Cost: 0.1 us; those three 20 to 100 evaluations of tanh.
/// @param q >= 0; what is not finite gives NaN.
[[nodiscard]] GaussianMoments gaussianMoments(Activation activation, double q);

}  // namespace arcscope::core
