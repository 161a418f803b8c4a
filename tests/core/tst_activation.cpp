#include <QRegularExpression>
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/network/activation.h"

using namespace arcscope::core;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

QString text(Activation activation) {
  return QString::fromUtf8(name(activation).data(), static_cast<qsizetype>(name(activation).size()));
}

/// Points off every kink, with the far ends.
std::vector<double> probes() {
  std::vector<double> h{-1e6, -800.5, -45.0, 45.0, 800.5, 1e6};
  for (double x = -9.0137; x < 9.1; x += 0.1731) h.push_back(x);
  return h;
}

}  // namespace

class ActivationTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void name_allActivations_readsBack() {
    for (const Activation activation : allActivations)
      QCOMPARE(activationFromName(name(activation)), activation);
    QVERIFY(!activationFromName("ReLU"));
    QVERIFY(!activationFromName(""));
    QVERIFY(activationNames().starts_with("relu, hard_tanh, ") && activationNames().ends_with("silu or sin"));
  }

  void evaluate_knownValues_agree_data() {
    QTest::addColumn<int>("activation");
    QTest::addColumn<double>("h");
    QTest::addColumn<double>("z");
    const auto row = [](Activation activation, double h, double z) {
      QTest::addRow("%s(%g)", qPrintable(text(activation)), h) << static_cast<int>(activation) << h << z;
    };
    row(Activation::Relu, -2.0, 0.0);
    row(Activation::Relu, 2.5, 2.5);
    row(Activation::HardTanh, -1.5, -1.0);
    row(Activation::HardTanh, 0.25, 0.25);
    row(Activation::HardTanh, 7.0, 1.0);
    row(Activation::LeakyRelu, -3.0, -0.03);
    row(Activation::LeakyRelu, 3.0, 3.0);
    row(Activation::Linear, -7.5, -7.5);
    row(Activation::Abs, -7.5, 7.5);
    row(Activation::Tanh, 1.0, 0.76159415595576489);
    row(Activation::Erf, 0.5, 0.52049987781304654);
    row(Activation::Sigmoid, 2.0, 0.88079707797788243);
    row(Activation::Gelu, 1.0, 0.84134474606854295);  // h Phi(h), not the tanh approximation 0.8411919906
    row(Activation::Gelu, -2.0, -0.045500263896358417);
    row(Activation::Silu, 1.0, 0.73105857863000490);
    row(Activation::Sin, 3.0, 0.14112000805986721);
  }
  void evaluate_knownValues_agree() {
    QFETCH(const int, activation);
    QFETCH(const double, h);
    QFETCH(const double, z);
    QVERIFY(std::abs(evaluate(static_cast<Activation>(activation), h) - z) <=
            2e-16 * std::max(1.0, std::abs(z)));
  }

  void evaluate_extremes_noNanButFromNan() {
    for (const Activation activation : allActivations) {
      QVERIFY2(std::isnan(evaluate(activation, std::nan(""))), qPrintable(text(activation)));
      QVERIFY(std::isnan(derivative(activation, std::nan(""))));
      if (activation == Activation::Sin) continue;  // has no limit
      for (const double h : {-infinity, infinity, -1e308, 1e308}) {
        QVERIFY2(!std::isnan(evaluate(activation, h)), qPrintable(text(activation)));
        QVERIFY2(std::isfinite(derivative(activation, h)), qPrintable(text(activation)));
        QVERIFY2(std::isfinite(secondDerivative(activation, h)), qPrintable(text(activation)));
      }
    }
    QCOMPARE(evaluate(Activation::Gelu, -infinity), 0.0);
    QCOMPARE(evaluate(Activation::Silu, -infinity), 0.0);
    QCOMPARE(evaluate(Activation::Silu, infinity), infinity);
  }

  void derivative_offTheKinks_centralDifferenceOfTheValue() {
    for (const Activation activation : allActivations)
      for (const double h : probes()) {
        const double step = 1e-5 * std::max(1.0, std::abs(h));
        const double difference =
            (evaluate(activation, h + step) - evaluate(activation, h - step)) / ((h + step) - (h - step));
        if (activation == Activation::Sin && std::abs(h) > 20.0) continue;  // its argument is rounded
        QVERIFY2(std::abs(derivative(activation, h) - difference) < 2e-9,
                 qPrintable(text(activation) + QStringLiteral(" %1").arg(h)));
      }
  }

  void secondDerivative_offTheKinks_centralDifferenceOfTheDerivative() {
    for (const Activation activation : allActivations)
      for (const double h : probes()) {
        const double step = 1e-5 * std::max(1.0, std::abs(h));
        const double difference =
            (derivative(activation, h + step) - derivative(activation, h - step)) / ((h + step) - (h - step));
        if (activation == Activation::Sin && std::abs(h) > 20.0) continue;  // its argument is rounded
        QVERIFY2(std::abs(secondDerivative(activation, h) - difference) < 2e-9,
                 qPrintable(text(activation) + QStringLiteral(" %1").arg(h)));
      }
  }

  /// Between neighbouring thresholds the region is constant, across one it changes, and the slope with it.
  void region_betweenThresholds_constantAndLinear() {
    for (const Activation activation : allActivations) {
      if (!isPiecewiseLinear(activation)) {
        QVERIFY(thresholds(activation).empty());
        QCOMPARE(region(activation, 1e-300), 1);
        QCOMPARE(region(activation, 0.0), 0);
        continue;
      }
      std::vector<double> levels{-3.0};
      levels.insert(levels.end(), thresholds(activation).begin(), thresholds(activation).end());
      levels.push_back(3.0);
      QVERIFY(std::is_sorted(levels.begin(), levels.end()));
      for (std::size_t i = 0; i + 1 < levels.size(); ++i) {
        const double low = levels[i] + 1e-9;
        const double high = levels[i + 1] - 1e-9;
        QCOMPARE(region(activation, low), region(activation, high));
        const double slope = (evaluate(activation, high) - evaluate(activation, low)) / (high - low);
        QVERIFY(std::abs(slope - derivative(activation, 0.5 * (low + high))) < 1e-12);
        if (i > 0) {
          QVERIFY(region(activation, low) != region(activation, levels[i] - 1e-9));
          QVERIFY(std::abs(slope - derivative(activation, levels[i] - 1e-9)) > 0.5);
        }
      }
    }
  }

  void region_onAThreshold_asDocumented() {
    QCOMPARE(region(Activation::Relu, 0.0), 0);
    QCOMPARE(region(Activation::HardTanh, 1.0), 0);
    QCOMPARE(region(Activation::HardTanh, -1.0), 0);
    QCOMPARE(region(Activation::HardTanh, std::nextafter(1.0, 2.0)), 1);
    QCOMPARE(region(Activation::HardTanh, -1.1), -1);
    QCOMPARE(derivative(Activation::Relu, 0.0), 0.0);
    QCOMPARE(derivative(Activation::HardTanh, -1.0), 1.0);
    QCOMPARE(derivative(Activation::LeakyRelu, 0.0), leakyReluSlope);
    QCOMPARE(derivative(Activation::Abs, 0.0), -1.0);
  }
};

QTEST_APPLESS_MAIN(ActivationTest)
#include "tst_activation.moc"
