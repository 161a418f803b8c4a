#include "ui/plots/similarity_view.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>

#include "ui/plots/axis_ticks.h"
#include "ui/plots/bubble.h"
#include "ui/plots/colour_bar.h"
#include "ui/plots/colour_map.h"
#include "ui/plots/label.h"
#include "ui/plots/view_badges.h"

namespace arcscope::ui {

SimilarityView::SimilarityView(QWidget* parent) : View(parent) {
  setObjectName(QStringLiteral("similarityView"));
  setAccessibleName(tr("Similarity of the images of each two layers"));
  setFocusPolicy(Qt::StrongFocus);
}

const core::SimilarityStudy* SimilarityView::similarity() const {
  return m_study && m_study->similarity ? &*m_study->similarity : nullptr;
}

void SimilarityView::studyChanged() {
  m_pointed.reset();
  update();
}

void SimilarityView::setTheme(const Theme& theme) {
  View::setTheme(theme);
  updateGeometry();
}

QVector<Badge> SimilarityView::badges() const {
  QVector<Badge> badges = ageBadge(m_snapshot);
  const core::SimilarityStudy* study = similarity();
  if (study == nullptr) return badges;
  const int last = study->directions.back();
  const double chance = std::sqrt(std::min(1.0, 2.0 * last / study->points));
  badges.append(
      {tr("SVCCA of %1")
           .arg(m_study->image == core::ImageKind::H ? QStringLiteral("h") : QStringLiteral("z")),
       tr("Mean canonical correlation of the directions that hold 99 % of each image's variance, at %1 "
          "points "
          "of the curve. Of the two layers the one with fewer directions counts. Two unrelated images of as "
          "many directions as the last layer has, %2, would get about %3.")
           .arg(countText(study->points), countText(last))
           .arg(chance, 0, 'f', 2),
       false});
  const auto& directions = study->directions;
  if (const auto point = std::find(directions.begin(), directions.end(), 0); point != directions.end())
    badges.append({tr("one point from layer %1").arg(point - directions.begin()),
                   tr("A layer whose image is one point, or has no finite values, is similar to none."),
                   true});
  return badges;
}

DataTable SimilarityView::numbers() const {
  DataTable table{{QStringLiteral("layer"), QStringLiteral("other_layer"), QStringLiteral("svcca"),
                   QStringLiteral("directions"), QStringLiteral("other_directions")},
                  {}};
  const core::SimilarityStudy* study = similarity();
  if (study == nullptr) return table;
  const int layers = static_cast<int>(study->directions.size());
  for (int i = 0; i < layers; ++i)
    for (int j = 0; j < layers; ++j)
      table.rows.append({1.0 * i, 1.0 * j, study->similarity(i, j),
                         1.0 * study->directions[static_cast<std::size_t>(i)],
                         1.0 * study->directions[static_cast<std::size_t>(j)]});
  return table;
}

QSize SimilarityView::minimumSizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(13 * unit), qRound(10 * unit)};
}

QSize SimilarityView::sizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(30 * unit), qRound(18 * unit)};
}

bool SimilarityView::hasLegend(const QRectF& rect, const Theme& theme) {
  const double unit = theme.typeSize * theme.scale;
  return rect.width() > 18 * unit && rect.height() > 9 * unit;
}

QRectF SimilarityView::Frame::cell(int column, int row) const {
  const double width = area.width() / layers;
  const double height = area.height() / layers;
  return {area.left() + column * width, area.bottom() - (row + 1) * height, width, height};
}

double SimilarityView::leastShown() const {
  double least = 1.0;
  for (const double value : similarity()->similarity.reshaped())
    if (std::isfinite(value)) least = std::min(least, value);
  return std::clamp(std::floor(10.0 * least) / 10.0, 0.0, 0.9);
}

SimilarityView::Frame SimilarityView::frame(const QRectF& rect, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  const double key = hasLegend(rect, theme) ? 6.0 * unit : 0.0;
  const QRectF room = rect.adjusted(3.4 * unit, 0.5 * unit, -0.6 * unit - key, -2.9 * unit);
  const double side = std::max(1.0, std::min(room.width(), room.height()));
  const double left = room.left() + 0.5 * (room.width() - side);
  return {QRectF(left, room.top() + 0.5 * (room.height() - side), side, side),
          static_cast<int>(similarity()->directions.size())};
}

QRectF SimilarityView::cellAt(int column, int row) const {
  return frame(QRectF(rect()), m_theme).cell(column, row);
}

std::optional<SimilarityView::Cell> SimilarityView::cellUnder(QPointF position) const {
  if (!similarity()) return std::nullopt;
  const Frame f = frame(QRectF(rect()), m_theme);
  if (!f.area.contains(position)) return std::nullopt;
  const auto index = [&](double share) {
    return std::clamp(static_cast<int>(share * f.layers), 0, f.layers - 1);
  };
  return Cell{index((position.x() - f.area.left()) / f.area.width()),
              index((f.area.bottom() - position.y()) / f.area.height())};
}

