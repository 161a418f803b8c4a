#include "app/commands/commands.h"
#include "app/commands/json_text.h"
#include "app/commands/progress.h"
#include "app/commands/setting_flags.h"
#include "app/commands/training_flags.h"
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
  json["length"] = record.lengths;
  json["transitions"] = record.transitions;
  return json;
}

}  // namespace

int train(std::span<const std::string> arguments) {
  Flags flags("train [flags]",
              "Trains a network and prints one JSON object a line: the network as drawn (epoch 0) and after "
              "each epoch, with loss and accuracy over up to 10000 training and test points, and length and "
              "transitions (sign changes) of the trajectory's image in each layer, the input first.\nA "
              "target that cannot be "
              "written ends with exit status 1, as does a loss that is no number any more.");
  flags.add({"--output", "FILE",
             "the trained network with its normalisation, as PyTorch names its tensors; "
             "ends in .safetensors or is a device"});
  addTrainingFlags(flags);
  addSettingFlags(flags);
  if (const auto done = begin(flags, arguments)) return *done;
  core::Expected<TrainingRequest> read = readTraining(flags);
  if (!read) return fail(Mistake, read.error());
  TrainingRequest request = std::move(read).value();
  core::Trainer trainer(std::move(request.subject), std::move(request.choice), std::move(request.task));
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
  const std::string* output = flags.find("--output");
  if (output == nullptr) return Done;
  const auto error = core::writeSafetensors(*output, core::trainedTensorFile(trainer));
  return error ? fail(Failed, *error) : Done;
}

}  // namespace arcscope::app
