#include "core/support/text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

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

std::string durationText(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::ceil(seconds));
  if (whole < 60) return std::to_string(whole) + " s";
  if (whole < 3600) return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
  return std::to_string(whole / 3600) + " h " + std::to_string(whole / 60 % 60) + " min";
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
