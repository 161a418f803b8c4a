#include "ui/plots/line_raster.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace arcscope::ui {
namespace {

constexpr int indexBits =
    23;  // a key is coverage << 23 | index: the larger key is more coverage, then the later part
constexpr std::int32_t indexMask = (1 << indexBits) - 1;

/// Largest key of every pixel. Zero between calls, so that only touched pixels cost.
class KeyBuffer {
 public:
  void begin(int width, int height) {
    m_width = width;
    m_height = height;
    const std::size_t needed = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    if (m_keys.size() < needed) m_keys.assign(needed, 0);
    m_left.assign(static_cast<std::size_t>(height), width);
    m_right.assign(static_cast<std::size_t>(height), -1);
  }
  [[nodiscard]] int width() const { return m_width; }
  [[nodiscard]] int height() const { return m_height; }
  [[nodiscard]] std::int32_t* row(int y) {
    return m_keys.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width);
  }
  void touch(int y, int left, int right) {
    int& l = m_left[static_cast<std::size_t>(y)];
    int& r = m_right[static_cast<std::size_t>(y)];
    l = std::min(l, left);
    r = std::max(r, right);
  }
  [[nodiscard]] int left(int y) const { return m_left[static_cast<std::size_t>(y)]; }
  [[nodiscard]] int right(int y) const { return m_right[static_cast<std::size_t>(y)]; }

 private:
  int m_width = 0;
  int m_height = 0;
  std::vector<std::int32_t> m_keys;
  std::vector<int> m_left;
  std::vector<int> m_right;
};

/// Keeps the part of the segment that lies within `low`..`high` on both axes (Liang-Barsky); false if none
/// does.
bool clipTo(double& ax, double& ay, double& bx, double& by, double lowX, double highX, double lowY,
            double highY) {
  double begin = 0.0;
  double end = 1.0;
  const double dx = bx - ax;
  const double dy = by - ay;
  const double p[4] = {-dx, dx, -dy, dy};
  const double q[4] = {ax - lowX, highX - ax, ay - lowY, highY - ay};
  for (int i = 0; i < 4; ++i) {
    if (p[i] == 0.0) {
      if (q[i] < 0.0) return false;
      continue;
    }
    const double r = q[i] / p[i];
    if (p[i] < 0.0)
      begin = std::max(begin, r);
    else
      end = std::min(end, r);
  }
  if (begin > end) return false;
  bx = ax + end * dx;
  by = ay + end * dy;
  ax += begin * dx;
  ay += begin * dy;
  return true;
}

void cover(KeyBuffer& buffer, RasterPoint a, RasterPoint b, std::int32_t index, float reach) {
  if (!(std::isfinite(a.x) && std::isfinite(a.y) && std::isfinite(b.x) && std::isfinite(b.y))) return;
  const float far = 8192.0F;
  if (std::abs(a.x) > far || std::abs(a.y) > far || std::abs(b.x) > far || std::abs(b.y) > far) {
    const double margin = static_cast<double>(reach) + 1.0;
    double ax = static_cast<double>(a.x), ay = static_cast<double>(a.y);
    double bx = static_cast<double>(b.x), by = static_cast<double>(b.y);
    if (!clipTo(ax, ay, bx, by, -margin, buffer.width() + margin, -margin, buffer.height() + margin)) return;
    a = {static_cast<float>(ax), static_cast<float>(ay)};
    b = {static_cast<float>(bx), static_cast<float>(by)};
  }
  const float dx = b.x - a.x;
  const float dy = b.y - a.y;
  const float length = std::sqrt(dx * dx + dy * dy);
  const float ux = length > 0.0F ? dx / length : 1.0F;
  const float uy = length > 0.0F ? dy / length : 0.0F;
  const int top = std::max(0, static_cast<int>(std::ceil(std::min(a.y, b.y) - reach - 0.5F)));
  const int bottom =
      std::min(buffer.height() - 1, static_cast<int>(std::floor(std::max(a.y, b.y) + reach - 0.5F)));
  const float leftmost = std::min(a.x, b.x) - reach - 0.5F;
  const float rightmost = std::max(a.x, b.x) + reach - 0.5F;
  const bool longSegment = length > 3.0F;
  for (int y = top; y <= bottom; ++y) {
    const float py = static_cast<float>(y) + 0.5F - a.y;
    float low = leftmost;
    float high = rightmost;
    if (longSegment) {  // the row through the rectangle round the segment: |across| <= reach, -reach <= along
                        // <= length + reach
      const float origin = a.x - 0.5F;
      if (std::abs(uy) > 1e-3F) {
        const float middle = py * ux / uy;
        const float half = reach / std::abs(uy);
        low = std::max(low, origin + middle - half);
        high = std::min(high, origin + middle + half);
      }
      if (std::abs(ux) > 1e-3F) {
        float from = (-reach - uy * py) / ux;
        float to = (length + reach - uy * py) / ux;
        if (from > to) std::swap(from, to);
        low = std::max(low, origin + from);
        high = std::min(high, origin + to);
      }
    }
    const int left = std::max(0, static_cast<int>(std::ceil(low)));
    const int right = std::min(buffer.width() - 1, static_cast<int>(std::floor(high)));
    if (left > right) continue;
    buffer.touch(y, left, right);
    std::int32_t* keys = buffer.row(y);
    const float acrossRow = -ux * py;
    const float alongRow = uy * py;
    const float start = 0.5F - a.x;
    for (int x = left; x <= right; ++x) {
      const float px = static_cast<float>(x) + start;
      const float across = uy * px + acrossRow;
      const float along = ux * px + alongRow;
      const float beyond = std::max(std::max(-along, along - length), 0.0F);
      const float coverage = reach - std::sqrt(across * across + beyond * beyond);
      const float level = std::min(std::max(coverage, 0.0F), 1.0F) * 255.0F + 0.5F;
      const std::int32_t key = (static_cast<std::int32_t>(level) << indexBits) | index;
      keys[x] = std::max(keys[x], key);
    }
  }
}

