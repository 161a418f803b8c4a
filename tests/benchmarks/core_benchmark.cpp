// Times the core's hot paths. Rows sampled/... are the jobs of a PyTorch script with the same names, see
// compare.py.
#include <benchmark/benchmark.h>

#include <chrono>
#include <numbers>
#include <random>
#include <string>
#include <utility>

#include "core/exact/curve_trace.h"
#include "core/exact/region_finder.h"
#include "core/explorer/explorer.h"
#include "core/network/random_network.h"
#include "core/study/prior.h"
#include "core/support/parallel.h"
#include "core/theory/kernels.h"
#include "core/theory/phase_diagram.h"
#include "core/theory/setting_theory.h"
#include "core/trajectory/kernel/peak.h"
#include "core/trajectory/sweep.h"
#include "tests/benchmarks/ensemble_benchmark.h"
#include "tests/benchmarks/training_benchmark.h"

using namespace arcscope::core;

namespace {

struct Row {
  int width;
  int depth;
  int points;
};

Setting settingOf(const Row& row, Activation activation) {
  Setting setting;
  setting.activation = activation;
  setting.width = row.width;
  setting.depth = row.depth;
  setting.points = row.points;
  setting.sigmaW = 2.0;
  setting.sigmaB = 0.3;
  setting.trajectory = Trajectory::Arc;
  return setting;
}

/// What the peer's sweep does: the images of an arc in every layer, all kept, with length and transitions, in
/// float.
void sampled(benchmark::State& state, const Row& row, Activation activation) {
  const Setting setting = settingOf(row, activation);
  const Plane plane = drawPlane(setting, row.width);
  const kernel::InstructionSet set = kernel::bestInstructionSet();
  std::vector<PackedLayer<float>> packed;
  for (int d = 1; d <= row.depth; ++d) {
    Layer layer = drawUnitLayer(setting, d, row.width, row.width);
    if (d == 1) layer = restrictToPlane(layer, plane);
    packed.push_back(pack<float>(layer, kernel::routines<float>(set).panelRows));
  }
  std::vector<const PackedLayer<float>*> layers;
  for (const auto& layer : packed) layers.push_back(&layer);
  const Curve curve = curveOf(setting);
  Eigen::Matrix2Xd inPlane(2, row.points);
  for (int j = 0; j < row.points; ++j) {
    const PlanePoint p = curve.at(j / (row.points - 1.0));
    inPlane.col(j) << p.a, p.b;
  }
  std::vector<std::shared_ptr<ImageMatrix>> images;
  for (int d = 0; d < row.depth; ++d) images.push_back(std::make_shared<ImageMatrix>(row.width, row.points));
  const SweepOptions options{
      .activation = activation, .sigmaW = 2.0, .sigmaB = 0.3, .allLags = false, .instructionSet = set};
  const ImageSource source = [&](int d, int) { return images[static_cast<std::size_t>(d)]; };
  std::vector<SweptLayer> swept;
  for (auto _ : state) {
    if (!sweep<float>(layers, inPlane, options, source, swept)) state.SkipWithError("stopped");
    double length = 0.0;
    std::int64_t transitions = 0;
    std::vector<std::int64_t> counts(swept.size());
    if (isPiecewiseLinear(activation))
      parallelFor(swept.size(), [&](std::size_t d) {
        counts[d] = countRegions(swept[d], activation, row.points).transitions;
      });
    for (std::size_t d = 0; d < swept.size(); ++d) {
      for (const double chord : swept[d].chords[0]) length += chord;
      transitions += counts[d];
    }
    benchmark::DoNotOptimize(length);
    benchmark::DoNotOptimize(transitions);
  }
  const double products =
      2.0 * row.width * row.points * (static_cast<double>(row.width) * (row.depth - 1) + 3.0);
  state.counters["GFLOP/s"] =
      benchmark::Counter(products * 1e-9, benchmark::Counter::kIsIterationInvariantRate);
}

/// Fused multiplications and additions on registers alone, on all processors at once.
void peak(benchmark::State& state) {
  constexpr std::int64_t rounds = 10'000'000;  // about 20 ms
  const std::size_t threads = parallelThreads();
  double operations = 0.0;
  for (auto _ : state) {
    std::vector<double> done(threads);
    parallelFor(threads,
                [&](std::size_t i) { done[i] = kernel::spinFloat(kernel::bestInstructionSet(), rounds); });
    for (const double one : done) operations += one;
  }
  state.counters["GFLOP/s"] = benchmark::Counter(operations * 1e-9, benchmark::Counter::kIsRate);
}

void draw(benchmark::State& state, int width) {
  const Setting setting = settingOf({width, 2, 64}, Activation::Relu);
  for (auto _ : state) benchmark::DoNotOptimize(drawUnitLayer(setting, 1, width, width));
  state.SetItemsProcessed(state.iterations() * width * width);
}

/// @param live as on the screen: from the last basis, in float.
void project(benchmark::State& state, const Row& row, bool live) {
  std::mt19937 random(1);
  std::normal_distribution<float> normal;
  ImageMatrix image(row.width, row.points);  // a curve that bends in many directions
  for (Eigen::Index i = 0; i < image.rows(); ++i) {
    const float a = normal(random), b = normal(random), c = normal(random), d = normal(random),
                e = normal(random);
    for (Eigen::Index j = 0; j < image.cols(); ++j) {
      const float t = static_cast<float>(j) / static_cast<float>(row.points) * 6.2831853F;
      image(i, j) =
          std::clamp(a * std::cos(t) + b * std::sin(t) + c * std::sin(5 * t + d * 3) + e * std::cos(17 * t),
                     -1.0F, 1.0F);
    }
  }
  const Eigen::MatrixXd basis = arcscope::core::project(image, {}, 1, 1).basis;
  PrincipalSearch search;
  if (live) search = {.iterations = 1, .tolerance = 1e-3, .inDouble = false, .points = 256, .start = &basis};
  for (auto _ : state) benchmark::DoNotOptimize(arcscope::core::project(image, {}, 1, 1, search));
}

void exploring(benchmark::State& state, const Row& row, Quality quality) {
  Setting setting;
  setting.width = row.width;
  setting.depth = row.depth;
  setting.points = row.points;
  ExplorerCache cache;
  int i = 0;
  const auto next = [&] {
    setting.sigmaW = 1.5 + 0.005 * (i++ % 120);
    benchmark::DoNotOptimize(explore(Subject{setting, nullptr, nullptr}, {}, quality, cache));
  };
  next();  // draws the network
  for (auto _ : state) next();
  state.counters["estimated_ms"] = 1e3 * estimatedSeconds(Subject{setting, nullptr, nullptr}, quality, cache);
}

/// The exact trace of a curve through a drawn network, packed before.
void exact(benchmark::State& state, const Row& row, Activation activation, Trajectory trajectory,
           double sigmaW, double sigmaB) {
  Setting setting = settingOf(row, activation);
  setting.trajectory = trajectory;
  const Plane plane = drawPlane(setting, row.width);
  const int panelRows = kernel::routines<double>(kernel::bestInstructionSet()).panelRows;
  std::vector<PackedLayer<double>> packed;
  for (int d = 1; d <= row.depth; ++d) {
    Layer layer = drawUnitLayer(setting, d, row.width, row.width);
    if (d == 1) layer = restrictToPlane(layer, plane);
    packed.push_back(pack<double>(layer, panelRows));
  }
  std::vector<const PackedLayer<double>*> layers;
  for (const auto& layer : packed) layers.push_back(&layer);
  const TracedNetwork network{layers, activation, sigmaW, sigmaB};
  const Curve curve = curveOf(setting);
  TraceWorkspace workspace;
  CurveTrace trace;
  for (auto _ : state) {
    trace = traceCurve(network, plane, curve, {}, workspace);
    benchmark::DoNotOptimize(trace);
  }
  state.counters["pieces"] = static_cast<double>(trace.layers.back().pieces);
  state.counters["columns"] = static_cast<double>(trace.columns);
  state.counters["columns/s"] =
      benchmark::Counter(static_cast<double>(trace.columns), benchmark::Counter::kIsIterationInvariantRate);
}

struct RegionRow {
  const char* name;
  int width;
  int depth;
  Activation activation = Activation::Relu;
  double sigmaW = std::numbers::sqrt2;
};

/// All linear regions of [-3, 3]^2 of the input, as the peer's grid: in double, polygons, patterns and
/// neighbours.
void regionsOfPlane(benchmark::State& state, const RegionRow& row) {
  Setting setting = settingOf({row.width, row.depth, 64}, row.activation);
  setting.inputDim = 2;
  setting.sigmaW = row.sigmaW;
  setting.sigmaB = 0.5;
  const Network network = drawNetwork(setting);
  const Plane plane = drawPlane(setting, 2);
  RegionFinder finder;
  PlaneRegions regions;
  for (auto _ : state) finder.find(network, plane, {.rectangle = {-3.0, -3.0, 3.0, 3.0}}, regions);
  state.counters["regions"] = regions.count(regions.depth());
}

/// All passes of a phase diagram as the window asks for it.
void phaseDiagram(benchmark::State& state, Activation activation, bool correlations) {
  PhaseRequest request;
  request.activation = activation;
  request.correlations = correlations;
  double firstPass = 0.0;
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    bool first = true;
    computePhaseDiagram(request, [&](const PhaseDiagram& diagram) {
      benchmark::DoNotOptimize(diagram.qStar.data());
      if (std::exchange(first, false))
        firstPass +=
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    });
  }
  state.counters["first_pass_ms"] = benchmark::Counter(firstPass, benchmark::Counter::kAvgIterations);
}

