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
/// [n] The values alone, falling: a third of the time.
[[nodiscard]] Eigen::VectorXd symmetricEigenvalues(const Eigen::Ref<const Eigen::MatrixXd>& matrix);

/// The orthogonal q that makes tr(q a) largest: q x_j comes closest to y_j for a = sum of x_j y_j^T (the
/// orthogonal Procrustes problem). @param a square, finite.
[[nodiscard]] Eigen::MatrixXd closestOrthogonal(const Eigen::Ref<const Eigen::MatrixXd>& a);

/// matrix * permutation = q * r.
struct PivotedQr {
  Eigen::MatrixXd q;  ///< [rows, s] orthonormal columns, s the shorter side
  Eigen::MatrixXd r;  ///< [s, columns] upper triangular, its diagonal falling in size
  Eigen::PermutationMatrix<Eigen::Dynamic> permutation;
};
/// Householder reflections with column pivoting. @param matrix finite, not empty.
[[nodiscard]] PivotedQr pivotedQr(const Eigen::Ref<const Eigen::MatrixXd>& matrix);
/// The upper triangular r of matrix = q * r, square. @param matrix finite, with at least as many rows as
/// columns.
[[nodiscard]] Eigen::MatrixXd triangleOf(const Eigen::Ref<const Eigen::MatrixXd>& matrix);

/// Singular values, falling, each to about 1e-11 of itself if the columns, scaled to one length, are well
/// conditioned: however much they differ in length (one-sided Jacobi rotations; Demmel and Veselic 1992).
/// Cost: about 20 n^3 operations.
/// @param matrix finite, columns falling in length, at least as many rows as columns; squares of lengths are
/// within the range of double.
[[nodiscard]] Eigen::VectorXd gradedSingularValues(const Eigen::Ref<const Eigen::MatrixXd>& matrix);

}  // namespace arcscope::core
