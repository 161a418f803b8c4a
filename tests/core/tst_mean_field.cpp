#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>
#include <cmath>
#include <numbers>

#include "core/theory/gaussian_moments.h"
#include "core/theory/mean_field.h"

using namespace arcscope::core;

namespace {

QJsonArray reference(const char* key) {
  QFile file(QStringLiteral(ARCSCOPE_TEST_DATA "/mean_field.json"));
  if (!file.open(QIODevice::ReadOnly)) return {};
  return QJsonDocument::fromJson(file.readAll()).object()[QLatin1String(key)].toArray();
}

double number(const QJsonValue& of, const char* key) {
  return of.toObject()[QLatin1String(key)].toDouble(std::nan(""));
}

Activation activationOf(const QJsonValue& row) {
  return *activationFromName(row.toObject()[QStringLiteral("activation")].toString().toStdString());
}

bool near(double value, double expected, double tolerance) {
  return std::abs(value - expected) <= tolerance * std::max(1.0, std::abs(expected));
}

QByteArray text(const Answer& value, double expected) {
  return QStringLiteral("%1 %2, expected %3")
      .arg(value.value, 0, 'g', 12)
      .arg(QString::fromStdString(value.reason))
      .arg(expected, 0, 'g', 12)
      .toUtf8();
}

}  // namespace

class MeanFieldTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void stationaryState_referenceValues_agree() {
    const QJsonArray rows = reference("fixed_points");
    QVERIFY(rows.size() >= 28);
    for (const QJsonValue& row : rows) {
      const MeanField field{activationOf(row), number(row, "sigma_w"), number(row, "sigma_b")};
      const StationaryState state = stationaryState(field);
      const QByteArray label = std::string(name(field.activation)).c_str() +
                               QStringLiteral(" %1 %2: ").arg(field.sigmaW).arg(field.sigmaB).toUtf8();
      const auto compare = [&](const Answer& got, const char* key) {
        const double expected = number(row, key);
        QVERIFY2(near(got.value, expected, 1e-6), label + key + " " + text(got, expected));
      };
      compare(state.qStar, "q_star");
      compare(state.chi1, "chi_1");
      compare(state.cStar, "c_star");
      if (row.toObject()[QStringLiteral("chi_2")].isNull())
        QVERIFY(!state.chi2 && !state.chi2.reason.empty());
      else
        compare(state.chi2, "chi_2");
    }
  }

  void criticalSigmaW_referenceValues_agree() {
    const QJsonArray rows = reference("critical_line");
    QVERIFY(rows.size() >= 16);
    for (const QJsonValue& row : rows) {
      const Answer got = criticalSigmaW(activationOf(row), number(row, "sigma_b"));
      const double expected = number(row, "sigma_w_critical");
      QVERIFY2(near(got.value, expected, 1e-6), text(got, expected));
    }
  }

  void correlationMap_reluWithoutBias_isTheArcCosineKernel() {
    const QJsonArray rows = reference("relu_arc_cosine_sigma_b_0");
    QVERIFY(rows.size() >= 8);
    const double sigmaW = std::sqrt(2.0);
    const CorrelationMap map({Activation::Relu, sigmaW, 0.0}, 0.7);
    for (const QJsonValue& row : rows)
      QVERIFY(near(map(number(row, "correlation")).value, number(row, "relu_correlation_out"), 1e-12));
  }

  /// q*, wherever it is, is where many layers of the length map end up.
  void fixedLength_everyActivation_isTheEndOfTheIteration() {
    for (const Activation activation : allActivations) {
      for (const double sigmaW : {0.3, 0.9, 1.2, 1.39, 2.5, 6.0}) {
        for (const double sigmaB : {0.0, 0.2, 1.5}) {
          for (const double q1 : {0.01, 1.0, 40.0}) {
            const MeanField field{activation, sigmaW, sigmaB};
            double q = q1;
            for (int d = 0; d < 3000 && q < 1e10; ++d) q = lengthMap(field, q);
            const FixedLength got = fixedLength(field, q1);
            const QByteArray label = QStringLiteral("%1 sigma_w %2 sigma_b %3 from %4: %5, iterated %6")
                                         .arg(QString::fromStdString(std::string(name(activation))))
                                         .arg(sigmaW)
                                         .arg(sigmaB)
                                         .arg(q1)
                                         .arg(got.q, 0, 'g', 12)
                                         .arg(q, 0, 'g', 12)
                                         .toUtf8();
            if (q >= 1e10)
              QVERIFY2(got.limit == LengthLimit::Unbounded, label);
            else
              QVERIFY2(got.limit == LengthLimit::FixedPoint && near(got.q, q, 1e-9), label);
          }
        }
      }
    }
  }

  void fixedLength_saturatingWithoutBiases_isZeroUpToTheirSlope_data() {
    QTest::addColumn<int>("activation");
    QTest::addColumn<double>("sigmaW");
    for (const Activation activation : {Activation::HardTanh, Activation::Tanh, Activation::Sin})
      for (const double sigmaW : {0.5, 0.99, 1.0})
        QTest::addRow("%s %g", std::string(name(activation)).c_str(), sigmaW)
            << static_cast<int>(activation) << sigmaW;
    QTest::newRow("erf") << static_cast<int>(Activation::Erf) << 0.5 * std::sqrt(std::numbers::pi);
  }
  void fixedLength_saturatingWithoutBiases_isZeroUpToTheirSlope() {
    QFETCH(int, activation);
    QFETCH(double, sigmaW);
    const MeanField field{static_cast<Activation>(activation), sigmaW, 0.0};
    const FixedLength length = fixedLength(field, 1.0);
    QVERIFY(length.limit == LengthLimit::FixedPoint);
    QCOMPARE(length.q, 0.0);
    double q = 1.0;  // the iteration never rests above it
    for (int layer = 0; layer < 1000; ++layer) {
      const double next = lengthMap(field, q);
      QVERIFY(next <= q);
      q = next;
    }
    QVERIFY(q < 0.1);
    // And a little above, it is not.
    const FixedLength above = fixedLength({field.activation, 1.05 * std::max(sigmaW, 1.0), 0.0}, 1.0);
    QVERIFY(above.q > 1e-3);
  }

  void fixedLength_homogeneousAtTheirGain_everyQOrUnbounded() {
    for (const Activation activation :
         {Activation::Relu, Activation::LeakyRelu, Activation::Abs, Activation::Linear}) {
      const double critical = 1.0 / std::sqrt(homogeneousForm(activation)->gain());
      QVERIFY(fixedLength({activation, critical, 0.0}).limit == LengthLimit::EveryQ);
      QVERIFY(fixedLength({activation, critical, 0.3}).limit == LengthLimit::Unbounded);
      QVERIFY(fixedLength({activation, critical * 1.01, 0.0}).limit == LengthLimit::Unbounded);
      QVERIFY(fixedLength({activation, critical * 0.99, 0.0}).q == 0.0);
      QCOMPARE(criticalSigmaW(activation, 0.0).value, critical);
      QVERIFY(!criticalSigmaW(activation, 0.1) && !criticalSigmaW(activation, 0.1).reason.empty());
    }
  }

  /// A small signal dies out in gelu and silu where a large one grows.
  void fixedLength_geluAboveTheRootOfTwo_dependsOnTheStart() {
    for (const Activation activation : {Activation::Gelu, Activation::Silu}) {
      const MeanField field{activation, 1.6, 0.0};
      QVERIFY(fixedLength(field, 1e-3).q == 0.0);
      QVERIFY(fixedLength(field, 1e4).limit == LengthLimit::Unbounded);
    }
  }

  void stationaryState_noFixedPoint_saysSoAndPrintsNoNumber() {
    for (const MeanField& field :
         {MeanField{Activation::Relu, 2.0, 0.3}, MeanField{Activation::Gelu, 2.0, 0.3},
          MeanField{Activation::Silu, 3.0, 0.0}, MeanField{Activation::Linear, 1.2, 0.0}}) {
      const StationaryState state = stationaryState(field, 2.0);
      QVERIFY(state.length.limit == LengthLimit::Unbounded);
      QVERIFY(!state.qStar && std::isnan(state.qStar.value));
      QVERIFY(!state.qStar.reason.empty() && !state.xiQ.reason.empty());
      QVERIFY(!state.phase && !state.cStar && !state.cStar.reason.empty());
    }
    const StationaryState he = stationaryState({Activation::Relu, std::sqrt(2.0), 0.0});
    QCOMPARE(he.qStar.reason, std::string("every q is a fixed point"));
    QVERIFY(he.phase == Phase::Critical);
    QCOMPARE(he.cStar.value, 1.0);
    const StationaryState dead = stationaryState({Activation::Tanh, 0.7, 0.0});
    QCOMPARE(dead.qStar.value, 0.0);
    QVERIFY(dead.phase == Phase::Ordered);
    QVERIFY(!dead.cStar && !dead.cStar.reason.empty());
  }

  void stationaryState_everyAnswer_isANumberOrAReason() {
    for (const Activation activation : allActivations)
      for (const double sigmaW : {0.0, 0.8, std::sqrt(2.0), 3.0, 8.0})
        for (const double sigmaB : {0.0, 0.5, 4.0}) {
          const StationaryState s = stationaryState({activation, sigmaW, sigmaB});
          for (const Answer* one :
               {&s.qStar, &s.lengthSlope, &s.chi1, &s.chi2, &s.cStar, &s.correlationSlope, &s.xiQ, &s.xiC})
            QVERIFY(std::isnan(one->value) != one->reason.empty());
        }
  }

  /// chi_1 is the slope of C at 1 and V' that of V; c* lies on the diagonal, with a slope below 1.
  void maps_everyActivation_areConsistent() {
    for (const Activation activation : allActivations) {
      if (homogeneousForm(activation)) continue;
      const MeanField field{activation, activation == Activation::Sigmoid ? 30.0 : 1.35, 0.2};
      const StationaryState state = stationaryState(field);
      const double q = state.qStar.value;
      QVERIFY(near(lengthMap(field, q), q, 1e-12));
      const double step = 1e-4 * q;
      QVERIFY(near(state.lengthSlope.value,
                   (lengthMap(field, q + step) - lengthMap(field, q - step)) / (2.0 * step), 1e-7));
      const CorrelationMap map(field, q);
      QVERIFY(near(map(1.0).value, 1.0, 1e-9));
      QVERIFY(near(map(1.0).slope, state.chi1.value, 1e-8));
      QVERIFY(near(map(state.cStar.value).value, state.cStar.value, 1e-10));
      QVERIFY((state.cStar.value < 1.0) == (state.chi1.value > 1.0));
      QVERIFY(state.correlationSlope.value < 1.0);
    }
  }

  void criticalSigmaW_everyOtherActivation_putsChiOneAtOne() {
    for (const Activation activation :
         {Activation::HardTanh, Activation::Tanh, Activation::Erf, Activation::Sigmoid, Activation::Sin}) {
      for (const double sigmaB : {0.0, 0.3, 2.0}) {
        const Answer critical = criticalSigmaW(activation, sigmaB);
        QVERIFY2(bool(critical), critical.reason.c_str());
        const MeanField field{activation, critical.value, sigmaB};
        QVERIFY(near(stationaryState(field).chi1.value, 1.0, 1e-9));
      }
    }
    for (const Activation activation : {Activation::Gelu, Activation::Silu}) {
      const Answer critical = criticalSigmaW(activation, 0.3);
      if (critical)
        QVERIFY(near(stationaryState({activation, critical.value, 0.3}).chi1.value, 1.0, 1e-9));
      else
        QVERIFY(!critical.reason.empty());
    }
  }

  /// The recursion of Poole et al. at the stationary start: q stays, g grows by chi_1, kappa^2 as printed.
  void followCircle_stationaryStart_followsThePrintedRecursion() {
    const MeanField field{Activation::Tanh, 2.5, 0.3};
    const StationaryState state = stationaryState(field);
    const double q = state.qStar.value;
    const double chi1 = state.chi1.value;
    const double q0 = (q - 0.09) / 6.25;
    const LayerState first = firstLayerOfCircle(field, q0, 1.0);
    QVERIFY(near(first.q, q, 1e-12));
    QVERIFY(near(first.metric, q - 0.09, 1e-12));
    const std::vector<LayerState> layers = followCircle(field, first, 400);
    QCOMPARE(layers.size(), std::size_t(400));
    for (std::size_t d = 1; d < 10; ++d) {
      QVERIFY(near(layers[d].q, q, 1e-9));
      QVERIFY(near(layers[d].metric / layers[d - 1].metric, chi1, 1e-9));
      QVERIFY(near(layers[d].curvatureSquared,
                   3.0 * state.chi2.value / (chi1 * chi1) + layers[d - 1].curvatureSquared / chi1, 1e-9));
    }
    QVERIFY(near(layers.back().correlation, state.cStar.value, 1e-6));
  }
};

QTEST_APPLESS_MAIN(MeanFieldTest)
#include "tst_mean_field.moc"
