#pragma once
#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace arcscope::core {

/// Why an operation that may legitimately fail did fail.
struct Error {
  std::string message;  ///< one sentence for a person; names the offending value and what is allowed

  friend bool operator==(const Error&, const Error&) = default;
};

/// A value or an Error. A deliberate subset of std::expected (C++23), so that it can be swapped later.
template <class T>
class [[nodiscard]] Expected {
 public:
  Expected(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
  Expected(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const noexcept { return m_state.index() == 0; }
  [[nodiscard]] explicit operator bool() const noexcept { return has_value(); }
  [[nodiscard]] const T& value() const& {
    assert(has_value());
    return std::get<0>(m_state);
  }
  [[nodiscard]] T&& value() && {
    assert(has_value());
    return std::get<0>(std::move(m_state));
  }
  [[nodiscard]] const Error& error() const {
    assert(!has_value());
    return std::get<1>(m_state);
  }

 private:
  std::variant<T, Error> m_state;
};

}  // namespace arcscope::core
