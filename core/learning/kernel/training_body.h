// The routines of training for the instruction set that this translation unit is compiled for, see simd.h.
#pragma once
#include "core/learning/kernel/training_kernel.h"
#include "core/trajectory/kernel/math.h"
#include "core/trajectory/kernel/product.h"
#include "core/trajectory/kernel/simd.h"

namespace arcscope::core::kernel {
namespace {

/// Rows are read through a pointer each three of them: more pointers do not fit the registers.
inline constexpr int rowsAPointer = 3;

template <class T, int Rows, int Vectors>
void multiplyTile(const BlockProduct<T>& m, int row0, int column0) {
  constexpr int pointers = (Rows + rowsAPointer - 1) / rowsAPointer;
  Vector<T> sum[Rows][Vectors];
#pragma GCC unroll 16
  for (int r = 0; r < Rows; ++r) {
    const Vector<T> start = splat(m.start ? m.start[row0 + r] : T(0));
#pragma GCC unroll 2
    for (int v = 0; v < Vectors; ++v) sum[r][v] = start;
  }
  const std::ptrdiff_t aRow = m.aRow;
  const std::ptrdiff_t aInner = m.aInner;
  const T* a[pointers];
#pragma GCC unroll 4
  for (int i = 0; i < pointers; ++i) a[i] = m.a + (row0 + i * rowsAPointer) * aRow;
  const T* const b = m.b + column0;
  const std::ptrdiff_t* const bRows = m.bRows;
  for (int p = 0; p < m.inner; ++p) {
    const T* const in = b + bRows[p];
    Vector<T> x[Vectors];
#pragma GCC unroll 2
    for (int v = 0; v < Vectors; ++v) x[v] = load(in + v * lanes<T>);
#pragma GCC unroll 16
    for (int r = 0; r < Rows; ++r) {
      const Vector<T> w = splat(a[r / rowsAPointer][(r % rowsAPointer) * aRow]);
#pragma GCC unroll 2
      for (int v = 0; v < Vectors; ++v) sum[r][v] += w * x[v];
    }
#pragma GCC unroll 4
    for (int i = 0; i < pointers; ++i) a[i] += aInner;
  }
  T* const c = m.c + row0 * m.cRow + column0;
#pragma GCC unroll 16
  for (int r = 0; r < Rows; ++r)
#pragma GCC unroll 2
    for (int v = 0; v < Vectors; ++v) {
      T* const out = c + r * m.cRow + v * lanes<T>;
      store(out, m.add ? load(out) + sum[r][v] : sum[r][v]);
    }
}

template <class T, int Vectors, int Rows = panelRows>
void multiplyRows(const BlockProduct<T>& m, int rows, int row0, int column0) {
  if constexpr (Rows > 1) {
    if (rows != Rows) return multiplyRows<T, Vectors, Rows - 1>(m, rows, row0, column0);
  }
  multiplyTile<T, Rows, Vectors>(m, row0, column0);
}

/// Panels of about the same height: 100 rows are 8 of 12 and one of 4, or 9 of 11 or 12.
template <class T, int Vectors>
void multiplyColumns(const BlockProduct<T>& m, int column0) {
  const int panels = (m.rows + panelRows - 1) / panelRows;
  for (int panel = 0; panel < panels; ++panel) {
    const int begin = static_cast<int>(static_cast<std::int64_t>(m.rows) * panel / panels);
    const int end = static_cast<int>(static_cast<std::int64_t>(m.rows) * (panel + 1) / panels);
    multiplyRows<T, Vectors>(m, end - begin, begin, column0);
  }
}

template <class T>
void multiply(const BlockProduct<T>& m) {
  int column = 0;
  for (; column + 2 * lanes<T> <= m.columns; column += 2 * lanes<T>) multiplyColumns<T, 2>(m, column);
  for (; column < m.columns; column += lanes<T>) multiplyColumns<T, 1>(m, column);
}

template <class T, int Rows, int Inner>
void correlateTile(const BlockCorrelation<T>& m, int row0, int inner0) {
  Vector<T> sum[Rows][Inner] = {};
  for (int s = 0; s < m.samples; ++s) {
    const T* const a = m.a + m.aSamples[s] + row0 * m.aRow;
    const std::ptrdiff_t* const bRows = m.bRows + static_cast<std::ptrdiff_t>(s) * m.inner + inner0;
    for (int j = 0; j < m.columns; j += lanes<T>) {
      Vector<T> x[Inner];
#pragma GCC unroll 4
      for (int k = 0; k < Inner; ++k) x[k] = load(m.b + bRows[k] + j);
#pragma GCC unroll 4
      for (int r = 0; r < Rows; ++r) {
        const Vector<T> w = load(a + r * m.aRow + j);
#pragma GCC unroll 4
        for (int k = 0; k < Inner; ++k) sum[r][k] += w * x[k];
      }
    }
  }
  for (int r = 0; r < Rows; ++r)
    for (int k = 0; k < Inner; ++k) m.c[(row0 + r) * m.cRow + inner0 + k] += sumOf<T>(sum[r][k]);
}

template <class T>
void correlate(const BlockCorrelation<T>& m) {
#if defined(__AVX512F__)
  constexpr int height = 4, width = 4;
#else
  constexpr int height = 2, width = 4;
#endif
  for (int row = 0; row < m.rows;) {
    const bool whole = row + height <= m.rows;
    for (int k = 0; k < m.inner;) {
      const bool wide = k + width <= m.inner;
      if (whole && wide)
        correlateTile<T, height, width>(m, row, k);
      else if (whole)
        correlateTile<T, height, 1>(m, row, k);
      else if (wide)
        correlateTile<T, 1, width>(m, row, k);
      else
        correlateTile<T, 1, 1>(m, row, k);
      k += wide ? width : 1;
    }
    row += whole ? height : 1;
  }
}

/// Exchanges elements `Distance` apart between rows `Distance` apart, then the farther ones: rows become
/// columns.
template <class T, int Distance = 1>
ARCSCOPE_INLINE void turn(Vector<T> (&rows)[lanes<T>]) {
  if constexpr (Distance < lanes<T>) {
    Bits<T> low{}, high{};  // the compiler does not see that the loop fills them
    for (int k = 0; k < lanes<T>; ++k) {
      low[k] = (k & Distance) != 0 ? lanes<T> + k - Distance : k;
      high[k] = (k & Distance) != 0 ? lanes<T> + k : k + Distance;
    }
#pragma GCC unroll 16
    for (int i = 0; i < lanes<T>; ++i) {
      if ((i & Distance) != 0) continue;
      const Vector<T> a = rows[i];
      const Vector<T> b = rows[i + Distance];
      rows[i] = __builtin_shuffle(a, b, low);
      rows[i + Distance] = __builtin_shuffle(a, b, high);
    }
    turn<T, 2 * Distance>(rows);
  }
}

template <class T>
void transpose(const T* in, std::ptrdiff_t inRow, int rows, int columns, T* out, std::ptrdiff_t outRow) {
  for (int i0 = 0; i0 < rows; i0 += lanes<T>)
    for (int j0 = 0; j0 < columns; j0 += lanes<T>) {
      Vector<T> square[lanes<T>];
#pragma GCC unroll 16
      for (int i = 0; i < lanes<T>; ++i)
        square[i] = i0 + i < rows ? load(in + (i0 + i) * inRow + j0) : Vector<T>{};
      turn<T>(square);
#pragma GCC unroll 16
      for (int j = 0; j < lanes<T>; ++j)
        if (j0 + j < columns) store(out + (j0 + j) * outRow + i0, square[j]);
    }
}

template <Activation A>
ARCSCOPE_INLINE Doubles smoothSlope(Doubles h, Doubles z) {
  constexpr double rootOfHalf = 0.70710678118654752440;
  constexpr double twoOverRootPi = 1.12837916709551257390;
  constexpr double normalPeak = 0.39894228040143267794;  // 1 / sqrt(2 pi)
  const Doubles one = splat(1.0);
  if constexpr (A == Activation::Tanh) return one - z * z;
  if constexpr (A == Activation::Erf) return splat(twoOverRootPi) * exponential(-h * h);
  if constexpr (A == Activation::Sigmoid) return z * (one - z);
  if constexpr (A == Activation::Gelu)
    return normalShare(h * splat(rootOfHalf)) + h * splat(normalPeak) * exponential(splat(-0.5) * h * h);
  if constexpr (A == Activation::Silu) {
    const Doubles s = logistic(h);
    return s * (one + h * (one - s));
  }
  if constexpr (A == Activation::Sin) return sine(h + splat(1.57079632679489661923));
}

template <Activation A, class T>
ARCSCOPE_INLINE Vector<T> slopeOf(Vector<T> h, Vector<T> z) {
  const Vector<T> zero = splat(T(0));
  const Vector<T> one = splat(T(1));
  if constexpr (A == Activation::Relu) return choose<T>(h > zero, one, zero);
  if constexpr (A == Activation::HardTanh) return choose<T>(magnitude<T>(h) > one, zero, one);
  if constexpr (A == Activation::LeakyRelu) return choose<T>(h > zero, one, splat(T(leakyReluSlope)));
  if constexpr (A == Activation::Linear) return one;
  if constexpr (A == Activation::Abs) return choose<T>(h > zero, one, -one);
  if constexpr (A == Activation::Tanh) return one - z * z;
  if constexpr (A == Activation::Sigmoid) return z * (one - z);
  if constexpr (!isPiecewiseLinear(A) && A != Activation::Tanh && A != Activation::Sigmoid) {
    if constexpr (sizeof(T) == sizeof(double))
      return smoothSlope<A>(h, z);
    else
      return throughDouble(
          h, [](Doubles x) __attribute__((always_inline)) { return smoothSlope<A>(x, Doubles{}); });
  }
}

template <Activation A, class T>
void activateAll(const T* h, T* z, T* slope, std::size_t count) {
  for (std::size_t i = 0; i < count; i += static_cast<std::size_t>(lanes<T>)) {
    const Vector<T> x = load(h + i);
    const Vector<T> y = activated<A, T>(x);
    store(slope + i, slopeOf<A, T>(x, y));
    store(z + i, y);
  }
}

template <class T>
void activate(Activation activation, const T* h, T* z, T* slope, std::size_t count) {
  switch (activation) {
#define ARCSCOPE_CASE(A) \
  case Activation::A:    \
    return activateAll<Activation::A, T>(h, z, slope, count);
    ARCSCOPE_CASE(Relu)
    ARCSCOPE_CASE(HardTanh)
    ARCSCOPE_CASE(LeakyRelu)
    ARCSCOPE_CASE(Linear)
    ARCSCOPE_CASE(Abs)
    ARCSCOPE_CASE(Tanh)
    ARCSCOPE_CASE(Erf)
    ARCSCOPE_CASE(Sigmoid)
    ARCSCOPE_CASE(Gelu)
    ARCSCOPE_CASE(Silu)
    ARCSCOPE_CASE(Sin)
#undef ARCSCOPE_CASE
  }
}

template <class T>
inline constexpr TrainingRoutines<T> ownTrainingRoutines{multiply<T>, correlate<T>, transpose<T>,
                                                         activate<T>};

}  // namespace
}  // namespace arcscope::core::kernel
