#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "tests/ui/mouse.h"
#include "tests/ui/sample_snapshot.h"
#include "ui/figures/export_dialog.h"
#include "ui/figures/figure_of_view.h"
#include "ui/figures/figure_source.h"
#include "ui/plots/prior_view.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

/// A view that is given the prior for everything that it asks for.
struct Served {
  explicit Served(const core::Setting& setting = test::smallSetting()) {
    view.resize(520, 340);
    view.setFocusModel(&focus);
    QObject::connect(&view, &PriorView::priorRequested, &service, &PriorService::request);
    QObject::connect(&service, &PriorService::priorReady, &view, &PriorView::setPrior);
    view.setSnapshot(test::sampleSnapshot(setting));
    view.show();
  }
  void settle() {
    QTRY_VERIFY(!service.isBusy());
    view.grab();
  }
  [[nodiscard]] QPoint at(double t, double y) const { return view.plot().positionOf({t, y})->toPoint(); }
  [[nodiscard]] const PlotSeries* series(const QString& name) const {
    for (const PlotSeries& one : view.plot().content().series)
      if (one.name == name) return &one;
    return nullptr;
  }
  [[nodiscard]] QStringList badges() const {
    QStringList texts;
    for (const Badge& badge : view.badges()) texts << badge.text;
    return texts;
  }
  Focus focus;
  PriorService service;
  PriorView view;
};

/// The y of a series nearest to t.
double valueNear(const PlotSeries& series, double t) {
  double best = 0.0;
  double closest = INFINITY;
  for (const QPointF& p : series.points)
    if (std::abs(p.x() - t) < closest) {
      closest = std::abs(p.x() - t);
      best = p.y();
    }
  return best;
}

}  // namespace

class PriorViewTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void prior_isThatOfTheCommandLine() {
    Served served;
    served.settle();
    const core::Prior expected = *core::priorOf(served.view.snapshot()->subject, {});
    QCOMPARE(served.view.prior()->draws, expected.draws);
    QCOMPARE(served.view.prior()->deviation, expected.deviation);
    const PlotContent& content = served.view.plot().content();
    QCOMPARE(content.series.size(), core::priorDraws);
    QCOMPARE(content.bands.size(), 2);
    QCOMPARE(content.series.back().points.size(), core::fewestPriorSamples);
    QCOMPARE(content.series.back().points[50].y(), expected.draws(50, 0));
    QCOMPARE(content.bands[1].high[7], 2.0 * expected.deviation[7]);
    served.view.setData({{0.25, 1.0}});
    served.settle();
    QCOMPARE(served.view.prior()->conditioned, core::priorOf(expected.subject, {{0.25, 1.0}})->conditioned);
  }

  void view_thatIsNotShown_asksForNothing() {
    PriorView view;
    QSignalSpy asked(&view, &PriorView::priorRequested);
    view.setSnapshot(test::sampleSnapshot(test::smallSetting()));
    view.setData({{0.5, 0.0}});
    QCOMPARE(asked.size(), 0);
    view.show();
    QVERIFY(asked.size() > 0);
  }

  void largeNetworks_comeAfterTheirBand() {
    core::Setting setting;
    setting.width = 500;
    setting.depth = 9;
    PriorService service;
    std::vector<Eigen::Index> drawn;
    connect(&service, &PriorService::priorReady, this, [&](const PriorPtr& prior) {
      QVERIFY(prior->deviation.size() > 0);
      drawn.push_back(prior->draws.cols());
    });
    service.request({{setting, nullptr, nullptr}, {}});
    QTRY_VERIFY_WITH_TIMEOUT(!service.isBusy(), 60000);
    QVERIFY(drawn.size() > 2);
    QCOMPARE(drawn.front(), 0);
    QCOMPARE(drawn.back(), core::priorDraws);
  }

  void click_putsAPoint_andTheCurvesPassThroughIt() {
    Served served;
    served.settle();
    QCOMPARE(served.view.title(), QStringLiteral("Prior over functions"));
    const QVector<QPointF> before = served.view.plot().content().series.front().points;
    QTest::mouseClick(&served.view, Qt::LeftButton, {}, served.at(0.3, 0.5));
    QCOMPARE(served.view.data().size(), 1u);
    const core::OutputPoint point = served.view.data().front();
    QVERIFY(std::abs(point.t - 0.3) < 0.01 && std::abs(point.y - 0.5) < 0.05);
    served.settle();
    QVERIFY(served.view.plot().content().series.front().points != before);
    for (const char* name : {"NNGP mean", "NTK mean", "draws through the data"}) {
      const PlotSeries* series = served.series(QString::fromLatin1(name));
      QVERIFY2(series != nullptr, name);
      QVERIFY(std::abs(valueNear(*series, point.t) - point.y) < 1e-6);
    }
    QVERIFY(served.badges().contains(QStringLiteral("NTK")));
    QVERIFY(served.view.title() != QStringLiteral("Prior over functions"));
    QTest::mouseClick(&served.view, Qt::LeftButton, {}, QPoint(2, 2));  // beside the plot
    QCOMPARE(served.view.data().size(), 1u);
  }

  void drag_movesThePoint_onAnAxisThatStandsStill() {
    Served served;
    served.settle();
    served.view.setData({{0.5, 0.2}});
    served.settle();
    const Plot::Axis axis = served.view.plot().yAxis();
    const double top = axis.minimum + 0.9 * (axis.maximum - axis.minimum);
    QTest::mousePress(&served.view, Qt::LeftButton, {}, served.at(0.5, 0.2));
    test::moveMouse(served.view, served.at(0.7, 0.5 * top), Qt::LeftButton);
    served.settle();
    test::moveMouse(served.view, served.at(0.8, top), Qt::LeftButton);
    served.settle();
    QCOMPARE(served.view.plot().yAxis().maximum, axis.maximum);
    QVERIFY(std::abs(served.view.data().front().t - 0.8) < 0.01);
    QVERIFY(std::abs(served.view.data().front().y - top) < 0.05);
    test::moveMouse(served.view, QPointF(9000.0, -9000.0), Qt::LeftButton);  // stays within the plot
    QCOMPARE(served.view.data().front().t, 1.0);
    QVERIFY(served.view.data().front().y <= axis.maximum);
    QTest::mouseRelease(&served.view, Qt::LeftButton, {}, QPoint(100, 100));
    QCOMPARE(served.view.data().size(), 1u);
    served.settle();
    QVERIFY(served.view.plot().yAxis().maximum != axis.maximum);
  }

  void pointUnderThePointer_takenByUndo_isLetGo() {
    Served served;
    served.settle();
    served.view.setData({{0.2, 0.1}, {0.5, 0.2}});
    served.settle();
    QTest::mousePress(&served.view, Qt::LeftButton, {}, served.at(0.5, 0.2));
    test::moveMouse(served.view, served.at(0.6, 0.2), Qt::LeftButton);
    served.view.setData({});
    served.settle();  // paints
    test::moveMouse(served.view, served.at(0.7, 0.1), Qt::LeftButton);
    served.settle();
    QVERIFY(served.view.data().empty());
    QTest::mouseRelease(&served.view, Qt::LeftButton, {}, QPoint(100, 100));
    QVERIFY(served.view.data().empty());
  }

  void doubleClickAndRightButton_removeThePoint() {
    Served served;
    served.settle();
    served.view.setData({{0.2, 0.3}, {0.6, -0.3}, {0.8, 0.1}});
    served.settle();
    QTest::mouseDClick(&served.view, Qt::LeftButton, {}, served.at(0.6, -0.3));
    QCOMPARE(served.view.data(), (std::vector<core::OutputPoint>{{0.2, 0.3}, {0.8, 0.1}}));
    served.settle();
    QTest::mouseClick(&served.view, Qt::RightButton, {}, served.at(0.2, 0.3));
    QCOMPARE(served.view.data(), (std::vector<core::OutputPoint>{{0.8, 0.1}}));
    QTest::mouseClick(&served.view, Qt::RightButton, {}, served.at(0.2, 0.3));  // nothing there
    QCOMPARE(served.view.data().size(), 1u);
    QTest::keyClick(&served.view, Qt::Key_Delete);
    QVERIFY(served.view.data().empty());
    served.settle();
    QVERIFY(served.series(QStringLiteral("this network")));
  }

  void pointer_movesTheSharedT() {
    Served served;
    served.settle();
    test::moveMouse(served.view, served.at(0.62, 0.0));
    QVERIFY(std::abs(served.focus.t() - 0.62) < 0.01);
    const QImage with = served.view.grab().toImage();
    served.focus.setT(0.1);
    QVERIFY(served.view.grab().toImage() != with);
    QTest::keyClick(&served.view, Qt::Key_Right);
    QVERIFY(std::abs(served.focus.t() - 0.105) < 1e-9);
  }

  void whatCannotBeBelieved_isSaid() {
    core::Setting setting = test::smallSetting();
    setting.sigmaW = 8.0;
    setting.depth = 20;
    Served rough(setting);
    rough.settle();
    QVERIFY(rough.badges().contains(QStringLiteral("too rough to draw")));

    setting = test::smallSetting();
    setting.sigmaW = 0.5;  // nearly constant along the curve
    setting.depth = 30;
    Served constant(setting);
    constant.view.setData({{0.2, 1.0}, {0.7, -1.0}});
    constant.settle();
    QVERIFY(constant.badges().contains(QStringLiteral("misses the data")));

    setting = test::smallSetting();
    setting.tBegin = 0.5;
    Served part(setting);
    part.view.setData({{0.2, 1.0}, {0.7, -1.0}});
    part.settle();
    QVERIFY(part.badges().contains(QStringLiteral("1 of 2 points not on view")));
    QCOMPARE(part.series(QStringLiteral("data"))->points.size(), 1);
    QCOMPARE(part.view.plot().xAxis().minimum, 0.5);
  }

  void loadedNetwork_hasNoPrior() {
    Served served;
    served.settle();
    const auto snapshot = test::changeable(served.view.snapshot());
    snapshot->subject.loaded = std::make_shared<const core::LoadedNetwork>();
    served.view.setSnapshot(snapshot);
    served.settle();
    QVERIFY(!served.view.prior()->reason.empty());
    QVERIFY(served.view.badges().front().warning);
    QTest::mouseClick(&served.view, Qt::LeftButton, {}, QPoint(200, 150));
    QVERIFY(served.view.data().empty());
    QVERIFY(served.view.numbers().rows.isEmpty());
  }

  void figure_hasTheDataOfTheView() {
    Served served;
    served.settle();
    served.view.setData({{0.25, 1.0}, {0.7, -0.5}});
    served.settle();
    const FigureChoice choice = figureChoiceOf(&served.view);
    QCOMPARE(choice.kind, FigureKind::Prior);
    QCOMPARE(choice.data, served.view.data());
    QCOMPARE(priorOfFigure(*served.view.snapshot(), choice), served.view.prior());  // not computed again
    const FigureSource source(served.view.snapshot(), choice);
    QCOMPARE(source.numbers().rows, served.view.numbers().rows);
    QCOMPARE(source.numbers().columns.mid(0, 7),
             QStringList({QStringLiteral("t"), QStringLiteral("prior_std"), QStringLiteral("nngp_mean"),
                          QStringLiteral("nngp_std"), QStringLiteral("ntk_mean"), QStringLiteral("ntk_std"),
                          QStringLiteral("draw_0")}));
    QCOMPARE(source.numbers().columns.size(), 6 + 2 * core::priorDraws);
    QVERIFY(source.info().json().contains("\"data\""));
    FigureChoice other = choice;
    other.data = {{0.1, 0.0}};
    QVERIFY(priorOfFigure(*served.view.snapshot(), other) != served.view.prior());
  }
};

QTEST_MAIN(PriorViewTest)
#include "tst_prior_view.moc"
