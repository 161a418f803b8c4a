#include <QRegularExpression>
#include <QtTest>
#include <cmath>
#include <numbers>

#include "core/explorer/explorer.h"
#include "tests/core/average.h"
#include "tests/core/chi.h"

using namespace arcscope::core;

namespace {

/// Explores a draw, without the search for principal components.
std::shared_ptr<const Snapshot> measured(const Setting& setting, ExplorerCache& cache) {
  ViewChoice view;
  view.projection.kind = ProjectionChoice::Kind::Neurons;
  return explore(Subject{setting, nullptr, nullptr}, view, Quality::Full, cache);
}

Setting settingOf(Activation activation, Trajectory trajectory, double sigmaW, double sigmaB) {
  Setting setting;
  setting.activation = activation;
  setting.trajectory = trajectory;
  setting.sigmaW = sigmaW;
  setting.sigmaB = sigmaB;
  setting.refine = false;
  return setting;
}

/// Length on the unit sphere of (sigma_w z / sqrt(fan_in), sigma_b) from sample to sample.
double angularLength(const ImageMatrix& image, double sigmaW, double sigmaB) {
  Eigen::MatrixXd u(image.rows() + 1, image.cols());
  u.topRows(image.rows()) = image.cast<double>() * (sigmaW / std::sqrt(double(image.rows())));
  u.bottomRows(1).setConstant(sigmaB);
  u.colwise().normalize();
  double sum = 0.0;
  for (Eigen::Index j = 1; j < u.cols(); ++j)
    sum += 2.0 * std::asin(std::min(1.0, 0.5 * (u.col(j) - u.col(j - 1)).norm()));
  return sum;
}

/// The fixed point of V at sigma_w = 2, sigma_b = 0 under hard_tanh.
constexpr double stationary = 2.7649754552;

Setting stationaryHardTanh(int width, int depth) {
  Setting setting = settingOf(Activation::HardTanh, Trajectory::Circle, 2.0, 0.0);
  setting.width = width;
  setting.depth = depth;
  setting.q0 = stationary / 4.0;
  return setting;
}

}  // namespace

