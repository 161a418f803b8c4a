#include "core/theory/kernels.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/support/parallel.h"
#include "core/theory/gaussian_moments.h"

namespace arcscope::core {

Eigen::MatrixXd gramOf(const Plane& plane, const Eigen::Matrix2Xd& inPlane) {
  Eigen::MatrixX3d axes(plane.x0.size(), 3);
  axes << plane.origin, plane.x0, plane.x1;
  const Eigen::Matrix3d gram = axes.transpose() * axes / static_cast<double>(axes.rows());
  Eigen::Matrix3Xd points(3, inPlane.cols());
  points << Eigen::RowVectorXd::Ones(inPlane.cols()), inPlane;
  return points.transpose() * (gram * points);
}

std::optional<OutputKernels> outputKernels(const MeanField& field, int depth, const Eigen::MatrixXd& gram,
                                           const std::stop_token& stop) {
  const double weight = field.sigmaW * field.sigmaW;
  const double bias = field.sigmaB * field.sigmaB;
  const Eigen::Index points = gram.rows();
  OutputKernels kernels;
  kernels.nngp = (weight * gram).array() + bias;
  kernels.ntk = kernels.nngp;
  std::vector<double> variances(static_cast<std::size_t>(points));
  for (int d = 0; d < depth; ++d) {
    for (Eigen::Index i = 0; i < points; ++i)
      variances[static_cast<std::size_t>(i)] = std::max(0.0, kernels.nngp(i, i));
    const PairMoments moments(field.activation, variances);
    const auto set = [&](Eigen::Index i, Eigen::Index j, double product, double slopeProduct) {
      const double covariance = weight * product + bias;
      const double tangent = covariance + weight * slopeProduct * kernels.ntk(i, j);
      kernels.nngp(i, j) = kernels.nngp(j, i) = covariance;
      kernels.ntk(i, j) = kernels.ntk(j, i) = tangent;
    };
    parallelFor(static_cast<std::size_t>(points), [&](std::size_t column) {
      if (stop.stop_requested()) return;
      const auto j = static_cast<Eigen::Index>(column);
      for (Eigen::Index i = 0; i < j; ++i) {
        const auto row = static_cast<std::size_t>(i);
        const double size = std::sqrt(variances[row] * variances[column]);
        const double c = size > 0.0 ? std::clamp(kernels.nngp(i, j) / size, -1.0, 1.0) : 0.0;
        const PairMean mean = moments(row, column, c);
        set(i, j, mean.product, mean.slopeProduct);
      }
      const GaussianMoments own = gaussianMoments(field.activation, variances[column]);
      set(j, j, own.square, own.slopeSquare);
    });
    if (stop.stop_requested()) return std::nullopt;
  }
  return kernels;
}

}  // namespace arcscope::core
