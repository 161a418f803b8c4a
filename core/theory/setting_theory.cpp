#include "core/theory/setting_theory.h"

#include "core/theory/scalings.h"

namespace arcscope::core {

SettingTheory theoryOf(const Setting& setting, const Plane& plane) {
  SettingTheory theory;
  theory.laws = layerLaws(setting);
  theory.field = {setting.activation, theory.laws.back().sigmaW, theory.laws.back().sigmaB};
  theory.meanField =
      predictCurve(setting.activation, theory.laws, plane, Curve(setting.trajectory, setting.path));
  theory.stationary = stationaryState(theory.field, theory.meanField.q.front());
  const bool gaussian = hasGaussianWeights(setting);
  const LayerLaw* before = nullptr;
  for (const LayerLaw& law : theory.laws) {
    const bool same = before != nullptr && before->fanIn == law.fanIn && before->fanOut == law.fanOut;
    theory.finiteWidth.push_back(same       ? theory.finiteWidth.back()
                                 : gaussian ? lengthFactor(setting.activation, law)
                                            : Answer("the exact law needs Gaussian weights"));
    before = &law;
    theory.scaling.push_back(lengthScaling(setting.activation, law.fanOut, law.sigmaW, law.sigmaB));
    theory.lowerBound.push_back(
        sparseLengthBound(setting.activation, setting.weights, setting.sigmaW, law.fanIn, law.fanOut));
  }
  return theory;
}

}  // namespace arcscope::core
