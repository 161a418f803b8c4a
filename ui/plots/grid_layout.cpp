#include "ui/plots/grid_layout.h"

#include <algorithm>
#include <cmath>

namespace arcscope::ui {

PartLayout PartLayout::of(QSizeF room, int parts, double gap) {
  PartLayout best;
  for (int rows = 1; rows <= parts; ++rows) {
    const int columns = (parts + rows - 1) / rows;
    const double side =
        std::min((room.width() - gap * (columns - 1)) / columns, (room.height() - gap * (rows - 1)) / rows);
    if (rows == 1 || side > best.side) best = {columns, rows, side};
  }
  return best;
}

QRectF PartLayout::rect(const QRectF& room, int index, double gap) const {
  const QSizeF size((room.width() - gap * (columns - 1)) / columns,
                    (room.height() - gap * (rows - 1)) / rows);
  return {room.topLeft() +
              QPointF((index % columns) * (size.width() + gap), (index / columns) * (size.height() + gap)),
          size};
}

GridLayout GridLayout::of(QSizeF area, int count, double gap, double header, double smallestSide, int parts) {
  GridLayout best;
  best.count = count;
  best.gap = gap;
  if (count <= 0) return best;
  double bestSide = -1.0;
  for (int columns = 1; columns <= count; ++columns) {
    const int rows = (count + columns - 1) / columns;
    const double width = (area.width() - gap * (columns - 1)) / columns;
    const double height = (area.height() - gap * (rows - 1)) / rows;
    const PartLayout inner = PartLayout::of({width, height - header}, parts, gap);
    const double side = inner.side;
    // An empty cell costs a little: 12 tiles as 4 x 3 rather than 5 x 3 with gaps of nearly the same size. So
    // does room that a square leaves free above and below: a page filled evenly with wide headers looks
    // better.
    const double slack = std::max(0.0, height - header - inner.rows * side) / std::max(height, 1.0);
    const double score = side * (1.0 - 0.04 * (columns * rows - count)) * (1.0 - 0.75 * slack);
    if (side >= smallestSide && score > bestSide) {
      bestSide = score;
      best.columns = columns;
      best.rows = rows;
      best.tile = QSizeF(width, height);
    }
  }
  if (bestSide < 0.0) {
    best.columns =
        std::clamp(static_cast<int>((area.width() + gap) / (parts * (smallestSide + gap))), 1, count);
    best.rows = (count + best.columns - 1) / best.columns;
    const double width = std::max(1.0, (area.width() - gap * (best.columns - 1)) / best.columns);
    const int rows = width < parts * smallestSide ? (parts + 1) / 2 : 1;
    best.tile = QSizeF(width, width * rows / ((parts + rows - 1) / rows) + header);
  }
  best.contentHeight = best.rows * best.tile.height() + (best.rows - 1) * gap;
  return best;
}

QRectF GridLayout::rect(int index) const {
  const int row = index / columns;
  const int column = index % columns;
  const QPointF corner(column * (tile.width() + gap), row * (tile.height() + gap));
  return {QPointF(std::round(corner.x()), std::round(corner.y())),
          QPointF(std::floor(corner.x() + tile.width()), std::floor(corner.y() + tile.height()))};
}

}  // namespace arcscope::ui
