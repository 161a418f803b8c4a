#pragma once
#include <Eigen/Core>
#include <stop_token>

namespace arcscope::core {

/// Replaces the columns of `matrix` [m x n], m >= n, of full rank, by the orthonormal ones of its QR
/// decomposition whose R has a positive diagonal. Of a Gaussian matrix that makes a draw from Haar's measure
/// (Mezzadri, Notices of the AMS 54, 2007). Every sum is taken in one fixed order: the same bits on every
/// machine and for any number of threads. Cost: 4 m n^2 operations, in parallel over the columns; `stop` is
/// polled per eight columns, the rest stays unfinished.
void orthonormaliseColumns(Eigen::MatrixXd& matrix, const std::stop_token& stop = {});

}  // namespace arcscope::core
