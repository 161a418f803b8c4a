#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/dataset.h"
#include "core/learning/loss.h"
#include "core/learning/optimiser.h"
#include "core/network/normalised_network.h"
#include "core/setting/setting.h"

namespace arcscope::core {

enum class Architecture : std::uint8_t {
  Dense,         ///< the layers of the setting, fully connected
  Convolutional  ///< blocks of convolution, normalisation, activation and pooling, then one dense layer
};
/// What trajectory regularisation divides the current length by.
enum class OriginalLength : std::uint8_t { Input, Start };

/// How a network is trained: a plain value. The network itself, its activation and its draw are a Setting's.
struct TrainingChoice {
  Architecture architecture = Architecture::Dense;
  std::vector<int> channels{16, 32};  ///< of the convolutional network's blocks: one to four, 1..128
  Normalisation normalisation = Normalisation::None;
  Placement placement = Placement::BeforeActivation;
  double regularisation =
      0.01;  ///< what trajectory regularisation adds to the loss, a lambda and ratio of lengths
  OriginalLength original = OriginalLength::Input;
  Loss loss = Loss::CrossEntropy;
  OptimizerChoice optimizer{};
  int batch = 64;   ///< points of a mini-batch, 2..4096; those left over at the end of an epoch rest
  int epochs = 10;  ///< 1..10000
  std::vector<int> frozen{};  ///< layers that keep their draw, 1..depth + 1 (the read-out), rising
  friend bool operator==(const TrainingChoice&, const TrainingChoice&) = default;
};

/// What is trained: the shapes of the layers, input side first.
struct NetworkPlan {
  int inputs = 0;
  std::vector<int> units;           ///< neurons of the hidden layers; of convolutional ones after pooling
  int classes = 2;                  ///< outputs of the linear read-out
  std::optional<ImageShape> image;  ///< of the input; needed by a convolutional network
  Activation activation = Activation::HardTanh;
  [[nodiscard]] int depth() const { return static_cast<int>(units.size()); }
};

/// The network that `setting` and `choice` describe, for points of `task`.
[[nodiscard]] NetworkPlan planOf(const Setting& setting, const TrainingChoice& choice,
                                 const LearningTask& task);

/// The first number that no training takes, in one sentence that names the value and what is allowed, or
/// nullopt.
[[nodiscard]] std::optional<Error> validate(const TrainingChoice& choice);
/// The same of a training of `setting`'s network with `task`. `setting` itself
/// is validated by its own validate().
[[nodiscard]] std::optional<Error> validate(const TrainingChoice& choice, const Setting& setting,
                                            const LearningTask& task);

[[nodiscard]] std::string_view name(Architecture architecture);
[[nodiscard]] std::optional<Architecture> architectureFromName(std::string_view name);
[[nodiscard]] std::string_view name(Normalisation normalisation);
[[nodiscard]] std::optional<Normalisation> normalisationFromName(std::string_view name);
[[nodiscard]] std::string_view name(Placement placement);
[[nodiscard]] std::optional<Placement> placementFromName(std::string_view name);
[[nodiscard]] std::string_view name(OriginalLength original);
[[nodiscard]] std::optional<OriginalLength> originalLengthFromName(std::string_view name);
[[nodiscard]] std::string_view name(Optimizer optimizer);
[[nodiscard]] std::optional<Optimizer> optimizerFromName(std::string_view name);
[[nodiscard]] std::string_view name(Loss loss);
[[nodiscard]] std::optional<Loss> lossFromName(std::string_view name);

}  // namespace arcscope::core
