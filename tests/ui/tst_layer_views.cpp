#include <QRegularExpression>
#include <QSignalSpy>
#include <QtTest>
#include <cmath>

#include "tests/ui/mouse.h"
#include "tests/ui/sample_snapshot.h"
#include "ui/figures/export_dialog.h"
#include "ui/figures/figure_of_view.h"
#include "ui/figures/figure_source.h"
#include "ui/model/layer_study_service.h"
#include "ui/plots/autocorrelation_view.h"
#include "ui/plots/curvature_view.h"
#include "ui/plots/gradients_view.h"
#include "ui/plots/similarity_view.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

core::LayerStudyPtr studyOf(const SnapshotPtr& snapshot) {
  return core::extended(nullptr, snapshot->subject, snapshot->view.image, {true, true, true});
}

core::Setting smooth() {
  core::Setting setting = test::smallSetting();
  setting.activation = core::Activation::Tanh;
  return setting;
}

/// A view of a small network that stands ready on the screen.
template <class V>
struct Shown {
  explicit Shown(const core::Setting& setting) : snapshot(test::sampleSnapshot(setting)) {
    view.resize(500, 300);
    view.setFocusModel(&focus);
    view.setSnapshot(snapshot);
    if (auto* reader = dynamic_cast<StudyReader*>(&view)) reader->setStudy(studyOf(snapshot));
    view.grab();
  }
  Focus focus;
  SnapshotPtr snapshot;
  V view;
};

}  // namespace

