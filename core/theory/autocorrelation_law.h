#pragma once
#include <Eigen/Core>
#include <span>
#include <stop_token>
#include <vector>

#include "core/theory/finite_width.h"

namespace arcscope::core {

/// Autocorrelation of h along a curve at infinite width, see autocorrelation().
struct AutocorrelationLaw {
  int step = 1;                             ///< of the offsets, in points of the curve
  std::vector<std::vector<double>> layers;  ///< [depth] of [offsets]; NaN where h has no variance
};

/// The correlation map, from every pair of points of the input: K' = sigma_w^2 E[phi(u) phi(v)] + sigma_b^2
/// with u, v of the covariance K. Where the curve looks the same from all of its points, as a circle round
/// the origin does, each offset is one pair; else every `sparser`-th point of the curve is taken, with all
/// pairs. Cost: an evaluation of PairMoments for each pair and layer, on all processors. Empty when `stop`
/// was requested, polled by rows.
/// @param gram x.y / m of the points at equidistant t, [points x points], see gramOf(). @param closed as for
/// autocorrelation().
[[nodiscard]] AutocorrelationLaw autocorrelationLaw(Activation activation, std::span<const LayerLaw> layers,
                                                    const Eigen::MatrixXd& gram, bool closed, int sparser,
                                                    const std::stop_token& stop = {});

/// The mean square of how a layer stretches directions of the input at infinite width, |J|^2 / m for J =
/// dz_d/dx, averaged over points of the input: the product of chi_1 at each layer's q, times width / m; in an
/// input of few dimensions also what differs along x, where the slopes depend on the direction. Exact at any
/// width for the piecewise linear activations that bend at 0 alone (relu, leaky_relu, abs, linear), whatever
/// the biases. [depth]
/// @param squares |x|^2 / m of each point.
[[nodiscard]] std::vector<double> stretchLaw(Activation activation, std::span<const LayerLaw> layers,
                                             std::span<const double> squares);

}  // namespace arcscope::core
