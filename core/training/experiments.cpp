#include "core/training/experiments.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>

#include "core/network/random_network.h"
#include "core/support/parallel.h"
#include "core/support/text.h"

namespace arcscope::core {
namespace {

struct Row {
  std::string_view name;
  std::string_view about;
};
constexpr std::array<Row, 4> rows{
    Row{"one-layer",
        "Trains exactly one hidden layer, all else frozen at the draw. [R17]: lower layers reach better "
        "accuracy."},
    Row{"layer-noise",
        "Adds Gaussian noise to the weights of one layer of the trained network. [R17]: accuracy falls most "
        "for the "
        "first layers."},
    Row{"length-growth",
        "Length of the last image against step, for small and large sigma_w, between data points and between "
        "random "
        "points. [R17]: lengths grow in training from small weights, and may fall from large ones."},
    Row{"normalisation",
        "Test accuracy against epoch with batch norm, trajectory regularisation and neither. [R17]: "
        "trajectory "
        "regularisation comes near batch norm, clearly above neither."}};

/// One training and where its figures go.
struct Run {
  Subject subject;
  TrainingChoice choice;
  std::string label;  ///< of the line that it is a repeat of, or of its first line
  int layer = 0;      ///< OneLayer: the x of its single figure
};

/// Figures of one run: values of a line at some x.
struct Outcome {
  std::string label;
  std::vector<double> x, y;
};

Subject drawnWith(Subject subject, int repeat) {
  subject.setting.seed += static_cast<std::uint64_t>(repeat);
  return subject;
}

std::vector<int> allBut(int layer, int depth) {
  std::vector<int> frozen;
  for (int other = 1; other <= depth + 1; ++other)
    if (other != layer) frozen.push_back(other);
  return frozen;
}

void addLengthRuns(const ExperimentRequest& request, int repeat, std::vector<Run>& runs) {
  for (const double sigmaW : {request.smallSigmaW, request.largeSigmaW})
    for (const bool random : {false, true}) {
      Subject subject = drawnWith(request.subject, repeat);
      subject.setting.sigmaW = sigmaW;
      if (random) {
        subject.setting.endpoints = Endpoints::Random;
        subject.setting.endpointsFile.clear();
        subject.plane = nullptr;
      }
      runs.push_back(
          {.subject = std::move(subject),
           .choice = request.choice,
           .label = "sigma_w " + numberText(sigmaW) + (random ? ", random points" : ", data points")});
    }
}

void addNormalisationRuns(const ExperimentRequest& request, int repeat, std::vector<Run>& runs) {
  for (const Architecture architecture : {Architecture::Dense, Architecture::Convolutional}) {
    const bool dense = architecture == Architecture::Dense;
    if (dense ? !request.dense : !request.convolutional || !request.task->image) continue;
    for (const Normalisation normalisation :
         {Normalisation::Batch, Normalisation::Trajectory, Normalisation::None}) {
      TrainingChoice choice = request.choice;
      choice.architecture = architecture;
      choice.normalisation = normalisation;
      runs.push_back({.subject = drawnWith(request.subject, repeat),
                      .choice = std::move(choice),
                      .label = std::string(name(normalisation)) + ", " + std::string(name(architecture))});
    }
  }
}

std::vector<Run> runsOf(const ExperimentRequest& request) {
  std::vector<Run> runs;
  for (int repeat = 0; repeat < request.repeats; ++repeat) switch (request.experiment) {
      case Experiment::OneLayer:
        for (int layer = 1; layer <= request.subject.setting.depth; ++layer) {
          TrainingChoice choice = request.choice;
          choice.frozen = allBut(layer, request.subject.setting.depth);
          runs.push_back({.subject = drawnWith(request.subject, repeat),
                          .choice = std::move(choice),
                          .label = "test accuracy",
                          .layer = layer});
        }
        break;
      case Experiment::LayerNoise:
        runs.push_back(
            {.subject = drawnWith(request.subject, repeat), .choice = request.choice, .label = "layer 1"});
        break;
      case Experiment::LengthGrowth:
        addLengthRuns(request, repeat, runs);
        break;
      case Experiment::Normalisations:
        addNormalisationRuns(request, repeat, runs);
        break;
    }
  return runs;
}

double testAccuracy(const Trainer& trainer) {
  const Eigen::Index count = std::min(evaluatedPoints, trainer.task()->test.size());
  if (count == 0) return trainer.history().back().trainAccuracy;
  return static_cast<double>(trainer.evaluate(trainer.task()->test, count).right) /
         static_cast<double>(count);
}

/// Accuracy with noise of each size in one layer's weights, layer after layer.
std::vector<Outcome> noiseOutcomes(Trainer& trainer, const std::vector<double>& noises) {
  std::vector<Outcome> outcomes;
  Parameters<float>& parameters = trainer.trainable().parameters();
  for (const auto& layer : trainer.trainable().layers()) {
    if (layer.layer > trainer.trainable().plan().depth()) break;
    Outcome outcome{.label = "layer " + std::to_string(layer.layer), .x = noises, .y = {}};
    const auto count = static_cast<std::size_t>(layer.rows) * static_cast<std::size_t>(layer.stride);
    float* const weights = parameters.values(layer.weights);
    const std::vector<float> before(weights, weights + count);
    double squares = 0.0;
    for (const float weight : before) squares += static_cast<double>(weight) * static_cast<double>(weight);
    const double size = std::sqrt(squares / (static_cast<double>(layer.rows) * layer.columns));
    std::vector<double> draws(static_cast<std::size_t>(layer.columns));
    for (std::size_t n = 0; n < noises.size(); ++n) {
      for (int i = 0; i < layer.rows; ++i) {
        drawNormals(trainer.subject().setting.seed, DrawStream::Noise,
                    static_cast<std::uint32_t>(layer.layer), static_cast<std::uint32_t>(i), 0, draws.size(),
                    draws.data());
        const std::size_t row = static_cast<std::size_t>(i) * static_cast<std::size_t>(layer.stride);
        for (std::size_t j = 0; j < draws.size(); ++j)
          weights[row + j] = before[row + j] + static_cast<float>(noises[n] * size * draws[j]);
      }
      outcome.y.push_back(testAccuracy(trainer));
    }
    std::copy(before.begin(), before.end(), weights);
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

std::vector<Outcome> outcomesOf(const ExperimentRequest& request, const Run& run, Trainer& trainer) {
  const bool lengths = request.experiment == Experiment::LengthGrowth;
  switch (request.experiment) {
    case Experiment::OneLayer:
      return {{.label = run.label, .x = {static_cast<double>(run.layer)}, .y = {testAccuracy(trainer)}}};
    case Experiment::LayerNoise:
      return noiseOutcomes(trainer, request.noises);
    case Experiment::LengthGrowth:
    case Experiment::Normalisations:
      break;
  }
  Outcome outcome{.label = run.label, .x = {}, .y = {}};
  for (const TrainingRecord& record : trainer.history()) {
    if (!lengths && record.glance) continue;
    if (lengths && record.curve.lengths.empty()) continue;
    outcome.x.push_back(lengths ? static_cast<double>(record.step) : record.epoch);
    outcome.y.push_back(lengths ? record.curve.lengths.back() / record.curve.lengths.front()
                                : record.testAccuracy);
  }
  return {outcome};
}

/// Lines from the outcomes of the finished runs, in the order of the runs.
std::vector<ExperimentLine> linesOf(const std::vector<std::vector<Outcome>>& finished) {
  struct Folded {
    std::string label;
    std::vector<double> x;
    std::vector<RunningStatistics> y;
  };
  std::vector<Folded> lines;
  for (const std::vector<Outcome>& run : finished)
    for (const Outcome& outcome : run) {
      auto line = std::find_if(lines.begin(), lines.end(),
                               [&](const Folded& one) { return one.label == outcome.label; });
      if (line == lines.end()) line = lines.insert(lines.end(), {.label = outcome.label, .x = {}, .y = {}});
      for (std::size_t i = 0; i < outcome.x.size(); ++i) {
        const auto place = std::lower_bound(line->x.begin(), line->x.end(), outcome.x[i]);
        const auto index = static_cast<std::size_t>(place - line->x.begin());
        if (place == line->x.end() || *place != outcome.x[i]) {
          line->x.insert(place, outcome.x[i]);
          line->y.insert(line->y.begin() + static_cast<std::ptrdiff_t>(index), RunningStatistics{});
        }
        line->y[index].add(outcome.y[i]);
      }
    }
  std::vector<ExperimentLine> result;
  for (const Folded& line : lines) {
    result.push_back({.label = line.label, .x = line.x, .y = {}});
    for (const RunningStatistics& statistics : line.y) result.back().y.push_back(statistics.summary());
  }
  return result;
}

ExperimentResult emptyResult(Experiment experiment) {
  ExperimentResult result;
  switch (experiment) {
    case Experiment::OneLayer:
      result.xLabel = "layer that learns";
      result.yLabel = "test accuracy";
      break;
    case Experiment::LayerNoise:
      result.xLabel = "noise / root mean square weight";
      result.yLabel = "test accuracy";
      break;
    case Experiment::LengthGrowth:
      result.xLabel = "step";
      result.yLabel = "length of the last image / length of the trajectory";
      result.logX = true;
      result.logY = true;
      break;
    case Experiment::Normalisations:
      result.xLabel = "epoch";
      result.yLabel = "test accuracy";
      break;
  }
  return result;
}

}  // namespace

std::string_view name(Experiment experiment) {
  return rows[static_cast<std::size_t>(experiment)].name;
}
std::optional<Experiment> experimentFromName(std::string_view name) {
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].name == name) return static_cast<Experiment>(i);
  return std::nullopt;
}
std::string experimentNames() {
  std::string names;
  for (std::size_t i = 0; i < rows.size(); ++i)
    names.append(i == 0 ? "" : i + 1 == rows.size() ? " or " : ", ").append(rows[i].name);
  return names;
}
std::string_view about(Experiment experiment) {
  return rows[static_cast<std::size_t>(experiment)].about;
}

std::optional<Error> validate(const ExperimentRequest& request) {
  if (request.repeats < 1 || request.repeats > 100)
    return Error{"repeats is " + std::to_string(request.repeats) + "; it must be between 1 and 100"};
  for (const Run& run : runsOf(request))
    if (const auto wrong = validate(run.choice, run.subject.setting, *request.task)) return wrong;
  return std::nullopt;
}

ExperimentResult runExperiment(const ExperimentRequest& request,
                               const std::function<void(const ExperimentResult&)>& observe,
                               const std::stop_token& stop) {
  constexpr std::int64_t stepsBetweenReports = 100;
  const std::vector<Run> runs = runsOf(request);
  std::vector<std::vector<Outcome>> finished(runs.size());
  ExperimentResult result = emptyResult(request.experiment);
  result.runsWanted = static_cast<int>(runs.size());
  const std::int64_t stepsARun =
      std::max<std::int64_t>(1, request.task->training.size() / request.choice.batch) * request.choice.epochs;
  result.stepsWanted = stepsARun * result.runsWanted;
  std::mutex mutex;
  const auto report = [&](std::int64_t steps) {
    const std::lock_guard lock(mutex);
    result.stepsDone += steps;
    if (observe) observe(result);
  };
  parallelFor(runs.size(), [&](std::size_t index) {
    if (stop.stop_requested()) return;
    const SerialSection alone;
    const Run& run = runs[index];
    Trainer trainer(run.subject, run.choice, request.task, Moments::NotKept);
    while (!trainer.finished() && !stop.stop_requested()) {
      const std::int64_t before = trainer.step();
      trainer.advance(stepsBetweenReports, stop);
      report(trainer.step() - before);
    }
    if (!trainer.finished()) return;
    std::vector<Outcome> outcomes;
    if (!trainer.diverged()) outcomes = outcomesOf(request, run, trainer);
    {
      const std::lock_guard lock(mutex);
      finished[index] = std::move(outcomes);
      ++result.runsDone;
      result.diverged += trainer.diverged() ? 1 : 0;
      result.stepsDone += stepsARun - trainer.step();  // those of a run that diverged are not waited for
      result.lines = linesOf(finished);
    }
    report(0);
  });
  return result;
}

}  // namespace arcscope::core
