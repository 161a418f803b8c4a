#pragma once
#include <cstddef>

#include "core/learning/kernel/training_kernel.h"
#include "core/support/aligned_array.h"

namespace arcscope::core {

/// Numbers row by row: row i is unit i of a layer, column j is point j of a mini-batch. Rows are padded to
/// whole cache lines, and one more row of zeros follows the last one (what a convolution reads beyond the
/// edge). What the padding of a row holds is of no account, but it is always a number.
template <class T>
class Block {
 public:
  Block() = default;
  Block(int rows, int columns) { resize(rows, columns); }

  /// Keeps no numbers; everything is zero afterwards where the size changes.
  void resize(int rows, int columns) {
    if (rows == m_rows && columns == m_columns) return;
    m_rows = rows;
    m_columns = columns;
    m_stride = paddedSize(columns);
    m_values.resize(static_cast<std::size_t>(rows + 1) * static_cast<std::size_t>(m_stride));
    m_values.fill(T(0));
  }
  void fill(T value) {
    for (std::size_t i = 0; i < paddedCount(); ++i) m_values[i] = value;
  }

  [[nodiscard]] int rows() const { return m_rows; }
  [[nodiscard]] int columns() const { return m_columns; }
  [[nodiscard]] int stride() const { return m_stride; }  ///< from row to row, >= columns
  [[nodiscard]] std::ptrdiff_t zeroRow() const { return static_cast<std::ptrdiff_t>(m_rows) * m_stride; }
  [[nodiscard]] std::size_t paddedCount() const { return static_cast<std::size_t>(zeroRow()); }
  [[nodiscard]] T* data() { return m_values.data(); }
  [[nodiscard]] const T* data() const { return m_values.data(); }
  [[nodiscard]] T* row(int i) { return data() + static_cast<std::ptrdiff_t>(i) * m_stride; }
  [[nodiscard]] const T* row(int i) const { return data() + static_cast<std::ptrdiff_t>(i) * m_stride; }

  /// `count` numbers rounded up to whole cache lines.
  [[nodiscard]] static int paddedSize(int count) {
    return (count + kernel::rowPadding - 1) / kernel::rowPadding * kernel::rowPadding;
  }

 private:
  int m_rows = 0;
  int m_columns = 0;
  int m_stride = 0;
  AlignedArray<T> m_values;
};

}  // namespace arcscope::core
