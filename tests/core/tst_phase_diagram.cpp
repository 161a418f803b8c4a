#include <QRegularExpression>
#include <QtTest>
#include <cmath>

#include "core/support/parallel.h"
#include "core/theory/mean_field.h"
#include "core/theory/phase_diagram.h"

using namespace arcscope::core;

namespace {

PhaseRequest small(Activation activation) {
  PhaseRequest request;
  request.activation = activation;
  request.sigmaWMin = 0.5;
  request.columns = 40;
  request.rows = 24;
  return request;
}

std::vector<PhaseDiagram> passesOf(const PhaseRequest& request) {
  std::vector<PhaseDiagram> passes;
  computePhaseDiagram(request, [&](const PhaseDiagram& one) { passes.push_back(one); });
  return passes;
}

bool near(double value, double expected, double tolerance) {
  if (std::isnan(expected)) return std::isnan(value);
  return std::abs(value - expected) <= tolerance * std::max(1.0, std::abs(expected));
}

}  // namespace

class PhaseDiagramTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
  void cleanup() { setParallelThreads(0); }

  void compute_everyActivation_equalsTheStationaryState_data() {
    QTest::addColumn<int>("activation");
    for (const Activation one : allActivations) QTest::newRow(std::string(name(one)).c_str()) << int(one);
  }
  void compute_everyActivation_equalsTheStationaryState() {
    QFETCH(const int, activation);
    const std::vector<PhaseDiagram> passes = passesOf(small(Activation(activation)));
    QCOMPARE(passes.size(), std::size_t(3));
    QCOMPARE(passes[0].columns, 5);
    QCOMPARE(passes[0].rows, 3);
    for (const PhaseDiagram& diagram : passes) {
      for (int row = 0; row < diagram.rows; row += 2)
        for (int column = 0; column < diagram.columns; column += 3) {
          const MeanField field{Activation(activation), diagram.sigmaW(column), diagram.sigmaB(row)};
          const StationaryState state = stationaryState(field);
          const std::size_t at = diagram.index(row, column);
          const QByteArray label = QStringLiteral("sigma_w %1 sigma_b %2: c* %3, expected %4")
                                       .arg(field.sigmaW)
                                       .arg(field.sigmaB)
                                       .arg(diagram.cStar[at], 0, 'g', 12)
                                       .arg(state.cStar.value, 0, 'g', 12)
                                       .toUtf8();
          QCOMPARE(diagram.limit[at], state.length.limit);
          QVERIFY2(near(diagram.qStar[at], state.qStar.value, 1e-9), label);
          QVERIFY2(near(diagram.chi1[at], state.chi1.value, 1e-9), label);
          if (!(diagram.qStar[at] > 0.0)) continue;
          QVERIFY2(near(diagram.cStar[at], state.cStar.value, 1e-4), label);
          if (state.xiC)
            QVERIFY2(near(std::exp(-1.0 / diagram.xiC[at]), std::exp(-1.0 / state.xiC.value), 1e-4), label);
        }
    }
    QVERIFY(passes.back().complete && !passes.front().complete);
    QCOMPARE(passes.back().columns, 40);
    QCOMPARE(passes.back().sigmaW(39), 5.0);
    QCOMPARE(passes.back().sigmaB(0), 0.0);
  }

  void criticalLine_hardTanh_liesWhereChiOneIsOne() {
    const PhaseDiagram diagram = passesOf(small(Activation::HardTanh)).front();
    QVERIFY(diagram.critical.size() > 50);
    for (const CriticalPoint& point : diagram.critical)
      QVERIFY(
          near(stationaryState({Activation::HardTanh, point.sigmaW, point.sigmaB}).chi1.value, 1.0, 1e-9));
    for (std::size_t i = 1; i < diagram.critical.size(); ++i)
      QVERIFY(diagram.critical[i].sigmaB > diagram.critical[i - 1].sigmaB);
  }

  void criticalLine_tanh_betweenItsPoints_isTheLineToo() {
    const auto line = criticalLine(Activation::Tanh, 0.0, 4.0, 5.0, 61);
    QCOMPARE(line.size(), std::size_t{61});
    for (std::size_t i = 1; i < line.size(); ++i) {
      const double middle = 0.5 * (line[i - 1].sigmaB + line[i].sigmaB);
      const double drawn = 0.5 * (line[i - 1].sigmaW + line[i].sigmaW);
      QVERIFY(std::abs(drawn - criticalSigmaW(Activation::Tanh, middle).value) < 0.003);
    }
  }

  void criticalLine_relu_isWhereQLosesItsFixedPoint() {
    const PhaseDiagram diagram = passesOf(small(Activation::Relu)).back();
    for (const CriticalPoint& point : diagram.critical) QCOMPARE(point.sigmaW, 1.0 / std::sqrt(0.5));
    const auto limitAt = [&](int row, int column) { return diagram.limit[diagram.index(row, column)]; };
    for (int column = 0; column < diagram.columns; ++column)
      QVERIFY((limitAt(5, column) == LengthLimit::Unbounded) == (diagram.sigmaW(column) > std::sqrt(2.0)));
  }

  void compute_threads_doNotChangeTheResult() {
    const PhaseDiagram two = passesOf(small(Activation::Tanh)).back();
    setParallelThreads(1);
    const PhaseDiagram one = passesOf(small(Activation::Tanh)).back();
    QCOMPARE(one.qStar, two.qStar);
    QCOMPARE(one.chi1, two.chi1);
    QCOMPARE(one.cStar.size(), two.cStar.size());
    for (std::size_t i = 0; i < one.cStar.size(); ++i)
      QVERIFY(one.cStar[i] == two.cStar[i] || (std::isnan(one.cStar[i]) && std::isnan(two.cStar[i])));
  }

  void compute_stoppedInAPass_handsOutNoMore() {
    std::stop_source source;
    int passes = 0;
    const bool done = computePhaseDiagram(
        small(Activation::Tanh),
        [&](const PhaseDiagram&) {
          ++passes;
          source.request_stop();
        },
        source.get_token());
    QVERIFY(!done);
    QCOMPARE(passes, 1);
  }

  void compute_withoutCorrelations_leavesThemOut() {
    PhaseRequest request = small(Activation::Tanh);
    request.correlations = false;
    const PhaseDiagram diagram = passesOf(request).back();
    QVERIFY(diagram.cStar.empty() && diagram.xiC.empty() && !diagram.chi1.empty());
  }

  void compute_badRequest_throws() {
    PhaseRequest narrow = small(Activation::Tanh);
    narrow.columns = 1;
    QVERIFY_EXCEPTION_THROWN((void)passesOf(narrow), std::invalid_argument);
    PhaseRequest backwards = small(Activation::Tanh);
    backwards.sigmaWMax = 0.5;
    QVERIFY_EXCEPTION_THROWN((void)passesOf(backwards), std::invalid_argument);
  }
};

QTEST_APPLESS_MAIN(PhaseDiagramTest)
#include "tst_phase_diagram.moc"
