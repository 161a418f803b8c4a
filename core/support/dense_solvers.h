#pragma once
#include <Eigen/Core>

namespace arcscope::core {

// Decompositions of small dense matrices, compiled once: Eigen's take many seconds a file and a size.

struct SymmetricEigen {
  Eigen::VectorXd values;   ///< [n] falling
  Eigen::MatrixXd vectors;  ///< [n, n] their unit vectors, a column each
};
/// @param matrix symmetric, finite; its lower triangle is read. Cost: about 9 n^3 operations.
[[nodiscard]] SymmetricEigen symmetricEigen(const Eigen::Ref<const Eigen::MatrixXd>& matrix);

/// The orthogonal q that makes tr(q a) largest: q x_j comes closest to y_j for a = sum of x_j y_j^T (the
/// orthogonal Procrustes problem). @param a square, finite.
[[nodiscard]] Eigen::MatrixXd closestOrthogonal(const Eigen::Ref<const Eigen::MatrixXd>& a);

}  // namespace arcscope::core
