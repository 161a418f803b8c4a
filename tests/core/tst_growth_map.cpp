#include <QtTest>
#include <cmath>

#include "core/study/growth_map.h"
#include "core/theory/mean_field.h"

using namespace arcscope::core;

namespace {

GrowthMapRequest requestOf(Activation activation, int width, int depth) {
  Setting setting;
  setting.activation = activation;
  setting.width = width;
  setting.depth = depth;
  return {{setting, nullptr, nullptr}, 4.0, 2.0, 9, 5};
}

PhaseDiagram completeMap(const GrowthMapRequest& request) {
  PhaseDiagram last;
  computeGrowthMap(request, [&](const PhaseDiagram& map) { last = map; });
  return last;
}

}  // namespace

class TestGrowthMap : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void passes_riseToTheWholeMap() {
    std::vector<int> columns;
    const bool finished = computeGrowthMap(requestOf(Activation::Tanh, 12, 3), [&](const PhaseDiagram& map) {
      columns.push_back(map.columns);
      QCOMPARE(map.growth.size(), static_cast<std::size_t>(map.columns * map.rows));
      QCOMPARE(map.complete, columns.size() == 3);
    });
    QVERIFY(finished);
    QCOMPARE(columns, (std::vector<int>{2, 4, 9}));
  }

  /// relu: the image is homogeneous in sigma_w where there are no biases, growth is proportional to it.
  void growth_ofReluWithoutBias_isProportionalToSigmaW() {
    const PhaseDiagram map = completeMap(requestOf(Activation::Relu, 40, 4));
    QCOMPARE(map.growth[map.index(0, 0)], 0.0);  // sigma_w = 0: nothing is left of the curve
    const double slope = map.growth[map.index(0, 4)] / map.sigmaW(4);
    QVERIFY(std::abs(slope - 1.0 / std::sqrt(2.0)) < 0.12);
    for (int column = 1; column < map.columns; ++column)
      QVERIFY(std::abs(map.growth[map.index(0, column)] - slope * map.sigmaW(column)) < 1e-5);
  }

  void growth_ofWideNetworks_tellsOrderFromChaos() {
    const PhaseDiagram map = completeMap(requestOf(Activation::HardTanh, 200, 12));
    int compared = 0;
    for (int row = 0; row < map.rows; ++row)
      for (int column = 1; column < map.columns; ++column) {
        const double chi =
            stationaryState({Activation::HardTanh, map.sigmaW(column), map.sigmaB(row)}, 1.0).chi1.value;
        if (chi > 0.6 && chi < 1.5) continue;  // near the line twelve layers have not settled
        ++compared;
        QCOMPARE(map.growth[map.index(row, column)] > 1.0, chi > 1.0);
      }
    QVERIFY(compared > 20);
  }

  void stop_requested_endsBetweenPasses() {
    std::stop_source source;
    int passes = 0;
    const bool finished = computeGrowthMap(
        requestOf(Activation::Tanh, 12, 3),
        [&](const PhaseDiagram&) {
          ++passes;
          source.request_stop();
        },
        source.get_token());
    QVERIFY(!finished);
    QCOMPARE(passes, 1);
  }

  void request_withoutAPlaneOrNetwork_isRefused() {
    GrowthMapRequest request = requestOf(Activation::Tanh, 8, 2);
    request.columns = 1;
    QVERIFY_EXCEPTION_THROWN(completeMap(request), std::invalid_argument);
    request.columns = 4;
    request.subject.loaded = std::make_shared<const LoadedNetwork>();
    QVERIFY_EXCEPTION_THROWN(completeMap(request), std::invalid_argument);
  }
};

QTEST_APPLESS_MAIN(TestGrowthMap)
#include "tst_growth_map.moc"
