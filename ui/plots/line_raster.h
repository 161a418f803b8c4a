#pragma once
#include <QImage>
#include <QRgb>
#include <span>

namespace arcscope::ui {

/// A point of a curve in pixels of the image, (0, 0) the corner of its first pixel.
struct RasterPoint {
  float x = 0.0F;
  float y = 0.0F;
};

/// Draws the polyline through `points`, anti-aliased with round joins and ends, onto `image`. Segment i, from
/// point i to i + 1, has colours[i] (not premultiplied; alpha fades). Where the curve meets itself the later
/// part is on top, and a pixel takes the largest coverage of any segment, so that joints do not darken.
/// Segments with a NaN or infinite end are left out; everything is clipped to the image. A single point draws
/// a dot.
/// @param width in pixels, >= 1.
/// @pre image is RGB32 or ARGB32_Premultiplied, colours.size() >= points.size(), points.size() < 2^23.
/// Cost: by touched pixels. Thread-safe for different images.
void drawCurve(QImage& image, std::span<const RasterPoint> points, std::span<const QRgb> colours,
               double width);

/// One line on its own, for curves that are drawn in another order than along t (far parts first).
struct RasterSegment {
  RasterPoint from;
  RasterPoint to;
  QRgb colour = 0;
};
/// The same for loose segments: later ones are on top.
void drawSegments(QImage& image, std::span<const RasterSegment> segments, double width);

}  // namespace arcscope::ui
