#include <QtTest>
#include <algorithm>
#include <cmath>
#include <random>

#include "core/study/statistics.h"

using namespace arcscope::core;

namespace {

/// Straight between the two neighbours of the place share (n - 1) among the sorted numbers.
double quantileOf(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  const double place = share * static_cast<double>(values.size() - 1);
  const auto left = static_cast<std::size_t>(place);
  const std::size_t right = std::min(left + 1, values.size() - 1);
  return values[left] + (values[right] - values[left]) * (place - static_cast<double>(left));
}

std::vector<double> normals(std::size_t count) {
  std::mt19937_64 random(7);
  std::normal_distribution<double> normal;
  std::vector<double> values(count);
  for (double& value : values) value = normal(random);
  return values;
}

}  // namespace

class QuantileSketchTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void quantiles_fewNumbers_areThoseOfTheSortedNumbers_data() {
    QTest::addColumn<int>("count");
    for (const int count : {1, 2, 3, 20, 1000, 1024}) QTest::addRow("%d", count) << count;
  }
  void quantiles_fewNumbers_areThoseOfTheSortedNumbers() {
    QFETCH(const int, count);
    const std::vector<double> values = normals(static_cast<std::size_t>(count));
    QuantileSketch sketch;
    for (const double value : values) sketch.add(value);
    const std::vector<double> got = sketch.quantiles(quantileShares);
    for (std::size_t i = 0; i < got.size(); ++i)
      QVERIFY(std::abs(got[i] - quantileOf(values, quantileShares[i])) < 1e-14);
    QCOMPARE(sketch.least(), *std::min_element(values.begin(), values.end()));
    QCOMPARE(sketch.largest(), *std::max_element(values.begin(), values.end()));
  }

  void quantiles_noNumbers_areUndefined() {
    for (const double quantile : QuantileSketch().quantiles(quantileShares)) QVERIFY(std::isnan(quantile));
  }

  /// A quantile found belongs to a share near the one asked for, whatever order the numbers come in.
  void quantiles_manyNumbers_areOfNearbyShares_data() {
    QTest::addColumn<int>("order");
    int order = 0;
    for (const char* name : {"as drawn", "rising", "falling", "from both ends", "a few values"})
      QTest::newRow(name) << order++;
  }
  void quantiles_manyNumbers_areOfNearbyShares() {
    QFETCH(const int, order);
    std::vector<double> values = normals(200000);
    if (order == 4)
      for (double& value : values) value = std::round(value);
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    if (order == 1 || order == 2) values = sorted;
    if (order == 2) std::reverse(values.begin(), values.end());
    if (order == 3)
      for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = i % 2 == 0 ? sorted[i / 2] : sorted[sorted.size() - 1 - i / 2];
    QuantileSketch sketch;
    for (const double value : values) sketch.add(value);
    const std::vector<double> got = sketch.quantiles(quantileShares);
    const auto shareOf = [&](auto place) {
      return static_cast<double>(place - sorted.begin()) / static_cast<double>(sorted.size());
    };
    for (std::size_t i = 0; i < got.size(); ++i) {
      const double below = shareOf(std::lower_bound(sorted.begin(), sorted.end(), got[i] - 1e-9));
      const double above = shareOf(std::upper_bound(sorted.begin(), sorted.end(), got[i] + 1e-9));
      QVERIFY2(below - 0.007 <= quantileShares[i] && quantileShares[i] <= above + 0.007,
               qPrintable(QStringLiteral("%1: %2 to %3").arg(quantileShares[i]).arg(below).arg(above)));
    }
  }

  void bytes_moreNumbers_stayTheSame() {
    const std::vector<double> values = normals(200000);
    QuantileSketch sketch;
    std::size_t early = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      sketch.add(values[i]);
      if (i == 20000) early = sketch.bytes();
    }
    QVERIFY2(sketch.bytes() <= early + early / 20,
             qPrintable(QStringLiteral("%1 and %2").arg(early).arg(sketch.bytes())));
    QVERIFY(sketch.bytes() < 24000);
  }

  void summary_numbers_equalsTwoPasses() {
    const std::vector<double> values = normals(777);
    RunningStatistics statistics;
    double sum = 0.0;
    for (const double value : values) {
      statistics.add(1e6 + value);
      sum += value;
    }
    const double mean = sum / 777.0;
    double squares = 0.0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    const Summary summary = statistics.summary();
    QCOMPARE(summary.count, 777);
    QVERIFY(std::abs(summary.mean - 1e6 - mean) < 1e-9);
    QVERIFY(std::abs(summary.deviation - std::sqrt(squares / 776.0)) < 1e-9);
    QCOMPARE(summary.standardError, summary.deviation / std::sqrt(777.0));
  }

  void summary_numbersThatAreNone_areCountedApart() {
    RunningStatistics statistics;
    QVERIFY(!statistics.exists());
    statistics.addMissing();
    QVERIFY(!statistics.exists());
    for (const double value : {1.0, double(NAN), 3.0, double(INFINITY)}) statistics.add(value);
    QVERIFY(statistics.exists());
    const Summary summary = statistics.summary();
    QCOMPARE(summary.count, 2);
    QCOMPARE(summary.undefined, 2);
    QCOMPARE(summary.missing, 1);
    QCOMPARE(summary.mean, 2.0);
    QCOMPARE(summary.quantiles[2], 2.0);
    QCOMPARE(summary.least, 1.0);
    QCOMPARE(summary.largest, 3.0);
    QVERIFY(std::isnan(RunningStatistics().summary().mean));
  }
};

QTEST_GUILESS_MAIN(QuantileSketchTest)
#include "tst_quantile_sketch.moc"
