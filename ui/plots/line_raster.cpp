#include "ui/plots/line_raster.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace arcscope::ui {
namespace {

constexpr int indexBits =
    23;  // a key is coverage << 23 | index: the larger key is more coverage, then the later part
constexpr std::int32_t indexMask = (1 << indexBits) - 1;

/// Largest key of every pixel. Zero between calls, so that only touched pixels cost. Spans are handled four
/// pixels at a time: they may reach up to three keys past their end, and rows are padded for that.
class KeyBuffer {
 public:
  static constexpr int padding = 3;

  void begin(int width, int height) {
    m_width = width;
    m_height = height;
    m_stride = static_cast<std::size_t>(width) + padding;
    const std::size_t needed = m_stride * static_cast<std::size_t>(height);
    if (m_keys.size() < needed) m_keys.assign(needed, 0);
    m_left.assign(static_cast<std::size_t>(height), width);
    m_right.assign(static_cast<std::size_t>(height), -1);
  }
  [[nodiscard]] int width() const { return m_width; }
  [[nodiscard]] int height() const { return m_height; }
  [[nodiscard]] std::int32_t* row(int y) { return m_keys.data() + static_cast<std::size_t>(y) * m_stride; }
  void touch(int y, int left, int right) {
    int& l = m_left[static_cast<std::size_t>(y)];
    int& r = m_right[static_cast<std::size_t>(y)];
    l = std::min(l, left);
    r = std::max(r, std::min(right + padding, m_width - 1));
  }
  [[nodiscard]] int left(int y) const { return m_left[static_cast<std::size_t>(y)]; }
  [[nodiscard]] int right(int y) const { return m_right[static_cast<std::size_t>(y)]; }

