#include "ui/plots/plot_view.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>

#include "core/support/text.h"
#include "ui/plots/axis_ticks.h"
#include "ui/plots/bubble.h"
#include "ui/plots/plot_chart.h"

namespace arcscope::ui {

PlotView::PlotView(QWidget* parent) : View(parent) {
  setFocusPolicy(Qt::StrongFocus);
}

void PlotView::setSnapshot(SnapshotPtr snapshot) {
  View::setSnapshot(std::move(snapshot));
  rebuild();
}

void PlotView::setTheme(const Theme& theme) {
  View::setTheme(theme);
  updateGeometry();
}

const core::TheoryLines* PlotView::theory() const {
  return m_comparison ? m_comparison->theory().get() : nullptr;
}

const core::EnsembleResult* PlotView::ensemble() const {
  return m_comparison && choice().ensemble ? m_comparison->ensemble().get() : nullptr;
}

ComparisonChoice PlotView::choice() const {
  return m_comparison ? m_comparison->choice() : ComparisonChoice{};
}

void PlotView::rebuild() {
  m_hit.reset();
  m_plot.setContent(m_snapshot ? content(*m_snapshot) : PlotContent{});
  update();
}

void PlotView::paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const {
  if (!m_snapshot) return;
  m_plot.paint(painter, rect, theme, target);
  if (target == PaintTarget::Screen) paintMarks(painter, theme);
}

QSize PlotView::minimumSizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(13 * unit), qRound(9 * unit)};
}

QSize PlotView::sizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(30 * unit), qRound(14 * unit)};
}

QVector<Badge> PlotView::omissionBadge() const {
  if (m_plot.omitted() == 0) return {};
  const int count = m_plot.omitted();
  return {Badge{count == 1 ? tr("1 point left out") : tr("%1 points left out").arg(count),
                tr("Values that are not finite, or not positive on a log axis, cannot be drawn."), true}};
}

QVector<Badge> PlotView::drawsBadge() const {
  const core::EnsembleResult* draws = ensemble();
  if (!draws || draws->draws >= m_comparison->progress().wanted) return {};
  const EnsembleProgress& progress = m_comparison->progress();
  QString text = tr("draws %1 of %2").arg(draws->draws).arg(progress.wanted);
  if (progress.secondsLeft)
    text += tr(", %1 left").arg(QString::fromStdString(core::durationText(*progress.secondsLeft)));
  return {Badge{text, tr("The spread is that of the draws so far."), false}};
}

void PlotView::paintMarks(QPainter& painter, const Theme& theme) const {
  if (!m_focus) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const double unit = theme.typeSize * theme.scale;
  for (const PlotSeries& series : m_plot.content().series) {
    const QColor colour = colourOf(series, theme);
    for (qsizetype i = 0; i < series.layers.size(); ++i) {
      const bool hovered = series.layers[i] == m_focus->hoveredLayer();
      if (!hovered && series.layers[i] != m_focus->layer()) continue;
      const std::optional<QPointF> p = m_plot.positionOf(series.points[i]);
      if (!p) continue;
      painter.setPen(QPen(colour, 0.14 * unit));
      painter.setBrush(hovered ? colour : theme.card);
      painter.drawEllipse(*p, 0.36 * unit, 0.36 * unit);
    }
  }
  if (m_hit) {
    const QString text = pointText(m_plot.content().series[m_hit->series], m_hit->index);
    paintBubble(painter, m_hit->position, text, QRectF(rect()), theme);
  }
  painter.restore();
}

QString PlotView::pointText(const PlotSeries& series, qsizetype index) const {
  const QPointF value = series.points[index];
  const QString name = series.layers[index] == 0 ? tr("input") : tr("layer %1").arg(series.layers[index]);
  if (m_plot.content().wholeX)
    return name + QStringLiteral(": ") + valueOf(value.y()) + besideText(value.x());
  return name + QStringLiteral(": ") + valueOf(value.x()) + QStringLiteral(" → ") + valueOf(value.y());
}

/// What laws and draws say of the same x, a line each.
QString PlotView::besideText(double x) const {
  QString text;
  for (const PlotSeries& law : m_plot.content().series) {
    if (law.name.isEmpty() || !law.layers.isEmpty()) continue;
    for (const QPointF& point : law.points)
      if (point.x() == x && std::isfinite(point.y()))
        text += QLatin1Char('\n') + law.name + QStringLiteral(": ") + valueOf(point.y());
  }
  for (const PlotBand& band : m_plot.content().bands)
    if (const qsizetype i = band.x.indexOf(x); i >= 0 && !band.name.isEmpty())
      text += QLatin1Char('\n') + band.name + QStringLiteral(": ") + valueOf(band.low[i]) +
              QStringLiteral(" \u2013 ") + valueOf(band.high[i]);
  return text;
}

QString PlotView::valueOf(double value) {
  return std::round(value) == value && std::abs(value) < 1e15 ? countText(value) : valueText(value);
}

void PlotView::mouseMoveEvent(QMouseEvent* event) {
  const double reach = 2.5 * m_theme.typeSize * m_theme.scale;
  const std::optional<PlotHit> hit = m_snapshot ? m_plot.nearest(event->position(), reach) : std::nullopt;
  if (hit == m_hit) return;
  m_hit = hit;
  if (m_focus) m_focus->setHoveredLayer(hit ? m_plot.content().series[hit->series].layers[hit->index] : -1);
  update();
}

void PlotView::mousePressEvent(QMouseEvent* event) {
  const double reach = 2.5 * m_theme.typeSize * m_theme.scale;
  if (event->button() != Qt::LeftButton || !m_focus || !m_snapshot) return;
  if (const std::optional<PlotHit> hit = m_plot.nearest(event->position(), reach))
    m_focus->setLayer(m_plot.content().series[hit->series].layers[hit->index]);
}

void PlotView::leaveEvent(QEvent*) {
  m_hit.reset();
  if (m_focus) m_focus->setHoveredLayer(-1);
  update();
}

void PlotView::keyPressEvent(QKeyEvent* event) {
  if (!stepLayer(*event)) View::keyPressEvent(event);
}

}  // namespace arcscope::ui
