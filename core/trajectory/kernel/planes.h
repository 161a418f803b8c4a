// Reading of bit planes, see simd.h about linkage.
#pragma once
#include "core/trajectory/kernel/kernel.h"
#include "core/trajectory/kernel/simd.h"

namespace arcscope::core::kernel {
namespace {

/// Calls use(word, valid) for the words of a neuron's row that hold points; `word` is their offset, `valid`
/// marks the points.
template <class Use>
ARCSCOPE_INLINE void forEachWord(std::ptrdiff_t stride, int points, Use use) {
  std::ptrdiff_t tile = 0;
  for (; points >= tilePoints; points -= tilePoints, tile += stride)
    for (int w = 0; w < tileWords; ++w) use(tile + w, ~std::uint64_t{0});
  for (int w = 0; points > 0; points -= 64, ++w)
    use(tile + w, points >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << points) - 1);
}

inline std::int64_t countSet(const std::uint64_t* a, const std::uint64_t* b, std::ptrdiff_t stride,
                             int points) {
  std::int64_t count = 0;
  forEachWord(
      stride, points, [&](std::ptrdiff_t word, std::uint64_t valid) __attribute__((always_inline)) {
        count += __builtin_popcountll((b ? a[word] | b[word] : a[word]) & valid);
      });
  return count;
}

/// The bits of a word that differ from the point before, the last of which is `last`; moves `last` on.
ARCSCOPE_INLINE std::uint64_t changesIn(std::uint64_t now, std::uint64_t& last) {
  const std::uint64_t changes = now ^ (now << 1 | last);
  last = now >> 63;
  return changes;
}
inline std::int64_t countChanges(const std::uint64_t* a, const std::uint64_t* b, std::ptrdiff_t stride,
                                 int points) {
  std::int64_t count = 0;
  std::uint64_t lastA = a[0] & 1, lastB = b ? b[0] & 1 : 0;
  forEachWord(
      stride, points, [&](std::ptrdiff_t word, std::uint64_t valid) __attribute__((always_inline)) {
        std::uint64_t changes = changesIn(a[word], lastA);
        if (b) changes |= changesIn(b[word], lastB);
        count += __builtin_popcountll(changes & valid);
      });
  return count;
}

/// 64 bytes: 1 where `plus` has a bit, -1 where `minus` has one; none is in both.
ARCSCOPE_INLINE void unpackWord(std::uint64_t plus, std::uint64_t minus, std::int8_t* out) {
#if defined(__AVX512BW__)
  _mm512_storeu_si512(out, _mm512_sub_epi8(_mm512_movm_epi8(minus), _mm512_movm_epi8(plus)));
#elif defined(__AVX2__)
  const __m256i byteOf = _mm256_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2,
                                          2, 3, 3, 3, 3, 3, 3, 3, 3);
  const __m256i bitOf = _mm256_set1_epi64x(static_cast<long long>(0x8040201008040201U));
  const auto spread = [&](std::uint64_t bits) __attribute__((always_inline)) {
    const __m256i bytes =
        _mm256_shuffle_epi8(_mm256_set1_epi32(static_cast<int>(bits & 0xFFFFFFFFU)), byteOf);
    return _mm256_cmpeq_epi8(_mm256_and_si256(bytes, bitOf), bitOf);
  };
  for (int half = 0; half < 64; half += 32)
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + half),
                        _mm256_sub_epi8(spread(minus >> half), spread(plus >> half)));
#else
  for (int i = 0; i < 64; ++i) out[i] = static_cast<std::int8_t>((plus >> i & 1) - (minus >> i & 1));
#endif
}
inline void unpack(const std::uint64_t* plus, const std::uint64_t* minus, std::ptrdiff_t stride, int points,
                   std::int8_t* out) {
  forEachWord(
      stride, points, [&](std::ptrdiff_t word, std::uint64_t valid) __attribute__((always_inline)) {
        const std::uint64_t negative = minus ? minus[word] : 0;
        if (valid == ~std::uint64_t{0}) {
          unpackWord(plus[word], negative, out);
          out += 64;
        } else {
          std::int8_t last[64];
          unpackWord(plus[word], negative, last);
          __builtin_memcpy(out, last, static_cast<std::size_t>(points % 64));
        }
      });
}

inline constexpr PlaneRoutines ownPlaneRoutines{&countSet, &countChanges, &unpack};

}  // namespace
}  // namespace arcscope::core::kernel
