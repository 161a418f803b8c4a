#include "ui/plots/gradients_view.h"

#include <cmath>

#include "ui/plots/axis_ticks.h"
#include "ui/plots/comparison_series.h"
#include "ui/plots/pin_look.h"
#include "ui/plots/view_badges.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

std::vector<double> exponentials(const std::vector<double>& logs) {
  std::vector<double> values;
  for (const double one : logs) values.push_back(std::exp(one));
  return values;
}

GhostPoints ghostOf(std::vector<double> core::JacobianStudy::*figure, bool logarithms) {
  return [figure, logarithms](const Pin& pin) {
    if (!pin.study || !pin.study->jacobian) return QVector<QPointF>();
    const std::vector<double>& values = (*pin.study->jacobian).*figure;
    return againstLayer(logarithms ? exponentials(values) : values, 1);
  };
}

PlotContent singularValues(const core::JacobianStudy& study, const Comparison* comparison,
                           const core::Setting& reference) {
  PlotContent content = againstLayers(GradientsView::tr("singular values of dz/dx"));
  if (study.logLargest.empty()) return content;
  PlotBand band{.name = GradientsView::tr("middle 80 %"), .x = {}, .low = {}, .high = {}};
  for (std::size_t i = 0; i < study.logUpper.size(); ++i) {
    band.x.append(static_cast<double>(i) + 1.0);
    band.low.append(std::exp(study.logLower[i]));
    band.high.append(std::exp(study.logUpper[i]));
  }
  content.bands.append(band);
  addGhosts(content, comparison, reference, ghostOf(&core::JacobianStudy::logLargest, true),
            {.named = false, .strength = 0.4});
  addGhosts(content, comparison, reference, ghostOf(&core::JacobianStudy::logMedian, true));
  content.series.append(
      layerSeries(GradientsView::tr("smallest"), exponentials(study.logSmallest), PlotColour::Muted, 0.7));
  content.series.append(
      layerSeries(GradientsView::tr("median"), exponentials(study.logMedian), PlotColour::Accent));
  content.series.append(
      layerSeries(GradientsView::tr("largest"), exponentials(study.logLargest), PlotColour::Second));
  return content;
}

}  // namespace

GradientsView::GradientsView(QWidget* parent) : PlotPairView(parent) {
  setObjectName(QStringLiteral("gradientsView"));
  setAccessibleName(tr("Singular values of the Jacobian and growth of gradients"));
}

const core::JacobianStudy* GradientsView::jacobian() const {
  return m_study && m_study->jacobian ? &*m_study->jacobian : nullptr;
}

void GradientsView::studyChanged() {
  rebuild();
}

void GradientsView::setSnapshot(SnapshotPtr snapshot) {
  View::setSnapshot(std::move(snapshot));
  if (jacobian()) rebuild();
}

std::vector<double> GradientsView::lengthSquares() const {
  std::vector<double> squares;
  if (!m_snapshot || !(m_study->subject == m_snapshot->subject)) return squares;
  const std::vector<double>& length = m_snapshot->measures.length;
  for (std::size_t d = 1; d < length.size(); ++d)
    squares.push_back((length[d] / length[0]) * (length[d] / length[0]));
  return squares;
}

void GradientsView::rebuild() {
  if (!jacobian()) {  // the network has none: the badge says why
    m_first.setContent({});
    m_second.setContent({});
    return update();
  }
  const core::JacobianStudy& study = *jacobian();
  const core::Setting& reference = m_study->subject.setting;
  m_first.setContent(singularValues(study, comparison(), reference));
  PlotContent stretch = againstLayers(tr("mean square stretch"));
  addGhosts(stretch, comparison(), reference, ghostOf(&core::JacobianStudy::meanSquare, false),
            {.named = study.logLargest.empty()});
  if (study.meanSquareLaw)
    stretch.series.append(theorySeries(QStringLiteral("k \u2192 \u221e"), study.meanSquareLaw, 1,
                                       PlotColour::Third, Qt::DashLine));
  if (const std::vector<double> squares = lengthSquares(); !squares.empty())
    stretch.series.append(layerSeries(QStringLiteral("(l/l\u2080)\u00b2"), squares, PlotColour::Second, 0.7));
  stretch.series.append(layerSeries(QStringLiteral("|J|\u00b2/m"), study.meanSquare, PlotColour::Accent));
  m_second.setContent(std::move(stretch));
  update();
}

