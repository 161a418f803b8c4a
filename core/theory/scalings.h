#pragma once
#include "core/network/activation.h"
#include "core/network/weight_law.h"
#include "core/theory/answer.h"

namespace arcscope::core {

// Growth per layer as printed in the literature. Those of Raghu et al. 2017 are O(.) statements: a constant
// is dropped in every layer, so they say how growth scales with width and variance, not how large it is. They
// are no numerical bounds: relu at sigma_w^2 = 2, width 100 prints 1.407, the truth is 0.9937 (lengthFactor).

/// Theorem 3, the base that is raised to the power of the depth. relu: sigma_w sqrt(k / (k + 1)); hard_tanh:
/// sigma_w sqrt(k) / sqrt(s^2 + k s), s = sqrt(sigma_w^2 + sigma_b^2). A reason for the others. O(.).
[[nodiscard]] Answer lengthScaling(Activation activation, int width, double sigmaW, double sigmaB);
/// Theorem 3, the upper side: sigma_w. O(.).
[[nodiscard]] double lengthScalingCeiling(double sigmaW);
/// Theorem 4: sign transitions of hard_tanh at large sigma_w grow by sqrt(k) / sqrt(1 + sigma_b^2 /
/// sigma_w^2). A reason for the others. O(.).
[[nodiscard]] Answer transitionScaling(Activation activation, int width, double sigmaW, double sigmaB);

/// A lower bound of E[l_d / l_(d-1)] for relu after Price and Tanner 2019 (arXiv:1911.10651), true but loose:
/// sigma_w / sqrt(2 pi) for dense Gaussian weights and fan_out = fan_in, times alpha where weights are kept
/// with probability alpha (times sqrt(alpha) where the kept ones are scaled up by 1 / sqrt(alpha)).
///
/// |dz| >= |dz|_1 / sqrt(fan_out); a neuron is on at even odds, independent of |dh_i|; given which weights
/// are kept, E|dh_i| = sqrt(2 / pi) (sigma_w / sqrt(fan_in)) sqrt(sum of the kept v_j^2) >= sqrt(2 / pi)
/// (sigma_w / sqrt(fan_in)) (sum of the kept v_j^2) / |v|, whose mean has the factor alpha.
[[nodiscard]] Answer sparseLengthBound(Activation activation, const WeightLaw& law, double sigmaW, int fanIn,
                                       int fanOut);

}  // namespace arcscope::core
