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

void check(const MatrixXd& kernel, std::span<const Index> data, const Eigen::VectorXd& targets) {
  if (static_cast<std::size_t>(targets.size()) != data.size())
    throw std::invalid_argument("there are " + std::to_string(data.size()) + " data points and " +
                                std::to_string(targets.size()) + " targets");
  for (const Index one : data)
    if (one < 0 || one >= kernel.rows())
      throw std::invalid_argument("data point " + std::to_string(one) + " is none of the kernel's " +
                                  std::to_string(kernel.rows()));
}

/// kernel(all, data) times the inverse of kernel(data, data) + noise: [points x data].
MatrixXd smoother(const MatrixXd& kernel, const std::vector<Index>& data, double noise, double& jitter) {
  MatrixXd own = kernel(data, data);
  own.diagonal().array() += noise;
  const auto [values, vectors] = symmetricEigen(own);
  constexpr double leastRatio = 1e-12;
  jitter = std::max(0.0, leastRatio * values[0] - values.tail(1)[0]);
  const Eigen::VectorXd inverse = (values.array() + jitter).max(1e-300).inverse();
  return (kernel(Eigen::all, data) * vectors) * inverse.asDiagonal() * vectors.transpose();
}

Posterior posteriorOf(const MatrixXd& map, const MatrixXd& prior, const std::vector<Index>& data,
                      const Eigen::VectorXd& targets, double jitter) {
  Posterior result;
  result.jitter = jitter;
  result.mean = map * targets;
  // Of f - T f(data): K - 2 T K_d + T K_dd T', its diagonal.
  const MatrixXd cross = prior(Eigen::all, data);
  const MatrixXd own = prior(data, data);
  const Eigen::ArrayXd variance = prior.diagonal().array() -
                                  2.0 * map.cwiseProduct(cross).rowwise().sum().array() +
                                  (map * own).cwiseProduct(map).rowwise().sum().array();
  result.deviation = variance.max(0.0).sqrt();
  for (std::size_t i = 0; i < data.size(); ++i)
    result.misfit = std::max(result.misfit, std::abs(result.mean[data[i]] - targets[static_cast<Index>(i)]));
  return result;
}

Posterior prior(const MatrixXd& kernel) {
  return {Eigen::VectorXd::Zero(kernel.rows()), kernel.diagonal().array().max(0.0).sqrt(), 0.0, 0.0};
}

}  // namespace

Posterior nngpPosterior(const OutputKernels& kernels, std::span<const Index> data,
                        const Eigen::VectorXd& targets, double noise) {
  check(kernels.nngp, data, targets);
  if (data.empty()) return prior(kernels.nngp);
  const std::vector<Index> chosen(data.begin(), data.end());
  double jitter = 0.0;
  const MatrixXd map = smoother(kernels.nngp, chosen, noise, jitter);
  Posterior result = posteriorOf(map, kernels.nngp, chosen, targets, jitter);
  if (noise > 0.0)  // the targets' own spread passes through the map
    result.deviation =
        (result.deviation.array().square() + noise * map.rowwise().squaredNorm().array()).sqrt();
  return result;
}

Posterior ntkPosterior(const OutputKernels& kernels, std::span<const Index> data,
                       const Eigen::VectorXd& targets) {
  check(kernels.nngp, data, targets);
  if (data.empty()) return prior(kernels.nngp);
  const std::vector<Index> chosen(data.begin(), data.end());
  double jitter = 0.0;
  const MatrixXd map = smoother(kernels.ntk, chosen, 0.0, jitter);
  return posteriorOf(map, kernels.nngp, chosen, targets, jitter);
}

}  // namespace arcscope::core
