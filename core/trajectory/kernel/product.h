// The product of a few rows with one block of points, see simd.h about linkage.
#pragma once
#include "core/trajectory/kernel/kernel.h"
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

/// The same over those inputs alone that `list` names.
template <class T, int Rows>
void productOf(const std::int32_t* list, int count, const T* weights, int stride, const T* in, T* out) {
  Vector<T> sum[Rows][2] = {};
#pragma GCC unroll 2
  for (int i = 0; i < count; ++i) {
    const std::ptrdiff_t p = list[i];
    const T* const w = weights + p * stride;
    __builtin_prefetch(w + weightsAhead / sizeof(T));
    const Vector<T> x0 = load(in + p * blockPoints<T>);
    const Vector<T> x1 = load(in + p * blockPoints<T> + lanes<T>);
#pragma GCC unroll 16
    for (int r = 0; r < Rows; ++r) {
      sum[r][0] += splat(w[r]) * x0;
      sum[r][1] += splat(w[r]) * x1;
    }
  }
#pragma GCC unroll 16
  for (int r = 0; r < Rows; ++r) {
    store(out + r * blockPoints<T>, sum[r][0]);
    store(out + r * blockPoints<T> + lanes<T>, sum[r][1]);
  }
}

/// What inputs that stay at one value throughout a block add to a panel's neurons.
template <class T>
struct PanelSums {
  static constexpr int vectors = (panelRows + lanes<T> - 1) / lanes<T>;
  alignas(vectorBytes) T values[vectors * lanes<T>] = {};
  ARCSCOPE_INLINE void scaleAndAdd(T scale, T biasScale, const T* bias) {
#pragma GCC unroll 4
    for (int v = 0; v < vectors * lanes<T>; v += lanes<T>)
      store(values + v, load(values + v) * splat(scale) + loadLoose(bias + v) * splat(biasScale));
  }
};
template <class T>
ARCSCOPE_INLINE PanelSums<T> sumsOfStaying(const std::int32_t* list, int count, const T* weights, int stride,
                                           const T* in) {
  constexpr int vectors = PanelSums<T>::vectors;
  constexpr int chains = 4;  // additions that do not wait for each other
  Vector<T> sum[chains][vectors] = {};
  const auto add = [&](Vector<T>(&to)[vectors], std::ptrdiff_t p) __attribute__((always_inline)) {
    const Vector<T> x = splat(in[p * blockPoints<T>]);
#pragma GCC unroll 4
    for (int v = 0; v < vectors; ++v) to[v] += loadLoose(weights + p * stride + v * lanes<T>) * x;
  };
  int i = 0;
  for (; i + chains <= count; i += chains) {
#pragma GCC unroll 4
    for (int c = 0; c < chains; ++c) add(sum[c], list[i + c]);
  }
  for (; i < count; ++i) add(sum[0], list[i]);
  PanelSums<T> result;
#pragma GCC unroll 4
  for (int v = 0; v < vectors; ++v)
    store(result.values + v * lanes<T>, (sum[0][v] + sum[1][v]) + (sum[2][v] + sum[3][v]));
  return result;
}

/// Fills one block's list, see TileLayer::inputs.
template <class T>
ARCSCOPE_INLINE void sortBlock(const T* in, int cols, std::int32_t* list) {
  std::int32_t* const moving = list + inputsHeader;
  int moved = 0, stayed = 0;
  for (int p = 0; p < cols; ++p, in += blockPoints<T>) {
    const Vector<T> first = splat(in[0]);
    const auto differs = (load(in) != first) | (load(in + lanes<T>) != first);
    const int moves = bitsOf(differs) != 0 ? 1 : 0;
    moving[moved] = p;
    moved += moves;
    moving[cols - 1 - stayed] = p;  // counted or written over
    stayed += (1 - moves) & (in[0] != T(0) ? 1 : 0);
  }
  list[0] = moved;
  list[1] = stayed;
}
template <class T>
void sortInputs(const T* in, int cols, int blocks, std::int32_t* inputs) {
  for (int block = 0; block < blocks; ++block)
    sortBlock(in + static_cast<std::ptrdiff_t>(block) * cols * blockPoints<T>, cols,
              inputs + static_cast<std::ptrdiff_t>(block) * (inputsHeader + cols));
}

}  // namespace
}  // namespace arcscope::core::kernel
