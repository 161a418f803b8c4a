#include "app/commands/training_flags.h"

#include "app/commands/figure_flags.h"
#include "app/commands/numbers.h"
#include "app/commands/setting_flags.h"
#include "core/support/text.h"

namespace arcscope::app {
namespace {

using core::Error;
using MaybeError = std::optional<Error>;

MaybeError readNumber(const Flags& flags, const char* flag, double& number) {
  const std::string* text = flags.find(flag);
  if (text == nullptr) return {};
  const auto value = finiteNumberFromText(*text);
  if (!value) return notAllowed(flag, *text, "a number");
  number = *value;
  return {};
}

MaybeError readWholeNumber(const Flags& flags, const char* flag, int& number) {
  const std::string* text = flags.find(flag);
  if (text == nullptr) return {};
  const auto value = wholeNumberFromText(*text);
  if (!value || std::abs(*value) > 1'000'000) return notAllowed(flag, *text, "a whole number");
  number = static_cast<int>(*value);
  return {};
}

/// Whole numbers from 1 on, with commas between them.
MaybeError readList(const Flags& flags, const char* flag, std::vector<int>& numbers) {
  const std::string* text = flags.find(flag);
  if (text == nullptr) return {};
  numbers.clear();
  for (const std::string_view part : split(*text, ',')) {
    const auto value = wholeNumberFromText(part);
    if (!value || *value < 1 || *value > 100'000)
      return notAllowed(flag, *text, "whole numbers from 1 on with commas between them");
    numbers.push_back(static_cast<int>(*value));
  }
  return {};
}

template <class Enum>
MaybeError readName(const Flags& flags, const char* flag, std::optional<Enum> (*fromName)(std::string_view),
                    const char* allowed, Enum& value) {
  const std::string* text = flags.find(flag);
  if (text == nullptr) return {};
  const std::optional<Enum> named = fromName(*text);
  if (!named) return notAllowed(flag, *text, allowed);
  value = *named;
  return {};
}

MaybeError readChoice(const Flags& flags, core::TrainingChoice& choice) {
  for (const MaybeError& error :
       {readName(flags, "--architecture", core::architectureFromName, "dense or convolutional",
                 choice.architecture),
        readList(flags, "--channels", choice.channels),
        readName(flags, "--normalisation", core::normalisationFromName, "none, batch or trajectory",
                 choice.normalisation),
        readName(flags, "--placement", core::placementFromName, "before or after", choice.placement),
        readName(flags, "--original", core::originalLengthFromName, "input or start", choice.original),
        readNumber(flags, "--regularisation", choice.regularisation),
        readName(flags, "--loss", core::lossFromName, "cross-entropy or squared", choice.loss),
        readName(flags, "--optimizer", core::optimizerFromName, "sgd, momentum or adam",
                 choice.optimizer.kind),
        readNumber(flags, "--learning-rate", choice.optimizer.learningRate),
        readNumber(flags, "--weight-decay", choice.optimizer.weightDecay),
        readWholeNumber(flags, "--batch", choice.batch), readWholeNumber(flags, "--epochs", choice.epochs),
        readList(flags, "--freeze", choice.frozen)})
    if (error) return error;
  if (choice.optimizer.kind == core::Optimizer::Adam && !flags.has("--learning-rate"))
    choice.optimizer.learningRate = core::adamLearningRate;
  return {};
}

MaybeError readData(const Flags& flags, core::DataChoice& data) {
  if (const std::string* name = flags.find("--data")) data.name = *name;
  double seed = 1.0;
  for (const MaybeError& error :
       {readNumber(flags, "--noise", data.noise), readWholeNumber(flags, "--data-size", data.size),
        readNumber(flags, "--data-seed", seed)})
    if (error) return error;
  if (seed < 0.0 || seed > 1e15 || seed != static_cast<double>(static_cast<std::uint64_t>(seed)))
    return notAllowed("--data-seed", *flags.find("--data-seed"), "a whole number from 0 on");
  data.seed = static_cast<std::uint64_t>(seed);
  return {};
}

}  // namespace

void addTrainingFlags(Flags& flags) {
  flags.addHeading("Data");
  flags.add({"--data", "NAME|FILE",
             "what to learn: fashion-mnist (the default), fashion-mnist-sample, two-moons, spirals, circles, "
             "xor, gaussians, checkerboard, or a file: IDX images, CIFAR-10 batches, a table of points"});
  flags.add({"--noise", "X", "of a toy set, 0 to 2; 0.1"});
  flags.add({"--data-size", "N", "training points of a toy set; 1000"});
  flags.add({"--data-seed", "N", "of a toy set, and of what is kept for the test; 1"});
  flags.addHeading("Training");
  flags.add({"--epochs", "N", "10"});
  flags.add({"--batch", "N", "points of a mini-batch; 64"});
  flags.add({"--optimizer", "NAME", "sgd, momentum (0.9, the default) or adam"});
  flags.add({"--learning-rate", "R", "0.005; of adam 0.001"});
  flags.add({"--weight-decay", "R", "this times the weights is added to their gradient; 0"});
  flags.add({"--loss", "NAME", "cross-entropy (the default) or squared"});
  flags.add({"--normalisation", "NAME", "none (the default), batch or trajectory, in every hidden layer"});
  flags.add({"--placement", "WHERE", "of the normalisation: before (the default) or after the activation"});
  flags.add({"--regularisation", "X", "what trajectory regularisation's loss is scaled with; 0.01"});
  flags.add({"--original", "WHAT",
             "length that it is measured by: at the network's input (input, the default) or of the first "
             "mini-batch (start)"});
  flags.add({"--freeze", "L,L,...", "layers that keep their draw; depth + 1 is the read-out"});
  flags.add({"--architecture", "NAME",
             "dense (the layers of the setting, the default) or convolutional (blocks of convolution and "
             "pooling, then one dense layer)"});
  flags.add({"--channels", "C,C,...", "of the blocks of convolution; 16,32"});
}

core::Expected<TrainingRequest> readTraining(const Flags& flags) {
  TrainingRequest request;
  core::DataChoice data;
  data.name = "fashion-mnist";
  if (const auto error = readData(flags, data)) return *error;
  if (const auto error = core::validate(data)) return *error;
  if (const auto error = readChoice(flags, request.choice)) return *error;
  core::Expected<core::LearningTask> task = core::openTask(data);
  if (!task) return task.error();
  request.task = std::make_shared<const core::LearningTask>(std::move(task).value());
  core::Setting defaults;
  defaults.depth = 8;
  defaults.sigmaW = 1.0;
  defaults.sigmaB = 0.0;
  if (!flags.has("--network")) defaults.inputDim = request.task->features();
  core::Expected<core::Subject> subject = subjectFromFlags(flags, defaults);
  if (!subject) return subject.error();
  request.subject = std::move(subject).value();
  if (const int inputs = core::effectiveInputDim(request.subject.setting); inputs != request.task->features())
    return Error{"the network has " + std::to_string(inputs) + " inputs; the points of " +
                 core::printable(request.task->name) + " have " + std::to_string(request.task->features()) +
                 " numbers"};
  if (const auto error = core::validate(request.choice, request.subject.setting, *request.task))
    return *error;
  return request;
}

}  // namespace arcscope::app
