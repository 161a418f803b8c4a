#pragma once
#include <cstddef>
#include <vector>

#include "core/learning/block.h"
#include "core/support/aligned_array.h"

namespace arcscope::core {

/// A stretch of a network's numbers.
struct ParameterGroup {
  enum class Kind : std::uint8_t {
    Weights,  ///< learned, decays
    Offsets,  ///< learned, does not decay: biases, scales
    State     ///< not learned by gradient: running averages
  };
  std::size_t begin = 0;  ///< a multiple of kernel::rowPadding
  std::size_t count = 0;  ///< padding included
  Kind kind = Kind::Weights;
  int layer = 1;  ///< 1..depth, depth + 1: the read-out
  bool frozen = false;
};

/// All numbers of a network in training, one after the other, and their gradients in the same places: what an
/// optimiser changes, what a snapshot copies. Padding is zero, and so are its gradients.
template <class T>
class Parameters {
 public:
  /// A place for `count` numbers; only before values() is asked for.
  std::size_t add(std::size_t count, typename ParameterGroup::Kind kind, int layer) {
    const std::size_t begin = m_size;
    const auto padded = static_cast<std::size_t>(Block<T>::paddedSize(static_cast<int>(count)));
    m_groups.push_back({.begin = begin, .count = padded, .kind = kind, .layer = layer, .frozen = false});
    m_size += padded;
    return begin;
  }
  void allocate() {
    m_values.resize(m_size);
    m_values.fill(T(0));
    m_base = m_values.data();
    m_gradients.resize(m_size);
    m_gradients.fill(T(0));
  }
  /// From now on the values are those of `owner`, of the same groups, as long as it lives; gradients stay
  /// own.
  void shareValuesOf(Parameters& owner) {
    m_values = {};
    m_base = owner.m_base;
  }

  [[nodiscard]] std::size_t size() const { return m_size; }
  [[nodiscard]] T* values(std::size_t begin = 0) { return m_base + begin; }
  [[nodiscard]] const T* values(std::size_t begin = 0) const { return m_base + begin; }
  [[nodiscard]] T* gradients(std::size_t begin = 0) { return m_gradients.data() + begin; }
  [[nodiscard]] const T* gradients(std::size_t begin = 0) const { return m_gradients.data() + begin; }
  [[nodiscard]] std::vector<ParameterGroup>& groups() { return m_groups; }
  [[nodiscard]] const std::vector<ParameterGroup>& groups() const { return m_groups; }

 private:
  std::vector<ParameterGroup> m_groups;
  std::size_t m_size = 0;
  AlignedArray<T> m_values;
  T* m_base = nullptr;  // of the values
  AlignedArray<T> m_gradients;
};

}  // namespace arcscope::core
