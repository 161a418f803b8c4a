// Pinned states in the grid: thin lines beneath the images, or images of their own beside them.
#include <algorithm>
#include <cmath>

#include "ui/plots/bubble.h"
#include "ui/plots/pin_look.h"
#include "ui/plots/trajectory_grid.h"

namespace arcscope::ui {

void TrajectoryGrid::setPins(const std::vector<Pin>& pins) {
  const int before = parts();
  m_pins = pins;
  ++m_pinsVersion;
  m_pinExtents.clear();
  for (const Pin& pin : m_pins) {
    m_pinExtents.emplace_back();
    if (!pin.snapshot) continue;
    for (const core::LayerSnapshot& layer : pin.snapshot->layers)
      m_pinExtents.back().push_back(extentOf(layer.projected));
  }
  findCommonScale();
  if (parts() != before) relayout();
  update();
}

void TrajectoryGrid::setSideBySide(bool on) {
  if (on == m_sideBySide) return;
  m_sideBySide = on;
  relayout();
  if (m_focus) revealLayer(m_focus->layer());
  update();
  Q_EMIT sideBySideChanged(on);
}

TileCamera TrajectoryGrid::cameraOf(bool large) const {
  TileCamera camera = m_camera;
  if (large) return camera;
  camera.zoom = 1.0;
  camera.pan = {};
  return camera;
}

QRectF TrajectoryGrid::curveArea(const QRectF& tile, const Theme& theme, bool large, int part) const {
  const QRectF images = imagesArea(tile, theme, large);
  if (parts() == 1) return images;
  const double gap = 0.5 * theme.typeSize * theme.scale;
  return PartLayout::of(images.size(), parts(), gap).rect(images, part, gap);
}

QRectF TrajectoryGrid::pinTileRect(int layer, int pin) const {
  const QRectF tile = tileRect(layer);
  if (tile.isEmpty() || pin < 0 || pin + 1 >= parts()) return {};
  return curveArea(tile, m_theme, m_openLayer >= 0, pin + 1);
}

std::optional<TrajectoryGrid::PinImage> TrajectoryGrid::pinImage(std::size_t pin, int layer) const {
  const auto index = static_cast<std::size_t>(layer);
  if (pin >= m_pins.size() || index >= m_pinExtents[pin].size() || !isUpToDate(m_pins[pin]))
    return std::nullopt;
  const ImageExtent& extent = m_pinExtents[pin][index];
  const bool hasLayer = layer < layerCount() && m_extents[index].half > 0.0;
  double half = extent.half;
  if (half > 0.0 && m_commonScale)
    half = m_commonHalf;
  else if (half > 0.0 && isOverlaid() && hasLayer)
    half = halfRange(layer);
  return PinImage{m_pins[pin].snapshot.get(), extent, half};
}

void TrajectoryGrid::paintPins(QPainter& painter, const QRectF& tile, const Theme& theme, int layer,
                               bool large) const {
  if (!isOverlaid()) return;
  const QRectF area = curveArea(tile, theme, large);
  const double margin = 2.0 * curveWidth(theme, large);
  constexpr Eigen::Index most = 4096;  // points of a line
  painter.save();
  painter.setClipRect(area);
  painter.setBrush(Qt::NoBrush);
  for (std::size_t i = 0; i < m_pins.size(); ++i) {
    const std::optional<PinImage> image = pinImage(i, layer);
    if (!image || !image->extent.finite || !(image->half > 0.0)) continue;
    const Eigen::MatrixXf& values = image->snapshot->layers[static_cast<std::size_t>(layer)].projected.points;
    const TileTransform transform(image->extent, image->half, area.adjusted(margin, margin, -margin, -margin),
                                  cameraOf(large), values.rows() == 3);
    const Eigen::Index every = std::max<Eigen::Index>(1, values.cols() / most);
    QPolygonF line;
    for (Eigen::Index j = 0; j < values.cols(); j += every) line << transform.map(values, j).position;
    line << transform.map(values, values.cols() - 1).position;
    QPen pen = pinPen(m_pins[i], theme);
    pen.setWidthF(0.7 * curveWidth(theme, large));
    painter.setPen(pen);
    painter.drawPolyline(line);
  }
  painter.restore();
}

void TrajectoryGrid::paintPinParts(QPainter& painter, const QRectF& tile, const Theme& theme,
                                   PaintTarget target, int layer, bool large) const {
  const double unit = theme.typeSize * theme.scale;
  for (int part = 1; part < parts(); ++part) {
    const Pin& pin = m_pins[static_cast<std::size_t>(part - 1)];
    const QRectF area = curveArea(tile, theme, large, part);
    painter.setPen(Qt::NoPen);
    painter.setBrush(pinGround(pin, theme));
    painter.drawRoundedRect(area, 0.35 * unit, 0.35 * unit);
    const std::optional<PinImage> image = pinImage(static_cast<std::size_t>(part - 1), layer);
    if (!image)
      paintEmpty(painter, area, isUpToDate(pin) ? tr("no layer %1").arg(layer) : QString(QChar(0x2026)),
                 theme);
    if (image && target == PaintTarget::Figure) {
      const double margin = 2.0 * curveWidth(theme, large);
      const TileTransform transform(image->extent, image->half,
                                    area.adjusted(margin, margin, -margin, -margin), cameraOf(large),
                                    pin.view.projection.dimensions == 3);
      paintCurve(painter, area, theme, *image->snapshot, layer, transform, !(image->half > 0.0), large);
    }
  }
}

void TrajectoryGrid::paintPinMarks(QPainter& painter, const QRectF& tile, const Theme& theme, int layer,
                                   bool large, bool withTime) const {
  for (int part = 1; part < parts(); ++part) {
    const Pin& pin = m_pins[static_cast<std::size_t>(part - 1)];
    const QRectF area = curveArea(tile, theme, large, part);
    // Small images have small tags, so that these do not hide them.
    const double share =
        std::clamp(0.24 * std::min(area.width(), area.height()) / pinTagSize(theme), 0.6, 1.0);
    const double inset = 0.62 * share * pinTagSize(theme);
    paintPinTag(painter, area.topLeft() + QPointF(inset, inset), pin, theme, true, share);
    const std::optional<PinImage> image = pinImage(static_cast<std::size_t>(part - 1), layer);
    if (!withTime || !image || !(image->half > 0.0) || !image->extent.finite) continue;
    const int sample = focusSample(*image->snapshot);
    const double margin = 2.0 * curveWidth(theme, large);
    const TileTransform transform(image->extent, image->half, area.adjusted(margin, margin, -margin, -margin),
                                  cameraOf(large), pin.view.projection.dimensions == 3);
    const Eigen::MatrixXf& points = image->snapshot->layers[static_cast<std::size_t>(layer)].projected.points;
    if (sample < 0 || sample >= points.cols()) continue;
    const QPointF at = transform.map(points, sample).position;
    if (area.contains(at)) paintFocusRing(painter, at, theme);
  }
}

}  // namespace arcscope::ui
