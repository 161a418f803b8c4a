#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace arcscope::app {

/// A finite decimal number such as "1.5", "-2" or "1e-3"; nothing else: no blanks, hexadecimal, "nan", "inf",
/// or numbers beyond the range of double.
[[nodiscard]] std::optional<double> finiteNumberFromText(std::string_view text);
/// Decimal digits, with a minus in front if at all.
[[nodiscard]] std::optional<std::int64_t> wholeNumberFromText(std::string_view text);
/// Decimal digits alone, up to 2^64 - 1.
[[nodiscard]] std::optional<std::uint64_t> naturalNumberFromText(std::string_view text);

/// The parts between separators; one empty part for an empty text.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace arcscope::app
