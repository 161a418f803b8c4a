#pragma once
#include <Eigen/Core>
#include <vector>

namespace arcscope::core {

/// How like a curve is to itself `offset` points further on: the sum of x_j . x_(j+offset) over the root of
/// (sum of |x_j|^2) (sum of |x_(j+offset)|^2), over all pairs of points that far apart. On a closed curve the
/// pairs go round, and both sums are k q: c(offset) = mean of x_j . x_(j+offset) / (k q) (Poole et al. 2016).
/// 1 at offset 0; NaN where a sum is 0 or a point is not finite.
/// Cost: points^2 / 2 scalar products.
/// @param points [dimension x points] at equidistant t; of a closed curve without its last point, which is
/// the first one again.
/// @return [points / 2 + 1] of a closed curve, on which offsets beyond half a turn repeat; else [points].
[[nodiscard]] std::vector<double> autocorrelation(const Eigen::MatrixXd& points, bool closed);

/// The same of points given by their scalar products, [points x points].
[[nodiscard]] std::vector<double> autocorrelationOfGram(const Eigen::MatrixXd& gram, bool closed);

}  // namespace arcscope::core
