#pragma once
#include <QtGlobal>
#include <algorithm>

/// How many times as many random cases as in a short run: ARCSCOPE_SOAK, 1 without it.
inline unsigned soakFactor() {
  return static_cast<unsigned>(std::max(1, qEnvironmentVariableIntValue("ARCSCOPE_SOAK")));
}
