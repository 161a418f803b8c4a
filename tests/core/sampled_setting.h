#pragma once
#include "core/setting/setting.h"

/// A setting whose every figure comes from exactly `points` equidistant samples.
inline arcscope::core::Setting settingOf(int width, int depth, int points,
                                         arcscope::core::Activation activation) {
  arcscope::core::Setting setting;
  setting.width = width;
  setting.depth = depth;
  setting.points = points;
  setting.activation = activation;
  setting.refine = false;
  setting.method = arcscope::core::Method::Sampled;
  return setting;
}
