#pragma once
#include "core/explorer/theory_lines.h"
#include "core/study/ensemble.h"
#include "ui/plots/plot.h"

namespace arcscope::ui {

/// A curve of theory as a series over the layers from `firstLayer` on; nothing to draw where it has no
/// values.
[[nodiscard]] PlotSeries theorySeries(const QString& name, const core::TheoryCurve& curve, int firstLayer,
                                      PlotColour colour, Qt::PenStyle style);

/// Measured values of layers 1, 2, ..., with dots that are pointed at.
[[nodiscard]] PlotSeries layerSeries(const QString& name, const std::vector<double>& values,
                                     PlotColour colour, double weight = 1.0);
/// A plot of positive values against the layers, as yet without series.
[[nodiscard]] PlotContent againstLayers(const QString& yTitle);

/// The spread of a measure over the draws, 5 to 95 %, from layer to layer.
[[nodiscard]] PlotBand ensembleBand(const core::EnsembleResult& result, core::Measure measure,
                                    const QString& name, PlotColour colour);
/// Its mean.
[[nodiscard]] PlotSeries ensembleMean(const core::EnsembleResult& result, core::Measure measure,
                                      PlotColour colour);

/// Adds one column to a table whose rows are layers `firstRow`, `firstRow` + 1, ...; NaN where `values`, from
/// layer `firstLayer` on, has nothing. Without values no column.
void addColumn(DataTable& table, int firstRow, const QString& name, const std::vector<double>& values,
               int firstLayer);
/// Adds mean, standard error and the 5, 50 and 95 % quantiles of a measure.
void addColumns(DataTable& table, int firstRow, const core::EnsembleResult* result, core::Measure measure);

}  // namespace arcscope::ui
