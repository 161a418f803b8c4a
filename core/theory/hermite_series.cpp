#include "core/theory/hermite_series.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace arcscope::core {
namespace {

using std::numbers::pi;

/// Distance from the real axis to the nearest pole.
double poleDistance(Activation activation) {
  return activation == Activation::Tanh ? 0.5 * pi : pi;
}

}  // namespace

HermiteSeries::HermiteSeries(Activation activation, double q) : m_variance(q), m_meanSlope(0.0) {
  if (q <= 0.0) {
    m_coefficients = {evaluate(activation, 0.0)};
    m_meanSlope = derivative(activation, 0.0);
    return;
  }
  const double deviation = std::sqrt(std::min(q, largestVariance));
  const double excess = activation == Activation::Silu ? std::sqrt(q) / deviation : 1.0;
  const double distance = poleDistance(activation) / deviation;  // in z
  // a_n falls as exp(-distance sqrt(n)); the trapezoidal rule sees the pole and waves of length 2 pi/sqrt(n).
  const double root = std::min(20.0 / distance, std::sqrt(static_cast<double>(mostTerms))) + 3.0;
  const double step = std::min(0.25, 2.0 * pi / (40.0 / distance + root));
  constexpr double end = 12.2;
  const auto nodes = static_cast<Eigen::Index>(end / step) + 1;
  const Eigen::ArrayXd z = Eigen::ArrayXd::LinSpaced(nodes, 0.0, step * static_cast<double>(nodes - 1));
  Eigen::ArrayXd before = Eigen::ArrayXd::Zero(nodes);  // He_n sqrt(density / n!) of n - 1 and n
  Eigen::ArrayXd now = (-0.25 * z.square()).exp() / std::sqrt(std::sqrt(2.0 * pi));
  Eigen::ArrayXd even(nodes), odd(nodes);  // those parts of phi times the weights of both sides
  for (Eigen::Index i = 0; i < nodes; ++i) {
    const double weight = excess * step * now[i] * (i == 0 ? 0.5 : 1.0);
    const double right = evaluate(activation, deviation * z[i]);
    const double left = evaluate(activation, -deviation * z[i]);
    even[i] = weight * (right + left);
    odd[i] = weight * (right - left);
  }
  const bool hasEven = even.abs().maxCoeff() > 0.0;
  double whole = 0.0;
  int small = 0;  // terms in a row that no longer count
  for (int n = 0; n < mostTerms && small < 8; ++n) {
    const bool isOdd = n % 2 == 1;
    const double a = isOdd ? (odd * now).sum() : hasEven ? (even * now).sum() : 0.0;
    m_coefficients.push_back(a);
    whole += a * a;
    small = (n + 1.0) * a * a < 1e-17 * whole ? small + 1 : 0;
    before = (z * now - std::sqrt(static_cast<double>(n)) * before) * (1.0 / std::sqrt(n + 1.0));
    before.swap(now);
  }
  m_meanSlope = m_coefficients[1] / std::sqrt(q);
}

PairMean HermiteSeries::mean(const HermiteSeries& first, const HermiteSeries& second, double c) {
  const double deviations = std::sqrt(first.m_variance * second.m_variance);
  if (deviations <= 0.0)
    return {first.m_coefficients[0] * second.m_coefficients[0], first.m_meanSlope * second.m_meanSlope};
  std::size_t terms = std::min(first.m_coefficients.size(), second.m_coefficients.size());
  const double size = std::abs(c);  // terms beyond size^n = 1e-18 count for nothing
  if (size < 1.0)
    terms = std::min(terms, static_cast<std::size_t>(41.0 / -std::log(std::max(size, 1e-18))) + 3);
  double value = 0.0;  // Horner's rule for the polynomial in c and its derivative
  double slope = 0.0;
  for (std::size_t n = terms; n-- > 0;) {
    slope = slope * c + value;
    value = value * c + first.m_coefficients[n] * second.m_coefficients[n];
  }
  return {value, slope / deviations};
}

}  // namespace arcscope::core
