#pragma once
#include <QHash>
#include <QImage>
#include <QRect>
#include <QRgb>
#include <vector>

namespace arcscope::ui {

/// A few colours that stand for many.
struct ColourChoice {
  std::vector<QRgb> colours;    ///< 1..most
  QHash<QRgb, quint8> indices;  ///< of every colour in the picture, into `colours`
};

/// Chooses at most `most` colours for the part of `image` by median cut: the box of colours whose spread
/// weighs most is halved until there are enough. A picture of no more colours keeps them all, and the ground
/// of a figure, which is most of it, stays what it is. Cost: a pass over the pixels, and the number of
/// distinct colours times 8.
/// @pre image is RGB32, part is not empty and within it, most is 2..256
[[nodiscard]] ColourChoice chooseColours(const QImage& image, const QRect& part, int most);

}  // namespace arcscope::ui
