#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace arcscope::core {

/// The shortest decimal text that reads back to the same double, "nan", "inf" or "-inf"; the same in every
/// locale.
[[nodiscard]] std::string numberText(double value);
/// Reads a whole text as a finite or infinite number ("1e-3", "inf"), in every locale alike; nullopt if it is
/// not one.
[[nodiscard]] std::optional<double> numberFromText(std::string_view text);
/// Rounded up, in a few characters: "4 s", "2 min 5 s", "3 h 20 min".
[[nodiscard]] std::string durationText(double seconds);
/// `text` with control characters replaced, fit for one line of a terminal.
[[nodiscard]] std::string printable(std::string_view text);
/// `text` in double quotes, fit for a sentence: printable, cut after 60 bytes.
[[nodiscard]] std::string inQuotes(std::string_view text);

}  // namespace arcscope::core
