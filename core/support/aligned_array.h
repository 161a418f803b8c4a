#pragma once
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <type_traits>

namespace arcscope::core {

/// Numbers aligned to a cache line. Growing does not keep them and does not initialise them; shrinking keeps
/// the memory.
template <class T>
class AlignedArray {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  AlignedArray() = default;
  explicit AlignedArray(std::size_t size) { resize(size); }

  void resize(std::size_t size) {
    if (size > m_capacity) {
      m_data.reset();  // before the new memory is asked for
      m_data.reset(static_cast<T*>(::operator new(size * sizeof(T), alignment)));
      m_capacity = size;
    }
    m_size = size;
  }
  void fill(T value) {
    for (T& element : *this) element = value;
  }

  [[nodiscard]] T* data() { return m_data.get(); }
  [[nodiscard]] const T* data() const { return m_data.get(); }
  [[nodiscard]] std::size_t size() const { return m_size; }
  [[nodiscard]] std::size_t bytesHeld() const { return m_capacity * sizeof(T); }
  [[nodiscard]] T* begin() { return data(); }
  [[nodiscard]] T* end() { return data() + m_size; }
  [[nodiscard]] const T* begin() const { return data(); }
  [[nodiscard]] const T* end() const { return data() + m_size; }
  [[nodiscard]] T& operator[](std::size_t i) { return data()[i]; }
  [[nodiscard]] const T& operator[](std::size_t i) const { return data()[i]; }

 private:
  static constexpr std::align_val_t alignment{64};
  struct Release {
    void operator()(T* data) const { ::operator delete(data, alignment); }
  };
  std::unique_ptr<T, Release> m_data;
  std::size_t m_size = 0;
  std::size_t m_capacity = 0;
};

}  // namespace arcscope::core
