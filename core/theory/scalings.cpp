#include "core/theory/scalings.h"

#include <cmath>
#include <numbers>

namespace arcscope::core {

Answer lengthScaling(Activation activation, int width, double sigmaW, double sigmaB) {
  const double k = width;
  if (activation == Activation::Relu) return sigmaW * std::sqrt(k / (k + 1.0));
  if (activation != Activation::HardTanh)
    return "Theorem 3 of Raghu et al. 2017 speaks of relu and hard_tanh only";
  const double scale = std::hypot(sigmaW, sigmaB);
  return scale > 0.0 ? sigmaW * std::sqrt(k / (scale * scale + k * scale)) : 0.0;
}

double lengthScalingCeiling(double sigmaW) {
  return sigmaW;
}

Answer transitionScaling(Activation activation, int width, double sigmaW, double sigmaB) {
  if (activation != Activation::HardTanh) return "Theorem 4 of Raghu et al. 2017 speaks of hard_tanh only";
  if (sigmaW == 0.0) return 0.0;
  return std::sqrt(static_cast<double>(width)) / std::hypot(1.0, sigmaB / sigmaW);
}

Answer sparseLengthBound(Activation activation, const WeightLaw& law, double sigmaW, int fanIn, int fanOut) {
  const bool sparse = law.kind == WeightLaw::Kind::Sparse;
  if (activation != Activation::Relu || !(sparse || law.kind == WeightLaw::Kind::Gaussian))
    return "the bound of Price and Tanner 2019 is for relu and Gaussian weights, sparse or dense";
  const double kept = !sparse ? 1.0 : law.rescale ? std::sqrt(law.keep) : law.keep;
  const double fan = law.fan == FanRule::In ? fanIn : 0.5 * (static_cast<double>(fanIn) + fanOut);
  return kept * sigmaW * std::sqrt(fanOut / fan / (2.0 * std::numbers::pi));
}

}  // namespace arcscope::core
