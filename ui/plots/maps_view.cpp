#include "ui/plots/maps_view.h"

#include <QMouseEvent>
#include <algorithm>
#include <cmath>

#include "ui/plots/axis_ticks.h"
#include "ui/plots/bubble.h"
#include "ui/plots/plot_chart.h"

namespace arcscope::ui {
namespace {

PlotContent contentOf(const core::LayerMap& map, const QString& symbol, const QString& fixedPoint) {
  PlotContent content;
  content.xTitle = MapsView::tr("%1 of a layer").arg(symbol);
  content.yTitle = MapsView::tr("%1 of the next layer").arg(symbol);
  if (map.from.empty()) return content;
  PlotSeries diagonal{.name = {}, .points = {}, .layers = {}, .colour = PlotColour::Muted, .weight = 0.6};
  diagonal.style = Qt::DotLine;
  for (const double at : {map.from.front(), map.from.back()}) diagonal.points.append(QPointF(at, at));
  content.series.append(diagonal);

  PlotSeries theory{
      .name = QStringLiteral("k \u2192 \u221e"), .points = {}, .layers = {}, .colour = PlotColour::Third};
  theory.style = Qt::DashLine;
  for (std::size_t i = 0; i < map.from.size(); ++i) theory.points.append(QPointF(map.from[i], map.to[i]));
  content.series.append(theory);

  PlotSeries stairs{.name = {}, .points = {}, .layers = {}, .colour = PlotColour::Accent, .weight = 0.5};
  PlotSeries layers{.name = MapsView::tr("layers"), .points = {}, .layers = {}, .line = false, .dots = true};
  for (std::size_t i = 0; i + 1 < map.measured.size(); ++i) {
    const double here = map.measured[i];
    const double next = map.measured[i + 1];
    if (!std::isfinite(here) || !std::isfinite(next)) break;
    stairs.points << QPointF(here, here) << QPointF(here, next) << QPointF(next, next);
    layers.points.append(QPointF(here, next));
    layers.layers.append(static_cast<int>(i) + 2);
  }
  content.series.append(stairs);
  content.series.append(layers);
  if (std::isfinite(map.fixedPoint))
    content.note = fixedPoint + QStringLiteral(" = ") + valueText(map.fixedPoint);
  return content;
}

}  // namespace

MapsView::MapsView(QWidget* parent) : View(parent) {
  setObjectName(QStringLiteral("mapsView"));
  setAccessibleName(tr("Maps of length and correlation from layer to layer"));
}

void MapsView::setComparison(Comparison* comparison) {
  m_comparison = comparison;
  connect(comparison, &Comparison::changed, this, &MapsView::rebuild);
}

void MapsView::setSnapshot(SnapshotPtr snapshot) {
  View::setSnapshot(std::move(snapshot));
  rebuild();
}

void MapsView::setTheme(const Theme& theme) {
  View::setTheme(theme);
  updateGeometry();
}

void MapsView::rebuild() {
  if (!m_comparison || !m_comparison->theory() || m_comparison->theory() == m_lines) return;
  if (m_comparison->theory()->quality != core::Quality::Full) return;  // the next one has the maps
  m_lines = m_comparison->theory();
  m_length.setContent(contentOf(m_lines->lengthMap, QStringLiteral("q"), QStringLiteral("q*")));
  m_correlation.setContent(contentOf(m_lines->correlationMap, QStringLiteral("c"), QStringLiteral("c*")));
  update();
}

QVector<Badge> MapsView::badges() const {
  if (!m_lines) return {};
  QVector<Badge> badges;
  if (m_lines->lengthMap.from.empty())
    badges.append({tr("no map"), tr("A loaded network is no random draw."), false});
  else if (!m_lines->state.qStar)
    badges.append({tr("no fixed point"), QString::fromStdString(m_lines->state.qStar.reason), true});
  if (m_lines->setting.trajectory == core::Trajectory::Circle)
    badges.append({tr("closed curve"),
                   tr("Its ends are one point: c is 1 in every layer. An arc has two ends."), false});
  return badges;
}

DataTable MapsView::numbers() const {
  DataTable table{{QStringLiteral("q"), QStringLiteral("length_map"), QStringLiteral("c"),
                   QStringLiteral("correlation_map")},
                  {}};
  if (!m_lines) return table;
  const core::LayerMap& q = m_lines->lengthMap;
  const core::LayerMap& c = m_lines->correlationMap;
  for (std::size_t i = 0; i < std::max(q.from.size(), c.from.size()); ++i) {
    const auto of = [i](const std::vector<double>& values) {
      return i < values.size() ? values[i] : qQNaN();
    };
    table.rows.append({of(q.from), of(q.to), of(c.from), of(c.to)});
  }
  return table;
}

QSize MapsView::minimumSizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(20 * unit), qRound(10 * unit)};
}

QSize MapsView::sizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(34 * unit), qRound(16 * unit)};
}

void MapsView::paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const {
  if (!m_snapshot || !m_lines) return;
  const double gap = 0.8 * theme.typeSize * theme.scale;
  const bool wide = rect.width() > rect.height();
  QRectF first = rect;
  QRectF second = rect;
  if (wide) {
    first.setWidth(0.5 * (rect.width() - gap));
    second.setLeft(first.right() + gap);
  } else {
    first.setHeight(0.5 * (rect.height() - gap));
    second.setTop(first.bottom() + gap);
  }
  m_length.paint(painter, first, theme, target);
  m_correlation.paint(painter, second, theme, target);
  if (m_lines->correlationMap.from.empty())
    paintEmpty(painter, second.adjusted(0, 2 * gap, 0, 0), tr("No correlation map without a fixed point q*."),
               theme);
  if (target != PaintTarget::Screen) return;
  paintMarks(painter, m_length, theme);
  paintMarks(painter, m_correlation, theme);
}

void MapsView::paintMarks(QPainter& painter, const Plot& plot, const Theme& theme) const {
  if (!m_focus) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const double unit = theme.typeSize * theme.scale;
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
      if (hovered)
        paintBubble(painter, *p,
                    tr("layer %1: %2 \u2192 %3")
                        .arg(series.layers[i])
                        .arg(valueText(series.points[i].x()), valueText(series.points[i].y())),
                    QRectF(rect()), theme);
    }
  painter.restore();
}

std::optional<int> MapsView::layerAt(QPointF position) const {
  const double reach = 2.0 * m_theme.typeSize * m_theme.scale;
  for (const Plot* plot : {&m_length, &m_correlation})
    if (const std::optional<PlotHit> hit = plot->nearest(position, reach))
      return plot->content().series[hit->series].layers[hit->index];
  return std::nullopt;
}

void MapsView::mouseMoveEvent(QMouseEvent* event) {
  if (m_focus) m_focus->setHoveredLayer(layerAt(event->position()).value_or(-1));
}

void MapsView::mousePressEvent(QMouseEvent* event) {
  const std::optional<int> layer = layerAt(event->position());
  if (event->button() == Qt::LeftButton && m_focus && layer) m_focus->setLayer(*layer);
}

void MapsView::leaveEvent(QEvent* event) {
  if (m_focus) m_focus->setHoveredLayer(-1);
  View::leaveEvent(event);
}

}  // namespace arcscope::ui
