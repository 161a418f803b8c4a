#include "ui/plots/curvature_view.h"

#include "ui/plots/comparison_series.h"
#include "ui/plots/view_badges.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

void addLaw(PlotContent& content, const QString& name, const core::TheoryCurve& law, PlotColour colour) {
  if (law) content.series.append(theorySeries(name, law, 1, colour, Qt::DashLine));
}

}  // namespace

CurvatureView::CurvatureView(QWidget* parent) : PlotPairView(parent) {
  setObjectName(QStringLiteral("curvatureView"));
  setAccessibleName(tr("Curvature, length and Gauss-map length against layer"));
}

void CurvatureView::setSnapshot(SnapshotPtr snapshot) {
  View::setSnapshot(std::move(snapshot));
  const core::CurveMeasures& m = m_snapshot->measures;
  if (m_snapshot->quality == core::Quality::Full || !m.turning.empty() || !m.curvature.empty())
    m_shown = m_snapshot;
  rebuild();
}

bool CurvatureView::isSmooth() const {
  return m_shown && !core::isPiecewiseLinear(m_shown->subject.setting.activation);
}

CurvatureView::Bends CurvatureView::bendsOf(const core::Snapshot& snapshot) {
  const bool smooth = !core::isPiecewiseLinear(snapshot.subject.setting.activation);
  const core::CurveMeasures& m = snapshot.measures;
  Bends bends;
  bends.turning = smooth ? m.gaussMapLength : m.turning;
  for (std::size_t i = 0; i < bends.turning.size(); ++i) {
    // The mean of kappa over the length is the turning over the length.
    const double length = smooth ? bends.turning[i] / m.curvature[i] : m.length[i + 1];
    bends.length.push_back(length);
    bends.curvature.push_back(smooth ? m.curvature[i] : bends.turning[i] / length);
  }
  return bends;
}

bool CurvatureView::bendsAlike(const Pin& pin) const {
  return core::isPiecewiseLinear(pin.subject.setting.activation) != isSmooth();
}

GhostPoints CurvatureView::ghost(std::vector<double> Bends::*figure) const {
  return [this, figure](const Pin& pin) {
    return bendsAlike(pin) ? againstLayer(bendsOf(*pin.snapshot).*figure, 1) : QVector<QPointF>();
  };
}

const core::TheoryLines* CurvatureView::laws() const {
  const core::TheoryLines* lines = m_comparison ? m_comparison->theory().get() : nullptr;
  return lines && m_shown && m_comparison->choice().meanField && lines->setting == m_shown->subject.setting
             ? lines
             : nullptr;
}

core::TheoryCurve CurvatureView::lengthLaw(const core::TheoryLines& lines) const {
  if (isSmooth()) return lines.lengthOfH;
  core::TheoryCurve law = lines.meanField;
  if (law) law.values.erase(law.values.begin());  // the input
  return law;
}

void CurvatureView::rebuild() {
  const Bends measured = bends();
  PlotContent first = againstLayers(isSmooth() ? tr("curvature of h") : tr("turning a unit of length"));
  PlotContent second = againstLayers(isSmooth() ? tr("lengths of h") : tr("length, angle"));
  if (!measured.turning.empty()) {
    const core::Setting& reference = m_shown->subject.setting;
    addGhosts(first, comparison(), reference, ghost(&Bends::curvature));
    addGhosts(second, comparison(), reference, ghost(&Bends::length), {.named = false, .strength = 0.5});
    addGhosts(second, comparison(), reference, ghost(&Bends::turning), {.named = false});
    const bool alone = first.series.isEmpty();
    first.series.append(layerSeries(QString(), measured.curvature, PlotColour::Accent));
    second.series.append(layerSeries(tr("length"), measured.length, PlotColour::Accent));
    second.series.append(layerSeries(isSmooth() ? tr("Gauss map") : tr("turning angle"), measured.turning,
                                     PlotColour::Second));
    if (!alone) nameThisNetwork(first.series.back(), comparison(), reference);
    if (const core::TheoryLines* lines = laws()) {
      if (alone && lines->curvature) first.series.back().name = tr("measured");
      addLaw(first, QStringLiteral("k \u2192 \u221e"), lines->curvature, PlotColour::Third);
      addLaw(second, QString(), lengthLaw(*lines), PlotColour::Accent);
      addLaw(second, QString(), lines->gaussMapLength, PlotColour::Second);
    }
  }
  m_first.setContent(std::move(first));
  m_second.setContent(std::move(second));
  update();
}

QString CurvatureView::emptyText(const Plot& plot) const {
  if (&plot == &m_second) return {};
  if (!m_shown) return m_snapshot ? tr("Computing\u2026") : QString();
  return tr("Turning angles are found by the exact method alone: this curve was sampled.");
}

QVector<Badge> CurvatureView::badges() const {
  if (!m_shown) return {};
  QVector<Badge> badges;
  if (m_snapshot != m_shown && !(m_snapshot->subject == m_shown->subject))
    badges.append({tr("computing"), tr("What is shown is of the setting before."), false});
  if (isSmooth())
    badges.append({tr("of h"),
                   tr("Of the pre-activations, with their velocity and acceleration carried through the "
                      "network. The Gauss-map length is how far the tangent turns, in radians; the curvature "
                      "is averaged over the length."),
                   false});
  else
    badges.append({tr("kinks"),
                   tr("The angle by which the tangent of z turns at the kinks of its pieces, summed over the "
                      "exact curve. "
                      "A neuron turns it by about 1/\u221ak, so the sum grows with the root of the width."),
                   false});
  for (const Pin& pin : pins())
    if (pin.snapshot && !bendsAlike(pin))
      badges.append({tr("without %1").arg(shortName(pin)),
                     tr("One of the two bends in kinks, the other smoothly: their figures do not compare."),
                     false});
  if (const core::TheoryLines* lines = laws(); lines && !lines->curvature)
    badges.append({tr("no law of curvature"), coreText(lines->curvature.reason), false});
  return badges;
}

DataTable CurvatureView::numbers() const {
  DataTable table{{QStringLiteral("layer"), QStringLiteral("curvature"), QStringLiteral("length"),
                   isSmooth() ? QStringLiteral("gauss_map_length") : QStringLiteral("turning")},
                  {}};
  const Bends measured = bends();
  for (std::size_t i = 0; i < measured.turning.size(); ++i)
    table.rows.append(
        {static_cast<double>(i) + 1.0, measured.curvature[i], measured.length[i], measured.turning[i]});
  if (const core::TheoryLines* lines = laws()) {
    addColumn(table, 1, QStringLiteral("mean_field_curvature"), lines->curvature.values, 1);
    addColumn(table, 1, QStringLiteral("mean_field_length"), lengthLaw(*lines).values, 1);
    addColumn(table, 1, QStringLiteral("mean_field_") + table.columns[3], lines->gaussMapLength.values, 1);
  }
  using Figure = std::vector<double> Bends::*;
  for (const auto& [figure, column] :
       {std::pair<Figure, int>(&Bends::curvature, 1), {&Bends::length, 2}, {&Bends::turning, 3}})
    addGhostColumns(
        table, 1, table.columns[column], pins(),
        [&, wanted = figure](const Pin& pin) {
          return bendsAlike(pin) ? bendsOf(*pin.snapshot).*wanted : std::vector<double>();
        },
        1);
  return table;
}

}  // namespace arcscope::ui
