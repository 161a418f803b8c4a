#include "core/theory/autocorrelation_law.h"

#include <algorithm>
#include <cmath>

#include "core/measure/autocorrelation.h"
#include "core/support/parallel.h"
#include "core/theory/gaussian_moments.h"
#include "core/theory/pair_moments.h"

namespace arcscope::core {
namespace {

constexpr double alike = 1e-12;  // products of points that differ by rounding alone

/// Whether each product depends on the distance of the two points alone.
bool isSameFromEverywhere(const Eigen::MatrixXd& gram, bool closed) {
  if (!closed) return false;
  const Eigen::Index points = gram.rows();
  const double scale = alike * gram.cwiseAbs().maxCoeff();
  for (Eigen::Index j = 0; j < points; ++j)
    for (Eigen::Index i = 0; i < points; ++i)
      if (std::abs(gram(i, j) - gram(0, (j - i + points) % points)) > scale) return false;
  return true;
}

Eigen::MatrixXd everyNth(const Eigen::MatrixXd& gram, Eigen::Index step) {
  const Eigen::Index points = (gram.rows() + step - 1) / step;
  Eigen::MatrixXd coarse(points, points);
  for (Eigen::Index j = 0; j < points; ++j)
    for (Eigen::Index i = 0; i < points; ++i) coarse(i, j) = gram(i * step, j * step);
  return coarse;
}

/// Covariances of h at pairs of points: all of them, or those of the first point.
class PairwiseKernel {
 public:
  PairwiseKernel(Activation activation, const Eigen::MatrixXd& gram, bool firstOnly)
      : m_activation(activation), m_covariance(firstOnly ? gram.topRows(1) : gram) {
    m_variance = firstOnly ? Eigen::VectorXd::Constant(1, gram(0, 0)) : Eigen::VectorXd(gram.diagonal());
  }

  void toPreActivations(const LayerLaw& layer) {
    const double weight = layer.sigmaW * layer.sigmaW;
    const double bias = layer.sigmaB * layer.sigmaB;
    m_covariance = (weight * m_covariance).array() + bias;
    m_variance = (weight * m_variance).array() + bias;
  }

  void activate(const std::stop_token& stop) {
    std::vector<double> variances;
    for (const double q : m_variance) {
      const double before = variances.empty() ? q : variances.back();
      variances.push_back(std::abs(q - before) <= alike * before ? before : std::max(0.0, q));
    }
    const PairMoments moments(m_activation, variances);
    const std::size_t last = variances.size() - 1;
    parallelFor(static_cast<std::size_t>(m_covariance.rows()), [&](std::size_t i) {
      if (stop.stop_requested()) return;
      const auto row = static_cast<Eigen::Index>(i);
      for (Eigen::Index j = 0; j < m_covariance.cols(); ++j) {
        const std::size_t other = std::min(static_cast<std::size_t>(j), last);
        const double size = std::sqrt(variances[i] * variances[other]);
        const double c = size > 0.0 ? std::clamp(m_covariance(row, j) / size, -1.0, 1.0) : 0.0;
        m_covariance(row, j) = moments(i, other, c).product;
      }
    });
    for (Eigen::Index i = 0; i < m_variance.size(); ++i)
      m_variance[i] = gaussianMoments(m_activation, variances[static_cast<std::size_t>(i)]).square;
  }

  [[nodiscard]] std::vector<double> autocorrelation(bool closed) const {
    if (m_covariance.rows() > 1) return autocorrelationOfGram(m_covariance, closed);
    std::vector<double> result;
    for (Eigen::Index offset = 0; offset <= m_covariance.cols() / 2; ++offset)
      result.push_back(m_variance[0] > 0.0 ? std::clamp(m_covariance(0, offset) / m_variance[0], -1.0, 1.0)
                                           : std::nan(""));
    return result;
  }

 private:
  Activation m_activation;
  Eigen::MatrixXd m_covariance;
  Eigen::VectorXd m_variance;
};

}  // namespace

AutocorrelationLaw autocorrelationLaw(Activation activation, std::span<const LayerLaw> layers,
                                      const Eigen::MatrixXd& gram, bool closed, int sparser,
                                      const std::stop_token& stop) {
  const bool same = isSameFromEverywhere(gram, closed);
  AutocorrelationLaw law{.step = same ? 1 : sparser, .layers = {}};
  PairwiseKernel kernel(activation, same ? gram : everyNth(gram, sparser), same);
  for (const LayerLaw& layer : layers) {
    if (stop.stop_requested()) return {};
    kernel.toPreActivations(layer);
    law.layers.push_back(kernel.autocorrelation(closed));
    kernel.activate(stop);
  }
  return law;
}

std::vector<double> stretchLaw(Activation activation, std::span<const LayerLaw> layers,
                               std::span<const double> squares) {
  std::vector<double> result(layers.size(), 0.0);
  if (layers.empty()) return result;
  const double dimension = layers.front().fanIn;
  for (double q : squares) {
    // Over all axes e of the input, per neuron: the sum of the variances of dh/de, and that of the squared
    // covariances of dh/de with h.
    double variance = 1.0;
    double covariance = q / dimension;
    for (std::size_t d = 0; d < layers.size(); ++d) {
      const LayerLaw& law = layers[d];
      const double weight = law.sigmaW * law.sigmaW;
      q = weight * q + law.sigmaB * law.sigmaB;
      variance *= weight;
      covariance *= weight * weight;
      const GaussianMoments moments = gaussianMoments(activation, q);
      const double along = q > 0.0 ? covariance / q : 0.0;
      variance = (q > 0.0 ? along / q * moments.stretchSquare : 0.0) +
                 std::max(0.0, variance - along) * moments.slopeSquare;
      covariance *= moments.squareSlope * moments.squareSlope;
      q = moments.square;
      result[d] += variance * law.fanOut / dimension / static_cast<double>(squares.size());
    }
  }
  return result;
}

}  // namespace arcscope::core
