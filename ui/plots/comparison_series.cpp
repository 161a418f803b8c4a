#include "ui/plots/comparison_series.h"

#include <cmath>

namespace arcscope::ui {
namespace {

constexpr std::size_t lowQuantile = 0;  // of core::quantileShares: 5 %
constexpr std::size_t middleQuantile = 2;
constexpr std::size_t highQuantile = 4;  // 95 %

}  // namespace

PlotSeries theorySeries(const QString& name, const core::TheoryCurve& curve, int firstLayer,
                        PlotColour colour, Qt::PenStyle style) {
  PlotSeries series{
      .name = name, .points = {}, .layers = {}, .colour = colour, .weight = 0.9, .style = style};
  for (std::size_t i = 0; i < curve.values.size(); ++i)
    series.points.append(QPointF(static_cast<double>(i) + firstLayer, curve.values[i]));
  return series;
}

PlotSeries layerSeries(const QString& name, const std::vector<double>& values, PlotColour colour,
                       double weight) {
  PlotSeries series{
      .name = name, .points = {}, .layers = {}, .colour = colour, .dots = true, .weight = weight};
  for (std::size_t i = 0; i < values.size(); ++i) {
    series.points.append(QPointF(static_cast<double>(i) + 1.0, values[i]));
    series.layers.append(static_cast<int>(i) + 1);
  }
  return series;
}

PlotContent againstLayers(const QString& yTitle) {
  PlotContent content;
  content.xTitle = QObject::tr("layer");
  content.yTitle = yTitle;
  content.logY = true;
  content.wholeX = true;
  return content;
}

PlotBand ensembleBand(const core::EnsembleResult& result, core::Measure measure, const QString& name,
                      PlotColour colour) {
  PlotBand band{.name = name, .x = {}, .low = {}, .high = {}, .colour = colour};
  const core::MeasureSummary* summary = result.find(measure);
  if (summary == nullptr) return band;
  for (std::size_t i = 0; i < summary->layers.size(); ++i) {
    const core::Summary& layer = summary->layers[i];
    if (layer.count == 0) continue;
    band.x.append(static_cast<double>(i) + summary->firstLayer);
    band.low.append(layer.quantiles[lowQuantile]);
    band.high.append(layer.quantiles[highQuantile]);
  }
  return band;
}

PlotSeries ensembleMean(const core::EnsembleResult& result, core::Measure measure, PlotColour colour) {
  PlotSeries series{
      .name = {}, .points = {}, .layers = {}, .colour = colour, .weight = 0.8, .style = Qt::DotLine};
  if (const core::MeasureSummary* summary = result.find(measure))
    for (std::size_t i = 0; i < summary->layers.size(); ++i)
      series.points.append(QPointF(static_cast<double>(i) + summary->firstLayer, summary->layers[i].mean));
  return series;
}

void addColumn(DataTable& table, int firstRow, const QString& name, const std::vector<double>& values,
               int firstLayer) {
  if (values.empty()) return;
  table.columns << name;
  for (qsizetype row = 0; row < table.rows.size(); ++row) {
    const qsizetype i = row + firstRow - firstLayer;
    const bool there = i >= 0 && i < static_cast<qsizetype>(values.size());
    table.rows[row] << (there ? values[static_cast<std::size_t>(i)] : qQNaN());
  }
}

void addColumns(DataTable& table, int firstRow, const core::EnsembleResult* result, core::Measure measure) {
  const core::MeasureSummary* summary = result ? result->find(measure) : nullptr;
  if (summary == nullptr) return;
  const QString key = QString::fromUtf8(core::rowOf(measure).key.data(),
                                        static_cast<qsizetype>(core::rowOf(measure).key.size()));
  const auto add = [&](const char* what, const auto& value) {
    std::vector<double> values;
    for (const core::Summary& layer : summary->layers) values.push_back(value(layer));
    addColumn(table, firstRow, key + QLatin1String(what), values, summary->firstLayer);
  };
  add("_mean", [](const core::Summary& s) { return s.mean; });
  add("_standard_error", [](const core::Summary& s) { return s.standardError; });
  add("_q05", [](const core::Summary& s) { return s.quantiles[lowQuantile]; });
  add("_q50", [](const core::Summary& s) { return s.quantiles[middleQuantile]; });
  add("_q95", [](const core::Summary& s) { return s.quantiles[highQuantile]; });
}

}  // namespace arcscope::ui
