#include "core/theory/gaussian_moments.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/theory/answer.h"

namespace arcscope::core {
namespace {

using std::numbers::pi;
using std::numbers::sqrt2;


GaussianMoments ofHomogeneous(const HomogeneousForm& form, double q) {
  const double gain = form.gain();
  return {gain * q, gain, gain, gain * q, nan};
}

GaussianMoments ofHardTanh(double q) {
  if (q <= 0.0) return {0.0, 1.0, 1.0, 0.0, nan};
  const double level = 1.0 / std::sqrt(2.0 * q);
  const double inside = std::erf(level);  // P(|u| < 1)
  const double edge = 2.0 * level / std::sqrt(pi) * std::exp(-level * level);
  double slope = inside - edge;  // E[u^2; |u| < 1] / q
  if (level < 0.02) {            // where the two cancel, their series
    const double square = level * level;
    slope = 4.0 / std::sqrt(pi) * level * square *
            (1.0 / 3.0 - square * (1.0 / 5.0 - square * (1.0 / 14.0 - square / 54.0)));
  }
  return {q * slope + std::erfc(level), slope, inside, q * slope, nan};
}

GaussianMoments ofErf(double q) {
  const double x = 2.0 * q / (1.0 + 2.0 * q);
  const double wide = 1.0 + 4.0 * q;
  const double root = std::sqrt(wide);
  const double stretch = 4.0 / pi * q / (wide * root);
  return {2.0 / pi * std::asin(x), 4.0 / pi / ((1.0 + 2.0 * q) * root), 4.0 / pi / root, stretch,
          4.0 * stretch};
}

GaussianMoments ofSin(double q) {
  const double decay = std::exp(-2.0 * q);
  const double square = -0.5 * std::expm1(-2.0 * q);
  return {square, decay, 0.5 * (1.0 + decay), 0.5 * q * (1.0 + (1.0 - 4.0 * q) * decay), square};
}

/// phi(u) = u Phi(u). Densities multiply to Gaussians: under exp(-u^2 / 2) the variance q becomes s, under
/// exp(-u^2) it becomes t.
GaussianMoments ofGelu(double q) {
  const double s = q / (1.0 + q);
  const double t = q / (1.0 + 2.0 * q);
  const double root = std::sqrt(1.0 + 2.0 * q);
  const double scale = 1.0 / (2.0 * pi * root);
  const double both = 0.25 + std::asin(s) / (2.0 * pi);                                       // E[Phi^2]
  const double mixed = s * scale;                                                             // E[u Phi p]
  const double slopeOfMixed = scale * (1.0 / ((1.0 + q) * (1.0 + q)) - s / (1.0 + 2.0 * q));  // d/dq of it
  const double slopeOfBoth = scale / (1.0 + q);
  GaussianMoments result;
  const double outer = both + 2.0 * mixed;
  result.square = q * outer;  // E[u (u Phi^2)] by parts
  result.squareSlope = outer + q * (slopeOfBoth + 2.0 * slopeOfMixed);
  result.slopeSquare = outer + t * scale;
  result.stretchSquare = q * outer + scale * (2.0 * s * (2.0 * s + t) + 3.0 * t * t);
  result.bendSquare = scale * (4.0 - 4.0 * t + 3.0 * t * t);
  return result;
}

GaussianMoments& operator+=(GaussianMoments& sum, const GaussianMoments& one) {
  sum.square += one.square;
  sum.squareSlope += one.squareSlope;
  sum.slopeSquare += one.slopeSquare;
  sum.stretchSquare += one.stretchSquare;
  sum.bendSquare += one.bendSquare;
  return sum;
}

GaussianMoments operator*(double weight, const GaussianMoments& one) {
  return {weight * one.square, weight * one.squareSlope, weight * one.slopeSquare, weight * one.stretchSquare,
          weight * one.bendSquare};
}

/// An activation made of tanh(rate u), as the trapezoidal rule has to know it.
struct TanhLike {
  double rate;
  double reach;               ///< |u| beyond which it is `far` to 1e-18
  GaussianMoments far;        ///< a + b u^2 with these a
  GaussianMoments farSquare;  ///< and these b
};

/// Means of `symmetric(u, t, s)`, the mean of the integrands at u and -u, with t = tanh(rate u) and s = 1 -
/// t^2. Where the normal density reaches further than phi bends, what phi tends to is integrated by itself.
template <class Symmetric>
GaussianMoments trapezoid(double q, const TanhLike& phi, Symmetric symmetric) {
  constexpr double end = 9.0;        // the normal density and its tail are below 1e-17
  constexpr double exponent = 52.0;  // of the error; poles of the sixth order take some of it back
  const double deviation = std::sqrt(q);
  const double step = std::min(0.5, pi * pi / (phi.rate * deviation * exponent));
  const bool wide = end * deviation > phi.reach;
  const auto count = static_cast<int>((wide ? phi.reach / deviation : end) / step);
  // Both exponentials step by products: exp(-2 rate u), one minus it (by sums, so that small ones keep their
  // digits) and exp(-z^2 / 2).
  const double lost = -std::expm1(-2.0 * phi.rate * deviation * step);
  double fading = 1.0;
  double rest = 0.0;
  double density = step / std::sqrt(2.0 * pi);
  double factor = std::exp(-0.5 * step * step);
  const double factorOfFactor = factor * factor;
  GaussianMoments sum;
  for (int i = 0; i <= count; ++i) {
    const double u = deviation * step * i;
    const double inverse = 1.0 / (1.0 + fading);
    GaussianMoments one = symmetric(u, rest * inverse, 4.0 * fading * inverse * inverse);
    if (wide) (one += -1.0 * phi.far) += (-u * u) * phi.farSquare;
    sum += (i == 0 ? density : 2.0 * density) * one;
    rest += lost * fading;
    fading *= 1.0 - lost;
    density *= factor;
    factor *= factorOfFactor;
  }
  if (wide) (sum += phi.far) += q * phi.farSquare;
  return sum;
}

/// d/dq E[f(u)] = E[f''(u)] / 2: for f = phi^2 it is phi'^2 + phi phi''.
GaussianMoments ofTanh(double q) {
  static constexpr TanhLike tanhItself{1.0, 22.0, {.square = 1.0}, {}};
  return trapezoid(q, tanhItself, [](double u, double t, double slope) -> GaussianMoments {
    const double bend = -2.0 * t * slope;
    return {t * t, slope * slope + t * bend, slope * slope, u * u * slope * slope, bend * bend};
  });
}

/// (1 + tanh(u / 2)) / 2.
GaussianMoments ofSigmoid(double q) {
  const GaussianMoments half = ofTanh(0.25 * q);
  return {0.25 + 0.25 * half.square, half.squareSlope / 16.0, half.slopeSquare / 16.0,
          0.25 * half.stretchSquare, half.bendSquare / 64.0};
}

/// w + w tanh(w), w = u / 2: an odd and an even part.
GaussianMoments ofSilu(double q) {
  static constexpr TanhLike silu{
      0.5, 50.0, {.squareSlope = 0.5, .slopeSquare = 0.5}, {.square = 0.5, .stretchSquare = 0.5}};
  return trapezoid(q, silu, [](double u, double t, double steep) -> GaussianMoments {
    const double w = 0.5 * u;
    const double even = w * t;
    const double odd = 0.5 * (t + w * steep);  // of phi', beside the 1/2
    const double bend = 0.5 * steep * (1.0 - w * t);
    const double slopeSquare = 0.25 + odd * odd;
    return {w * w + even * even, slopeSquare + even * bend, slopeSquare, u * u * slopeSquare, bend * bend};
  });
}

}  // namespace

std::optional<HomogeneousForm> homogeneousForm(Activation activation) {
  switch (activation) {
    case Activation::Relu:
      return HomogeneousForm{0.5, 0.5};
    case Activation::LeakyRelu:
      return HomogeneousForm{0.5 * (1.0 + leakyReluSlope), 0.5 * (1.0 - leakyReluSlope)};
    case Activation::Linear:
      return HomogeneousForm{1.0, 0.0};
    case Activation::Abs:
      return HomogeneousForm{0.0, 1.0};
    case Activation::HardTanh:
    case Activation::Tanh:
    case Activation::Erf:
    case Activation::Sigmoid:
    case Activation::Gelu:
    case Activation::Silu:
    case Activation::Sin:
      break;
  }
  return std::nullopt;
}

GaussianMoments gaussianMoments(Activation activation, double q) {
  if (const auto form = homogeneousForm(activation)) return ofHomogeneous(*form, q);
  if (!std::isfinite(q)) return {nan, nan, nan, nan, nan};
  switch (activation) {
    case Activation::HardTanh:
      return ofHardTanh(q);
    case Activation::Erf:
      return ofErf(q);
    case Activation::Sin:
      return ofSin(q);
    case Activation::Gelu:
      return ofGelu(q);
    case Activation::Sigmoid:
      return ofSigmoid(q);
    case Activation::Silu:
      return ofSilu(q);
    case Activation::Tanh:
      return ofTanh(q);
    case Activation::Relu:
    case Activation::LeakyRelu:
    case Activation::Linear:
    case Activation::Abs:
      break;  // homogeneous
  }
  return {nan, nan, nan, nan, nan};
}

}  // namespace arcscope::core
