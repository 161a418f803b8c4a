#pragma once
#include "ui/plots/plot_pair_view.h"

namespace arcscope::ui {

/// From layer to layer: the variance q of h, and the correlation c of the curve's two ends, each a point
/// (this layer, the next one) on the map of infinite width, with the stairs between the map and the diagonal
/// that lead to the fixed point. Pinned states have their layers as dots on maps of their own.
class MapsView : public PlotPairView {
  Q_OBJECT

 public:
  explicit MapsView(QWidget* parent = nullptr);

  void setSnapshot(SnapshotPtr snapshot) override;
  [[nodiscard]] PinParts pinNeeds() const override { return {.study = {}, .theory = true}; }
  [[nodiscard]] QString title() const override { return tr("Maps from layer to layer"); }
  [[nodiscard]] QVector<Badge> badges() const override;
  [[nodiscard]] DataTable numbers() const override;  ///< q, V(q), c, C(c)
  [[nodiscard]] const Plot& lengthPlot() const { return m_first; }
  [[nodiscard]] const Plot& correlationPlot() const { return m_second; }

 protected:
  void comparisonChanged() override { rebuild(); }
  [[nodiscard]] QString readout(const Plot& plot, int layer) const override;
  [[nodiscard]] QString emptyText(const Plot& plot) const override;

 private:
  void rebuild();

  core::TheoryLinesPtr m_lines;  ///< the last ones with maps
};

}  // namespace arcscope::ui
