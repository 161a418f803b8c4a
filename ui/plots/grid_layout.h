#pragma once
#include <QRectF>
#include <QSizeF>

namespace arcscope::ui {

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
  [[nodiscard]] static GridLayout of(QSizeF area, int count, double gap, double header, double smallestSide);
  /// Tile `index` relative to the top left of the content, at whole pixels.
  [[nodiscard]] QRectF rect(int index) const;
};

}  // namespace arcscope::ui
