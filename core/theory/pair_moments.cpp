#include "core/theory/pair_moments.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "core/support/parallel.h"
#include "core/theory/gauss_legendre.h"
#include "core/theory/gaussian_moments.h"

namespace arcscope::core {
namespace {

using std::numbers::pi;

/// Two variances, their correlation, and 1 - c^2 without cancellation.
struct Pair {
  double q1, q2, c;
  double deviations = std::sqrt(q1 * q2);
  double covariance = c * deviations;
  double apart = (1.0 - c) * (1.0 + c);
};

/// E[u |v|] = 0; E[|u| |v|] is the arc-cosine kernel of order one.
PairMean ofHomogeneous(const HomogeneousForm& form, const Pair& p) {
  const double a = form.linear * form.linear;
  const double b = form.absolute * form.absolute * 2.0 / pi;
  const double angle = std::asin(p.c);
  return {a * p.covariance + b * p.deviations * (std::sqrt(p.apart) + p.c * angle), a + b * angle};
}

PairMean ofErf(const Pair& p) {
  const double root = std::sqrt(1.0 + 2.0 * (p.q1 + p.q2) + 4.0 * p.q1 * p.q2 * p.apart);
  return {2.0 / pi * std::atan2(2.0 * p.covariance, root), 4.0 / pi / root};
}

PairMean ofSin(const Pair& p) {
  const double mean = -0.5 * (p.q1 + p.q2);
  const double near = std::exp(mean + p.covariance);
  const double far = std::exp(mean - p.covariance);
  return {0.5 * (near - far), 0.5 * (near + far)};
}

/// By parts, with E[Phi(u) Phi(v)] = 1/4 + asin(...) / (2 pi).
PairMean ofGelu(const Pair& p) {
  const double squared = 1.0 + p.q1 + p.q2 + p.q1 * p.q2 * p.apart;
  const double root = std::sqrt(squared);
  const double cdfs = 0.25 + std::atan2(p.covariance, root) / (2.0 * pi);
  const double shares = 1.0 / (1.0 + p.q1) + 1.0 / (1.0 + p.q2) - 1.0;
  const double rest = p.q1 * p.q2 + p.covariance * p.covariance * shares;
  return {p.covariance * cdfs + rest / (2.0 * pi * root),
          cdfs + p.covariance * (1.0 + 2.0 * shares + rest / squared) / (2.0 * pi * root)};
}

/// E[phi'(u) phi'(v)] is the probability of a square. By Plackett's identity its derivative with respect to
/// the correlation r is the density at the corners, which r = cos(angle) makes smooth; E[phi phi] integrates
/// it once more (Price) and exchanging the integrals leaves one. Panels halve towards angle 0, where the
/// integrand has a boundary layer of the size of the threshold.
PairMean ofHardTanh(const Pair& p) {
  if (p.deviations <= 0.0) return {0.0, std::erf(1.0 / std::sqrt(2.0 * std::max(p.q1, p.q2)))};
  const double a = 1.0 / std::sqrt(p.q1);
  const double b = 1.0 / std::sqrt(p.q2);
  const double independent = std::erf(a / std::numbers::sqrt2) * std::erf(b / std::numbers::sqrt2);
  const double size = std::abs(p.c);
  const double least = std::atan2(std::sqrt(p.apart), size);
  const double difference = 0.5 * (a - b) * (a - b);
  const double product = a * b;
  constexpr double smallest = 0x1p-40;
  const GaussLegendre& rule = gaussLegendre();
  double slope = 0.0;
  double value = 0.0;
  for (double end = 0.5 * pi; end > least && end > smallest;) {
    const double begin = std::max(least, 0.5 * end > smallest ? 0.5 * end : 0.0);
    const double half = 0.5 * (end - begin);
    for (std::size_t i = 0; i < GaussLegendre::size; ++i) {
      const double angle = begin + half * (1.0 + rule.node[i]);
      const double sine = std::sin(0.5 * angle);
      const double towards = 2.0 * sine * sine;  // 1 - cos(angle)
      const double away = 2.0 - towards;
      const double common = difference / (towards * away);
      const double density = half * rule.weight[i] *
                             (std::exp(-common - product / away) - std::exp(-common - product / towards));
      slope += density;
      value += density * (size - (1.0 - towards));
    }
    end = begin;
  }
  value = p.deviations * (size * independent + value / pi);
  return {std::copysign(value, p.c), independent + slope / pi};
}

bool needsSeries(Activation activation) {
  return activation == Activation::Tanh || activation == Activation::Sigmoid ||
         activation == Activation::Silu;
}

}  // namespace

PairMoments::PairMoments(Activation activation, std::span<const double> variances)
    : m_activation(activation), m_variances(variances.begin(), variances.end()) {
  if (!needsSeries(activation)) return;
  std::vector<std::size_t> order(m_variances.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return m_variances[i]; });
  m_seriesOf.resize(order.size());
  std::vector<double> different;
  for (const std::size_t i : order) {
    const double q = m_variances[i];
    if (different.empty() || q > different.back() * (1.0 + 1e-14)) different.push_back(q);
    m_seriesOf[i] = different.size() - 1;
  }
  m_series.assign(different.size(), HermiteSeries(activation, 0.0));
  parallelFor(different.size(),
              [&](std::size_t i) { m_series[i] = HermiteSeries(activation, different[i]); });
}

PairMean PairMoments::operator()(std::size_t i, std::size_t j, double c) const {
  if (!m_series.empty()) return HermiteSeries::mean(m_series[m_seriesOf[i]], m_series[m_seriesOf[j]], c);
  const Pair pair{m_variances[i], m_variances[j], c};
  if (const auto form = homogeneousForm(m_activation)) return ofHomogeneous(*form, pair);
  switch (m_activation) {
    case Activation::Erf:
      return ofErf(pair);
    case Activation::Sin:
      return ofSin(pair);
    case Activation::Gelu:
      return ofGelu(pair);
    case Activation::HardTanh:
      return ofHardTanh(pair);
    case Activation::Relu:
    case Activation::LeakyRelu:
    case Activation::Linear:
    case Activation::Abs:
      break;  // homogeneous
    case Activation::Tanh:
    case Activation::Sigmoid:
    case Activation::Silu:
      break;  // by series
  }
  return {};
}

}  // namespace arcscope::core
