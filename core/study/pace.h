#pragma once
#include <cstdint>
#include <optional>

namespace arcscope::core {

/// Seconds that the rest of a counted work will take at its pace so far; nothing before the first step.
/// @param elapsed seconds since it stood at `first`.
[[nodiscard]] constexpr std::optional<double> secondsLeft(double elapsed, std::int64_t first,
                                                          std::int64_t done, std::int64_t total) {
  if (done <= first) return std::nullopt;
  return elapsed * static_cast<double>(total - done) / static_cast<double>(done - first);
}

}  // namespace arcscope::core
