#include "core/theory/kernels.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/support/parallel.h"
#include "core/theory/gaussian_moments.h"

namespace arcscope::core {
namespace {

using Eigen::Index;

/// Both kernels of a pair of points.
struct KernelPair {
  double nngp;
  double ntk;
};

/// From the kernels of one layer's h to those of the next one.
class KernelStep {
 public:
  /// @param variances of h, the diagonal of the NNGP kernel; >= 0, finite.
  KernelStep(Activation activation, double sigmaW, double sigmaB, std::span<const double> variances)
      : m_activation(activation),
        m_weight(sigmaW * sigmaW),
        m_bias(sigmaB * sigmaB),
        m_variances(variances),
        m_moments(activation, variances) {}

  [[nodiscard]] KernelPair operator()(std::size_t i, std::size_t j, const KernelPair& before) const {
    const double size = std::sqrt(m_variances[i] * m_variances[j]);
    const double c = size > 0.0 ? std::clamp(before.nngp / size, -1.0, 1.0) : 0.0;
    const PairMean mean = m_moments(i, j, c);
    return next(mean.product, mean.slopeProduct, before.ntk);
  }
  /// Of a point with itself.
  [[nodiscard]] KernelPair operator()(std::size_t i, double ntk) const {
    const GaussianMoments own = gaussianMoments(m_activation, m_variances[i]);
    return next(own.square, own.slopeSquare, ntk);
  }

 private:
  [[nodiscard]] KernelPair next(double product, double slopeProduct, double ntk) const {
    const double covariance = m_weight * product + m_bias;
    return {covariance, covariance + m_weight * slopeProduct * ntk};
  }

  Activation m_activation;
  double m_weight;
  double m_bias;
  std::span<const double> m_variances;
  PairMoments m_moments;
};

}  // namespace

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
  const Index points = gram.rows();
  OutputKernels kernels;
  kernels.nngp = (field.sigmaW * field.sigmaW * gram).array() + field.sigmaB * field.sigmaB;
  kernels.ntk = kernels.nngp;
  std::vector<double> variances(static_cast<std::size_t>(points));
  for (int d = 0; d < depth; ++d) {
    for (Index i = 0; i < points; ++i)
      variances[static_cast<std::size_t>(i)] = std::max(0.0, kernels.nngp(i, i));
    const KernelStep step(field.activation, field.sigmaW, field.sigmaB, variances);
    const auto set = [&](Index i, Index j, const KernelPair& pair) {
      kernels.nngp(i, j) = kernels.nngp(j, i) = pair.nngp;
      kernels.ntk(i, j) = kernels.ntk(j, i) = pair.ntk;
    };
    parallelFor(static_cast<std::size_t>(points), [&](std::size_t column) {
      if (stop.stop_requested()) return;
      const auto j = static_cast<Index>(column);
      for (Index i = 0; i < j; ++i)
        set(i, j, step(static_cast<std::size_t>(i), column, {kernels.nngp(i, j), kernels.ntk(i, j)}));
      set(j, j, step(column, kernels.ntk(j, j)));
    });
    if (stop.stop_requested()) return std::nullopt;
  }
  return kernels;
}

KernelColumns columnsOf(const OutputKernels& kernels, std::span<const Index> columns) {
  const std::vector<Index> chosen(columns.begin(), columns.end());
  return {kernels.nngp.diagonal(), kernels.nngp(Eigen::all, chosen), kernels.ntk(Eigen::all, chosen)};
}

std::optional<KernelColumns> outputColumns(Activation activation, std::span<const LayerLaw> layers,
                                           const Eigen::MatrixXd& gram, std::span<const Index> columns,
                                           const std::stop_token& stop) {
  const std::vector<Index> chosen(columns.begin(), columns.end());
  const double weight = layers.front().sigmaW * layers.front().sigmaW;
  const double bias = layers.front().sigmaB * layers.front().sigmaB;
  KernelColumns kernels{
      (weight * gram.diagonal()).array() + bias, (weight * gram(Eigen::all, chosen)).array() + bias, {}};
  kernels.ntk = kernels.nngp;
  for (const LayerLaw& law : layers.subspan(1)) {
    if (!kernels.allFinite()) return kernels;
    const Eigen::VectorXd before = kernels.variance.cwiseMax(0.0);
    const std::span<const double> variances(before.data(), static_cast<std::size_t>(before.size()));
    if (chosen.empty()) {
      for (Index i = 0; i < before.size() && !stop.stop_requested(); ++i)
        kernels.variance[i] =
            law.sigmaW * law.sigmaW * gaussianMoments(activation, before[i]).square + law.sigmaB * law.sigmaB;
    } else {
      const KernelStep step(activation, law.sigmaW, law.sigmaB, variances);
      parallelFor(variances.size(), [&](std::size_t point) {
        if (stop.stop_requested()) return;
        const auto i = static_cast<Index>(point);
        kernels.variance[i] = step(point, 0.0).nngp;
        for (std::size_t c = 0; c < chosen.size(); ++c) {
          double& nngp = kernels.nngp(i, static_cast<Index>(c));
          double& ntk = kernels.ntk(i, static_cast<Index>(c));
          const KernelPair pair = chosen[c] == i
                                      ? step(point, ntk)
                                      : step(point, static_cast<std::size_t>(chosen[c]), {nngp, ntk});
          nngp = pair.nngp;
          ntk = pair.ntk;
        }
      });
    }
    if (stop.stop_requested()) return std::nullopt;
  }
  return kernels;
}

}  // namespace arcscope::core
