#include <QRegularExpression>
#include <QSignalSpy>
#include <QWheelEvent>
#include <QtTest>
#include <cmath>

#include "tests/ui/mouse.h"
#include "tests/ui/sample_snapshot.h"
#include "ui/plots/plane_view.h"
#include "ui/plots/region_facts.h"
#include "ui/plots/region_painter.h"
#include "ui/window/region_tools.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

core::Setting polytopes() {
  core::Setting setting;
  setting.activation = core::Activation::Relu;
  setting.inputDim = 2;
  setting.width = 4;
  setting.depth = 3;
  setting.sigmaW = 1.6;
  setting.sigmaB = 0.6;
  setting.points = 256;
  return setting;
}

/// A view that is given the map for everything that it asks for, as the window does.
struct Served {
  explicit Served(const core::Setting& setting = polytopes(), QSize size = {320, 320}) {
    view.resize(size);
    view.setFocusModel(&focus);
    QObject::connect(&view, &PlaneView::regionsRequested, &view, [this](const RegionMapRequest& request) {
      asked.push_back(request);
      if (serve) view.setRegions(computeRegionMap(request, {}, finder));
    });
    view.setSnapshot(test::sampleSnapshot(setting));
    view.show();
  }
  QImage shown() {
    QImage image(view.size(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    view.paint(painter, QRectF(view.rect()), view.theme(), PaintTarget::Screen);
    return image;
  }
  void wheel(QPointF at, int notches) {
    QWheelEvent event(at, view.mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, {}, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(&view, &event);
  }
  Focus focus;
  PlaneView view;
  core::RegionFinder finder;
  std::vector<RegionMapRequest> asked;
  bool serve = true;
};

/// How far a colour is from another one.
int distance(QRgb a, QRgb b) {
  return std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b)) + std::abs(qBlue(a) - qBlue(b));
}

}  // namespace

class RegionViewTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void snapshot_onViewOnly_asksForWhatIsOnView() {
    Focus focus;
    PlaneView hidden;
    hidden.resize(200, 200);
    QSignalSpy spy(&hidden, &PlaneView::regionsRequested);
    hidden.setSnapshot(test::sampleSnapshot(polytopes()));
    QCOMPARE(spy.size(), 0);
    hidden.show();
    QCOMPARE(spy.size(), 1);
    Served served;
    QCOMPARE(served.asked.size(), 1u);
    QCOMPARE(served.asked.back().rectangle, served.view.rectangle());
    QCOMPARE(served.asked.back().layers, 3);
    served.view.setSnapshot(test::sampleSnapshot(polytopes()));  // the same at another quality
    QCOMPARE(served.asked.size(), 1u);
  }

  void boundaries_ofEachLayer_areWhereTheMapHasThem() {
    Served served;
    const RegionMap& map = *served.view.regions();
    QImage image(400, 400, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    const PlaneFrame frame{QRectF(image.rect()), {0.0, 0.0}, 400.0 / 2.4};
    drawRegions(image, map, {.layers = 3}, {}, frame, Theme::light(), 1.2);
    for (int layer = 1; layer <= 3; ++layer) {
      int met = 0;
      for (const core::RegionEdge& edge : map.regions.level(3).edges) {
        if (edge.layer != layer) continue;
        const QPointF from = frame.map(map.regions.vertex(edge.begin));
        const QPointF to = frame.map(map.regions.vertex(edge.end));
        const QPoint at = (0.5 * (from + to)).toPoint();
        if (std::hypot(to.x() - from.x(), to.y() - from.y()) < 12.0) continue;  // beneath its neighbours
        if (!image.rect().adjusted(2, 2, -2, -2).contains(at)) continue;
        ++met;
        int nearest = 1000;
        for (int dx = -1; dx <= 1; ++dx)
          for (int dy = -1; dy <= 1; ++dy)
            nearest = std::min(nearest, distance(image.pixel(at + QPoint(dx, dy)),
                                                 layerColour(Theme::light(), layer).rgb()));
        QVERIFY2(nearest < 0.55 * distance(qRgb(255, 255, 255), layerColour(Theme::light(), layer).rgb()),
                 qPrintable(QStringLiteral("layer %1: %2").arg(layer).arg(nearest)));
      }
      QVERIFY(met > 3);
    }
  }

  void picture_ofALargeMap_isDrawnBesideTheWindow() {
    core::Setting setting = polytopes();
    setting.width = 160;
    Served served(setting);
    QVERIFY(served.view.regions()->regions.count(3) > 10000);
    QTRY_VERIFY(!served.view.isPicturePending());
    const QImage whole = served.shown();
    const RegionPictureRequest wanted{served.view.regions(), served.view.regionLook(),
                                      PlaneFrame{QRectF(served.view.rect()), {}, 1.0}, 1.0,
                                      served.view.theme()};
    QVERIFY(takesLong(wanted));
    // Zoomed: what was there stands in, larger, until the picture of the new part is ready.
    served.wheel({160.0, 160.0}, 3);
    const QImage standIn = served.shown();
    QVERIFY(served.view.isPicturePending());
    QVERIFY(standIn != whole);
    QTRY_VERIFY(!served.view.isPicturePending());
    QVERIFY(served.shown() != standIn);
    served.view.setRegions(nullptr);
    QVERIFY(served.shown() != standIn);
    QVERIFY(!served.view.isPicturePending());
  }

  void pictures_requestedInARow_endWithTheNewest() {
    const Served served;
    RegionPainter painter;
    std::vector<RegionPicture> pictures;
    connect(&painter, &RegionPainter::pictureReady, &painter,
            [&](const RegionPicture& picture) { pictures.push_back(picture); });
    RegionPictureRequest request{
        served.view.regions(), {.layers = 3}, {QRectF(0, 0, 200, 200), {}, 80.0}, 1.0, Theme::light()};
    for (int layers = 1; layers <= 3; ++layers) {
      request.look.layers = layers;
      painter.request(request);
    }
    QVERIFY(painter.isBusy());
    QTRY_VERIFY(!painter.isBusy());
    QCOMPARE(pictures.size(), 1u);
    QVERIFY(samePicture(pictures.back().of, request));
    QCOMPARE(pictures.back().image, drawnPicture(request).image);
    request.theme = Theme::dark();
    QVERIFY(!samePicture(pictures.back().of, request));
  }

  void pointer_overARegion_lightsItAndTheCurveInside() {
    Served served;
    const QImage before = served.shown();
    const core::PlanePoint on{std::cos(2.0), std::sin(2.0)};
    test::moveMouse(served.view, served.view.toWidget(on));
    const auto region = served.view.pointedRegion();
    QVERIFY(region);
    QCOMPARE(region, served.view.regions()->regions.regionAt(3, on));
    QVERIFY(served.shown() != before);
    // The stretches that are lit are those of t whose points lie in the region, at every of many t.
    const std::vector<TimeStretch>& lit = served.focus.stretches();
    QVERIFY(!lit.empty());
    int inside = 0;
    for (int i = 0; i < 997; ++i) {
      const double t = (i + 0.5) / 997;
      const double angle = 2.0 * M_PI * t;
      const bool holds =
          served.view.regions()->regions.regionAt(3, {std::cos(angle), std::sin(angle)}) == region;
      const bool isLit =
          std::any_of(lit.begin(), lit.end(), [t](const TimeStretch& s) { return t > s.begin && t < s.end; });
      QCOMPARE(isLit, holds);
      inside += holds;
    }
    QVERIFY(inside > 0);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&served.view, &leave);
    QVERIFY(!served.view.pointedRegion());
    QVERIFY(served.focus.stretches().empty());
  }

  void mapOfAnotherNetwork_leavesNoRegionLit() {
    Served served;
    test::moveMouse(served.view, served.view.toWidget({std::cos(2.0), std::sin(2.0)}));
    QVERIFY(!served.focus.stretches().empty());
    core::Setting other = polytopes();
    other.seed = 8;
    served.view.setSnapshot(test::sampleSnapshot(other));
    QVERIFY(!served.view.pointedRegion());  // the pointer is not really there
    QVERIFY(served.focus.stretches().empty());
  }

  void sharedT_lightsTheRegionThatHoldsIt() {
    Served served;
    served.focus.setT(0.2);
    const QImage before = served.shown();
    const double angle = 2.0 * M_PI * 0.2;
    QCOMPARE(served.view.focusedRegion(),
             served.view.regions()->regions.regionAt(3, {std::cos(angle), std::sin(angle)}));
    served.focus.setT(0.7);
    QVERIFY(served.shown() != before);
  }

  void wheel_zooms_asksForTheNewRectangleAndKeepsTheOldMap() {
    Served served;
    served.serve = false;
    const RegionMapPtr old = served.view.regions();
    const QPointF at(100, 120);
    const core::PlanePoint under = served.view.toPlane(at);
    served.wheel(at, 3);
    QCOMPARE(served.asked.size(), 2u);
    QCOMPARE(served.asked.back().rectangle, served.view.rectangle());
    QVERIFY(served.asked.back().rectangle.area() < 0.5 * old->request.rectangle.area());
    QCOMPARE(served.view.regions(), old);
    const core::PlanePoint now = served.view.toPlane(at);
    QVERIFY(std::hypot(now.a - under.a, now.b - under.b) < 1e-9);
    served.shown();
    served.serve = true;
    QTest::keyClick(&served.view, Qt::Key_Home);
    QCOMPARE(served.view.regions()->request.rectangle, old->request.rectangle);
  }

  void deepZoom_findsRegionsAndStillDraws() {
    Served served;
    const core::PlanePoint on = served.view.regions()->regions.vertex(7);
    for (int i = 0; i < 90; ++i) served.wheel(served.view.toWidget(on), 1);
    const core::PlaneRectangle& r = served.asked.back().rectangle;
    QVERIFY(r.a1 - r.a0 < 1e-7 && r.contains(on));
    QVERIFY(served.view.regions()->regions.count(3) > 1);  // boundaries meet here
    served.shown();
  }

  void drag_movesThePlane() {
    Served served;
    const core::PlanePoint under = served.view.toPlane({100, 100});
    QTest::mousePress(&served.view, Qt::LeftButton, {}, QPoint(100, 100));
    test::moveMouse(served.view, QPointF(140, 90), Qt::LeftButton);
    QTest::mouseRelease(&served.view, Qt::LeftButton, {}, QPoint(140, 90));
    const core::PlanePoint now = served.view.toPlane({140, 90});
    QVERIFY(std::hypot(now.a - under.a, now.b - under.b) < 1e-9);
    QCOMPARE(served.asked.back().rectangle, served.view.rectangle());
  }

  void layers_byKeysAndTools_changeWhatIsShown() {
    Served served;
    RegionTools tools(&served.view);
    tools.resize(tools.sizeHint());
    const QImage three = served.shown();
    QCOMPARE(served.view.regionLook().layers, 3);
    QTest::keyClick(&served.view, Qt::Key_BracketLeft);
    QCOMPARE(served.view.regionLook().layers, 2);
    QCOMPARE(served.asked.back().layers, 2);
    QVERIFY(served.shown() != three);
    QTest::mouseClick(tools.layers(), Qt::LeftButton, {}, tools.layers()->segmentRect(0).center());
    QCOMPARE(served.view.regionLook().layers, 1);
    QCOMPARE(tools.layers()->current(), 0);
    QTest::keyClick(tools.layers(), Qt::Key_Right);
    QCOMPARE(served.view.regionLook().layers, 2);
    QTest::mouseClick(tools.layers(), Qt::LeftButton, {}, tools.layers()->segmentRect(2).center());
    QCOMPARE(served.view.regionLook().layers, 3);
    QCOMPARE(served.shown(), three);
  }

  void fills_byKeyAndTools_colourTheRegions() {
    Served served;
    RegionTools tools(&served.view);
    tools.resize(tools.sizeHint());
    QSet<QByteArray> pictures;
    const auto add = [&] {
      const QImage image = served.shown();
      pictures.insert(QByteArray(reinterpret_cast<const char*>(image.constBits()), image.sizeInBytes()));
    };
    add();
    for (const RegionFill fill : {RegionFill::Pattern, RegionFill::Slope, RegionFill::Area}) {
      QTest::keyClick(&served.view, Qt::Key_F);
      QCOMPARE(served.view.regionFill(), fill);
      QCOMPARE(tools.fill()->current(), static_cast<int>(fill));
      add();
    }
    QCOMPARE(pictures.size(), 4);
    QTest::mouseClick(tools.fill(), Qt::LeftButton, {}, tools.fill()->segmentRect(1).center());
    QCOMPARE(served.view.regionFill(), RegionFill::Pattern);
  }

  void patternFill_regionsOfOnePattern_haveOneColourAndOthersAnother() {
    Served served;
    const RegionMap& map = *served.view.regions();
    const RegionLook look{.layers = 3, .fill = RegionFill::Pattern, .patternLayer = 1};
    const RegionFills fills = regionFills(map, look, Theme::light());
    QHash<QString, QRgb> seen;
    QSet<QRgb> colours;
    for (std::int32_t r = 0; r < map.regions.count(3); ++r) {
      const QString pattern = QString::fromStdString(map.regions.pattern(3, r, 1));
      const QRgb colour = fills.colours[static_cast<std::size_t>(r)];
      if (seen.contains(pattern)) QCOMPARE(seen[pattern], colour);
      seen[pattern] = colour;
      colours.insert(colour);
    }
    QCOMPARE(seen.size(), map.regions.count(1));
    QVERIFY(colours.size() * 10 >= seen.size() * 8);
  }

  void fill_ofEveryPixel_isThatOfTheRegionBeneath() {
    Served served;
    const RegionMap& map = *served.view.regions();
    const RegionLook look{.layers = 3, .fill = RegionFill::Pattern, .patternLayer = 3};
    const RegionFills fills = regionFills(map, look, Theme::light());
    QImage image(200, 200, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    const PlaneFrame frame{QRectF(0, 0, 200, 200), {0.0, 0.0}, 200.0 / 2.4};
    drawRegions(image, map, look, fills, frame, Theme::light(), 1.0);
    int plain = 0;
    for (int y = 3; y < 200; y += 7)
      for (int x = 3; x < 200; x += 7) {
        const auto region = map.regions.regionAt(3, frame.unmap({x + 0.5, y + 0.5}));
        QVERIFY(region);
        if (map.regions.nearestBoundary(3, *region, frame.unmap({x + 0.5, y + 0.5})).distance * frame.pixels <
            2.5)
          continue;
        QCOMPARE(image.pixel(x, y), fills.colours[static_cast<std::size_t>(*region)]);
        ++plain;
      }
    QVERIFY(plain > 300);
  }

  void badges_countTheRegionsAndSayExact() {
    Served served;
    const QVector<Badge> badges = served.view.badges();
    QVERIFY(std::any_of(badges.begin(), badges.end(),
                        [](const Badge& b) { return b.text == QStringLiteral("exact"); }));
    const QString count = QString::number(served.view.regions()->regions.count(3));
    const auto counted =
        std::find_if(badges.begin(), badges.end(), [&](const Badge& b) { return b.text.startsWith(count); });
    QVERIFY(counted != badges.end());
    QVERIFY(counted->tooltip.contains(QStringLiteral("1,331")));  // (1 + 4 + 6)^3, the ceiling of Theorem 1
    QVERIFY(counted->tooltip.contains(QStringLiteral("11")));     // of one layer
  }

  void limit_met_isABadge() {
    Served served;
    served.view.setRegions(computeRegionMap(served.asked.back(), {.regions = 30}, served.finder));
    QVERIFY(served.view.regionLook().layers < 3);
    const QVector<Badge> badges = served.view.badges();
    QVERIFY(badges.front().text.contains(QStringLiteral("of 3")));
    QVERIFY(badges.front().tooltip.contains(QStringLiteral("more than 30")));
    served.shown();
  }

  void smoothActivation_showsLevelSetsAndSaysSampled() {
    core::Setting setting = polytopes();
    setting.activation = core::Activation::Tanh;
    Served served(setting);
    QVERIFY(served.view.regions() && !served.view.regions()->exact());
    const QImage image = served.shown();
    const core::LevelSets& sets = served.view.regions()->levelSets;
    QVERIFY(!sets.lines.empty());
    int near = 0;
    int met = 0;
    for (const core::LevelLine& line : sets.lines) {
      if (line.layer != 1) continue;
      const core::PlanePoint p =
          sets.rectangle.fromUnit(sets.points[static_cast<std::size_t>(line.first + line.count / 2)]);
      const QPoint at = served.view.toWidget(p).toPoint();
      if (!image.rect().adjusted(30, 30, -30, -30).contains(at)) continue;
      ++met;
      near += distance(image.pixel(at), served.view.theme().card.rgb()) > 60;
    }
    QVERIFY(met > 0 && near == met);
    QCOMPARE(served.view.badges().last().text, QStringLiteral("sampled"));
    test::moveMouse(served.view, QPointF(160, 160));
    QVERIFY(!served.view.pointedRegion());
    QVERIFY(served.focus.stretches().empty());
    // Back to a piecewise linear one.
    served.view.setSnapshot(test::sampleSnapshot(polytopes()));
    QVERIFY(served.view.regions()->exact());
  }

  void curveInFrame_everyZoom_liesOnTheCurve() {
    const core::Curve curve(core::Trajectory::Circle);
    for (const double reach : {1.3, 1e-3, 1e-8}) {
      const core::PlanePoint centre = curve.at(0.1234);
      const PlaneFrame frame{QRectF(0, 0, 300, 200), centre, 100.0 / reach};
      const std::vector<CurveRun> runs = curveInFrame(curve, 0.0, 1.0, frame);
      QVERIFY(!runs.empty());
      double closest = 1e9;
      for (const CurveRun& run : runs)
        for (std::size_t i = 0; i < run.points.size(); ++i) {
          const QPointF d = run.points[i] - frame.map(curve.at(run.t[i]));
          QVERIFY(std::hypot(d.x(), d.y()) < 1e-3);
          const QPointF c = run.points[i] - frame.area.center();
          closest = std::min(closest, std::hypot(c.x(), c.y()));
          if (i > 0) {
            const QPointF step = run.points[i] - run.points[i - 1];
            QVERIFY(run.t[i] > run.t[i - 1] && std::hypot(step.x(), step.y()) < 4.1);
          }
        }
      QVERIFY(closest < 4.0);
    }
  }

  void bubbleText_longPatterns_areShortened() {
    core::Setting setting = polytopes();
    setting.width = 40;
    setting.depth = 2;
    Served served(setting);
    const QString text = regionText(*served.view.regions(), 2, 0);
    QCOMPARE(text.count(QLatin1Char('\n')), 2);
    QVERIFY(text.contains(QStringLiteral("of 40")));
    for (const QString& line : text.split(QLatin1Char('\n'))) QVERIFY(line.size() < 50);
  }
};

QTEST_MAIN(RegionViewTest)
#include "tst_region_view.moc"
