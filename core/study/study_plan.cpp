#include "core/study/study_plan.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/support/json_text.h"

namespace arcscope::core {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> keysOf(MeasureSet measures) {
  std::vector<std::string> keys;
  for (const MeasureRow& row : measureTable())
    if (measures.has(row.measure)) keys.emplace_back(row.key);
  return keys;
}

/// Throws what nlohmann throws where something is missing or of another kind.
StudyPlan readPlan(const Json& json) {
  StudyPlan plan;
  plan.version = json.at("version").get<std::string>();
  plan.shard = {json.at("shard").at(0).get<std::int64_t>(), json.at("shard").at(1).get<std::int64_t>()};
  plan.draws = json.at("draws").get<std::int64_t>();
  for (const auto& [key, values] : json.at("grid").items())
    plan.axes.push_back({key, values.at("values").get<std::vector<std::string>>(), values.at("numbers")});
  for (const auto& key : json.at("measures").get<std::vector<std::string>>())
    if (const auto measure = measureFromName(key)) plan.measures.add(*measure);
  const Json& depth = json.at("depth");
  const std::optional<std::int64_t> settings = settingsOf(plan.axes);
  if (depth.is_array())
    plan.depths = depth.get<std::vector<int>>();
  else if (settings)
    plan.depths.assign(static_cast<std::size_t>(*settings), depth.get<int>());
  plan.setting = jsonText(json.at("setting"));
  plan.fingerprint = std::stoull(json.at("fingerprint").get<std::string>());
  return plan;
}

bool isSound(const StudyPlan& plan) {
  const auto isDepth = [](int depth) { return depth >= 1 && depth <= 100'000; };
  return plan.draws >= 1 && plan.draws <= mostDraws && plan.shard.index >= 1 &&
         plan.shard.index <= plan.shard.count && settingsOf(plan.axes) == plan.settings() &&
         std::all_of(plan.depths.begin(), plan.depths.end(), isDepth);
}

}  // namespace

std::optional<std::int64_t> settingsOf(std::span<const StudyAxis> axes) {
  std::int64_t settings = 1;
  for (const StudyAxis& axis : axes) {
    settings *= static_cast<std::int64_t>(std::min<std::size_t>(axis.values.size(), mostSettings + 1));
    if (settings < 1 || settings > mostSettings) return std::nullopt;
  }
  return settings;
}

std::vector<std::size_t> placeOf(std::span<const StudyAxis> axes, std::int64_t setting) {
  std::vector<std::size_t> place(axes.size());
  for (std::size_t i = axes.size(); i-- > 0;) {
    const auto values = static_cast<std::int64_t>(axes[i].values.size());
    place[i] = static_cast<std::size_t>(setting % values);
    setting /= values;
  }
  return place;
}

MeasureSet measuresOf(const Setting& setting) {
  const bool regional = isPiecewiseLinear(setting.activation);
  const bool exact = regional && setting.method == Method::Exact;
  MeasureSet measures;
  for (const MeasureRow& row : measureTable()) {
    switch (row.measure) {
      case Measure::Transitions:
      case Measure::Patterns:
        if (regional) measures.add(row.measure);
        break;
      case Measure::Pieces:
      case Measure::Turning:
        if (exact) measures.add(row.measure);
        break;
      case Measure::Curvature:
      case Measure::GaussMapLength:
        if (!regional) measures.add(row.measure);
        break;
      default:
        measures.add(row.measure);
    }
  }
  return measures;
}

std::string toJson(const StudyPlan& plan) {
  Json json;
  json["version"] = plan.version;
  json["shard"] = {plan.shard.index, plan.shard.count};
  json["draws"] = plan.draws;
  json["grid"] = Json::object();
  for (const StudyAxis& axis : plan.axes)
    json["grid"][axis.key] = {{"values", axis.values}, {"numbers", axis.numbers}};
  json["measures"] = keysOf(plan.measures);
  const bool same =
      std::adjacent_find(plan.depths.begin(), plan.depths.end(), std::not_equal_to<>()) == plan.depths.end();
  json["depth"] = same ? Json(plan.depths.front()) : Json(plan.depths);
  json["fingerprint"] = std::to_string(plan.fingerprint);
  json["setting"] = parsedJson(plan.setting);
  return jsonText(json);
}

Expected<StudyPlan> planFromJson(std::string_view json) {
  try {
    StudyPlan plan = readPlan(parsedJson(json));
    if (isSound(plan)) return plan;
  } catch (const std::exception&) {  // nlohmann's, and those of a number's text
  }
  return Error{"it does not describe a study"};
}

std::optional<std::string> differenceOf(const StudyPlan& a, const StudyPlan& b) {
  if (a.version != b.version) return "the version of arcscope, " + a.version + " and " + b.version;
  if (parsedJson(a.setting) != parsedJson(b.setting)) return "the setting";
  if (a.axes != b.axes) return "the grid";
  if (a.depths != b.depths) return "the depth";
  if (a.draws != b.draws)
    return std::string("the number of draws, ") + std::to_string(a.draws) + " and " + std::to_string(b.draws);
  if (!(a.measures == b.measures)) return "the measures";
  if (a.fingerprint != b.fingerprint) return "a setting, or what the files hold that it names";
  return std::nullopt;
}

}  // namespace arcscope::core
