// The routines of row_kernel.h for the instruction set that this translation unit is compiled for, see
// core/trajectory/kernel/simd.h.
#pragma once
#include "core/exact/row_kernel/row_kernel.h"
#include "core/trajectory/kernel/simd.h"

namespace arcscope::core::kernel {
namespace {

/// Points that share the weights in registers, and vectors of each: their sums fill the registers.
#if defined(__AVX512F__)
inline constexpr int together = 6;
#elif defined(__AVX2__) || defined(__aarch64__)
inline constexpr int together = 3;
#else
inline constexpr int together = 2;
#endif
inline constexpr int vectors = 4;

template <int Points, int Vectors>
void applyBlock(const RowLayer& layer, int point, int row) {
  constexpr int width = lanes<double>;
  Vector<double> sum[Points][Vectors];
#pragma GCC unroll 8
  for (int n = 0; n < Vectors; ++n) {
    const Vector<double> bias = load(layer.bias + row + n * width);
#pragma GCC unroll 8
    for (int v = 0; v < Points; ++v) sum[v][n] = bias;
  }
  const double* weights = layer.weights + row;
  const double* in = layer.in + static_cast<std::ptrdiff_t>(point) * layer.inStride;
  for (int j = 0; j < layer.cols; ++j) {
    Vector<double> w[Vectors];
#pragma GCC unroll 8
    for (int n = 0; n < Vectors; ++n) w[n] = load(weights + n * width);
#pragma GCC unroll 8
    for (int v = 0; v < Points; ++v) {
      const Vector<double> z = splat(in[static_cast<std::ptrdiff_t>(v) * layer.inStride + j]);
#pragma GCC unroll 8
      for (int n = 0; n < Vectors; ++n) sum[v][n] += w[n] * z;
    }
    weights += layer.stride;
  }
  double* out = layer.out + static_cast<std::ptrdiff_t>(point) * layer.stride + row;
#pragma GCC unroll 8
  for (int v = 0; v < Points; ++v)
#pragma GCC unroll 8
    for (int n = 0; n < Vectors; ++n)
      store(out + static_cast<std::ptrdiff_t>(v) * layer.stride + n * width, sum[v][n]);
}

template <int Vectors>
void applyColumns(const RowLayer& layer, int row) {
  int point = 0;
  for (; point + together <= layer.points; point += together)
    applyBlock<together, Vectors>(layer, point, row);
  for (; point < layer.points; ++point) applyBlock<1, Vectors>(layer, point, row);
}

void applyRows(const RowLayer& layer) {
  constexpr int width = lanes<double>;
  int row = 0;
  for (; row + vectors * width <= layer.stride; row += vectors * width) applyColumns<vectors>(layer, row);
  for (; row + 2 * width <= layer.stride; row += 2 * width) applyColumns<2>(layer, row);
  for (; row < layer.stride; row += width) applyColumns<1>(layer, row);
}

void sidesOfRows(const RowSides& job) {
  constexpr int width = lanes<double>;
  for (int v = 0; v < job.points; ++v) {
    const double* row = job.rows + static_cast<std::ptrdiff_t>(v) * job.stride;
    std::uint64_t* below = job.below + static_cast<std::size_t>(v) * job.sideStride;
    std::uint64_t* above = job.above + static_cast<std::size_t>(v) * job.sideStride;
    for (int begin = 0; begin < job.stride; begin += 64) {
      const int end = begin + 64 < job.stride ? begin + 64 : job.stride;
      std::uint64_t belowBits = 0;
      std::uint64_t aboveBits = 0;
      for (int i = begin; i < end; i += width) {
        const Vector<double> h = load(row + i);
        belowBits |= bitsOf(h < load(job.low + i)) << (i - begin);
        aboveBits |= bitsOf(h > load(job.high + i)) << (i - begin);
      }
      *below++ = belowBits;
      *above++ = aboveBits;
    }
  }
}

bool largestOfRows(const double* rows, int stride, int points, double* largest) {
  constexpr int width = lanes<double>;
  const Vector<double> zero = splat(0.0);
  Bits<double> finite = zero == zero;
  for (int v = 0; v < points; ++v) {
    const double* row = rows + static_cast<std::ptrdiff_t>(v) * stride;
    for (int i = 0; i < stride; i += width) {
      const Vector<double> h = load(row + i);
      const Vector<double> size = choose<double>(h < zero, -h, h);
      const Vector<double> before = load(largest + i);
      finite &= size <= splat(1.7976931348623157e308);
      store(largest + i, choose<double>(size > before, size, before));
    }
  }
  for (int i = 0; i < width; ++i)
    if (finite[i] == 0) return false;
  return true;
}

void snapRows(double* rows, int stride, int points, const double* low, const double* high, double level) {
  const Vector<double> there = splat(level);
  for (int v = 0; v < points; ++v, rows += stride)
    for (int i = 0; i < stride; i += lanes<double>) {
      const Vector<double> h = load(rows + i);
      store(rows + i, choose<double>((h >= load(low + i)) & (h <= load(high + i)), there, h));
    }
}

void blendRows(const double* a, const double* b, double lambda, double* out, int stride) {
  const Vector<double> factor = splat(lambda);
  for (int i = 0; i < stride; i += lanes<double>) {
    const Vector<double> from = load(a + i);
    store(out + i, from + factor * (load(b + i) - from));
  }
}

inline constexpr RowRoutines ownRowRoutines{&applyRows, &sidesOfRows, &largestOfRows, &snapRows, &blendRows};

}  // namespace
}  // namespace arcscope::core::kernel
