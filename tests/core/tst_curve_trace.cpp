#include <QRegularExpression>
#include <QtTest>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "core/exact/curve_trace.h"
#include "core/network/safetensors.h"
#include "core/support/parallel.h"
#include "slow_trace.h"
#include "tests/core/soak.h"

using namespace arcscope::core;

namespace {

struct Sample {
  Network network;
  Plane plane;
  Trajectory kind = Trajectory::Line;
  std::vector<PlanePoint> path;
  std::string text;

  [[nodiscard]] Curve curve() const { return Curve(kind, path); }
};

Network randomNetwork(std::mt19937& random, int inputDim, const std::vector<int>& widths, double sigmaW,
                      double sigmaB, Activation activation) {
  std::normal_distribution<double> normal;
  Network network;
  network.activation = activation;
  int fanIn = inputDim;
  for (const int width : widths) {
    Layer layer{Eigen::MatrixXd(width, fanIn), Eigen::VectorXd(width)};
    for (double& w : layer.weights.reshaped()) w = sigmaW / std::sqrt(fanIn) * normal(random);
    for (double& b : layer.bias) b = sigmaB * normal(random);
    network.layers.push_back(layer);
    fanIn = width;
  }
  return network;
}

/// Small networks of every kind, with much that is special: no bias, no weights, neurons that are copies or
/// mirror images of each other, curves through the point where all neurons change.
Sample drawSample(unsigned seed) {
  std::mt19937 random(seed);
  const auto among = [&](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
  std::normal_distribution<double> normal;
  Sample sample;
  const double sigmaW = std::array{0.0, 0.7, 1.5, 1.5, 3.0, 6.0}[std::size_t(among(6))];
  const double sigmaB = std::array{0.0, 0.0, 0.3, 1.0}[std::size_t(among(4))];
  const int inputDim = 1 + among(5);
  std::vector<int> widths;
  for (int d = 1 + among(4); d > 0; --d) widths.push_back(among(4) == 0 ? 1 : 1 + among(8));
  const auto activation = std::array{Activation::Relu, Activation::HardTanh, Activation::LeakyRelu,
                                     Activation::Abs, Activation::Linear}[std::size_t(among(9)) / 2];
  sample.network = randomNetwork(random, inputDim, widths, sigmaW, sigmaB, activation);
  if (among(4) == 0) {
    for (Layer& layer : sample.network.layers) {
      if (layer.weights.rows() < 3) continue;
      layer.weights.row(1) = layer.weights.row(0);
      layer.bias[1] = layer.bias[0];
      layer.weights.row(2) = -layer.weights.row(0);
      layer.bias[2] = -layer.bias[0];
    }
  }
  sample.plane = {Eigen::VectorXd::Zero(inputDim), Eigen::VectorXd(inputDim), Eigen::VectorXd(inputDim)};
  for (double& x : sample.plane.x0) x = normal(random);
  for (double& x : sample.plane.x1) x = normal(random);
  if (among(3) == 0)
    for (double& x : sample.plane.origin) x = normal(random);
  switch (among(5)) {
    case 0:
      sample.kind = Trajectory::Line;
      break;
    case 1:
      sample.kind = Trajectory::Arc;
      break;
    case 2:
      sample.kind = Trajectory::Circle;
      break;
    case 3:
      sample.kind = Trajectory::Polyline;
      for (int i = 2 + among(4); i > 0; --i) sample.path.push_back({normal(random), normal(random)});
      if (among(2) == 0) {  // straight through the origin
        sample.path.insert(sample.path.begin() + 1, {-sample.path[0].a, -sample.path[0].b});
      }
      break;
    default:
      sample.kind = Trajectory::Freehand;
      for (int i = 3 + among(4); i > 0; --i) sample.path.push_back({normal(random), normal(random)});
      if (among(2) == 0) sample.path[1] = {0.0, 0.0};  // a corner at the origin
      sample.path.push_back(sample.path.front());
  }
  sample.text = "seed " + std::to_string(seed) + " " + std::string(name(activation)) + " " +
                std::string(name(sample.kind)) + " sigma_w " + std::to_string(sigmaW) + " sigma_b " +
                std::to_string(sigmaB);
  return sample;
}

std::vector<std::int64_t> column(const CurveTrace& trace, std::int64_t TracedLayer::*field) {
  std::vector<std::int64_t> values;
  for (std::size_t d = 1; d < trace.layers.size(); ++d) values.push_back(trace.layers[d].*field);
  return values;
}

bool near(double a, double b, double tolerance) {
  return std::abs(a - b) <= tolerance * std::max(1.0, std::abs(b));
}

std::string listed(const std::vector<std::int64_t>& values) {
  std::string text;
  for (const std::int64_t value : values) text += " " + std::to_string(value);
  return text;
}

}  // namespace

class CurveTraceTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void trace_referenceCases_equal_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"relu-line-small", "relu-arc-he", "relu-arc-wide", "hard_tanh-arc-small",
                             "hard_tanh-arc-chaos", "hard_tanh-line-order", "leaky_relu-line-deep"})
      QTest::newRow(name) << QString::fromLatin1(name);
  }
  void trace_referenceCases_equal() {
    QFETCH(QString, name);
    const std::filesystem::path file = std::filesystem::path(ARCSCOPE_TEST_DATA) / name.toStdString();
    std::ifstream json(file.string() + ".json");
    const nlohmann::json wanted = nlohmann::json::parse(json);
    const auto read = loadNetwork(file.string() + ".safetensors", false);
    QVERIFY(read.has_value());
    const LoadedNetwork& loaded = read.value();
    const Plane plane{Eigen::VectorXd::Zero(loaded.x0->size()), *loaded.x0, *loaded.x1};
    for (const auto set :
         {kernel::InstructionSet::Baseline, kernel::InstructionSet::Avx2, kernel::InstructionSet::Avx512}) {
      if (!kernel::isSupported(set)) continue;
      const Curve curve(*trajectoryFromName(wanted["trajectory"].get<std::string>()));
      const CurveTrace trace = traceCurve(loaded.network, plane, curve, {.instructionSet = set});
      QCOMPARE(int(trace.stop), int(TraceStop::None));
      const auto length = wanted["length"].get<std::vector<double>>();
      QCOMPARE(trace.layers.size(), length.size());
      for (std::size_t d = 0; d < length.size(); ++d)
        QVERIFY2(std::abs(trace.layers[d].length / length[d] - 1.0) < 1e-9,
                 qPrintable(QString::number(trace.layers[d].length / length[d] - 1.0)));
      for (const auto& [key, field] : {std::pair{"transitions", &TracedLayer::transitions},
                                       {"pieces", &TracedLayer::pieces},
                                       {"patterns", &TracedLayer::patterns}})
        QVERIFY2(column(trace, field) == wanted[key].get<std::vector<std::int64_t>>(),
                 (key + listed(column(trace, field))).c_str());
    }
  }

  void trace_stretchOfT_equalsThatPartOfTheWhole() {
    for (unsigned seed = 5000; seed < 5300; ++seed) {
      const Sample sample = drawSample(seed);
      const Curve curve = sample.curve();
      const CurveTrace trace =
          traceCurve(sample.network, sample.plane, curve, {.tBegin = 0.2371, .tEnd = 0.7113});
      const slow::Trace wanted =
          slow::Tracer(sample.network, sample.plane, curve, sample.path).run(0.2371, 0.7113);
      QVERIFY(!trace.closed);
      QVERIFY2(column(trace, &TracedLayer::pieces) == wanted.pieces, sample.text.c_str());
      QVERIFY2(column(trace, &TracedLayer::transitions) == wanted.transitions, sample.text.c_str());
      for (std::size_t d = 0; d < wanted.length.size(); ++d)
        QVERIFY2(near(trace.layers[d].length, wanted.length[d], 1e-10), sample.text.c_str());
    }
  }

  void trace_crossings_sortedAtTheirThresholdsAndRegionsFollow() {
    for (unsigned seed = 6000; seed < 6300; ++seed) {
      const Sample sample = drawSample(seed);
      const Curve curve = sample.curve();
      const CurveTrace trace = traceCurve(sample.network, sample.plane, curve);
      for (std::size_t i = 1; i < trace.crossings.size(); ++i)
        QVERIFY(trace.crossings[i - 1].t <= trace.crossings[i].t);
      for (const Crossing& crossing : trace.crossings) {
        const Eigen::VectorXd h = evaluateAt(sample.network, sample.plane, curve, crossing.t, crossing.layer);
        QVERIFY2(std::abs(h[crossing.neuron] - crossing.threshold) < 1e-9, sample.text.c_str());
      }
      std::vector<double> middles;
      const std::vector<double> breakpoints = breakpointsOf(trace, trace.depth());
      for (std::size_t i = 1; i < breakpoints.size(); ++i)
        middles.push_back(0.5 * (breakpoints[i - 1] + breakpoints[i]));
      for (int layer = 1; layer <= trace.depth(); ++layer) {
        const RegionMatrix regions = regionsAt(trace, layer, middles);
        for (std::size_t j = 0; j < middles.size(); ++j) {
          const Eigen::VectorXd h = evaluateAt(sample.network, sample.plane, curve, middles[j], layer);
          for (Eigen::Index i = 0; i < h.size(); ++i) {
            bool atLevel = false;
            for (const double level : thresholds(sample.network.activation))
              atLevel = atLevel || std::abs(h[i] - level) < 1e-12;
            if (!atLevel)
              QVERIFY2(regions(i, Eigen::Index(j)) == region(sample.network.activation, h[i]),
                       sample.text.c_str());
          }
        }
      }
    }
  }

  void trace_images_passThroughTheNetworksValues() {
    for (unsigned seed = 7000; seed < 7200; ++seed) {
      const Sample sample = drawSample(seed);
      const Curve curve = sample.curve();
      const bool ofH = seed % 2 == 1;
      const CurveTrace trace =
          traceCurve(sample.network, sample.plane, curve, {.images = true, .imageOfH = ofH});
      for (int layer = 0; layer <= trace.depth(); ++layer) {
        const TraceImage& image = *trace.layers[std::size_t(layer)].image;
        QCOMPARE(image.values.cols(), Eigen::Index(image.t.size()));
        QCOMPARE(image.t.front(), 0.0);
        QCOMPARE(image.t.back(), 1.0);
        // At the points and half-way between them.
        std::vector<double> t = image.t;
        for (std::size_t j = 1; j < image.t.size(); ++j) {
          QVERIFY(image.t[j] > image.t[j - 1]);
          t.push_back(0.5 * (image.t[j] + image.t[j - 1]));
        }
        std::sort(t.begin(), t.end());
        const ImageMatrix values = imageAt(image, t);
        const bool straight = sample.kind != Trajectory::Arc && sample.kind != Trajectory::Circle;
        const double size = 1.0 + double(values.colwise().norm().maxCoeff());
        for (std::size_t j = 0; j < t.size(); ++j) {
          Eigen::VectorXd wanted;
          if (layer == 0) {
            wanted = curvePoints(sample.plane, curve, Eigen::VectorXd::Constant(1, t[j])).col(0);
          } else {
            wanted = evaluateAt(sample.network, sample.plane, curve, t[j], layer);
            if (!ofH)
              wanted = wanted.unaryExpr([&](double h) { return evaluate(sample.network.activation, h); });
          }
          const double error = (values.col(Eigen::Index(j)).cast<double>() - wanted).norm();
          QVERIFY2(error < (straight ? 1e-5 : 1e-3) * size, sample.text.c_str());
        }
      }
    }
  }

  void trace_numberOfThreadsAndWorkspace_changeNoBit() {
    std::mt19937 random(11);
    const Network network = randomNetwork(random, 20, {30, 30, 30, 30}, 3.0, 0.3, Activation::HardTanh);
    const Plane plane{Eigen::VectorXd::Zero(20), Eigen::VectorXd::Random(20), Eigen::VectorXd::Random(20)};
    const Curve curve(Trajectory::Circle);
    setParallelThreads(1);
    const CurveTrace one = traceCurve(network, plane, curve, {.images = true});
    setParallelThreads(0);
    for (int i = 0; i < 5; ++i) {
      const CurveTrace other = traceCurve(network, plane, curve, {.images = true});
      QVERIFY(other.crossings.size() > 300);
      QCOMPARE(other.columns, one.columns);
      QCOMPARE(other.crossings.size(), one.crossings.size());
      for (std::size_t j = 0; j < one.crossings.size(); ++j)
        QCOMPARE(other.crossings[j].t, one.crossings[j].t);
      for (std::size_t d = 0; d < one.layers.size(); ++d) {
        QCOMPARE(other.layers[d].length, one.layers[d].length);
        QCOMPARE(other.layers[d].turning, one.layers[d].turning);
        QCOMPARE(other.layers[d].patterns, one.layers[d].patterns);
        QVERIFY(other.layers[d].image->values == one.layers[d].image->values);
      }
    }
  }

  void trace_longerThanTheLimits_layersBeforeAreComplete() {
    std::mt19937 random(12);
    const Network network = randomNetwork(random, 12, {20, 20, 20, 20, 20}, 4.0, 0.3, Activation::HardTanh);
    const Plane plane{Eigen::VectorXd::Zero(12), Eigen::VectorXd::Random(12), Eigen::VectorXd::Random(12)};
    const Curve curve(Trajectory::Arc);
    const CurveTrace whole = traceCurve(network, plane, curve);
    QCOMPARE(whole.depth(), 5);
    for (const int met : {1, 3, 5}) {
      const std::int64_t limit = whole.layers[std::size_t(met)].pieces - 1;
      const double bytes = [&] {
        double sum = 0.0;
        for (const Crossing& crossing : whole.crossings)
          sum += crossing.layer <= met ? sizeof(Crossing) : 0.0;
        return sum - 1.0;
      }();
      for (const TraceOptions& options :
           {TraceOptions{.maxPieces = limit}, TraceOptions{.maxBytes = bytes}}) {
        const CurveTrace trace = traceCurve(network, plane, curve, options);
        QCOMPARE(int(trace.stop), int(options.maxPieces == limit ? TraceStop::Pieces : TraceStop::Bytes));
        QCOMPARE(trace.stopLayer, met);
        QCOMPARE(trace.depth(), met - 1);
        for (int d = 1; d < met; ++d) {
          QCOMPARE(trace.layers[std::size_t(d)].pieces, whole.layers[std::size_t(d)].pieces);
          QCOMPARE(trace.layers[std::size_t(d)].patterns, whole.layers[std::size_t(d)].patterns);
          QCOMPARE(trace.layers[std::size_t(d)].length, whole.layers[std::size_t(d)].length);
        }
        for (const Crossing& crossing : trace.crossings) QVERIFY(crossing.layer < met);
      }
    }
  }

  void trace_valuesBeyondTheRange_stopAtTheirLayer() {
    std::mt19937 random(13);
    Network network = randomNetwork(random, 4, {6, 6, 6, 6}, 2.0, 0.3, Activation::Abs);
    network.layers[2].weights *= 1e200;
    const Plane plane{Eigen::VectorXd::Zero(4), Eigen::VectorXd::Random(4), Eigen::VectorXd::Random(4)};
    const CurveTrace trace = traceCurve(network, plane, Curve(Trajectory::Line));
    QCOMPARE(int(trace.stop), int(TraceStop::Overflow));
    QCOMPARE(trace.stopLayer, 3);
    QCOMPARE(trace.depth(), 2);
  }

  void trace_stopRequested_saysSo() {
    std::mt19937 random(14);
    const Network network =
        randomNetwork(random, 40, {60, 60, 60, 60, 60, 60, 60, 60, 60, 60}, 5.0, 0.3, Activation::HardTanh);
    const Plane plane{Eigen::VectorXd::Zero(40), Eigen::VectorXd::Random(40), Eigen::VectorXd::Random(40)};
    std::stop_source source;
    source.request_stop();
    QCOMPARE(int(traceCurve(network, plane, Curve(Trajectory::Circle), {}, source.get_token()).stop),
             int(TraceStop::Cancelled));
    // While it runs; without the stop it would meet the limit only after seconds.
    std::stop_source later;
    std::jthread stopper([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(30));
      later.request_stop();
    });
    const CurveTrace trace = traceCurve(network, plane, Curve(Trajectory::Circle),
                                        {.maxPieces = 100'000'000, .maxBytes = 1e11}, later.get_token());
    QCOMPARE(int(trace.stop), int(TraceStop::Cancelled));
  }

  void trace_smoothActivationOrNoStretch_refused() {
    std::mt19937 random(15);
    const Network smooth = randomNetwork(random, 2, {3}, 1.0, 0.3, Activation::Tanh);
    const Network fine = randomNetwork(random, 2, {3}, 1.0, 0.3, Activation::Relu);
    const Plane plane{Eigen::VectorXd::Zero(2), Eigen::VectorXd::Unit(2, 0), Eigen::VectorXd::Unit(2, 1)};
    const Curve curve(Trajectory::Line);
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(traceCurve(smooth, plane, curve)), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(traceCurve(fine, plane, curve, {.tBegin = 0.5, .tEnd = 0.5})),
                             std::invalid_argument);
  }

  void trace_denseSamples_neverLongerAndNeverMore() {
    std::mt19937 random(16);
    for (const Activation activation : {Activation::Relu, Activation::HardTanh, Activation::Abs}) {
      const Network network = randomNetwork(random, 16, {24, 24, 24}, 2.0, 0.3, activation);
      const Plane plane{Eigen::VectorXd::Zero(16), Eigen::VectorXd::Random(16), Eigen::VectorXd::Random(16)};
      const Curve curve(Trajectory::Circle);
      const CurveTrace trace = traceCurve(network, plane, curve);
      Eigen::MatrixXd z = curvePoints(plane, curve, Eigen::VectorXd::LinSpaced(40001, 0.0, 1.0));
      for (std::size_t d = 1; d <= 3; ++d) {
        const Layer& layer = network.layers[d - 1];
        const Eigen::MatrixXd h = (layer.weights * z).colwise() + layer.bias;
        z = h.unaryExpr([&](double value) { return evaluate(activation, value); });
        const double length = (z.rightCols(40000) - z.leftCols(40000)).colwise().norm().sum();
        QVERIFY(length <= trace.layers[d].length * (1.0 + 1e-12));
        QVERIFY(length >= trace.layers[d].length * (1.0 - 1e-4));
        std::int64_t transitions = 0;
        for (Eigen::Index j = 1; j < h.cols(); ++j)
          for (Eigen::Index i = 0; i < h.rows(); ++i)
            transitions += std::abs(region(activation, h(i, j)) - region(activation, h(i, j - 1)));
        QVERIFY(transitions <= trace.layers[d].transitions);
        QVERIFY(transitions >= trace.layers[d].transitions - 4);
      }
    }
  }

  void trace_smallNetworksOfEveryKind_equalSlowMethod() {
    int failures = 0;
    // Flat neurons through a common point; end points next to each other.
    std::vector<unsigned> seeds{30019, 46171, 60386, 293764};
    for (unsigned seed = 0; seed < 3000 * soakFactor(); ++seed) seeds.push_back(seed);
    for (const unsigned seed : seeds) {
      const Sample sample = drawSample(seed);
      const Curve curve = sample.curve();
      const CurveTrace trace = traceCurve(sample.network, sample.plane, curve);
      QCOMPARE(int(trace.stop), int(TraceStop::None));
      const slow::Trace wanted = slow::Tracer(sample.network, sample.plane, curve, sample.path).run();
      std::string wrong;
      for (std::size_t d = 0; d < wanted.length.size(); ++d) {
        if (!near(trace.layers[d].length, wanted.length[d], 1e-10))
          wrong += " length " + std::to_string(d) + ": " + std::to_string(trace.layers[d].length) + " for " +
                   std::to_string(wanted.length[d]);
        if (!near(trace.layers[d].turning, wanted.turning[d], 1e-5))
          wrong += " turning " + std::to_string(d) + ": " + std::to_string(trace.layers[d].turning) +
                   " for " + std::to_string(wanted.turning[d]);
      }
      const auto compare = [&](const char* what, std::int64_t TracedLayer::*field,
                               const std::vector<std::int64_t>& values) {
        if (column(trace, field) != values)
          wrong += std::string(" ") + what + listed(column(trace, field)) + " for" + listed(values);
      };
      compare("transitions", &TracedLayer::transitions, wanted.transitions);
      compare("sign transitions", &TracedLayer::signTransitions, wanted.signTransitions);
      compare("pieces", &TracedLayer::pieces, wanted.pieces);
      compare("patterns", &TracedLayer::patterns, wanted.patterns);
      const std::vector<double> breakpoints = breakpointsOf(trace, trace.depth());
      if (breakpoints.size() != wanted.breakpoints.size())
        wrong += " breakpoints";
      else
        for (std::size_t i = 0; i < breakpoints.size(); ++i)
          if (std::abs(breakpoints[i] - static_cast<double>(wanted.breakpoints[i])) > 1e-9) {
            wrong += " t " + std::to_string(i);
            break;
          }
      if (wrong.empty()) continue;
      ++failures;
      qInfo("%s:%s", sample.text.c_str(), wrong.c_str());
    }
    QCOMPARE(failures, 0);
  }
};

QTEST_GUILESS_MAIN(CurveTraceTest)
#include "tst_curve_trace.moc"
