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

/// One row against one level of h: bit j of `above` tells h > level + tolerance at end j, of `below` h <
/// level - tolerance, where tolerance = slack * norm[j] + rest. Bit j of `twice` (arcs) tells that piece j
/// may meet the level without its ends showing it. Words up to the one of end `pieces` are written whole.
struct TraceSearch {
  const double* row = nullptr;
  int pieces = 0;
  const double* bend = nullptr;  ///< [pieces] of PieceShape, null on lines
  const double* norm = nullptr;  ///< [pieces + 1]
  double level = 0.0;
  double slack = 0.0;
  double rest = 0.0;
  std::uint64_t* above = nullptr;
  std::uint64_t* below = nullptr;
  std::uint64_t* twice = nullptr;
};

/// One row from an old partition to a new one: out[j] = in[source[j]], then at the new points the weighted
/// sum of the old piece's left end, inner point and right end.
struct TraceRefine {
  const double* in = nullptr;
  const std::int32_t* source = nullptr;  ///< [columns]
  int columns = 0;                       ///< a multiple of 16
  int fresh = 0;
  const std::int32_t* target = nullptr;  ///< [fresh] columns of out
  const std::int32_t* piece = nullptr;   ///< [fresh] old pieces
  const double* left = nullptr;          ///< [fresh] weights
  const double* middle = nullptr;        ///< [fresh], null on lines
  const double* right = nullptr;         ///< [fresh]
  int oldPieces = 0;
  double* out = nullptr;
};

/// Activates one row in place and adds its share to sums over the neurons.
struct TraceFinish {
  double* row = nullptr;
  int pieces = 0;
  Activation activation = Activation::Relu;
  double* norm = nullptr;  ///< [columns] z^2
  /// With steps p = (right - left) / 2 and, on arcs, q = (left + right) / 2 - inner of each piece:
  double* stepStep = nullptr;    ///< [pieces] p^2
  double* stepBow = nullptr;     ///< [pieces] p q, arcs
  double* bowBow = nullptr;      ///< [pieces] q^2, arcs
  double* turn = nullptr;        ///< [pieces - 1] end tangent of piece j times begin tangent of piece j + 1
  const double* bend = nullptr;  ///< [pieces + 1] null on lines
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
  /// True when z is the same in all columns; then only `norm` was added to.
  bool (*finish)(const TraceFinish& job);
};

/// @pre isSupported(set).
[[nodiscard]] const TraceRoutines& traceRoutines(InstructionSet set);

}  // namespace arcscope::core::kernel
