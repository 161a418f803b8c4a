#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace arcscope::core {

// JSON to text and back in one place: what the library makes of it takes seconds to compile in every file that
// does so itself.

/// One line. Numbers in the shortest form that reads back to the same double, NaN and infinity as null; bytes
/// that are no UTF-8 as U+FFFD.
[[nodiscard]] std::string jsonText(const nlohmann::ordered_json& value);
/// A text as a JSON string, with its quotes.
[[nodiscard]] std::string jsonString(std::string_view text);
/// Discarded (is_discarded()) when `text` is no JSON. Of our own texts; what a person hands over wants a limit
/// on its depth too.
[[nodiscard]] nlohmann::ordered_json parsedJson(std::string_view text);

}  // namespace arcscope::core
