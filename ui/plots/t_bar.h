#pragma once
#include "ui/plots/colour_map.h"
#include "ui/plots/view.h"

namespace arcscope::ui {

/// The one t that every view shares, on a bar in the colours along t. Between two points of a data set their
/// pictures stand at its ends, and the picture at t is its handle. Drag, wheel and keys move it; dragging
/// with Shift or the right button asks for that stretch of t; a double click asks for the whole curve.
class TBar : public View {
  Q_OBJECT

 public:
  explicit TBar(QWidget* parent = nullptr);

  void setSnapshot(SnapshotPtr snapshot) override;
  void setTheme(const Theme& theme) override;
  [[nodiscard]] QString title() const override { return tr("t"); }
  [[nodiscard]] DataTable numbers() const override;
  void paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] QSize sizeHint() const override;

  [[nodiscard]] QPointF positionOf(double t) const;  ///< on the bar, in the widget's coordinates

 protected:
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] QRectF bar(const QRectF& rect, const Theme& theme) const;
  /// Side of the pictures of the points; 0: there are none.
  [[nodiscard]] double pictureSide(const Theme& theme) const;
  [[nodiscard]] double pictureRoom(const Theme& theme) const;  ///< at each end of the bar
  void paintPicture(QPainter& painter, QPointF centre, double t, const QPen& frame, const Theme& theme) const;
  void paintHandle(QPainter& painter, const QRectF& track, const Theme& theme) const;
  [[nodiscard]] double timeAt(double x) const;

  TimeColours m_colours;
  double m_stretchFrom = -1.0;  ///< t where the stretch being dragged begins; < 0: none
  double m_stretchTo = -1.0;
};

}  // namespace arcscope::ui
