#pragma once
#include <Eigen/Core>
#include <optional>
#include <span>
#include <stop_token>

#include "core/theory/finite_width.h"
#include "core/theory/mean_field.h"
#include "core/trajectory/curve.h"

namespace arcscope::core {

/// Covariances of the scalar output of an infinitely wide network at given points, the linear read-out
/// included. [points x points], symmetric.
struct OutputKernels {
  Eigen::MatrixXd nngp;  ///< of random networks: the prior over functions (Lee et al. 2018)
  Eigen::MatrixXd ntk;   ///< neural tangent kernel (Jacot et al. 2018) with W = sigma_w w / sqrt(fan_in), b =
                         ///< sigma_b beta, all w and beta trained
};

/// x.y / m of points of a plane. [points x points] @param inPlane their coordinates (a, b), [2 x points].
[[nodiscard]] Eigen::MatrixXd gramOf(const Plane& plane, const Eigen::Matrix2Xd& inPlane);

/// Layer by layer: K' = sigma_w^2 E[phi phi] + sigma_b^2 and Theta' = K' + sigma_w^2 E[phi' phi'] Theta,
/// from K = Theta = sigma_w^2 x.y / m + sigma_b^2. The prior's band is the root of the diagonal of nngp.
/// Cost: depth * points^2 / 2 evaluations of PairMoments, on all processors; `stop` is polled per column:
/// nothing then. 128 points and 10 layers: 4 ms (relu) to 150 ms (tanh) on
/// two processors.
/// @param gram of the points, [points x points]; @param depth hidden layers, >= 0.
[[nodiscard]] std::optional<OutputKernels> outputKernels(const MeanField& field, int depth,
                                                         const Eigen::MatrixXd& gram,
                                                         const std::stop_token& stop = {});

/// Of both kernels the columns of a few points: all that conditioning on the output at those points needs.
struct KernelColumns {
  Eigen::VectorXd variance;  ///< [points] the diagonal of nngp
  Eigen::MatrixXd nngp;      ///< [points x columns]
  Eigen::MatrixXd ntk;       ///< [points x columns]
  [[nodiscard]] bool allFinite() const { return variance.allFinite() && nngp.allFinite() && ntk.allFinite(); }
};
[[nodiscard]] KernelColumns columnsOf(const OutputKernels& kernels, std::span<const Eigen::Index> columns);

/// As outputKernels(), with a law for each layer, layers 1..depth and the read-out: depth + 1 of them. Where
/// numbers leave the range of double it ends early, and the result is not finite.
/// Cost: depth * points * columns evaluations of PairMoments, and depth * points of gaussianMoments().
/// @param columns indices of points, each < points; may be empty.
[[nodiscard]] std::optional<KernelColumns> outputColumns(Activation activation,
                                                         std::span<const LayerLaw> layers,
                                                         const Eigen::MatrixXd& gram,
                                                         std::span<const Eigen::Index> columns,
                                                         const std::stop_token& stop = {});

}  // namespace arcscope::core