 private:
  int m_width = 0;
  int m_height = 0;
  std::size_t m_stride = 0;
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

/// Floor and ceiling of values that fit an int, without a call into the C library.
int floorOf(float v) {
  const int i = static_cast<int>(v);
  return i - (v < static_cast<float>(i) ? 1 : 0);
}
int ceilOf(float v) {
  const int i = static_cast<int>(v);
  return i + (v > static_cast<float>(i) ? 1 : 0);
}

/// A segment in the coordinates of its own direction: `along` runs from 0 to `length`.
struct Stroke {
  RasterPoint from;
  float ux = 1.0F;
  float uy = 0.0F;
  float length = 0.0F;
  float reach = 1.0F;  ///< half the width and half a pixel: coverage falls from 1 to 0 over the last pixel
  std::int32_t index = 0;
};

/// Raises the keys of the pixels left..right of row y to the stroke's coverage. May touch three keys past
/// `right`, with no effect where the stroke does not reach.
void coverSpan(std::int32_t* keys, int y, int left, int right, const Stroke& s) {
  const float py = static_cast<float>(y) + 0.5F - s.from.y;
  const float acrossRow = -s.ux * py;
  const float alongRow = s.uy * py;
  const float start = 0.5F - s.from.x;
#ifdef __SSE2__
  const __m128 ux = _mm_set1_ps(s.ux);
  const __m128 uy = _mm_set1_ps(s.uy);
  const __m128 length = _mm_set1_ps(s.length);
  const __m128 reach = _mm_set1_ps(s.reach);
  const __m128 zero = _mm_setzero_ps();
  const __m128 one = _mm_set1_ps(1.0F);
  const __m128i index = _mm_set1_epi32(s.index);
  __m128 px = _mm_add_ps(_mm_set1_ps(static_cast<float>(left) + start), _mm_setr_ps(0.0F, 1.0F, 2.0F, 3.0F));
  for (int x = left; x <= right; x += 4) {
    const __m128 across = _mm_add_ps(_mm_mul_ps(uy, px), _mm_set1_ps(acrossRow));
    const __m128 along = _mm_add_ps(_mm_mul_ps(ux, px), _mm_set1_ps(alongRow));
    const __m128 beyond = _mm_max_ps(_mm_max_ps(_mm_sub_ps(zero, along), _mm_sub_ps(along, length)), zero);
    const __m128 distance = _mm_sqrt_ps(_mm_add_ps(_mm_mul_ps(across, across), _mm_mul_ps(beyond, beyond)));
    const __m128 coverage = _mm_min_ps(_mm_max_ps(_mm_sub_ps(reach, distance), zero), one);
    const __m128i level =
        _mm_cvttps_epi32(_mm_add_ps(_mm_mul_ps(coverage, _mm_set1_ps(255.0F)), _mm_set1_ps(0.5F)));
    const __m128i reached = _mm_cmpgt_epi32(level, _mm_setzero_si128());
    const __m128i key = _mm_and_si128(reached, _mm_or_si128(_mm_slli_epi32(level, indexBits), index));
    auto* at = reinterpret_cast<__m128i*>(keys + x);
    const __m128i old = _mm_loadu_si128(at);
    const __m128i larger = _mm_cmpgt_epi32(key, old);
    _mm_storeu_si128(at, _mm_or_si128(_mm_and_si128(larger, key), _mm_andnot_si128(larger, old)));
    px = _mm_add_ps(px, _mm_set1_ps(4.0F));
  }
#else
  for (int x = left; x <= right; ++x) {
    const float px = static_cast<float>(x) + start;
    const float across = s.uy * px + acrossRow;
    const float along = s.ux * px + alongRow;
    const float beyond = std::max(std::max(-along, along - s.length), 0.0F);
    const float coverage = s.reach - std::sqrt(across * across + beyond * beyond);
    const auto level = static_cast<std::int32_t>(std::min(std::max(coverage, 0.0F), 1.0F) * 255.0F + 0.5F);
    if (level > 0) keys[x] = std::max(keys[x], (level << indexBits) | s.index);
  }
#endif
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
  Stroke stroke{.from = a, .reach = reach, .index = index};
  const float dx = b.x - a.x;
  const float dy = b.y - a.y;
  stroke.length = std::sqrt(dx * dx + dy * dy);
  if (stroke.length > 0.0F) {
    stroke.ux = dx / stroke.length;
    stroke.uy = dy / stroke.length;
  }
  const int top = std::max(0, ceilOf(std::min(a.y, b.y) - reach - 0.5F));
  const int bottom = std::min(buffer.height() - 1, floorOf(std::max(a.y, b.y) + reach - 0.5F));
  const float leftmost = std::max(std::min(a.x, b.x) - reach - 0.5F, -1.0F);
  const float rightmost = std::min(std::max(a.x, b.x) + reach - 0.5F, static_cast<float>(buffer.width()));
  // A long segment's rows are cut to the rectangle round it: |across| <= reach and -reach <= along <= length
  // + reach.
  const bool cutAcross = stroke.length > 3.0F && std::abs(stroke.uy) > 1e-3F;
  const bool cutAlong = stroke.length > 3.0F && std::abs(stroke.ux) > 1e-3F;
  const float slope = cutAcross ? stroke.ux / stroke.uy : 0.0F;
  const float half = cutAcross ? reach / std::abs(stroke.uy) : 0.0F;
  const float perUx = cutAlong ? 1.0F / stroke.ux : 0.0F;
  const float nearEnd = (stroke.ux > 0.0F ? -reach : stroke.length + reach) * perUx;
  const float farEnd = (stroke.ux > 0.0F ? stroke.length + reach : -reach) * perUx;
  const float origin = a.x - 0.5F;
  for (int y = top; y <= bottom; ++y) {
    const float py = static_cast<float>(y) + 0.5F - a.y;
    float low = leftmost;
    float high = rightmost;
    if (cutAcross) {
      low = std::max(low, origin + slope * py - half);
      high = std::min(high, origin + slope * py + half);
    }
    if (cutAlong) {
      const float shift = origin - stroke.uy * py * perUx;
      low = std::max(low, shift + nearEnd);
      high = std::min(high, shift + farEnd);
    }
    if (!(low <= high)) continue;
    const int left = std::max(0, ceilOf(low));
    const int right = std::min(buffer.width() - 1, floorOf(high));
    if (left > right) continue;
    buffer.touch(y, left, right);
    coverSpan(buffer.row(y), y, left, right, stroke);
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
    std::fill_n(keys + buffer.width(), KeyBuffer::padding, 0);
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
