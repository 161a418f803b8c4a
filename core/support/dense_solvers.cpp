#include "core/support/dense_solvers.h"

#include <Eigen/Eigenvalues>
#include <Eigen/SVD>

namespace arcscope::core {

SymmetricEigen symmetricEigen(const Eigen::Ref<const Eigen::MatrixXd>& matrix) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix);
  return {solver.eigenvalues().reverse(), solver.eigenvectors().rowwise().reverse()};
}

Eigen::MatrixXd closestOrthogonal(const Eigen::Ref<const Eigen::MatrixXd>& a) {
  const Eigen::JacobiSVD<Eigen::MatrixXd, Eigen::NoQRPreconditioner> svd(
      a, Eigen::ComputeFullU | Eigen::ComputeFullV);
  return svd.matrixV() * svd.matrixU().transpose();
}

}  // namespace arcscope::core
