#pragma once
#include <functional>
#include <span>
#include <string_view>

#include "core/setting/setting.h"

namespace arcscope::core {

/// How a slider spreads a parameter over its track.
enum class SliderScale : std::uint8_t { Linear, Logarithmic };

/// One row of the one table of numeric parameters. It drives sliders, command-line flags, the setting's JSON
/// and undo: adding a parameter is one row.
struct Parameter {
  std::string_view key;      ///< "sigma_w": JSON key; the flag is --sigma-w
  std::string_view symbol;   ///< "σ_w", as a formula would show it ("_" starts the subscript)
  std::string_view label;    ///< "weight scale"
  std::string_view tooltip;  ///< one or two sentences with the formula
  double minimum;            ///< smallest value a person may enter
  double sliderMinimum;
  double sliderMaximum;
  double maximum;  ///< largest value a person may enter (>= sliderMaximum)
  double step;     ///< of the slider, wheel and arrow keys
  int decimals;    ///< shown beside the slider; 0 for whole numbers
  bool integer;
  SliderScale scale;
  double defaultValue;  ///< equals Setting{}'s
  double (*get)(const Setting&);
  void (*set)(Setting&, double);  ///< rounds where `integer`
  bool slider = true;             ///< false: a flag and a JSON key, but no control in the window
};

/// All rows in the order in which the window shows them: depth, width, sigma_w, sigma_b, input_dim, q0,
/// points, tolerance, point_limit.
[[nodiscard]] std::span<const Parameter> parameters();
/// @throws std::invalid_argument for a key that is not in the table.
[[nodiscard]] const Parameter& parameter(std::string_view key);

}  // namespace arcscope::core
