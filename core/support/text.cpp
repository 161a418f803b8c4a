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

std::string inQuotes(std::string_view text) {
  constexpr std::size_t longest = 60;
  std::string result = "\"";
  std::size_t shown = text.size() <= longest ? text.size() : longest;
  const auto continuesCharacter = [&](std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  while (shown > 0 && shown < text.size() && continuesCharacter(shown))
    --shown;  // never cut inside a character
  for (const char c : text.substr(0, shown))
    result += static_cast<unsigned char>(c) < 0x20U || c == 0x7F ? '?' : c;
  if (shown < text.size()) result += "...";
  return result + '"';
}

}  // namespace arcscope::core
