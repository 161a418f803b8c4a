#include <QRegularExpression>
#include <QtTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <stdexcept>

#include "core/data/toy_sets.h"

using namespace arcscope::core;

namespace {

double distance(double x, double y, double centreX, double centreY) {
  return std::hypot(x - centreX, y - centreY);
}

/// How far (x, y) is from the shape of its class, by equations that hold on it alone; 0 inside of areas.
double offShape(ToySet set, int label, double x, double y) {
  switch (set) {
    case ToySet::TwoMoons: {
      const double below =
          label == 0 ? -0.25 - y : y - 0.25;  // on the wrong side of the half circle's diameter
      return std::max(below,
                      std::abs(distance(x, y, label == 0 ? -0.5 : 0.5, label == 0 ? -0.25 : 0.25) - 1.0));
    }
    case ToySet::Spirals: {
      const double radius = std::hypot(x, y);
      const double turned = 3.0 * M_PI * radius + (label == 0 ? 0.0 : M_PI);
      return distance(x, y, radius * std::cos(turned), radius * std::sin(turned));
    }
    case ToySet::Circles:
      return std::abs(std::hypot(x, y) - (label == 0 ? 0.5 : 1.0));
    case ToySet::Xor:
      return (x * y > 0.0) == (label == 0) ? 0.0 : 1.0;
    case ToySet::Gaussians:
      return 0.0;  // everywhere; its moments are tested
    case ToySet::Checkerboard: {
      const int column = static_cast<int>(std::floor(2.0 * (x + 1.0)));
      const int row = static_cast<int>(std::floor(2.0 * (y + 1.0)));
      return (column + row) % 2 == label ? 0.0 : 1.0;
    }
  }
  return 1.0;
}

bool equal(const Dataset& a, const Dataset& b) {
  return a.inputs == b.inputs && a.labels == b.labels;
}

}  // namespace

class ToySetsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void makeToySet_noNoise_pointsLieOnTheShape() {
    for (const ToySet set : toySets()) {
      const LearningTask task = makeToySet(set, {.noise = 0.0, .size = 3000, .seed = 5});
      for (const Dataset* points : {&task.training, &task.test})
        for (Eigen::Index j = 0; j < points->size(); ++j) {
          const auto x = static_cast<double>(points->inputs(0, j));
          const auto y = static_cast<double>(points->inputs(1, j));
          QVERIFY2(
              offShape(set, points->labels[static_cast<std::size_t>(j)], x, y) < 1e-5,
              qPrintable(QStringLiteral("%1: %2, %3").arg(QLatin1String(name(set).data())).arg(x).arg(y)));
          QVERIFY(std::abs(x) <= 1.5 + 1e-5 && std::abs(y) <= 1.5 + 1e-5);
        }
    }
  }

  /// Not one half of a shape, one arm's end or one square is left out.
  void makeToySet_noNoise_pointsCoverTheShape() {
    for (const ToySet set : toySets()) {
      if (set == ToySet::Gaussians) continue;
      const LearningTask task = makeToySet(set, {.noise = 0.0, .size = 4000, .seed = 2});
      const LearningTask other = makeToySet(set, {.noise = 0.0, .size = 400, .seed = 3});
      for (Eigen::Index j = 0; j < other.training.size(); ++j) {
        double nearest = 10.0;
        for (Eigen::Index i = 0; i < task.training.size(); ++i)
          if (task.training.labels[static_cast<std::size_t>(i)] ==
              other.training.labels[static_cast<std::size_t>(j)])
            nearest = std::min(
                nearest,
                static_cast<double>((task.training.inputs.col(i) - other.training.inputs.col(j)).norm()));
        QVERIFY(nearest < 0.15);
      }
    }
    std::array<int, 16> squares{};
    const LearningTask board = makeToySet(ToySet::Checkerboard, {.noise = 0.0, .size = 1600, .seed = 1});
    for (Eigen::Index j = 0; j < board.training.size(); ++j) {
      const Eigen::Vector2i square =
          ((board.training.inputs.col(j).array() + 1.0F) * 2.0F).floor().cast<int>();
      ++squares[static_cast<std::size_t>(square.x() + 4 * square.y())];
    }
    for (const int count : squares) QVERIFY(count > 60 && count < 140);  // 100 expected, deviation 9.7
  }

  void makeToySet_gaussians_meansAndDeviationsOfTheClouds() {
    const LearningTask task = makeToySet(ToySet::Gaussians, {.noise = 0.15, .size = 30000, .seed = 1});
    const std::array<std::array<double, 2>, 3> centres{
        {{0.0, 0.8}, {-0.4 * std::sqrt(3.0), -0.4}, {0.4 * std::sqrt(3.0), -0.4}}};
    for (int label = 0; label < 3; ++label)
      for (Eigen::Index axis = 0; axis < 2; ++axis) {
        double sum = 0.0;
        double squares = 0.0;
        for (Eigen::Index j = label; j < task.training.size(); j += 3) {
          QCOMPARE(task.training.labels[static_cast<std::size_t>(j)], static_cast<std::uint8_t>(label));
          const double off = static_cast<double>(task.training.inputs(axis, j)) -
                             centres[static_cast<std::size_t>(label)][static_cast<std::size_t>(axis)];
          sum += off;
          squares += off * off;
        }
        QVERIFY(std::abs(sum / 10000.0) < 0.0125);  // 5 standard errors of deviation 0.25
        QVERIFY(std::abs(std::sqrt(squares / 10000.0) - 0.25) < 0.009);  // sqrt(0.2^2 + 0.15^2)
      }
  }

  void makeToySet_anySize_classesBalancedAndTestPartItsOwn() {
    for (const ToySet set : toySets())
      for (const int size : {10, 11, 1000}) {
        const LearningTask task = makeToySet(set, {.noise = 0.1, .size = size, .seed = 1});
        QCOMPARE(task.name, std::string(name(set)));
        QCOMPARE(task.classes(), set == ToySet::Gaussians ? 3 : 2);
        QCOMPARE(task.features(), 2);
        QVERIFY(!task.image && task.mean == 0.0F && task.deviation == 1.0F);
        QCOMPARE(task.training.size(), Eigen::Index{size});
        QCOMPARE(task.test.size(), Eigen::Index{size == 1000 ? 250 : 10});
        for (const Dataset* points : {&task.training, &task.test}) {
          QCOMPARE(static_cast<Eigen::Index>(points->labels.size()), points->size());
          std::vector<int> counts(task.classNames.size());
          for (const std::uint8_t label : points->labels) ++counts.at(label);
          const auto [least, most] = std::minmax_element(counts.begin(), counts.end());
          QVERIFY(*most - *least <= 1 && *least > 0);
        }
        for (Eigen::Index j = 0; j < task.test.size(); ++j)
          QVERIFY(task.test.inputs.col(j) != task.training.inputs.col(j));
      }
  }

  void makeToySet_sameOptions_sameBitsOtherSeedOtherPoints() {
    for (const ToySet set : toySets()) {
      const LearningTask task = makeToySet(set, {.noise = 0.2, .size = 500, .seed = 9});
      const LearningTask again = makeToySet(set, {.noise = 0.2, .size = 500, .seed = 9});
      QVERIFY(equal(task.training, again.training) && equal(task.test, again.test));
      const LearningTask larger = makeToySet(set, {.noise = 0.2, .size = 900, .seed = 9});
      QVERIFY(larger.training.inputs.leftCols(500) == task.training.inputs);
      const LearningTask other = makeToySet(set, {.noise = 0.2, .size = 500, .seed = 10});
      QVERIFY((other.training.inputs.array() != task.training.inputs.array()).all());
    }
  }

  void makeToySet_noise_shiftsByItsDeviation() {
    const LearningTask still = makeToySet(ToySet::Circles, {.noise = 0.0, .size = 20000, .seed = 4});
    const LearningTask shifted = makeToySet(ToySet::Circles, {.noise = 0.3, .size = 20000, .seed = 4});
    const Eigen::MatrixXd shift = (shifted.training.inputs - still.training.inputs).cast<double>();
    QVERIFY(std::abs(shift.mean()) < 0.0075);  // 5 standard errors
    QVERIFY(std::abs(std::sqrt(shift.array().square().mean()) - 0.3) < 0.0053);
    QVERIFY(std::abs((shift.row(0).array() * shift.row(1).array()).mean()) < 0.0032);
  }

  void makeToySet_optionsOutOfRange_throws() {
    const auto make = [](double noise, int size) {
      return makeToySet(ToySet::Xor, {.noise = noise, .size = size, .seed = 1});
    };
    QVERIFY_EXCEPTION_THROWN((void)make(0.1, 9), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN((void)make(-0.1, 100), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN((void)make(std::numeric_limits<double>::quiet_NaN(), 100),
                             std::invalid_argument);
  }
};

QTEST_APPLESS_MAIN(ToySetsTest)
#include "tst_toy_sets.moc"
