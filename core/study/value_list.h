#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/support/expected.h"

namespace arcscope::core {

/// What the values of a list are.
enum class ListedValue : std::uint8_t {
  Number,  ///< separated by commas; a range first:last:step stands for its values, both ends included
  Word,    ///< separated by commas
  List     ///< contain commas themselves: separated by semicolons
};

inline constexpr std::size_t mostListed = 1'000'000;

/// The values that `text` lists, in its order, each once; one value is a list of one. Steps of a range are
/// taken in decimal arithmetic, so that 0:1:0.1 has eleven values and 0.3 is the number that a person would
/// type. A range falls where its step is negative. Numbers come in their shortest decimal form ("0.50" as
/// "0.5") so that a number has one text; what is no number stays as it is, for the reader of the flag to
/// refuse. The error says what `text` must be: "... such as 0.5:4:0.25".
[[nodiscard]] Expected<std::vector<std::string>> listedValues(std::string_view text, ListedValue kind);

}  // namespace arcscope::core
