#pragma once
#include <Eigen/Core>

namespace arcscope::core {

inline constexpr double svccaShare = 0.99;  ///< of the variance that is kept, as in [SV17]

/// The directions that hold `share` of the variance of `points` round their mean, seen from the points:
/// column i has the coordinates of all points along the i-th principal direction, as a unit vector; columns
/// are orthonormal and fall in variance. No column where the points are one point or not all finite. Cost:
/// the Gram matrix of the shorter side of `points`, and its eigenvectors.
/// @param points [dimension x points], more than one.
/// @return [points x directions].
[[nodiscard]] Eigen::MatrixXd principalCoordinates(const Eigen::MatrixXd& points, double share = svccaShare);

/// SVCCA of two images of the same points (Raghu et al. 2017): the mean of the canonical correlations between
/// the directions that each of them keeps, 0..1. 1 for images that differ by a rotation or a scale; images
/// without any relation get about sqrt((a + b) / points), not 0. NaN where one has no directions. To 1e-7.
/// Cost: a product [a x points] [points x b] and the eigenvalues of the smaller side.
/// @param a, b from principalCoordinates() of as many points each.
[[nodiscard]] double svcca(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b);

}  // namespace arcscope::core
