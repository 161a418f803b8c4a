#include "ui/plots/training_lengths_view.h"

#include <algorithm>
#include <cmath>

#include "ui/plots/axis_ticks.h"
#include "ui/plots/bubble.h"
#include "ui/plots/plot_chart.h"
#include "ui/plots/view_badges.h"

namespace arcscope::ui {
namespace {

using core::TrainingRecord;
using Quantity = LayerCourse::Quantity;

double toneOf(std::size_t index, std::size_t count) {
  return count > 1 ? static_cast<double>(index) / static_cast<double>(count - 1) : 0.5;
}

}  // namespace

TrainingLengthsView::TrainingLengthsView(QWidget* parent) : PlotView(parent) {
  setObjectName(QStringLiteral("trainingLengthsView"));
  setAccessibleName(tr("Length of each layer's image against step"));
}

QString TrainingLengthsView::title() const {
  switch (m_course.quantity) {
    case Quantity::Transitions:
      return tr("Transitions in training");
    case Quantity::Pieces:
      return tr("Regions in training");
    case Quantity::Length:
      break;
  }
  return tr("Length in training");
}

const std::vector<double>& TrainingLengthsView::valuesOf(const TrainingRecord& record) const {
  switch (m_course.quantity) {
    case Quantity::Transitions:
      return record.curve.transitions;
    case Quantity::Pieces:
      return record.curve.pieces;
    case Quantity::Length:
      break;
  }
  return record.curve.lengths;
}

/// The input has a length, but neither transitions nor regions.
std::size_t TrainingLengthsView::firstLayer() const {
  return m_course.quantity == Quantity::Length ? 0 : 1;
}

bool TrainingLengthsView::hasCurve() const {
  return m_training && !valuesOf(m_training->history->front()).empty();
}

QVector<Badge> TrainingLengthsView::badges() const {
  if (!hasCurve()) return {};
  QVector<Badge> badges;
  if (m_course.quantity == Quantity::Pieces) {
    badges.append(
        {tr("exact"), tr("The linear regions of layers 1 to d that the curve on view crosses."), false});
    const auto& history = *m_training->history;
    const bool complete = std::all_of(history.begin(), history.end(), [](const TrainingRecord& record) {
      return std::isfinite(record.curve.pieces.back());
    });
    if (!complete)
      badges.append(
          {tr("limit met"),
           tr("Moments at which the curve crosses too many regions to count them in passing are left out."),
           true});
  } else {
    badges.append({tr("sampled"),
                   tr("Of the curve on view, from %1 equidistant points of it.").arg(core::trainingSamples),
                   false});
  }
  return badges + omissionBadge();
}

DataTable TrainingLengthsView::numbers() const {
  return m_training ? trainingNumbers(*m_training) : DataTable{};
}

void TrainingLengthsView::setSnapshot(SnapshotPtr snapshot) {
  const bool first = !m_snapshot;
  View::setSnapshot(std::move(snapshot));  // the lines are the training's
  if (first) rebuild();
}

void TrainingLengthsView::setCourse(const LayerCourse& course) {
  if (course == m_course) return;
  m_course = course;
  rebuild();
  Q_EMIT courseChanged();
}

/// Most states only move the marker.
void TrainingLengthsView::trainingChanged() {
  const auto now = m_training ? m_training->history : nullptr;
  const std::int64_t steps = m_training ? m_training->steps : 0;
  const bool same = m_drawn && now && m_drawn->size() == now->size() &&
                    m_drawn->back().step == now->back().step &&
                    m_drawn->back().testLoss == now->back().testLoss &&
                    m_drawn->front().curve.lengths == now->front().curve.lengths &&
                    m_drawnLog == m_logSteps && m_steps == steps;
  m_drawn = now;
  m_drawnLog = m_logSteps;
  m_steps = steps;
  same ? update() : rebuild();
}

PlotContent TrainingLengthsView::content(const core::Snapshot&) const {
  if (!hasCurve()) return {};
  PlotContent content = m_course.byLayer ? againstLayer() : againstStep();
  content.yTitle = m_course.quantity == Quantity::Length        ? tr("length of the image")
                   : m_course.quantity == Quantity::Transitions ? tr("transitions")
                                                                : tr("regions along the curve");
  content.logY = true;
  return content;
}

PlotContent TrainingLengthsView::againstStep() const {
  PlotContent content;
  const auto& history = *m_training->history;
  const std::size_t layers = valuesOf(history.front()).size();
  for (std::size_t d = firstLayer(); d < layers; ++d) {
    PlotSeries line{.name = {}, .points = {}, .layers = {}};
    for (const TrainingRecord& record : history) {
      if (m_logSteps && record.step == 0) continue;  // has no place on this axis
      if (std::isnan(valuesOf(record)[d])) continue;
      line.points.append({static_cast<double>(record.step), valuesOf(record)[d]});
      line.layers.append(static_cast<int>(d));
    }
    if (d == 0) {
      line.name = tr("input");
      line.colour = PlotColour::Muted;
      line.weight = 0.8;
    } else {
      if (d == 1 || d + 1 == layers) line.name = tr("layer %1").arg(d);
      line.tone = toneOf(d - 1, layers - 1);
    }
    content.series.append(std::move(line));
  }
  describeSteps(content);
  return content;
}

PlotContent TrainingLengthsView::againstLayer() const {
  PlotContent content;
  const auto& history = *m_training->history;
  for (std::size_t i = 0; i < history.size(); ++i) {
    PlotSeries line{.name = {}, .points = {}, .layers = {}};
    const std::vector<double>& values = valuesOf(history[i]);
    for (std::size_t d = firstLayer(); d < values.size(); ++d) {
      if (std::isnan(values[d])) continue;
      line.points.append({static_cast<double>(d), values[d]});
      line.layers.append(static_cast<int>(d));
    }
    if (i == 0 || i + 1 == history.size())
      line.name = tr("step %1").arg(countText(static_cast<double>(history[i].step)));
    line.weight = 0.8;
    line.tone = toneOf(i, history.size());
    content.series.append(std::move(line));
  }
  content.xTitle = tr("layer");
  content.wholeX = true;
  content.zeroX = true;
  return content;
}

QString TrainingLengthsView::pointText(const PlotSeries& series, qsizetype index) const {
  const QPointF value = series.points[index];
  const auto drawn = static_cast<std::size_t>(&series - m_plot.content().series.constData());
  const double step = m_course.byLayer ? static_cast<double>((*m_training->history)[drawn].step) : value.x();
  return tr("%1, step %2: %3").arg(layerName(series.layers[index]), countText(step), valueOf(value.y()));
}

void TrainingLengthsView::paint(QPainter& painter, const QRectF& rect, const Theme& theme,
                                PaintTarget target) const {
  if (!hasCurve()) {
    const bool measured = m_training && !m_training->history->front().curve.lengths.empty();
    const QString why = !m_training
                            ? tr("Length, transitions and regions of the layers, while the network learns.")
                        : measured ? tr("Only fully connected networks of piecewise linear activations have "
                                        "linear regions that can be counted.")
                                   : tr("The curve lies in another space than the data.");
    return paintEmpty(painter, rect, why, theme);
  }
  m_plot.paint(painter, rect, theme, target);
  if (target != PaintTarget::Screen) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  paintNow(painter, theme);
  paintLit(painter, theme);
  painter.restore();
}

/// The step on view: a line across, or the lengths of that moment.
void TrainingLengthsView::paintNow(QPainter& painter, const Theme& theme) const {
  const QRectF area = m_plot.plotArea();
  painter.setPen(QPen(theme.third, (m_course.byLayer ? 1.6 : 1.0) * theme.lineWidth * theme.scale));
  if (!m_course.byLayer) {
    const double x = placeOf(m_training->step, m_plot);
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    return;
  }
  const auto& history = *m_training->history;
  const auto after = std::find_if(history.begin(), history.end(),
                                  [&](const TrainingRecord& r) { return r.step > m_training->step; });
  const auto now = std::max<std::ptrdiff_t>(0, after - history.begin() - 1);
  QPolygonF line;
  for (const QPointF& point : m_plot.content().series[now].points)
    if (const auto at = m_plot.positionOf(point)) line << *at;
  painter.drawPolyline(line);
}

/// The line of the layer that is pointed at, here or elsewhere, and the read-out of a point.
void TrainingLengthsView::paintLit(QPainter& painter, const Theme& theme) const {
  if (!m_focus) return;
  for (const PlotSeries& series : m_plot.content().series) {
    if (m_course.byLayer || series.layers.isEmpty() || series.layers.front() != m_focus->hoveredLayer())
      continue;
    QPen pen = linePen(series, colourOf(series, theme), theme);
    pen.setWidthF(2.2 * pen.widthF());
    painter.setPen(pen);
    QPolygonF line;
    for (const QPointF& point : series.points)
      if (const auto at = m_plot.positionOf(point)) line << *at;
    painter.drawPolyline(line);
  }
  if (!m_hit) return;
  const PlotSeries& series = m_plot.content().series[m_hit->series];
  painter.setPen(Qt::NoPen);
  painter.setBrush(colourOf(series, theme));
  const double radius = 0.36 * theme.typeSize * theme.scale;
  painter.drawEllipse(m_hit->position, radius, radius);
  paintBubble(painter, m_hit->position, pointText(series, m_hit->index), QRectF(rect()), theme);
}

}  // namespace arcscope::ui
