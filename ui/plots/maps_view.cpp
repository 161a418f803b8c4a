#include "ui/plots/maps_view.h"

#include <algorithm>
#include <cmath>

#include "ui/plots/axis_ticks.h"
#include "ui/text/core_text.h"

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

MapsView::MapsView(QWidget* parent) : PlotPairView(parent) {
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

void MapsView::rebuild() {
  if (!m_comparison || !m_comparison->theory() || m_comparison->theory() == m_lines) return;
  if (m_comparison->theory()->quality != core::Quality::Full) return;  // the next one has the maps
  m_lines = m_comparison->theory();
  m_first.setContent(contentOf(m_lines->lengthMap, QStringLiteral("q"), QStringLiteral("q*")));
  m_second.setContent(contentOf(m_lines->correlationMap, QStringLiteral("c"), QStringLiteral("c*")));
  update();
}

QVector<Badge> MapsView::badges() const {
  if (!m_lines) return {};
  QVector<Badge> badges;
  if (m_lines->lengthMap.from.empty())
    badges.append({tr("no map"), tr("A loaded network is no random draw."), false});
  else if (!m_lines->state.qStar)
    badges.append({tr("no fixed point"), coreText(m_lines->state.qStar.reason), true});
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

QString MapsView::readout(const Plot& plot, int layer) const {
  const PlotSeries& layers = plot.content().series.back();
  const qsizetype i = layers.layers.indexOf(layer);
  return i < 0 ? QString()
               : tr("layer %1: %2 \u2192 %3")
                     .arg(layer)
                     .arg(valueText(layers.points[i].x()), valueText(layers.points[i].y()));
}

QString MapsView::emptyText(const Plot& plot) const {
  if (!m_lines && !(m_snapshot && m_snapshot->subject.loaded)) return {};
  return &plot == &m_second && m_lines && !m_lines->lengthMap.from.empty()
             ? tr("No correlation map without a fixed point q*.")
             : tr("A network that was loaded or trained is no random draw: it has no map.");
}

}  // namespace arcscope::ui
