#pragma once
#include <Eigen/Core>
#include <algorithm>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace arcscope::core {

/// Hands out matrices and takes them back when their last owner is gone, so that a moving slider costs no
/// page faults. What is free is at most twice what is in use, or 32 MB: after a large network a small one
/// does not go on holding its memory. Thread-safe; matrices may outlive the pool.
template <class Matrix>
class MatrixPool {
 public:
  /// A matrix of that shape with arbitrary content.
  [[nodiscard]] std::shared_ptr<Matrix> take(Eigen::Index rows, Eigen::Index cols) {
    std::unique_ptr<Matrix> matrix;
    {
      const std::lock_guard lock(m_shelf->mutex);
      auto& free = m_shelf->free;
      for (std::size_t i = 0; i < free.size() && !matrix; ++i) {
        if (free[i]->size() != rows * cols) continue;
        matrix = std::move(free[i]);
        free.erase(free.begin() + static_cast<std::ptrdiff_t>(i));
        m_shelf->freeNumbers -= rows * cols;
      }
      m_shelf->usedNumbers += rows * cols;
    }
    if (matrix)
      matrix->resize(rows, cols);
    else
      matrix = std::make_unique<Matrix>(rows, cols);
    return {matrix.release(),
            [shelf = m_shelf](Matrix* returned) { shelf->putBack(std::unique_ptr<Matrix>(returned)); }};
  }
  /// What waits to be handed out again.
  [[nodiscard]] std::size_t freeBytes() const {
    const std::lock_guard lock(m_shelf->mutex);
    return static_cast<std::size_t>(m_shelf->freeNumbers) * sizeof(typename Matrix::Scalar);
  }

 private:
  struct Shelf {
    std::mutex mutex;
    std::vector<std::unique_ptr<Matrix>> free;  // the one that came back last at the end
    Eigen::Index freeNumbers = 0;
    Eigen::Index usedNumbers = 0;
    void putBack(std::unique_ptr<Matrix> matrix) {
      constexpr std::size_t most = 140;  // two deep networks' layers
      constexpr auto spare =
          static_cast<Eigen::Index>((std::size_t{32} << 20) / sizeof(typename Matrix::Scalar));
      const std::lock_guard lock(mutex);
      usedNumbers -= matrix->size();
      freeNumbers += matrix->size();
      free.push_back(std::move(matrix));
      while (free.size() > most || freeNumbers > std::max(spare, 2 * usedNumbers)) {
        freeNumbers -= free.front()->size();
        free.erase(free.begin());
      }
    }
  };
  std::shared_ptr<Shelf> m_shelf = std::make_shared<Shelf>();
};

}  // namespace arcscope::core
