#pragma once
#include <cstdint>
#include <limits>

#include "core/exact/curve_trace.h"
#include "core/setting/setting.h"

namespace arcscope::core {

/// How many pieces an exact trace may have to fit a frame on this machine, learned from the last ones.
class TraceCost {
 public:
  /// Pieces that a live trace of `setting` may reach, 0: not worth beginning, since the last trace of a
  /// network of this shape took too long.
  [[nodiscard]] std::int64_t piecesInAFrame(const Setting& setting) const;
  void learn(const Setting& setting, const CurveTrace& trace, double seconds);

 private:
  double m_perMultiplication = 4e-11;  ///< seconds a column and weight
  double m_lastSeconds = 0.0;          ///< of a whole trace; infinite after one that met its limit of pieces
  Setting m_last;                      ///< of the last trace
};

}  // namespace arcscope::core
