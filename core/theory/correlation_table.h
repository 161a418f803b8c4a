#pragma once
#include <vector>

#include "core/network/activation.h"

namespace arcscope::core {

/// c* and C'(c*) of many (sigma_w, sigma_b) of one activation. At a fixed point q of V the fixed points of C
/// solve sigma_w^2 (E[phi^2] - E[phi phi]) / (q (1 - c)) = 1, whatever sigma_b is: what stands beside
/// sigma_w^2 is tabulated over ln q and sqrt(1 - c) and interpolated by cubics, to about 1e-6 (1e-4 beside
/// the critical line, where the chord hardly depends on c). Cost: 10 ms to 50 ms to make, on all processors;
/// 0.2 us a look-up.
class CorrelationTable {
 public:
  /// For q from qMin to qMax, 0 < qMin <= qMax.
  CorrelationTable(Activation activation, double qMin, double qMax);

  [[nodiscard]] bool covers(double qMin, double qMax) const;

  struct Point {
    double fixedPoint;  ///< c*
    double slope;       ///< C'(c*)
  };
  /// @pre chi_1 > 1 at q and sigma_w.
  [[nodiscard]] Point operator()(double q, double sigmaW) const;

 private:
  static constexpr int columns = 65;  ///< nodes of sqrt(1 - c) on [0, 1]
  static constexpr double columnStep = 1.0 / (columns - 1);

  double m_logMin;
  double m_rowStep;
  int m_rows;                   ///< nodes of ln q
  std::vector<double> m_chord;  ///< [rows x columns] (E[phi^2] - E[phi phi]) / (q (1 - c))
  std::vector<double> m_slope;  ///< [rows x columns] E[phi' phi']
};

}  // namespace arcscope::core
