#include "ui/plots/prior_content.h"

#include <algorithm>

#include "ui/plots/axis_ticks.h"
#include "ui/plots/prior_view.h"
#include "ui/plots/view_badges.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

using Eigen::Index;

PlotSeries lineOf(const core::Prior& prior, const Eigen::VectorXd& values, PlotColour colour, double weight) {
  PlotSeries series{.name = {}, .points = {}, .layers = {}, .colour = colour, .weight = weight};
  const auto [first, end] = shownRows(prior);
  series.points.reserve(end - first);
  for (Index i = first; i < end; ++i) series.points.append(QPointF(prior.t[i], values[i]));
  return series;
}

/// `deviations` about the mean, or about 0.
PlotBand bandOf(const core::Prior& prior, const Eigen::VectorXd* mean, const Eigen::VectorXd& deviation,
                double deviations, PlotColour colour, double strength) {
  PlotBand band{.name = {}, .x = {}, .low = {}, .high = {}, .colour = colour, .strength = strength};
  const auto [first, end] = shownRows(prior);
  for (Index i = first; i < end; ++i) {
    const double middle = mean ? (*mean)[i] : 0.0;
    band.x.append(prior.t[i]);
    band.low.append(middle - deviations * deviation[i]);
    band.high.append(middle + deviations * deviation[i]);
  }
  return band;
}

void addLines(PlotContent& content, const core::Prior& prior, const Eigen::MatrixXd& draws, Index from,
              const QString& name) {
  for (Index n = from; n < draws.cols(); ++n) {
    content.series.append(lineOf(prior, draws.col(n), PlotColour::Muted, 0.6));
    content.series.back().strength = 0.4;
    if (n == from) content.series.back().name = name;
  }
}

QVector<Badge> dataBadges(const core::Prior& prior) {
  QVector<Badge> badges;
  double size = prior.deviation.maxCoeff();
  qsizetype outside = 0;
  for (const core::OutputPoint& point : prior.data) {
    size = std::max(size, std::abs(point.y));
    if (point.t < prior.subject.setting.tBegin || point.t > prior.subject.setting.tEnd) ++outside;
  }
  const double misfit = std::max(prior.nngp.misfit, prior.ntk.misfit);
  const double jitter = std::max(prior.nngp.jitter, prior.ntk.jitter);
  if (misfit > 1e-3 * size)
    badges.append({PriorView::tr("misses the data"),
                   PriorView::tr("By up to %1: the network's output hardly differs between these t.")
                       .arg(valueText(misfit)),
                   true});
  else if (jitter > 0.0)
    badges.append(
        {PriorView::tr("jitter"),
         PriorView::tr("The kernel hardly tells these data points apart: %1 was added to its diagonal.")
             .arg(valueText(jitter)),
         false});
  if (outside > 0)
    badges.append({PriorView::tr("%1 of %2 points not on view").arg(outside).arg(prior.data.size()),
                   PriorView::tr("Data outside of this stretch of t counts all the same."), false});
  badges.append(
      {QStringLiteral("NTK"),
       PriorView::tr(
           "All layers trained by gradient flow on squared loss, to the end, at infinite width: the "
           "mean over initialisations. NNGP: random networks that happen to pass through the data."),
       false});
  return badges;
}

}  // namespace

PriorRows shownRows(const core::Prior& prior) {
  const core::Setting& setting = prior.subject.setting;
  const auto row = [&](auto place) { return static_cast<Index>(place - prior.t.begin()); };
  return {row(std::lower_bound(prior.t.begin(), prior.t.end(), setting.tBegin)),
          row(std::upper_bound(prior.t.begin(), prior.t.end(), setting.tEnd))};
}

