#include "app/commands/numbers.h"

#include <charconv>
#include <cmath>

namespace arcscope::app {
namespace {

template <class Number>
std::optional<Number> read(std::string_view text) {
  Number value{};
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || rest != end) return std::nullopt;
  return value;
}

}  // namespace

std::optional<double> finiteNumberFromText(std::string_view text) {
  const std::optional<double> value = read<double>(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<std::int64_t> wholeNumberFromText(std::string_view text) {
  return read<std::int64_t>(text);
}

std::optional<std::uint64_t> naturalNumberFromText(std::string_view text) {
  return read<std::uint64_t>(text);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

}  // namespace arcscope::app
