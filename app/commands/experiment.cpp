#include "app/commands/application.h"
#include "app/commands/commands.h"
#include "app/commands/figure_flags.h"
#include "app/commands/json_text.h"
#include "app/commands/numbers.h"
#include "app/commands/progress.h"
#include "app/commands/setting_flags.h"
#include "app/commands/training_flags.h"
#include "core/explorer/explorer.h"
#include "core/support/text.h"
#include "core/training/experiments.h"
#include "core/training/trained_file.h"
#include "core/version.h"

namespace arcscope::app {
namespace {

Json asJson(const core::ExperimentLine& line) {
  Json json;
  json["label"] = line.label;
  json["x"] = line.x;
  for (const core::Summary& y : line.y) {
    json["mean"].push_back(y.mean);
    json["std"].push_back(y.deviation);
    json["min"].push_back(y.least);
    json["max"].push_back(y.largest);
    json["count"].push_back(y.count);
  }
  return json;
}

Json asJson(const core::ExperimentRequest& request, const core::ExperimentResult& result) {
  Json json;
  json["version"] = core::version;
  json["experiment"] = core::name(request.experiment);
  json["about"] = core::about(request.experiment);
  json["setting"] = core::parsedJson(core::toJson(request.subject.setting));
  json["training"] = core::parsedJson(core::toJson(request.choice));
  json["data"] = request.task->name;
  json["repeats"] = request.repeats;
  json["diverged"] = result.diverged;
  json["x"] = result.xLabel;
  json["y"] = result.yLabel;
  for (const core::ExperimentLine& line : result.lines) json["lines"].push_back(asJson(line));
  return json;
}

/// @pre the application exists.
std::optional<core::Error> writeFigure(const core::ExperimentRequest& request,
                                       const core::ExperimentResult& result, ui::FileKind kind,
                                       const std::string& file) {
  ui::FigureChoice choice;
  choice.kind = ui::FigureKind::Experiment;
  choice.experiment =
      std::make_shared<const ui::ExperimentState>(ui::ExperimentState{.request = request, .result = result});
  core::ExplorerCache cache;
  const ui::FigureSource source(core::explore(request.subject, {}, core::Quality::Full, cache), choice);
  return ui::writeFigureFile(source, {}, kind, file);
}

core::Expected<core::ExperimentRequest> readRequest(const Flags& flags) {
  core::ExperimentRequest request;
  if (flags.files().size() != 1)
    return core::Error{"experiment needs the name of one: " + core::experimentNames()};
  const auto experiment = core::experimentFromName(flags.files().front());
  if (!experiment)
    return core::Error{core::inQuotes(flags.files().front()) + " is no experiment; it must be " +
                       core::experimentNames()};
  request.experiment = *experiment;
  core::Expected<TrainingRequest> read = readTraining(flags);
  if (!read) return read.error();
  TrainingRequest training = std::move(read).value();
  request.subject = std::move(training.subject);
  request.choice = std::move(training.choice);
  request.task = std::move(training.task);
  if (const std::string* text = flags.find("--repeats")) {
    const auto value = wholeNumberFromText(*text);
    if (!value || *value < 1 || *value > 100)
      return notAllowed("--repeats", *text, "a whole number from 1 to 100");
    request.repeats = static_cast<int>(*value);
  }
  if (const std::string* only = flags.find("--architecture"))
    (*only == "dense" ? request.convolutional : request.dense) = false;
  if (const auto error = core::validate(request)) return *error;
  return request;
}

}  // namespace

int experiment(std::span<const std::string> arguments) {
  std::string list;
  for (const auto one : {core::Experiment::OneLayer, core::Experiment::LayerNoise,
                         core::Experiment::LengthGrowth, core::Experiment::Normalisations})
    list.append("\n\n").append(core::name(one)).append(": ").append(core::about(one));
  Flags flags(
      "experiment NAME [flags]",
      "Trains networks as one of the experiments on trained networks asks for, each repeat with another "
      "seed, and prints the lines of its figure with mean, standard deviation (std) and range over the "
      "repeats as one JSON object." +
          list);
  flags.takeFiles();
  flags.add(
      {"--output", "FILE", "also the figure (.svg .pdf .png) or its numbers (.csv .json), by the ending"});
  flags.add({"--repeats", "N", "draws of the network, 1 to 100; 3"});
  addTrainingFlags(flags);
  addSettingFlags(flags);
  if (const auto done = begin(flags, arguments)) return *done;
  const std::string* output = flags.find("--output");
  ui::FileKind kind{};
  if (output != nullptr)
    if (const auto error = readFigureKind("--output", *output, kind)) return fail(Mistake, *error);
  const core::Expected<core::ExperimentRequest> request = readRequest(flags);
  if (!request) return fail(Mistake, request.error());
  if (output != nullptr)
    if (const auto error = checkWritable(*output)) return fail(Failed, *error);
  core::ExperimentResult result;
  {
    Progress progress("experiment");
    result = core::runExperiment(request.value(), [&](const core::ExperimentResult& now) {
      progress.set(now.stepsDone, now.stepsWanted, "steps");
    });
  }
  if (const int failed = print(lineAKey(asJson(request.value(), result)));
      failed != Done || output == nullptr)
    return failed;
  const auto application = makeApplication(false);
  const auto error = writeFigure(request.value(), result, kind, *output);
  return error ? fail(Failed, *error) : Done;
}

}  // namespace arcscope::app
