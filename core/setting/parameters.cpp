#include "core/setting/parameters.h"

#include <array>
#include <cmath>
#include <stdexcept>
#include <string>

namespace arcscope::core {
namespace {

constexpr auto toInt = [](double value) { return static_cast<int>(std::lround(value)); };

constexpr std::array table{
    Parameter{
        .key = "depth",
        .symbol = "n",
        .label = "depth",
        .tooltip = "n, the number of hidden layers: h_d = W_d z_(d-1) + b_d, z_d = φ(h_d) for d = 1..n. "
                   "A network of n + 1 layers contains the one of n: one more layer changes none before it.",
        .minimum = 1,
        .sliderMinimum = 1,
        .sliderMaximum = 64,
        .maximum = 64,
        .step = 1,
        .decimals = 0,
        .integer = true,
        .scale = SliderScale::Linear,
        .defaultValue = 11,
        .get = [](const Setting& s) { return static_cast<double>(s.depth); },
        .set = [](Setting& s, double value) { s.depth = toInt(value); },
    },
    Parameter{
        .key = "width",
        .symbol = "k",
        .label = "width",
        .tooltip = "k, the number of neurons in each hidden layer. "
                   "The wider the network, the closer it follows the theory of infinite width.",
        .minimum = 1,
        .sliderMinimum = 1,
        .sliderMaximum = 1024,
        .maximum = 4096,
        .step = 1,
        .decimals = 0,
        .integer = true,
        .scale = SliderScale::Logarithmic,
        .defaultValue = 100,
        .get = [](const Setting& s) { return static_cast<double>(s.width); },
        .set = [](Setting& s, double value) { s.width = toInt(value); },
    },
    Parameter{
        .key = "sigma_w",
        .symbol = "σ_w",
        .label = "weight scale",
        .tooltip =
            "W_d[i,j] ~ N(0, σ_w²/fan_in). Above the critical line of σ_w neighbouring points are driven "
            "apart from layer to layer: chaos. Below it they fall together: order.",
        .minimum = 0,
        .sliderMinimum = 0,
        .sliderMaximum = 8,
        .maximum = 8,
        .step = 0.01,
        .decimals = 3,
        .integer = false,
        .scale = SliderScale::Linear,
        .defaultValue = 1.9,
        .get = [](const Setting& s) { return s.sigmaW; },
        .set = [](Setting& s, double value) { s.sigmaW = value; },
    },
    Parameter{
        .key = "sigma_b",
        .symbol = "σ_b",
        .label = "bias scale",
        .tooltip = "b_d[i] ~ N(0, σ_b²), the same for every point of the curve. "
                   "A larger σ_b pulls all points towards each other and works against chaos.",
        .minimum = 0,
        .sliderMinimum = 0,
        .sliderMaximum = 4,
        .maximum = 4,
        .step = 0.01,
        .decimals = 3,
        .integer = false,
        .scale = SliderScale::Linear,
        .defaultValue = 0.3,
        .get = [](const Setting& s) { return s.sigmaB; },
        .set = [](Setting& s, double value) { s.sigmaB = value; },
    },
    Parameter{
        .key = "input_dim",
        .symbol = "m",
        .label = "input dimension",
        .tooltip = "m, the number of inputs x = z_0; 0 means as many as the first layer has neurons. "
                   "With m = 2 the plane of the curve is the whole input space: x_0 = (1, 0), x_1 = (0, 1).",
        .minimum = 0,
        .sliderMinimum = 0,
        .sliderMaximum = 1024,
        .maximum = 4096,
        .step = 1,
        .decimals = 0,
        .integer = true,
        .scale = SliderScale::Linear,
        .defaultValue = 0,
        .get = [](const Setting& s) { return static_cast<double>(s.inputDim); },
        .set = [](Setting& s, double value) { s.inputDim = toInt(value); },
    },
    Parameter{
        .key = "q0",
        .symbol = "q_0",
        .label = "input size",
        .tooltip = "q_0 = |x_0|²/m = |x_1|²/m of orthonormal end points. "
                   "q_0 = (q* - σ_b²)/σ_w² starts at the size q* to which h tends in deep layers.",
        .minimum = 1e-6,
        .sliderMinimum = 0.01,
        .sliderMaximum = 10,
        .maximum = 1e6,
        .step = 0.01,
        .decimals = 3,
        .integer = false,
        .scale = SliderScale::Logarithmic,
        .defaultValue = 1,
        .get = [](const Setting& s) { return s.q0; },
        .set = [](Setting& s, double value) { s.q0 = value; },
    },
    Parameter{
        .key = "points",
        .symbol = "N",
        .label = "points",
        .tooltip =
            "N, the number of equidistant t in [0, 1] at which the curve x(t) is sampled. "
            "Sampled lengths are sums of chords |z_d(t_(j+1)) - z_d(t_j)|: too few points make them too short.",
        .minimum = 2,
        .sliderMinimum = 64,
        .sliderMaximum = 16384,
        .maximum = 1e7,
        .step = 1,
        .decimals = 0,
        .integer = true,
        .scale = SliderScale::Logarithmic,
        .defaultValue = 1024,
        .get = [](const Setting& s) { return static_cast<double>(s.points); },
        .set = [](Setting& s, double value) { s.points = toInt(value); },
    },
    Parameter{
        .key = "piece_limit",
        .symbol = "P_max",
        .label = "piece limit",
        .tooltip = "P_max, the number of pieces of the curve at which the exact method gives way to samples.",
        .minimum = 1,
        .sliderMinimum = 1000,
        .sliderMaximum = 1e7,
        .maximum = 1e8,
        .step = 1,
        .decimals = 0,
        .integer = true,
        .scale = SliderScale::Logarithmic,
        .defaultValue = 1e6,
        .get = [](const Setting& s) { return static_cast<double>(s.pieceLimit); },
        .set = [](Setting& s, double value) { s.pieceLimit = toInt(value); },
        .slider = false,
    },
    Parameter{
        .key = "tolerance",
        .symbol = "ε",
        .label = "tolerance",
        .tooltip = "ε, the relative error of every layer's length at which the refinement of t stops.",
        .minimum = 1e-9,
        .sliderMinimum = 1e-6,
        .sliderMaximum = 0.1,
        .maximum = 0.5,
        .step = 1e-4,
        .decimals = 6,
        .integer = false,
        .scale = SliderScale::Logarithmic,
        .defaultValue = 1e-3,
        .get = [](const Setting& s) { return s.tolerance; },
        .set = [](Setting& s, double value) { s.tolerance = value; },
        .slider = false,
    },
    Parameter{
        .key = "point_limit",
        .symbol = "N_max",
        .label = "point limit",
        .tooltip = "N_max, the number of points at which the refinement of t stops, whatever the error.",
        .minimum = 2,
        .sliderMinimum = 64,
        .sliderMaximum = 65536,
        .maximum = 1e7,
        .step = 1,
        .decimals = 0,
        .integer = true,
        .scale = SliderScale::Logarithmic,
        .defaultValue = 16384,
        .get = [](const Setting& s) { return static_cast<double>(s.pointLimit); },
        .set = [](Setting& s, double value) { s.pointLimit = toInt(value); },
        .slider = false,
    },
};

}  // namespace

std::span<const Parameter> parameters() {
  return table;
}

const Parameter& parameter(std::string_view key) {
  for (const Parameter& row : table)
    if (row.key == key) return row;
  throw std::invalid_argument("there is no parameter named " + std::string(key));
}

}  // namespace arcscope::core
