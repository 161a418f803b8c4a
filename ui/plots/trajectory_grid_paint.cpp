#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/plots/axis_ticks.h"
#include "ui/plots/bubble.h"
#include "ui/plots/curve_path.h"
#include "ui/plots/label.h"
#include "ui/plots/plot_chart.h"
#include "ui/plots/tile_images.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/plots/view_badges.h"

namespace arcscope::ui {
namespace {

void paintCard(QPainter& painter, const QRectF& tile, const QBrush& fill, const Theme& theme,
               const QColor& border, double line) {
  painter.setPen(QPen(border, line));
  painter.setBrush(fill);
  const double inset = 0.5 * line;
  const double radius = 0.5 * theme.typeSize * theme.scale;
  painter.drawRoundedRect(tile.adjusted(inset, inset, -inset, -inset), radius, radius);
}

QString growthText(double growth) {
  if (!std::isfinite(growth)) return QStringLiteral("× –");
  return QStringLiteral("× ") + (growth >= 100.0 || (growth < 0.01 && growth > 0.0)
                                     ? valueText(growth)
                                     : QString::number(growth, 'f', 2));
}

}  // namespace

double TrajectoryGrid::curveWidth(const Theme& theme, bool large) {
  return theme.lineWidth * theme.scale * (large ? 1.25 : 1.0);
}

double TrajectoryGrid::headerHeight(const Theme& theme) const {
  return 2.3 * theme.typeSize * theme.scale;
}

QRectF TrajectoryGrid::imagesArea(const QRectF& tile, const Theme& theme, bool large) const {
  const double unit = theme.typeSize * theme.scale;
  const double pad = large ? 1.6 * unit : 0.8 * unit;
  const double below = large ? 3.4 * unit : pad;
  return tile.adjusted(pad, headerHeight(theme), -pad, -below);
}

TileTransform TrajectoryGrid::transformOf(int layer, const QRectF& area, const Theme& theme,
                                          bool large) const {
  const double margin = 2.0 * curveWidth(theme, large);
  return {m_extents[static_cast<std::size_t>(layer)], halfRange(layer),
          area.adjusted(margin, margin, -margin, -margin), cameraOf(large), threeD()};
}

void TrajectoryGrid::paintSheet(QPainter& painter, const QRectF& rect, const Theme& theme,
                                const std::vector<int>& layers, bool large) const {
  TileStyle style;
  style.width = curveWidth(theme, large);
  style.ratio = painter.device()->devicePixelRatioF();
  style.margin = 2.0 * style.width;
  style.camera = cameraOf(large);
  style.ground = theme.card;
  const TimeColours colours(m_snapshot.get(), theme);
  std::vector<QRectF> tiles;
  std::vector<TileJob> jobs;
  for (const int layer : layers) {
    tiles.push_back(large ? QRectF(QPointF(), rect.size()) : tileRect(layer));
    jobs.push_back({.snapshot = m_snapshot.get(),
                    .layer = layer,
                    .colours = colours,
                    .area = curveArea(tiles.back(), theme, large),
                    .extent = m_extents[static_cast<std::size_t>(layer)],
                    .half = halfRange(layer)});
    for (int part = 1; part < parts(); ++part)
      if (const auto image = pinImage(static_cast<std::size_t>(part - 1), layer))
        jobs.push_back({.snapshot = image->snapshot,
                        .layer = layer,
                        .fleeting = false,
                        .colours = TimeColours(image->snapshot, theme),
                        .area = curveArea(tiles.back(), theme, large, part),
                        .extent = image->extent,
                        .half = image->half});
  }
  m_images->prepare(jobs, style, cards(rect.size(), style.ratio, theme, tiles, layers, large));
  painter.drawImage(rect.topLeft(), m_images->sheet());
}

std::vector<int> TrajectoryGrid::figureLayers() const {
  std::vector<int> layers;
  for (const int layer : m_figureLayers)
    if (layer >= 0 && layer < layerCount()) layers.push_back(layer);
  if (layers.empty()) {
    layers.resize(static_cast<std::size_t>(layerCount()));
    std::iota(layers.begin(), layers.end(), 0);
  }
  return layers;
}

void TrajectoryGrid::paint(QPainter& painter, const QRectF& rect, const Theme& theme,
                           PaintTarget target) const {
  if (!m_snapshot || layerCount() == 0) return;
  if (target == PaintTarget::Screen && m_openLayer >= 0)
    return paintLayer(painter, rect, theme, target, m_openLayer);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  if (target == PaintTarget::Figure) {
    const std::vector<int> layers = figureLayers();
    const int count = static_cast<int>(layers.size());
    const GridLayout layout = GridLayout::of(rect.size(), count, 0.66 * theme.typeSize * theme.scale,
                                             headerHeight(theme), 1.0, parts());
    for (int i = 0; i < count; ++i)
      paintTile(painter, layout.rect(i).translated(rect.topLeft()), theme, target,
                layers[static_cast<std::size_t>(i)], false);
  } else {
    std::vector<int> visible;
    for (int layer = 0; layer < layerCount(); ++layer)
      if (!tileRect(layer).isEmpty()) visible.push_back(layer);
    paintSheet(painter, rect, theme, visible, false);
    for (const int layer : visible)
      paintTile(painter, tileRect(layer).translated(rect.topLeft()), theme, target, layer, false);
  }
  painter.restore();
}

void TrajectoryGrid::paintLayer(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target,
                                int layer) const {
  if (layer < 0 || layer >= layerCount()) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  if (target == PaintTarget::Screen) paintSheet(painter, rect, theme, {layer}, true);
  paintTile(painter, rect, theme, target, layer, true);
  painter.restore();
}

void TrajectoryGrid::paintTile(QPainter& painter, const QRectF& tile, const Theme& theme, PaintTarget target,
                               int layer, bool large) const {
  const bool screen = target == PaintTarget::Screen;
  const double unit = theme.typeSize * theme.scale;
  if (!screen) {
    if (theme.kind != Theme::Kind::Print) paintCard(painter, tile, theme.card, theme, theme.border, 0.6);
  } else if (!large && m_focus && (m_focus->layer() == layer || m_focus->hoveredLayer() == layer)) {
    paintCard(painter, tile, Qt::NoBrush, theme, theme.accent,
              (m_focus->layer() == layer ? 1.6 : 1.0) * theme.scale);
  }
  paintHeader(painter, tile, theme, target, layer, large);
  const QRectF area = curveArea(tile, theme, large);
  if (area.width() < 4.0 || area.height() < 4.0) return;
  if (!screen) {
    paintPins(painter, tile, theme, layer, large);
    paintPinParts(painter, tile, theme, target, layer, large);
    paintCurve(painter, area, theme, *m_snapshot, layer, transformOf(layer, area, theme, large),
               !(halfRange(layer) > 0.0), large);
  }
  if (!m_extents[static_cast<std::size_t>(layer)].finite) {
    painter.setPen(theme.warning);
    painter.setFont(theme.font(0.92));
    painter.drawText(area, Qt::AlignHCenter | Qt::AlignBottom, tr("not finite"));
  }
  if (m_commonScale && (layer == 0 || large)) paintScaleBar(painter, area, theme, layer, large);
  if (threeD() && large) paintTripod(painter, area, theme);
  if (large) {
    const QRectF images = imagesArea(tile, theme, large);
    paintVarianceBars(painter,
                      QRectF(images.left(), images.bottom(), images.width(), tile.bottom() - images.bottom()),
                      theme, layer);
  }
  if (screen) paintStretches(painter, area, theme, layer, large);
  paintPinMarks(painter, tile, theme, layer, large, screen || m_markInFigures);
  if (!screen && !m_markInFigures) return;
  if (const int index = focusSample(*m_snapshot); index >= 0) {
    const Eigen::MatrixXf& points = m_snapshot->layers[static_cast<std::size_t>(layer)].projected.points;
    if (index < points.cols()) {
      const QPointF at = transformOf(layer, area, theme, large).map(points, index).position;
      if (std::isfinite(at.x()) && std::isfinite(at.y()) &&
          area.adjusted(-unit, -unit, unit, unit).contains(at))
        paintFocusRing(painter, at, theme);
    }
  }
}

void TrajectoryGrid::paintEvent(QPaintEvent* event) {
  if (!m_snapshot || m_openLayer >= 0) return View::paintEvent(event);
  QPainter painter(this);
  paint(painter, QRectF(rect()), m_theme, PaintTarget::Screen);
}

const QImage& TrajectoryGrid::cards(const QSizeF& size, double ratio, const Theme& theme,
                                    const std::vector<QRectF>& tiles, const std::vector<int>& layers,
                                    bool large) const {
  const QSize pixels = (size * ratio).toSize();
  std::vector<double> halves;
  for (const int layer : layers)
    if (isOverlaid()) halves.push_back(halfRange(layer));
  const CardsKey key{pixels,
                     ratio,
                     tiles,
                     layers,
                     large,
                     isGliding() && !m_sideBySide ? -1 : m_pinsVersion,
                     m_pins.empty() || m_sideBySide ? TileCamera() : m_camera,
                     std::move(halves),
                     parts()};
  if (!m_cards.isNull() && key == m_cardsKey) return m_cards;
  m_cardsKey = key;
  m_cards = QImage(pixels, QImage::Format_RGB32);
  m_cards.setDevicePixelRatio(ratio);
  m_cards.fill(ground());
  QPainter painter(&m_cards);
  painter.setRenderHint(QPainter::Antialiasing);
  for (const QRectF& tile : tiles) paintCard(painter, tile, theme.card, theme, theme.border, theme.scale);
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    if (!large) paintName(painter, tiles[i], theme, layers[i]);
    paintPins(painter, tiles[i], theme, layers[i], large);
    paintPinParts(painter, tiles[i], theme, PaintTarget::Screen, layers[i], large);
  }
  return m_cards;
}