/// What stands beside the measures while a slider moves.
void theoryOfSetting(benchmark::State& state, Activation activation) {
  Setting setting;
  setting.activation = activation;
  const Plane plane = drawPlane(setting, effectiveInputDim(setting));
  for (auto _ : state) benchmark::DoNotOptimize(theoryOf(setting, plane));
}

/// Both output kernels of an arc of 128 points.
void kernelsOfCurve(benchmark::State& state, Activation activation, int depth) {
  Eigen::MatrixXd x(2, 128);
  for (int j = 0; j < 128; ++j) x.col(j) << std::cos(j / 81.0), 1.3 * std::sin(j / 81.0);
  const Eigen::MatrixXd gram = x.transpose() * x;
  for (auto _ : state) benchmark::DoNotOptimize(outputKernels({activation, 2.0, 0.3}, depth, gram));
}

/// The networks of the prior over functions of the start-up setting.
void drawsOfPrior(benchmark::State& state) {
  const Subject subject;
  for (auto _ : state) {
    OutputDraws draws(subject, {});
    benchmark::DoNotOptimize(draws.extend(priorDraws));
  }
}

/// What a dragged data point takes, beside another one.
void posteriorOfCurve(benchmark::State& state, Activation activation, Trajectory trajectory) {
  Subject subject;
  subject.setting.activation = activation;
  subject.setting.trajectory = trajectory;
  OutputDraws draws(subject, {});
  if (!draws.extend(priorDraws)) return;
  for (auto _ : state) benchmark::DoNotOptimize(priorOf(draws, {{0.2, 1.0}, {0.613, -0.5}}));
}

