#include <QRegularExpression>
#include <QtTest>

#include "core/theory/gaussian_moments.h"
#include "core/theory/pair_moments.h"
#include "tests/core/gaussian_oracle.h"

using namespace arcscope::core;

namespace {

/// The z at which phi(sqrt(q) z) has its kinks.
std::vector<double> kinks(Activation activation, double q) {
  std::vector<double> breaks;
  for (const double level : thresholds(activation)) breaks.push_back(level / std::sqrt(q));
  return breaks;
}

bool near(double value, double expected, double tolerance) {
  return std::abs(value - expected) <= tolerance * (1.0 + std::abs(expected));
}

QByteArray text(double value, double expected) {
  return QStringLiteral("%1, expected %2").arg(value, 0, 'g', 14).arg(expected, 0, 'g', 14).toUtf8();
}

/// E[f(u) f(v)] by an outer mean over u and an inner one over v given u, each split at the kinks.
double pairBySplitting(double (*f)(Activation, double), Activation activation, double q1, double q2,
                       double c) {
  const double rest = std::sqrt(1.0 - c * c);
  const auto inner = [&](double z) {
    std::vector<double> breaks;
    for (const double level : thresholds(activation))
      breaks.push_back((level / std::sqrt(q2) - c * z) / rest);
    return oracle::mean([&](double w) { return f(activation, std::sqrt(q2) * (c * z + rest * w)); }, breaks,
                        1600);
  };
  return oracle::mean([&](double z) { return f(activation, std::sqrt(q1) * z) * inner(z); },
                      kinks(activation, q1), 1600);
}

/// The same for analytic f on a square grid: such sums converge faster than any power of the step.
double pairOnGrid(double (*f)(Activation, double), Activation activation, double q1, double q2, double c) {
  constexpr double step = 0.05;
  constexpr int end = 180;
  const double rest = std::sqrt(1.0 - c * c);
  double sum = 0.0;
  for (int i = -end; i <= end; ++i) {
    const double outer = f(activation, std::sqrt(q1) * step * i);
    for (int j = -end; j <= end; ++j)
      sum += outer * f(activation, std::sqrt(q2) * step * (c * i + rest * j)) *
             std::exp(-0.5 * step * step * (i * i + j * j));
  }
  return sum * step * step / (2.0 * std::numbers::pi);
}

/// The mean of hard_tanh, and of its slope, over N(m, s^2).
double hardTanhMean(double m, double s) {
  const auto below = [](double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); };
  const auto density = [](double z) { return std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi); };
  const double low = (-1.0 - m) / s;
  const double high = (1.0 - m) / s;
  return m * (below(high) - below(low)) + s * (density(low) - density(high)) + below(-high) - below(low);
}
double hardTanhSlopeMean(double m, double s) {
  return 0.5 * (std::erf((1.0 - m) / s / std::sqrt(2.0)) - std::erf((-1.0 - m) / s / std::sqrt(2.0)));
}

void everyActivation() {
  QTest::addColumn<int>("activation");
  for (const Activation one : allActivations) QTest::newRow(std::string(name(one)).c_str()) << int(one);
}

}  // namespace

class GaussianMomentsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void oneNumber_everyActivation_equalsQuadrature_data() { everyActivation(); }
  void oneNumber_everyActivation_equalsQuadrature() {
    QFETCH(const int, activation);
    const auto phi = Activation(activation);
    for (const double q : {1e-3, 0.2, 1.0, 3.7, 20.0, 80.0}) {
      const double deviation = std::sqrt(q);
      const GaussianMoments got = gaussianMoments(phi, q);
      const auto mean = [&](auto f) {
        return oracle::mean([&](double z) { return f(deviation * z); }, kinks(phi, q), 40000);
      };
      const double square = mean([&](double u) { return std::pow(evaluate(phi, u), 2); });
      const double slope = mean([&](double u) { return std::pow(derivative(phi, u), 2); });
      const double stretch = mean([&](double u) { return std::pow(u * derivative(phi, u), 2); });
      QVERIFY2(near(got.square, square, 1e-11), text(got.square, square));
      QVERIFY2(near(got.slopeSquare, slope, 1e-11), text(got.slopeSquare, slope));
      QVERIFY2(near(got.stretchSquare, stretch, 1e-11), text(got.stretchSquare, stretch));
      if (isPiecewiseLinear(phi)) {
        QVERIFY(std::isnan(got.bendSquare));
      } else {
        const double bend = mean([&](double u) { return std::pow(secondDerivative(phi, u), 2); });
        QVERIFY2(near(got.bendSquare, bend, 1e-11), text(got.bendSquare, bend));
      }
    }
  }

  void squareSlope_everyActivation_isTheCentralDifference_data() { everyActivation(); }
  void squareSlope_everyActivation_isTheCentralDifference() {
    QFETCH(const int, activation);
    const auto phi = Activation(activation);
    for (const double q : {0.05, 0.8, 5.0, 30.0}) {
      const double step = 1e-4 * q;
      const double difference =
          (gaussianMoments(phi, q + step).square - gaussianMoments(phi, q - step).square) / (2.0 * step);
      const double slope = gaussianMoments(phi, q).squareSlope;
      QVERIFY2(near(slope, difference, 1e-8), text(slope, difference));
    }
  }

  void zeroVariance_everyActivation_isTheValueAtZero_data() { everyActivation(); }
  void zeroVariance_everyActivation_isTheValueAtZero() {
    QFETCH(const int, activation);
    const auto phi = Activation(activation);
    QVERIFY(near(gaussianMoments(phi, 0.0).square, std::pow(evaluate(phi, 0.0), 2), 1e-14));
    QVERIFY(near(gaussianMoments(phi, 1e-9).square, gaussianMoments(phi, 0.0).square, 1e-8));
    QVERIFY(near(gaussianMoments(phi, 1e-9).slopeSquare, gaussianMoments(phi, 0.0).slopeSquare, 1e-8));
    const PairMean pair = PairMoments(phi, 0.0)(0.5);
    QVERIFY(near(pair.product, std::pow(evaluate(phi, 0.0), 2), 1e-14));
    QVERIFY(std::isfinite(pair.slopeProduct));
  }

  void extremeVariances_everyActivation_stayFinite_data() { everyActivation(); }
  void extremeVariances_everyActivation_stayFinite() {
    QFETCH(const int, activation);
    const auto phi = Activation(activation);
    for (const double q : {1e-300, 1e-12, 1e4, 1e9, 1e100}) {
      const GaussianMoments got = gaussianMoments(phi, q);
      for (const double one : {got.square, got.squareSlope, got.slopeSquare, got.stretchSquare})
        QVERIFY2(std::isfinite(one) && one >= 0.0, QByteArray::number(q));
    }
    QVERIFY(std::isnan(gaussianMoments(phi, std::nan("")).square));
    const PairMoments pairs(phi, std::array{0.0, 1e-12, 1.0, 300.0, 1e6});
    for (std::size_t i = 0; i < 5; ++i)
      for (std::size_t j = 0; j < 5; ++j)
        for (const double c : {-1.0, 0.0, 0.4, 1.0}) {
          const PairMean mean = pairs(i, j, c);
          QVERIFY(std::isfinite(mean.product) && std::isfinite(mean.slopeProduct));
        }
  }

  /// What the integrals tend to: a step of height one, or half a line.
  void hugeVariance_boundedAndHalfLines_tendToTheirAsymptotes() {
    QVERIFY(near(gaussianMoments(Activation::Tanh, 1e12).square, 1.0, 1e-5));
    QVERIFY(
        near(gaussianMoments(Activation::Tanh, 1e12).slopeSquare, 4.0 / 3.0 / std::sqrt(2e12 * M_PI), 1e-12));
    const double missing = 4.0 / 3.0 / std::sqrt(2e8 * M_PI);  // E[1 - u^2; |u| < 1]
    QVERIFY(near(gaussianMoments(Activation::HardTanh, 1e8).square, 1.0 - missing, 1e-12));
    QVERIFY(near(gaussianMoments(Activation::HardTanh, 1e8).squareSlope / (0.5e-8 * missing), 1.0, 1e-7));
    QVERIFY(near(gaussianMoments(Activation::Silu, 1e12).square / 5e11, 1.0, 1e-9));
    QVERIFY(near(gaussianMoments(Activation::Gelu, 1e12).square / 5e11, 1.0, 1e-9));
    const double expected = 1e6 * (1.0 / (2.0 * M_PI)) * (std::sqrt(0.75) + 0.5 * (M_PI - std::acos(0.5)));
    QVERIFY(near(PairMoments(Activation::Silu, 1e6)(0.5).product / expected, 1.0, 1e-3));
  }

  void pair_everyActivation_equalsQuadrature_data() { everyActivation(); }
  void pair_everyActivation_equalsQuadrature() {
    QFETCH(const int, activation);
    const auto phi = Activation(activation);
    const bool kinked = isPiecewiseLinear(phi);
    const auto oracleOf = kinked ? pairBySplitting : pairOnGrid;
    const double tolerance = kinked ? 1e-7 : 1e-10;
    for (const auto& [q1, q2, c] :
         {std::array{0.7, 0.7, 0.6}, {1.3, 0.4, -0.8}, {6.0, 6.0, 0.95}, {9.0, 2.0, 0.1}}) {
      const PairMean got = PairMoments(phi, std::array{q1, q2})(0, 1, c);
      const double product = oracleOf(evaluate, phi, q1, q2, c);
      QVERIFY2(near(got.product, product, tolerance), text(got.product, product));
      const double slopes = oracleOf(derivative, phi, q1, q2, c);
      QVERIFY2(near(got.slopeProduct, slopes, tolerance), text(got.slopeProduct, slopes));
    }
  }

  void pair_hardTanh_equalsTheClosedInnerMean() {
    for (const double q1 : {0.02, 0.8, 12.0})
      for (const double q2 : {0.8, 11.9, 90.0})
        for (const double c : {-0.999, -0.4, 0.0, 0.3, 0.97, 0.99999}) {
          const double spread = std::sqrt(q2 * (1.0 - c * c));
          const auto over = [&](double (*inner)(double, double), double (*f)(Activation, double)) {
            return oracle::mean(
                [&](double z) {
                  return f(Activation::HardTanh, std::sqrt(q1) * z) * inner(c * std::sqrt(q2) * z, spread);
                },
                kinks(Activation::HardTanh, q1), 100000);
          };
          const PairMean got = PairMoments(Activation::HardTanh, std::array{q1, q2})(0, 1, c);
          const double product = over(hardTanhMean, evaluate);
          QVERIFY2(near(got.product, product, 1e-10), text(got.product, product));
          const double slopes = over(hardTanhSlopeMean, derivative);
          QVERIFY2(near(got.slopeProduct, slopes, 1e-9), text(got.slopeProduct, slopes));
        }
  }

  /// Price's theorem at 1e-8, where the oracle above is coarse.
  void pair_slopeProduct_isTheCentralDifferenceByTheCovariance_data() { everyActivation(); }
  void pair_slopeProduct_isTheCentralDifferenceByTheCovariance() {
    QFETCH(const int, activation);
    const auto phi = Activation(activation);
    for (const auto& [q1, q2] : {std::array{0.5, 0.5}, {3.0, 0.2}, {40.0, 40.0}, {50.0, 30.0}}) {
      const PairMoments moments(phi, std::array{q1, q2});
      for (const double c : {-0.99, -0.3, 0.0, 0.5, 0.9, 0.999}) {
        const double step = 1e-4 * (1.0 - std::abs(c));
        const double difference = (moments(0, 1, c + step).product - moments(0, 1, c - step).product) /
                                  (2.0 * step * std::sqrt(q1 * q2));
        const double slope = moments(0, 1, c).slopeProduct;
        QVERIFY2(near(slope, difference, 1e-7), text(slope, difference));
      }
    }
  }

  /// At correlation 1 and -1 the pair is one number and its mirror image.
  void pair_fullCorrelation_isTheOneNumberMean_data() { everyActivation(); }
  void pair_fullCorrelation_isTheOneNumberMean() {
    QFETCH(const int, activation);
    const auto phi = Activation(activation);
    for (const double q : {0.01, 0.9, 7.0, 60.0}) {
      const GaussianMoments own = gaussianMoments(phi, q);
      const PairMean same = PairMoments(phi, q)(1.0);
      QVERIFY2(near(same.product, own.square, 1e-10), text(same.product, own.square));
      QVERIFY2(near(same.slopeProduct, own.slopeSquare, 1e-9), text(same.slopeProduct, own.slopeSquare));
      const double mirrored = oracle::mean(
          [&](double z) { return evaluate(phi, std::sqrt(q) * z) * evaluate(phi, -std::sqrt(q) * z); },
          kinks(phi, q), 40000);
      const double got = PairMoments(phi, q)(-1.0).product;
      QVERIFY2(near(got, mirrored, 1e-10), text(got, mirrored));
    }
  }
};

QTEST_APPLESS_MAIN(GaussianMomentsTest)
#include "tst_gaussian_moments.moc"
