#include "ui/plots/transitions_length_view.h"

#include <algorithm>
#include <cmath>

#include "ui/plots/axis_ticks.h"
#include "ui/plots/pin_look.h"
#include "ui/plots/view_badges.h"

namespace arcscope::ui {
namespace {

/// (length of the image that a layer reads, its sign transitions)
QVector<QPointF> layerPoints(const core::CurveMeasures& measures) {
  QVector<QPointF> points;
  for (std::size_t d = 0; d < measures.signTransitions.size() && d < measures.length.size(); ++d)
    points.append(QPointF(measures.length[d], static_cast<double>(measures.signTransitions[d])));
  return points;
}

}  // namespace

TransitionsLengthView::TransitionsLengthView(QWidget* parent) : PlotView(parent) {
  setObjectName(QStringLiteral("transitionsLengthView"));
  setAccessibleName(tr("Transitions against length"));
}

QVector<Badge> TransitionsLengthView::badges() const {
  if (!m_snapshot) return {};
  QVector<Badge> badges{samplingBadge(*m_snapshot)};
  badges += noticeBadges(*m_snapshot, {core::Notice::Kind::Overflow});
  if (badges.size() == 1) badges += omissionBadge();
  return badges;
}

PlotContent TransitionsLengthView::content(const core::Snapshot& snapshot) const {
  const core::CurveMeasures& m = snapshot.measures;
  PlotSeries points{
      .name = tr("layers"), .points = layerPoints(m), .layers = {}, .line = false, .dots = true};
  for (int d = 1; d <= static_cast<int>(points.points.size()); ++d) points.layers.append(d);
  PlotContent content;
  addGhosts(content, comparison(), snapshot.subject.setting,
            [](const Pin& pin) { return layerPoints(pin.snapshot->measures); }, {.dots = true});
  if (const std::optional<FittedLine> fit = fitLine(points.points)) {
    double low = INFINITY;
    double high = -INFINITY;
    for (const QPointF& p : points.points) {
      if (!std::isfinite(p.x())) continue;
      low = std::min(low, p.x());
      high = std::max(high, p.x());
    }
    PlotSeries line{
        .name = tr("least squares"), .points = {}, .layers = {}, .colour = PlotColour::Third, .weight = 0.8};
    for (double x : {low, high}) line.points.append(QPointF(x, fit->intercept + fit->slope * x));
    content.series.append(std::move(line));
    content.note =
        tr("slope %1 per unit of length, R² %2").arg(valueText(fit->slope)).arg(fit->r2, 0, 'f', 3);
  }
  if (const core::TheoryLines* lines = theory(); lines && choice().meanField && lines->signSlope > 0.0) {
    double farthest = 0.0;
    for (const QPointF& p : points.points)
      if (std::isfinite(p.x())) farthest = std::max(farthest, p.x());
    PlotSeries law{.name = tr("law at q*"),
                   .points = {QPointF(0.0, 0.0), QPointF(farthest, lines->signSlope * farthest)},
                   .layers = {},
                   .colour = PlotColour::Second,
                   .weight = 0.9,
                   .style = Qt::DashLine};
    content.series.append(std::move(law));
  }
  content.series.append(std::move(points));
  content.xTitle = tr("length of the image that the layer reads");
  content.yTitle = tr("sign transitions of the layer");
  content.zeroX = true;
  content.wholeY = true;
  content.zeroY = true;
  return content;
}

DataTable TransitionsLengthView::numbers() const {
  DataTable table{
      {QStringLiteral("layer"), QStringLiteral("length_before"), QStringLiteral("sign_transitions")}, {}};
  if (!m_snapshot) return table;
  const core::CurveMeasures& m = m_snapshot->measures;
  for (std::size_t d = 0; d < m.signTransitions.size() && d < m.length.size(); ++d)
    table.rows.append({static_cast<double>(d + 1), m.length[d], static_cast<double>(m.signTransitions[d])});
  addGhostColumns(
      table, 1, QStringLiteral("length_before"), pins(),
      [](const Pin& pin) { return pin.snapshot->measures.length; }, 1);
  addGhostColumns(
      table, 1, QStringLiteral("sign_transitions"), pins(),
      [](const Pin& pin) {
        const std::vector<std::int64_t>& each = pin.snapshot->measures.signTransitions;
        return std::vector<double>(each.begin(), each.end());
      },
      1);
  return table;
}

std::optional<FittedLine> fitLine(const QVector<QPointF>& points) {
  double n = 0.0, meanX = 0.0, meanY = 0.0;
  for (const QPointF& p : points) {
    if (!std::isfinite(p.x()) || !std::isfinite(p.y())) continue;
    n += 1.0;
    meanX += (p.x() - meanX) / n;
    meanY += (p.y() - meanY) / n;
  }
  double xx = 0.0, xy = 0.0, yy = 0.0;
  for (const QPointF& p : points) {
    if (!std::isfinite(p.x()) || !std::isfinite(p.y())) continue;
    xx += (p.x() - meanX) * (p.x() - meanX);
    xy += (p.x() - meanX) * (p.y() - meanY);
    yy += (p.y() - meanY) * (p.y() - meanY);
  }
  if (n < 2.0 || !(xx > 1e-20 * n * meanX * meanX) || !std::isfinite(xx) || !std::isfinite(xy))
    return std::nullopt;
  FittedLine line;
  line.slope = xy / xx;
  line.intercept = meanY - line.slope * meanX;
  line.r2 = yy > 0.0 ? std::clamp(xy * xy / (xx * yy), 0.0, 1.0) : 1.0;
  return line;
}

}  // namespace arcscope::ui