std::string suffix(const Row& row) {
  return "k:" + std::to_string(row.width) + "/d:" + std::to_string(row.depth) +
         "/n:" + std::to_string(row.points);
}

void registerAll() {
  using benchmark::RegisterBenchmark;
  const auto ready = [](benchmark::internal::Benchmark* one) {
    one->UseRealTime()->Unit(benchmark::kMillisecond);
  };
  ready(RegisterBenchmark("peak/fma_f32", peak));
  for (const Row& row : {Row{32, 10, 1000},
                         {100, 20, 1000},
                         {256, 20, 1000},
                         {512, 20, 1000},
                         {1000, 20, 1000},
                         {100, 20, 10000}})
    for (const Activation activation : {Activation::HardTanh, Activation::Relu, Activation::Tanh})
      ready(RegisterBenchmark(("sampled/" + std::string(name(activation)) + "/" + suffix(row)).c_str(),
                              sampled, row, activation));
  // Arcs with the settings of the peer's dense sweep.
  const auto trace = [&](const std::string& name, const Row& row, Activation activation,
                         Trajectory trajectory, double sigmaW, double sigmaB) {
    ready(RegisterBenchmark(
        (name + "/k:" + std::to_string(row.width) + "/d:" + std::to_string(row.depth)).c_str(), exact, row,
        activation, trajectory, sigmaW, sigmaB));
  };
  trace("exact/relu", {100, 20, 0}, Activation::Relu, Trajectory::Arc, 2.0, 0.3);
  trace("exact/hard_tanh", {100, 8, 0}, Activation::HardTanh, Trajectory::Arc, 2.0, 0.3);
  trace("exact_line/relu/sigma_w2:2", {100, 20, 0}, Activation::Relu, Trajectory::Line, std::numbers::sqrt2,
        0.0);
  trace("exact_line/hard_tanh/sigma_w:2", {100, 8, 0}, Activation::HardTanh, Trajectory::Line, 2.0, 0.0);
  trace("exact_line/hard_tanh/sigma_w:3", {100, 12, 0}, Activation::HardTanh, Trajectory::Line, 3.0, 0.0);
  for (const int depth : {4, 8, 12, 16})  // the cost follows the columns
    trace("exact_growth/hard_tanh/sigma_w:2.5", {100, depth, 0}, Activation::HardTanh, Trajectory::Arc, 2.5,
          0.3);
  for (const int width : {32, 256, 512})
    trace("exact_width/hard_tanh/sigma_w:2", {width, 8, 0}, Activation::HardTanh, Trajectory::Arc, 2.0, 0.3);
  for (const int width : {100, 1000})
    ready(RegisterBenchmark(("draw/gaussian/k:" + std::to_string(width)).c_str(), draw, width));
  for (const Row& row : {Row{100, 1, 1024}, {256, 1, 1024}, {1000, 1, 1024}, {1000, 1, 128}})
    for (const bool live : {false, true})
      ready(RegisterBenchmark((std::string(live ? "project/pca2_live/k:" : "project/pca2/k:") +
                               std::to_string(row.width) + "/n:" + std::to_string(row.points))
                                  .c_str(),
                              project, row, live));
  for (const RegionRow& row : {RegionRow{"regions/k:4/d:3", 4, 3},
                               {"regions/k:16/d:3", 16, 3},
                               {"regions/k:32/d:4", 32, 4},
                               {"growth/k:32/d:1", 32, 1},
                               {"growth/k:32/d:2", 32, 2},
                               {"growth/k:32/d:8", 32, 8},
                               {"growth/k:32/d:16", 32, 16},
                               {"growth/k:100/d:1", 100, 1},
                               {"growth/k:100/d:3", 100, 3},
                               {"growth/hard_tanh/k:32/d:4/sw:1.4", 32, 4, Activation::HardTanh},
                               {"growth/hard_tanh/k:32/d:4/sw:3", 32, 4, Activation::HardTanh, 3.0}})
    ready(RegisterBenchmark(row.name, regionsOfPlane, row));
  for (const Activation activation : {Activation::HardTanh, Activation::Tanh, Activation::Relu})
    for (const bool correlations : {false, true})
      ready(RegisterBenchmark(
          ("theory/phase/" + std::string(name(activation)) + (correlations ? "/with_c" : "") + "/200x150")
              .c_str(),
          phaseDiagram, activation, correlations));
  for (const Activation activation : {Activation::HardTanh, Activation::Tanh, Activation::Relu})
    ready(RegisterBenchmark(("theory/setting/" + std::string(name(activation)) + "/d:11").c_str(),
                            theoryOfSetting, activation));
  for (const Activation activation : {Activation::HardTanh, Activation::Tanh, Activation::Relu})
    ready(RegisterBenchmark(("theory/kernels/" + std::string(name(activation)) + "/d:10/n:128").c_str(),
                            kernelsOfCurve, activation, 10));
  ready(RegisterBenchmark("prior/draws/k:100/d:11", drawsOfPrior));
  for (const Activation activation : {Activation::HardTanh, Activation::Tanh, Activation::Relu})
    for (const Trajectory trajectory : {Trajectory::Circle, Trajectory::Arc})
      ready(RegisterBenchmark(
          ("prior/posterior/" + std::string(name(activation)) + "/" + std::string(name(trajectory)) + "/d:11")
              .c_str(),
          posteriorOfCurve, activation, trajectory));
  ready(RegisterBenchmark("explore/live/k:100/d:11/n:1024", exploring, Row{100, 11, 1024}, Quality::Live));
  ready(RegisterBenchmark("explore/full/k:100/d:11/n:1024", exploring, Row{100, 11, 1024}, Quality::Full));
  ready(RegisterBenchmark("explore/live/k:256/d:16/n:1024", exploring, Row{256, 16, 1024}, Quality::Live));
  ready(RegisterBenchmark("explore/live/k:1000/d:32/n:1024", exploring, Row{1000, 32, 1024}, Quality::Live));
  ready(RegisterBenchmark("explore/preview/k:1000/d:32/n:1024", exploring, Row{1000, 32, 1024},
                          Quality::Preview));
}

}  // namespace

int main(int argc, char** argv) {
  registerAll();
  registerEnsembles();
  registerTraining();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
}
