#include <QLayout>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/mouse.h"
#include "tests/ui/sample_snapshot.h"
#include "ui/plots/family_view.h"
#include "ui/window/family_tools.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

/// A view with its tools, and a service that computes everything it asks for.
struct Served {
  Served() {
    FamilyChoice choice;
    choice.widths = {8, 12};
    choice.sigmaWs = {1.0, 2.0, 3.0};
    choice.draws = 3;
    view.resize(520, 340);
    QObject::connect(&view, &FamilyView::familyRequested, &service, &FamilyService::request);
    QObject::connect(&service, &FamilyService::familyReady, &view, &FamilyView::setFamily);
    view.setFamilyChoice(choice);
    view.setSnapshot(test::sampleSnapshot(test::smallSetting()));
    view.show();
    tools.resize(900, 32);
    tools.layout()->activate();
  }
  [[nodiscard]] bool isComplete() const { return !service.isBusy() && view.family() && view.family()->complete; }
  [[nodiscard]] QLineEdit* field(const char* name) { return tools.findChild<QLineEdit*>(QString::fromLatin1(name)); }
  void type(const char* name, const char* text) {
    QLineEdit* edit = field(name);
    edit->selectAll();
    QTest::keyClicks(edit, QString::fromLatin1(text));
    QTest::keyClick(edit, Qt::Key_Return);
  }

  FamilyService service{nullptr, std::chrono::milliseconds(0)};
  FamilyView view;
  FamilyTools tools{&view};
};

int linesWithPoints(const PlotContent& content) {
  return static_cast<int>(std::ranges::count_if(
      content.series, [](const PlotSeries& s) { return s.style == Qt::SolidLine && !s.points.isEmpty(); }));
}

}  // namespace

class FamilyViewTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void lines_areOneForEachWidthAndScale() {
    Served served;
    QTRY_VERIFY(served.isComplete());
    const PlotContent& content = served.view.plot().content();
    QCOMPARE(linesWithPoints(content), 6);
    const core::FamilyMember& last = served.view.family()->members.back();
    const PlotSeries* line = nullptr;
    for (const PlotSeries& series : content.series)
      if (!series.points.isEmpty()) line = &series;
    QCOMPARE(line->points.back().y(), last.measured.find(core::Measure::Length)->layers.back().mean);
    QCOMPARE(served.view.badges().front().text, QStringLiteral("3 draws each"));
  }

  void figure_chosenByClick_changesTheAxes() {
    Served served;
    QTRY_VERIFY(served.isComplete());
    auto* figure = served.tools.findChild<Segmented*>(QStringLiteral("familyFigure"));
    const auto choose = [&](FamilyFigure which) {
      QTest::mouseClick(figure, Qt::LeftButton, {}, figure->segmentRect(static_cast<int>(which)).center());
      QCOMPARE(served.view.familyChoice().figure, which);
      QTRY_VERIFY(served.isComplete());
    };
    choose(FamilyFigure::GrowthSigma);
    QCOMPARE(linesWithPoints(served.view.plot().content()), 2);  // one a width
    choose(FamilyFigure::GrowthWidth);
    QCOMPARE(linesWithPoints(served.view.plot().content()), 3);  // one a sigma_w
    QVERIFY(served.view.plot().content().logX);
    choose(FamilyFigure::Transitions);
    for (const PlotSeries& series : served.view.plot().content().series)
      if (series.style == Qt::SolidLine && !series.points.isEmpty()) QVERIFY(series.dots && !series.line);
    choose(FamilyFigure::Pieces);
    QVERIFY(served.view.family()->request.pieces);
    QVERIFY(served.view.family()->members.front().measured.find(core::Measure::Pieces) != nullptr);
  }

  void lists_typed_redrawTheFamily_orAreRefused() {
    Served served;
    QSignalSpy refused(&served.tools, &FamilyTools::refused);
    QTRY_VERIFY(served.isComplete());
    served.type("familyWidths", "6, 10, 14");
    QTRY_COMPARE(served.view.family()->members.size(), 9u);
    served.type("familySigmaWs", "1:2:0.25");
    QTRY_COMPARE(served.view.family()->members.size(), 15u);
    served.type("familyDraws", "2");
    QTRY_VERIFY(served.isComplete() && served.view.family()->request.draws == 2);
    QCOMPARE(refused.size(), 0);
    served.type("familyWidths", "ten");
    QCOMPARE(refused.size(), 1);
    QVERIFY(refused[0][0].toString().contains(QStringLiteral("ten")));
    QCOMPARE(served.field("familyWidths")->text(), QStringLiteral("6, 10, 14"));
    served.type("familyDraws", "0");
    QCOMPARE(refused.size(), 2);
    QCOMPARE(served.view.familyChoice().draws, 2);
  }

  void view_hidden_stops_andGoesOnWhenShown() {
    Served served;
    QObject::connect(&served.view, &FamilyView::familyNotWanted, &served.service, &FamilyService::stop);
    FamilyChoice choice = served.view.familyChoice();
    choice.draws = 400;
    served.view.setFamilyChoice(choice);
    QVERIFY(served.service.isBusy());
    served.view.hide();
    QVERIFY(!served.service.isBusy());
    choice.draws = 2;
    served.view.setFamilyChoice(choice);
    QVERIFY(!served.service.isBusy());  // nobody looks
    served.view.show();
    QTRY_VERIFY(served.isComplete() && served.view.family()->request.draws == 2);
  }

  void smoothActivation_withPieces_saysWhyThereIsNone() {
    Served served;
    core::Setting setting = test::smallSetting();
    setting.activation = core::Activation::Tanh;
    served.view.setSnapshot(test::sampleSnapshot(setting));
    FamilyChoice choice = served.view.familyChoice();
    choice.figure = FamilyFigure::Pieces;
    served.view.setFamilyChoice(choice);
    QTRY_VERIFY(served.view.family() && !served.view.family()->error.empty());
    QVERIFY(!served.service.isBusy());
    QVERIFY(served.view.badges().front().warning);
    QVERIFY(served.view.plot().content().series.isEmpty());
  }

  void layer_pointedAt_isLitEverywhere() {
    Served served;
    Focus focus;
    served.view.setFocusModel(&focus);
    QTRY_VERIFY(served.isComplete());
    served.view.grab();
    const PlotSeries* line = nullptr;
    for (const PlotSeries& series : served.view.plot().content().series)
      if (!series.points.isEmpty()) line = &series;
    test::moveMouse(served.view, *served.view.plot().positionOf(line->points[2]), Qt::NoButton);
    QCOMPARE(focus.hoveredLayer(), 2);
  }
};

QTEST_MAIN(FamilyViewTest)
#include "tst_family_view.moc"