PlotContent contentOf(const core::Prior& prior) {
  PlotContent content;
  content.xTitle = QStringLiteral("t");
  content.yTitle = PriorView::tr("output");
  content.xRange = PlotRange{prior.subject.setting.tBegin, prior.subject.setting.tEnd};
  const QString sigmas = QStringLiteral(" ±σ, ±2σ");
  if (prior.data.empty()) {
    for (const double deviations : {1.0, 2.0})
      content.bands.append(bandOf(prior, nullptr, prior.deviation, deviations, PlotColour::Accent, 0.11));
    content.bands.front().name = PriorView::tr("infinite width") + sigmas;
    addLines(content, prior, prior.draws, 1, PriorView::tr("other draws"));
    if (prior.draws.cols() > 0) {
      content.series.append(lineOf(prior, prior.draws.col(0), PlotColour::Accent, 1.1));
      content.series.back().name = PriorView::tr("this network");
    }
    return content;
  }
  content.bands.append(bandOf(prior, nullptr, prior.deviation, 2.0, PlotColour::Muted, 0.08));
  for (const double deviations : {1.0, 2.0})
    content.bands.append(
        bandOf(prior, &prior.nngp.mean, prior.nngp.deviation, deviations, PlotColour::Accent, 0.11));
  content.bands[0].name = PriorView::tr("before ±2σ");
  content.bands[1].name = QStringLiteral("NNGP") + sigmas;
  addLines(content, prior, prior.conditioned, 0, PriorView::tr("draws through the data"));
  content.series.append(lineOf(prior, prior.nngp.mean, PlotColour::Accent, 1.2));
  content.series.back().name = PriorView::tr("NNGP mean");
  content.series.append(lineOf(prior, prior.ntk.mean, PlotColour::Second, 1.2));
  content.series.back().name = PriorView::tr("NTK mean");
  content.series.back().style = Qt::DashLine;
  return content;
}

QVector<Badge> badgesOf(const core::Prior& prior) {
  if (!prior.reason.empty()) return {{PriorView::tr("no prior"), coreText(prior.reason), true}};
  QVector<Badge> badges;
  if (!prior.draws.allFinite())
    badges.append({PriorView::tr("draws overflow"),
                   PriorView::tr("Read-outs leave the range of single precision."), true});
  if (prior.roughness > core::mostRoughness)
    badges.append(
        {PriorView::tr("too rough to draw"),
         PriorView::tr(
             "The output turns faster than %1 points along t resolve: the lines are only samples. Zoom "
             "into a stretch of t.")
             .arg(prior.samples),
         true});
  if (!prior.data.empty()) badges += dataBadges(prior);
  if (prior.draws.cols() < core::priorDraws)
    badges.append({PriorView::tr("%1 of %2 draws").arg(prior.draws.cols()).arg(core::priorDraws),
                   PriorView::tr("The others are being drawn."), false});
  badges.append(
      {widthText(prior.subject.setting),
       PriorView::tr("The lines are linear read-outs of %1 networks of this width, the band is the limit of "
                     "infinite width.")
           .arg(core::priorDraws),
       false});
  return badges;
}

DataTable numbersOf(const core::Prior& prior) {
  DataTable table{{QStringLiteral("t"), QStringLiteral("prior_std")}, {}};
  std::vector<Eigen::VectorXd> columns;
  const auto add = [&](const QString& name, const Eigen::VectorXd& values) {
    table.columns << name;
    columns.push_back(values);
  };
  const auto addAll = [&](const QString& name, const Eigen::MatrixXd& draws) {
    for (Index n = 0; n < draws.cols(); ++n) add(name + QString::number(n), draws.col(n));
  };
  if (!prior.data.empty() && prior.reason.empty()) {
    add(QStringLiteral("nngp_mean"), prior.nngp.mean);
    add(QStringLiteral("nngp_std"), prior.nngp.deviation);
    add(QStringLiteral("ntk_mean"), prior.ntk.mean);
    add(QStringLiteral("ntk_std"), prior.ntk.deviation);
  }
  addAll(QStringLiteral("draw_"), prior.draws);
  addAll(QStringLiteral("given_"), prior.conditioned);
  const auto [first, end] = shownRows(prior);
  for (Index i = first; i < end; ++i) {
    QVector<double> row{prior.t[i], prior.deviation[i]};
    for (const Eigen::VectorXd& column : columns) row.append(column[i]);
    table.rows.append(std::move(row));
  }
  return table;
}

}  // namespace arcscope::ui
