#pragma once
#include <cstddef>
#include <cstdint>

#include "core/network/activation.h"
#include "core/trajectory/kernel/kernel.h"

// The hot loops of core/exact/curve_trace. A tile of the curve is a matrix of one row a neuron; a row holds
// the values at the ends of the pieces ([pieces + 1]) and, on arcs, behind them those at the inner points
// ([pieces]). Rows begin at a multiple of 64 bytes and may be read up to `tracePadding` numbers beyond their
// last column; columns up to the next multiple of 16 are computed too.
namespace arcscope::core::kernel {

inline constexpr std::ptrdiff_t tracePadding = 24;

/// out = weightScale * weights in + bias, over the rows `active` of `in` alone.
struct TraceProduct {
  const double* weights = nullptr;  ///< as TileLayer::weights, panels of TraceRoutines::panelRows neurons
  int rows = 0;
  int cols = 0;
  double weightScale = 1.0;
  const double* bias = nullptr;  ///< [rows], scaled
  const int* active = nullptr;   ///< [activeCount] rising
  int activeCount = 0;
  const double* in = nullptr;
  double* out = nullptr;
  std::ptrdiff_t stride = 0;  ///< of in and out
  int columns = 0;
};

/// All rows against the levels of h: 0, and -1 and 1 if `clips`. Bits of ends: `positive` h > 0, `outside`
/// |h| > 1, `nearZero` and `nearOne` |h| within the tolerance slack[row] * norm[j] + rest[row] of 0 and of 1.
/// Bits of pieces of arcs: `twice` that the row may meet -1, 0 or 1 without its ends showing it. A row has as
/// many words as hold the bits 0 to `pieces`.
struct TraceSearch {
  const double* in = nullptr;
  std::ptrdiff_t stride = 0;
  int rows = 0;
  int pieces = 0;
  bool clips = false;
  const double* bend = nullptr;   ///< [pieces] of piece_shape.h, null on lines
  const double* norm = nullptr;   ///< [pieces + 1]
  const double* slack = nullptr;  ///< [rows]
  const double* rest = nullptr;   ///< [rows]
  std::uint64_t* positive = nullptr;
  std::uint64_t* nearZero = nullptr;
  std::uint64_t* outside = nullptr;  ///< as nearOne unwritten unless `clips`
  std::uint64_t* nearOne = nullptr;
  std::uint64_t* twice[3] = {};      ///< for the levels -1, 0, 1; unwritten on lines, -1 and 1 unless `clips`
  std::uint8_t* eventful = nullptr;  ///< [rows] 0: all ends lie on the same sides, none is near, none twice
};

/// Places of a new partition that are computed together.
inline constexpr int refineBlock = 8;
/// Rows from an old partition to a new one, activated. Each new place lies on an old piece and takes a
/// weighted sum of that piece's values. Places come in blocks, the pieces of a block within refineBlock of
/// its first one: all ends in `endBlocks`, then all inner points in `innerBlocks`, both filled up with their
/// last place.
struct TraceRefine {
  const double* in = nullptr;
  std::ptrdiff_t inStride = 0;
  int oldPieces = 0;
  const int* rows = nullptr;  ///< [rowCount] the rows to do
  int rowCount = 0;
  const std::int32_t* piece = nullptr;  ///< [blocks * refineBlock] old pieces
  const std::int64_t* lane = nullptr;   ///< piece minus the block's first
  const std::uint8_t* plain = nullptr;  ///< [blocks] set where a block is a copy of old neighbours
  const double* left = nullptr;         ///< weights, see piece_shape.h
  const double* inner = nullptr;
  const double* right = nullptr;
  int endBlocks = 0;
  int innerBlocks = 0;  ///< 0 on lines
  int pieces = 0;       ///< new ones
  Activation activation = Activation::Relu;
  double* out = nullptr;
  std::ptrdiff_t outStride = 0;
  std::uint8_t* constant = nullptr;  ///< [rowCount] set where z is the same in all columns
  double* norm = nullptr;            ///< [endBlocks * refineBlock] z^2 is added
  // Sums over the rows, added to; null: not wanted. With p = (right - left) / 2 and, on arcs, q = (left +
  // right) / 2 - inner of each new piece:
  double* stepStep = nullptr;    ///< [pieces] p^2
  double* stepBow = nullptr;     ///< [pieces] p q, arcs
  double* bowBow = nullptr;      ///< [pieces] q^2, arcs
  double* turn = nullptr;        ///< [pieces - 1] end tangent of a piece times begin tangent of the next one
  const double* bend = nullptr;  ///< [pieces + 1] of the new pieces, null on lines
};

/// Sum over those j whose weight is above 0 of the angle in [0, pi] of the point (dot[j], sqrt(square[j] -
/// dot[j]^2)).
struct TraceAngles {
  const double* dot = nullptr;
  const double* square = nullptr;
  const double* weight = nullptr;
  int count = 0;  ///< arrays are readable, weights zero, up to the next multiple of 8
};

struct TraceRoutines {
  int panelRows;
  void (*product)(const TraceProduct& job);
  /// sums[i] += over the listed columns p of weights[i][p] * values[p].
  void (*fold)(const double* weights, int rows, int cols, const int* columns, const double* values, int count,
               double* sums);
  /// sums[i] = over p of weights[i][p]^2.
  void (*squares)(const double* weights, int rows, int cols, double* sums);
  void (*search)(const TraceSearch& job);
  void (*refine)(const TraceRefine& job);
  double (*angles)(const TraceAngles& job);
};

/// @pre isSupported(set).
[[nodiscard]] const TraceRoutines& traceRoutines(InstructionSet set);

}  // namespace arcscope::core::kernel
