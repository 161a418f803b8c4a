#include <QRegularExpression>
#include <QtTest>
#include <cmath>

#include "core/theory/bounds.h"

using namespace arcscope::core;

class BoundsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void regionsOfLayerInPlane_knownWidths_knownCounts() {
    QCOMPARE(regionsOfLayerInPlane(1), 2);
    QCOMPARE(regionsOfLayerInPlane(4), 11);
    QCOMPARE(regionsOfLayerInPlane(8), 37);
    QCOMPARE(regionsOfLayerInPlane(16), 137);
    QCOMPARE(regionsOfLayerInPlane(100), 5051);
    QCOMPARE(regionsOfLayerInPlane(4096), 8390657);
  }

  void log10Regions_small_theSumOfBinomials() {
    QVERIFY(std::abs(log10Regions(100, 2) - std::log10(5051.0)) < 1e-12);
    QVERIFY(std::abs(log10Regions(5, 3) - std::log10(1.0 + 5.0 + 10.0 + 10.0)) < 1e-12);
    QCOMPARE(log10Regions(7, 0), 0.0);
    QCOMPARE(log10Regions(0, 4), 0.0);
  }

  /// Where the input has as many dimensions as the layer neurons, every pattern is possible.
  void log10Regions_asManyDimensions_powerOfTwo() {
    for (const std::int64_t k : {1, 10, 100, 1000, 4096})
      for (const std::int64_t more : {0, 50})
        QVERIFY(std::abs(log10Regions(k, k + more) / (static_cast<double>(k) * std::log10(2.0)) - 1.0) <
                1e-11);
  }

  void log10PatternCeiling_severalLayers_productOfTheLayers() {
    const std::vector<int> widths{4, 16};
    QVERIFY(std::abs(log10PatternCeiling(Activation::Relu, widths, 2) - std::log10(11.0 * 137.0)) < 1e-12);
    QVERIFY(std::abs(log10PatternCeiling(Activation::HardTanh, widths, 2) - std::log10(37.0 * 529.0)) <
            1e-12);
    QCOMPARE(log10PatternCeiling(Activation::Linear, widths, 2), 0.0);
    const std::vector<int> deep(64, 4096);  // far beyond the range of double
    QVERIFY(std::abs(log10PatternCeiling(Activation::Relu, deep, 4096) / (64.0 * 4096.0 * std::log10(2.0)) -
                     1.0) < 1e-11);
  }

  void log10PieceCeiling_severalLayers_productOfTheWidthsPlusOne() {
    const std::vector<int> widths{4, 9};
    QVERIFY(std::abs(log10PieceCeiling(Activation::Relu, widths) - std::log10(50.0)) < 1e-12);
    QVERIFY(std::abs(log10PieceCeiling(Activation::HardTanh, widths) - std::log10(9.0 * 19.0)) < 1e-12);
  }
};

QTEST_APPLESS_MAIN(BoundsTest)
#include "tst_bounds.moc"
