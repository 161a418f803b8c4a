#pragma once
#include <functional>
#include <stop_token>
#include <vector>

#include "core/theory/mean_field.h"

namespace arcscope::core {

struct PhaseRequest {
  Activation activation = Activation::HardTanh;
  double sigmaWMin = 0.0, sigmaWMax = 5.0;
  double sigmaBMin = 0.0, sigmaBMax = 4.0;
  int columns = 200;         ///< points along sigma_w, from its least to its greatest value, both included
  int rows = 150;            ///< along sigma_b
  bool correlations = true;  ///< cStar and xiC too
  friend bool operator==(const PhaseRequest&, const PhaseRequest&) = default;
};

struct CriticalPoint {
  double sigmaW;
  double sigmaB;
};

/// The stationary state over a rectangle of (sigma_w, sigma_b), [rows x columns] row by row from the least
/// sigma_b, sigma_w running fastest. NaN where there is no value.
struct PhaseDiagram {
  PhaseRequest request;
  int columns = 0;  ///< of this pass
  int rows = 0;
  std::vector<LengthLimit> limit;
  std::vector<double> qStar;  ///< 0: the signal dies out
  std::vector<double> chi1;
  std::vector<double> cStar;   ///< empty without request.correlations
  std::vector<double> xiC;     ///< layers, infinite on the critical line; empty without request.correlations
  std::vector<double> growth;  ///< of length a layer, measured; empty but in core/study/growth_map
  /// chi_1 = 1 by rising sigma_b, points close enough for a smooth line; empty where it is out of the
  /// rectangle's sigma_w or does not exist. For relu and its kin, whose every q is fixed there, the line at
  /// which q loses its fixed point.
  std::vector<CriticalPoint> critical;
  bool complete = false;  ///< the last pass: request.columns x request.rows

  [[nodiscard]] double sigmaW(int column) const;
  [[nodiscard]] double sigmaB(int row) const;
  [[nodiscard]] std::size_t index(int row, int column) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
           static_cast<std::size_t>(column);
  }
};

/// Computes the diagram in three passes of rising resolution (about 1/8 and 1/3 of the columns and rows, then
/// all of them) and hands out each as it is ready, on the calling thread. On all processors; `stop` is polled
/// per row. False when it was requested: the passes so far stand.
/// c* and xi_c come from a CorrelationTable; stationaryState() has them in full.
/// @throws std::invalid_argument unless columns, rows >= 2 and both ranges rise from 0 or more.
bool computePhaseDiagram(const PhaseRequest& request, const std::function<void(const PhaseDiagram&)>& pass,
                         const std::stop_token& stop = {});

/// Points of the line chi_1 = 1, those that exist (see criticalSigmaW) with sigma_w up to `sigmaWMax`, for
/// `points` sigma_b, equidistant in the root of their distance from the least: at sigma_b = 0 the line of a
/// smooth activation begins along the axis and bends most.
[[nodiscard]] std::vector<CriticalPoint> criticalLine(Activation activation, double sigmaBMin,
                                                      double sigmaBMax, double sigmaWMax, int points);

}  // namespace arcscope::core
