#include "core/study/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace arcscope::core {

void RunningStatistics::add(double figure) {
  if (!std::isfinite(figure)) {
    ++m_undefined;
    return;
  }
  m_sketch.add(figure);
  const double distance = figure - m_mean;
  m_mean += distance / static_cast<double>(m_sketch.count());
  m_squares += distance * (figure - m_mean);
}

Summary RunningStatistics::summary() const {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  Summary summary;
  summary.count = m_sketch.count();
  summary.undefined = m_undefined;
  summary.missing = m_missing;
  const auto count = static_cast<double>(summary.count);
  summary.mean = summary.count > 0 ? m_mean : none;
  summary.deviation = summary.count > 1 ? std::sqrt(m_squares / (count - 1.0)) : none;
  summary.standardError = summary.deviation / std::sqrt(count);
  const std::vector<double> quantiles = m_sketch.quantiles(quantileShares);
  std::copy(quantiles.begin(), quantiles.end(), summary.quantiles.begin());
  summary.least = m_sketch.least();
  summary.largest = m_sketch.largest();
  return summary;
}

}  // namespace arcscope::core
