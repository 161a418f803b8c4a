#pragma once
#include <cmath>
#include <limits>
#include <string>

namespace arcscope::core {

inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// A number, or one plain sentence that says why there is none.
struct Answer {
  double value = nan;
  std::string reason;  ///< empty where there is a value

  Answer() = default;
  Answer(double number) : value(number) {}
  Answer(std::string why) : reason(std::move(why)) {}
  Answer(const char* why) : reason(why) {}

  [[nodiscard]] explicit operator bool() const { return reason.empty() && !std::isnan(value); }
};

}  // namespace arcscope::core
