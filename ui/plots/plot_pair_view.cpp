#include "ui/plots/plot_pair_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <array>

#include "ui/plots/axis_ticks.h"
#include "ui/plots/bubble.h"
#include "ui/plots/plot_chart.h"
#include "ui/plots/view_badges.h"

namespace arcscope::ui {

PlotPairView::PlotPairView(QWidget* parent) : View(parent) {
  setFocusPolicy(Qt::StrongFocus);
}

void PlotPairView::setTheme(const Theme& theme) {
  View::setTheme(theme);
  updateGeometry();
}

QSize PlotPairView::minimumSizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(20 * unit), qRound(10 * unit)};
}

QSize PlotPairView::sizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(34 * unit), qRound(16 * unit)};
}

void PlotPairView::paint(QPainter& painter, const QRectF& rect, const Theme& theme,
                         PaintTarget target) const {
  if (!m_snapshot) return;
  const double gap = 0.8 * theme.typeSize * theme.scale;
  if (m_first.content().series.isEmpty() && m_second.content().series.isEmpty())
    return paintEmpty(painter, rect.adjusted(gap, gap, -gap, -gap), emptyText(m_first), theme);
  QRectF left = rect;
  QRectF right = rect;
  if (rect.width() > rect.height()) {
    left.setWidth(0.5 * (rect.width() - gap));
    right.setLeft(left.right() + gap);
  } else {
    left.setHeight(0.5 * (rect.height() - gap));
    right.setTop(left.bottom() + gap);
  }
  for (const auto& [plot, room] : {std::pair(&m_first, left), std::pair(&m_second, right)}) {
    const bool empty = plot->content().series.isEmpty();
    if (!empty) plot->paint(painter, room, theme, target);
    if (empty) paintEmpty(painter, room.adjusted(gap, gap, -gap, -gap), emptyText(*plot), theme);
    if (!empty && target == PaintTarget::Screen) paintMarks(painter, *plot, theme);
  }
}

QString PlotPairView::readout(const Plot& plot, int layer) const {
  QStringList lines{layerName(layer)};
  QString alone;
  for (const PlotSeries& series : plot.content().series) {
    const qsizetype i = series.layers.indexOf(layer);
    if (i < 0) continue;
    alone = valueText(series.points[i].y());
    lines << series.name + QLatin1Char(' ') + alone;
  }
  return lines.size() == 2 ? lines.front() + QStringLiteral(": ") + alone : lines.join(QLatin1Char('\n'));
}

void PlotPairView::paintMarks(QPainter& painter, const Plot& plot, const Theme& theme) const {
  if (!m_focus) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const double unit = theme.typeSize * theme.scale;
  std::optional<QPointF> spoken;
  for (const PlotSeries& series : plot.content().series)
    for (qsizetype i = 0; i < series.layers.size(); ++i) {
      const bool hovered = series.layers[i] == m_focus->hoveredLayer();
      if (!hovered && series.layers[i] != m_focus->layer()) continue;
      const std::optional<QPointF> p = plot.positionOf(series.points[i]);
      if (!p) continue;
      const QColor colour = colourOf(series, theme);
      painter.setPen(QPen(colour, 0.14 * unit));
      painter.setBrush(hovered ? colour : theme.card);
      painter.drawEllipse(*p, 0.36 * unit, 0.36 * unit);
      if (hovered && !spoken) spoken = p;
    }
  if (spoken) paintBubble(painter, *spoken, readout(plot, m_focus->hoveredLayer()), QRectF(rect()), theme);
  painter.restore();
}

std::optional<int> PlotPairView::layerAt(QPointF position) const {
  const double reach = 2.0 * m_theme.typeSize * m_theme.scale;
  for (const Plot* plot : {&m_first, &m_second})
    if (const std::optional<PlotHit> hit = plot->nearest(position, reach))
      return plot->content().series[hit->series].layers[hit->index];
  return std::nullopt;
}

void PlotPairView::mouseMoveEvent(QMouseEvent* event) {
  if (m_focus) m_focus->setHoveredLayer(layerAt(event->position()).value_or(-1));
}

void PlotPairView::mousePressEvent(QMouseEvent* event) {
  const std::optional<int> layer = layerAt(event->position());
  if (event->button() == Qt::LeftButton && m_focus && layer) m_focus->setLayer(*layer);
}

void PlotPairView::leaveEvent(QEvent* event) {
  if (m_focus) m_focus->setHoveredLayer(-1);
  View::leaveEvent(event);
}

void PlotPairView::keyPressEvent(QKeyEvent* event) {
  if (!stepLayer(*event)) View::keyPressEvent(event);
}

}  // namespace arcscope::ui
