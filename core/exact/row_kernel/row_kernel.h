#pragma once
#include <cstddef>
#include <cstdint>

#include "core/trajectory/kernel/kernel.h"

namespace arcscope::core::kernel {

/// Rows of numbers, one a point, are padded with zeros to a multiple of this.
inline constexpr int rowPadding = 8;

/// One layer applied to points that stand in rows: out[v][i] = bias[i] + sum over j of weights[j][i] *
/// in[v][j].
struct RowLayer {
  const double* weights = nullptr;  ///< [cols][stride], zero in the padding
  const double* bias = nullptr;     ///< [stride], zero in the padding
  int cols = 0;
  int stride = 0;  ///< of out; a multiple of rowPadding
  const double* in = nullptr;
  int inStride = 0;       ///< >= cols
  double* out = nullptr;  ///< [points][stride], aligned to 64 bytes
  int points = 0;
};

/// On which side of a threshold the numbers of some rows lie.
struct RowSides {
  const double* rows = nullptr;  ///< [points][stride], aligned to 64 bytes
  int stride = 0;
  int points = 0;
  const double* low = nullptr;     ///< [stride] below it the number is below
  const double* high = nullptr;    ///< [stride] above it, above; in between it lies on the threshold
  std::uint64_t* below = nullptr;  ///< one bit a number, ceil(stride / 64) words a point
  std::uint64_t* above = nullptr;
  std::size_t sideStride = 0;  ///< words from one point to the next
};

/// The routines of one instruction set for points in rows, all in double.
struct RowRoutines {
  void (*apply)(const RowLayer& layer);
  void (*sides)(const RowSides& job);
  /// largest[i] = max(largest[i], |rows[v][i]|); false when a number is not finite.
  bool (*largest)(const double* rows, int stride, int points, double* largest);
  /// Numbers from low to high become `level`; low and high as in RowSides.
  void (*snap)(double* rows, int stride, int points, const double* low, const double* high, double level);
  /// out = a + lambda (b - a), `stride` numbers each.
  void (*blend)(const double* a, const double* b, double lambda, double* out, int stride);
};

/// @pre isSupported(set).
[[nodiscard]] const RowRoutines& rowRoutines(InstructionSet set);

}  // namespace arcscope::core::kernel
