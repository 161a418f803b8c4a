#pragma once
#include <QPainter>
#include <QString>
#include <QVector>
#include <optional>

#include "ui/model/focus.h"
#include "ui/plots/region_colours.h"
#include "ui/plots/view.h"

namespace arcscope::ui {

/// "1–3"; "1" for one layer.
[[nodiscard]] QString layersText(int layers);

/// The number of regions of layers 1..layers beside what it can be at most, and where the curve's point is, a
/// line each.
[[nodiscard]] QStringList regionFacts(const RegionMap& map, int layers,
                                      std::optional<core::PlanePoint> point);

/// One region in a few lines: its patterns in the deepest `most` layers, shortened where they are long, and
/// its area.
[[nodiscard]] QString regionText(const RegionMap& map, int layers, std::int32_t region, int most = 8);

/// Where the curve runs through a region of layers 1..layers, within tBegin..tEnd. Rising.
[[nodiscard]] std::vector<TimeStretch> stretchesInRegion(const RegionMap& map, int layers,
                                                         std::int32_t region, double tBegin, double tEnd);

/// region, area, a and b of its centroid, of the deepest layers that are there; with the slope of the
/// read-out where the map has it.
[[nodiscard]] DataTable regionNumbers(const RegionMap& map);

/// The colours of the layers with their numbers of regions and ceilings, the scale of the fill and the
/// nearest boundary, beside the plane.
void paintRegionLegend(QPainter& painter, const QRectF& rect, const Theme& theme, const RegionMap& map,
                       const RegionLook& look, const RegionFills& fills,
                       std::optional<core::PlanePoint> point);

}  // namespace arcscope::ui