void TrajectoryGrid::paintName(QPainter& painter, const QRectF& tile, const Theme& theme, int layer) const {
  const double unit = theme.typeSize * theme.scale;
  const double pad = theme.kind == Theme::Kind::Print ? 0.2 * unit : 0.85 * unit;
  painter.setFont(theme.font(1.0, QFont::DemiBold));
  painter.setPen(theme.text);
  drawLabel(painter, QPointF(tile.left() + pad, tile.top() + 1.5 * unit),
            isGliding() && layer == m_openLayer
                ? layerName(layer) + QStringLiteral(" \u2192 ") + layerName(layer + 1)
                : layerName(layer));
}

void TrajectoryGrid::paintHeader(QPainter& painter, const QRectF& tile, const Theme& theme,
                                 PaintTarget target, int layer, bool large) const {
  const double unit = theme.typeSize * theme.scale;
  const double pad = theme.kind == Theme::Kind::Print ? 0.2 * unit : 0.85 * unit;
  const bool screen = target == PaintTarget::Screen;
  const double right = tile.right() - pad - (large && screen ? 2.2 * unit : 0.0);
  const double baseline = tile.top() + 1.5 * unit;
  const QFont nameFont = theme.font(1.0, QFont::DemiBold);
  if (large || !screen) paintName(painter, tile, theme, layer);
  if (isGliding()) return;  // no image of the network: no figures
  const core::ProjectedImage& projected = m_snapshot->layers[static_cast<std::size_t>(layer)].projected;
  QStringList parts;
  const std::vector<double>& growth = m_snapshot->measures.growth;
  const QFont figures = theme.font(0.96);
  const QString separator = QStringLiteral(" · ");
  const double room = right - tile.left() - pad - 0.25 * unit;
  // All tiles leave the growth out where the longest name does not go with a usual one.
  const bool roomForGrowth = labelWidth(nameFont, layerName(layerCount() - 1)) +
                                 labelWidth(figures, QStringLiteral("× 0.00 · 00 %")) <=
                             room;
  if (roomForGrowth && layer > 0 && static_cast<std::size_t>(layer) <= growth.size())
    parts.append(growthText(growth[static_cast<std::size_t>(layer - 1)]));
  if (m_snapshot->view.projection.kind == core::ProjectionChoice::Kind::PrincipalComponents)
    parts.append(percentText(projected.explainedTotal));
  const double left = labelWidth(nameFont, layerName(layer));
  while (!parts.isEmpty() && left + labelWidth(figures, parts.join(separator)) > room) parts.removeFirst();
  const QString text = parts.join(separator);
  painter.setFont(figures);
  painter.setPen(theme.mutedText);
  drawLabel(painter, QPointF(right - labelWidth(figures, text), baseline), text);
}

