#include "core/theory/mean_field.h"

#include <algorithm>
#include <cmath>

#include "core/theory/gaussian_moments.h"

namespace arcscope::core {
namespace {

constexpr double marginal = 1e-9;  // |chi_1 - 1| up to which a state is critical

double squared(double x) {
  return x * x;
}

/// -1 / ln(slope).
Answer depthScale(const Answer& slope) {
  if (!slope) return slope;
  if (slope.value >= 1.0 - marginal)
    return "the approach to the fixed point is slower than exponential there: the depth scale is infinite";
  return slope.value > 0.0 ? -1.0 / std::log(slope.value) : 0.0;
}

Phase phaseOf(double chi1) {
  return chi1 < 1.0 - marginal ? Phase::Ordered : chi1 > 1.0 + marginal ? Phase::Chaotic : Phase::Critical;
}

/// Answers about correlations: C of `q`, or of any q if the activation is homogeneous.
void addCorrelations(const MeanField& field, double q, StationaryState& state) {
  if (state.phase != Phase::Chaotic) {
    state.cStar = 1.0;
    state.correlationSlope = state.chi1;
  } else {
    const CorrelationMap map(field, q);
    state.cStar = map.fixedPoint();
    state.correlationSlope = map(state.cStar.value).slope;
  }
  state.xiC = depthScale(state.correlationSlope);
}

/// q* = 0 or no q*: what of the correlations is left.
void addCorrelationsWithoutLength(const MeanField& field, StationaryState& state) {
  const auto form = homogeneousForm(field.activation);
  if (field.activation == Activation::Linear || !form) {
    const char* const why = state.length.limit == LengthLimit::Unbounded ? "q has no fixed point"
                            : field.activation == Activation::Linear
                                ? "a linear layer without biases keeps every correlation"
                                : "q* is 0: the signal dies out, and correlations with it lose their meaning";
    state.cStar = state.correlationSlope = state.xiC = Answer(why);
    return;
  }
  const char* const byPowerLaw = "correlations approach 1 by a power law: the depth scale is infinite";
  if (state.length.limit == LengthLimit::Unbounded) {
    state.cStar = state.correlationSlope =
        Answer("q has no fixed point; as it grows, correlations approach 1");
    state.xiC = Answer(byPowerLaw);
    return;
  }
  // E[phi phi] / E[phi^2] does not depend on q; it touches the diagonal at c = 1.
  state.cStar = 1.0;
  state.correlationSlope = 1.0;
  state.xiC = Answer(byPowerLaw);
}

}  // namespace

std::string_view name(Phase phase) {
  return phase == Phase::Ordered ? "ordered" : phase == Phase::Critical ? "critical" : "chaotic";
}

double lengthMap(const MeanField& field, double q) {
  return squared(field.sigmaW) * gaussianMoments(field.activation, q).square + squared(field.sigmaB);
}

double lengthMapSlope(const MeanField& field, double q) {
  return squared(field.sigmaW) * gaussianMoments(field.activation, q).squareSlope;
}

CorrelationMap::CorrelationMap(const MeanField& field, double q)
    : m_field(field), m_q(q), m_moments(field.activation, q) {}

CorrelationMap::Point CorrelationMap::operator()(double c) const {
  const double weight = squared(m_field.sigmaW);
  const PairMean mean = m_moments(c);
  return {(weight * mean.product + squared(m_field.sigmaB)) / m_q, weight * mean.slopeProduct};
}

double CorrelationMap::fixedPoint() const {
  double c = 0.0;  // from the left Newton's method climbs to the first root of the convex C(c) - c
  for (int round = 0; round < 100; ++round) {
    const Point at = (*this)(c);
    const double rest = at.value - c;
    if (rest <= 0.0 || at.slope >= 1.0) return c;
    const double next = std::min(1.0, c + rest / (1.0 - at.slope));
    if (next - c <= 1e-15) return next;
    c = next;
  }
  return c;
}

StationaryState stationaryState(const MeanField& field, double q1) {
  StationaryState state;
  state.length = fixedLength(field, q1);
  const bool homogeneous = homogeneousForm(field.activation).has_value();
  const LengthLimit limit = state.length.limit;
  const double q = limit == LengthLimit::FixedPoint ? state.length.q : usualQ;
  const GaussianMoments moments = gaussianMoments(field.activation, q);
  const double weight = squared(field.sigmaW);
  const Answer unbounded("q grows without bound from layer to layer");

  state.qStar = limit == LengthLimit::FixedPoint ? Answer(q)
                : limit == LengthLimit::EveryQ   ? Answer("every q is a fixed point")
                                                 : unbounded;
  if (limit == LengthLimit::Unbounded && !homogeneous) {
    state.lengthSlope = state.chi1 = state.chi2 = state.xiQ = unbounded;
  } else {
    state.lengthSlope = weight * moments.squareSlope;
    state.chi1 = weight * moments.slopeSquare;
    state.chi2 = isPiecewiseLinear(field.activation) ? Answer("phi'' is not a function where phi has kinks")
                                                     : Answer(weight * moments.bendSquare);
    state.xiQ = limit == LengthLimit::FixedPoint ? depthScale(state.lengthSlope) : state.qStar;
    if (limit != LengthLimit::Unbounded) state.phase = phaseOf(state.chi1.value);
  }
  if (limit == LengthLimit::FixedPoint && q > 0.0)
    addCorrelations(field, q, state);
  else
    addCorrelationsWithoutLength(field, state);
  return state;
}

std::vector<LayerState> followCircle(const MeanField& field, const LayerState& first, int depth) {
  std::vector<LayerState> layers{first};
  const double weight = squared(field.sigmaW);
  while (static_cast<int>(layers.size()) < depth) {
    const LayerState& now = layers.back();
    const GaussianMoments moments = gaussianMoments(field.activation, now.q);
    const double chi1 = weight * moments.slopeSquare;
    const double chi2 = weight * moments.bendSquare;
    LayerState next;
    next.q = weight * moments.square + squared(field.sigmaB);
    const double product =
        weight * PairMoments(field.activation, now.q)(now.correlation).product + squared(field.sigmaB);
    next.correlation = next.q > 0.0 ? std::clamp(product / next.q, -1.0, 1.0) : nan;
    next.metric = chi1 * now.metric;
    next.curvatureSquared = 3.0 * chi2 / squared(chi1) + now.curvatureSquared / chi1;
    layers.push_back(next);
  }
  return layers;
}

LayerState firstLayerOfCircle(const MeanField& field, double q0, double angle) {
  const double metric = squared(field.sigmaW) * q0;
  const double q = metric + squared(field.sigmaB);
  return {.q = q,
          .correlation = (metric * std::cos(angle) + squared(field.sigmaB)) / q,
          .metric = metric,
          .curvatureSquared = isPiecewiseLinear(field.activation) ? nan : 1.0 / metric};
}

}  // namespace arcscope::core
