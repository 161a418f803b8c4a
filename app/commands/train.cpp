#include <array>

#include "app/commands/application.h"
#include "app/commands/commands.h"
#include "app/commands/figure_flags.h"
#include "app/commands/json_text.h"
#include "app/commands/progress.h"
#include "app/commands/setting_flags.h"
#include "app/commands/training_flags.h"
#include "core/explorer/explorer.h"
#include "core/training/trained_file.h"

namespace arcscope::app {
namespace {

Json asJson(const core::TrainingRecord& record) {
  Json json;
  json["epoch"] = record.epoch;
  json["step"] = record.step;
  json["seconds"] = record.seconds;
  json["train_loss"] = record.trainLoss;
  json["test_loss"] = record.testLoss;
  json["train_accuracy"] = record.trainAccuracy;
  json["test_accuracy"] = record.testAccuracy;
  json["length"] = record.curve.lengths;
  json["transitions"] = record.curve.transitions;
  json["pieces"] = record.curve.pieces;
  return json;
}

/// What --figure and --view ask for.
struct FigureRequest {
  std::string file;  ///< empty: none
  ui::FileKind kind = ui::FileKind::Svg;
  ui::FigureChoice choice{.kind = ui::FigureKind::Training};
};

std::optional<core::Error> readFigure(const Flags& flags, FigureRequest& request) {
  const std::string* file = flags.find("--figure");
  if (file != nullptr) {
    request.file = *file;
    if (auto error = readFigureKind("--figure", *file, request.kind)) return error;
  } else if (flags.has("--view")) {
    return core::Error{"--view goes with --figure FILE"};
  }
  constexpr std::array<std::string_view, 4> views{"loss", "length", "transitions", "regions"};
  std::size_t view = 0;
  if (auto error = readWord(flags, "--view", views, view)) return error;
  if (view == 0) return {};
  request.choice.kind = ui::FigureKind::TrainingLengths;
  request.choice.course.quantity = static_cast<ui::LayerCourse::Quantity>(view - 1);
  return {};
}

std::optional<core::Error> writeFigure(const core::Trainer& trainer, FigureRequest& request) {
  const auto application = makeApplication(false);
  request.choice.training = std::make_shared<const ui::TrainingState>(ui::stateOf(trainer));
  core::ExplorerCache cache;
  const ui::FigureSource source(core::explore(request.choice.training->start, {}, core::Quality::Full, cache),
                                request.choice);
  return ui::writeFigureFile(source, {}, request.kind, request.file);
}

}  // namespace

int train(std::span<const std::string> arguments) {
  Flags flags(
      "train [flags]",
      "Trains a network and prints one JSON object a line: the network as drawn (epoch 0) and after "
      "each epoch, with loss and accuracy over up to 10000 training and test points, and length and "
      "transitions (sign changes) of the trajectory's image in each layer, the input first; for piecewise "
      "linear activations also its pieces by the patterns of layers 1 to that one, exact, null where there "
      "are too many.\nA target that cannot be written ends with exit status 1, as does a loss that is no "
      "number any more.");
  flags.add({"--output", "FILE",
             "the trained network with its normalisation, as PyTorch names its tensors; "
             "ends in .safetensors or is a device"});
  flags.add({"--figure", "FILE",
             "also a figure of the training (.svg .pdf .png) or its numbers (.csv .json), by the ending"});
  flags.add(
      {"--view", "NAME",
       "of the figure: loss (and accuracy), or of each layer length, transitions or regions against step "
       "(loss)"});
  addTrainingFlags(flags);
  addSettingFlags(flags);
  if (const auto done = begin(flags, arguments)) return *done;
  FigureRequest figure;
  if (const auto error = readFigure(flags, figure)) return fail(Mistake, *error);
  core::Expected<TrainingRequest> read = readTraining(flags);
  if (!read) return fail(Mistake, read.error());
  TrainingRequest request = std::move(read).value();
  const std::string* output = flags.find("--output");
  for (const std::string& file : {output != nullptr ? *output : std::string(), figure.file})
    if (const auto error = file.empty() ? std::nullopt : checkWritable(file)) return fail(Failed, *error);
  core::Trainer trainer(std::move(request.subject), std::move(request.choice), std::move(request.task),
                        core::Moments::NotKept);
  const auto report = [&] { return print(core::jsonText(asJson(trainer.history().back())) + "\n"); };
  if (const int failed = report(); failed != Done) return failed;
  {
    Progress progress("training");
    constexpr std::int64_t stepsBetweenReports = 50;
    while (!trainer.finished()) {
      const std::int64_t toEpoch = trainer.stepsPerEpoch() - trainer.step() % trainer.stepsPerEpoch();
      trainer.advance(std::min(stepsBetweenReports, toEpoch));
      progress.set(trainer.step(), trainer.steps(), "steps");
      if (trainer.diverged() || trainer.step() % trainer.stepsPerEpoch() != 0) continue;
      if (const int failed = report(); failed != Done) return failed;
    }
  }
  if (trainer.diverged())
    return fail(Failed, {"the loss is no number any more at step " + std::to_string(trainer.step()) +
                         "; a smaller learning rate helps"});
  if (output != nullptr)
    if (const auto error = core::writeSafetensors(*output, core::trainedTensorFile(trainer)))
      return fail(Failed, *error);
  if (!figure.file.empty())
    if (const auto error = writeFigure(trainer, figure)) return fail(Failed, *error);
  return Done;
}

}  // namespace arcscope::app
