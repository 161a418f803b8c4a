#include <QRegularExpression>
#include <QtTest>
#include <cmath>
#include <numbers>

#include "core/exact/curve_trace.h"
#include "core/explorer/subject.h"
#include "core/network/random_network.h"
#include "core/theory/crossings.h"
#include "core/theory/scalings.h"
#include "core/theory/setting_theory.h"
#include "tests/core/average.h"
#include "tests/core/chi.h"

using namespace arcscope::core;

namespace {

double meanChi(int n) {
  return std::sqrt(2.0) * std::exp(std::lgamma((n + 1.0) / 2.0) - std::lgamma(n / 2.0));
}

bool near(double value, double expected, double tolerance) {
  return std::abs(value - expected) <= tolerance * std::abs(expected);
}

Setting settingOf(Activation activation, Trajectory trajectory, int width, int depth, double sigmaW,
                  double sigmaB) {
  Setting setting;
  setting.activation = activation;
  setting.trajectory = trajectory;
  setting.width = width;
  setting.depth = depth;
  setting.sigmaW = sigmaW;
  setting.sigmaB = sigmaB;
  return setting;
}

CurveTrace traceOf(const Setting& setting, bool images = false) {
  TraceOptions options;
  options.patterns = false;
  options.images = images;
  options.imageStep = 0.005;
  return traceCurve(drawNetwork(setting), drawPlane(setting, effectiveInputDim(setting)), curveOf(setting),
                    options);
}

}  // namespace

