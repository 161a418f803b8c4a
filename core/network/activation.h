#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace arcscope::core {

/// phi in z = phi(h).
enum class Activation : std::uint8_t {
  Relu,
  HardTanh,
  LeakyRelu,
  Linear,
  Abs,
  Tanh,
  Erf,
  Sigmoid,
  Gelu,
  Silu,
  Sin
};

inline constexpr std::array allActivations{Activation::Relu,   Activation::HardTanh, Activation::LeakyRelu,
                                           Activation::Linear, Activation::Abs,      Activation::Tanh,
                                           Activation::Erf,    Activation::Sigmoid,  Activation::Gelu,
                                           Activation::Silu,   Activation::Sin};

inline constexpr double leakyReluSlope = 0.01;

/// The name used in flags, files and session texts: "relu", "hard_tanh", "leaky_relu", ...
[[nodiscard]] std::string_view name(Activation activation);
[[nodiscard]] std::optional<Activation> activationFromName(std::string_view name);
/// All names in one phrase for a sentence: "relu, hard_tanh, ... or sin".
[[nodiscard]] std::string activationNames();

/// Exact methods apply to these; the others are smooth.
[[nodiscard]] constexpr bool isPiecewiseLinear(Activation activation) {
  switch (activation) {
    case Activation::Relu:
    case Activation::HardTanh:
    case Activation::LeakyRelu:
    case Activation::Linear:
    case Activation::Abs:
      return true;
    default:
      return false;
  }
}

/// Levels of h at which a neuron changes its linear region, rising: {0} relu, {-1, 1} hard_tanh; empty if
/// none.
[[nodiscard]] std::span<const double> thresholds(Activation activation);

/// phi(h), in double by the C library; NaN stays NaN.
[[nodiscard]] double evaluate(Activation activation, double h);
/// phi'(h); at a kink the value of the region that holds h (see region).
[[nodiscard]] double derivative(Activation activation, double h);
/// phi''(h); 0 for the piecewise linear ones.
[[nodiscard]] double secondDerivative(Activation activation, double h);

/// The linear region of h: relu, leaky_relu, abs: h > 0 ? 1 : 0; hard_tanh: (h > 1) - (h < -1); linear: 0.
/// Smooth activations have no regions; the sign h > 0 ? 1 : 0 stands in for them.
[[nodiscard]] int region(Activation activation, double h);

}  // namespace arcscope::core
