#pragma once
#include <cstddef>

#include "core/trajectory/kernel/kernel.h"

namespace arcscope::core::kernel {

/// Numbers to which rows are padded and aligned: whole cache lines of float.
inline constexpr int rowPadding = 16;

/// c[i][j] (+)= start[i] + sum over p of a[i * aRow + p * aInner] * b[bRows[p] + j].
template <class T>
struct BlockProduct {
  const T* a = nullptr;
  std::ptrdiff_t aRow = 0;
  std::ptrdiff_t aInner = 1;
  const T* b = nullptr;
  const std::ptrdiff_t* bRows = nullptr;  ///< [inner], each a multiple of rowPadding
  const T* start = nullptr;               ///< [rows]; null: zeros
  T* c = nullptr;
  std::ptrdiff_t cRow = 0;  ///< a multiple of rowPadding
  int rows = 0;
  int inner = 0;
  int columns = 0;   ///< a multiple of rowPadding
  bool add = false;  ///< to what c holds
};

/// c[i][k] += sum over s and j of a[aSamples[s] + i * aRow + j] * b[bRows[s * inner + k] + j].
template <class T>
struct BlockCorrelation {
  const T* a = nullptr;
  std::ptrdiff_t aRow = 0;
  const std::ptrdiff_t* aSamples = nullptr;  ///< [samples]
  const T* b = nullptr;
  const std::ptrdiff_t* bRows = nullptr;  ///< [samples][inner]
  T* c = nullptr;
  std::ptrdiff_t cRow = 0;
  int rows = 0;
  int inner = 0;
  int samples = 0;
  int columns = 0;  ///< a multiple of rowPadding
};

/// What training spends its time on, for one instruction set. All pointers but those of c in a correlation
/// are aligned to 64 bytes, offsets and strides included.
template <class T>
struct TrainingRoutines {
  void (*multiply)(const BlockProduct<T>& product);
  void (*correlate)(const BlockCorrelation<T>& correlation);
  /// out[j][i] = in[i][j] for i < rows, j < columns; the padding of the rows of out gets zeros. Reads the
  /// padding of in.
  void (*transpose)(const T* in, std::ptrdiff_t inRow, int rows, int columns, T* out, std::ptrdiff_t outRow);
  /// z[i] = phi(h[i]) and slope[i] = phi'(h[i]); count is a multiple of rowPadding.
  void (*activate)(Activation activation, const T* h, T* z, T* slope, std::size_t count);
};

/// @pre isSupported(set).
template <class T>
[[nodiscard]] const TrainingRoutines<T>& trainingRoutines(InstructionSet set = bestInstructionSet());

}  // namespace arcscope::core::kernel
