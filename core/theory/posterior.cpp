#include "core/theory/posterior.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/support/dense_solvers.h"

namespace arcscope::core {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;

void check(Index points, std::span<const Index> data, const Eigen::VectorXd& targets) {
  if (static_cast<std::size_t>(targets.size()) != data.size())
    throw std::invalid_argument("there are " + std::to_string(data.size()) + " data points and " +
                                std::to_string(targets.size()) + " targets");
  for (const Index one : data)
    if (one < 0 || one >= points)
      throw std::invalid_argument("data point " + std::to_string(one) + " is none of the kernel's " +
                                  std::to_string(points));
}

/// The smoother of a kernel, cross (own + noise)^-1, [points x data], and what it makes of targets and prior.
/// @param cross the kernel's columns of the data, [points x data].
Posterior conditioned(const MatrixXd& cross, const KernelColumns& prior, std::span<const Index> indices,
                      const Eigen::VectorXd& targets, double noise) {
  check(prior.variance.size(), indices, targets);
  if (indices.empty())
    return {.mean = Eigen::VectorXd::Zero(prior.variance.size()),
            .deviation = prior.variance.array().max(0.0).sqrt(),
            .map = MatrixXd(prior.variance.size(), 0)};
  const std::vector<Index> data(indices.begin(), indices.end());
  MatrixXd own = cross(data, Eigen::all);
  own.diagonal().array() += noise;
  const auto [values, vectors] = symmetricEigen(own);
  constexpr double leastRatio = 1e-10;
  Posterior result;
  result.jitter = std::max(0.0, leastRatio * values[0] - values.tail(1)[0]);
  const Eigen::VectorXd inverse = (values.array() + result.jitter).max(1e-300).inverse();
  result.map = (cross * vectors) * inverse.asDiagonal() * vectors.transpose();
  result.mean = result.map * targets;
  // Of f - T f(data): K - 2 T K_d + T K_dd T', its diagonal. The targets' own spread passes through T.
  const MatrixXd ofData = prior.nngp(data, Eigen::all);
  const Eigen::ArrayXd variance = prior.variance.array() -
                                  2.0 * result.map.cwiseProduct(prior.nngp).rowwise().sum().array() +
                                  (result.map * ofData).cwiseProduct(result.map).rowwise().sum().array();
  result.deviation = (variance.max(0.0) + noise * result.map.rowwise().squaredNorm().array()).sqrt();
  for (std::size_t i = 0; i < data.size(); ++i)
    result.misfit = std::max(result.misfit, std::abs(result.mean[data[i]] - targets[static_cast<Index>(i)]));
  return result;
}

}  // namespace

Posterior nngpPosterior(const KernelColumns& kernels, std::span<const Index> data,
                        const Eigen::VectorXd& targets, double noise) {
  return conditioned(kernels.nngp, kernels, data, targets, noise);
}

Posterior ntkPosterior(const KernelColumns& kernels, std::span<const Index> data,
                       const Eigen::VectorXd& targets) {
  return conditioned(kernels.ntk, kernels, data, targets, 0.0);
}

Posterior nngpPosterior(const OutputKernels& kernels, std::span<const Index> data,
                        const Eigen::VectorXd& targets, double noise) {
  check(kernels.nngp.rows(), data, targets);
  return nngpPosterior(columnsOf(kernels, data), data, targets, noise);
}

Posterior ntkPosterior(const OutputKernels& kernels, std::span<const Index> data,
                       const Eigen::VectorXd& targets) {
  check(kernels.nngp.rows(), data, targets);
  return ntkPosterior(columnsOf(kernels, data), data, targets);
}

}  // namespace arcscope::core
