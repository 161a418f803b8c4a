// Vectors of the instruction set that this translation unit is compiled for. Everything here and in the
// headers that include it has internal linkage: the linker must not merge code compiled for different
// processors. For the same reason nothing of the standard library with code in it is included.
#pragma once
#include <cstddef>
#include <cstdint>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace arcscope::core::kernel {
namespace {

#if defined(__AVX512F__)
inline constexpr int vectorBytes = 64;
#elif defined(__AVX2__)
inline constexpr int vectorBytes = 32;
#else
inline constexpr int vectorBytes = 16;
#endif

template <class T>
struct VectorOf;
template <>
struct VectorOf<float> {
  using Type [[gnu::vector_size(vectorBytes)]] = float;
  using Bits [[gnu::vector_size(vectorBytes)]] = std::int32_t;
  using Half [[gnu::vector_size(vectorBytes / 2)]] = float;
  using Loose [[gnu::vector_size(vectorBytes), gnu::aligned(4), gnu::may_alias]] = float;
  static constexpr int lanes = vectorBytes / 4;
};
template <>
struct VectorOf<double> {
  using Type [[gnu::vector_size(vectorBytes)]] = double;
  using Bits [[gnu::vector_size(vectorBytes)]] = std::int64_t;
  using Loose [[gnu::vector_size(vectorBytes), gnu::aligned(8), gnu::may_alias]] = double;
  using Narrow [[gnu::vector_size(vectorBytes / 2)]] = float;
  using LooseNarrow [[gnu::vector_size(vectorBytes / 2), gnu::aligned(4), gnu::may_alias]] = float;
  static constexpr int lanes = vectorBytes / 8;
};
template <class T>
using Vector = typename VectorOf<T>::Type;
template <class T>
using Bits = typename VectorOf<T>::Bits;
template <class T>
inline constexpr int lanes = VectorOf<T>::lanes;

#define ARCSCOPE_INLINE [[gnu::always_inline]] inline

template <class T>
ARCSCOPE_INLINE Vector<T> load(const T* p) {
  return *reinterpret_cast<const Vector<T>*>(p);
}
template <class T>
ARCSCOPE_INLINE void store(T* p, Vector<T> v) {
  *reinterpret_cast<Vector<T>*>(p) = v;
}
template <class T>
ARCSCOPE_INLINE Vector<T> loadLoose(const T* p) {
  return *reinterpret_cast<const typename VectorOf<T>::Loose*>(p);
}
template <class T>
ARCSCOPE_INLINE Vector<T> loadFloats(const float* p) {
  if constexpr (sizeof(T) == sizeof(float))
    return *reinterpret_cast<const VectorOf<float>::Loose*>(p);
  else
    return __builtin_convertvector(*reinterpret_cast<const VectorOf<double>::LooseNarrow*>(p),
                                   Vector<double>);
}
ARCSCOPE_INLINE void storeFloats(float* p, Vector<float> v) {
  *reinterpret_cast<VectorOf<float>::Loose*>(p) = v;
}
ARCSCOPE_INLINE void storeFloats(float* p, Vector<double> v) {
  *reinterpret_cast<VectorOf<double>::LooseNarrow*>(p) = __builtin_convertvector(v, VectorOf<double>::Narrow);
}
template <class T>
ARCSCOPE_INLINE Vector<T> splat(T value) {
  return value - Vector<T>{};  // keeps the sign of zero
}
template <class T>
ARCSCOPE_INLINE Vector<T> choose(Bits<T> mask, Vector<T> yes, Vector<T> no) {
  return mask ? yes : no;
}

/// One bit a lane of a comparison's result.
ARCSCOPE_INLINE std::uint64_t bitsOf(VectorOf<float>::Bits mask) {
#if defined(__AVX512F__)
  return _mm512_movepi32_mask(reinterpret_cast<__m512i>(mask));
#elif defined(__AVX2__)
  return static_cast<std::uint32_t>(_mm256_movemask_ps(reinterpret_cast<__m256>(mask)));
#elif defined(__SSE2__)
  return static_cast<std::uint32_t>(_mm_movemask_ps(reinterpret_cast<__m128>(mask)));
#else
  std::uint64_t bits = 0;
  for (int i = 0; i < lanes<float>; ++i) bits |= static_cast<std::uint64_t>(mask[i] & 1) << i;
  return bits;
#endif
}
ARCSCOPE_INLINE std::uint64_t bitsOf(VectorOf<double>::Bits mask) {
#if defined(__AVX512F__)
  return _mm512_movepi64_mask(reinterpret_cast<__m512i>(mask));
#elif defined(__AVX2__)
  return static_cast<std::uint32_t>(_mm256_movemask_pd(reinterpret_cast<__m256d>(mask)));
#elif defined(__SSE2__)
  return static_cast<std::uint32_t>(_mm_movemask_pd(reinterpret_cast<__m128d>(mask)));
#else
  std::uint64_t bits = 0;
  for (int i = 0; i < lanes<double>; ++i) bits |= static_cast<std::uint64_t>(mask[i] & 1) << i;
  return bits;
#endif
}

/// a > b ? a : b, and a < b ? a : b: b where one of them is no number.
/// (The masked forms, with all lanes: the plain ones of GCC 12 warn of their own uninitialised variables.)
#if defined(__AVX512F__)
ARCSCOPE_INLINE __mmask16 allLanes(Vector<float>) {
  return 0xFFFF;
}
ARCSCOPE_INLINE __mmask8 allLanes(Vector<double>) {
  return 0xFF;
}
#define ARCSCOPE_VECTOR_MATH(name) _mm512_maskz_##name(allLanes(a), a, b)
#elif defined(__AVX2__)
#define ARCSCOPE_VECTOR_MATH(name) _mm256_##name(a, b)
#elif defined(__SSE2__)
#define ARCSCOPE_VECTOR_MATH(name) _mm_##name(a, b)
#endif
#if defined(ARCSCOPE_VECTOR_MATH)
ARCSCOPE_INLINE Vector<float> larger(Vector<float> a, Vector<float> b) {
  return ARCSCOPE_VECTOR_MATH(max_ps);
}
ARCSCOPE_INLINE Vector<double> larger(Vector<double> a, Vector<double> b) {
  return ARCSCOPE_VECTOR_MATH(max_pd);
}
ARCSCOPE_INLINE Vector<float> smaller(Vector<float> a, Vector<float> b) {
  return ARCSCOPE_VECTOR_MATH(min_ps);
}
ARCSCOPE_INLINE Vector<double> smaller(Vector<double> a, Vector<double> b) {
  return ARCSCOPE_VECTOR_MATH(min_pd);
}
#else
template <class V>
ARCSCOPE_INLINE V larger(V a, V b) {
  return a > b ? a : b;
}
template <class V>
ARCSCOPE_INLINE V smaller(V a, V b) {
  return a < b ? a : b;
}
#endif

/// One bit a lane where a > b.
ARCSCOPE_INLINE std::uint64_t bitsWhereLarger(Vector<float> a, Vector<float> b) {
#if defined(__AVX512F__)
  return _mm512_cmp_ps_mask(a, b, _CMP_GT_OQ);
#else
  return bitsOf(a > b);
#endif
}
ARCSCOPE_INLINE std::uint64_t bitsWhereLarger(Vector<double> a, Vector<double> b) {
#if defined(__AVX512F__)
  return _mm512_cmp_pd_mask(a, b, _CMP_GT_OQ);
#else
  return bitsOf(a > b);
#endif
}

/// The lanes of (before, now) that lie `Lag` places before those of now. 0 <= Lag <= lanes.
template <class T, int Lag>
ARCSCOPE_INLINE Vector<T> shifted(Vector<T> before, Vector<T> now) {
#if defined(__AVX512F__)
  const auto bits = [](Vector<T> v) __attribute__((always_inline)) {
    return reinterpret_cast<__m512i>(v);
  };
  if constexpr (sizeof(T) == sizeof(float))
    return reinterpret_cast<Vector<T>>(
        _mm512_maskz_alignr_epi32(0xFFFF, bits(now), bits(before), (16 - Lag) % 16));
  else
    return reinterpret_cast<Vector<T>>(
        _mm512_maskz_alignr_epi64(0xFF, bits(now), bits(before), (8 - Lag) % 8));
#else
  Bits<T> index;
  for (int i = 0; i < lanes<T>; ++i) index[i] = lanes<T> - Lag + i;
  return __builtin_shuffle(before, now, index);
#endif
}

/// By halves: a single sum would wait for each addition.
template <class T, int Half = lanes<T> / 2>
ARCSCOPE_INLINE T sumOf(Vector<T> v) {
  if constexpr (Half == 0) {
    return v[0];
  } else {
    Bits<T> index;
    for (int i = 0; i < lanes<T>; ++i) index[i] = (i + Half) % lanes<T>;
    return sumOf<T, Half / 2>(v + __builtin_shuffle(v, index));
  }
}

}  // namespace
}  // namespace arcscope::core::kernel
