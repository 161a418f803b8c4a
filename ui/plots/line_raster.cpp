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
    m_left = m_width;
    m_top = m_height;
    m_right = m_bottom = -1;
  }
  [[nodiscard]] int width() const { return m_width; }
  [[nodiscard]] int height() const { return m_height; }
  [[nodiscard]] std::int32_t* row(int y) { return m_keys.data() + static_cast<std::size_t>(y) * m_stride; }
  /// The keys within these pixels, and up to three more to the right, are about to change.
  void touch(int left, int right, int top, int bottom) {
    m_left = std::min(m_left, left);
    m_right = std::max(m_right, std::min(right + padding, m_width - 1));
    m_top = std::min(m_top, top);
    m_bottom = std::max(m_bottom, bottom);
  }
  /// The rectangle of all touched pixels; right < left where there are none.
  [[nodiscard]] int left() const { return m_left; }
  [[nodiscard]] int right() const { return m_right; }
  [[nodiscard]] int top() const { return m_top; }
  [[nodiscard]] int bottom() const { return m_bottom; }

 private:
  int m_width = 0;
  int m_height = 0;
  std::size_t m_stride = 0;
  std::vector<std::int32_t> m_keys;
  int m_left = 0;
  int m_right = -1;
  int m_top = 0;
  int m_bottom = -1;
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
/// @tparam ends pixels may lie beyond an end, where the distance is that to the end point.
template <bool ends>
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
    __m128 distance = _mm_max_ps(across, _mm_sub_ps(zero, across));
    if constexpr (ends) {
      const __m128 along = _mm_add_ps(_mm_mul_ps(ux, px), _mm_set1_ps(alongRow));
      const __m128 beyond = _mm_max_ps(_mm_max_ps(_mm_sub_ps(zero, along), _mm_sub_ps(along, length)), zero);
      distance = _mm_sqrt_ps(_mm_add_ps(_mm_mul_ps(across, across), _mm_mul_ps(beyond, beyond)));
    }
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
  const float leftmost = std::max(std::min(a.x, b.x) - reach - 0.5F, 0.0F);
  const float rightmost = std::min(std::max(a.x, b.x) + reach - 0.5F, static_cast<float>(buffer.width() - 1));
  if (top > bottom || !(leftmost <= rightmost)) return;
  buffer.touch(ceilOf(leftmost), floorOf(rightmost), top, bottom);
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
  // Between these rows every pixel within reach lies beside the segment, not beyond an end.
  const float clear = cutAcross ? std::abs(stroke.ux) * half + reach : INFINITY;
  const float besideTop = std::min(a.y, b.y) + clear * std::abs(stroke.uy) - 0.5F;
  const float besideBottom = std::max(a.y, b.y) - clear * std::abs(stroke.uy) - 0.5F;
  for (int y = top; y <= bottom; ++y) {
    const float py = static_cast<float>(y) + 0.5F - a.y;
    const bool beside = static_cast<float>(y) >= besideTop && static_cast<float>(y) <= besideBottom;
    float low = leftmost;
    float high = rightmost;
    if (cutAcross) {
      low = std::max(low, origin + slope * py - half);
      high = std::min(high, origin + slope * py + half);
    }
    if (cutAlong && !beside) {
      const float shift = origin - stroke.uy * py * perUx;
      low = std::max(low, shift + nearEnd);
      high = std::min(high, shift + farEnd);
    }
    if (!(low <= high)) continue;
    const int left = ceilOf(low);
    const int right = floorOf(high);
    if (left > right) continue;
    if (beside)
      coverSpan<false>(buffer.row(y), y, left, right, stroke);
    else
      coverSpan<true>(buffer.row(y), y, left, right, stroke);
  }
}

