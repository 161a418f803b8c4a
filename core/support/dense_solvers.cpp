#include "core/support/dense_solvers.h"

#include <Eigen/Eigenvalues>
#include <Eigen/Jacobi>
#include <Eigen/QR>
#include <Eigen/SVD>
#include <algorithm>
#include <cmath>
#include <functional>

namespace arcscope::core {

SymmetricEigen symmetricEigen(const Eigen::Ref<const Eigen::MatrixXd>& matrix) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix);
  return {solver.eigenvalues().reverse(), solver.eigenvectors().rowwise().reverse()};
}

Eigen::VectorXd symmetricEigenvalues(const Eigen::Ref<const Eigen::MatrixXd>& matrix) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix, Eigen::EigenvaluesOnly);
  return solver.eigenvalues().reverse();
}

Eigen::MatrixXd closestOrthogonal(const Eigen::Ref<const Eigen::MatrixXd>& a) {
  const Eigen::JacobiSVD<Eigen::MatrixXd, Eigen::NoQRPreconditioner> svd(
      a, Eigen::ComputeFullU | Eigen::ComputeFullV);
  return svd.matrixV() * svd.matrixU().transpose();
}

PivotedQr pivotedQr(const Eigen::Ref<const Eigen::MatrixXd>& matrix) {
  const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(matrix);
  const Eigen::Index side = std::min(matrix.rows(), matrix.cols());
  return {qr.householderQ() * Eigen::MatrixXd::Identity(matrix.rows(), side),
          qr.matrixR().topRows(side).triangularView<Eigen::Upper>(), qr.colsPermutation()};
}

Eigen::MatrixXd triangleOf(const Eigen::Ref<const Eigen::MatrixXd>& matrix) {
  const Eigen::HouseholderQR<Eigen::MatrixXd> qr(matrix);
  return qr.matrixQR().topRows(matrix.cols()).triangularView<Eigen::Upper>();
}

Eigen::VectorXd gradedSingularValues(const Eigen::Ref<const Eigen::MatrixXd>& matrix) {
  constexpr double parallel = 1e-12;  // cosine of columns that count as orthogonal
  constexpr int mostSweeps = 40;      // five to ten are usual
  // The triangle's rows are nearly orthogonal already (Drmac and Veselic 2008).
  Eigen::MatrixXd g = triangleOf(matrix).transpose();
  const Eigen::Index n = g.cols();
  bool rotated = true;
  for (int sweep = 0; rotated && sweep < mostSweeps; ++sweep) {
    rotated = false;
    for (Eigen::Index i = 0; i + 1 < n; ++i) {
      for (Eigen::Index j = i + 1; j < n; ++j) {
        const double product = g.col(i).dot(g.col(j));
        const double a = g.col(i).squaredNorm();
        const double b = g.col(j).squaredNorm();
        if (!(std::abs(product) > parallel * std::sqrt(a) * std::sqrt(b))) continue;
        rotated = true;
        const double zeta = (b - a) / (2.0 * product);
        const double tangent = std::copysign(1.0, zeta) / (std::abs(zeta) + std::hypot(1.0, zeta));
        const double cosine = 1.0 / std::hypot(1.0, tangent);
        g.applyOnTheRight(i, j, Eigen::JacobiRotation<double>(cosine, cosine * tangent));
      }
    }
  }
  Eigen::VectorXd values = g.colwise().norm();
  std::sort(values.begin(), values.end(), std::greater<>());
  return values;
}

}  // namespace arcscope::core
