#include "ui/plots/maps_view.h"

#include <algorithm>
#include <cmath>

#include "ui/plots/axis_ticks.h"
#include "ui/plots/pin_look.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

/// (here, next) of every layer but the last, as far as all is finite.
QVector<QPointF> stepsOf(const std::vector<double>& measured) {
  QVector<QPointF> steps;
  for (std::size_t i = 0; i + 1 < measured.size(); ++i) {
    if (!std::isfinite(measured[i]) || !std::isfinite(measured[i + 1])) break;
    steps.append(QPointF(measured[i], measured[i + 1]));
  }
  return steps;
}

QVector<QPointF> lineOf(const core::LayerMap& map) {
  QVector<QPointF> line;
  for (std::size_t i = 0; i < map.from.size(); ++i) line.append(QPointF(map.from[i], map.to[i]));
  return line;
}

/// One of the two maps, and where its number stands in a snapshot.
struct MapKind {
  core::LayerMap core::TheoryLines::*map;
  std::vector<double> core::CurveMeasures::*measured;
  QString symbol;
  bool named;  ///< whether its legend names the pinned states
};

void addGhostMaps(PlotContent& content, const Comparison* comparison, const core::Setting& reference,
                  const MapKind& kind) {
  addGhosts(content, comparison, reference,
            [&](const Pin& pin) { return pin.theory ? lineOf((*pin.theory).*kind.map) : QVector<QPointF>(); },
            {.named = kind.named});
  addGhosts(content, comparison, reference,
            [&](const Pin& pin) { return stepsOf(pin.snapshot->measures.*kind.measured); },
            {.named = kind.named && content.series.isEmpty(), .dots = true});
}

PlotContent contentOf(const core::TheoryLines& lines, const MapKind& kind, const Comparison* comparison) {
  const core::LayerMap& map = lines.*kind.map;
  const QString& symbol = kind.symbol;
  PlotContent content;
  content.xTitle = MapsView::tr("%1 of a layer").arg(symbol);
  content.yTitle = MapsView::tr("%1 of the next layer").arg(symbol);
  if (map.from.empty()) return content;
  addGhostMaps(content, comparison, lines.setting, kind);
  PlotSeries diagonal{.name = {}, .points = {}, .layers = {}, .colour = PlotColour::Muted, .weight = 0.6};
  diagonal.style = Qt::DotLine;
  for (const double at : {map.from.front(), map.from.back()}) diagonal.points.append(QPointF(at, at));
  content.series.append(diagonal);

  PlotSeries theory{
      .name = QStringLiteral("k \u2192 \u221e"), .points = {}, .layers = {}, .colour = PlotColour::Third};
  theory.style = Qt::DashLine;
  theory.points = lineOf(map);
  content.series.append(theory);

  PlotSeries stairs{.name = {}, .points = {}, .layers = {}, .colour = PlotColour::Accent, .weight = 0.5};
  PlotSeries layers{.name = MapsView::tr("layers"), .points = {}, .layers = {}, .line = false, .dots = true};
  layers.points = stepsOf(map.measured);
  for (const QPointF& step : layers.points) {
    stairs.points << QPointF(step.x(), step.x()) << step << QPointF(step.y(), step.y());
    layers.layers.append(static_cast<int>(layers.layers.size()) + 2);
  }
  content.series.append(stairs);
  content.series.append(layers);
  if (std::isfinite(map.fixedPoint))
    content.note = symbol + QStringLiteral("* = ") + valueText(map.fixedPoint);
  return content;
}

}  // namespace

MapsView::MapsView(QWidget* parent) : PlotPairView(parent) {
  setObjectName(QStringLiteral("mapsView"));
  setAccessibleName(tr("Maps of length and correlation from layer to layer"));
}

void MapsView::setSnapshot(SnapshotPtr snapshot) {
  View::setSnapshot(std::move(snapshot));
  if (m_comparison && m_comparison->theory() != m_lines) rebuild();
}

void MapsView::rebuild() {
  const core::TheoryLinesPtr theory = m_comparison ? m_comparison->theory() : nullptr;
  if (theory && theory->quality == core::Quality::Full) m_lines = theory;  // others have no maps
  if (!m_lines) return;
  m_first.setContent(
      contentOf(*m_lines, {&core::TheoryLines::lengthMap, &core::CurveMeasures::q, QStringLiteral("q"), true},
                m_comparison));
  m_second.setContent(contentOf(
      *m_lines,
      {&core::TheoryLines::correlationMap, &core::CurveMeasures::correlation, QStringLiteral("c"), false},
      m_comparison));
  update();
}

QVector<Badge> MapsView::badges() const {
  if (!m_lines) return {};
  QVector<Badge> badges = pinBadge();
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