/// The laws of networks of finite width that hold exactly in the mean over draws.
class FiniteWidthTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void meanChiOfBinomial_publishedFactors_agree() {
    const auto factor = [](int k) { return std::sqrt(2.0 / k) * meanChiOfBinomial(k); };
    QVERIFY(std::abs(factor(16) - 0.96021238) < 1e-8);
    QVERIFY(std::abs(factor(100) - 0.99373194) < 1e-8);
    QVERIFY(std::abs(factor(500) - 0.99874928) < 1e-8);
  }

  /// [H22] and its finite-width form: E[l_d / l_(d-1)] = sigma_w / sqrt(fan_in) E[chi_B], and layers
  /// multiply.
  void reluLength_manyDraws_followsTheExactLaw_data() {
    QTest::addColumn<QList<int>>("widths");
    QTest::addColumn<int>("inputDim");
    QTest::addColumn<int>("trajectory");
    QTest::addColumn<double>("sigmaW");
    QTest::addColumn<double>("sigmaB");
    QTest::addColumn<int>("draws");
    const double he = std::sqrt(2.0);
    QTest::newRow("width 16, circle")
        << QList{16, 16, 16} << 16 << int(Trajectory::Circle) << he << 0.0 << 400;
    QTest::newRow("width 16, biases, line")
        << QList{16, 16, 16} << 16 << int(Trajectory::Line) << he << 1.0 << 400;
    QTest::newRow("width 100, biases, line")
        << QList{100, 100} << 100 << int(Trajectory::Line) << he << 0.7 << 120;
    QTest::newRow("width 100, arc") << QList{100, 100} << 100 << int(Trajectory::Arc) << 1.0 << 0.0 << 120;
    QTest::newRow("widths differ, biases, arc")
        << QList{7, 40, 12} << 5 << int(Trajectory::Arc) << 2.2 << 0.5 << 500;
    QTest::newRow("plane itself") << QList{30, 9} << 2 << int(Trajectory::Circle) << he << 0.3 << 500;
  }
  void reluLength_manyDraws_followsTheExactLaw() {
    QFETCH(const QList<int>, widths);
    QFETCH(const int, inputDim);
    QFETCH(const int, trajectory);
    QFETCH(const double, sigmaW);
    QFETCH(const double, sigmaB);
    QFETCH(const int, draws);
    Setting setting = settingOf(Activation::Relu, Trajectory(trajectory), sigmaW, sigmaB);
    setting.widths.assign(widths.begin(), widths.end());
    setting.depth = int(widths.size());
    setting.inputDim = inputDim;
    setting.points = 512;
    const auto depth = std::size_t(setting.depth);
    std::vector<Average> growth(depth), whole(depth);
    ExplorerCache cache;
    for (int seed = 0; seed < draws; ++seed) {
      setting.seed = std::uint64_t(seed);
      const auto snapshot = measured(setting, cache);
      const auto& length = snapshot->measures.length;
      for (std::size_t d = 0; d < depth; ++d) {
        if (length[d] > 0.0) growth[d].add(length[d + 1] / length[d]);
        whole[d].add(length[d + 1] / length[0]);
      }
    }
    double product = 1.0;
    int fanIn = inputDim;
    for (std::size_t d = 0; d < depth; ++d) {
      const int width = setting.widths[d];
      const double factor = sigmaW / std::sqrt(double(fanIn)) * meanChiOfBinomial(width);
      product *= factor;
      fanIn = width;
      QVERIFY2(growth[d].agreesWith(factor), growth[d].against(factor).constData());
      QVERIFY2(whole[d].agreesWith(product), whole[d].against(product).constData());
    }
  }

  /// Kac-Rice: a random hyperplane separates two samples with a probability of their angle / pi.
  void signTransitions_givenTheImageBefore_areItsAngularLength_data() {
    QTest::addColumn<int>("activation");
    QTest::addColumn<int>("trajectory");
    QTest::addColumn<double>("sigmaW");
    QTest::addColumn<double>("sigmaB");
    for (const Activation activation : {Activation::Relu, Activation::HardTanh, Activation::Tanh}) {
      const auto row = [&](Trajectory trajectory, double sigmaW, double sigmaB) {
        QTest::addRow("%s, %s, sigma_b %g", std::string(name(activation)).c_str(),
                      std::string(name(trajectory)).c_str(), sigmaB)
            << int(activation) << int(trajectory) << sigmaW << sigmaB;
      };
      row(Trajectory::Circle, 1.9, 0.0);
      row(Trajectory::Circle, 1.4, 0.8);
      row(Trajectory::Line, 2.5, 0.3);
    }
  }
  void signTransitions_givenTheImageBefore_areItsAngularLength() {
    QFETCH(const int, activation);
    QFETCH(const int, trajectory);
    QFETCH(const double, sigmaW);
    QFETCH(const double, sigmaB);
    Setting setting = settingOf(Activation(activation), Trajectory(trajectory), sigmaW, sigmaB);
    setting.widths = {40, 60, 30, 50};
    setting.depth = 4;
    setting.inputDim = 20;
    setting.points = 400;
    std::vector<Average> difference(4);
    ExplorerCache cache;
    for (int seed = 0; seed < 60; ++seed) {
      setting.seed = std::uint64_t(seed);
      const auto snapshot = measured(setting, cache);
      for (std::size_t d = 0; d < 4; ++d) {
        const double expected = angularLength(*snapshot->layers[d].image, sigmaW, sigmaB) / std::numbers::pi;
        difference[d].add(double(snapshot->measures.signTransitions[d]) / setting.widths[d] - expected);
      }
    }
    for (const Average& layer : difference) {
      QVERIFY2(layer.agreesWith(0.0), layer.against(0.0).constData());
      QVERIFY(layer.standardError() < 0.1);
    }
  }

  void signTransitions_reluFullCircleWithoutBias_exactlyTwoInLayerOne() {
    ExplorerCache cache;
    for (int seed = 0; seed < 20; ++seed) {
      Setting setting = settingOf(Activation::Relu, Trajectory::Circle, 1.4, 0.0);
      setting.seed = std::uint64_t(seed);
      setting.depth = 1;
      setting.width = 37;
      setting.points = 1001;
      QCOMPARE(measured(setting, cache)->measures.signTransitions[0], std::int64_t(74));
    }
  }

  /// On the stationary circle h_1 is R cos(theta - psi) with R^2 / q* ~ chi^2_2: exact in layer 1.
  void crossingsOfTheLevels_hardTanhLayerOne_followExactLaw() {
    Average ratio;
    ExplorerCache cache;
    for (int seed = 0; seed < 100; ++seed) {
      Setting setting = stationaryHardTanh(100, 1);
      setting.inputDim = 10;
      setting.seed = std::uint64_t(seed);
      const auto& measures = measured(setting, cache)->measures;
      QCOMPARE(measures.signTransitions[0], std::int64_t(200));
      ratio.add(double(measures.transitions[0]) / 200.0);
    }
    const double expected = 2.0 * std::exp(-1.0 / (2.0 * stationary));
    QVERIFY2(ratio.agreesWith(expected), ratio.against(expected).constData());
  }

  /// Deeper, q keeps to q* and both laws hold in a wide network up to the fluctuation of its q.
  void transitions_hardTanhStationaryDeepLayers_followLengthAndLevelLaws() {
    constexpr int width = 400;
    Average level, straightLine;
    ExplorerCache cache;
    for (int seed = 0; seed < 6; ++seed) {
      Setting setting = stationaryHardTanh(width, 4);
      setting.seed = std::uint64_t(seed);
      const auto snapshot = measured(setting, cache);
      const CurveMeasures& m = snapshot->measures;
      for (std::size_t d = 1; d < 4; ++d) {
        level.add(double(m.transitions[d]) / double(m.signTransitions[d]));
        const double expected =
            2.0 * m.length[d] / (std::numbers::pi * std::sqrt(width * stationary)) * width;
        straightLine.add(double(m.signTransitions[d]) / expected);
      }
    }
    const double expected = 2.0 * std::exp(-1.0 / (2.0 * stationary));
    QVERIFY2(std::abs(level.mean() / expected - 1.0) < 0.02, level.against(expected).constData());
    QVERIFY2(std::abs(straightLine.mean() - 1.0) < 0.02, straightLine.against(1.0).constData());
  }
};

QTEST_APPLESS_MAIN(FiniteWidthTest)
#include "tst_finite_width.moc"
