#include "core/study/value_list.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>

namespace arcscope::core {
namespace {

constexpr int mostPlaces = 17;
constexpr std::int64_t mostDigits = 100'000'000'000'000'000;  ///< sums of two stay within 64 bits

/// units * 10^-places.
struct Decimal {
  std::int64_t units = 0;
  int places = 0;
};

/// `decimal` with more places; nothing where its units would be too many.
std::optional<std::int64_t> unitsAt(int places, const Decimal& decimal) {
  std::int64_t units = decimal.units;
  for (int i = decimal.places; i < places; ++i) {
    if (units >= mostDigits / 10 || units <= -mostDigits / 10) return std::nullopt;
    units *= 10;
  }
  return units;
}

std::optional<Decimal> decimalFromText(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  Decimal decimal;
  bool point = false;
  bool digits = false;
  for (const char c : text) {
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9' || decimal.units >= mostDigits / 10) return std::nullopt;
    decimal.units = decimal.units * 10 + (c - '0');
    decimal.places += point ? 1 : 0;
    digits = true;
  }
  if (!digits || decimal.places > mostPlaces) return std::nullopt;
  if (negative) decimal.units = -decimal.units;
  return decimal;
}

std::string textOf(Decimal decimal) {
  while (decimal.places > 0 && decimal.units % 10 == 0) {
    decimal.units /= 10;
    --decimal.places;
  }
  const std::string digits = std::to_string(decimal.units < 0 ? -decimal.units : decimal.units);
  const auto places = static_cast<std::size_t>(decimal.places);
  std::string padded(digits.size() <= places ? places + 1 - digits.size() : 0, '0');
  padded.append(digits);
  std::string text(decimal.units < 0 ? 1 : 0, '-');
  text.append(padded, 0, padded.size() - places);
  if (places > 0) text.append(1, '.').append(padded, padded.size() - places);
  return text;
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

/// Appends the values of first:last:step. False for one that is none or too long.
bool appendRange(std::string_view text, std::vector<std::string>& values) {
  const std::vector<std::string_view> parts = split(text, ':');
  if (parts.size() != 3) return false;
  Decimal decimals[3];
  int places = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const std::optional<Decimal> read = decimalFromText(parts[i]);
    if (!read) return false;
    decimals[i] = *read;
    places = std::max(places, read->places);
  }
  const auto first = unitsAt(places, decimals[0]);
  const auto last = unitsAt(places, decimals[1]);
  const auto step = unitsAt(places, decimals[2]);
  if (!first || !last || !step || *step == 0 || (*last - *first) / *step < 0 ||
      (*last != *first && (*last > *first) != (*step > 0)))
    return false;
  const std::int64_t steps = (*last - *first) / *step;
  if (steps >= static_cast<std::int64_t>(mostListed)) return false;
  for (std::int64_t i = 0; i <= steps; ++i) values.push_back(textOf({*first + i * *step, places}));
  return true;
}

std::string allowedFor(ListedValue kind) {
  std::string once = ", at most ";
  once += std::to_string(mostListed) + " and each one once";
  if (kind == ListedValue::Number)
    return std::string(
               "numbers such as 0,0.3 or ranges FIRST:LAST:STEP such as 0.5:4:0.25, separated by commas")
        .append(once);
  return std::string("values separated by ") + (kind == ListedValue::Word ? "commas" : "semicolons") + once;
}

}  // namespace

Expected<std::vector<std::string>> listedValues(std::string_view text, ListedValue kind) {
  std::vector<std::string> values;
  for (const std::string_view part : split(text, kind == ListedValue::List ? ';' : ',')) {
    if (kind == ListedValue::Number && part.find(':') != std::string_view::npos) {
      if (!appendRange(part, values)) return Error{allowedFor(kind)};
      continue;
    }
    const auto decimal = kind == ListedValue::Number ? decimalFromText(part) : std::nullopt;
    values.push_back(decimal ? textOf(*decimal) : std::string(part));
  }
  const bool repeats = std::set(values.begin(), values.end()).size() != values.size();
  if (repeats || values.size() > mostListed) return Error{allowedFor(kind)};
  return values;
}

}  // namespace arcscope::core
