// The product of a few rows with one block of points, see simd.h about linkage.
#pragma once
#include "core/trajectory/kernel/simd.h"

namespace arcscope::core::kernel {
namespace {

/// Neurons of a panel: with two vectors of points they fill the registers with sums.
#if defined(__AVX512F__) || defined(__aarch64__)
inline constexpr int panelRows = 12;
#elif defined(__AVX2__)
inline constexpr int panelRows = 6;
#else
inline constexpr int panelRows = 4;
#endif
template <class T>
inline constexpr int blockPoints = 2 * lanes<T>;

/// Bytes of the weights that are asked for ahead: those of wide layers come from memory, and the processor's
/// own prefetching ends with each page.
inline constexpr std::size_t weightsAhead = 4096;

/// out[r][j] = sum over p of weights[p * stride + r] * in[p][j], for Rows neurons and one block of points.
template <class T, int Rows>
void product(const T* weights, int stride, const T* in, int cols, T* out) {
  Vector<T> sum[Rows][2] = {};
#pragma GCC unroll 2
  for (int p = 0; p < cols; ++p) {
    __builtin_prefetch(weights + weightsAhead / sizeof(T));
    const Vector<T> x0 = load(in);
    const Vector<T> x1 = load(in + lanes<T>);
#pragma GCC unroll 16
    for (int r = 0; r < Rows; ++r) {
      const Vector<T> w = splat(weights[r]);
      sum[r][0] += w * x0;
      sum[r][1] += w * x1;
    }
    weights += stride;
    in += blockPoints<T>;
  }
#pragma GCC unroll 16
  for (int r = 0; r < Rows; ++r) {
    store(out + r * blockPoints<T>, sum[r][0]);
    store(out + r * blockPoints<T> + lanes<T>, sum[r][1]);
  }
}

}  // namespace
}  // namespace arcscope::core::kernel