void SimilarityView::paint(QPainter& painter, const QRectF& rect, const Theme& theme,
                           PaintTarget target) const {
  const core::SimilarityStudy* study = similarity();
  if (study == nullptr) return;
  const Frame f = frame(rect, theme);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  const bool screen = target == PaintTarget::Screen;
  const double least = leastShown();
  for (int row = 0; row < f.layers; ++row)
    for (int column = 0; column < f.layers; ++column) {
      const double value = study->similarity(row, column);
      QRectF cell = f.cell(column, row);
      // A little into the next cell, so that no seam shows between them.
      cell = screen ? QRectF(cell.toAlignedRect()) : cell.adjusted(0, 0, 0.3, 0.3).intersected(f.area);
      painter.fillRect(cell, std::isnan(value)
                                 ? theme.window
                                 : QColor::fromRgb(heatColour((value - least) / (1.0 - least), theme)));
    }
  painter.setRenderHint(QPainter::Antialiasing);
  paintAxes(painter, f, theme);
  if (hasLegend(rect, theme)) {
    const double unit = theme.typeSize * theme.scale;
    const QRectF room(f.area.right() + 1.2 * unit, f.area.top(), 5.5 * unit, f.area.height());
    paintColourBar(painter, room, QStringLiteral("SVCCA"), theme, [&](double place) {
      return ColourBarStep{heatColour(place, theme), least + place * (1.0 - least)};
    });
  }
  if (screen) paintMarks(painter, f, theme);
  painter.restore();
}

void SimilarityView::paintAxes(QPainter& painter, const Frame& f, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  painter.setPen(QPen(theme.border, std::max(0.5, 0.6 * theme.lineWidth * theme.scale)));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(f.area);
  painter.setFont(theme.font(0.92));
  painter.setPen(theme.mutedText);
  const QFontMetricsF metrics(painter.font());
  const int most = std::max(2, static_cast<int>(f.area.width() / (2.2 * unit)));
  for (const double tick : niceTicks(0.0, f.layers - 1.0, most, true)) {
    const QString label = tick == 0.0 ? QStringLiteral("x") : tickLabel(tick, 1.0);
    const QRectF cell = f.cell(static_cast<int>(tick), static_cast<int>(tick));
    const double width = labelWidth(painter.font(), label);
    drawLabel(painter,
              QPointF(cell.center().x() - 0.5 * width, f.area.bottom() + metrics.ascent() + 0.3 * unit),
              label);
    drawLabel(painter,
              QPointF(f.area.left() - 0.5 * unit - width, cell.center().y() + 0.35 * metrics.ascent()),
              label);
  }
  const QString name = tr("layer");
  drawLabel(painter,
            QPointF(f.area.center().x() - 0.5 * labelWidth(painter.font(), name),
                    f.area.bottom() + metrics.ascent() + metrics.height() + 0.3 * unit),
            name);
}

void SimilarityView::paintMarks(QPainter& painter, const Frame& f, const Theme& theme) const {
  if (!m_focus) return;
  const double width = theme.lineWidth * theme.scale;
  painter.setBrush(Qt::NoBrush);
  const auto frameLayer = [&](int layer, const QPen& pen) {
    if (layer < 0 || layer >= f.layers) return;
    painter.setPen(pen);
    painter.drawRect(f.cell(layer, 0).united(f.cell(layer, f.layers - 1)));
    painter.drawRect(f.cell(0, layer).united(f.cell(f.layers - 1, layer)));
  };
  frameLayer(m_focus->layer(), QPen(theme.third, width));
  frameLayer(m_focus->hoveredLayer(), QPen(theme.text, 0.7 * width, Qt::DotLine));
  if (!m_pointed) return;
  const QRectF cell = f.cell(m_pointed->column, m_pointed->row);
  painter.setPen(QPen(theme.text, 1.4 * width));
  painter.drawRect(cell);
  const core::SimilarityStudy& study = *similarity();
  const auto of = [&](int layer) {
    return tr("%1: %2 directions")
        .arg(layerName(layer), countText(study.directions[static_cast<std::size_t>(layer)]));
  };
  const double value = study.similarity(m_pointed->row, m_pointed->column);
  QStringList lines{tr("%1 and %2: %3")
                        .arg(layerName(m_pointed->column), layerName(m_pointed->row),
                             std::isnan(value) ? tr("none") : QString::number(value, 'f', 3)),
                    of(m_pointed->column)};
  if (m_pointed->row != m_pointed->column) lines << of(m_pointed->row);
  paintBubble(painter, cell.center(), lines.join(QLatin1Char('\n')), QRectF(rect()), theme);
}

void SimilarityView::mouseMoveEvent(QMouseEvent* event) {
  const std::optional<Cell> cell = cellUnder(event->position());
  if (cell == m_pointed) return;
  m_pointed = cell;
  if (m_focus) m_focus->setHoveredLayer(cell ? cell->column : -1);
  update();
}

void SimilarityView::mousePressEvent(QMouseEvent* event) {
  const std::optional<Cell> cell = cellUnder(event->position());
  if (event->button() == Qt::LeftButton && m_focus && cell) m_focus->setLayer(cell->column);
}

void SimilarityView::leaveEvent(QEvent* event) {
  m_pointed.reset();
  if (m_focus) m_focus->setHoveredLayer(-1);
  update();
  View::leaveEvent(event);
}

void SimilarityView::keyPressEvent(QKeyEvent* event) {
  if (!stepLayer(*event)) View::keyPressEvent(event);
}

}  // namespace arcscope::ui
