#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <cmath>

#include "tests/ui/mouse.h"
#include "tests/ui/sample_snapshot.h"
#include "ui/figures/figure_source.h"
#include "ui/model/dichotomy_service.h"
#include "ui/panels/stepper.h"
#include "ui/plots/dichotomies_view.h"

using namespace arcscope;
using namespace arcscope::ui;
using namespace std::chrono_literals;

namespace {

core::Setting smallSetting() {
  core::Setting setting = test::smallSetting();
  setting.width = 16;
  return setting;
}

core::Dichotomies counted(const core::DichotomyRequest& request) {
  core::Dichotomies known{request};
  if (!core::extend(known)) qFatal("stopped");
  return known;
}

/// A view that gets the counts for everything that it asks for.
struct Served {
  explicit Served(const core::Setting& setting = smallSetting(), int inputs = 6, int draws = 2) {
    view.resize(420, 260);
    view.setInputs(inputs);
    view.setDraws(draws);
    view.setFocusModel(&focus);
    QObject::connect(&view, &DichotomiesView::countRequested, &service, &DichotomyService::request);
    QObject::connect(&view, &DichotomiesView::countNotWanted, &service, &DichotomyService::stop);
    QObject::connect(&service, &DichotomyService::countReady, &view, &DichotomiesView::setKnown);
    view.setSnapshot(test::sampleSnapshot(setting));
  }
  Focus focus;
  DichotomyService service{1ms};
  DichotomiesView view;
};

const PlotSeries& mean(const DichotomiesView& view) {
  return view.plot().content().series.back();
}

}  // namespace

class DichotomiesViewTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void points_comeLayerByLayer_andAreWhatTheCoreCounts() {
    Served served;
    std::vector<qsizetype> sizes;
    connect(&served.view, &DichotomiesView::badgesChanged, this,
            [&] { sizes.push_back(mean(served.view).points.size()); });
    served.view.show();
    QTRY_VERIFY(served.service.isBusy());
    QTRY_VERIFY(!served.service.isBusy());
    QCOMPARE(sizes, std::vector<qsizetype>({1, 2, 3, 4, 4, 4, 4, 4}));
    const core::Dichotomies expected = counted(served.view.request());
    for (std::size_t i = 0; i < 4; ++i) {
      const auto at = static_cast<qsizetype>(i);
      QCOMPARE(mean(served.view).points[at], QPointF(static_cast<double>(i), expected.layers[i].mean()));
      QCOMPARE(mean(served.view).layers[at], 4 - static_cast<int>(i));
      QCOMPARE(served.view.plot().content().bands[0].low[at], expected.layers[i].least());
      QCOMPARE(served.view.plot().content().bands[0].high[at], expected.layers[i].most());
    }
    QCOMPARE(served.view.plot().content().series.front().points[0].y(), 64.0);  // the ceiling
  }

  void hiddenView_countsNothing_andGoesOnWhereItStopped() {
    core::Setting setting = smallSetting();
    setting.depth = 12;
    setting.width = 64;
    Served served(setting, 12, 40);
    QTest::qWait(20);
    QVERIFY(!served.service.isBusy());
    served.view.show();
    QTRY_VERIFY(served.view.known() && served.view.known()->done > 3);
    served.view.hide();
    QVERIFY(!served.service.isBusy());
    QTest::qWait(30);  // what was on its way
    const int before = served.view.known()->done;
    QTest::qWait(60);
    QCOMPARE(served.view.known()->done, before);
    int first = 0;
    connect(&served.view, &DichotomiesView::badgesChanged, this, [&] {
      if (first == 0) first = served.view.known()->done;
    });
    served.view.show();
    QTRY_VERIFY(first > 0);
    QVERIFY2(first >= before, qPrintable(QString::number(first)));
    QTRY_VERIFY(served.view.known()->done > before);
  }

  void newSetting_showsNothingOfTheOldOne() {
    Served served;
    served.view.show();
    QTRY_VERIFY(served.view.known() && served.view.known()->complete());
    core::Setting other = smallSetting();
    other.sigmaW = 3.0;
    served.view.setSnapshot(test::sampleSnapshot(other));
    QVERIFY(!served.view.known());
    QVERIFY(mean(served.view).layers.isEmpty());  // the ceiling alone
    QTRY_VERIFY(served.view.known() && served.view.known()->complete());
    QCOMPARE(served.view.known()->request.subject.setting.sigmaW, 3.0);
    served.view.setSnapshot(test::sampleSnapshot(smallSetting()));  // kept
    QVERIFY(served.view.known() && served.view.known()->complete());
    QVERIFY(!served.service.isBusy());
    core::Setting sameNetwork = smallSetting();
    sameNetwork.points = 99;
    served.view.setSnapshot(test::sampleSnapshot(sameNetwork));
    QVERIFY(served.view.known());
  }

  void badges_sayHowItWasCounted() {
    Served served;
    served.view.show();
    QVERIFY(!served.view.badges().isEmpty());  // how much is counted
    QTRY_VERIFY(!served.service.isBusy());
    QStringList texts;
    for (const Badge& badge : served.view.badges()) {
      texts << badge.text;
      QVERIFY(!badge.tooltip.isEmpty() && !badge.warning);
    }
    QCOMPARE(texts, QStringList({QStringLiteral("at least"), QStringLiteral("sampled")}));
    QVERIFY(served.view.badges()[1].tooltip.contains(QStringLiteral("1,024")));
    auto large = test::changeable(served.view.snapshot());
    large->subject.setting.width = 4096;
    large->subject.setting.depth = 64;
    served.view.setSnapshot(large);
    QVERIFY(!served.service.isBusy());
    QCOMPARE(served.view.badges().size(), 1);
    QVERIFY(served.view.badges().front().warning);
  }

  void point_hoveredAndClicked_isTheLayerThatMoves() {
    Served served;
    served.view.show();
    QTRY_VERIFY(!served.service.isBusy());
    served.view.grab();
    const auto at = served.view.plot().positionOf(mean(served.view).points[1]);
    QVERIFY(at);
    test::moveMouse(served.view, *at);
    QCOMPARE(served.focus.hoveredLayer(), 3);
    QTest::mouseClick(&served.view, Qt::LeftButton, {}, at->toPoint());
    QCOMPARE(served.focus.layer(), 3);
    QTest::keyClick(&served.view, Qt::Key_Right);  // to the right there are more layers above
    QCOMPARE(served.focus.layer(), 2);
    QTest::keyClick(&served.view, Qt::Key_Plus);
    QCOMPARE(served.view.inputs(), 7);
    QTRY_VERIFY(served.view.known() && served.view.known()->request.inputs == 7);
  }

  void numbers_haveARowALayer_inFiguresToo() {
    Served served;
    served.view.show();
    QTRY_VERIFY(!served.service.isBusy());
    const DataTable table = served.view.numbers();
    QCOMPARE(table.rows.size(), 4);
    for (const QVector<double>& row : table.rows) QCOMPARE(row.size(), table.columns.size());
    FigureChoice choice;
    choice.kind = FigureKind::Dichotomies;
    choice.inputs = 6;
    choice.dichotomyDraws = 2;
    QCOMPARE(FigureSource(served.view.snapshot(), choice).numbers().rows, table.rows);
  }

  void stepper_mouseWheelAndKeys_askForTheNextNumber() {
    Stepper stepper(QStringLiteral("%1 inputs"), 3, 24);
    connect(&stepper, &Stepper::valueRequested, &stepper, &Stepper::setValue);
    stepper.setValue(15);
    stepper.resize(stepper.sizeHint());
    stepper.show();
    QTest::mouseClick(&stepper, Qt::LeftButton, {}, stepper.moreRect().center());
    QCOMPARE(stepper.value(), 16);
    QTest::mouseClick(&stepper, Qt::LeftButton, {}, stepper.lessRect().center());
    QTest::mouseClick(&stepper, Qt::LeftButton, {}, stepper.rect().center());
    QCOMPARE(stepper.value(), 15);
    QWheelEvent wheel(QPointF(20, 10), stepper.mapToGlobal(QPointF(20, 10)), {}, {0, 240}, Qt::NoButton, {},
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&stepper, &wheel);
    QCOMPARE(stepper.value(), 17);
    QTest::keyClick(&stepper, Qt::Key_Left);
    QCOMPARE(stepper.value(), 16);
    QTest::keyClick(&stepper, Qt::Key_End);
    QCOMPARE(stepper.value(), 24);
    QSignalSpy asked(&stepper, &Stepper::valueRequested);
    QTest::keyClick(&stepper, Qt::Key_Up);  // no further
    QVERIFY(asked.isEmpty());
    QTest::keyClick(&stepper, Qt::Key_Home);
    QCOMPARE(stepper.value(), 3);
  }
};

QTEST_MAIN(DichotomiesViewTest)
#include "tst_dichotomies_view.moc"
