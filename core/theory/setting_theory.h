#pragma once
#include <vector>

#include "core/theory/curve_prediction.h"
#include "core/theory/mean_field.h"

namespace arcscope::core {

/// What theory says of the networks and the curve of a setting, to stand beside what is measured of one draw.
/// Arrays [depth] begin with layer 1.
struct SettingTheory {
  std::vector<LayerLaw> laws;       ///< [depth]
  MeanField field;                  ///< with sigma_w and sigma_b as the last layer has them
  StationaryState stationary;       ///< reached from the q_1 of the curve
  CurvePrediction meanField;        ///< infinite width along the curve
  std::vector<Answer> finiteWidth;  ///< [depth] E[l_d / l_(d-1)], exact (lengthFactor)
  std::vector<Answer> scaling;      ///< [depth] the same as [R17] prints it: O(.), no bound (lengthScaling)
  std::vector<Answer> lowerBound;   ///< [depth] the same by [PT20]: true, loose (sparseLengthBound)
};

/// Cost: that of predictCurve() and stationaryState(), 0.1 ms to 5 ms.
/// @param plane in which the curve of `setting` lies. @pre !validate(setting) and setting.networkFile is
/// empty.
[[nodiscard]] SettingTheory theoryOf(const Setting& setting, const Plane& plane);

}  // namespace arcscope::core
