#include "core/support/json_reader.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/support/json_text.h"
#include "core/support/text.h"

namespace arcscope::core {

using Json = nlohmann::ordered_json;

Expected<Json> objectFromText(std::string_view text, int deepest) {
  bool tooDeep = false;
  const auto watch = [&](int depth, Json::parse_event_t event, Json&) {
    const bool opens =
        event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start;
    tooDeep = tooDeep || (opens && depth >= deepest);
    return !tooDeep;
  };
  Json parsed = Json::parse(text, watch, false);
  if (tooDeep) return Error{"it is nested deeper than " + std::to_string(deepest) + " levels"};
  if (parsed.is_discarded() || !parsed.is_object())
    return Error{"it is not a JSON object of keys and values"};
  return parsed;
}

const Json* JsonReader::find(const char* key) {
  m_known.insert(key);
  const auto found = m_object.find(key);
  return found == m_object.end() || m_error ? nullptr : &*found;
}

void JsonReader::refuse(const char* key, const std::string& allowed) {
  if (m_error) return;
  m_error =
      Error{std::string(key) + " is " + jsonText(m_object.at(key)).substr(0, 60) + "; it must be " + allowed};
}

void JsonReader::boolean(const char* key, bool& value) {
  const Json* const found = find(key);
  if (found == nullptr) return;
  if (!found->is_boolean()) return refuse(key, "true or false");
  value = found->get<bool>();
}

void JsonReader::number(const char* key, double least, double most, double& value) {
  const Json* const found = find(key);
  if (found == nullptr) return;
  const double read = found->is_number() ? found->get<double>() : std::nan("");
  if (!(read >= least && read <= most))
    return refuse(key, "a number from " + numberText(least) + " to " + numberText(most));
  value = read;
}

bool JsonReader::whole(const char* key, double least, double most, double& value) {
  const Json* const found = find(key);
  if (found == nullptr) return false;
  const double read = found->is_number() ? found->get<double>() : std::nan("");
  if (!(read >= least && read <= most) || read != std::floor(read)) {
    refuse(key, "a whole number from " + numberText(least) + " to " + numberText(most));
    return false;
  }
  value = read;
  return true;
}

bool JsonReader::given(const char* key, std::string& value) {
  const Json* const found = find(key);
  if (found == nullptr) return false;
  if (!found->is_string()) {
    refuse(key, "a text");
    return false;
  }
  value = found->get<std::string>();
  return true;
}

void JsonReader::text(const char* key, std::string& value) {
  std::string read;
  if (given(key, read)) value = std::move(read);
}

void JsonReader::numbers(const char* key, double least, double most, std::size_t longest,
                         std::vector<double>& value) {
  const Json* const found = find(key);
  if (found == nullptr) return;
  std::vector<double> read;
  bool right = found->is_array() && found->size() <= longest;
  for (std::size_t i = 0; right && i < found->size(); ++i) {
    read.push_back((*found)[i].is_number() ? (*found)[i].get<double>() : std::nan(""));
    right = read.back() >= least && read.back() <= most;
  }
  if (!right)
    return refuse(key, "a list of at most " + std::to_string(longest) + " numbers from " + numberText(least) +
                           " to " + numberText(most));
  value = std::move(read);
}

void JsonReader::integers(const char* key, double least, double most, std::size_t longest,
                          std::vector<int>& value) {
  std::vector<double> read(value.begin(), value.end());
  numbers(key, least, most, longest, read);
  if (m_error) return;
  for (const double one : read)
    if (one != std::floor(one)) return refuse(key, "a list of whole numbers");
  value.assign(read.begin(), read.end());
}

const Json* JsonReader::objectAt(const char* key) {
  const Json* const found = find(key);
  if (found == nullptr || found->is_object()) return found;
  refuse(key, "an object of keys and values");
  return nullptr;
}

void JsonReader::take(const char* key, std::optional<Error> inner) {
  if (inner && !m_error) m_error = Error{std::string(key) + ": " + inner->message};
}

std::optional<Error> JsonReader::finish() {
  if (m_error) return m_error;
  for (const auto& [key, value] : m_object.items())
    if (!m_known.contains(key)) return Error{"the key " + inQuotes(key) + " is unknown"};
  return std::nullopt;
}

std::string readableKeys(const Json& object,
                         const std::function<std::optional<Error>(const std::string& text)>& check,
                         std::vector<std::string>& remarks) {
  std::string whole = jsonText(object);
  if (!check(whole)) return whole;
  Json kept = Json::object();
  for (const auto& [key, value] : object.items()) {
    if (const auto wrong = check(jsonText(Json{{key, value}})))
      remarks.push_back(wrong->message);
    else
      kept[key] = value;
  }
  return jsonText(kept);
}

}  // namespace arcscope::core