/// Laws of finite width against exact traces of drawn networks.
class TheoryLawsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void lengthFactor_relu_isTheMeanOverTheBinomial() {
    for (const int n : {1, 2, 3, 16, 100, 500, 4096}) {
      const double expected = 1.7 / std::sqrt(40.0) * meanChiOfBinomial(n);
      const double got = lengthFactor(Activation::Relu, {40, n, 1.7, 0.3}).value;
      QVERIFY2(near(got, expected, 1e-10), QByteArray::number(got / expected - 1.0));
    }
  }

  void lengthFactor_publishedValues_agree() {
    const auto factor = [](int k) {
      return lengthFactor(Activation::Relu, {k, k, std::sqrt(2.0), 0.0}).value;
    };
    QVERIFY(std::abs(factor(16) - 0.96021238) < 1e-8);
    QVERIFY(std::abs(factor(100) - 0.99373194) < 1e-8);
    QVERIFY(std::abs(factor(500) - 0.99874928) < 1e-8);
    QVERIFY(std::abs(factor(4096) - (1.0 - 5.0 / (8.0 * 4096.0))) < 1e-7);
  }

  void lengthFactor_absAndLinear_areTheMeanChi() {
    for (const Activation activation : {Activation::Abs, Activation::Linear})
      for (const int n : {1, 7, 100, 4096})
        QVERIFY(near(lengthFactor(activation, {9, n, 1.2, 0.0}).value, 1.2 / 3.0 * meanChi(n), 1e-11));
    QVERIFY(!lengthFactor(Activation::Tanh, {}) && !lengthFactor(Activation::HardTanh, {}).reason.empty());
  }

  void length_homogeneousActivations_followTheExactLaw_data() {
    QTest::addColumn<int>("activation");
    QTest::addColumn<int>("trajectory");
    QTest::addColumn<int>("width");
    QTest::addColumn<double>("sigmaB");
    QTest::addColumn<int>("draws");
    for (const Trajectory trajectory : {Trajectory::Line, Trajectory::Arc})
      for (const double sigmaB : {0.0, 0.7}) {
        const auto row = [&](Activation activation, int width, int draws) {
          QTest::addRow("%s %s k %d sigma_b %g", std::string(name(activation)).c_str(),
                        std::string(name(trajectory)).c_str(), width, sigmaB)
              << int(activation) << int(trajectory) << width << sigmaB << draws;
        };
        row(Activation::Relu, 16, 400);
        row(Activation::Relu, 100, 100);
        row(Activation::LeakyRelu, 16, 200);
        row(Activation::Abs, 16, 200);
      }
  }
  void length_homogeneousActivations_followTheExactLaw() {
    QFETCH(const int, activation);
    QFETCH(const int, trajectory);
    QFETCH(const int, width);
    QFETCH(const double, sigmaB);
    QFETCH(const int, draws);
    constexpr int depth = 3;
    Setting setting = settingOf(Activation(activation), Trajectory(trajectory), width, depth, 1.5, sigmaB);
    setting.inputDim = 10;
    std::vector<Average> growth(depth);
    Average whole;
    for (int seed = 0; seed < draws; ++seed) {
      setting.seed = std::uint64_t(seed);
      const CurveTrace trace = traceOf(setting);
      for (std::size_t d = 0; d < depth; ++d)
        growth[d].add(trace.layers[d + 1].length / trace.layers[d].length);
      whole.add(trace.layers[depth].length / trace.layers[0].length);
    }
    double product = 1.0;
    const std::vector<LayerLaw> laws = layerLaws(setting);
    for (std::size_t d = 0; d < depth; ++d) {
      const double factor = lengthFactor(setting.activation, laws[d]).value;
      product *= factor;
      QVERIFY2(growth[d].agreesWith(factor), growth[d].against(factor));
      QVERIFY(growth[d].standardError() < 0.02 * factor);
    }
    QVERIFY2(whole.agreesWith(product), whole.against(product));
  }

  /// What weight laws do to variances: layers of equal variance have equal laws.
  void layerLaws_everyWeightLaw_areTheVariancesThatAreDrawn() {
    for (const char* text :
         {"gaussian", "uniform", "sparse:0.3", "sparse-unscaled:0.3", "glorot", "pytorch"}) {
      Setting setting = settingOf(Activation::Relu, Trajectory::Line, 200, 2, 1.3, 0.6);
      setting.weights = weightLawFromText(text).value();
      setting.inputDim = 60;
      const Network network = drawNetwork(setting);
      const std::vector<LayerLaw> laws = layerLaws(setting);
      for (std::size_t d = 0; d < 2; ++d) {
        const double weight = network.layers[d].weights.squaredNorm() / 200.0;
        QVERIFY2(near(weight, laws[d].sigmaW * laws[d].sigmaW, 0.12), text);
        const double bias = network.layers[d].bias.squaredNorm() / 200.0;
        QVERIFY2(near(bias, laws[d].sigmaB * laws[d].sigmaB, 0.3), text);
      }
    }
  }

  void theoryOf_weightsThatAreNotGaussian_haveNoExactLaw() {
    Setting setting = settingOf(Activation::Relu, Trajectory::Line, 20, 3, 1.4, 0.1);
    setting.widths = {20, 30, 30};
    const SettingTheory gaussian = theoryOf(setting, drawPlane(setting, 20));
    QCOMPARE(gaussian.finiteWidth.size(), std::size_t(3));
    for (std::size_t d = 0; d < 3; ++d)
      QCOMPARE(gaussian.finiteWidth[d].value, lengthFactor(Activation::Relu, gaussian.laws[d]).value);
    setting.weights = weightLawFromText("uniform").value();
    const SettingTheory uniform = theoryOf(setting, drawPlane(setting, 20));
    QVERIFY(!uniform.finiteWidth[0] && !uniform.lowerBound[0]);
    QCOMPARE(uniform.meanField.length, gaussian.meanField.length);
  }

  void owenT_knownValues_agree() {
    QVERIFY(std::abs(owenT(0.0, 1.0) - 0.125) < 1e-14);
    QVERIFY(std::abs(owenT(0.0, -2.0) + std::atan(2.0) / (2.0 * M_PI)) < 1e-14);
    for (const double h : {0.1, 0.7, 2.5}) {
      const double below = 0.5 * std::erfc(-h / std::sqrt(2.0));
      QVERIFY(std::abs(owenT(h, 1.0) - 0.5 * below * (1.0 - below)) < 1e-14);
      QVERIFY(std::abs(owenT(h, INFINITY) - 0.5 * (1.0 - below)) < 1e-13);
    }
  }

  /// Crossings of 0, -1 and 1 in a layer, given the image before it, against exact traces.
  void expectedCrossings_givenTheImageBefore_areTheTracedCounts_data() {
    QTest::addColumn<int>("activation");
    QTest::addColumn<int>("trajectory");
    QTest::addColumn<double>("sigmaB");
    for (const Activation activation : {Activation::Relu, Activation::HardTanh})
      for (const Trajectory trajectory : {Trajectory::Line, Trajectory::Circle})
        for (const double sigmaB : {0.0, 0.4})
          QTest::addRow("%s %s sigma_b %g", std::string(name(activation)).c_str(),
                        std::string(name(trajectory)).c_str(), sigmaB)
              << int(activation) << int(trajectory) << sigmaB;
  }
  void expectedCrossings_givenTheImageBefore_areTheTracedCounts() {
    QFETCH(const int, activation);
    QFETCH(const int, trajectory);
    QFETCH(const double, sigmaB);
    Setting setting = settingOf(Activation(activation), Trajectory(trajectory), 40, 3, 1.9, sigmaB);
    const std::vector<LayerLaw> laws = layerLaws(setting);
    std::vector<Average> signs(3), levels(3);
    for (int seed = 0; seed < 60; ++seed) {
      setting.seed = std::uint64_t(seed);
      const CurveTrace trace = traceOf(setting, true);
      for (std::size_t d = 0; d < 3; ++d) {
        const ImageMatrix& before = trace.layers[d].image->values;
        const auto difference = [&](std::int64_t counted, double expected) {
          return double(counted) / 40.0 - expected;
        };
        signs[d].add(difference(trace.layers[d + 1].signTransitions, expectedCrossings(before, laws[d])));
        if (setting.activation == Activation::HardTanh)
          levels[d].add(
              difference(trace.layers[d + 1].transitions,
                         expectedCrossings(before, laws[d], 1.0) + expectedCrossings(before, laws[d], -1.0)));
      }
    }
    for (std::size_t d = 0; d < 3; ++d) {
      QVERIFY2(signs[d].agreesWith(0.0), signs[d].against(0.0));
      QVERIFY(signs[d].standardError() < 0.1);
      if (setting.activation != Activation::HardTanh) continue;
      QVERIFY2(levels[d].agreesWith(0.0), levels[d].against(0.0));
      QVERIFY(levels[d].standardError() < 0.1);
    }
  }

  /// A circle's steps span the angle 2 pi together, however many and short they are.
  void expectedCrossings_circleWithoutBias_isTwoAtAnyResolution() {
    for (const int points : {9, 1000, 100000}) {
      Eigen::MatrixXd circle(2, points);
      for (int j = 0; j < points; ++j) {
        const double angle = 2.0 * M_PI * j / (points - 1.0);
        circle.col(j) << 3.0 * std::cos(angle), 3.0 * std::sin(angle);
      }
      QVERIFY(std::abs(expectedCrossings(circle, {2, 5, 0.7, 0.0}) - 2.0) < 1e-9);
      // h_1 = R cos: R^2 / q is exponential, and above the level in modulus with exp(-1 / (2 q)).
      if (points < 1000) continue;
      const double q = 0.49 * 4.5;
      QVERIFY(near(expectedCrossings(circle, {2, 5, 0.7, 0.0}, 1.0), hardTanhCrossingRatio(q), 1e-5));
    }
  }

  void expectedCrossings_pointAtTheOrigin_isFinite() {
    Eigen::MatrixXd path(2, 3);
    path << 1.0, 0.0, -1.0, 1.0, 0.0, -1.0;
    QCOMPARE(expectedCrossings(path, {2, 5, 1.0, 0.0}), 0.0);
    QVERIFY(expectedCrossings(path, {2, 5, 1.0, 0.0}, 1.0) > 0.0);
    QVERIFY(expectedCrossings(path, {2, 5, 1.0, 0.5}) > 0.0);
  }

  void scalings_asPrinted() {
    QVERIFY(std::abs(lengthScaling(Activation::Relu, 100, std::sqrt(2.0), 0.0).value - 1.407) < 1e-3);
    QVERIFY(
        near(lengthScaling(Activation::HardTanh, 100, 2.0, 0.0).value, 20.0 / std::sqrt(4.0 + 200.0), 1e-12));
    QVERIFY(!lengthScaling(Activation::Tanh, 100, 2.0, 0.0));
    QVERIFY(
        near(transitionScaling(Activation::HardTanh, 100, 2.0, 1.0).value, 10.0 / std::sqrt(1.25), 1e-12));
    const WeightLaw dense;
    const double base = sparseLengthBound(Activation::Relu, dense, 2.0, 50, 50).value;
    QVERIFY(near(base, 2.0 / std::sqrt(2.0 * M_PI), 1e-12));
    QVERIFY(base < lengthFactor(Activation::Relu, {50, 50, 2.0, 0.0}).value);
  }

  /// The bound holds where the exact law does not: for sparse weights.
  void sparseLengthBound_sparseNetworks_isBelowTheMean() {
    for (const char* text : {"sparse:0.2", "sparse-unscaled:0.2"}) {
      Setting setting = settingOf(Activation::Relu, Trajectory::Line, 30, 2, 2.0, 0.1);
      setting.weights = weightLawFromText(text).value();
      Average growth;
      for (int seed = 0; seed < 40; ++seed) {
        setting.seed = std::uint64_t(seed);
        const CurveTrace trace = traceOf(setting);
        growth.add(trace.layers[2].length / trace.layers[1].length);
      }
      const double bound = sparseLengthBound(Activation::Relu, setting.weights, 2.0, 30, 30).value;
      QVERIFY(growth.mean() > bound && bound > 0.2 * growth.mean());
    }
  }
};

QTEST_APPLESS_MAIN(TheoryLawsTest)
#include "tst_theory_laws.moc"
