#pragma once
#include <QImage>
#include <optional>
#include <vector>

#include "core/training/trainer.h"
#include "ui/model/display.h"
#include "ui/plots/colour_map.h"
#include "ui/plots/plane_frame.h"
#include "ui/plots/region_painter.h"
#include "ui/plots/view.h"

namespace arcscope::ui {

/// The plane in which the trajectory lies, axes along its end points, with the linear regions that the
/// network cuts it into. Pointing near the curve sets the shared t, pointing at a region lights the stretches
/// of the curve inside it; the wheel zooms, dragging moves, a double click shows all again. In a drawing mode
/// the mouse draws a new trajectory. Keys: arrows move t, F changes the fill, [ and ] the layers, + and -
/// zoom, Home shows all.
class PlaneView : public View {
  Q_OBJECT

 public:
  enum class DrawMode : std::uint8_t { None, Polyline, Freehand };

  explicit PlaneView(QWidget* parent = nullptr);

  [[nodiscard]] DrawMode drawMode() const { return m_drawMode; }
  [[nodiscard]] const RegionMapPtr& regions() const { return m_map; }
  [[nodiscard]] int regionLayers() const { return m_layers; }  ///< 0: all that there are
  [[nodiscard]] RegionFill regionFill() const { return m_fill; }
  /// The region that the pointer is on, of the layers shown.
  [[nodiscard]] std::optional<std::int32_t> pointedRegion() const { return m_pointed; }
  /// The region that holds the shared t.
  [[nodiscard]] std::optional<std::int32_t> focusedRegion() const;
  /// What is on view of the map: layers clamped to those that are there.
  [[nodiscard]] RegionLook regionLook() const;
  /// A large map's picture is still being drawn; until it is there the last one stands in its place.
  [[nodiscard]] bool isPicturePending() const { return m_painter.isBusy(); }
  /// The part of the plane on view.
  [[nodiscard]] core::PlaneRectangle rectangle() const;

  void setSnapshot(SnapshotPtr snapshot) override;
  void setTheme(const Theme& theme) override;
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QVector<Badge> badges() const override;
  [[nodiscard]] DataTable numbers() const override;  ///< t, a, b
  void paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] QSize sizeHint() const override;

  [[nodiscard]] QPointF toWidget(const core::PlanePoint& point) const;
  [[nodiscard]] core::PlanePoint toPlane(QPointF position) const;
  /// Points of two numbers stand in the plane where it is their space: a dot for a training point, a ring for
  /// a test point, a colour for each class. Null, or other points: none.
  void setDataPoints(core::LearningTaskPtr points);
  [[nodiscard]] const core::LearningTaskPtr& dataPoints() const { return m_points; }
  [[nodiscard]] bool areDataPointsShown() const { return m_showPoints; }
  /// What figures show, as large as it fits; without one they show the rectangle of the regions.
  void setFigureRectangle(const core::PlaneRectangle& rectangle) { m_figureRectangle = rectangle; }

 public Q_SLOTS:
  /// Freehand: press, draw, release. Polyline: a click a corner, double click or Enter ends, Backspace takes
  /// a corner back, Escape gives up. What is drawn goes out by pathDrawn(); the mode stays.
  void setDrawMode(arcscope::ui::PlaneView::DrawMode mode);
  void resetZoom();
  void setRegionsShown(bool shown);
  void setDataPointsShown(bool shown);
  void setRegions(const arcscope::ui::RegionMapPtr& map);
  void setRegionLayers(int layers);
  void setRegionFill(arcscope::ui::RegionFill fill);

 Q_SIGNALS:
  void drawModeChanged(arcscope::ui::PlaneView::DrawMode mode);
  /// The view shows, or is about to show, another part of the plane or of another network.
  void regionsRequested(const arcscope::ui::RegionMapRequest& request);
  void regionChoiceChanged();  ///< layers or fill
  void badgesChanged();

