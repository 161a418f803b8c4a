#include <QRegularExpression>
#include <QtTest>
#include <cmath>

#include "core/exact/region_split.h"

using namespace arcscope::core;

namespace {

constexpr double tolerance = 1e-12;

/// Splits a polygon with these values, cutter by cutter; corners are numbered from 0.
RegionParts splitPolygon(const std::vector<std::vector<double>>& values, std::size_t limit = 1000) {
  std::vector<std::int32_t> cutters(values.size());
  for (std::size_t j = 0; j < cutters.size(); ++j) cutters[j] = static_cast<std::int32_t>(j);
  const std::vector<double> tolerances(values.size(), tolerance);
  const std::array<std::uint64_t, 1> pattern{0};
  const std::size_t corners = values.front().size();
  RegionSplitter splitter;
  splitter.begin(cutters, tolerances, 0, pattern, corners);
  for (std::size_t i = 0; i < corners; ++i) {
    splitter.corners()[i] = {static_cast<std::int32_t>(i), static_cast<std::int32_t>(2 * i)};
    for (std::size_t j = 0; j < values.size(); ++j) splitter.values()[j * corners + i] = values[j][i];
  }
  RegionParts parts;
  return splitter.split(parts, limit, {}) ? parts : RegionParts{};
}

}  // namespace

class RegionSplitTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void appendCrossings_severalFunctions_risingZeros() {
    const std::vector<double> from{1.0, -3.0, 2.0};
    const std::vector<double> to{-1.0, 1.0, -6.0};
    const std::vector<double> tolerances(3, tolerance);
    std::vector<double> lambdas{0.9};  // of another edge
    appendCrossings(from, to, tolerances, lambdas);
    QCOMPARE(lambdas, (std::vector<double>{0.9, 0.25, 0.5, 0.75}));
  }

  void appendCrossings_withinTheTolerance_one() {
    const std::vector<double> from{1.0, -2.0, 1.0 + 1e-13};
    const std::vector<double> to{-1.0, 2.0, -1.0};
    std::vector<double> lambdas;
    appendCrossings(from, to, std::vector<double>(3, tolerance), lambdas);
    QCOMPARE(lambdas, std::vector<double>{0.5});
    lambdas.clear();
    appendCrossings(from, to, std::vector<double>(3, 1e-15), lambdas);
    QCOMPARE(lambdas.size(), std::size_t{2});
    QVERIFY(lambdas[0] < lambdas[1]);
  }

  /// A square with the middles of its sides: the two middle lines cross in a vertex of their own.
  void split_twoLines_fourPartsAroundOneVertex() {
    const RegionParts parts = splitPolygon(
        {{-1.0, 0.0, 1.0, 1.0, 1.0, 0.0, -1.0, -1.0}, {-1.0, -1.0, -1.0, 0.0, 1.0, 1.0, 1.0, 0.0}});
    QCOMPARE(parts.size(), std::size_t{4});
    QCOMPARE(parts.vertices.size(), std::size_t{1});
    QCOMPARE(parts.vertices[0].lambda, 0.5);
    QCOMPARE(parts.edges.size(), std::size_t{4});
    QCOMPARE(parts.corners.size(), std::size_t{16});
    QSet<quint64> patterns;
    for (const std::uint64_t pattern : parts.pattern) patterns.insert(pattern);
    QCOMPARE(patterns, (QSet<quint64>{0, 1, 2, 3}));
    for (std::size_t part = 0; part < 4; ++part) {
      const auto begin = parts.corners.begin() + static_cast<std::ptrdiff_t>(4 * part);
      QVERIFY(std::any_of(begin, begin + 4, [](const RegionCorner& corner) { return corner.vertex == ~0; }));
    }
  }

  /// What rounding can leave: more than two changes of sign. The largest values decide.
  void split_moreThanTwoChanges_largestRunsStay() {
    const RegionParts parts = splitPolygon({{1.0, 0.0, -1e-10, 0.0, 1e-10, 0.0, -1.0, 0.0}});
    QCOMPARE(parts.size(), std::size_t{2});
    QCOMPARE(parts.edges.size(), std::size_t{1});
    QVERIFY(parts.pattern == (std::vector<std::uint64_t>{1, 0}));
    QVERIFY(parts.corners.size() == 10);
  }

  void split_changesWithoutAVertexThere_oneSide() {
    const RegionParts above = splitPolygon({{1e-10, -2e-11, 1e-10, -2e-11}});
    QCOMPARE(above.size(), std::size_t{1});
    QCOMPARE(above.pattern[0], std::uint64_t{1});
    QCOMPARE(above.corners.size(), std::size_t{4});
    const RegionParts below = splitPolygon({{1e-11, -2e-10, -2e-10}});
    QCOMPARE(below.size(), std::size_t{1});
    QCOMPARE(below.pattern[0], std::uint64_t{0});
  }

  void split_moreThanAllowed_nothing() {
    QCOMPARE(splitPolygon({{-1.0, 0.0, 1.0, 0.0}}, 1).size(), std::size_t{0});
    QCOMPARE(splitPolygon({{-1.0, 0.0, 1.0, 0.0}}, 2).size(), std::size_t{2});
  }
};

QTEST_APPLESS_MAIN(RegionSplitTest)
#include "tst_region_split.moc"
