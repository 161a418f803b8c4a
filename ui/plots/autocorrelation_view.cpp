#include "ui/plots/autocorrelation_view.h"

#include <algorithm>
#include <cmath>

#include "ui/plots/bubble.h"
#include "ui/plots/comparison_series.h"
#include "ui/plots/pin_look.h"
#include "ui/plots/plot_chart.h"
#include "ui/plots/view_badges.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

constexpr int mostLines = 16;

/// Correlations at multiples of `step`.
QVector<QPointF> pointsOf(const std::vector<double>& values, double step) {
  QVector<QPointF> points;
  for (std::size_t i = 0; i < values.size(); ++i)
    points.append(QPointF(static_cast<double>(i) * step, values[i]));
  return points;
}

}  // namespace

AutocorrelationView::AutocorrelationView(QWidget* parent) : PlotView(parent) {
  setObjectName(QStringLiteral("autocorrelationView"));
  setAccessibleName(tr("Autocorrelation along the curve"));
}

const core::AutocorrelationStudy* AutocorrelationView::autocorrelation() const {
  return m_study && m_study->autocorrelation ? &*m_study->autocorrelation : nullptr;
}

void AutocorrelationView::studyChanged() {
  rebuild();
}

void AutocorrelationView::setFocusModel(Focus* focus) {
  PlotView::setFocusModel(focus);
  connect(focus, &Focus::layerChanged, this, [this] { rebuild(); });
}

int AutocorrelationView::selectedLayer() const {
  if (!autocorrelation()) return 1;
  const int depth = static_cast<int>(autocorrelation()->layers.size());
  return std::clamp(m_focus ? m_focus->layer() : depth, 1, depth);
}

QVector<Badge> AutocorrelationView::badges() const {
  QVector<Badge> badges = ageBadge(m_snapshot) + pinBadge();
  const core::AutocorrelationStudy* study = autocorrelation();
  if (study == nullptr) return badges;
  badges.append(
      {tr("of h"),
       tr("The mean over t of h(t)\u00b7h(t + offset), over that of |h|\u00b2: the pre-activations, whatever "
          "the images show. Offsets of a closed curve beyond half a turn repeat; of an open one they "
          "are averaged over the pairs of points that there are."),
       false});
  if (!study->reason.empty()) badges.append({tr("no law"), coreText(study->reason), false});
  return badges;
}

PlotContent AutocorrelationView::content(const core::Snapshot&) const {
  PlotContent content;
  const core::AutocorrelationStudy* study = autocorrelation();
  if (study == nullptr) return content;
  const int depth = static_cast<int>(study->layers.size());
  const int selected = selectedLayer();
  const int stride = (depth + mostLines - 1) / mostLines;
  const auto of = [&](int layer) {
    PlotSeries series;
    series.points = pointsOf(study->layers[static_cast<std::size_t>(layer - 1)], study->step);
    series.layers = QVector<int>(series.points.size(), layer);
    return series;
  };
  for (int layer = 1; layer <= depth; ++layer) {
    if (layer == selected || (depth - layer) % stride != 0) continue;
    PlotSeries series = of(layer);
    series.weight = 0.7;
    series.strength = 0.22 + 0.5 * (layer - 1) / std::max(1, depth - 1);
    content.series.append(std::move(series));
  }
  addGhosts(content, comparison(), m_study->subject.setting, [selected](const Pin& pin) {
    if (!pin.study || !pin.study->autocorrelation) return QVector<QPointF>();
    const auto& layers = pin.study->autocorrelation->layers;  // a shallower network: its last one
    return pointsOf(layers[std::min(layers.size(), static_cast<std::size_t>(selected)) - 1],
                    pin.study->autocorrelation->step);
  });
  PlotSeries chosen = of(selected);
  chosen.name = layerName(selected);
  chosen.weight = 1.5;
  content.series.append(std::move(chosen));
  if (!study->law.empty() && choice().meanField) {
    PlotSeries law{.name = tr("infinite width"), .points = {}, .layers = {}, .colour = PlotColour::Third};
    law.points = pointsOf(study->law[static_cast<std::size_t>(selected - 1)], study->lawStep);
    law.style = Qt::DashLine;
    content.series.append(std::move(law));
  }
  const bool circle = m_study->subject.setting.trajectory == core::Trajectory::Circle;
  content.xTitle = circle && core::isClosed(m_study->subject.setting)
                       ? tr("offset along the circle, in turns")
                       : tr("offset in t");
  content.yTitle = tr("correlation");
  content.zeroX = true;
  return content;
}

void AutocorrelationView::paint(QPainter& painter, const QRectF& rect, const Theme& theme,
                                PaintTarget target) const {
  if (!m_snapshot || !autocorrelation()) return;
  m_plot.paint(painter, rect, theme, target);
  if (target == PaintTarget::Screen) paintReadout(painter, theme);
}

/// The hovered layer's line in full, and what stands under the pointer.
void AutocorrelationView::paintReadout(QPainter& painter, const Theme& theme) const {
  if (!m_focus) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  for (const PlotSeries& series : m_plot.content().series) {
    if (series.layers.isEmpty() || series.layers.front() != m_focus->hoveredLayer()) continue;
    QPolygonF line;
    for (const QPointF& point : series.points)
      if (const std::optional<QPointF> at = m_plot.positionOf(point)) line << *at;
    PlotSeries look;
    look.weight = 1.5;
    painter.setPen(linePen(look, colourOf(look, theme), theme));
    painter.drawPolyline(line);
  }
  if (m_hit) {
    const PlotSeries& series = m_plot.content().series[m_hit->series];
    const QPointF value = series.points[m_hit->index];
    paintBubble(painter, m_hit->position,
                tr("%1, %2 further on: %3")
                    .arg(layerName(series.layers[m_hit->index]))
                    .arg(value.x(), 0, 'f', 3)
                    .arg(value.y(), 0, 'f', 3),
                QRectF(this->rect()), theme);
  }
  painter.restore();
}

DataTable AutocorrelationView::numbers() const {
  DataTable table{{QStringLiteral("offset")}, {}};
  const core::AutocorrelationStudy* study = autocorrelation();
  if (study == nullptr) return table;
  const std::size_t depth = study->layers.size();
  for (std::size_t d = 1; d <= depth; ++d) table.columns << QStringLiteral("layer_%1").arg(d);
  for (std::size_t d = 1; d <= study->law.size(); ++d)
    table.columns << QStringLiteral("mean_field_%1").arg(d);
  const std::size_t every =
      study->law.empty() ? 1 : static_cast<std::size_t>(std::lround(study->lawStep / study->step));
  for (std::size_t i = 0; i < study->layers.front().size(); ++i) {
    QVector<double> row{static_cast<double>(i) * study->step};
    for (const std::vector<double>& layer : study->layers) row << layer[i];
    for (const std::vector<double>& layer : study->law)
      row << (i % every == 0 && i / every < layer.size() ? layer[i / every] : qQNaN());
    table.rows.append(row);
  }
  for (const Pin& pin : pins()) {
    if (!pin.study || !pin.study->autocorrelation || pin.study->autocorrelation->step != study->step)
      continue;
    const auto& layers = pin.study->autocorrelation->layers;
    for (std::size_t d = 1; d <= layers.size(); ++d)
      addColumn(table, 0, QStringLiteral("layer_%1 %2").arg(d).arg(pin.name), layers[d - 1], 0);
  }
  return table;
}

}  // namespace arcscope::ui
