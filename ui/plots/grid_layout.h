#pragma once
#include <QRectF>
#include <QSizeF>

namespace arcscope::ui {

/// How tiles that belong together share one rectangle: rows and columns that give the largest squares.
struct PartLayout {
  int columns = 1;
  int rows = 1;
  double side = 0.0;  ///< of the square in each
  [[nodiscard]] static PartLayout of(QSizeF room, int parts, double gap);
  /// Part `index` of `room`.
  [[nodiscard]] QRectF rect(const QRectF& room, int index, double gap) const;
};

/// Places `count` equal tiles in rows and columns so that the square in each is as large as it can be; where
/// tiles would fall below their smallest size there are more rows than fit and the grid scrolls.
struct GridLayout {
  int count = 0;
  int columns = 1;
  int rows = 1;
  QSizeF tile;                 ///< size of one tile
  double gap = 0.0;            ///< between tiles
  double contentHeight = 0.0;  ///< of all rows; larger than the area: scroll

  /// @param header height of a tile's title row, which the square does not use.
  /// @param parts squares in each tile.
  [[nodiscard]] static GridLayout of(QSizeF area, int count, double gap, double header, double smallestSide,
                                     int parts = 1);
  /// Tile `index` relative to the top left of the content, at whole pixels.
  [[nodiscard]] QRectF rect(int index) const;
};

}  // namespace arcscope::ui
