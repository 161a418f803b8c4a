// Where the length map leads, and the sigma_w at which its state is critical.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "core/support/text.h"
#include "core/theory/gaussian_moments.h"
#include "core/theory/mean_field.h"

namespace arcscope::core {
namespace {

constexpr double beyond = 1e12;  // q above which a growing one counts as unbounded

FixedLength ofHomogeneous(double slope, double biasSquare) {
  if (std::abs(slope - 1.0) < 1e-12)
    return biasSquare > 0.0 ? FixedLength{LengthLimit::Unbounded, nan}
                            : FixedLength{LengthLimit::EveryQ, nan};
  if (slope > 1.0) return {LengthLimit::Unbounded, nan};
  return {LengthLimit::FixedPoint, biasSquare / (1.0 - slope)};
}

/// phi'(0) where |phi(u)| < |phi'(0) u| for almost all u: without biases, V(q) then stays below
/// (sigma_w phi'(0))^2 q. Near 0 the gap can be beyond the resolution of double: hard_tanh's is.
std::optional<double> steepestSlope(Activation activation) {
  switch (activation) {
    case Activation::HardTanh:
    case Activation::Tanh:
    case Activation::Sin:
      return 1.0;
    case Activation::Erf:
      return 2.0 / std::sqrt(std::numbers::pi);
    default:
      return std::nullopt;
  }
}

bool isUnbounded(Activation activation) {
  return activation == Activation::Gelu || activation == Activation::Silu;
}

}  // namespace

FixedLength fixedLength(const MeanField& field, double q1) {
  const double weight = field.sigmaW * field.sigmaW;
  const double bias = field.sigmaB * field.sigmaB;
  if (const auto form = homogeneousForm(field.activation)) return ofHomogeneous(weight * form->gain(), bias);

  if (const auto slope = steepestSlope(field.activation);
      slope && bias == 0.0 && weight * *slope * *slope <= 1.0)
    return {LengthLimit::FixedPoint, 0.0};

  struct Excess {
    double value;  // V(q) - q
    double slope;
  };
  const auto excess = [&](double q) {
    const GaussianMoments moments = gaussianMoments(field.activation, q);
    return Excess{weight * moments.square + bias - q, weight * moments.squareSlope - 1.0};
  };
  // The fixed point is the first zero of the excess in the direction of its sign: between low, where it is
  // positive, and high, where it is negative.
  double low = 0.0;
  double high = q1;
  double q = q1;
  Excess at = excess(q);
  if (at.value >= 0.0) {
    low = q1;
    high = weight + bias;  // |phi| <= 1
    if (isUnbounded(field.activation)) {
      for (high = 2.0 * std::max(q1, 1.0); excess(high).value > 0.0; high *= 2.0) {
        if (high > beyond) return {LengthLimit::Unbounded, nan};
        low = high;
      }
    }
    high = std::max(high, low);
  }
  for (int round = 0; round < 200; ++round) {
    (at.value >= 0.0 ? low : high) = q;
    double next = q - at.value / at.slope;
    if (!(at.slope < 0.0 && next >= low && next <= high)) next = 0.5 * (low + high);
    if (next < 1e-13 && bias == 0.0 && evaluate(field.activation, 0.0) == 0.0)
      return {LengthLimit::FixedPoint, 0.0};
    if (std::abs(next - q) <= 1e-14 * next || high - low <= 1e-15 * high)
      return {LengthLimit::FixedPoint, next};
    q = next;
    at = excess(q);
  }
  return {LengthLimit::FixedPoint, q};
}

Answer criticalSigmaW(Activation activation, double sigmaB) {
  if (const auto form = homogeneousForm(activation)) {
    const double critical = 1.0 / std::sqrt(form->gain());
    if (sigmaB == 0.0) return critical;
    return "chi_1 reaches 1 at sigma_w = " + numberText(critical) +
           ", where q has no fixed point: with biases it grows without bound";
  }
  /// chi_1 - 1 at q*; NaN without q*.
  const auto excess = [&](double sigmaW) {
    const FixedLength length = fixedLength({activation, sigmaW, sigmaB});
    if (length.limit != LengthLimit::FixedPoint) return nan;
    return sigmaW * sigmaW * gaussianMoments(activation, length.q).slopeSquare - 1.0;
  };
  constexpr double most = 1000.0;
  double low = 0.0;
  double atLow = -1.0;
  double high = 0.5;
  double atHigh = excess(high);
  while (atHigh < 0.0) {
    if (high > most) return "chi_1 stays below 1 up to sigma_w = " + numberText(high);
    low = high;
    atLow = atHigh;
    high *= 1.5;
    atHigh = excess(high);
  }
  int side = 0;  // of the last two points: the Illinois variant of false position
  for (int round = 0; round < 200 && high - low > 1e-14 * high; ++round) {
    const bool halve = std::isnan(atHigh) || round > 50;
    const double next =
        halve ? 0.5 * (low + high) : std::clamp(low - atLow * (high - low) / (atHigh - atLow), low, high);
    const double value = excess(next);
    if (std::abs(value) < 1e-13) return next;
    if (value < 0.0) {
      low = next;
      atLow = value;
      if (side == -1) atHigh *= 0.5;
      side = -1;
    } else {
      high = next;
      atHigh = value;
      if (side == 1) atLow *= 0.5;
      side = 1;
    }
  }
  if (std::isnan(atHigh) && atLow < -1e-6)
    return "from q_1 = 1, q has no fixed point beyond sigma_w = " + numberText(low) +
           ", before chi_1 reaches 1";
  return 0.5 * (low + high);
}

}  // namespace arcscope::core
