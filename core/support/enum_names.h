#pragma once
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace arcscope::core {

/// The enumerator that `name` is the name of, where `names` has them in the enumeration's order.
template <class Enumerator, std::size_t count>
[[nodiscard]] std::optional<Enumerator> enumFromName(const std::array<std::string_view, count>& names,
                                                     std::string_view name) {
  const auto* const found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enumerator>(found - names.begin());
}

}  // namespace arcscope::core
