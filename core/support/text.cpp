#include "core/support/text.h"

#include <array>
#include <charconv>

namespace arcscope::core {

std::string numberText(double value) {
  std::array<char, 32> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), result.ptr};
}

std::optional<double> numberFromText(std::string_view text) {
  double value = 0.0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  if (result.ec != std::errc{} || result.ptr != end) return std::nullopt;
  return value;
}

std::string printable(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (static_cast<unsigned char>(c) < 0x20U || c == 0x7F) c = '?';
  return result;
}

std::string inQuotes(std::string_view text) {
  constexpr std::size_t longest = 60;
  const bool cut = text.size() > longest;
  std::size_t shown = cut ? longest : text.size();
  const auto isInsideCharacter = [&] { return (static_cast<unsigned char>(text[shown]) & 0xC0U) == 0x80U; };
  while (cut && shown > 0 && isInsideCharacter()) --shown;
  return '"' + printable(text.substr(0, shown)) + (cut ? "...\"" : "\"");
}

}  // namespace arcscope::core
