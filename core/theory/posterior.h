#pragma once
#include <span>

#include "core/theory/kernels.h"

namespace arcscope::core {

/// The outputs of networks that agree with some data, at all points of a kernel.
struct Posterior {
  Eigen::VectorXd mean;       ///< [points]
  Eigen::VectorXd deviation;  ///< [points] standard deviation over networks
  /// [points x data] what a unit of misfit at a data point adds: mean = map * targets, and a random network's
  /// output f becomes f + map * (targets - f(data)).
  Eigen::MatrixXd map;
  /// Added to the diagonal of the data's kernel because its smallest eigenvalue is below 1e-10 of its largest
  /// one, which is as far as kernels are known (points that nearly coincide); 0 where nothing was added.
  double jitter = 0.0;
  double misfit = 0.0;  ///< largest |mean - target| at the data: what jitter (or noise) costs
};

/// Random networks conditioned on the data: the posterior of the Gaussian process.
/// @param data indices of points whose output is known, each < points; @param targets [data.size()];
/// @param noise variance of the targets, >= 0. Cost: data^3 + points * data^2.
[[nodiscard]] Posterior nngpPosterior(const OutputKernels& kernels, std::span<const Eigen::Index> data,
                                      const Eigen::VectorXd& targets, double noise = 0.0);
/// @param kernels the columns of `data`.
[[nodiscard]] Posterior nngpPosterior(const KernelColumns& kernels, std::span<const Eigen::Index> data,
                                      const Eigen::VectorXd& targets, double noise = 0.0);

/// Random networks after gradient flow of all layers on squared loss for infinite time (Lee et al. 2019):
/// mean T targets and covariance K + T K_dd T' - (T K_d + its transpose), T = Theta_d Theta_dd^-1.
[[nodiscard]] Posterior ntkPosterior(const OutputKernels& kernels, std::span<const Eigen::Index> data,
                                     const Eigen::VectorXd& targets);
/// @param kernels the columns of `data`.
[[nodiscard]] Posterior ntkPosterior(const KernelColumns& kernels, std::span<const Eigen::Index> data,
                                     const Eigen::VectorXd& targets);

}  // namespace arcscope::core