[[nodiscard]] QRgb scaled(QRgb premultiplied, std::uint32_t by255) {
  std::uint32_t rb = (premultiplied & 0xff00ffU) * by255;
  rb = (rb + ((rb >> 8) & 0xff00ffU) + 0x800080U) >> 8;
  std::uint32_t ag = ((premultiplied >> 8) & 0xff00ffU) * by255;
  ag = ag + ((ag >> 8) & 0xff00ffU) + 0x800080U;
  return (rb & 0xff00ffU) | (ag & 0xff00ff00U);
}

template <class Colour>
void compose(KeyBuffer& buffer, QImage& image, Colour colour) {
  for (int y = 0; y < buffer.height(); ++y) {
    if (buffer.right(y) < buffer.left(y)) continue;
    std::int32_t* keys = buffer.row(y);
    auto* pixels = reinterpret_cast<QRgb*>(image.scanLine(y));
    for (int x = buffer.left(y); x <= buffer.right(y); ++x) {
      const std::int32_t key = keys[x];
      if (key == 0) continue;
      keys[x] = 0;
      const auto coverage = static_cast<std::uint32_t>(key >> indexBits);
      if (coverage == 0) continue;
      const QRgb source = scaled(qPremultiply(colour(key & indexMask)), coverage);
      pixels[x] = pixels[x] == 0 ? source : source + scaled(pixels[x], 255U - (source >> 24));
    }
  }
}

KeyBuffer& threadBuffer() {
  thread_local KeyBuffer buffer;
  return buffer;
}

}  // namespace

void drawCurve(QImage& image, std::span<const RasterPoint> points, std::span<const QRgb> colours,
               double width) {
  if (image.isNull() || points.empty()) return;
  KeyBuffer& buffer = threadBuffer();
  buffer.begin(image.width(), image.height());
  const auto reach = static_cast<float>(0.5 * width + 0.5);
  if (points.size() == 1) cover(buffer, points[0], points[0], 0, reach);
  for (std::size_t i = 0; i + 1 < points.size(); ++i)
    cover(buffer, points[i], points[i + 1], static_cast<std::int32_t>(i), reach);
  compose(buffer, image, [&](std::int32_t i) { return colours[static_cast<std::size_t>(i)]; });
}

void drawSegments(QImage& image, std::span<const RasterSegment> segments, double width) {
  if (image.isNull() || segments.empty()) return;
  KeyBuffer& buffer = threadBuffer();
  buffer.begin(image.width(), image.height());
  const auto reach = static_cast<float>(0.5 * width + 0.5);
  for (std::size_t i = 0; i < segments.size(); ++i)
    cover(buffer, segments[i].from, segments[i].to, static_cast<std::int32_t>(i), reach);
  compose(buffer, image, [&](std::int32_t i) { return segments[static_cast<std::size_t>(i)].colour; });
}

}  // namespace arcscope::ui
