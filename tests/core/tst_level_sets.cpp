#include <QRegularExpression>
#include <QtTest>
#include <cmath>
#include <numbers>

#include "core/measure/level_sets.h"
#include "core/network/random_network.h"
#include "core/support/parallel.h"
#include "tests/core/region_checks.h"

using namespace region_checks;

namespace {

Network drawn(Activation activation, int depth) {
  Setting setting;
  setting.activation = activation;
  setting.width = 12;
  setting.depth = depth;
  setting.inputDim = 3;
  setting.sigmaW = 2.0;
  return drawNetwork(setting);
}

const Plane plane{Eigen::Vector3d(0.1, -0.2, 0.3), Eigen::Vector3d(1.0, 0.2, 0.0),
                  Eigen::Vector3d(-0.3, 1.0, 0.5)};
constexpr PlaneRectangle rectangle{-1.5, -1.0, 2.0, 1.0};

/// |x| + |y| - 1 of the plane's coordinates.
Network diamond() {
  Network network{.activation = Activation::Abs, .layers = {}, .readout = {}};
  network.layers.push_back({Eigen::MatrixXd::Identity(2, 2), Eigen::VectorXd::Zero(2)});
  network.layers.push_back({Eigen::MatrixXd::Ones(1, 2), Eigen::VectorXd::Constant(1, -1.0)});
  return network;
}
const Plane itself{Eigen::Vector2d(0.0, 0.0), Eigen::Vector2d(1.0, 0.0), Eigen::Vector2d(0.0, 1.0)};

/// The largest |h| of its neuron at the points of the lines of one layer.
double largestH(const LevelSets& sets, const Network& network, int layer) {
  double largest = 0.0;
  for (const LevelLine& line : sets.lines) {
    if (line.layer != layer) continue;
    for (std::int32_t i = line.first; i < line.first + line.count; ++i) {
      const PlanePoint p = sets.rectangle.fromUnit(sets.points[static_cast<std::size_t>(i)]);
      const PlainPoint at = evaluateAt(network, plane, p);
      largest = std::max(largest, std::abs(at.h[static_cast<std::size_t>(layer - 1)][line.neuron]));
    }
  }
  return largest;
}

double lengthOf(const LevelSets& sets, const LevelLine& line) {
  double length = 0.0;
  for (std::int32_t i = line.first + 1; i < line.first + line.count; ++i) {
    const PlanePoint p = sets.rectangle.fromUnit(sets.points[static_cast<std::size_t>(i - 1)]);
    const PlanePoint q = sets.rectangle.fromUnit(sets.points[static_cast<std::size_t>(i)]);
    length += std::hypot(q.a - p.a, q.b - p.b);
  }
  return length;
}

}  // namespace

class LevelSetsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
  void cleanup() { setParallelThreads(0); }

  /// h of layer 1 is affine: its lines are exact, one for each neuron that changes its sign in the rectangle.
  void sample_firstLayer_straightLinesFromBorderToBorder() {
    const Network network = drawn(Activation::Tanh, 1);
    const LevelSets sets = sampleLevelSets(network, plane, {.rectangle = rectangle, .cells = 50});
    QVERIFY(largestH(sets, network, 1) < 1e-13);
    std::set<int> crossing;
    for (const PlanePoint corner : {PlanePoint{-1.5, -1.0}, {2.0, -1.0}, {2.0, 1.0}, {-1.5, 1.0}})
      for (int i = 0; i < 12; ++i)
        if ((evaluateAt(network, plane, corner).h[0][i] > 0.0) !=
            (evaluateAt(network, plane, {-1.5, -1.0}).h[0][i] > 0.0))
          crossing.insert(i);
    QVERIFY(crossing.size() > 3);
    std::set<int> found;
    for (const LevelLine& line : sets.lines) {
      QVERIFY(!line.closed);
      QVERIFY(found.insert(line.neuron).second);
      const auto first = static_cast<std::size_t>(line.first);
      const auto last = static_cast<std::size_t>(line.first + line.count - 1);
      for (const PlanePoint end : {sets.points[first], sets.points[last]})
        QVERIFY(std::max(std::abs(end.a), std::abs(end.b)) == 1.0);
    }
    QVERIFY(found == crossing);
  }

  void sample_deepLayer_errorOfSecondOrder() {
    for (const Activation activation : {Activation::Tanh, Activation::Gelu}) {
      const Network network = drawn(activation, 3);
      const LevelSets coarse = sampleLevelSets(network, plane, {.rectangle = rectangle, .cells = 64});
      const LevelSets fine = sampleLevelSets(network, plane, {.rectangle = rectangle, .cells = 256});
      QCOMPARE(fine.layers, 3);
      const double error = largestH(fine, network, 3);
      QVERIFY(error < 2e-3);
      QVERIFY(error > 0.0);
      QVERIFY(largestH(coarse, network, 3) > 6.0 * error);  // 16 in the limit
    }
  }

  /// Every sign change along a row of the grid is a point of some line.
  void sample_signChanges_allFound() {
    const Network network = drawn(Activation::Sin, 3);
    const LevelSets sets = sampleLevelSets(network, plane, {.rectangle = rectangle, .cells = 40});
    std::vector<int> changes(3, 0);
    for (int row = 0; row <= 40; ++row) {
      std::vector<Eigen::VectorXd> before;
      for (int column = 0; column <= 40; ++column) {
        const PlainPoint here =
            evaluateAt(network, plane, rectangle.fromUnit({column / 20.0 - 1.0, row / 20.0 - 1.0}));
        for (std::size_t d = 0; d < 3 && !before.empty(); ++d)
          for (Eigen::Index i = 0; i < 12; ++i) changes[d] += (before[d][i] > 0.0) != (here.h[d][i] > 0.0);
        before = here.h;
      }
    }
    std::vector<int> points(3, 0);  // on the grid's rows
    for (const LevelLine& line : sets.lines)
      for (std::int32_t i = line.first + (line.closed ? 1 : 0); i < line.first + line.count; ++i) {
        const double row = (sets.points[static_cast<std::size_t>(i)].b + 1.0) * 20.0;
        points[static_cast<std::size_t>(line.layer - 1)] += std::abs(row - std::round(row)) < 1e-12;
      }
    QVERIFY(changes[2] > 100);
    QVERIFY(changes == points);
  }

  void sample_closedSet_oneClosedLine() {
    const LevelSets sets =
        sampleLevelSets(diamond(), itself, {.rectangle = {-1.5, -1.7, 1.6, 1.4}, .cells = 200});
    std::vector<LevelLine> second;
    for (const LevelLine& line : sets.lines)
      if (line.layer == 2) second.push_back(line);
    QCOMPARE(second.size(), std::size_t{1});
    QVERIFY(second[0].closed);
    QVERIFY(std::abs(lengthOf(sets, second[0]) - 4.0 * std::numbers::sqrt2) < 0.02);
  }

  void sample_threads_sameResult() {
    const Network network = drawn(Activation::Erf, 3);
    setParallelThreads(1);
    const LevelSets one = sampleLevelSets(network, plane, {.rectangle = rectangle});
    setParallelThreads(0);
    const LevelSets all = sampleLevelSets(network, plane, {.rectangle = rectangle});
    QVERIFY(one.points == all.points);
    QCOMPARE(one.lines.size(), all.lines.size());
  }

  void sample_limitsAndStop_wholeLayersOnly() {
    const Network network = drawn(Activation::Tanh, 3);
    const LevelSets all = sampleLevelSets(network, plane, {.rectangle = rectangle});
    const LevelSets two = sampleLevelSets(network, plane, {.rectangle = rectangle, .layers = 2});
    QCOMPARE(two.layers, 2);
    QVERIFY(two.points.size() < all.points.size());
    const LevelSets limited = sampleLevelSets(
        network, plane,
        {.rectangle = rectangle, .pointLimit = static_cast<std::int64_t>(two.points.size()) + 1});
    QVERIFY(limited.limitMet);
    QCOMPARE(limited.layers, 2);
    QVERIFY(limited.points == two.points);
    std::stop_source source;
    source.request_stop();
    const LevelSets stopped = sampleLevelSets(network, plane, {.rectangle = rectangle}, source.get_token());
    QVERIFY(stopped.stopped);
    QCOMPARE(stopped.layers, 0);
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, static_cast<void>(sampleLevelSets(network, itself, {})));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                             static_cast<void>(sampleLevelSets(network, plane, {.cells = 0})));
  }
};

QTEST_APPLESS_MAIN(LevelSetsTest)
#include "tst_level_sets.moc"
