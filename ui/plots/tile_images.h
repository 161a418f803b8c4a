#pragma once
#include <QColor>
#include <QImage>
#include <QSize>
#include <vector>

#include "core/explorer/snapshot.h"
#include "ui/plots/colour_map.h"
#include "ui/plots/tile_camera.h"

namespace arcscope::ui {

/// One curve to rasterise.
struct TileJob {
  const core::Snapshot* snapshot = nullptr;
  int layer = 0;
  bool fleeting = true;  ///< false: of a pinned state, which stays from frame to frame
  TimeColours colours;
  QRectF area;  ///< its place on the sheet, logical pixels
  ImageExtent extent;
  double half = 0.0;  ///< see TileTransform; 0 draws a dot
};

/// How all of them are drawn.
struct TileStyle {
  double width = 1.3;   ///< logical pixels
  double ratio = 1.0;   ///< device pixels per logical pixel
  double margin = 0.0;  ///< kept free round the curve
  TileCamera camera;
  QColor ground;
  friend bool operator==(const TileStyle&, const TileStyle&) = default;
};

/// The sheet with the rasterised curves of a grid, kept until something that they depend on changes.
class TileImages {
 public:
  /// Nothing counts as drawn any more; the memory is used again.
  void forgetAll() { m_drawn.clear(); }
  /// What comes and goes with the snapshot.
  void forget();
  /// Draws those of `jobs` that are not there as asked, on all processors, over `background`: the sheet
  /// without these curves, another one whenever other jobs are in other places.
  /// @pre background is RGB32 with the device pixel ratio of `style`.
  void prepare(const std::vector<TileJob>& jobs, const TileStyle& style, const QImage& background);
  [[nodiscard]] const QImage& sheet() const { return m_sheet; }

 private:
  struct Drawn {
    QRectF area;
    double half = -1.0;  ///< below 0: not drawn
    bool fleeting = true;
  };
  std::vector<Drawn> m_drawn;  ///< per job
  QImage m_sheet;
  qint64 m_background = 0;  ///< cache key
  TileStyle m_style;
};

}  // namespace arcscope::ui
