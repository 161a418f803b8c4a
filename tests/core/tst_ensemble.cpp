#include <QtTest>
#include <bit>
#include <cmath>
#include <set>

#include "core/explorer/explorer.h"
#include "core/explorer/measure_curve.h"
#include "core/study/ensemble.h"

using namespace arcscope::core;

namespace {

Setting smallSetting(Activation activation = Activation::Relu) {
  Setting setting;
  setting.activation = activation;
  setting.width = 16;
  setting.depth = 4;
  setting.points = 128;
  setting.sigmaW = std::sqrt(2.0);
  setting.sigmaB = 0.0;
  return setting;
}

Subject subjectOf(const Setting& setting) {
  return {setting, nullptr, nullptr};
}

/// Bits of all figures, so that equal means equal and NaN is itself.
std::vector<std::uint64_t> bitsOf(const CurveMeasures& measures, MeasureSet wanted, int depth) {
  std::vector<std::uint64_t> bits;
  for (const MeasureRow& row : measureTable())
    for (int layer = 0; wanted.has(row.measure) && layer <= depth; ++layer) {
      const auto value = figure(measures, row.measure, layer);
      bits.push_back(value ? std::bit_cast<std::uint64_t>(*value) : 1);
    }
  return bits;
}

std::vector<std::uint64_t> bitsOf(const EnsembleResult& result) {
  std::vector<std::uint64_t> bits{static_cast<std::uint64_t>(result.draws),
                                  static_cast<std::uint64_t>(result.exactDraws)};
  const auto push = [&](double value) { bits.push_back(std::bit_cast<std::uint64_t>(value)); };
  for (const MeasureSummary& measure : result.measures)
    for (const Summary& summary : measure.layers) {
      for (const std::int64_t count : {summary.count, summary.undefined, summary.missing})
        bits.push_back(static_cast<std::uint64_t>(count));
      for (const double number :
           {summary.mean, summary.deviation, summary.standardError, summary.least, summary.largest})
        push(number);
      for (const double quantile : summary.quantiles) push(quantile);
    }
  return bits;
}

Ensemble ensembleOf(const Setting& setting, std::int64_t draws, std::size_t threads = 0) {
  Ensemble ensemble(subjectOf(setting), MeasureSet::all());
  if (!extend(ensemble, draws, {.threads = threads})) qFatal("stopped");
  return ensemble;
}

}  // namespace

class EnsembleTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  /// Against the generator's published outputs for the state 0.
  void drawSeed_draws_areSplitMix64() {
    QCOMPARE(drawSeed(0, 1), std::uint64_t{0xE220A8397B1DCDAF} >> 11U);
    QCOMPARE(drawSeed(0, 2), std::uint64_t{0x6E789E6AA1B965F4} >> 11U);
    QCOMPARE(drawSeed(0, 3), std::uint64_t{0x06C45D188009454F} >> 11U);
  }
  void drawSeed_drawZero_isTheSettingsOwn() {
    for (const std::uint64_t seed : {std::uint64_t{0}, std::uint64_t{3}, ~std::uint64_t{0}})
      QCOMPARE(drawSeed(seed, 0), seed);
  }
  void drawSeed_manyDraws_allDiffer() {
    std::set<std::uint64_t> seeds;
    for (std::int64_t draw = 0; draw < 20000; ++draw) {
      seeds.insert(drawSeed(3, draw));
      seeds.insert(drawSeed(4, draw));
    }
    QCOMPARE(seeds.size(), std::size_t{40000});
    QVERIFY(*seeds.rbegin() < std::uint64_t{1} << 53U);
  }

  void measureCurve_anySetting_equalsExplore_data() {
    QTest::addColumn<QString>("change");
    for (const char* change : {"exact", "line", "hard_tanh", "sampled", "points", "tanh", "tanh points",
                               "piece limit", "streamed", "widths", "sparse", "dead"})
      QTest::newRow(change) << QString::fromLatin1(change);
  }
  void measureCurve_anySetting_equalsExplore() {
    QFETCH(const QString, change);
    Setting setting = smallSetting();
    setting.sigmaB = 0.4;
    double keep = keepLimit;
    if (change == QStringLiteral("line")) setting.trajectory = Trajectory::Line;
    if (change == QStringLiteral("hard_tanh")) setting.activation = Activation::HardTanh;
    if (change == QStringLiteral("sampled")) setting.method = Method::Sampled;
    if (change.startsWith(QStringLiteral("tanh"))) setting.activation = Activation::Tanh;
    if (change.endsWith(QStringLiteral("points"))) {
      setting.method = Method::Sampled;
      setting.refine = false;
    }
    if (change == QStringLiteral("piece limit")) setting.pieceLimit = 20;
    if (change == QStringLiteral("streamed")) keep = 0.0;
    if (change == QStringLiteral("widths")) setting.widths = {20, 7, 33, 12};
    if (change == QStringLiteral("sparse")) setting.weights = {.kind = WeightLaw::Kind::Sparse, .keep = 0.2};
    if (change == QStringLiteral("dead")) setting.sigmaW = 0.0;
    ExplorerCache cache;
    ExplorerCache pictures;
    for (std::int64_t draw = 0; draw < 3; ++draw) {
      const Subject subject = drawOf(subjectOf(setting), draw);
      const auto snapshot = explore(subject, {}, Quality::Full, pictures, {}, 1, keep);
      const auto measures = measureCurve(subject, MeasureSet::all(), cache, {}, keep);
      QVERIFY(measures);
      QCOMPARE(measures->exact, snapshot->measures.exact);
      QCOMPARE(measures->samples, snapshot->measures.samples);
      QCOMPARE(measures->limitMet, snapshot->measures.limitMet);
      QCOMPARE(bitsOf(*measures, MeasureSet::all(), 4), bitsOf(snapshot->measures, MeasureSet::all(), 4));
      for (const MeasureRow& row : measureTable()) {  // each by itself
        const auto one = measureCurve(subject, {row.measure}, cache, {}, keep);
        QVERIFY2(bitsOf(*one, {row.measure}, 4) == bitsOf(snapshot->measures, {row.measure}, 4),
                 row.key.data());
      }
    }
  }

  void ensemble_draws_areTheMeansOfMeasure() {
    const Setting setting = smallSetting(Activation::HardTanh);
    const EnsembleResult result = ensembleOf(setting, 5).result();
    double sum = 0.0;
    std::vector<double> pieces;
    for (std::int64_t draw = 0; draw < 5; ++draw) {
      Setting one = setting;
      one.seed = drawSeed(setting.seed, draw);
      ExplorerCache cache;
      const auto snapshot = explore(subjectOf(one), {}, Quality::Full, cache);
      sum += snapshot->measures.length[4];
      pieces.push_back(static_cast<double>(snapshot->measures.pieces[3]));
    }
    std::sort(pieces.begin(), pieces.end());
    QCOMPARE(result.draws, 5);
    QCOMPARE(result.exactDraws, 5);
    const MeasureSummary* length = result.find(Measure::Length);
    QCOMPARE(length->firstLayer, 0);
    QCOMPARE(length->layers.size(), std::size_t{5});
    QVERIFY(std::abs(length->layers[4].mean - sum / 5.0) < 1e-12 * sum);
    QCOMPARE(result.find(Measure::Pieces)->layers[3].quantiles[2], pieces[2]);
    QVERIFY(result.find(Measure::Curvature) == nullptr);
  }

  /// E[l_d / l_(d-1)] at sigma_w^2 = 2, width 16 (Hanin, Jeong, Rolnick 2022).
  void ensemble_reluGrowth_isTheFiniteWidthLaw() {
    Setting setting = smallSetting();
    setting.sigmaB = 0.7;
    Ensemble ensemble(subjectOf(setting), {Measure::Growth});
    QVERIFY(extend(ensemble, 1500));
    const EnsembleResult result = ensemble.result();
    for (const Summary& summary : result.measures.front().layers) {
      QCOMPARE(summary.count, 1500);
      QVERIFY2(std::abs(summary.mean - 0.96021238) < 4.0 * summary.standardError,
               qPrintable(QStringLiteral("%1 +- %2").arg(summary.mean).arg(summary.standardError)));
      QVERIFY(summary.standardError < 0.01);
    }
  }

  void extend_anyNumberOfThreadsAndCalls_givesTheSameBits() {
    const Setting setting = smallSetting(Activation::HardTanh);
    const auto once = bitsOf(ensembleOf(setting, 23, 1).result());
    for (const std::size_t threads : {2, 3, 64})
      QCOMPARE(bitsOf(ensembleOf(setting, 23, threads).result()), once);
    Ensemble parts = ensembleOf(setting, 4, 2);
    const Ensemble kept = parts;
    QVERIFY(extend(parts, 9));
    QVERIFY(extend(parts, 23, {.threads = 2, .background = true}));
    QVERIFY(extend(parts, 10));  // there already
    QCOMPARE(bitsOf(parts.result()), once);
    QCOMPARE(kept.draws(), 4);
  }

  /// Needs more memory than all threads could have at once, by the setting's limits: measured one by one.
  void extend_largeSubjects_givesTheSameBits() {
    Setting setting = smallSetting(Activation::Tanh);
    setting.pointLimit = 5000000;
    setting.tolerance = 0.01;
    QVERIFY(memoryNeeded(setting) * 3.0 > memoryLimit);
    QCOMPARE(bitsOf(ensembleOf(setting, 7, 3).result()), bitsOf(ensembleOf(setting, 7, 1).result()));
  }

  void extend_stoppedAndContinued_endsInTheSameBits() {
    const Setting setting = smallSetting(Activation::Tanh);
    Ensemble ensemble(subjectOf(setting), MeasureSet::all());
    std::stop_source source;
    std::vector<std::int64_t> seen;
    const auto observe = [&](const Ensemble& now) {
      seen.push_back(now.draws());
      if (now.draws() == 7) source.request_stop();
    };
    QVERIFY(!extend(ensemble, 20, {.threads = 2}, observe, source.get_token()));
    QVERIFY(ensemble.draws() >= 7 && ensemble.draws() < 20);
    QCOMPARE(ensemble.result().draws, ensemble.draws());
    QVERIFY(!extend(ensemble, 20, {}, {}, source.get_token()));
    QVERIFY(extend(ensemble, 20, {}, observe));
    QCOMPARE(bitsOf(ensemble.result()), bitsOf(ensembleOf(setting, 20).result()));
    for (std::size_t i = 1; i < seen.size(); ++i) QVERIFY(seen[i] > seen[i - 1]);
    QCOMPARE(seen.back(), 20);
  }

  void extend_settingThatIsNotAllowed_throws() {
    Setting setting = smallSetting();
    setting.sigmaW = -1.0;
    Ensemble ensemble(subjectOf(setting), MeasureSet::all());
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, extend(ensemble, 3));
    QCOMPARE(ensemble.draws(), 0);
  }

  void bytes_manyDraws_stayTheSame() {
    const Setting setting = smallSetting();
    Ensemble ensemble(subjectOf(setting), {Measure::Length, Measure::Growth});
    CurveMeasures figures;
    std::size_t early = 0;
    for (int draw = 0; draw < 30000; ++draw) {
      figures.length.assign(5, std::sin(draw));
      figures.growth.assign(4, std::cos(draw));
      ensemble.add(figures);
      if (draw == 3000) early = ensemble.bytes();
    }
    QVERIFY2(ensemble.bytes() <= early + early / 10,
             qPrintable(QStringLiteral("%1 and %2").arg(early).arg(ensemble.bytes())));
  }

  void isDrawn_fileWithEndPoints_isNot() {
    Setting setting = smallSetting();
    QVERIFY(isDrawn(subjectOf(setting)));
    setting.networkFile = QStringLiteral(ARCSCOPE_TEST_DATA "/relu-arc-he.safetensors").toStdString();
    Expected<Subject> read = makeSubject(setting);
    QVERIFY(bool(read));
    QVERIFY(!isDrawn(read.value()));
    setting.endpoints = Endpoints::Random;
    QVERIFY(isDrawn(makeSubject(setting).value()));
  }
};

QTEST_GUILESS_MAIN(EnsembleTest)
#include "tst_ensemble.moc"
