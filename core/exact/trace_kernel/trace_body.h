// The routines of trace_kernel.h for the instruction set that this translation unit is compiled for, see
// simd.h about linkage.
#pragma once
#include "core/exact/trace_kernel/trace_kernel.h"
#include "core/trajectory/kernel/math.h"
#include "core/trajectory/kernel/product.h"
#include "core/trajectory/kernel/simd.h"

namespace arcscope::core::kernel {
namespace {

using Values = Vector<double>;
using Loose [[gnu::vector_size(vectorBytes), gnu::aligned(8), gnu::may_alias]] = double;
constexpr int lane = lanes<double>;

ARCSCOPE_INLINE Values loadLoose(const double* p) {
  return *reinterpret_cast<const Loose*>(p);
}

ARCSCOPE_INLINE void storeLoose(double* p, Values v) {
  *reinterpret_cast<Loose*>(p) = v;
}

template <int Rows, int Vectors>
void tracedBlock(const TraceProduct& job, const double* weights, int row0, int column) {
  Values sum[Rows][Vectors] = {};
  const double* const in = job.in + column;
  for (int a = 0; a < job.activeCount; ++a) {
    const int p = job.active[a];
    const double* const x = in + p * job.stride;
    const double* const w = weights + static_cast<std::ptrdiff_t>(p) * Rows;
    Values value[Vectors];
#pragma GCC unroll 2
    for (int v = 0; v < Vectors; ++v) value[v] = load(x + v * lane);
#pragma GCC unroll 16
    for (int r = 0; r < Rows; ++r) {
      const Values weight = splat(w[r]);
#pragma GCC unroll 2
      for (int v = 0; v < Vectors; ++v) sum[r][v] += weight * value[v];
    }
  }
  const Values scale = splat(job.weightScale);
#pragma GCC unroll 16
  for (int r = 0; r < Rows; ++r) {
    const Values bias = splat(job.bias[row0 + r]);
    double* const out = job.out + (row0 + r) * job.stride + column;
#pragma GCC unroll 2
    for (int v = 0; v < Vectors; ++v) store(out + v * lane, sum[r][v] * scale + bias);
  }
}

template <int Rows = panelRows>
void tracedPanel(const TraceProduct& job, const double* weights, int row0, int rows) {
  if constexpr (Rows > 1) {
    if (rows != Rows) return tracedPanel<Rows - 1>(job, weights, row0, rows);
  }
  int column = 0;
  for (; column + lane < job.columns; column += 2 * lane) tracedBlock<Rows, 2>(job, weights, row0, column);
  if (column < job.columns) tracedBlock<Rows, 1>(job, weights, row0, column);
}

void tracedProduct(const TraceProduct& job) {
  for (int row = 0; row < job.rows; row += panelRows) {
    const int rows = job.rows - row < panelRows ? job.rows - row : panelRows;
    tracedPanel(job, job.weights + static_cast<std::ptrdiff_t>(row) * job.cols, row, rows);
  }
}

void foldColumns(const double* weights, int rows, int cols, const int* columns, const double* values,
                 int count, double* sums) {
  for (int row = 0; row < rows; row += panelRows) {
    const int here = rows - row < panelRows ? rows - row : panelRows;
    const double* const panel = weights + static_cast<std::ptrdiff_t>(row) * cols;
    double sum[panelRows] = {};
    if (here == panelRows) {
      for (int i = 0; i < count; ++i) {
        const double* const w = panel + static_cast<std::ptrdiff_t>(columns[i]) * panelRows;
        for (int r = 0; r < panelRows; ++r) sum[r] += w[r] * values[i];
      }
    } else {
      for (int i = 0; i < count; ++i)
        for (int r = 0; r < here; ++r)
          sum[r] += panel[static_cast<std::ptrdiff_t>(columns[i]) * here + r] * values[i];
    }
    for (int r = 0; r < here; ++r) sums[row + r] += sum[r];
  }
}

void rowSquares(const double* weights, int rows, int cols, double* sums) {
  for (int row = 0; row < rows; row += panelRows) {
    const int here = rows - row < panelRows ? rows - row : panelRows;
    const double* w = weights + static_cast<std::ptrdiff_t>(row) * cols;
    for (int r = 0; r < here; ++r) sums[row + r] = 0.0;
    for (int p = 0; p < cols; ++p, w += here)
      for (int r = 0; r < here; ++r) sums[row + r] += w[r] * w[r];
  }
}

template <bool Clips>
void searchEnds(const TraceSearch& job) {
  const Values zero = splat(0.0), one = splat(1.0), slack = splat(job.slack), rest = splat(job.rest);
  for (int first = 0; first <= job.pieces; first += 64) {
    std::uint64_t positive = 0, nearZero = 0, outside = 0, nearOne = 0;
    for (int bit = 0; bit < 64 && first + bit <= job.pieces; bit += lane) {
      const Values h = load(job.row + first + bit);
      const Values tolerance = load(job.norm + first + bit) * slack + rest;
      const Values size = magnitude<double>(h);
      positive |= bitsOf(h > zero) << bit;
      nearZero |= bitsOf(size <= tolerance) << bit;
      if constexpr (Clips) {
        const Values beyond = size - one;
        outside |= bitsOf(beyond > zero) << bit;
        nearOne |= bitsOf(magnitude<double>(beyond) <= tolerance) << bit;
      }
    }
    job.positive[first / 64] = positive;
    job.nearZero[first / 64] = nearZero;
    if constexpr (Clips) {
      job.outside[first / 64] = outside;
      job.nearOne[first / 64] = nearOne;
    }
  }
}

/// Which pieces of an arc the row may leave through `level` and come back. In the quadratic a y^2 + b y + c
/// of piece_shape.h, a = c * bend + bow.
ARCSCOPE_INLINE std::uint64_t dips(double level, Values left, Values inner, Values right, Values bend,
                                   Values bow, Values b) {
  const Values c = inner - splat(level);
  const Values a = c * bend + bow;
  const Values ac = a * c;
  const auto touches = (ac > splat(0.0)) & (b * b > splat(4.0) * ac);
  const auto across = ((left - splat(level)) * c < splat(0.0)) & ((right - splat(level)) * c < splat(0.0));
  return bitsOf((touches & (magnitude<double>(b) < splat(2.0) * magnitude<double>(a))) | across);
}

template <bool Clips>
void searchPieces(const TraceSearch& job) {
  const Values half = splat(0.5), one = splat(1.0), two = splat(2.0);
  const double* const inner = job.row + job.pieces + 1;
  for (int first = 0; first <= job.pieces; first += 64) {
    std::uint64_t twice[3] = {};
    for (int bit = 0; bit < 64 && first + bit < job.pieces; bit += lane) {
      const int j = first + bit;
      const Values left = load(job.row + j), right = loadLoose(job.row + j + 1);
      const Values middle = loadLoose(inner + j), bend = load(job.bend + j);
      const Values gain = one + bend;
      const Values b = (right - left) * half * gain;
      const Values bow = ((left + right) * half - middle) * gain;
      // There is no extremum inside, whatever the level, where |b| >= 2 |a|.
      const Values most = magnitude<double>(bow) + (magnitude<double>(middle) + one) * bend;
      if (bitsOf(magnitude<double>(b) < two * most) == 0) continue;
      twice[1] |= dips(0.0, left, middle, right, bend, bow, b) << bit;
      if constexpr (Clips) {
        twice[0] |= dips(-1.0, left, middle, right, bend, bow, b) << bit;
        twice[2] |= dips(1.0, left, middle, right, bend, bow, b) << bit;
      }
    }
    job.twice[1][first / 64] = twice[1];
    if constexpr (Clips) {
      job.twice[0][first / 64] = twice[0];
      job.twice[2][first / 64] = twice[2];
    }
  }
}

void searchRow(const TraceSearch& job) {
  if (job.clips) {
    searchEnds<true>(job);
    if (job.bend) searchPieces<true>(job);
  } else {
    searchEnds<false>(job);
    if (job.bend) searchPieces<false>(job);
  }
}

template <bool Bends>
ARCSCOPE_INLINE void refineOne(const TraceRefine& job, int block, double* out) {
  const double* const ends = job.in;
  const double* const inner = job.in + job.oldPieces + 1;
  const int at = block * refineBlock;
  if constexpr (lane == refineBlock) {
    const int base = job.piece[at];
    const auto lanes8 = *reinterpret_cast<const Bits<double>*>(job.lane + at);
    Values sum = load(job.left + at) * __builtin_shuffle(loadLoose(ends + base), lanes8) +
                 load(job.right + at) * __builtin_shuffle(loadLoose(ends + base + 1), lanes8);
    if constexpr (Bends) sum += load(job.inner + at) * __builtin_shuffle(loadLoose(inner + base), lanes8);
    storeLoose(out, sum);
  } else {
    for (int i = 0; i < refineBlock; ++i) {
      const int p = job.piece[at + i];
      double sum = job.left[at + i] * ends[p] + job.right[at + i] * ends[p + 1];
      if constexpr (Bends) sum += job.inner[at + i] * inner[p];
      out[i] = sum;
    }
  }
}

ARCSCOPE_INLINE void copyBlock(const double* in, double* out) {
  for (int i = 0; i < refineBlock; i += lane) storeLoose(out + i, loadLoose(in + i));
}

template <bool Bends>
void refineBlocks(const TraceRefine& job) {
  for (int block = 0; block < job.endBlocks; ++block) {
    double* const out = job.out + block * refineBlock;
    if (job.plain[block])
      copyBlock(job.in + job.piece[block * refineBlock], out);
    else
      refineOne<Bends>(job, block, out);
  }
  if constexpr (Bends) {
    double* out = job.out + job.pieces + 1;
    for (int block = job.endBlocks; block < job.endBlocks + job.innerBlocks; ++block, out += refineBlock) {
      if (job.plain[block])
        copyBlock(job.in + job.oldPieces + 1 + job.piece[block * refineBlock], out);
      else
        refineOne<true>(job, block, out);
    }
  }
}

void refineRow(const TraceRefine& job) {
  return job.innerBlocks > 0 ? refineBlocks<true>(job) : refineBlocks<false>(job);
}

/// z in place and its squares. True when all are the same.
template <Activation A>
bool activateRow(const TraceFinish& job, int columns) {
  const double h0 = job.row[0];
  const Values first = activated<A, double>(splat(h0));
  Bits<double> differs{};
  for (int j = 0; j < columns; j += lane) {
    const Values z = activated<A, double>(load(job.row + j));
    store(job.row + j, z);
    differs |= z != first;
    store(job.norm + j, load(job.norm + j) + z * z);
  }
  return bitsOf(differs) == 0;
}

template <Activation A>
bool finishLine(const TraceFinish& job) {
  if (activateRow<A>(job, job.pieces + 1)) return true;
  const Values half = splat(0.5);
  Values step = (loadLoose(job.row + 1) - load(job.row)) * half;
  for (int j = 0; j < job.pieces; j += lane) {
    const double* const z = job.row + j;
    const Values next = (loadLoose(z + 2) - loadLoose(z + 1)) * half;
    store(job.stepStep + j, load(job.stepStep + j) + step * step);
    store(job.turn + j, load(job.turn + j) + step * next);
    step = (loadLoose(z + lane + 1) - load(z + lane)) * half;
  }
  return false;
}

template <Activation A>
bool finishArc(const TraceFinish& job) {
  if (activateRow<A>(job, 2 * job.pieces + 1)) return true;
  const Values half = splat(0.5), one = splat(1.0), two = splat(2.0);
  const double* const inner = job.row + job.pieces + 1;
  for (int j = 0; j < job.pieces; j += lane) {
    const double* const z = job.row + j;
    const Values z0 = load(z), z1 = loadLoose(z + 1), z2 = loadLoose(z + 2);
    const Values p = (z1 - z0) * half;
    const Values q = (z0 + z1) * half - loadLoose(inner + j);
    store(job.stepStep + j, load(job.stepStep + j) + p * p);
    store(job.stepBow + j, load(job.stepBow + j) + p * q);
    store(job.bowBow + j, load(job.bowBow + j) + q * q);
    // Tangents times (1 + bend) / 2: with cos = (1 - bend) / (1 + bend), p cos + q (1 + cos) and the mirror.
    const Values p1 = (z2 - z1) * half;
    const Values q1 = (z1 + z2) * half - loadLoose(inner + j + 1);
    const Values end = p * (one - load(job.bend + j)) + two * q;
    const Values begin = p1 * (one - loadLoose(job.bend + j + 1)) - two * q1;
    store(job.turn + j, load(job.turn + j) + end * begin);
  }
  return false;
}

template <Activation A>
bool finishRow(const TraceFinish& job) {
  return job.bend ? finishArc<A>(job) : finishLine<A>(job);
}

bool finishTracedRow(const TraceFinish& job) {
  switch (job.activation) {
    case Activation::Relu:
      return finishRow<Activation::Relu>(job);
    case Activation::HardTanh:
      return finishRow<Activation::HardTanh>(job);
    case Activation::LeakyRelu:
      return finishRow<Activation::LeakyRelu>(job);
    case Activation::Abs:
      return finishRow<Activation::Abs>(job);
    default:
      return finishRow<Activation::Linear>(job);
  }
}

constexpr TraceRoutines ownTraceRoutines{panelRows,  &tracedProduct, &foldColumns,    &rowSquares,
                                         &searchRow, &refineRow,     &finishTracedRow};

}  // namespace
}  // namespace arcscope::core::kernel
