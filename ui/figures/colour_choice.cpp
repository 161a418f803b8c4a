#include "ui/figures/colour_choice.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace arcscope::ui {
namespace {

struct Counted {
  std::array<int, 3> rgb;
  QRgb colour;
  qint64 count;
};

/// Colours first..last of the list.
struct ColourBox {
  std::size_t first;
  std::size_t last;
  int axis = 0;         ///< along which it is widest
  double weight = 0.0;  ///< how much halving it would mend
};

ColourBox measured(const std::vector<Counted>& all, std::size_t first, std::size_t last) {
  ColourBox box{first, last};
  for (int axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<std::size_t>(axis);
    double sum = 0.0;
    double squares = 0.0;
    double count = 0.0;
    for (std::size_t i = first; i < last; ++i) {
      const auto n = static_cast<double>(all[i].count);
      count += n;
      sum += n * all[i].rgb[a];
      squares += n * all[i].rgb[a] * all[i].rgb[a];
    }
    const double spread = squares - sum * sum / count;
    if (spread <= box.weight) continue;
    box.weight = spread;
    box.axis = axis;
  }
  if (last - first < 2) box.weight = 0.0;
  return box;
}

/// The mean, or the colour that is most of the box.
QRgb standFor(const std::vector<Counted>& all, const ColourBox& box) {
  std::array<double, 3> sum{};
  double count = 0.0;
  const Counted* most = &all[box.first];
  for (std::size_t i = box.first; i < box.last; ++i) {
    if (all[i].count > most->count) most = &all[i];
    const auto n = static_cast<double>(all[i].count);
    count += n;
    for (std::size_t a = 0; a < 3; ++a) sum[a] += n * all[i].rgb[a];
  }
  if (2.0 * static_cast<double>(most->count) >= count) return most->colour;
  return qRgb(qRound(sum[0] / count), qRound(sum[1] / count), qRound(sum[2] / count));
}

}  // namespace

ColourChoice chooseColours(const QImage& image, const QRect& part, int most) {
  QHash<QRgb, qint64> counts;
  for (int y = part.top(); y <= part.bottom(); ++y) {
    const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
    for (int x = part.left(); x <= part.right();) {
      const QRgb colour = line[x];
      const int begin = x;
      while (x <= part.right() && line[x] == colour) ++x;
      counts[colour] += x - begin;
    }
  }
  std::vector<Counted> all;
  all.reserve(static_cast<std::size_t>(counts.size()));
  for (auto each = counts.constBegin(); each != counts.constEnd(); ++each)
    all.push_back({{qRed(each.key()), qGreen(each.key()), qBlue(each.key())}, each.key(), each.value()});
  std::ranges::sort(all, {}, &Counted::colour);  // the same palette in every run
  std::vector<ColourBox> boxes{measured(all, 0, all.size())};
  while (boxes.size() < static_cast<std::size_t>(most)) {
    const auto widest = std::ranges::max_element(boxes, {}, &ColourBox::weight);
    if (widest->weight <= 0.0) break;
    const ColourBox box = *widest;
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(box.first);
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(box.last);
    const auto axis = static_cast<std::size_t>(box.axis);
    std::ranges::sort(begin, end, {},
                      [axis](const Counted& one) { return std::pair(one.rgb[axis], one.colour); });
    const qint64 half = std::accumulate(begin, end, qint64{0},
                                        [](qint64 sum, const Counted& one) { return sum + one.count; }) /
                        2;
    qint64 below = 0;
    std::size_t cut = box.first;
    while (cut + 1 < box.last && below + all[cut].count <= half) below += all[cut++].count;
    cut = std::max(cut, box.first + 1);
    *widest = measured(all, box.first, cut);
    boxes.push_back(measured(all, cut, box.last));
  }
  ColourChoice choice;
  choice.indices.reserve(counts.size());
  for (const ColourBox& box : boxes) {
    for (std::size_t i = box.first; i < box.last; ++i)
      choice.indices.insert(all[i].colour, static_cast<quint8>(choice.colours.size()));
    choice.colours.push_back(standFor(all, box));
  }
  return choice;
}

}  // namespace arcscope::ui
