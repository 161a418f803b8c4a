#include "tests/benchmarks/ensemble_benchmark.h"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cmath>
#include <ctime>
#include <limits>
#include <string>

#include "core/exact/curve_trace.h"
#include "core/network/random_network.h"
#include "core/study/ensemble.h"
#include "core/support/parallel.h"
#include "core/trajectory/sweep.h"

using namespace arcscope::core;

namespace {

struct Row {
  const char* name;
  Activation activation;
  Method method;
  int width;
  int depth;
  MeasureSet measures;
};

Setting settingOf(const Row& row) {
  Setting setting;
  setting.activation = row.activation;
  setting.method = row.method;
  setting.width = row.width;
  setting.depth = row.depth;
  setting.points = 1024;
  setting.refine = false;
  setting.sigmaW = row.activation == Activation::Relu ? std::sqrt(2.0) : 1.5;
  return setting;
}

/// One draw by hand: the weights, and the image of the curve in every layer.
void bare(const Subject& subject) {
  const Setting& setting = subject.setting;
  const Plane plane = planeOf(subject);
  const Curve curve = curveOf(setting);
  const int panelRows = kernel::routines<double>(kernel::bestInstructionSet()).panelRows;
  std::vector<PackedLayer<double>> packed;
  for (int d = 1; d <= setting.depth; ++d) {
    Layer layer = drawUnitLayer(setting, d, setting.width, setting.width);
    layer.weights *= setting.sigmaW;
    layer.bias *= setting.sigmaB;
    packed.push_back(pack<double>(d == 1 ? restrictToPlane(layer, plane) : layer, panelRows));
  }
  std::vector<const PackedLayer<double>*> layers;
  for (const auto& layer : packed) layers.push_back(&layer);
  if (isPiecewiseLinear(setting.activation) && setting.method == Method::Exact) {
    static TraceWorkspace workspace;
    benchmark::DoNotOptimize(traceCurve({.layers = layers, .activation = setting.activation}, plane, curve,
                                        {.patterns = false}, workspace));
    return;
  }
  Eigen::Matrix2Xd inPlane(2, setting.points);
  for (int j = 0; j < setting.points; ++j) {
    const PlanePoint p = curve.at(j / (setting.points - 1.0));
    inPlane.col(j) << p.a, p.b;
  }
  static std::vector<SweptLayer> swept;
  benchmark::DoNotOptimize(sweep<double>(
      layers, inPlane, {.activation = setting.activation, .allLags = false}, ImageSource(), swept));
}

/// The least that some rounds of a job took.
struct Least {
  double wall = std::numeric_limits<double>::infinity();
  double processor = std::numeric_limits<double>::infinity();  ///< of all threads together

  template <class Work>
  void time(Work work) {
    const auto begun = std::chrono::steady_clock::now();
    const std::clock_t spent = std::clock();
    work();
    processor = std::min(processor, static_cast<double>(std::clock() - spent) / CLOCKS_PER_SEC);
    wall = std::min(wall, std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
  }
};

/// The jobs in turn, the least of each: other programs on the machine only add. What threads cost is compared
/// by processor time too, which says what a machine with free processors would show.
void ensembles(benchmark::State& state, const Row& row) {
  const Subject subject{settingOf(row), nullptr, nullptr};
  const std::int64_t perRound = row.width < 50 ? 64 : 8;
  Least byHand, oneThread, twoThreads;
  Ensemble one(subject, row.measures);
  Ensemble two(subject, row.measures);
  for (auto _ : state) {
    const std::int64_t from = one.draws();
    byHand.time([&] {
      const SerialSection alone;
      for (std::int64_t i = from; i < from + perRound; ++i) bare(drawOf(subject, i));
    });
    oneThread.time([&] { extend(one, from + perRound, {.threads = 1}); });
    twoThreads.time([&] { extend(two, from + perRound, {.threads = 2}); });
  }
  state.counters["ms_a_draw"] = 1e3 * oneThread.processor / static_cast<double>(perRound);
  state.counters["against_bare"] = oneThread.processor / byHand.processor;
  state.counters["two_threads"] = oneThread.wall / twoThreads.wall;
  state.counters["two_threads_cpu"] = 2.0 * oneThread.processor / twoThreads.processor;
  state.counters["kB"] = static_cast<double>(one.bytes()) / 1024.0;
}

}  // namespace

void registerEnsembles() {
  const MeasureSet length{Measure::Length, Measure::Growth};
  const MeasureSet counts{Measure::Length, Measure::Growth, Measure::Transitions};
  for (const Row& row :
       {Row{"sampled/hard_tanh/k:100/d:20", Activation::HardTanh, Method::Sampled, 100, 20, counts},
        {"sampled/tanh/k:100/d:20", Activation::Tanh, Method::Sampled, 100, 20, length},
        {"sampled/relu/k:16/d:10", Activation::Relu, Method::Sampled, 16, 10, length},
        {"sampled/relu/k:500/d:10", Activation::Relu, Method::Sampled, 500, 10, length},
        {"exact/relu/k:16/d:10", Activation::Relu, Method::Exact, 16, 10, counts},
        {"exact/relu/k:100/d:20", Activation::Relu, Method::Exact, 100, 20, counts},
        {"exact/hard_tanh/k:100/d:8", Activation::HardTanh, Method::Exact, 100, 8, counts},
        {"all/hard_tanh/k:100/d:8", Activation::HardTanh, Method::Sampled, 100, 8, MeasureSet::all()}})
    benchmark::RegisterBenchmark((std::string("ensemble/") + row.name).c_str(), ensembles, row)
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
}
