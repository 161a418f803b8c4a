#pragma once
#include <QImage>
#include <array>

#include "ui/plots/view.h"

namespace arcscope::ui {

/// The regions of the selected layer's neurons (rows) along t (columns). Pointing sets the shared t and
/// neuron; dragging sideways asks for that stretch of t, a double click for the whole curve. Keys: left and
/// right move t, up and down the neuron, Home shows the whole curve.
class PatternRaster : public View {
  Q_OBJECT

 public:
  explicit PatternRaster(QWidget* parent = nullptr);

  void setSnapshot(SnapshotPtr snapshot) override;
  void setFocusModel(Focus* focus) override;
  void setTheme(const Theme& theme) override;
  [[nodiscard]] QString title() const override;  ///< names the layer: "Activation pattern, layer 8"
  [[nodiscard]] QVector<Badge> badges() const override;
  [[nodiscard]] DataTable numbers() const override;  ///< t, then one column a neuron
  void paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] QSize sizeHint() const override;

  /// The layer on view: the selected one, or the nearest that the snapshot has; 0 when there is none.
  [[nodiscard]] int layer() const;
  /// In figures, of another layer than the selected one; 0: the selected one.
  void setFigureLayer(int layer) { m_figureLayer = layer; }
  /// The raster without its axis, in the widget's coordinates.
  [[nodiscard]] QRectF rasterRect() const;

 protected:
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] std::shared_ptr<const core::RegionMatrix> regionsOf(
      int layer) const;  ///< null: nothing to show
  [[nodiscard]] QRectF rasterRect(const QRectF& rect, const Theme& theme) const;
  [[nodiscard]] double timeAt(double x) const;
  void paintAxis(QPainter& painter, const QRectF& rect, const QRectF& raster, const Theme& theme) const;
  void paintMarks(QPainter& painter, const QRectF& raster, const Theme& theme,
                  const core::RegionMatrix& regions) const;
  void paintRuns(QPainter& painter, const QRectF& raster, const Theme& theme,
                 const core::RegionMatrix& regions) const;

  mutable QImage m_image;
  mutable std::shared_ptr<const core::RegionMatrix> m_imageOf;
  mutable std::array<QRgb, 3> m_imageColours{};
  int m_figureLayer = 0;
  double m_dragFrom = -1.0;  ///< t where the stretch being dragged begins; < 0: none
  double m_dragTo = -1.0;
  bool m_hovered = false;
};

/// The image of `regions` at `size` pixels: pixel column x shows the sample that holds its t, a pixel row
/// that covers several neurons shows the middle one, so that no region appears that is not there. Shape of t:
/// [regions.cols()].
[[nodiscard]] QImage patternImage(const core::RegionMatrix& regions, const Eigen::VectorXd& t, QSize size,
                                  const std::array<QRgb, 3>& colours);

}  // namespace arcscope::ui
