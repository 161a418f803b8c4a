#include "ui/plots/experiment_view.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/support/text.h"
#include "ui/model/pins.h"
#include "ui/plots/axis_ticks.h"
#include "ui/plots/bubble.h"
#include "ui/plots/view_badges.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

QString text(const std::string& given) {
  return QString::fromStdString(given);
}

/// Several lines of one experiment, told apart by colour and stroke.
void dress(PlotSeries& series, PlotBand& band, const core::ExperimentRequest& request, std::size_t index,
           std::size_t count) {
  constexpr std::array colours{PlotColour::Accent, PlotColour::Second, PlotColour::Third};
  constexpr std::array styles{Qt::SolidLine, Qt::DashLine};
  switch (request.experiment) {
    case core::Experiment::LayerNoise:
      series.tone = count > 1 ? 0.9 * static_cast<double>(index) / static_cast<double>(count - 1) : 0.3;
      return;
    case core::Experiment::LengthGrowth:
      series.colour = colours[index / 2 % colours.size()];
      series.style = styles[index % 2];
      break;
    case core::Experiment::OneLayer:
    case core::Experiment::Normalisations:
      series.colour = colours[index % colours.size()];
      series.style = styles[index / colours.size() % 2];
      break;
  }
  band.colour = series.colour;
}

/// How the networks of `request` differ from those of `now`, with which one would begin; empty: not at all.
QString otherNetworks(const core::ExperimentRequest& request, const core::Setting& now) {
  const core::Setting& experiment = request.subject.setting;
  core::Setting networks = now;
  networks.activation = experiment.activation;
  networks.depth = experiment.depth;
  networks.width = experiment.width;
  networks.widths = experiment.widths;
  if (request.experiment != core::Experiment::LengthGrowth)  // which has two of its own
    networks.sigmaW = experiment.sigmaW;
  networks.sigmaB = experiment.sigmaB;
  networks.weights = experiment.weights;
  return now.networkFile.empty() ? plainLabel(differenceLine(networks, now)) : QString();
}

}  // namespace

QString shortTitle(core::Experiment experiment) {
  switch (experiment) {
    case core::Experiment::OneLayer:
      return ExperimentView::tr("One layer learns");
    case core::Experiment::LayerNoise:
      return ExperimentView::tr("Noise in a layer");
    case core::Experiment::LengthGrowth:
      return ExperimentView::tr("Length in training");
    case core::Experiment::Normalisations:
      return ExperimentView::tr("Normalisations");
  }
  return {};
}

ExperimentView::ExperimentView(QWidget* parent) : PlotView(parent) {
  setObjectName(QStringLiteral("experimentView"));
  setAccessibleName(tr("Experiments on trained networks"));
}

QString ExperimentView::title() const {
  return m_experiment ? shortTitle(m_experiment->request.experiment) : tr("Experiments");
}

/// The lines are the experiment's; snapshots only tell that there is something to draw on, and whether it is
/// of other networks.
void ExperimentView::setSnapshot(SnapshotPtr snapshot) {
  const bool first = !m_snapshot;
  View::setSnapshot(std::move(snapshot));
  if (first) rebuild();
  Q_EMIT badgesChanged();
}

void ExperimentView::setExperiment(const ExperimentPtr& experiment) {
  const bool moved = !m_experiment || !experiment ||
                     m_experiment->result.runsDone != experiment->result.runsDone ||
                     m_experiment->request.experiment != experiment->request.experiment;
  m_experiment = experiment;
  if (moved) rebuild();
  Q_EMIT badgesChanged();
}

QVector<Badge> ExperimentView::badges() const {
  if (!m_experiment) return {};
  const core::ExperimentResult& result = m_experiment->result;
  QVector<Badge> badges;
  if (m_experiment->running) {
    const double share = result.stepsWanted > 0
                             ? static_cast<double>(result.stepsDone) / static_cast<double>(result.stepsWanted)
                             : 0.0;
    QString said = tr("%1 %").arg(static_cast<int>(100.0 * share));
    if (m_experiment->secondsLeft)
      said += QStringLiteral(" \u00b7 ") +
              tr("%1 left").arg(text(core::durationText(*m_experiment->secondsLeft)));
    badges.append(
        {said, tr("%1 of %2 trainings are done.").arg(result.runsDone).arg(result.runsWanted), false});
  } else if (!result.complete()) {
    badges.append({tr("stopped after %1 of %2").arg(result.runsDone).arg(result.runsWanted),
                   tr("The lines are those of the trainings that were done."), true});
  } else {
    badges.append(
        {tr("%1 repeats").arg(m_experiment->request.repeats),
         tr("Each line is the mean over so many draws of the network, the band one standard deviation."),
         false});
  }
  if (const QString other =
          m_snapshot ? otherNetworks(m_experiment->request, m_snapshot->subject.setting) : QString();
      !other.isEmpty())
    badges.append(
        {tr("of %1").arg(other),
         tr("The networks of these lines are not those of the setting on view, but of %1. Start the "
            "experiment anew for those on view.")
             .arg(other),
         true});
  if (result.diverged > 0)
    badges.append({tr("%1 diverged").arg(result.diverged),
                   tr("The loss of these trainings became no number; they are left out. A smaller learning "
                      "rate helps."),
                   true});
  return badges;
}

