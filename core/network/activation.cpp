#include "core/network/activation.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace arcscope::core {
namespace {

constexpr std::array<std::string_view, allActivations.size()> names{
    "relu", "hard_tanh", "leaky_relu", "linear", "abs", "tanh", "erf", "sigmoid", "gelu", "silu", "sin"};

constexpr std::array zeroLevel{0.0};
constexpr std::array clipLevels{-1.0, 1.0};

/// Beyond this |h| gelu and silu equal their asymptotes to the last bit, and products such as h * phi'(h)
/// would read infinity times zero.
constexpr double asymptotic = 800.0;

double logistic(double h) {
  return 1.0 / (1.0 + std::exp(-h));
}

double logisticSlope(double h) {
  const double e = std::exp(-std::abs(h));
  return e / ((1.0 + e) * (1.0 + e));
}

double normalDensity(double h) {
  return std::exp(-0.5 * h * h) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
}

double normalDistribution(double h) {
  return 0.5 * std::erfc(-h / std::numbers::sqrt2);
}

}  // namespace

std::string_view name(Activation activation) {
  return names[static_cast<std::size_t>(activation)];
}

std::optional<Activation> activationFromName(std::string_view name) {
  const auto* found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return allActivations[static_cast<std::size_t>(found - names.begin())];
}

std::string activationNames() {
  std::string text;
  for (const std::string_view one : names) {
    if (!text.empty()) text += one == names.back() ? " or " : ", ";
    text += one;
  }
  return text;
}

std::span<const double> thresholds(Activation activation) {
  switch (activation) {
    case Activation::Relu:
    case Activation::LeakyRelu:
    case Activation::Abs:
      return zeroLevel;
    case Activation::HardTanh:
      return clipLevels;
    default:
      return {};
  }
}

double evaluate(Activation activation, double h) {
  switch (activation) {
    case Activation::Relu:
      return h <= 0.0 ? 0.0 : h;
    case Activation::HardTanh:
      return h < -1.0 ? -1.0 : h > 1.0 ? 1.0 : h;
    case Activation::LeakyRelu:
      return h <= 0.0 ? leakyReluSlope * h : h;
    case Activation::Linear:
      return h;
    case Activation::Abs:
      return std::abs(h);
    case Activation::Tanh:
      return std::tanh(h);
    case Activation::Erf:
      return std::erf(h);
    case Activation::Sigmoid:
      return logistic(h);
    case Activation::Gelu:
      return h < -asymptotic ? 0.0 : h * normalDistribution(h);
    case Activation::Silu:
      return h < -asymptotic ? 0.0 : h * logistic(h);
    case Activation::Sin:
      return std::sin(h);
  }
  return h;
}

double derivative(Activation activation, double h) {
  if (std::isnan(h)) return h;
  switch (activation) {
    case Activation::Relu:
      return h > 0.0 ? 1.0 : 0.0;
    case Activation::HardTanh:
      return h < -1.0 || h > 1.0 ? 0.0 : 1.0;
    case Activation::LeakyRelu:
      return h > 0.0 ? 1.0 : leakyReluSlope;
    case Activation::Linear:
      return 1.0;
    case Activation::Abs:
      return h > 0.0 ? 1.0 : -1.0;
    case Activation::Tanh:
      return 4.0 * logisticSlope(2.0 * h);
    case Activation::Erf:
      return 2.0 * std::numbers::inv_sqrtpi * std::exp(-h * h);
    case Activation::Sigmoid:
      return logisticSlope(h);
    case Activation::Gelu:
      if (std::abs(h) > asymptotic) return h > 0.0 ? 1.0 : 0.0;
      return normalDistribution(h) + h * normalDensity(h);
    case Activation::Silu:
      if (std::abs(h) > asymptotic) return h > 0.0 ? 1.0 : 0.0;
      return logistic(h) + h * logisticSlope(h);
    case Activation::Sin:
      return std::cos(h);
  }
  return 1.0;
}

double secondDerivative(Activation activation, double h) {
  if (std::isnan(h)) return h;
  switch (activation) {
    case Activation::Tanh:
      return -8.0 * std::tanh(h) * logisticSlope(2.0 * h);
    case Activation::Erf:
      if (std::abs(h) > asymptotic) return 0.0;
      return -4.0 * std::numbers::inv_sqrtpi * h * std::exp(-h * h);
    case Activation::Sigmoid:
      return -std::tanh(0.5 * h) * logisticSlope(h);
    case Activation::Gelu:
      if (std::abs(h) > asymptotic) return 0.0;
      return (2.0 - h * h) * normalDensity(h);
    case Activation::Silu:
      if (std::abs(h) > asymptotic) return 0.0;
      return (2.0 - h * std::tanh(0.5 * h)) * logisticSlope(h);
    case Activation::Sin:
      return -std::sin(h);
    default:
      return 0.0;
  }
}

int region(Activation activation, double h) {
  switch (activation) {
    case Activation::HardTanh:
      return static_cast<int>(h > 1.0) - static_cast<int>(h < -1.0);
    case Activation::Linear:
      return 0;
    default:
      return h > 0.0 ? 1 : 0;
  }
}

}  // namespace arcscope::core
