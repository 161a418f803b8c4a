#include "core/learning/training_choice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/support/enum_names.h"
#include "core/support/text.h"

namespace arcscope::core {
namespace {

constexpr double memoryForTraining = 2.0e9;  // bytes

constexpr std::array<std::string_view, 2> architectures{"dense", "convolutional"};
constexpr std::array<std::string_view, 3> normalisations{"none", "batch", "trajectory"};
constexpr std::array<std::string_view, 2> placements{"before", "after"};
constexpr std::array<std::string_view, 2> originals{"input", "start"};
constexpr std::array<std::string_view, 3> optimizers{"sgd", "momentum", "adam"};
constexpr std::array<std::string_view, 2> losses{"cross-entropy", "squared"};

std::optional<Error> outside(std::string_view what, double value, double least, double most) {
  if (value >= least && value <= most) return std::nullopt;
  return Error{std::string(what) + " is " + numberText(value) + "; it must be between " + numberText(least) +
               " and " + numberText(most)};
}

/// Numbers of all layers, padding left out.
double parameterCount(const NetworkPlan& plan) {
  double count = 0.0;
  double before = plan.inputs;
  for (const int units : plan.units) {
    count += (before + 1.0) * units;
    before = units;
  }
  return count + (before + 1.0) * plan.classes;
}

std::optional<Error> checkConvolution(const TrainingChoice& choice, const LearningTask& task) {
  if (!task.image)
    return Error{"the points of " + printable(task.name) +
                 " are no pictures; a convolutional network needs some"};
  if (choice.channels.empty() || choice.channels.size() > 4)
    return Error{"channels names " + std::to_string(choice.channels.size()) +
                 " blocks of convolution; there must be one to four"};
  for (const int channels : choice.channels)
    if (const auto wrong = outside("channels", channels, 1, 128)) return wrong;
  if (std::min(task.image->width, task.image->height) >> choice.channels.size() == 0)
    return Error{"pictures of " + std::to_string(task.image->width) + " x " +
                 std::to_string(task.image->height) + " pixels are too small for " +
                 std::to_string(choice.channels.size()) + " blocks of pooling"};
  return std::nullopt;
}

}  // namespace

NetworkPlan planOf(const Setting& setting, const TrainingChoice& choice, const LearningTask& task) {
  NetworkPlan plan{.inputs = task.features(),
                   .units = {},
                   .classes = task.classes(),
                   .image = task.image,
                   .activation = setting.activation};
  if (choice.architecture == Architecture::Convolutional && task.image) {
    int width = task.image->width;
    int height = task.image->height;
    for (const int channels : choice.channels) {
      width /= 2;
      height /= 2;
      plan.units.push_back(channels * width * height);
    }
    plan.units.push_back(setting.width);
  } else {
    for (int layer = 1; layer <= setting.depth; ++layer) plan.units.push_back(widthOf(setting, layer));
  }
  return plan;
}

std::optional<Error> validate(const TrainingChoice& choice) {
  if (const auto wrong = outside("batch", choice.batch, 2, 4096)) return wrong;
  if (const auto wrong = outside("epochs", choice.epochs, 1, 10000)) return wrong;
  if (!(choice.optimizer.learningRate > 0.0) || choice.optimizer.learningRate > 100.0)
    return Error{"learning rate is " + numberText(choice.optimizer.learningRate) +
                 "; it must be above 0 and at most 100"};
  if (const auto wrong = outside("weight decay", choice.optimizer.weightDecay, 0.0, 1.0)) return wrong;
  return outside("regularisation", choice.regularisation, 0.0, 100.0);
}

std::optional<Error> validate(const TrainingChoice& choice, const Setting& setting,
                              const LearningTask& task) {
  if (const auto wrong = validate(choice)) return wrong;
  if (task.training.size() < choice.batch)
    return Error{"batch is " + std::to_string(choice.batch) + "; " + printable(task.name) + " has " +
                 std::to_string(task.training.size()) + " training points"};
  if (choice.architecture == Architecture::Convolutional)
    if (const auto wrong = checkConvolution(choice, task)) return wrong;
  const NetworkPlan plan = planOf(setting, choice, task);
  for (const int layer : choice.frozen)
    if (const auto wrong = outside("a frozen layer", layer, 1, plan.depth() + 1)) return wrong;
  if (!std::is_sorted(choice.frozen.begin(), choice.frozen.end(), std::less_equal<>()) &&
      choice.frozen.size() > 1)
    return Error{"the frozen layers must be named in rising order, each once"};
  if (static_cast<int>(choice.frozen.size()) == plan.depth() + 1)
    return Error{"all layers are frozen; one at least must learn"};
  if (parameterCount(plan) * 16.0 > memoryForTraining)
    return Error{"training this network would take more than " + numberText(memoryForTraining / 1e9) +
                 " GB of memory; a smaller width is needed"};
  return std::nullopt;
}

std::string_view name(Architecture architecture) {
  return architectures[static_cast<std::size_t>(architecture)];
}
std::optional<Architecture> architectureFromName(std::string_view name) {
  return enumFromName<Architecture>(architectures, name);
}
std::string_view name(Normalisation normalisation) {
  return normalisations[static_cast<std::size_t>(normalisation)];
}
std::optional<Normalisation> normalisationFromName(std::string_view name) {
  return enumFromName<Normalisation>(normalisations, name);
}
std::string_view name(Placement placement) {
  return placements[static_cast<std::size_t>(placement)];
}
std::optional<Placement> placementFromName(std::string_view name) {
  return enumFromName<Placement>(placements, name);
}
std::string_view name(OriginalLength original) {
  return originals[static_cast<std::size_t>(original)];
}
std::optional<OriginalLength> originalLengthFromName(std::string_view name) {
  return enumFromName<OriginalLength>(originals, name);
}
std::string_view name(Optimizer optimizer) {
  return optimizers[static_cast<std::size_t>(optimizer)];
}
std::optional<Optimizer> optimizerFromName(std::string_view name) {
  return enumFromName<Optimizer>(optimizers, name);
}
std::string_view name(Loss loss) {
  return losses[static_cast<std::size_t>(loss)];
}
std::optional<Loss> lossFromName(std::string_view name) {
  return enumFromName<Loss>(losses, name);
}

}  // namespace arcscope::core
