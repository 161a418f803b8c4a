#include "core/measure/autocorrelation.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace arcscope::core {

std::vector<double> autocorrelationOfGram(const Eigen::MatrixXd& gram, bool closed) {
  const Eigen::Index points = gram.rows();
  const Eigen::Index offsets = closed ? points / 2 + 1 : points;
  std::vector<double> result;
  for (Eigen::Index offset = 0; offset < offsets; ++offset) {
    double product = 0.0;
    double here = 0.0;
    double there = 0.0;
    const Eigen::Index pairs = closed ? points : points - offset;
    for (Eigen::Index j = 0; j < pairs; ++j) {
      const Eigen::Index other = (j + offset) % points;
      product += gram(j, other);
      here += gram(j, j);
      there += gram(other, other);
    }
    const double size = std::sqrt(here) * std::sqrt(there);
    result.push_back(size > 0.0 && std::isfinite(product) ? std::clamp(product / size, -1.0, 1.0)
                                                          : std::numeric_limits<double>::quiet_NaN());
  }
  return result;
}

std::vector<double> autocorrelation(const Eigen::MatrixXd& points, bool closed) {
  const double largest = points.size() > 0 ? points.cwiseAbs().maxCoeff() : 0.0;
  const Eigen::MatrixXd scaled = points / (largest > 0.0 ? largest : 1.0);  // so that no square overflows
  return autocorrelationOfGram(scaled.transpose() * scaled, closed);
}

}  // namespace arcscope::core
