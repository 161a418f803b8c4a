#pragma once
#include "ui/plots/plot.h"
#include "ui/plots/view.h"

namespace arcscope::ui {

/// Two plots side by side, or above each other, whose points stand for layers. Pointing near one lights its
/// layer and reads it out in both, a click selects it. Keys: left and right select the layer before and
/// after.
class PlotPairView : public View {
  Q_OBJECT

 public:
  explicit PlotPairView(QWidget* parent = nullptr);

  void setTheme(const Theme& theme) override;
  void paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  /// What is said of a layer of one of the plots; by default its values, each with the name of its series.
  [[nodiscard]] virtual QString readout(const Plot& plot, int layer) const;
  /// What stands in a plot that has no series.
  [[nodiscard]] virtual QString emptyText(const Plot& plot) const = 0;

  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

  Plot m_first;
  Plot m_second;

 private:
  [[nodiscard]] std::optional<int> layerAt(QPointF position) const;
  void paintMarks(QPainter& painter, const Plot& plot, const Theme& theme) const;
};

}  // namespace arcscope::ui
