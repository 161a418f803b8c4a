#include "ui/plots/transitions_view.h"

#include "ui/plots/comparison_series.h"
#include "ui/plots/pin_look.h"
#include "ui/plots/view_badges.h"

namespace arcscope::ui {
namespace {

QVector<double> counts(const std::vector<std::int64_t>& values, bool runningTotal) {
  QVector<double> result;
  double total = 0.0;
  for (const std::int64_t value : values) {
    total += static_cast<double>(value);
    result.append(runningTotal ? total : static_cast<double>(value));
  }
  return result;
}

PlotSeries series(const QString& name, const QVector<double>& values) {
  PlotSeries result{.name = name, .points = {}, .layers = {}};
  for (qsizetype i = 0; i < values.size(); ++i) {
    result.points.append(QPointF(static_cast<double>(i + 1), values[i]));
    result.layers.append(static_cast<int>(i) + 1);
  }
  return result;
}

/// Those that can be compared: of all regions where both have them.
const std::vector<std::int64_t>& countsOf(const core::Snapshot& pinned, bool all) {
  const core::CurveMeasures& measures = pinned.measures;
  return all && !measures.transitions.empty() ? measures.transitions : measures.signTransitions;
}

}  // namespace

TransitionsView::TransitionsView(QWidget* parent) : PlotView(parent) {
  setObjectName(QStringLiteral("transitionsView"));
  setAccessibleName(tr("Transitions against layer"));
}

QString TransitionsView::title() const {
  return m_runningTotal ? tr("Transitions, running total") : tr("Transitions");
}

void TransitionsView::setRunningTotal(bool on) {
  if (on == m_runningTotal) return;
  m_runningTotal = on;
  rebuild();
  Q_EMIT runningTotalChanged(on);
}

QVector<Badge> TransitionsView::badges() const {
  if (!m_snapshot) return {};
  QVector<Badge> badges =
      noticeBadges(*m_snapshot, {core::Notice::Kind::PieceLimit, core::Notice::Kind::Overflow,
                                 core::Notice::Kind::Saturated, core::Notice::Kind::Dead});
  Badge sampled{tr("sampled"),
                tr("Changes between neighbouring points; a neuron that changes twice in between is missed."),
                false};
  if (m_snapshot->quality == core::Quality::Preview || m_snapshot->measures.exact)
    sampled = samplingBadge(*m_snapshot);
  badges.prepend(sampled);
  return m_runningTotal ? badges : badges + drawsBadge();
}

PlotContent TransitionsView::content(const core::Snapshot& snapshot) const {
  PlotContent content;
  const core::CurveMeasures& measures = snapshot.measures;
  addGhosts(content, comparison(), snapshot.subject.setting, [&](const Pin& pin) {
    return series({}, counts(countsOf(*pin.snapshot, !measures.transitions.empty()), m_runningTotal)).points;
  });
  const bool alone = content.series.isEmpty();
  if (!measures.transitions.empty()) {
    PlotSeries all = series(tr("all"), counts(measures.transitions, m_runningTotal));
    all.dots = true;
    content.series.append(std::move(all));
  }
  PlotSeries sign = series(tr("sign"), counts(measures.signTransitions, m_runningTotal));
  sign.colour = PlotColour::Second;
  sign.dots = measures.transitions.empty();
  if (!alone && sign.dots) nameThisNetwork(sign, comparison(), snapshot.subject.setting);
  content.series.append(std::move(sign));
  addComparison(content, !measures.transitions.empty());
  content.xTitle = tr("layer");
  content.yTitle = m_runningTotal ? tr("up to the layer") : tr("in the layer");
  content.wholeX = true;
  content.wholeY = true;
  content.zeroX = true;
  content.zeroY = true;
  return content;
}

void TransitionsView::addComparison(PlotContent& content, bool hasAll) const {
  if (m_runningTotal) return;  // laws are of one layer's count
  if (const core::EnsembleResult* draws = ensemble()) {
    const QString name = tr("%1 draws, 5–95 %").arg(draws->draws);
    if (hasAll)
      content.bands.append(ensembleBand(*draws, core::Measure::Transitions, name, PlotColour::Accent));
    content.bands.append(
        ensembleBand(*draws, core::Measure::SignTransitions, hasAll ? QString() : name, PlotColour::Second));
  }
  const core::TheoryLines* lines = theory();
  if (lines == nullptr) return;
  const auto add = [&](bool wanted, const QString& name, const core::TheoryCurve& curve, PlotColour colour,
                       Qt::PenStyle style) {
    if (wanted && curve) content.series.append(theorySeries(name, curve, 1, colour, style));
  };
  // Along the polyline through points it is short where the image is finer.
  const QString kacRice =
      lines->kacRicePoints == 0
          ? tr("Kac–Rice")
          : tr("Kac–Rice of %1 points").arg(countText(static_cast<double>(lines->kacRicePoints)));
  add(choice().finiteWidth, kacRice, lines->kacRice, PlotColour::Second, Qt::DashLine);
  add(choice().meanField && !hasAll, tr("infinite width"), lines->meanFieldSign, PlotColour::Third,
      Qt::DashLine);
  add(choice().meanField && hasAll, tr("infinite width"), lines->meanFieldAll, PlotColour::Third,
      Qt::DashLine);
}

DataTable TransitionsView::numbers() const {
  DataTable table{{QStringLiteral("layer"), QStringLiteral("transitions"), QStringLiteral("sign_transitions"),
                   QStringLiteral("transitions_total"), QStringLiteral("sign_transitions_total")},
                  {}};
  if (!m_snapshot) return table;
  const core::CurveMeasures& m = m_snapshot->measures;
  const QVector<double> all = counts(m.transitions, false);
  const QVector<double> allTotal = counts(m.transitions, true);
  const QVector<double> sign = counts(m.signTransitions, false);
  const QVector<double> signTotal = counts(m.signTransitions, true);
  for (qsizetype i = 0; i < sign.size(); ++i)
    table.rows.append({static_cast<double>(i + 1), i < all.size() ? all[i] : qQNaN(), sign[i],
                       i < all.size() ? allTotal[i] : qQNaN(), signTotal[i]});
  if (const core::TheoryLines* lines = theory()) {
    addColumn(table, 1, QStringLiteral("kac_rice_sign_transitions"), lines->kacRice.values, 1);
    addColumn(table, 1, QStringLiteral("mean_field_transitions"), lines->meanFieldAll.values, 1);
    addColumn(table, 1, QStringLiteral("mean_field_sign_transitions"), lines->meanFieldSign.values, 1);
  }
  addColumns(table, 1, ensemble(), core::Measure::Transitions);
  addColumns(table, 1, ensemble(), core::Measure::SignTransitions);
  addGhostColumns(
      table, 1, QStringLiteral("transitions"), pins(),
      [&](const Pin& pin) {
        const std::vector<std::int64_t>& each = countsOf(*pin.snapshot, !m.transitions.empty());
        return std::vector<double>(each.begin(), each.end());
      },
      1);
  return table;
}

}  // namespace arcscope::ui
