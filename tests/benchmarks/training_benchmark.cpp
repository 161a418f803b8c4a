#include "tests/benchmarks/training_benchmark.h"

#include <benchmark/benchmark.h>

#include <memory>

#include "core/network/random_network.h"
#include "core/training/trainer.h"

using namespace arcscope::core;

namespace {

constexpr int classes = 10;

/// Points without sense: their learning costs what any learning costs.
LearningTaskPtr randomTask(int features, int points) {
  auto task = std::make_shared<LearningTask>();
  task->name = "random";
  task->classNames.assign(classes, "class");
  task->training.inputs.resize(features, points);
  std::vector<double> row(static_cast<std::size_t>(features));
  for (int j = 0; j < points; ++j) {
    drawUniforms(1, DrawStream::Data, 0, static_cast<std::uint32_t>(j), 0, row.size(), row.data());
    for (int i = 0; i < features; ++i)
      task->training.inputs(i, j) = static_cast<float>(row[static_cast<std::size_t>(i)]);
    task->training.labels.push_back(static_cast<std::uint8_t>(j % classes));
  }
  task->test.inputs.resize(features, 0);
  return task;
}

/// One epoch of 12 800 points of 784 numbers.
void train(benchmark::State& state, Normalisation normalisation) {
  static const LearningTaskPtr task = randomTask(784, 12'800);
  Setting setting;
  setting.depth = 8;
  setting.inputDim = 784;
  TrainingChoice choice;
  choice.normalisation = normalisation;
  choice.optimizer = {.kind = Optimizer::Sgd, .learningRate = 0.05};
  choice.epochs = 10'000;
  Trainer trainer({.setting = setting, .loaded = nullptr, .plane = nullptr}, choice, task);
  for (auto _ : state) {
    const double before = trainer.seconds();
    trainer.advance(trainer.stepsPerEpoch());
    state.SetIterationTime(trainer.seconds() - before);
  }
}

}  // namespace

void registerTraining() {
  for (const Normalisation normalisation :
       {Normalisation::None, Normalisation::Batch, Normalisation::Trajectory}) {
    std::string row = "train/hard_tanh/784-8x100-10/batch:64";
    if (normalisation != Normalisation::None) row += "/" + std::string(name(normalisation));
    benchmark::RegisterBenchmark(row.c_str(), train, normalisation)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
  }
}
