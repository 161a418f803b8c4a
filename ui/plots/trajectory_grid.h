#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "ui/model/pins.h"
#include "ui/plots/colour_map.h"
#include "ui/plots/grid_layout.h"
#include "ui/plots/tile_camera.h"
#include "ui/plots/view.h"

class QScrollBar;
class QToolButton;

namespace arcscope::ui {

class TileImages;

/// The images of the curve, one tile a layer, input first. Those of pinned states lie beneath them as thin
/// lines, or beside them in parts of the tile of their own. Pointing near a curve sets the shared t and the
/// layer; a click opens a layer large, where a three-dimensional projection turns with the mouse. Keys:
/// arrows move from layer to layer, Enter opens, Escape closes, C switches the scale.
class TrajectoryGrid : public View {
  Q_OBJECT

 public:
  explicit TrajectoryGrid(QWidget* parent = nullptr);
  ~TrajectoryGrid() override;

  /// Every tile on the scale of the largest image instead of its own, so that growth and collapse are seen.
  [[nodiscard]] bool commonScale() const { return m_commonScale; }
  [[nodiscard]] const std::vector<Pin>& pins() const { return m_pins; }
  /// Pinned states beside the images instead of beneath them; nothing to see without pins.
  [[nodiscard]] bool sideBySide() const { return m_sideBySide; }
  /// How far the large image is on its way to the next layer's, 0..1 (see gliding()).
  [[nodiscard]] double glide() const { return m_glide; }
  /// The layer that is open large; -1: the grid is on view.
  [[nodiscard]] int openLayer() const { return m_openLayer; }
  /// Perspective or parallel projection of three-dimensional images.
  [[nodiscard]] bool perspective() const { return m_camera.perspective; }
  [[nodiscard]] const TileCamera& camera() const { return m_camera; }
  /// Where the tile of `layer` stands, in the widget's coordinates; empty if it is scrolled away or not on
  /// view.
  [[nodiscard]] QRectF tileRect(int layer) const;
  /// Where the image of pinned state `pin` stands in it, side by side; else empty.
  [[nodiscard]] QRectF pinTileRect(int layer, int pin) const;
  /// Where sample `index` of `layer` is painted, in the widget's coordinates.
  [[nodiscard]] QPointF samplePosition(int layer, int index) const;

  void setSnapshot(SnapshotPtr snapshot) override;
  void setFocusModel(Focus* focus) override;
  void setTheme(const Theme& theme) override;
  [[nodiscard]] QString title() const override { return tr("Trajectory"); }
  [[nodiscard]] QVector<Badge> badges() const override;
  [[nodiscard]] QString spoken() const override;
  [[nodiscard]] DataTable numbers() const override;  ///< layer, t, the coordinates on view
  void paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const override;
  /// One layer alone, with its name, growth and explained variance: what the large panel shows.
  void paintLayer(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target,
                  int layer) const;
  /// What a figure shows: these layers, in this order; none: all.
  void setFigureLayers(std::vector<int> layers) { m_figureLayers = std::move(layers); }
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] QSize sizeHint() const override;

 public Q_SLOTS:
  void setCommonScale(bool on);
  void setPerspective(bool on);
  void setOpenLayer(int layer);                              ///< -1 returns to the grid
  void setGlide(double share);                               ///< 0: the layer's own image
  void setPins(const std::vector<arcscope::ui::Pin>& pins);  ///< that are to be seen
  /// False: all tiles fit, however small.
  void setScrolls(bool on);
  /// The largest scale up to the theme's at which the names of all layers have room in their tiles.
  [[nodiscard]] double fittingScale(Theme theme) const;
  void setSideBySide(bool on);
  void closeLayer() { setOpenLayer(-1); }

 Q_SIGNALS:
  void commonScaleChanged(bool on);
  void sideBySideChanged(bool on);
  void openLayerChanged(int layer);