QString GradientsView::readout(const Plot& plot, int layer) const {
  QString text = PlotPairView::readout(plot, layer);
  const core::JacobianStudy* study = jacobian();
  const auto i = static_cast<std::size_t>(layer - 1);
  if (&plot == &m_first && study && i < study->rank.size() && study->rank[i] < study->possible[i])
    text += tr("\n%1 of %2 are not 0").arg(valueText(study->rank[i])).arg(study->possible[i]);
  return text;
}

QString GradientsView::emptyText(const Plot& plot) const {
  if (!jacobian() || &plot == &m_second) return {};
  return tr("Singular values are found in networks of at most 256 neurons a layer.");
}

QVector<Badge> GradientsView::badges() const {
  QVector<Badge> badges = ageBadge(m_snapshot) + pinBadge();
  const core::JacobianStudy* study = jacobian();
  if (study == nullptr) return badges;
  badges.append(
      {tr("of dz/dx"),
       tr("The Jacobian from the input to each layer. Singular values: geometric means over %1 points of "
          "the curve, those that are not 0, resolved far below the rounding of the largest one. Mean "
          "square stretch: over %2 points and %3 directions of the input; without a bend it would be "
          "the square of the curve's growth. Gradients on their way back grow by the same factors.")
           .arg(study->spectrumPoints)
           .arg(study->stretchPoints)
           .arg(study->directions),
       false});
  if (!study->rank.empty() && study->rank.back() < study->possible.back())
    badges.append(
        {tr("rank %1 of %2").arg(valueText(study->rank.back())).arg(study->possible.back()),
         tr("In the last layer, on average over the curve: behind neurons in flat regions the other "
            "singular values are 0."),
         false});
  if (!study->meanSquareLaw) badges.append({tr("no law"), coreText(study->meanSquareLaw.reason), false});
  return badges;
}

DataTable GradientsView::numbers() const {
  DataTable table{{QStringLiteral("layer"), QStringLiteral("mean_square")}, {}};
  const core::JacobianStudy* study = jacobian();
  if (study == nullptr) return table;
  for (std::size_t i = 0; i < study->meanSquare.size(); ++i)
    table.rows.append({static_cast<double>(i) + 1.0, study->meanSquare[i]});
  addColumn(table, 1, QStringLiteral("mean_field_mean_square"), study->meanSquareLaw.values, 1);
  addColumn(table, 1, QStringLiteral("length_growth_squared"), lengthSquares(), 1);
  addColumn(table, 1, QStringLiteral("largest"), exponentials(study->logLargest), 1);
  addColumn(table, 1, QStringLiteral("upper_tenth"), exponentials(study->logUpper), 1);
  addColumn(table, 1, QStringLiteral("median"), exponentials(study->logMedian), 1);
  addColumn(table, 1, QStringLiteral("lower_tenth"), exponentials(study->logLower), 1);
  addColumn(table, 1, QStringLiteral("smallest"), exponentials(study->logSmallest), 1);
  addColumn(table, 1, QStringLiteral("rank"), study->rank, 1);
  for (const Pin& pin : pins())
    if (pin.study && pin.study->jacobian) {
      addColumn(table, 1, QStringLiteral("mean_square ") + pin.name, pin.study->jacobian->meanSquare, 1);
      addColumn(table, 1, QStringLiteral("median ") + pin.name, exponentials(pin.study->jacobian->logMedian),
                1);
    }
  return table;
}

}  // namespace arcscope::ui
