#include "ui/plots/class_colours.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "ui/plots/colour_map.h"

namespace arcscope::ui {

QColor classColour(const Theme& theme, int label, int classes) {
  // From blue over violet and red to yellow, as lightness rises: no two classes
  // share a lightness.
  const double place = classes > 1 ? std::clamp(static_cast<double>(label) / (classes - 1), 0.0, 1.0) : 0.0;
  const bool dark = theme.kind == Theme::Kind::Dark;
  const double lightness = dark ? 0.62 + 0.24 * place : 0.46 + 0.26 * place;
  const double chroma = dark ? 0.12 : 0.15;
  const double hue = (262.0 + 168.0 * place) / 180.0 * std::numbers::pi;
  return QColor::fromRgb(fromOkLab({lightness, chroma * std::cos(hue), chroma * std::sin(hue)}));
}

}  // namespace arcscope::ui
