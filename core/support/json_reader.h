#pragma once
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/support/expected.h"

namespace arcscope::core {

/// A JSON object that a person handed over. The error says why `text` is none, or that it is nested deeper
/// than `deepest` (1: an object without arrays and objects in it).
[[nodiscard]] Expected<nlohmann::ordered_json> objectFromText(std::string_view text, int deepest);

/// Reads the keys of an object one by one; a key that is not there keeps the value. The first thing wrong is
/// the error, and so is a key that was not asked for.
class JsonReader {
 public:
  explicit JsonReader(const nlohmann::ordered_json& object) : m_object(object) {}

  void boolean(const char* key, bool& value);
  void number(const char* key, double least, double most, double& value);
  template <class Int>
  void integer(const char* key, double least, double most, Int& value) {
    double read = static_cast<double>(value);
    if (whole(key, least, most, read)) value = static_cast<Int>(read);
  }
  void text(const char* key, std::string& value);
  /// `fromName` gives the value of a name, or nothing. @param allowed what the names are.
  template <class T, class FromName>
  void word(const char* key, FromName fromName, const std::string& allowed, T& value) {
    std::string name;
    if (!given(key, name)) return;
    if (const auto found = fromName(name))
      value = *found;
    else
      refuse(key, allowed);
  }
  /// One of `names`, in the order of an enumeration's values.
  template <class Enum, class Names>
  void choice(const char* key, const Names& names, Enum& value) {
    std::string allowed;
    for (const auto& name : names) allowed.append(allowed.empty() ? "" : ", ").append(name);
    word(
        key,
        [&](const std::string& text) -> std::optional<Enum> {
          for (std::size_t i = 0; i < std::size(names); ++i)
            if (names[i] == text) return static_cast<Enum>(i);
          return std::nullopt;
        },
        allowed, value);
  }
  /// A list of at most `longest` numbers.
  void numbers(const char* key, double least, double most, std::size_t longest, std::vector<double>& value);
  void integers(const char* key, double least, double most, std::size_t longest, std::vector<int>& value);
  /// An object of its own. use(JsonReader&).
  template <class Use>
  void object(const char* key, Use use) {
    if (const nlohmann::ordered_json* found = objectAt(key)) {
      JsonReader inner(*found);
      use(inner);
      take(key, inner.finish());
    }
  }
  /// The value of `key`, to be read by the caller; null: none.
  [[nodiscard]] const nlohmann::ordered_json* find(const char* key);
  void refuse(const char* key, const std::string& allowed);
  [[nodiscard]] std::optional<Error> finish();

 private:
  [[nodiscard]] bool whole(const char* key, double least, double most, double& value);
  [[nodiscard]] bool given(const char* key, std::string& value);
  [[nodiscard]] const nlohmann::ordered_json* objectAt(const char* key);
  void take(const char* key, std::optional<Error> inner);

  const nlohmann::ordered_json& m_object;
  std::set<std::string, std::less<>> m_known;
  std::optional<Error> m_error;
};

/// What a strict reader can read of `object`: keys that `check`, given an object's text, complains of are
/// left out, and what it says goes to `remarks`.
[[nodiscard]] std::string readableKeys(
    const nlohmann::ordered_json& object,
    const std::function<std::optional<Error>(const std::string& text)>& check,
    std::vector<std::string>& remarks);

}  // namespace arcscope::core
