#pragma once
#include <functional>
#include <stop_token>

#include "core/study/statistics.h"
#include "core/training/trainer.h"

namespace arcscope::core {

/// The experiments of [R17] on trained networks.
enum class Experiment : std::uint8_t {
  OneLayer,    ///< train exactly one hidden layer, all else frozen at the draw: accuracy against which layer
  LayerNoise,  ///< Gaussian noise in one layer of the trained network: accuracy against its size, a line a
               ///< layer
  LengthGrowth,   ///< length in training for small and large sigma_w, between data points and random points
  Normalisations  ///< batch norm, trajectory regularisation, neither: accuracy against step, dense and
                  ///< convolutional
};

struct ExperimentRequest {
  Experiment experiment = Experiment::OneLayer;
  Subject subject;  ///< the network and, for lengths, the trajectory; repeat r draws seed + r
  TrainingChoice choice;
  LearningTaskPtr task;
  int repeats = 3;  ///< 1..100
  std::vector<double> noises{0.0, 0.1, 0.2, 0.5,
                             1.0, 1.5, 2.0};  ///< in units of the layer's root mean square weight
  double smallSigmaW = 1.0, largeSigmaW = 3.0;
  bool dense = true;          ///< Normalisations: the fully connected network
  bool convolutional = true;  ///< Normalisations: the convolutional one, where the data are pictures
};

/// One curve with its spread over the repeats.
struct ExperimentLine {
  std::string label;
  std::vector<double> x;
  std::vector<Summary> y;  ///< one an x
};

struct ExperimentResult {
  std::string xLabel, yLabel;
  bool logX = false, logY = false;
  std::vector<ExperimentLine> lines;
  std::int64_t stepsDone = 0, stepsWanted = 0;  ///< of all runs together
  int runsDone = 0, runsWanted = 0;
  int diverged = 0;  ///< runs whose loss became no number: they are left out of the lines
  [[nodiscard]] bool complete() const { return runsWanted > 0 && runsDone == runsWanted; }
};

[[nodiscard]] std::string_view name(Experiment experiment);
[[nodiscard]] std::optional<Experiment> experimentFromName(std::string_view name);
/// All names in one phrase for a sentence.
[[nodiscard]] std::string experimentNames();
/// One sentence: what is done and what [R17] found.
[[nodiscard]] std::string_view about(Experiment experiment);

/// First thing wrong in one sentence, or nullopt.
[[nodiscard]] std::optional<Error> validate(const ExperimentRequest& request);

/// Runs the experiment's trainings, several at once, each on one thread. `observe` sees the result after
/// parts of runs, from one thread at a time. The outcome does not depend on the number of threads.
/// @return the last state: not complete where `stop` was requested; lines are of the finished runs.
ExperimentResult runExperiment(const ExperimentRequest& request,
                               const std::function<void(const ExperimentResult&)>& observe = {},
                               const std::stop_token& stop = {});

}  // namespace arcscope::core
