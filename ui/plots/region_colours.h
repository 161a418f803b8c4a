#pragma once
#include <QColor>
#include <QRgb>
#include <QString>
#include <array>
#include <string_view>
#include <vector>

#include "ui/model/display.h"
#include "ui/model/region_map.h"
#include "ui/model/theme.h"

namespace arcscope::ui {

/// How a map is shown.
struct RegionLook {
  int layers = 1;  ///< 1..map.layers()
  RegionFill fill = RegionFill::None;
  int patternLayer = 1;  ///< 1..layers
  friend bool operator==(const RegionLook&, const RegionLook&) = default;
};

/// The colour of the boundaries that `layer` (>= 1) makes: in order of lightness, the first layer strongest,
/// so that the order stands for every kind of colour vision.
[[nodiscard]] QColor layerColour(const Theme& theme, int layer);

/// The fill of every region of a map, or of every part of its classes.
struct RegionFills {
  std::vector<QRgb> colours;  ///< [regions of the layers shown], or [parts]; empty: not filled
  double low = 0.0;           ///< values at the ends of the scale; equal: there is no scale
  double high = 0.0;
};
[[nodiscard]] RegionFills regionFills(const RegionMap& map, const RegionLook& look, const Theme& theme);
/// The colour at u in [0, 1] of the scale of slopes or areas.
[[nodiscard]] QRgb scaleColour(const Theme& theme, double u);

}  // namespace arcscope::ui
