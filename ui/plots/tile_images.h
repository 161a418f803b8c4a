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
  int layer = 0;
  QSizeF size;  ///< of the image, logical pixels
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
  TimeColours colours;
  friend bool operator==(const TileStyle&, const TileStyle&) = default;
};

/// The rasterised curves of a grid, kept until something that they depend on changes.
class TileImages {
 public:
  /// Nothing counts as drawn any more; the memory is used again.
  void forget() {
    for (Tile& tile : m_tiles) tile.half = -1.0;
  }
  /// Draws those of `jobs` that are not there as asked, on all processors.
  void prepare(const core::Snapshot& snapshot, const std::vector<TileJob>& jobs, const TileStyle& style);
  [[nodiscard]] const QImage& image(int layer) const {
    return m_tiles[static_cast<std::size_t>(layer)].image;
  }

 private:
  struct Tile {
    QImage image;
    QSizeF size;
    double half = -1.0;
  };
  std::vector<Tile> m_tiles;
  TileStyle m_style;
};

}  // namespace arcscope::ui
