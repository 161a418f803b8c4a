#pragma once
#include <QImage>
#include <QPainter>
#include <QPolygonF>
#include <vector>

#include "ui/plots/plane_frame.h"
#include "ui/plots/region_colours.h"

namespace arcscope::ui {

/// Draws a map's fills and boundaries as pixels, on all processors. Dense boundaries are paler, so that a
/// layer's tone stays calm however many there are. Cost: about 0.1 us a boundary and 5 ns a filled pixel.
/// @param image ARGB32_Premultiplied; drawn over.
/// @param frame in the image's pixels.
/// @param width of a boundary in pixels.
void drawRegions(QImage& image, const RegionMap& map, const RegionLook& look, const RegionFills& fills,
                 const PlaneFrame& frame, const Theme& theme, double width);

/// The same into a figure: a polygon a filled region, a path of lines for each layer, clipped to the frame.
void paintRegions(QPainter& painter, const RegionMap& map, const RegionLook& look, const RegionFills& fills,
                  const PlaneFrame& frame, const Theme& theme);

/// The outline of a region of layers 1..d.
[[nodiscard]] QPolygonF regionOutline(const RegionMap& map, int d, std::int32_t region,
                                      const PlaneFrame& frame);

}  // namespace arcscope::ui