/// The views of autocorrelation, curvature, similarity and gradients, and the service behind them.
class LayerViewsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  /// A convolutional network has none of these: each view says so, and its figure can be asked for.
  void studyWithoutParts_isSaid_inEveryView() {
    const auto check = [](auto& shown) {
      auto none = std::make_shared<core::LayerStudy>();
      none->subject = shown.snapshot->subject;
      none->image = shown.snapshot->view.image;
      none->reason = core::convolutionalReason;
      shown.view.setStudy(none);
      shown.view.grab();
      QTest::keyClick(&shown.view, Qt::Key_Right);
      shown.focus.setLayer(2);
      QCOMPARE(shown.view.badges().front().text, QStringLiteral("not for this network"));
      QVERIFY(shown.view.numbers().rows.isEmpty());
      QVERIFY(figureChoiceOf(&shown.view).study);
    };
    Shown<GradientsView> gradients(smooth());
    check(gradients);
    Shown<AutocorrelationView> correlation(smooth());
    check(correlation);
    Shown<SimilarityView> similarity(smooth());
    check(similarity);
  }

  void service_parts_arriveOneAfterTheOther_andAreKept() {
    LayerStudyService service;
    QVector<core::LayerStudyParts> seen;
    connect(&service, &LayerStudyService::studyReady, this,
            [&](const auto& study) { seen << study->parts(); });
    const SnapshotPtr snapshot = test::sampleSnapshot(test::smallSetting());
    service.request(snapshot, {true, true, true});
    QVERIFY(service.isBusy());
    QTRY_VERIFY(!service.isBusy());
    QCOMPARE(seen,
             (QVector<core::LayerStudyParts>{{true, false, false}, {true, true, false}, {true, true, true}}));
    service.request(snapshot, {.similarity = true});  // known: at once
    QVERIFY(!service.isBusy());
    QCOMPARE(seen.size(), 4);
  }

  void service_burst_endsWithTheLastSubject() {
    LayerStudyService service;
    core::LayerStudyPtr last;
    connect(&service, &LayerStudyService::studyReady, this, [&](const auto& study) { last = study; });
    core::Setting setting = test::smallSetting();
    SnapshotPtr snapshot;
    for (setting.seed = 1; setting.seed <= 5; ++setting.seed) {
      snapshot = test::sampleSnapshot(setting);
      service.request(snapshot, {.autocorrelation = true, .jacobian = true});
    }
    QTRY_VERIFY(!service.isBusy());
    QVERIFY(last->isOf(snapshot->subject, core::ImageKind::Z));
    QVERIFY(last->parts() == (core::LayerStudyParts{.autocorrelation = true, .jacobian = true}));
  }

  void similarity_pointedCell_tellsAndLightsItsLayers() {
    Shown<SimilarityView> s(test::smallSetting());
    const QPointF cell = s.view.cellAt(3, 1).center();
    const QImage before = s.view.grab().toImage();
    test::moveMouse(s.view, cell);
    QCOMPARE(s.focus.hoveredLayer(), 3);
    QVERIFY(s.view.grab().toImage() != before);
    QTest::mouseClick(&s.view, Qt::LeftButton, {}, cell.toPoint());
    QCOMPARE(s.focus.layer(), 3);
    QTest::keyClick(&s.view, Qt::Key_Left);
    QCOMPARE(s.focus.layer(), 2);
    test::moveMouse(s.view, QPointF(1, 1));
    QCOMPARE(s.focus.hoveredLayer(), -1);
  }

  void similarity_cells_haveTheColourOfTheirValue() {
    Shown<SimilarityView> s(test::smallSetting());
    s.focus.setLayer(0);
    const QImage image = s.view.grab().toImage();
    const auto lightness = [&](int column, int row) {
      return image.pixelColor(s.view.cellAt(column, row).center().toPoint()).lightnessF();
    };
    const Eigen::MatrixXd& value = s.view.study()->similarity->similarity;
    for (int i = 1; i <= 4; ++i)
      for (int j = i + 1; j <= 4; ++j) {
        QVERIFY(lightness(i, i) < lightness(i, j) + 1e-3F);
        QCOMPARE(lightness(i, j), lightness(j, i));
        for (int k = 1; k <= 4; ++k)
          if (value(i, j) > value(i, k) + 0.02) QVERIFY(lightness(i, j) < lightness(i, k));
      }
  }

  void similarity_ofAPoint_saysSo() {
    core::Setting setting = test::smallSetting();
    setting.sigmaW = 0.0;
    Shown<SimilarityView> s(setting);
    const QVector<Badge> badges = s.view.badges();
    QVERIFY(badges.back().warning && badges.back().text.contains(QStringLiteral("layer 1")));
    QVERIFY(std::isnan(s.view.numbers().rows[1][2]));
  }

  void autocorrelation_selectedLayer_standsBesideItsLaw() {
    Shown<AutocorrelationView> s(test::smallSetting());
    s.focus.setLayer(3);
    const auto& series = s.view.plot().content().series;
    const core::AutocorrelationStudy& study = *s.view.study()->autocorrelation;
    QCOMPARE(series.size(), 5);  // four layers and a law
    QCOMPARE(series[3].layers.front(), 3);
    QCOMPARE(series[3].points.front(), QPointF(0.0, 1.0));
    QCOMPARE(series[3].points.last(), QPointF(0.5, study.layers[2].back()));
    QCOMPARE(series[4].points.last(), QPointF(0.5, study.law[2].back()));
    QVERIFY(series[0].strength < series[2].strength);
    s.view.grab();
    const auto at = s.view.plot().positionOf(series[0].points[40]);
    test::moveMouse(s.view, *at);
    QCOMPARE(s.focus.hoveredLayer(), 1);
    QTest::mouseClick(&s.view, Qt::LeftButton, {}, at->toPoint());
    QCOMPARE(s.focus.layer(), 1);
    QCOMPARE(s.view.plot().content().series[3].layers.front(), 1);
    const DataTable table = s.view.numbers();
    QCOMPARE(table.columns.size(), 9);
    QCOMPARE(table.rows.size(), 257);
    QCOMPARE(table.rows[7][2], study.layers[1][7]);
    QCOMPARE(table.rows[7][6], study.law[1][7]);
  }

  void curvature_ofASmoothNetwork_standsBesideInfiniteWidth() {
    Comparison comparison;
    Shown<CurvatureView> s(smooth());
    s.view.setComparison(&comparison);
    const core::CurveMeasures& m = s.snapshot->measures;
    QCOMPARE(s.view.curvaturePlot().content().series.size(), 1);
    comparison.setTheory(core::theoryLines(*s.snapshot));
    QCOMPARE(s.view.curvaturePlot().content().series.size(), 2);
    QCOMPARE(s.view.lengthPlot().content().series.size(), 4);
    QCOMPARE(s.view.curvaturePlot().content().series[0].points[1], QPointF(2.0, m.curvature[1]));
    QCOMPARE(s.view.lengthPlot().content().series[1].points[3], QPointF(4.0, m.gaussMapLength[3]));
    const DataTable table = s.view.numbers();
    QCOMPARE(table.columns.size(), 7);
    // h of the first layer at infinite width: the ellipse is a circle whose tangent turns once.
    QVERIFY(std::abs(table.rows[0][6] - 2.0 * M_PI) < 1e-9);
    QVERIFY(std::abs(table.rows[0][4] * table.rows[0][5] - 2.0 * M_PI) < 1e-3);
    for (const QVector<double>& row : table.rows) {
      QVERIFY(std::abs(row[1] * row[2] / row[3] - 1.0) < 1e-9);
      QVERIFY(std::abs(row[1] / row[4] - 1.0) < 0.5);  // one draw of width 24
    }
  }

  void curvature_ofKinks_isTheirTurning() {
    Comparison comparison;
    Shown<CurvatureView> s(test::smallSetting());
    s.view.setComparison(&comparison);
    comparison.setTheory(core::theoryLines(*s.snapshot));
    QCOMPARE(s.view.lengthPlot().content().series[1].points[2],
             QPointF(3.0, s.snapshot->measures.turning[2]));
    QCOMPARE(s.view.curvaturePlot().content().series.size(), 2);
    for (const QVector<double>& row : s.view.numbers().rows) QVERIFY(std::abs(row[3] / row[6] - 1.0) < 0.4);
    core::Setting sampled = test::smallSetting();
    sampled.method = core::Method::Sampled;
    s.view.setSnapshot(test::sampleSnapshot(sampled));
    QVERIFY(s.view.curvaturePlot().content().series.isEmpty());
    QVERIFY(s.view.numbers().rows.isEmpty());
  }

  void curvature_betweenFullSnapshots_keepsTheLastAndSaysSo() {
    Shown<CurvatureView> s(smooth());
    core::Setting next = smooth();
    next.sigmaW = 2.5;
    s.view.setSnapshot(test::sampleSnapshot(next, {}, core::Quality::Live));
    QCOMPARE(s.view.badges().front().text, QStringLiteral("computing"));
    QCOMPARE(s.view.curvaturePlot().content().series.size(), 1);
    s.view.setSnapshot(test::sampleSnapshot(next));
    QVERIFY(s.view.badges().front().text != QStringLiteral("computing"));
  }

  void gradients_haveSingularValuesAndTheirMeanSquare() {
    Shown<GradientsView> s(smooth());
    const core::JacobianStudy& study = *s.view.study()->jacobian;
    const auto& values = s.view.singularPlot().content().series;
    QCOMPARE(values.size(), 3);
    QVERIFY(std::abs(values[2].points[1].y() / std::exp(study.logLargest[1]) - 1.0) < 1e-12);
    const auto& stretch = s.view.stretchPlot().content().series;
    QCOMPARE(stretch.size(), 3);
    QCOMPARE(stretch[2].points[3], QPointF(4.0, study.meanSquare[3]));
    const std::vector<double>& length = s.snapshot->measures.length;
    QCOMPARE(stretch[1].points[0].y(), (length[1] / length[0]) * (length[1] / length[0]));
    const DataTable table = s.view.numbers();
    QCOMPARE(table.columns.size(), 10);
    QCOMPARE(table.rows[3][9], 24.0);
    s.view.grab();
    const auto at = s.view.stretchPlot().positionOf(stretch[2].points[2]);
    test::moveMouse(s.view, *at);
    QCOMPARE(s.focus.hoveredLayer(), 3);
    QTest::mouseClick(&s.view, Qt::LeftButton, {}, at->toPoint());
    QCOMPARE(s.focus.layer(), 3);
  }

  void studies_ofAnotherSetting_areMarked() {
    Shown<GradientsView> s(test::smallSetting());
    QVERIFY(s.view.badges().front().text != QStringLiteral("computing"));
    core::Setting next = test::smallSetting();
    next.seed = 9;
    s.view.setSnapshot(test::sampleSnapshot(next));
    QCOMPARE(s.view.badges().front().text, QStringLiteral("computing"));
    QCOMPARE(s.view.stretchPlot().content().series.size(), 2);  // no lengths of another curve
  }

  void figures_ofTheLayers_takeAStudyOrMakeOne() {
    const SnapshotPtr snapshot = test::sampleSnapshot(test::smallSetting());
    for (const FigureKind kind : {FigureKind::Autocorrelation, FigureKind::Curvature, FigureKind::Similarity,
                                  FigureKind::Gradients}) {
      FigureChoice choice;
      choice.kind = kind;
      const FigureSource made(snapshot, choice);
      choice.study = studyOf(snapshot);
      const FigureSource given(snapshot, choice);
      QVERIFY(!made.numbers().rows.isEmpty());
      QCOMPARE(made.numbers().columns, given.numbers().columns);
      const auto painted = [](const FigureSource& source) {
        return renderImage({}, 72, [&](QPainter& painter, const QRectF& page, const Theme& theme) {
          source.paint(painter, page, theme);
        });
      };
      QCOMPARE(painted(made), painted(given));
    }
  }
};

QTEST_MAIN(LayerViewsTest)
#include "tst_layer_views.moc"
