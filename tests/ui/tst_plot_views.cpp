#include <QRegularExpression>
#include <QtTest>
#include <cmath>
#include <limits>

#include "tests/ui/mouse.h"
#include "tests/ui/sample_snapshot.h"
#include "ui/plots/axis_ticks.h"
#include "ui/plots/length_view.h"
#include "ui/plots/transitions_length_view.h"
#include "ui/plots/transitions_view.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

PlotSeries seriesOf(const QVector<QPointF>& points, const QVector<int>& layers, bool dots = false) {
  PlotSeries series;
  series.points = points;
  series.layers = layers;
  series.dots = dots;
  return series;
}

QImage shown(const View& view) {
  QImage image(view.size(), QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::white);
  QPainter painter(&image);
  view.paint(painter, QRectF(view.rect()), view.theme(), PaintTarget::Screen);
  return image;
}

bool near(QRgb a, QColor b) {
  return std::abs(qRed(a) - b.red()) + std::abs(qGreen(a) - b.green()) + std::abs(qBlue(a) - b.blue()) < 30;
}

}  // namespace

class PlotViewsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void niceTicks_range_areRoundAndFew() {
    QCOMPARE(niceTicks(0.0, 10.0, 6), (QVector<double>{0, 2, 4, 6, 8, 10}));
    QCOMPARE(niceTicks(0.0, 3.0, 6, true), (QVector<double>{0, 1, 2, 3}));
    QCOMPARE(niceTicks(0.0, 1.0, 6, true), (QVector<double>{0, 1}));
    QVERIFY(niceTicks(notANumber, 1.0, 5).isEmpty());
    QCOMPARE(niceTicks(2.0, 2.0, 5), QVector<double>{2.0});
    for (double top : {0.00037, 0.9, 7.3, 64.0, 99999.0, 3e12}) {
      const QVector<double> ticks = niceTicks(0.0, top, 5);
      QVERIFY(ticks.size() >= 2 && ticks.size() <= 5);
      QVERIFY(ticks.last() <= top * (1 + 1e-9));
    }
  }

  void logTicks_ranges_labelDecadesOrOneTwoFive() {
    QCOMPARE(logTicks(0.0, 3.2, 5), (QVector<double>{1, 10, 100, 1000}));
    QCOMPARE(logTicks(std::log10(15.0), std::log10(300.0), 5), (QVector<double>{20, 50, 100, 200}));
    QVERIFY(logTicks(std::log10(62.0), std::log10(65.0), 5).size() >= 2);
    const QVector<double> wide = logTicks(-300.0, 300.0, 6);
    QVERIFY(wide.size() >= 2 && wide.size() <= 6);
  }

  void labels_ofValues_readAsPeopleWriteThem() {
    QCOMPARE(decadeLabel(1000.0), QStringLiteral("1,000"));
    QCOMPARE(decadeLabel(10000.0), QStringLiteral("10⁴"));
    QCOMPARE(decadeLabel(0.01), QStringLiteral("0.01"));
    QCOMPARE(decadeLabel(1e-12), QStringLiteral("10⁻¹²"));
    QCOMPARE(decadeLabel(200.0), QStringLiteral("200"));
    QCOMPARE(tickLabel(-0.5, 0.5), QStringLiteral("−0.5"));
    QCOMPARE(tickLabel(18000.0, 2000.0), QStringLiteral("18,000"));
    QCOMPARE(valueText(1304.7), QStringLiteral("1,305"));
    QCOMPARE(valueText(62.83), QStringLiteral("62.8"));
    QCOMPARE(valueText(2.14e6), QStringLiteral("2.14×10⁶"));
    QCOMPARE(valueText(notANumber), QStringLiteral("not a number"));
    QCOMPARE(percentText(0.853), QStringLiteral("85 %"));
    QCOMPARE(percentText(0.0001), QStringLiteral("< 0.1 %"));
  }

  void plot_valuesThatCannotBeShown_areLeftOutAndTheRestStays() {
    Plot plot;
    PlotContent content;
    content.logY = true;
    content.series.append(
        seriesOf({{0, 10}, {1, 0}, {2, notANumber}, {3, -5}, {4, 1000}, {5, INFINITY}}, {0, 1, 2, 3, 4, 5}));
    plot.setContent(content);
    QCOMPARE(plot.omitted(), 4);
    QCOMPARE(plot.content().series[0].points, (QVector<QPointF>{{0, 10}, {4, 1000}}));
    QCOMPARE(plot.content().series[0].layers, (QVector<int>{0, 4}));
    QVERIFY(plot.yAxis().minimum <= 1.0 && plot.yAxis().maximum >= 3.0);
  }

  void plot_noValuesOrOneValue_stillPaints() {
    QImage image(300, 200, QImage::Format_ARGB32_Premultiplied);
    for (const QVector<QPointF>& points :
         {QVector<QPointF>{}, QVector<QPointF>{{0, 5}}, QVector<QPointF>{{0, 0}, {1, 0}}})
      for (const bool log : {false, true})
        for (const PaintTarget target : {PaintTarget::Screen, PaintTarget::Figure}) {
          Plot plot;
          PlotContent content;
          content.logY = log;
          content.series.append(seriesOf(points, {}, true));
          plot.setContent(content);
          QPainter painter(&image);
          plot.paint(painter, QRectF(0, 0, 300, 200), Theme::light(), target);
        }
  }

  void lengthView_everyLayer_hasItsPointOnTheLogAxis() {
    LengthView view;
    view.resize(420, 240);
    const SnapshotPtr snapshot = test::sampleSnapshot(test::smallSetting());
    view.setSnapshot(snapshot);
    const QImage image = shown(view);
    for (std::size_t d = 0; d < snapshot->measures.length.size(); ++d) {
      const auto at = view.plot().positionOf(QPointF(static_cast<double>(d), snapshot->measures.length[d]));
      QVERIFY(at);
      QVERIFY2(near(image.pixel(at->toPoint()), view.theme().accent), qPrintable(QString::number(d)));
    }
    const DataTable table = view.numbers();
    QCOMPARE(table.rows.size(), snapshot->depth() + 1);
    QCOMPARE(table.rows[2][1], snapshot->measures.length[2]);
    QCOMPARE(table.rows[2][3], snapshot->measures.growth[1]);
    QVERIFY(std::isnan(table.rows[0][3]));
  }

  void lengthView_zeroLength_saysSoAndKeepsTheOthers() {
    const auto snapshot = test::changeable(test::sampleSnapshot(test::smallSetting()));
    snapshot->measures.length[2] = 0.0;
    snapshot->measures.length[3] = notANumber;
    snapshot->notices.clear();
    LengthView view;
    view.resize(420, 240);
    view.setSnapshot(snapshot);
    QCOMPARE(view.plot().content().series[0].points.size(), 3);
    const QVector<Badge> badges = view.badges();
    QVERIFY(std::any_of(badges.begin(), badges.end(),
                        [](const Badge& b) { return b.warning && b.text.contains(QLatin1Char('2')); }));
    shown(view);
  }

  void plotView_mouseOverAPoint_lightsItsLayerAndClickSelectsIt() {
    Focus focus;
    LengthView view;
    view.resize(420, 240);
    view.setFocusModel(&focus);
    const SnapshotPtr snapshot = test::sampleSnapshot(test::smallSetting());
    view.setSnapshot(snapshot);
    shown(view);
    const auto at = view.plot().positionOf(QPointF(3, snapshot->measures.length[3]));
    test::moveMouse(view, at->toPoint() + QPoint(3, 3));
    QCOMPARE(focus.hoveredLayer(), 3);
    QTest::mouseClick(&view, Qt::LeftButton, {}, at->toPoint());
    QCOMPARE(focus.layer(), 3);
    test::moveMouse(view, QPoint(2, 2));
    QCOMPARE(focus.hoveredLayer(), -1);
    QTest::keyClick(&view, Qt::Key_Left);
    QCOMPARE(focus.layer(), 2);
    for (int i = 0; i < 9; ++i) QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(focus.layer(), 4);
  }

  void plotView_layerLitElsewhere_emphasisesItsPoint() {
    Focus focus;
    TransitionsView view;
    view.resize(420, 240);
    view.setFocusModel(&focus);
    view.setSnapshot(test::sampleSnapshot(test::smallSetting()));
    const QImage before = shown(view);
    focus.setHoveredLayer(2);
    const QImage after = shown(view);
    QVERIFY(before != after);
    focus.setHoveredLayer(-1);
    QCOMPARE(shown(view), before);
  }

  void transitionsView_runningTotal_addsTheLayersUp() {
    TransitionsView view;
    const SnapshotPtr snapshot = test::sampleSnapshot(test::smallSetting());
    view.setSnapshot(snapshot);
    const auto& all = snapshot->measures.transitions;
    QCOMPARE(view.plot().content().series[0].points[2].y(), static_cast<double>(all[2]));
    QSignalSpy spy(&view, &TransitionsView::runningTotalChanged);
    view.setRunningTotal(true);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(view.plot().content().series[0].points[2].y(), static_cast<double>(all[0] + all[1] + all[2]));
    QCOMPARE(view.numbers().rows[2][3], static_cast<double>(all[0] + all[1] + all[2]));
  }

  void transitionsView_smoothActivation_showsSignTransitionsOnly() {
    core::Setting setting = test::smallSetting();
    setting.activation = core::Activation::Tanh;
    TransitionsView view;
    view.setSnapshot(test::sampleSnapshot(setting));
    QCOMPARE(view.plot().content().series.size(), 1);
    QCOMPARE(view.plot().content().series[0].name, QStringLiteral("sign"));
  }

  void fitLine_pointsOfALine_findsIt() {
    const auto line = fitLine({{0, 1}, {1, 3.5}, {2, 6}, {notANumber, 4}});
    QVERIFY(line);
    QVERIFY(std::abs(line->slope - 2.5) < 1e-12 && std::abs(line->intercept - 1.0) < 1e-12 &&
            line->r2 > 1 - 1e-12);
    QVERIFY(!fitLine({{1, 1}, {1, 2}}));
    QVERIFY(!fitLine({{1, 1}}));
    QVERIFY(!fitLine({}));
  }

  void transitionsLengthView_points_areLengthBeforeAgainstSignTransitions() {
    TransitionsLengthView view;
    const SnapshotPtr snapshot = test::sampleSnapshot(test::smallSetting());
    view.setSnapshot(snapshot);
    const PlotSeries& points = view.plot().content().series.last();
    QCOMPARE(points.points.size(), snapshot->depth());
    QCOMPARE(points.points[1], QPointF(snapshot->measures.length[1],
                                       static_cast<double>(snapshot->measures.signTransitions[1])));
    QVERIFY(view.plot().content().note.contains(QStringLiteral("slope")));
  }

  void views_withoutASnapshot_paintNothingAndSurviveTheMouse() {
    Focus focus;
    LengthView length;
    TransitionsView transitions;
    TransitionsLengthView both;
    for (View* view : QVector<View*>{&length, &transitions, &both}) {
      view->resize(200, 120);
      view->setFocusModel(&focus);
      shown(*view);
      test::moveMouse(*view, QPoint(50, 50));
      QTest::mouseClick(view, Qt::LeftButton, {}, QPoint(50, 50));
      QTest::keyClick(view, Qt::Key_Right);
      QVERIFY(view->numbers().rows.isEmpty());
      QVERIFY(view->badges().isEmpty());
      QVERIFY(view->minimumSizeHint().isValid());
    }
  }
};

QTEST_MAIN(PlotViewsTest)
#include "tst_plot_views.moc"
