#include "core/data/data_points.h"

#include <charconv>
#include <optional>

#include "core/support/text.h"

namespace arcscope::core {
namespace {

template <class Whole>
bool readWhole(std::string_view text, Whole& value) {
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && stopped == end;
}

/// Before and behind the first `mark`; behind it nothing where there is none.
std::pair<std::string_view, std::string_view> cut(std::string_view text, char mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return {text, {}};
  return {text.substr(0, at), text.substr(at + 1)};
}

bool readOption(std::string_view option, DataChoice& choice) {
  const auto [key, value] = cut(option, '=');
  if (key == "size") return readWhole(value, choice.size);
  if (key == "seed") return readWhole(value, choice.seed);
  const std::optional<double> noise = key == "noise" ? numberFromText(value) : std::nullopt;
  if (noise) choice.noise = *noise;
  return noise.has_value();
}

/// An @ that no options follow belongs to the name.
DataChoice choiceFromText(std::string_view text) {
  const DataChoice plain{.name = std::string(text)};
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos) return plain;
  DataChoice choice{.name = std::string(text.substr(0, at))};
  std::string_view rest = text.substr(at + 1);
  do {
    const auto [option, others] = cut(rest, ',');
    if (!readOption(option, choice)) return plain;
    rest = others;
  } while (!rest.empty());
  return choice;
}

std::string toText(const DataChoice& choice) {
  const DataChoice usual;
  std::string options;
  const auto add = [&](const char* key, const std::string& value) {
    options += (options.empty() ? "@" : ",") + std::string(key) + "=" + value;
  };
  if (choice.noise != usual.noise) add("noise", numberText(choice.noise));
  if (choice.size != usual.size) add("size", std::to_string(choice.size));
  if (choice.seed != usual.seed) add("seed", std::to_string(choice.seed));
  return choice.name + options;
}

Error aboutPair(const DataPair& pair, const std::string& sentence) {
  return {printable(toText(pair)) + ": " + sentence};
}

}  // namespace

bool namesDataPair(std::string_view text) {
  return text.find('#') != std::string_view::npos && !text.ends_with(".safetensors");
}

Expected<DataPair> dataPairFromText(std::string_view text) {
  const std::size_t at = text.rfind('#');
  DataPair pair;
  if (at != std::string_view::npos && at > 0) {
    const auto [first, second] = cut(text.substr(at + 1), ',');
    if (readWhole(first, pair.first) && readWhole(second, pair.second)) {
      pair.data = choiceFromText(text.substr(0, at));
      return pair;
    }
  }
  return Error{printable(text) +
               ": end points of a data set are two of its training points, NAME#I,J, such as "
               "fashion-mnist-sample#3,17"};
}

std::string toText(const DataPair& pair) {
  return toText(pair.data) + "#" + std::to_string(pair.first) + "," + std::to_string(pair.second);
}

Expected<DataEndpoints> endpointsOf(const LearningTask& task, const DataPair& pair) {
  const Dataset& points = task.training;
  for (const std::int64_t point : {pair.first, pair.second})
    if (point < 0 || point >= points.size())
      return aboutPair(pair, "there is no training point " + std::to_string(point) +
                                 "; they are numbered from 0 to " + std::to_string(points.size() - 1));
  if (pair.first == pair.second)
    return aboutPair(pair, "both are point " + std::to_string(pair.first) + "; they must be two points");
  const auto taken = [&](std::int64_t point) {
    const std::uint8_t label = points.labels[static_cast<std::size_t>(point)];
    return DataPoint{points.inputs.col(point).cast<double>(), task.classNames[label]};
  };
  DataEndpoints ends{.first = taken(pair.first),
                     .second = taken(pair.second),
                     .image = task.image,
                     .mean = static_cast<double>(task.mean),
                     .deviation = static_cast<double>(task.deviation)};
  if (ends.first.x == ends.second.x)
    return aboutPair(pair, "the two points are equal in every number; they must differ");
  return ends;
}

Expected<DataEndpoints> loadDataPair(std::string_view text) {
  const Expected<DataPair> pair = dataPairFromText(text);
  if (!pair) return pair.error();
  const Expected<LearningTask> task = openTask(pair.value().data);
  if (!task) return task.error();
  return endpointsOf(task.value(), pair.value());
}

}  // namespace arcscope::core
