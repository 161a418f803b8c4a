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
constexpr std::uint64_t allBits = (std::uint64_t{1} << lane) - 1;

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
    double sum[panelRows] = {}, odd[panelRows] = {};
    if (here == panelRows) {
      int i = 0;
      for (; i + 1 < count; i += 2) {  // two chains of additions
        const double* const w = panel + static_cast<std::ptrdiff_t>(columns[i]) * panelRows;
        const double* const next = panel + static_cast<std::ptrdiff_t>(columns[i + 1]) * panelRows;
        for (int r = 0; r < panelRows; ++r) sum[r] += w[r] * values[i];
        for (int r = 0; r < panelRows; ++r) odd[r] += next[r] * values[i + 1];
      }
      if (i < count) {
        const double* const w = panel + static_cast<std::ptrdiff_t>(columns[i]) * panelRows;
        for (int r = 0; r < panelRows; ++r) sum[r] += w[r] * values[i];
      }
    } else {
      for (int i = 0; i < count; ++i)
        for (int r = 0; r < here; ++r)
          sum[r] += panel[static_cast<std::ptrdiff_t>(columns[i]) * here + r] * values[i];
    }
    for (int r = 0; r < panelRows; ++r) sum[r] += odd[r];
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
ARCSCOPE_INLINE void searchEnds(const TraceSearch& job, int row, std::ptrdiff_t word,
                                std::uint64_t& eventful) {
  const double* const in = job.in + row * job.stride;
  const Values zero = splat(0.0), one = splat(1.0), slack = splat(job.slack[row]),
               rest = splat(job.rest[row]);
  const std::uint64_t samePositive = in[0] > 0.0 ? ~std::uint64_t{0} : 0;
  const std::uint64_t sameOutside = in[0] > 1.0 || in[0] < -1.0 ? ~std::uint64_t{0} : 0;
  for (int first = 0; first <= job.pieces; first += 64) {
    std::uint64_t positive = 0, nearZero = 0, outside = 0, nearOne = 0;
    for (int bit = 0; bit < 64 && first + bit <= job.pieces; bit += lane) {
      const Values h = load(in + first + bit);
      const Values tolerance = load(job.norm + first + bit) * slack + rest;
      const Values size = larger(h, -h);
      positive |= bitsWhereLarger(h, zero) << bit;
      nearZero |= (bitsWhereLarger(size, tolerance) ^ allBits) << bit;
      if constexpr (Clips) {
        const Values beyond = size - one;
        outside |= bitsWhereLarger(beyond, zero) << bit;
        nearOne |= (bitsWhereLarger(larger(beyond, -beyond), tolerance) ^ allBits) << bit;
      }
    }
    const int ends = job.pieces + 1 - first;
    const std::uint64_t valid = ends >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << ends) - 1;
    eventful |= ((positive ^ samePositive) | nearZero) & valid;
    job.positive[word + first / 64] = positive;
    job.nearZero[word + first / 64] = nearZero;
    if constexpr (Clips) {
      eventful |= ((outside ^ sameOutside) | nearOne) & valid;
      job.outside[word + first / 64] = outside;
      job.nearOne[word + first / 64] = nearOne;
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
ARCSCOPE_INLINE void searchPieces(const TraceSearch& job, int row, std::ptrdiff_t word,
                                  std::uint64_t& eventful) {
  const double* const in = job.in + row * job.stride;
  const Values half = splat(0.5), one = splat(1.0), two = splat(2.0);
  const double* const inner = in + job.pieces + 1;
  for (int first = 0; first <= job.pieces; first += 64) {
    std::uint64_t twice[3] = {};
    for (int bit = 0; bit < 64 && first + bit < job.pieces; bit += lane) {
      const int j = first + bit;
      const Values left = load(in + j), right = loadLoose(in + j + 1);
      const Values middle = loadLoose(inner + j), bend = load(job.bend + j);
      const Values gain = one + bend;
      const Values b = (right - left) * half * gain;
      const Values bow = ((left + right) * half - middle) * gain;
      // There is no extremum inside, whatever the level, where |b| >= 2 |a|.
      const Values most = larger(bow, -bow) + (larger(middle, -middle) + one) * bend;
      if (bitsWhereLarger(two * most, larger(b, -b)) == 0) continue;
      twice[1] |= dips(0.0, left, middle, right, bend, bow, b) << bit;
      if constexpr (Clips) {
        twice[0] |= dips(-1.0, left, middle, right, bend, bow, b) << bit;
        twice[2] |= dips(1.0, left, middle, right, bend, bow, b) << bit;
      }
    }
    eventful |= twice[0] | twice[1] | twice[2];
    job.twice[1][word + first / 64] = twice[1];
    if constexpr (Clips) {
      job.twice[0][word + first / 64] = twice[0];
      job.twice[2][word + first / 64] = twice[2];
    }
  }
}

template <bool Clips>
void searchRowsFor(const TraceSearch& given) {
  const TraceSearch job = given;  // as in refineRowsFor
  const std::ptrdiff_t words = job.pieces / 64 + 1;
  for (int row = 0; row < job.rows; ++row) {
    std::uint64_t eventful = 0;
    searchEnds<Clips>(job, row, row * words, eventful);
    if (job.bend) searchPieces<Clips>(job, row, row * words, eventful);
    job.eventful[row] = eventful != 0;
  }
}

void searchRows(const TraceSearch& job) {
  return job.clips ? searchRowsFor<true>(job) : searchRowsFor<false>(job);
}

/// One block of places of a row, before activation.
template <bool Bends>
struct Block {
  static constexpr int vectors = refineBlock / lane;
  Values h[vectors];

  ARCSCOPE_INLINE void copy(const double* in) {
    for (int v = 0; v < vectors; ++v) h[v] = loadLoose(in + v * lane);
  }
  ARCSCOPE_INLINE void blend(const TraceRefine& job, const double* ends, const double* inner, int at) {
    if constexpr (vectors == 1) {
      const int base = job.piece[at];
      const auto lanes8 = *reinterpret_cast<const Bits<double>*>(job.lane + at);
      h[0] = load(job.left + at) * __builtin_shuffle(loadLoose(ends + base), lanes8) +
             load(job.right + at) * __builtin_shuffle(loadLoose(ends + base + 1), lanes8);
      if constexpr (Bends) h[0] += load(job.inner + at) * __builtin_shuffle(loadLoose(inner + base), lanes8);
    } else {
      alignas(64) double sum[refineBlock];
      for (int i = 0; i < refineBlock; ++i) {
        const int p = job.piece[at + i];
        sum[i] = job.left[at + i] * ends[p] + job.right[at + i] * ends[p + 1];
        if constexpr (Bends) sum[i] += job.inner[at + i] * inner[p];
      }
      for (int v = 0; v < vectors; ++v) h[v] = load(sum + v * lane);
    }
  }
};

/// z and its squares. True when all are the same.
template <Activation A, bool Bends>
ARCSCOPE_INLINE bool refineOne(const TraceRefine& job, const double* ends, double* out) {
  const double* const inner = ends + job.oldPieces + 1;
  Values low{}, high{};
  Block<Bends> block;
  for (int b = 0; b < job.endBlocks; ++b) {
    const int at = b * refineBlock;
    if (job.plain[b])
      block.copy(ends + job.piece[at]);
    else
      block.blend(job, ends, inner, at);
    for (int v = 0; v < block.vectors; ++v) {
      const Values z = activated<A, double>(block.h[v]);
      low = b == 0 && v == 0 ? z : smaller(low, z);
      high = b == 0 && v == 0 ? z : larger(high, z);
      store(out + at + v * lane, z);
      double* const norm = job.norm + at + v * lane;
      store(norm, load(norm) + z * z);
    }
  }
  if constexpr (Bends) {
    double* place = out + job.pieces + 1;
    for (int b = job.endBlocks; b < job.endBlocks + job.innerBlocks; ++b, place += refineBlock) {
      const int at = b * refineBlock;
      if (job.plain[b])
        block.copy(inner + job.piece[at]);
      else
        block.blend(job, ends, inner, at);
      for (int v = 0; v < block.vectors; ++v) {
        const Values z = activated<A, double>(block.h[v]);
        low = smaller(low, z);
        high = larger(high, z);
        storeLoose(place + v * lane, z);
      }
    }
  }
  const Values first = splat(out[0]);
  return (bitsWhereLarger(high, first) | bitsWhereLarger(first, low)) == 0;
}

ARCSCOPE_INLINE void addLineSums(const TraceRefine& job, const double* row) {
  const Values half = splat(0.5);
  for (int j = 0; j < job.pieces; j += lane) {
    const Values z1 = loadLoose(row + j + 1);
    const Values step = (z1 - load(row + j)) * half;
    const Values next = (loadLoose(row + j + 2) - z1) * half;
    store(job.stepStep + j, load(job.stepStep + j) + step * step);
    store(job.turn + j, load(job.turn + j) + step * next);
  }
}

ARCSCOPE_INLINE void addArcSums(const TraceRefine& job, const double* row) {
  const Values half = splat(0.5), one = splat(1.0), two = splat(2.0);
  const double* const inner = row + job.pieces + 1;
  for (int j = 0; j < job.pieces; j += lane) {
    const double* const z = row + j;
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
}

template <Activation A, bool Bends>
void refineRowsFor(const TraceRefine& given) {
  const TraceRefine job = given;  // stays in registers: nothing that is stored can lie in it
  for (int i = 0; i < job.rowCount; ++i) {
    double* const out = job.out + job.rows[i] * job.outStride;
    const bool constant = refineOne<A, Bends>(job, job.in + job.rows[i] * job.inStride, out);
    job.constant[i] = constant;
    if (constant || !job.stepStep) continue;
    if constexpr (Bends)
      addArcSums(job, out);
    else
      addLineSums(job, out);
  }
}

template <Activation A>
void refineRowsOf(const TraceRefine& job) {
  return job.innerBlocks > 0 ? refineRowsFor<A, true>(job) : refineRowsFor<A, false>(job);
}

void refineRows(const TraceRefine& job) {
  switch (job.activation) {
    case Activation::Relu:
      return refineRowsOf<Activation::Relu>(job);
    case Activation::HardTanh:
      return refineRowsOf<Activation::HardTanh>(job);
    case Activation::LeakyRelu:
      return refineRowsOf<Activation::LeakyRelu>(job);
    case Activation::Abs:
      return refineRowsOf<Activation::Abs>(job);
    default:
      return refineRowsOf<Activation::Linear>(job);
  }
}

/// arctan(x) for x in [0, 1] after S. L. Moshier's Cephes library (atan.c).
ARCSCOPE_INLINE Values arcTangent(Values x) {
  const auto far = x > splat(0.66);
  const Values t = choose<double>(far, (x - splat(1.0)) / (x + splat(1.0)), x);
  const Values z = t * t;
  const Values p =
      polynomial(z, {-8.750608600031904122785e-1, -1.615753718733365076637e1, -7.500855792314704667340e1,
                     -1.228866684490136173410e2, -6.485021904942025371773e1});
  const Values q =
      polynomial(z, {1.0, 2.485846490142306297962e1, 1.650270098316988542046e2, 4.328810604912902668951e2,
                     4.853903996359136964868e2, 1.945506571482613964425e2});
  const Values near = t + t * z * (p / q);
  return choose<double>(far, near + splat(0.78539816339744830962), near);
}

double sumAngles(const TraceAngles& job) {
  Values sum{};
  for (int j = 0; j < job.count; j += lane) {
    const Values dot = load(job.dot + j), weight = load(job.weight + j);
    const Values rest = load(job.square + j) - dot * dot;
    Values across = rest > splat(0.0) ? rest : splat(0.0);
    for (int i = 0; i < lane; ++i) across[i] = __builtin_sqrt(across[i]);
    const Values along = magnitude<double>(dot);
    const auto steep = across > along;
    const Values large = choose<double>(steep, across, along);
    const Values small = choose<double>(steep, along, across);
    const Values angle = arcTangent(small / choose<double>(large > splat(0.0), large, splat(1.0)));
    const Values first = choose<double>(steep, splat(1.57079632679489661923) - angle, angle);
    sum += choose<double>(weight > splat(0.0),
                          choose<double>(dot < splat(0.0), splat(3.14159265358979323846) - first, first),
                          splat(0.0));
  }
  return sumOf<double>(sum);
}

constexpr TraceRoutines ownTraceRoutines{panelRows,   &tracedProduct, &foldColumns, &rowSquares,
                                         &searchRows, &refineRows,    &sumAngles};

}  // namespace
}  // namespace arcscope::core::kernel