 protected:
  [[nodiscard]] QColor ground() const override { return m_theme.window; }
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  struct CardsKey {
    QSize pixels;
    double ratio = 0.0;
    std::vector<QRectF> tiles;
    std::vector<int> layers;
    bool large = false;
    int pins = 0;
    TileCamera camera;
    std::vector<double> halves;  ///< of the tiles that pins lie in
    int parts = 1;
    friend bool operator==(const CardsKey&, const CardsKey&) = default;
  };
  [[nodiscard]] int layerCount() const {
    return m_snapshot ? static_cast<int>(m_snapshot->layers.size()) : 0;
  }
  [[nodiscard]] bool threeD() const;
  [[nodiscard]] int layerAt(QPointF position) const;
  /// Half the side of the square of values that a tile shows; pins that lie in it are measured by it too.
  [[nodiscard]] double halfRange(int layer) const;
  [[nodiscard]] bool isOverlaid() const { return !m_pins.empty() && !m_sideBySide && !isGliding(); }
  [[nodiscard]] double headerHeight(const Theme& theme) const;
  [[nodiscard]] static double curveWidth(const Theme& theme, bool large);
  /// Images in each tile: 1, side by side one more for every pinned state.
  [[nodiscard]] int parts() const { return m_sideBySide ? 1 + static_cast<int>(m_pins.size()) : 1; }
  [[nodiscard]] QRectF imagesArea(const QRectF& tile, const Theme& theme, bool large) const;
  /// Of the images of a tile number `part`: 0 is the network's own.
  [[nodiscard]] QRectF curveArea(const QRectF& tile, const Theme& theme, bool large, int part = 0) const;
  [[nodiscard]] TileCamera cameraOf(bool large) const;
  /// The pinned state's image of a layer and how it is scaled; empty: there is none.
  struct PinImage {
    const core::Snapshot* snapshot = nullptr;
    ImageExtent extent;
    double half = 0.0;
  };
  [[nodiscard]] std::optional<PinImage> pinImage(std::size_t pin, int layer) const;
  [[nodiscard]] TileTransform transformOf(int layer, const QRectF& area, const Theme& theme,
                                          bool large) const;
  /// The sample of `snapshot` nearest to the shared t; -1: outside of its stretch.
  [[nodiscard]] int focusSample(const core::Snapshot& snapshot) const;
  void relayout();
  void revealLayer(int layer);

  /// The cards, names and rasterised curves of `layers` into `rect`; `large`: of one layer that fills it.
  void paintSheet(QPainter& painter, const QRectF& rect, const Theme& theme, const std::vector<int>& layers,
                  bool large) const;
  void paintTile(QPainter& painter, const QRectF& tile, const Theme& theme, PaintTarget target, int layer,
                 bool large) const;
  void paintHeader(QPainter& painter, const QRectF& tile, const Theme& theme, PaintTarget target, int layer,
                   bool large) const;
  void paintName(QPainter& painter, const QRectF& tile, const Theme& theme, int layer) const;
  /// What stands beneath the curves: cards, names where they are small, pinned states. The same from frame to
  /// frame unless all share one scale.
  [[nodiscard]] const QImage& cards(const QSizeF& size, double ratio, const Theme& theme,
                                    const std::vector<QRectF>& tiles, const std::vector<int>& layers,
                                    bool large) const;
  void paintCurve(QPainter& painter, const QRectF& area, const Theme& theme, const core::Snapshot& snapshot,
                  int layer, const TileTransform& transform, bool isPoint, bool large) const;
  void paintStretches(QPainter& painter, const QRectF& area, const Theme& theme, int layer, bool large) const;
  void paintPins(QPainter& painter, const QRectF& tile, const Theme& theme, int layer, bool large) const;
  /// What the images of pinned states stand on, side by side; in figures with the images themselves.
  void paintPinParts(QPainter& painter, const QRectF& tile, const Theme& theme, PaintTarget target, int layer,
                     bool large) const;
  /// Over them: whose they are, and the shared t on them.
  void paintPinMarks(QPainter& painter, const QRectF& tile, const Theme& theme, int layer, bool large,
                     bool withTime) const;
  void findCommonScale();
  void applyGlide();
  [[nodiscard]] bool isGliding() const;
  void paintScaleBar(QPainter& painter, const QRectF& area, const Theme& theme, int layer, bool large) const;
  void paintTripod(QPainter& painter, const QRectF& area, const Theme& theme) const;
  void paintVarianceBars(QPainter& painter, const QRectF& rect, const Theme& theme, int layer) const;

  [[nodiscard]] std::vector<int> figureLayers() const;
  void pointAt(QPointF position, int layer);
  void turnOrPan(QPointF delta);

  SnapshotPtr m_still;  ///< m_snapshot without gliding
  double m_glide = 0.0;
  std::unique_ptr<TileImages> m_images;
  mutable QImage m_cards;
  mutable CardsKey m_cardsKey;  ///< of m_cards
  std::vector<ImageExtent> m_extents;
  std::vector<Pin> m_pins;
  int m_pinsVersion = 0;
  std::vector<std::vector<ImageExtent>> m_pinExtents;  ///< of each pin's layers
  std::vector<int> m_figureLayers;
  double m_commonHalf = 0.0;
  GridLayout m_layout;
  TileCamera m_camera;
  bool m_scrolls = true;
  bool m_commonScale = false;
  bool m_sideBySide = false;
  int m_openLayer = -1;
  QScrollBar* m_scrollBar = nullptr;
  QToolButton* m_close = nullptr;
  QPointF m_pressed;
  QPointF m_dragged;
  bool m_dragging = false;
  bool m_armed = false;         ///< a release will count as a click
  bool m_openedBefore = false;  ///< the large panel was open before the last press
};

}  // namespace arcscope::ui
