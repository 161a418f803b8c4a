// What the search for principal components spends its time on, see simd.h about linkage.
#pragma once
#include "core/trajectory/kernel/kernel.h"
#include "core/trajectory/kernel/product.h"
#include "core/trajectory/kernel/simd.h"

namespace arcscope::core::kernel {
namespace {

template <class T>
void compress(const T* x, int rows, int blocks, const T* v, int stride, T* y) {
  constexpr int points = blockPoints<T>;
  for (int block = 0; block < blocks; ++block)
    product<T, subspace>(v, stride, x + static_cast<std::ptrdiff_t>(block) * rows * points, rows,
                         y + static_cast<std::ptrdiff_t>(block) * subspace * points);
}

template <class T, int Rows>
void correlateRows(const T* x, int rows, int blocks, const T* y, T* w) {
  constexpr int points = blockPoints<T>;
  Vector<T> sum[Rows][subspace] = {};
  for (int block = 0; block < blocks; ++block) {
    for (int half = 0; half < points; half += lanes<T>) {
      Vector<T> own[Rows];
      for (int r = 0; r < Rows; ++r) own[r] = load(x + r * points + half);
#pragma GCC unroll 8
      for (int c = 0; c < subspace; ++c) {
        const Vector<T> other = load(y + c * points + half);
#pragma GCC unroll 8
        for (int r = 0; r < Rows; ++r) sum[r][c] += own[r] * other;
      }
    }
    x += static_cast<std::ptrdiff_t>(rows) * points;
    y += subspace * points;
  }
  for (int r = 0; r < Rows; ++r)
    for (int c = 0; c < subspace; ++c) w[r * subspace + c] = sumOf<T>(sum[r][c]);
}

template <class T>
void correlate(const T* x, int firstRow, int rows, int blocks, const T* y, T* w) {
  constexpr int together = panelRows >= 12 ? 4 : 2;
  int row = firstRow;
  for (; row + together <= rows; row += together)
    correlateRows<T, together>(x + row * blockPoints<T>, rows, blocks, y, w + row * subspace);
  for (; row < rows; ++row)
    correlateRows<T, 1>(x + row * blockPoints<T>, rows, blocks, y, w + row * subspace);
}

/// Goes through in[0..count) by vectors, the last values one by one.
template <class T, class Whole, class Single>
ARCSCOPE_INLINE void forEach(std::ptrdiff_t count, Whole whole, Single single) {
  std::ptrdiff_t j = 0;
  for (; j + lanes<T> <= count; j += lanes<T>) whole(j);
  for (; j < count; ++j) single(j);
}

template <class T>
RowSummary describe(const float* in, std::ptrdiff_t count) {
  const T first = static_cast<T>(in[0]);
  Vector<T> sums = {}, largest = {};
  T sum = 0, most = 0;
  forEach<T>(
      count,
      [&](std::ptrdiff_t j) __attribute__((always_inline)) {
        const Vector<T> x = loadFloats<T>(in + j);
        sums += x - splat(first);
        const Vector<T> size = choose<T>(x < splat(T(0)), -x, x);
        largest = larger(size, largest);
      },
      [&](std::ptrdiff_t j) {
        sum += static_cast<T>(in[j]) - first;
        const T size = in[j] < 0.0F ? static_cast<T>(-in[j]) : static_cast<T>(in[j]);
        most = size > most ? size : most;
      });
  for (int i = 0; i < lanes<T>; ++i) most = largest[i] > most ? largest[i] : most;
  return {static_cast<double>(sum + sumOf<T>(sums)), static_cast<double>(most)};
}

template <class T>
double centre(const float* in, int every, int count, T middle, T* out, std::ptrdiff_t blockStride) {
  Vector<T> squares[2] = {};
  for (int first = 0; first < count; first += blockPoints<T>, out += blockStride) {
    const int valid = count - first < blockPoints<T> ? count - first : blockPoints<T>;
    if (valid == blockPoints<T> && every == 1) {
      store(out, loadFloats<T>(in + first) - splat(middle));
      store(out + lanes<T>, loadFloats<T>(in + first + lanes<T>) - splat(middle));
    } else {
      const float* const from = in + static_cast<std::ptrdiff_t>(first) * every;
      for (int i = 0; i < valid; ++i)
        out[i] = static_cast<T>(from[static_cast<std::ptrdiff_t>(i) * every]) - middle;
      for (int i = valid; i < blockPoints<T>; ++i) out[i] = T(0);
    }
    const Vector<T> x0 = load(out), x1 = load(out + lanes<T>);
    squares[0] += x0 * x0;
    squares[1] += x1 * x1;
  }
  return static_cast<double>(sumOf<T>(squares[0] + squares[1]));
}

template <class T, int Held>
double addAlongHeld(const float* in, std::ptrdiff_t count, T middle, const T* v, T* y,
                    std::ptrdiff_t stride) {
  Vector<T> squares = {};
  T square = 0;
  forEach<T>(
      count,
      [&](std::ptrdiff_t j) __attribute__((always_inline)) {
        const Vector<T> x = loadFloats<T>(in + j) - splat(middle);
        squares += x * x;
#pragma GCC unroll 3
        for (int c = 0; c < Held; ++c) store(y + c * stride + j, load(y + c * stride + j) + splat(v[c]) * x);
      },
      [&](std::ptrdiff_t j) {
        const T x = static_cast<T>(in[j]) - middle;
        square += x * x;
        for (int c = 0; c < Held; ++c) y[c * stride + j] += v[c] * x;
      });
  return static_cast<double>(square + sumOf<T>(squares));
}
template <class T>
double addAlong(const float* in, std::ptrdiff_t count, T middle, const T* v, int held, T* y,
                std::ptrdiff_t stride) {
  if (held == 1) return addAlongHeld<T, 1>(in, count, middle, v, y, stride);
  if (held == 2) return addAlongHeld<T, 2>(in, count, middle, v, y, stride);
  return addAlongHeld<T, 3>(in, count, middle, v, y, stride);
}

}  // namespace
}  // namespace arcscope::core::kernel