[[nodiscard]] QRgb scaled(QRgb premultiplied, std::uint32_t by255) {
  std::uint32_t rb = (premultiplied & 0xff00ffU) * by255;
  rb = (rb + ((rb >> 8) & 0xff00ffU) + 0x800080U) >> 8;
  std::uint32_t ag = ((premultiplied >> 8) & 0xff00ffU) * by255;
  ag = ag + ((ag >> 8) & 0xff00ffU) + 0x800080U;
  return (rb & 0xff00ffU) | (ag & 0xff00ff00U);
}

/// Whether none of the four keys from `keys` on is covered.
bool fourEmpty(const std::int32_t* keys) {
#ifdef __SSE2__
  const __m128i four = _mm_loadu_si128(reinterpret_cast<const __m128i*>(keys));
  return _mm_movemask_epi8(_mm_cmpeq_epi32(four, _mm_setzero_si128())) == 0xffff;
#else
  return (keys[0] | keys[1] | keys[2] | keys[3]) == 0;
#endif
}

/// Blends opaque colours over four pixels: coverage/255 of `full`, the rest of what is there.
#ifdef __SSE2__
void blendFour(QRgb* pixels, const std::int32_t* keys, const QRgb* full) {
  const __m128i zero = _mm_setzero_si128();
  const __m128i under = _mm_loadu_si128(reinterpret_cast<const __m128i*>(pixels));
  const __m128i over = _mm_loadu_si128(reinterpret_cast<const __m128i*>(full));
  __m128i cover = _mm_srli_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(keys)), indexBits);
  cover = _mm_or_si128(cover, _mm_slli_epi32(cover, 16));
  const auto half = [&](__m128i above, __m128i below, __m128i share) {
    const __m128i rest = _mm_sub_epi16(_mm_set1_epi16(255), share);
    const __m128i sum = _mm_add_epi16(
        _mm_add_epi16(_mm_mullo_epi16(above, share), _mm_mullo_epi16(below, rest)), _mm_set1_epi16(128));
    return _mm_srli_epi16(_mm_add_epi16(sum, _mm_srli_epi16(sum, 8)), 8);
  };
  const __m128i low =
      half(_mm_unpacklo_epi8(over, zero), _mm_unpacklo_epi8(under, zero), _mm_unpacklo_epi32(cover, cover));
  const __m128i high =
      half(_mm_unpackhi_epi8(over, zero), _mm_unpackhi_epi8(under, zero), _mm_unpackhi_epi32(cover, cover));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(pixels), _mm_packus_epi16(low, high));
}
#else
void blendFour(QRgb* pixels, const std::int32_t* keys, const QRgb* full) {
  for (int i = 0; i < 4; ++i) {
    const auto share = static_cast<std::uint32_t>(keys[i] >> indexBits);
    pixels[i] = scaled(full[i], share) + scaled(pixels[i], 255U - share);
  }
}
#endif

template <class Colour>
void compose(KeyBuffer& buffer, QImage& image, Colour colour) {
  for (int y = buffer.top(); y <= buffer.bottom(); ++y) {
    std::int32_t* keys = buffer.row(y);
    std::fill_n(keys + buffer.width(), KeyBuffer::padding, 0);
    auto* pixels = reinterpret_cast<QRgb*>(image.scanLine(y));
    for (int x = buffer.left(); x <= buffer.right(); x += 4) {
      if (fourEmpty(keys + x)) continue;
      QRgb full[4];
      QRgb all = 0xffffffffU;
      for (int i = 0; i < 4; ++i) all &= (full[i] = colour(keys[x + i] & indexMask));
      if (all >= 0xff000000U && x + 3 < buffer.width()) {
        blendFour(pixels + x, keys + x, full);
      } else {
        for (int i = 0; i < 4; ++i) {
          if (keys[x + i] == 0) continue;
          const QRgb source =
              scaled(qPremultiply(full[i]), static_cast<std::uint32_t>(keys[x + i] >> indexBits));
          pixels[x + i] = pixels[x + i] == 0 ? source : source + scaled(pixels[x + i], 255U - (source >> 24));
        }
      }
      std::fill_n(keys + x, 4, 0);
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
