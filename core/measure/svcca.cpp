#include "core/measure/svcca.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/support/dense_solvers.h"

namespace arcscope::core {

Eigen::MatrixXd principalCoordinates(const Eigen::MatrixXd& points, double share) {
  const Eigen::MatrixXd none(points.cols(), 0);
  if (!points.allFinite()) return none;
  Eigen::MatrixXd centred = points.colwise() - points.rowwise().mean();
  const double largest = centred.cwiseAbs().maxCoeff();
  const double rounding = 1e-14 * points.cwiseAbs().maxCoeff();
  if (!(largest > rounding)) return none;
  centred /= largest;
  const bool tall = centred.rows() < centred.cols();
  const SymmetricEigen found =
      tall ? symmetricEigen(centred * centred.transpose()) : symmetricEigen(centred.transpose() * centred);
  const double total = found.values.cwiseMax(0.0).sum();
  double held = 0.0;
  Eigen::Index kept = 0;
  while (kept < found.values.size() && held < share * total) held += std::max(0.0, found.values[kept++]);
  if (!tall) return found.vectors.leftCols(kept);
  Eigen::MatrixXd coordinates = centred.transpose() * found.vectors.leftCols(kept);
  for (Eigen::Index i = 0; i < kept; ++i) coordinates.col(i).normalize();
  return coordinates;
}

double svcca(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b) {
  const Eigen::Index directions = std::min(a.cols(), b.cols());
  if (directions == 0) return std::numeric_limits<double>::quiet_NaN();
  const Eigen::MatrixXd product =
      a.cols() < b.cols() ? Eigen::MatrixXd(a.transpose() * b) : Eigen::MatrixXd(b.transpose() * a);
  const Eigen::VectorXd squares = symmetricEigenvalues(product * product.transpose());
  return squares.cwiseMax(0.0).cwiseSqrt().cwiseMin(1.0).mean();
}

}  // namespace arcscope::core
