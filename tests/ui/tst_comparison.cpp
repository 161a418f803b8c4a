#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "core/theory/finite_width.h"
#include "core/theory/mean_field.h"
#include "tests/ui/mouse.h"
#include "tests/ui/sample_snapshot.h"
#include "ui/figures/figure_source.h"
#include "ui/model/ensemble_service.h"
#include "ui/model/theory_service.h"
#include "ui/plots/length_view.h"
#include "ui/plots/maps_view.h"
#include "ui/plots/transitions_length_view.h"
#include "ui/plots/transitions_view.h"

using namespace arcscope;
using namespace arcscope::ui;
using namespace std::chrono_literals;

namespace {

const EnsembleService::Timing quick{.rest = 1ms, .chunk = 10ms, .most = 12};

core::Setting relu() {
  core::Setting setting = test::smallSetting();
  setting.activation = core::Activation::Relu;
  setting.sigmaW = 1.5;
  setting.sigmaB = 0.0;
  return setting;
}

const PlotSeries* named(const PlotView& view, const QString& name) {
  for (const PlotSeries& series : view.plot().content().series)
    if (series.name == name) return &series;
  return nullptr;
}

}  // namespace

class ComparisonTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void theoryLines_relu_areTheExactLawAndTheScalingFromTheMeasuredInput() {
    const SnapshotPtr snapshot = test::sampleSnapshot(relu());
    const core::TheoryLinesPtr lines = core::theoryLines(*snapshot);
    QVERIFY(lines && lines->finiteWidth && lines->scaling && lines->kacRice && lines->meanField);
    QCOMPARE(lines->finiteWidth.values.size(), 5u);
    QCOMPARE(lines->finiteWidth.values[0], snapshot->measures.length[0]);
    const core::Setting& s = snapshot->subject.setting;
    const double exact = core::lengthFactor(s.activation, core::layerLaws(s)[1]).value;
    QCOMPARE(lines->finiteWidth.values[3] / lines->finiteWidth.values[2], exact);
    QCOMPARE(lines->scaling.values[4] / lines->scaling.values[3], s.sigmaW * std::sqrt(24.0 / 25.0));
    // sigma_b = 0: a circle crosses the hyperplane of each neuron of layer 1 twice.
    QVERIFY(std::abs(lines->kacRice.values[0] - 2.0 * s.width) < 1e-3 * s.width);
    QCOMPARE(snapshot->measures.signTransitions[0], 2 * s.width);
    QVERIFY(std::abs(lines->meanFieldSign.values[3] - 2.0 * s.width) < 1e-6 * s.width);
  }

  void kacRice_exactImages_countsBetweenThePointsToo() {
    core::Setting setting = test::smallSetting();
    setting.sigmaW = 3.0;
    setting.depth = 7;
    const SnapshotPtr few = test::sampleSnapshot(setting);
    QVERIFY(few->measures.exact && !few->exactImages);
    const core::TheoryLinesPtr lines = core::theoryLines(*few);
    QCOMPARE(lines->kacRicePoints, 0);
    const core::TheoryLinesPtr ofH =
        core::theoryLines(*test::sampleSnapshot(setting, {.image = core::ImageKind::H, .projection = {}}));
    QCOMPARE(ofH->kacRice.values, lines->kacRice.values);
    setting.method = core::Method::Sampled;
    const core::TheoryLinesPtr coarse = core::theoryLines(*test::sampleSnapshot(setting));
    QCOMPARE(coarse->kacRicePoints, setting.points);
    setting.points = 200'000;
    const core::TheoryLinesPtr dense = core::theoryLines(*test::sampleSnapshot(setting));
    QCOMPARE(dense->kacRice.values.size(), lines->kacRice.values.size());
    for (std::size_t d = 0; d < dense->kacRice.values.size(); ++d)
      QVERIFY2(std::abs(dense->kacRice.values[d] / lines->kacRice.values[d] - 1.0) < 2e-3,
               qPrintable(QStringLiteral("layer %1: %2, not %3")
                              .arg(d + 1)
                              .arg(lines->kacRice.values[d])
                              .arg(dense->kacRice.values[d])));
    QVERIFY(coarse->kacRice.values.back() < 0.9 * lines->kacRice.values.back());
  }

  void theoryLines_ofAStretch_beginAtItsOwnLength() {
    core::Setting setting = test::smallSetting();
    setting.tBegin = 0.25;
    setting.tEnd = 0.5;
    const SnapshotPtr snapshot = test::sampleSnapshot(setting);
    const core::TheoryLinesPtr lines = core::theoryLines(*snapshot);
    QCOMPARE(lines->meanField.values[0], snapshot->measures.length[0]);
    QVERIFY(!lines->meanFieldSign && !lines->meanFieldSign.reason.empty());
    QVERIFY(!lines->finiteWidth && !lines->finiteWidth.reason.empty());  // hard_tanh has no exact law
  }

  void theoryLines_orthogonalWeights_haveNoLawOfGaussianOnes() {
    core::Setting setting = relu();
    setting.weights = core::weightLawFromText("orthogonal").value();
    const core::TheoryLinesPtr lines = core::theoryLines(*test::sampleSnapshot(setting));
    QVERIFY(!lines->finiteWidth && !lines->kacRice);
    QVERIFY(!lines->finiteWidth.reason.empty() && !lines->kacRice.reason.empty());
  }

  void theoryLines_maps_meetTheirFixedPoints() {
    core::Setting setting = test::smallSetting();
    setting.trajectory = core::Trajectory::Arc;
    const core::TheoryLinesPtr lines = core::theoryLines(*test::sampleSnapshot(setting));
    for (const core::LayerMap* map : {&lines->lengthMap, &lines->correlationMap}) {
      QCOMPARE(map->from.size(), map->to.size());
      QCOMPARE(map->measured.size(), 4u);
      // Below its fixed point the map lies above the diagonal, beyond it below.
      for (std::size_t i = 0; i < map->from.size(); ++i) {
        if (std::abs(map->from[i] - map->fixedPoint) < 0.02 || map->from[i] > 0.98) continue;
        QCOMPARE(map->to[i] > map->from[i], map->from[i] < map->fixedPoint);
      }
    }
  }

  void theoryService_manySnapshots_endsWithTheNewest() {
    TheoryService service;
    QSignalSpy spy(&service, &TheoryService::linesReady);
    core::Setting setting = test::smallSetting();
    for (const double sigma : {1.0, 1.5, 2.0}) {
      setting.sigmaW = sigma;
      service.request(test::sampleSnapshot(setting));
    }
    QVERIFY(service.isBusy());
    QTRY_VERIFY(!service.isBusy());
    QCOMPARE(spy.back().front().value<core::TheoryLinesPtr>()->setting.sigmaW, 2.0);
  }

  void ensembleService_request_grows_toAllDraws() {
    EnsembleService service(quick);
    std::vector<EnsemblePtr> results;
    EnsembleProgress progress;
    connect(&service, &EnsembleService::resultReady, this,
            [&](const EnsemblePtr& result, const EnsembleProgress& now) {
              results.push_back(result);
              progress = now;
            });
    service.request({test::smallSetting(), nullptr, nullptr});
    QTRY_VERIFY(!service.isBusy());
    QCOMPARE(results.back()->draws, 12);
    QCOMPARE(progress.wanted, 12);
    QCOMPARE(progress.secondsLeft, std::optional(0.0));
    core::Ensemble whole({test::smallSetting(), nullptr, nullptr}, comparedMeasures);
    QVERIFY(core::extend(whole, 12));
    const auto mean = [](const core::EnsembleResult& r) {
      return r.find(core::Measure::Length)->layers[4].mean;
    };
    QCOMPARE(mean(*results.back()), mean(whole.result()));
  }

  void ensembleService_newRequestOrStop_endsTheOldOne() {
    EnsembleService service({.rest = 1ms, .chunk = 5ms, .most = 100000});
    EnsemblePtr last;
    connect(&service, &EnsembleService::resultReady, this,
            [&](const EnsemblePtr& result, const EnsembleProgress&) { last = result; });
    core::Setting setting = test::smallSetting();
    service.request({setting, nullptr, nullptr});
    QTRY_VERIFY(last);
    setting.seed = 77;
    service.request({setting, nullptr, nullptr});
    QTRY_COMPARE(last->subject.setting.seed, 77u);
    service.stop();
    QVERIFY(!service.isBusy());
    QTest::qWait(30);
    last = nullptr;
    QTest::qWait(30);
    QVERIFY(!last);
  }

  void charts_whileDrawsAreComputed_sayHowManyAndHowLong() {
    Comparison comparison;
    LengthView lengths;
    lengths.setComparison(&comparison);
    const SnapshotPtr snapshot = test::sampleSnapshot(relu());
    lengths.setSnapshot(snapshot);
    const auto texts = [&] {
      QStringList all;
      for (const Badge& badge : lengths.badges()) all << badge.text;
      return all;
    };
    const QStringList alone = texts();
    core::Ensemble draws(snapshot->subject, comparedMeasures);
    QVERIFY(core::extend(draws, 2));
    const auto result = std::make_shared<const core::EnsembleResult>(draws.result());
    comparison.setEnsemble(result, {500, 3.2});
    QCOMPARE(texts(), alone);  // not wanted
    comparison.setChoice({.ensemble = true});
    QCOMPARE(texts(), alone + QStringList(QStringLiteral("draws 2 of 500, 4 s left")));
    comparison.setEnsemble(std::make_shared<const core::EnsembleResult>(*result), {500, std::nullopt});
    QCOMPARE(texts().back(), QStringLiteral("draws 2 of 500"));
    comparison.setEnsemble(std::make_shared<const core::EnsembleResult>(*result), {2, 0.0});
    QCOMPARE(texts(), alone);
  }

  void charts_showWhatIsChosen() {
    Comparison comparison;
    LengthView lengths;
    TransitionsView transitions;
    TransitionsLengthView against;
    const SnapshotPtr snapshot = test::sampleSnapshot(relu());
    for (PlotView* view : {static_cast<PlotView*>(&lengths), static_cast<PlotView*>(&transitions),
                           static_cast<PlotView*>(&against)}) {
      view->setComparison(&comparison);
      view->setSnapshot(snapshot);
    }
    const auto lines = [](const PlotView& view) { return view.plot().content().series.size(); };
    QCOMPARE(lines(lengths), 1);
    const auto alone = lines(transitions);
    comparison.setTheory(core::theoryLines(*snapshot));
    QCOMPARE(lines(lengths), 3);
    QVERIFY(named(lengths, QStringLiteral("exact mean")) && named(lengths, QStringLiteral("infinite width")));
    QVERIFY(lines(transitions) > alone);
    QVERIFY(named(transitions, QStringLiteral("Kac–Rice")));
    comparison.setChoice({.finiteWidth = false, .meanField = false, .scaling = true});
    QCOMPARE(lines(lengths), 2);
    QCOMPARE(lines(transitions), alone);
    core::Ensemble draws(snapshot->subject, comparedMeasures);
    QVERIFY(core::extend(draws, 8));
    comparison.setEnsemble(std::make_shared<const core::EnsembleResult>(draws.result()));
    QVERIFY(lengths.plot().content().bands.isEmpty());  // not wanted
    comparison.setChoice({.finiteWidth = false, .meanField = false, .scaling = false, .ensemble = true});
    QCOMPARE(lengths.plot().content().bands.size(), 1);
    QCOMPARE(lengths.plot().content().bands[0].x.size(), 5);
    QCOMPARE(transitions.plot().content().bands.size(), 2);
    QVERIFY(lengths.numbers().columns.contains(QStringLiteral("length_q95")));
    QVERIFY(lengths.numbers().columns.contains(QStringLiteral("finite_width")));
    for (const QVector<double>& row : lengths.numbers().rows)
      QCOMPARE(row.size(), lengths.numbers().columns.size());
    for (const QVector<double>& row : transitions.numbers().rows)
      QCOMPARE(row.size(), transitions.numbers().columns.size());
  }

  void againstLength_hardTanh_hasTheLawAtTheFixedPoint() {
    Comparison comparison;
    TransitionsLengthView view;
    view.setComparison(&comparison);
    const SnapshotPtr snapshot = test::sampleSnapshot(test::smallSetting());
    view.setSnapshot(snapshot);
    comparison.setTheory(core::theoryLines(*snapshot));
    const PlotSeries* law = named(view, QStringLiteral("law at q*"));
    QVERIFY(law);
    const core::Setting& s = snapshot->subject.setting;
    const double q = core::fixedLength({s.activation, s.sigmaW, s.sigmaB}).q;
    const double slope = law->points[1].y() / law->points[1].x();
    QVERIFY(std::abs(slope - s.width * s.sigmaW / (M_PI * std::sqrt(s.width * q))) < 1e-9);
  }

  void maps_haveTheLayersAndTheStairsBetweenThem() {
    core::Setting setting = test::smallSetting();
    setting.trajectory = core::Trajectory::Arc;
    const SnapshotPtr snapshot = test::sampleSnapshot(setting);
    Comparison comparison;
    Focus focus;
    MapsView view;
    view.resize(500, 240);
    view.setFocusModel(&focus);
    view.setComparison(&comparison);
    view.setSnapshot(snapshot);
    QVERIFY(view.numbers().rows.isEmpty());
    comparison.setTheory(core::theoryLines(*snapshot));
    for (const Plot* plot : {&view.lengthPlot(), &view.correlationPlot()}) {
      const PlotSeries& layers = plot->content().series.back();
      QCOMPARE(layers.points.size(), 3);
      QCOMPARE(layers.layers, QVector<int>({2, 3, 4}));
      QVERIFY(!plot->content().note.isEmpty());
    }
    QCOMPARE(view.lengthPlot().content().series.back().points[0],
             QPointF(snapshot->measures.q[0], snapshot->measures.q[1]));
    QCOMPARE(view.correlationPlot().content().series.back().points[2],
             QPointF(snapshot->measures.correlation[2], snapshot->measures.correlation[3]));
    view.grab();
    const auto at = view.lengthPlot().positionOf(view.lengthPlot().content().series.back().points[1]);
    QVERIFY(at);
    test::moveMouse(view, *at);
    QCOMPARE(focus.hoveredLayer(), 3);
    QTest::mouseClick(&view, Qt::LeftButton, {}, at->toPoint());
    QCOMPARE(focus.layer(), 3);
  }

  void maps_ofALoadedNetwork_sayThatItHasNone_beforeTheoryHasLookedAtIt() {
    const auto snapshot = test::changeable(test::sampleSnapshot(test::smallSetting()));
    snapshot->subject.loaded = std::make_shared<const core::LoadedNetwork>();
    MapsView view;
    view.resize(400, 200);
    const QImage before = view.grab().toImage();
    view.setSnapshot(snapshot);
    QVERIFY(view.badges().isEmpty());
    QVERIFY(view.grab().toImage() != before);
  }

  void maps_withoutAFixedPoint_saySo() {
    core::Setting setting = relu();
    setting.sigmaW = 1.8;  // q grows without bound
    const SnapshotPtr snapshot = test::sampleSnapshot(setting);
    Comparison comparison;
    MapsView view;
    view.setComparison(&comparison);
    view.setSnapshot(snapshot);
    comparison.setTheory(core::theoryLines(*snapshot));
    QVERIFY(view.badges().front().warning && !view.badges().front().tooltip.isEmpty());
    QVERIFY(view.correlationPlot().content().series.isEmpty());
    QCOMPARE(FigureSource(snapshot, {.kind = FigureKind::Maps}).numbers().rows.size(), 96);
  }

  void figures_ofLengths_carryTheory() {
    const SnapshotPtr snapshot = test::sampleSnapshot(relu());
    FigureChoice choice{.kind = FigureKind::Lengths};
    QVERIFY(FigureSource(snapshot, choice).numbers().columns.contains(QStringLiteral("mean_field")));
    choice.comparison = {.finiteWidth = false, .meanField = false};
    QVERIFY(!FigureSource(snapshot, choice).numbers().columns.contains(QStringLiteral("mean_field")));
  }
};

QTEST_MAIN(ComparisonTest)
#include "tst_comparison.moc"
