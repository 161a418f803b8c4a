#pragma once
#include <QImage>
#include <vector>

#include "ui/plots/colour_map.h"
#include "ui/plots/view.h"

namespace arcscope::ui {

/// The plane in which the trajectory lies, axes along its end points. Pointing near the curve sets the shared
/// t; wheel zooms, double click shows all again. In a drawing mode the mouse draws a new trajectory.
class PlaneView : public View {
  Q_OBJECT

 public:
  enum class DrawMode : std::uint8_t { None, Polyline, Freehand };

  explicit PlaneView(QWidget* parent = nullptr);

  [[nodiscard]] DrawMode drawMode() const { return m_drawMode; }
  void setSnapshot(SnapshotPtr snapshot) override;
  void setTheme(const Theme& theme) override;
  [[nodiscard]] QString title() const override { return tr("Plane of the trajectory"); }
  [[nodiscard]] DataTable numbers() const override;  ///< t, a, b
  void paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] QSize sizeHint() const override;

  [[nodiscard]] QPointF toWidget(const core::PlanePoint& point) const;
  [[nodiscard]] core::PlanePoint toPlane(QPointF position) const;

 public Q_SLOTS:
  /// Freehand: press, draw, release. Polyline: a click a corner, double click or Enter ends, Backspace takes
  /// a corner back, Escape gives up. What is drawn goes out by pathDrawn(); the mode stays.
  void setDrawMode(arcscope::ui::PlaneView::DrawMode mode);
  void resetZoom();

 Q_SIGNALS:
  void drawModeChanged(arcscope::ui::PlaneView::DrawMode mode);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  /// The part of the plane on view and where it goes: x = area.center + (a - centre.a) * pixels.
  struct Frame {
    QRectF area;
    core::PlanePoint centre;
    double pixels = 1.0;
    [[nodiscard]] QPointF map(double a, double b) const;
  };
  [[nodiscard]] Frame frame(const QRectF& rect) const;
  void paintGround(QPainter& painter, const Frame& frame, const Theme& theme) const;
  void paintCurve(QPainter& painter, const Frame& frame, const Theme& theme, PaintTarget target) const;
  void paintMarks(QPainter& painter, const Frame& frame, const Theme& theme) const;
  void finishPath();
  void fitReach();  ///< the whole curve and both end points on view

  DrawMode m_drawMode = DrawMode::None;
  std::vector<core::PlanePoint> m_path;  ///< being drawn
  core::PlanePoint m_pointer;
  bool m_drawing = false;
  core::PlanePoint m_centre;
  double m_reach = 1.2;  ///< half the side of the square that must be on view
  bool m_zoomed = false;
  TimeColours m_colours;
  mutable QImage m_image;
};

/// Freehand points reduced so that no dropped point lies farther than `tolerance` from the path that stays
/// (Douglas-Peucker); first and last stay.
[[nodiscard]] std::vector<core::PlanePoint> simplified(const std::vector<core::PlanePoint>& path,
                                                       double tolerance);

}  // namespace arcscope::ui
