#include "core/theory/finite_width.h"

#include <cmath>
#include <numbers>

#include "core/theory/gaussian_moments.h"

namespace arcscope::core {
namespace {

/// E[sqrt(X)], X = sum over n of s_i^2 g_i^2 with slopes |s_i| = a or b at even odds: with M(x) = E[exp(-x
/// X)] = m(x)^n it is 1/sqrt(pi) times the integral of -M'(x) / sqrt(x), here over ln x by the trapezoidal
/// rule. Every term is positive: nothing cancels, however wide the layer.
double meanRoot(double a, double b, int n) {
  const double count = n;
  constexpr double step = 0.25;
  double sum = 0.0;
  // In units of 1/n: exp(-t/2) below, and from above at most t^(-1).
  for (double t = -76.0; t < 80.0; t += step) {
    const double x = std::exp(t) / count;
    const double ofA = 1.0 / (1.0 + 2.0 * a * a * x);
    const double ofB = 1.0 / (1.0 + 2.0 * b * b * x);
    const double logM = std::log(0.5 * (std::sqrt(ofA) + std::sqrt(ofB)));
    const double fall = 0.5 * (a * a * ofA * std::sqrt(ofA) + b * b * ofB * std::sqrt(ofB));  // -m'
    sum += std::exp((count - 1.0) * logM + 0.5 * t) * fall;
  }
  return sum * step * std::sqrt(count) * std::numbers::inv_sqrtpi;
}

LayerLaw lawOf(const Setting& setting, int fanIn, int fanOut) {
  const WeightLaw& weights = setting.weights;
  LayerLaw law{fanIn, fanOut, setting.sigmaW, setting.sigmaB};
  if (weights.fan == FanRule::Average) law.sigmaW *= std::sqrt(2.0 * fanIn / (double(fanIn) + fanOut));
  if (weights.kind == WeightLaw::Kind::Sparse && !weights.rescale) law.sigmaW *= std::sqrt(weights.keep);
  if (weights.biasByFan) law.sigmaB /= std::sqrt(double(fanIn));
  return law;
}

}  // namespace

std::vector<LayerLaw> layerLaws(const Setting& setting) {
  std::vector<LayerLaw> laws;
  int fanIn = effectiveInputDim(setting);
  for (int d = 1; d <= setting.depth; ++d) {
    laws.push_back(lawOf(setting, fanIn, widthOf(setting, d)));
    fanIn = laws.back().fanOut;
  }
  return laws;
}

LayerLaw readoutLaw(const Setting& setting) {
  return lawOf(setting, widthOf(setting, setting.depth), 1);
}

bool hasGaussianWeights(const Setting& setting) {
  const WeightLaw& law = setting.weights;
  const bool dense = law.kind == WeightLaw::Kind::Sparse && law.keep == 1.0;
  return setting.networkFile.empty() && (law.kind == WeightLaw::Kind::Gaussian || dense);
}

Answer lengthFactor(Activation activation, const LayerLaw& layer) {
  const auto form = homogeneousForm(activation);
  if (!form) return "an exact law for every width is known for relu, leaky_relu, abs and linear only";
  return layer.sigmaW / std::sqrt(double(layer.fanIn)) *
         meanRoot(form->linear + form->absolute, form->linear - form->absolute, layer.fanOut);
}

double signTransitionsAtLength(double length, const LayerLaw& layer, double q) {
  return layer.sigmaW * length / (std::numbers::pi * std::sqrt(layer.fanIn * q));
}

double hardTanhCrossingRatio(double q) {
  return 2.0 * std::exp(-0.5 / q);
}

}  // namespace arcscope::core
