#pragma once
#include "ui/model/comparison.h"
#include "ui/plots/plot.h"
#include "ui/plots/view.h"

namespace arcscope::ui {

/// From layer to layer: the variance q of h, and the correlation c of the curve's two ends, each a point
/// (this layer, the next one) on the map of infinite width, with the stairs between the map and the diagonal
/// that lead to the fixed point. Pointing near a point lights its layer, a click selects it.
class MapsView : public View {
  Q_OBJECT

 public:
  explicit MapsView(QWidget* parent = nullptr);

  /// @param comparison has the maps; outlives the view.
  void setComparison(Comparison* comparison);
  void setSnapshot(SnapshotPtr snapshot) override;
  void setTheme(const Theme& theme) override;
  [[nodiscard]] QString title() const override { return tr("Maps from layer to layer"); }
  [[nodiscard]] QVector<Badge> badges() const override;
  [[nodiscard]] DataTable numbers() const override;  ///< q, V(q), c, C(c)
  void paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] const Plot& lengthPlot() const { return m_length; }
  [[nodiscard]] const Plot& correlationPlot() const { return m_correlation; }

 protected:
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  void rebuild();
  [[nodiscard]] std::optional<int> layerAt(QPointF position) const;
  void paintMarks(QPainter& painter, const Plot& plot, const Theme& theme) const;

  Comparison* m_comparison = nullptr;
  core::TheoryLinesPtr m_lines;  ///< the last ones with maps
  Plot m_length;
  Plot m_correlation;
};

}  // namespace arcscope::ui