void TrajectoryGrid::paintCurve(QPainter& painter, const QRectF& area, const Theme& theme,
                                const core::Snapshot& snapshot, int layer, const TileTransform& transform,
                                bool isPoint, bool large) const {
  const Eigen::MatrixXf& values = snapshot.layers[static_cast<std::size_t>(layer)].projected.points;
  const Eigen::Index count = std::min(values.cols(), snapshot.t.size());
  const TimeColours colours(&snapshot, theme);
  const double width = curveWidth(theme, large);
  if (isPoint || count < 2) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromRgb(colours.at(colours.begin())));
    painter.drawEllipse(area.center(), 1.5 * width, 1.5 * width);
    return;
  }
  std::vector<QPointF> points;
  std::vector<double> fade;
  for (Eigen::Index j = 0; j < count; ++j) {
    const TileTransform::Placed placed = transform.map(values, j);
    points.push_back(placed.position);
    if (values.rows() > 2) fade.push_back(0.25 * (1.0 - placed.depth));
  }
  paintCurvePath(painter, points, {snapshot.t.data(), static_cast<std::size_t>(count)}, colours, width, area,
                 fade, theme.card);
}

void TrajectoryGrid::paintStretches(QPainter& painter, const QRectF& area, const Theme& theme, int layer,
                                    bool large) const {
  if (!m_focus || m_focus->stretches().empty()) return;
  const Eigen::MatrixXf& values = m_snapshot->layers[static_cast<std::size_t>(layer)].projected.points;
  const auto count = static_cast<std::ptrdiff_t>(std::min(values.cols(), m_snapshot->t.size()));
  if (count < 2 || !(halfRange(layer) > 0.0)) return;
  const double* t = m_snapshot->t.data();
  const TileTransform transform = transformOf(layer, area, theme, large);
  const auto sample = [&](std::ptrdiff_t j) { return transform.map(values, j).position; };
  const auto between = [&](double time) {  // on the chord that holds it
    const std::ptrdiff_t j =
        std::clamp<std::ptrdiff_t>(std::upper_bound(t, t + count, time) - t, 1, count - 1);
    const double share = std::clamp((time - t[j - 1]) / (t[j] - t[j - 1]), 0.0, 1.0);
    return sample(j - 1) + share * (sample(j) - sample(j - 1));
  };
  const double width = curveWidth(theme, large);
  painter.save();
  painter.setClipRect(area);
  for (const TimeStretch& lit : m_focus->stretches()) {
    const double begin = std::max(lit.begin, t[0]);
    const double end = std::min(lit.end, t[count - 1]);
    if (end < begin) continue;
    QPolygonF line{between(begin)};
    for (auto j = std::upper_bound(t, t + count, begin) - t; j < count && t[j] < end; ++j) line << sample(j);
    line << between(end);
    const bool simple = line.size() < 200;  // wide pens are slow on long crumpled lines
    for (const bool rim : {true, false}) {
      if (rim && !simple) continue;
      painter.setPen(QPen(rim ? theme.card : theme.text, simple ? (rim ? 4.2 : 2.2) * width : 1.0,
                          Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
      painter.drawPolyline(line);
    }
  }
  painter.restore();
}

void TrajectoryGrid::paintScaleBar(QPainter& painter, const QRectF& area, const Theme& theme, int layer,
                                   bool large) const {
  const double perUnit = transformOf(layer, area, theme, large).pixelsPerUnit();
  if (!(perUnit > 0.0)) return;
  const QVector<double> lengths = niceTicks(0.0, 0.45 * area.width() / perUnit, 2);
  const double length = lengths.isEmpty() ? 0.0 : lengths.last();
  if (!(length > 0.0)) return;
  const double unit = theme.typeSize * theme.scale;
  const QPointF from(area.left(), area.bottom() + 0.3 * unit);
  painter.setPen(QPen(theme.mutedText, std::max(0.5, theme.lineWidth * theme.scale)));
  painter.drawLine(from, from + QPointF(length * perUnit, 0));
  painter.setFont(theme.font(0.85));
  drawLabel(painter, from + QPointF(length * perUnit + 0.4 * unit, 0.3 * unit), tickLabel(length, length));
}

void TrajectoryGrid::paintTripod(QPainter& painter, const QRectF& area, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  const QPointF origin(area.left() + 2.2 * unit, area.bottom() - 2.2 * unit);
  painter.setFont(theme.font(0.85));
  const double axes[3][3] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  for (int axis = 0; axis < 3; ++axis) {
    const auto v = m_camera.turned(axes[axis][0], axes[axis][1], axes[axis][2]);
    const QPointF tip = origin + QPointF(v[0], -v[1]) * 1.5 * unit;
    painter.setPen(QPen(theme.mutedText, std::max(0.5, 0.8 * theme.lineWidth * theme.scale)));
    painter.drawLine(origin, tip);
    const QPointF at = origin + QPointF(v[0], -v[1]) * 2.0 * unit;
    painter.drawText(QRectF(at.x() - unit, at.y() - unit, 2 * unit, 2 * unit), Qt::AlignCenter,
                     QString::number(axis + 1));
  }
}

void TrajectoryGrid::paintVarianceBars(QPainter& painter, const QRectF& rect, const Theme& theme,
                                       int layer) const {
  if (isGliding() || m_snapshot->view.projection.kind != core::ProjectionChoice::Kind::PrincipalComponents)
    return;
  const core::ProjectedImage& projected = m_snapshot->layers[static_cast<std::size_t>(layer)].projected;
  const double unit = theme.typeSize * theme.scale;
  const int shown = m_snapshot->view.projection.dimensions;
  const int bars = projected.explained[2] > 0.0 ? 3 : shown;
  painter.setFont(theme.font(0.92));
  const QFontMetricsF metrics(painter.font());
  const double column = rect.width() / bars;
  const double label = labelWidth(painter.font(), QStringLiteral("PC 1")) + 0.6 * unit;
  const double figure = labelWidth(painter.font(), QStringLiteral("99.9 %")) + 0.6 * unit;
  const double middle = rect.center().y();
  for (int i = 0; i < bars; ++i) {
    const double share = std::clamp(projected.explained[static_cast<std::size_t>(i)], 0.0, 1.0);
    const double left = rect.left() + column * i;
    const double track = std::max(unit, column - label - figure - 0.8 * unit);
    const QRectF bar(left + label, middle - 0.25 * unit, track, 0.5 * unit);
    painter.setPen(theme.mutedText);
    drawLabel(painter, QPointF(left, middle + 0.35 * metrics.ascent()), tr("PC %1").arg(i + 1));
    drawLabel(painter, QPointF(bar.right() + 0.4 * unit, middle + 0.35 * metrics.ascent()),
              percentText(share));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.grid);
    painter.drawRoundedRect(bar, 0.25 * unit, 0.25 * unit);
    painter.setBrush(i < shown ? theme.accent : theme.border);
    if (share > 0.0)
      painter.drawRoundedRect(
          QRectF(bar.topLeft(), QSizeF(std::max(bar.height(), share * track), bar.height())), 0.25 * unit,
          0.25 * unit);
  }
}

}  // namespace arcscope::ui
