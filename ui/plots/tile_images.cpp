#include "ui/plots/tile_images.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/support/parallel.h"
#include "ui/plots/curve_path.h"
#include "ui/plots/line_raster.h"

namespace arcscope::ui {
namespace {

/// The device pixels of `area` on a sheet of `size` pixels.
QRect pixelsOf(const QRectF& area, double ratio, const QSize& size) {
  return QRectF(area.topLeft() * ratio, area.size() * ratio).toAlignedRect().intersected(QRect({}, size));
}

/// @param origin the image's first pixel on the sheet and its background.
void draw(QImage& image, QPoint origin, const QImage& background, const TileJob& job,
          const TileStyle& style) {
  const core::Snapshot& snapshot = *job.snapshot;
  for (int y = 0; y < image.height(); ++y)
    std::memcpy(image.scanLine(y), background.constScanLine(origin.y() + y) + std::ptrdiff_t{4} * origin.x(),
                static_cast<std::size_t>(image.width()) * 4);
  const Eigen::MatrixXf& values = snapshot.layers[static_cast<std::size_t>(job.layer)].projected.points;
  const Eigen::Index count = std::min(values.cols(), snapshot.t.size());
  const double width = std::max(1.0, style.width * style.ratio);
  const QRectF area = QRectF(job.area.topLeft() * style.ratio - origin, job.area.size() * style.ratio)
                          .adjusted(style.margin * style.ratio, style.margin * style.ratio,
                                    -style.margin * style.ratio, -style.margin * style.ratio);
  if (!(job.half > 0.0) || count < 2) {
    const RasterPoint middle{static_cast<float>(area.center().x()), static_cast<float>(area.center().y())};
    const QRgb colour = job.colours.at(job.colours.begin());
    drawCurve(image, std::span(&middle, 1), std::span(&colour, 1), 3.0 * width);
    return;
  }
  const bool threeD = values.rows() > 2;
  const TileTransform transform(job.extent, job.half, area, style.camera, threeD);
  std::vector<RasterPoint> points;
  std::vector<QRgb> colours;
  points.reserve(static_cast<std::size_t>(count));
  colours.reserve(static_cast<std::size_t>(count));
  if (!threeD) {
    const float near = 0.3F;
    for (Eigen::Index j = 0; j < count; ++j) {
      const QPointF p = transform.map(values, j).position;
      const RasterPoint point{static_cast<float>(p.x()), static_cast<float>(p.y())};
      // Points within a third of a pixel of the last one add nothing that is seen.
      if (!points.empty() && j + 1 < count && std::abs(point.x - points.back().x) < near &&
          std::abs(point.y - points.back().y) < near)
        continue;
      points.push_back(point);
      colours.push_back(job.colours.at(snapshot.t[j]));
    }
    drawCurve(image, points, colours, width);
    return;
  }
  // Far parts first and paler.
  struct Part {
    RasterSegment segment;
    double depth;
  };
  std::vector<Part> parts;
  parts.reserve(static_cast<std::size_t>(count));
  TileTransform::Placed last = transform.map(values, 0);
  for (Eigen::Index j = 1; j < count; ++j) {
    const TileTransform::Placed next = transform.map(values, j);
    const double depth = 0.5 * (last.depth + next.depth);
    if (std::isfinite(depth)) {
      const QRgb colour =
          blended(job.colours.at(snapshot.t[j - 1]), style.ground.rgb(), 0.25 * (1.0 - depth));
      parts.push_back({{{static_cast<float>(last.position.x()), static_cast<float>(last.position.y())},
                        {static_cast<float>(next.position.x()), static_cast<float>(next.position.y())},
                        colour},
                       depth});
    }
    last = next;
  }
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return a.depth < b.depth; });
  std::vector<RasterSegment> segments;
  segments.reserve(parts.size());
  for (const Part& part : parts) segments.push_back(part.segment);
  drawSegments(image, segments, width);
}

}  // namespace

void TileImages::forget() {
  for (Drawn& drawn : m_drawn)
    if (drawn.fleeting) drawn = {};
}

void TileImages::prepare(const std::vector<TileJob>& jobs, const TileStyle& style, const QImage& background) {
  if (!(style == m_style) || m_drawn.size() != jobs.size() || background.cacheKey() != m_background) {
    m_drawn.assign(jobs.size(), {});
    m_style = style;
  }
  if (background.cacheKey() != m_background) {
    m_background = background.cacheKey();
    m_sheet = background.copy();
  }
  std::vector<std::size_t> missing;
  for (std::size_t i = 0; i < jobs.size(); ++i)
    if (m_drawn[i].area != jobs[i].area || m_drawn[i].half != jobs[i].half) missing.push_back(i);
  uchar* const bits = m_sheet.bits();
  core::parallelFor(missing.size(), [&](std::size_t i) {
    const TileJob& job = jobs[missing[i]];
    const QRect place = pixelsOf(job.area, style.ratio, m_sheet.size());
    m_drawn[missing[i]] = {job.area, job.half, job.fleeting};
    if (place.isEmpty()) return;
    QImage window(bits + place.y() * m_sheet.bytesPerLine() + place.x() * 4, place.width(), place.height(),
                  m_sheet.bytesPerLine(), QImage::Format_RGB32);
    draw(window, place.topLeft(), background, job, style);
  });
}

}  // namespace arcscope::ui
