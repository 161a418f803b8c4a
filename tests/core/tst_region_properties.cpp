#include <QRegularExpression>
#include <QtTest>

#include "tests/core/region_checks.h"
#include "tests/core/soak.h"

using namespace region_checks;

namespace {

/// A random small network on a random plane; every kind is degenerate in its own way.
struct RandomCase {
  enum Kind { General, NoBias, NoWeights, OneNeuron, Duplicates, WholeNumbers, kinds };
  Network network;
  Plane plane;
  PlaneRectangle rectangle;

  /// @param large up to 7 layers of 10 neurons, else 4 of 6.
  RandomCase(unsigned seed, Kind kind, bool large) : m_random(seed), m_kind(kind) {
    constexpr std::array activations{Activation::Relu, Activation::HardTanh, Activation::LeakyRelu,
                                     Activation::Abs, Activation::Linear};
    network.activation = activations[static_cast<std::size_t>(whole(0, 19)) % activations.size()];
    const int inputDim = whole(1, 5);
    Eigen::Index fanIn = inputDim;
    for (int d = whole(1, large ? 7 : 4); d > 0; --d) {
      const int width = kind == OneNeuron ? 1 : whole(1, large ? 10 : 6);
      Layer layer{matrix(width, fanIn), matrix(width, 1)};
      if (kind == NoBias) layer.bias.setZero();
      if (kind == NoWeights && whole(0, 1) == 0) layer.weights.setZero();
      if (kind == Duplicates)
        for (int i = 1; i < width; ++i)
          if (whole(0, 1) == 0) {
            const double factor = whole(0, 1) == 0 ? 1.0 : -1.5;
            layer.weights.row(i) = factor * layer.weights.row(i - 1);
            layer.bias[i] = factor * layer.bias[i - 1];
          }
      network.layers.push_back(layer);
      fanIn = width;
    }
    plane = {matrix(inputDim, 1), matrix(inputDim, 1), matrix(inputDim, 1)};
    if (kind == NoBias) plane.origin.setZero();
    if (kind == WholeNumbers)
      rectangle = {-2.0, -1.0, 2.0, 1.0};
    else
      rectangle = {-number(0.2, 3.0), -number(0.2, 3.0), number(0.2, 3.0), number(0.2, 3.0)};
  }
  int whole(int low, int high) { return std::uniform_int_distribution<int>(low, high)(m_random); }
  double number(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(m_random);
  }

 private:
  /// Whole numbers make many lines meet in one point and run through the rectangle's corners.
  Eigen::MatrixXd matrix(Eigen::Index rows, Eigen::Index cols) {
    std::normal_distribution<double> normal;
    Eigen::MatrixXd result(rows, cols);
    for (double& value : result.reshaped()) value = m_kind == WholeNumbers ? whole(-2, 2) : normal(m_random);
    return result;
  }
  std::mt19937 m_random;
  Kind m_kind;
};

}  // namespace

class RegionPropertiesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void find_randomSmallNetworks_soundAndAsClipped_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("large");
    QTest::addColumn<unsigned>("firstSeed");
    QTest::addColumn<unsigned>("lastSeed");
    const char* names[] = {"general",      "no bias", "no weights", "width 1", "duplicated neurons",
                           "whole numbers"};
    for (int kind = 0; kind < RandomCase::kinds; ++kind) {
      QTest::addRow("%s", names[kind]) << kind << false << 1U << 600U * soakFactor();
      QTest::addRow("%s, large", names[kind]) << kind << true << 1U << 60U * soakFactor();
    }
    // A whole layer that is off, from vertices where rounding would switch it on.
    QTest::addRow("off") << static_cast<int>(RandomCase::NoBias) << true << 2187U << 2187U;
    // A neuron that lies on its threshold all over a region.
    QTest::addRow("on the threshold") << static_cast<int>(RandomCase::WholeNumbers) << true << 699U << 699U;
  }
  void find_randomSmallNetworks_soundAndAsClipped() {
    QFETCH(int, kind);
    QFETCH(bool, large);
    QFETCH(unsigned, firstSeed);
    QFETCH(unsigned, lastSeed);
    RegionFinder finder;
    PlaneRegions regions;
    for (unsigned seed = firstSeed; seed <= lastSeed; ++seed) {
      RandomCase one(seed, static_cast<RandomCase::Kind>(kind), large);
      finder.find(one.network, one.plane, {.rectangle = one.rectangle}, regions);
      QCOMPARE(regions.end(), RegionsEnd::Complete);
      QCOMPARE(regions.depth(), one.network.depth());
      const auto where = [&](const QString& what) {
        return QStringLiteral("seed %1: %2").arg(seed).arg(what);
      };
      QString wrong = mistake(regions, one.network, one.plane);
      QVERIFY2(wrong.isEmpty(), qPrintable(where(wrong)));
      wrong = mistakeAgainstClipping(regions, one.network, one.plane);
      QVERIFY2(wrong.isEmpty(), qPrintable(where(wrong)));
      for (int i = 0; i < 20; ++i) {
        const PlanePoint p{one.number(one.rectangle.a0, one.rectangle.a1),
                           one.number(one.rectangle.b0, one.rectangle.b1)};
        const PlainPoint plain = evaluateAt(one.network, one.plane, p);
        if (plain.margin < 1e-9) continue;
        const auto region = regions.regionAt(regions.depth(), p);
        QVERIFY2(region.has_value(), qPrintable(where(QStringLiteral("a point without a region"))));
        QCOMPARE(patternOf(regions, regions.depth(), *region),
                 patternOf(one.network.activation, plain, regions.depth()));
      }
    }
  }
};

QTEST_APPLESS_MAIN(RegionPropertiesTest)
#include "tst_region_properties.moc"
