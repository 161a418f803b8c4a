#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "core/setting/parameters.h"
#include "core/setting/setting.h"
#include "core/support/json_text.h"
#include "core/support/text.h"

namespace arcscope::core {
namespace {

using Json = nlohmann::ordered_json;

/// An object on one line, keys in the order of the calls.
class ObjectWriter {
 public:
  void add(std::string_view key, std::string_view json) {
    m_text += m_text.size() > 1 ? ", \"" : "\"";
    m_text.append(key).append("\": ").append(json);
  }
  [[nodiscard]] std::string text() && { return std::move(m_text) + "}"; }

 private:
  std::string m_text = "{";
};

template <class Items, class ToText>
std::string arrayText(const Items& items, ToText toText) {
  std::string text = "[";
  for (const auto& item : items) {
    if (text.size() > 1) text += ", ";
    text += toText(item);
  }
  return text + "]";
}

Error wrongValue(std::string_view key, const Json& value, std::string_view allowed) {
  return {std::string(key) + " is " + jsonText(value).substr(0, 60) + "; it must be " + std::string(allowed)};
}

/// Reads keys one by one; each reader returns what is wrong with its value.
using Complaint = std::optional<Error>;
using Reader = Complaint (*)(Setting&, std::string_view key, const Json& value);

bool isIntegerWithin(const Json& value, double minimum, double maximum) {
  if (!value.is_number()) return false;
  const double number = value.get<double>();
  return number == std::floor(number) && number >= minimum && number <= maximum;
}

Complaint readParameter(const Parameter& row, Setting& setting, const Json& value) {
  const std::string allowed = (row.integer ? "a whole number from " : "a number from ") +
                              numberText(row.minimum) + " to " + numberText(row.maximum);
  constexpr double limit = 2147483647.0;
  if (!value.is_number() || (row.integer && !isIntegerWithin(value, -limit, limit)))
    return wrongValue(row.key, value, allowed);
  row.set(setting, value.get<double>());
  return std::nullopt;
}

template <bool Setting::*Field>
Complaint readBool(Setting& setting, std::string_view key, const Json& value) {
  if (!value.is_boolean()) return wrongValue(key, value, "true or false");
  setting.*Field = value.get<bool>();
  return std::nullopt;
}

template <double Setting::*Field>
Complaint readNumber(Setting& setting, std::string_view key, const Json& value) {
  if (!value.is_number()) return wrongValue(key, value, "a number from 0 to 1");
  setting.*Field = value.get<double>();
  return std::nullopt;
}

template <std::string Setting::*Field>
Complaint readText(Setting& setting, std::string_view key, const Json& value) {
  if (!value.is_string()) return wrongValue(key, value, "the name of a file");
  setting.*Field = value.get<std::string>();
  return std::nullopt;
}

Complaint readWidths(Setting& setting, std::string_view key, const Json& value) {
  const Parameter& width = parameter("width");
  setting.widths.clear();
  const bool isArray = value.is_array();
  if (isArray)
    for (const Json& one : value) {
      if (!isIntegerWithin(one, width.minimum, 2147483647.0)) break;
      setting.widths.push_back(one.get<int>());
    }
  if (!isArray || setting.widths.size() != value.size())
    return wrongValue(key, value, "a list of whole numbers from 1 to " + numberText(width.maximum));
  return std::nullopt;
}

Complaint readActivation(Setting& setting, std::string_view key, const Json& value) {
  const auto activation =
      value.is_string() ? activationFromName(value.get_ref<const std::string&>()) : std::nullopt;
  if (!activation) return wrongValue(key, value, activationNames());
  setting.activation = *activation;
  return std::nullopt;
}

Complaint readWeights(Setting& setting, std::string_view key, const Json& value) {
  if (!value.is_string()) return wrongValue(key, value, "the name of a weight law");
  const Expected<WeightLaw> law = weightLawFromText(value.get_ref<const std::string&>());
  if (!law) return law.error();
  setting.weights = law.value();
  return std::nullopt;
}

Complaint readSeed(Setting& setting, std::string_view key, const Json& value) {
  if (!value.is_number_unsigned())
    return wrongValue(key, value, "a whole number from 0 to 18446744073709551615");
  setting.seed = value.get<std::uint64_t>();
  return std::nullopt;
}

Complaint readReadout(Setting& setting, std::string_view key, const Json& value) {
  if (value != "last" && value != "none") return wrongValue(key, value, "last or none");
  setting.readoutLast = value == "last";
  return std::nullopt;
}

Complaint readTrajectory(Setting& setting, std::string_view key, const Json& value) {
  const auto trajectory =
      value.is_string() ? trajectoryFromName(value.get_ref<const std::string&>()) : std::nullopt;
  if (!trajectory) return wrongValue(key, value, "line, arc, circle, polyline or freehand");
  setting.trajectory = *trajectory;
  return std::nullopt;
}

Complaint readMethod(Setting& setting, std::string_view key, const Json& value) {
  const auto method = value.is_string() ? methodFromName(value.get_ref<const std::string&>()) : std::nullopt;
  if (!method) return wrongValue(key, value, "exact or sampled");
  setting.method = *method;
  return std::nullopt;
}

Complaint readEndpoints(Setting& setting, std::string_view key, const Json& value) {
  const auto endpoints =
      value.is_string() ? endpointsFromName(value.get_ref<const std::string&>()) : std::nullopt;
  if (!endpoints) return wrongValue(key, value, "random, orthonormal or given");
  setting.endpoints = *endpoints;
  return std::nullopt;
}

Complaint readPath(Setting& setting, std::string_view key, const Json& value) {
  setting.path.clear();
  const bool isArray = value.is_array();
  if (isArray)
    for (const Json& one : value) {
      if (!one.is_array() || one.size() != 2 || !one[0].is_number() || !one[1].is_number()) break;
      setting.path.push_back({one[0].get<double>(), one[1].get<double>()});
    }
  if (!isArray || setting.path.size() != value.size())
    return wrongValue(key, value, "a list of corners [a, b]");
  return std::nullopt;
}

struct KeyReader {
  std::string_view key;
  Reader read;
};

constexpr std::array keyReaders{
    KeyReader{"activation", readActivation},
    KeyReader{"widths", readWidths},
    KeyReader{"weights", readWeights},
    KeyReader{"seed", readSeed},
    KeyReader{"network", readText<&Setting::networkFile>},
    KeyReader{"readout", readReadout},
    KeyReader{"trajectory", readTrajectory},
    KeyReader{"endpoints", readEndpoints},
    KeyReader{"endpoints_file", readText<&Setting::endpointsFile>},
    KeyReader{"path", readPath},
    KeyReader{"method", readMethod},
    KeyReader{"refine", readBool<&Setting::refine>},
    KeyReader{"t_begin", readNumber<&Setting::tBegin>},
    KeyReader{"t_end", readNumber<&Setting::tEnd>},
};

Complaint readKey(Setting& setting, const std::string& key, const Json& value) {
  for (const Parameter& row : parameters())
    if (row.key == key) return readParameter(row, setting, value);
  for (const KeyReader& reader : keyReaders)
    if (reader.key == key) return reader.read(setting, reader.key, value);
  return Error{"the setting has the key " + inQuotes(key) + ", which is unknown"};
}

}  // namespace

std::string toJson(const Setting& setting) {
  ObjectWriter object;
  object.add("activation", jsonString(name(setting.activation)));
  for (const Parameter& row : parameters()) {
    const double value = row.get(setting);
    object.add(row.key, row.integer ? std::to_string(static_cast<std::int64_t>(value)) : numberText(value));
  }
  if (!setting.widths.empty())
    object.add("widths", arrayText(setting.widths, [](int width) { return std::to_string(width); }));
  object.add("weights", jsonString(toText(setting.weights)));
  object.add("seed", std::to_string(setting.seed));
  if (!setting.networkFile.empty()) object.add("network", jsonString(setting.networkFile));
  if (setting.readoutLast) object.add("readout", "\"last\"");
  object.add("trajectory", jsonString(name(setting.trajectory)));
  if (setting.endpoints) object.add("endpoints", jsonString(name(*setting.endpoints)));
  if (!setting.endpointsFile.empty()) object.add("endpoints_file", jsonString(setting.endpointsFile));
  if (!setting.path.empty())
    object.add(
        "path", arrayText(setting.path, [](const PlanePoint& point) {
          return std::string("[").append(numberText(point.a)).append(", ").append(numberText(point.b)) + "]";
        }));
  object.add("method", jsonString(name(setting.method)));
  object.add("refine", setting.refine ? "true" : "false");
  object.add("t_begin", numberText(setting.tBegin));
  object.add("t_end", numberText(setting.tEnd));
  return std::move(object).text();
}

Expected<Setting> settingFromJson(std::string_view json) {
  constexpr int deepest = 3;  // the object, its path, a corner
  bool tooDeep = false;
  std::set<std::string> seen;
  std::string repeated;
  const auto watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (depth >= deepest &&
        (event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start))
      tooDeep = true;
    if (event == Json::parse_event_t::key && depth == 1 &&
        !seen.insert(parsed.get_ref<const std::string&>()).second)
      repeated = parsed.get_ref<const std::string&>();
    return !tooDeep;
  };
  const Json parsed = Json::parse(json, watch, false);
  if (tooDeep || parsed.is_discarded() || !parsed.is_object())
    return Error{"the setting " + inQuotes(json) + " is not a JSON object of keys and values"};
  if (!repeated.empty()) return Error{"the setting has the key " + inQuotes(repeated) + " twice"};
  Setting setting;
  for (const auto& [key, value] : parsed.items())
    if (Complaint wrong = readKey(setting, key, value)) return *wrong;
  return setting;
}

}  // namespace arcscope::core
