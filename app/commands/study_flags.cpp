#include "app/commands/study_flags.h"

#include <algorithm>
#include <filesystem>

#include "app/commands/numbers.h"
#include "app/commands/setting_flags.h"
#include "core/study/draws.h"
#include "core/support/parallel.h"
#include "core/support/text.h"
#include "core/version.h"

namespace arcscope::app {
namespace {

using core::Error;
using MaybeError = std::optional<Error>;

constexpr std::int64_t drawsByDefault = 100;
constexpr std::int64_t mostThreads = 1024;

std::string keyOf(const std::string& flag) {
  std::string key = flag.substr(2);
  std::ranges::replace(key, '-', '_');
  return key;
}

/// A whole number from 1 to `most`; what was not given leaves `number` as it is.
MaybeError readCount(const Flags& flags, const char* flag, std::int64_t most, std::int64_t& number) {
  const std::string* text = flags.find(flag);
  if (text == nullptr) return {};
  const auto value = wholeNumberFromText(*text);
  if (!value || *value < 1 || *value > most)
    return notAllowed(flag, *text, std::string("a whole number from 1 to ") + std::to_string(most));
  number = *value;
  return {};
}

MaybeError readMeasures(const Flags& flags, core::MeasureSet& measures) {
  const std::string* text = flags.find("--measures");
  if (text == nullptr) return {};
  measures = {};
  for (const std::string_view part : split(*text, ',')) {
    const auto measure = core::measureFromName(part);
    if (!measure)
      return notAllowed("--measures", *text,
                        std::string("names of ") + core::measureNames() + ", separated by commas");
    measures.add(*measure);
  }
  return {};
}

MaybeError readShard(const Flags& flags, core::StudyPlan& plan) {
  const std::string* text = flags.find("--shard");
  if (text == nullptr) return {};
  const auto parts = split(*text, '/');
  const auto index = wholeNumberFromText(parts.front());
  const auto count = wholeNumberFromText(parts.back());
  if (parts.size() != 2 || !index || !count || *index < 1 || *index > *count || *count > plan.tasks())
    return notAllowed("--shard", *text,
                      "I/N with I from 1 to N and N at most the number of draws in all, here " +
                          std::to_string(plan.tasks()));
  plan.shard = {*index, *count};
  return {};
}

MaybeError readOutput(const Flags& flags, StudyRequest& request) {
  const std::string* output = flags.find("--output");
  const std::string* format = flags.find("--format");
  if (output == nullptr) {
    for (const char* flag : {"--format", "--shard"})
      if (flags.has(flag)) return Error{std::string(flag) + " goes with --output FILE"};
    return {};
  }
  request.output = *output;
  std::string ending = std::filesystem::path(*output).extension().string();
  if (!ending.empty()) ending.erase(0, 1);
  const std::string& kind = format != nullptr ? *format : ending;
  if (kind != "csv" && kind != "jsonl")
    return format != nullptr ? notAllowed("--format", *format, "csv or jsonl")
                             : notAllowed("--output", *output,
                                          "a name that ends in .csv or .jsonl, or --format must say it");
  request.header.format = kind == "csv" ? core::RowFormat::Csv : core::RowFormat::JsonLines;
  return {};
}

/// Looks at every setting of the grid.
MaybeError readSettings(StudyRequest& request) {
  core::StudyPlan& plan = request.header.plan;
  const auto settings = core::settingsOf(plan.axes);
  if (!settings)
    return Error{std::string("the lists make more than ") + std::to_string(core::mostSettings) +
                 " settings; that many are allowed"};
  for (std::int64_t i = 0; i < *settings; ++i) {
    const core::Expected<core::Subject> subject = request.grid.at(i);
    if (!subject) return subject.error();
    const core::Setting& setting = subject.value().setting;
    if (plan.draws > 1 && !core::isDrawn(subject.value()))
      return notAllowed("--draws", std::to_string(plan.draws),
                        "1: nothing is drawn where files hold the network and the end points");
    if (i == 0) plan.setting = core::toJson(setting);
    plan.depths.push_back(setting.depth);
    plan.fingerprint = plan.fingerprint * 31 + core::fingerprintOf(subject.value());
    for (const core::MeasureRow& row : core::measureTable())
      if (core::measuresOf(setting).has(row.measure)) plan.measures.add(row.measure);
  }
  return {};
}

}  // namespace

SettingGrid::SettingGrid() : m_flags("sweep", "") {
  addSettingFlags(m_flags);
}

core::Expected<SettingGrid> SettingGrid::fromFlags(const Flags& flags, bool lists) {
  SettingGrid grid;
  if (const std::string* link = flags.find("--link")) grid.m_arguments.push_back("--link=" + *link);
  for (const SettingFlag& flag : settingFlags()) {
    const std::string* text = flags.find(flag.name);
    if (text == nullptr) continue;
    std::vector<std::string> values{*text};
    if (lists) {
      core::Expected<std::vector<std::string>> listed = core::listedValues(*text, flag.kind);
      if (!listed) return notAllowed(flag.name, *text, listed.error().message);
      values = std::move(listed).value();
    }
    if (values.size() == 1) {
      grid.m_arguments.push_back(flag.name + "=" + values.front());
    } else {
      grid.m_varied.push_back(flag.name);
      grid.m_axes.push_back({keyOf(flag.name), std::move(values), flag.kind == core::ListedValue::Number});
    }
  }
  return grid;
}

core::Expected<core::Subject> SettingGrid::at(std::int64_t setting) {
  std::vector<std::string> arguments = m_arguments;
  const std::vector<std::size_t> place = core::placeOf(m_axes, setting);
  for (std::size_t i = 0; i < place.size(); ++i)
    arguments.push_back(m_varied[i] + "=" + m_axes[i].values[place[i]]);
  if (const auto error = m_flags.parse(arguments)) return *error;
  return subjectFromFlags(m_flags);
}

void addStudyFlags(Flags& flags) {
  flags.addHeading("The study");
  flags.add({"--draws", "N",
             "networks drawn of each setting (" + std::to_string(drawsByDefault) +
                 "): the first one with its seed, the others with seeds that follow from it"});
  flags.add({"--measures", "NAME,...", core::measureNames() + " (all that the activation has)"});
  flags.add({"--output", "FILE",
             "rows, one a setting, draw and layer, as .csv or .jsonl; a run that was stopped is continued by "
             "the same command"});
  flags.add({"--format", "KIND", "csv or jsonl, where the ending of FILE does not say it"});
  flags.add({"--shard", "I/N", "the I-th of N parts, counted from 1; arcscope merge joins them"});
  flags.add({"--threads", "N", "draws measured at once (one for each processor); changes no result"});
}

core::Expected<StudyRequest> readStudy(const Flags& flags, bool lists) {
  core::Expected<SettingGrid> grid = SettingGrid::fromFlags(flags, lists);
  if (!grid) return grid.error();
  StudyRequest request{std::move(grid).value(), {}, {}};
  core::StudyPlan& plan = request.header.plan;
  plan.version = core::version;
  plan.axes = request.grid.axes();
  plan.draws = drawsByDefault;
  std::int64_t threads = 0;
  if (auto error = readCount(flags, "--draws", core::mostDraws, plan.draws)) return *error;
  if (auto error = readCount(flags, "--threads", mostThreads, threads)) return *error;
  if (auto error = readOutput(flags, request)) return *error;
  if (auto error = readSettings(request)) return *error;
  const core::MeasureSet there = plan.measures;
  if (auto error = readMeasures(flags, plan.measures)) return *error;
  for (const core::MeasureRow& row : core::measureTable())
    if (plan.measures.has(row.measure) && !there.has(row.measure))
      return notAllowed("--measures", std::string(row.key), "a measure that the activation has");
  if (auto error = readShard(flags, plan)) return *error;
  core::setParallelThreads(static_cast<std::size_t>(threads));
  return request;
}

}  // namespace arcscope::app