/// A row an x that any line has.
DataTable ExperimentView::numbers() const {
  if (!m_experiment) return {};
  const std::vector<core::ExperimentLine>& lines = m_experiment->result.lines;
  DataTable table{.columns = {text(m_experiment->result.xLabel)}, .rows = {}};
  std::map<double, QVector<double>> rows;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const QString label = text(lines[i].label);
    table.columns << label + QStringLiteral(": mean") << label + QStringLiteral(": std")
                  << label + QStringLiteral(": count");
    for (std::size_t j = 0; j < lines[i].x.size(); ++j) {
      QVector<double>& row = rows[lines[i].x[j]];
      if (row.isEmpty()) row.fill(qQNaN(), 1 + 3 * static_cast<qsizetype>(lines.size()));
      const core::Summary& y = lines[i].y[j];
      const auto column = 1 + 3 * static_cast<qsizetype>(i);
      row[0] = lines[i].x[j];
      row[column] = y.mean;
      row[column + 1] = y.deviation;
      row[column + 2] = static_cast<double>(y.count);
    }
  }
  for (const auto& [x, row] : rows) table.rows.append(row);
  return table;
}

PlotContent ExperimentView::content(const core::Snapshot&) const {
  if (!m_experiment || m_experiment->result.lines.empty()) return {};
  const core::ExperimentResult& result = m_experiment->result;
  PlotContent content;
  for (std::size_t i = 0; i < result.lines.size(); ++i) {
    const core::ExperimentLine& line = result.lines[i];
    PlotSeries series{.name = coreText(line.label), .points = {}, .layers = {}};
    series.name.replace(QStringLiteral("sigma_w "), QStringLiteral("\u03c3_w = "));
    PlotBand band;
    dress(series, band, m_experiment->request, i, result.lines.size());
    series.dots =
        result.lines.size() == 1 || m_experiment->request.experiment == core::Experiment::LayerNoise;
    for (std::size_t j = 0; j < line.x.size(); ++j) {
      const core::Summary& y = line.y[j];
      if (y.count == 0) continue;
      const bool oneLayer = m_experiment->request.experiment == core::Experiment::OneLayer;
      series.points.append({line.x[j], y.mean});
      series.layers.append(oneLayer ? static_cast<int>(line.x[j]) : static_cast<int>(i) + 1);
      if (y.count < 2) continue;
      band.x.append(line.x[j]);
      band.low.append(std::max(y.mean - y.deviation, y.least));  // on a log axis nothing below what was met
      band.high.append(std::min(y.mean + y.deviation, y.largest));
    }
    if (band.x.size() > 1 && !series.tone) content.bands.append(band);
    content.series.append(series);
  }
  if (content.series.size() == 1) content.series.front().name.clear();  // the axis says it
  content.xTitle = coreText(result.xLabel);
  content.yTitle = coreText(result.yLabel);
  content.logX = result.logX;
  content.logY = result.logY;
  content.wholeX = m_experiment->request.experiment == core::Experiment::OneLayer;
  return content;
}

QString ExperimentView::pointText(const PlotSeries& series, qsizetype index) const {
  const QPointF value = series.points[index];
  return tr("%1, %2 %3: %4")
      .arg(series.name.isEmpty() ? coreText(m_experiment->result.yLabel) : series.name,
           coreText(m_experiment->result.xLabel), valueOf(value.x()), valueOf(value.y()));
}

void ExperimentView::paint(QPainter& painter, const QRectF& rect, const Theme& theme,
                           PaintTarget target) const {
  if (m_experiment && !m_experiment->result.lines.empty())
    return PlotView::paint(painter, rect, theme, target);
  paintEmpty(painter, rect,
             m_experiment && m_experiment->running
                 ? tr("The first trainings are under way.")
                 : tr("One button each: what trained networks do to their layers."),
             theme);
}

}  // namespace arcscope::ui