 protected:
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] PlaneFrame frame(const QRectF& rect, const Theme& theme, PaintTarget target) const;
  [[nodiscard]] PlaneFrame screenFrame() const;
  /// Room beside the plane for the numbers of the regions; 0: too small.
  [[nodiscard]] double legendWidth(const QRectF& rect, const Theme& theme) const;
  void paintGround(QPainter& painter, const PlaneFrame& frame, const Theme& theme) const;
  void paintRegionMap(QPainter& painter, const PlaneFrame& frame, const Theme& theme,
                      PaintTarget target) const;
  void paintPoints(QPainter& painter, const PlaneFrame& frame, const Theme& theme, PaintTarget target) const;
  /// Where the points that are to be drawn stand in the snapshot's plane; none: there are none.
  [[nodiscard]] std::optional<Eigen::Matrix2d> pointsPlace() const;
  void paintLitRegions(QPainter& painter, const PlaneFrame& frame, const Theme& theme) const;
  void paintCurve(QPainter& painter, const PlaneFrame& frame, const Theme& theme, PaintTarget target) const;
  void paintBreakpoints(QPainter& painter, const PlaneFrame& frame, const Theme& theme) const;
  void paintEndPoints(QPainter& painter, const PlaneFrame& frame, const Theme& theme) const;
  void paintMarks(QPainter& painter, const PlaneFrame& frame, const Theme& theme) const;
  void paintDrawing(QPainter& painter, const PlaneFrame& frame, const Theme& theme) const;
  void finishPath();
  void pointsChanged();
  void fitReach();  ///< the whole curve and both end points on view
  void zoomAt(QPointF position, double factor);
  void frameChanged();
  void setPointed(std::optional<std::int32_t> region);
  void pointAt(QPointF position);
  void wantRegions();
  [[nodiscard]] bool fits(const RegionMap& map) const;  ///< of the kind of the snapshot's activation
  [[nodiscard]] bool isStale() const;  ///< the map is of another network or curve than the snapshot

  DrawMode m_drawMode = DrawMode::None;
  std::vector<core::PlanePoint> m_path;  ///< being drawn
  core::PlanePoint m_pointer;
  bool m_drawing = false;
  std::optional<QPointF> m_dragged;  ///< from where the plane is being moved
  core::PlanePoint m_centre;
  double m_reach = 1.2;  ///< half the side of the square that must be on view
  bool m_zoomed = false;
  TimeColours m_colours;
  std::optional<core::PlaneRectangle> m_figureRectangle;

  core::LearningTaskPtr m_points;  ///< null, or of two numbers
  bool m_showPoints = true;

  bool m_showRegions = true;
  RegionMapPtr m_map;
  std::optional<RegionMapRequest> m_asked;
  int m_layers = defaultRegionLayers;
  RegionFill m_fill = RegionFill::None;
  std::optional<std::int32_t> m_pointed;
  QPointF m_pointedAt;

  // What was painted last, until something that it depends on changes.
  mutable QImage m_curveImage;
  mutable PlaneFrame m_curveFrame;
  mutable QImage m_pointsImage;
  mutable PlaneFrame m_pointsFrame;
  mutable Eigen::Matrix2d m_pointsPlace = Eigen::Matrix2d::Zero();
  mutable std::vector<CurveRun> m_runs;
  mutable RegionPicture m_picture;
  mutable RegionPainter m_painter;  ///< of large maps
};

/// The square round the whole curve, both end points and, where they stand in its plane, `points` (null:
/// none), with a margin.
[[nodiscard]] core::PlaneRectangle squareRound(const core::Snapshot& snapshot,
                                               const core::LearningTaskPtr& points = nullptr);

/// Freehand points reduced so that no dropped point lies farther than `tolerance` from the path that stays
/// (Douglas-Peucker); first and last stay.
[[nodiscard]] std::vector<core::PlanePoint> simplified(const std::vector<core::PlanePoint>& path,
                                                       double tolerance);

}  // namespace arcscope::ui
