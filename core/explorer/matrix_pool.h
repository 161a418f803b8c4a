#pragma once
#include <Eigen/Core>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace arcscope::core {

/// Hands out matrices and takes them back when their last owner is gone, so that a moving slider costs no
/// page faults. Thread-safe; matrices may outlive the pool.
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
      }
    }
    if (matrix)
      matrix->resize(rows, cols);
    else
      matrix = std::make_unique<Matrix>(rows, cols);
    return {matrix.release(),
            [shelf = m_shelf](Matrix* returned) { shelf->putBack(std::unique_ptr<Matrix>(returned)); }};
  }

 private:
  struct Shelf {
    std::mutex mutex;
    std::vector<std::unique_ptr<Matrix>> free;
    void putBack(std::unique_ptr<Matrix> matrix) {
      constexpr std::size_t most = 140;  // two deep networks' layers
      const std::lock_guard lock(mutex);
      if (free.size() >= most) free.erase(free.begin());
      free.push_back(std::move(matrix));
    }
  };
  std::shared_ptr<Shelf> m_shelf = std::make_shared<Shelf>();
};

}  // namespace arcscope::core
