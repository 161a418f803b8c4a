#include <QRegularExpression>
#include <QtTest>
#include <cmath>
#include <numbers>

#include "tests/ui/mouse.h"
#include "tests/ui/sample_snapshot.h"
#include "ui/plots/pattern_raster.h"
#include "ui/plots/plane_view.h"
#include "ui/plots/t_bar.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

QImage shown(const View& view) {
  QImage image(view.size(), QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::white);
  QPainter painter(&image);
  view.paint(painter, QRectF(view.rect()), view.theme(), PaintTarget::Screen);
  return image;
}

}  // namespace

/// The views that have t as an axis: activation raster, plane and t-bar.
class TimeViewsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void patternImage_unevenT_showsTheNearestSample() {
    core::RegionMatrix regions(2, 3);
    regions << -1, 0, 1, 1, 0, -1;
    Eigen::VectorXd t(3);
    t << 0.0, 0.8, 1.0;
    const std::array<QRgb, 3> colours{qRgb(1, 0, 0), qRgb(0, 1, 0), qRgb(0, 0, 1)};
    const QImage image = patternImage(regions, t, QSize(100, 10), colours);
    QCOMPARE(image.pixel(10, 0), colours[0]);
    QCOMPARE(image.pixel(38, 0), colours[0]);
    QCOMPARE(image.pixel(42, 0), colours[1]);
    QCOMPARE(image.pixel(88, 0), colours[1]);
    QCOMPARE(image.pixel(92, 0), colours[2]);
    QCOMPARE(image.pixel(10, 9), colours[2]);
    QCOMPARE(image.pixel(99, 5), colours[0]);
    QVERIFY(patternImage(regions, t, QSize(0, 4), colours).isNull());
  }

  void raster_mouse_setsTimeAndNeuron() {
    Focus focus;
    PatternRaster raster;
    raster.resize(400, 200);
    raster.setFocusModel(&focus);
    focus.setLayer(2);
    raster.setSnapshot(test::sampleSnapshot(test::smallSetting()));
    QCOMPARE(raster.layer(), 2);
    QVERIFY(raster.title().contains(QLatin1Char('2')));
    const QRectF area = raster.rasterRect();
    test::moveMouse(raster, QPoint(qRound(area.left() + 0.25 * area.width()),
                                   qRound(area.top() + area.height() * 5.5 / 24)));
    QCOMPARE(focus.neuron(), 5);
    QVERIFY(std::abs(focus.t() - 0.25) < 0.01);
    QTest::keyClick(&raster, Qt::Key_Down);
    QCOMPARE(focus.neuron(), 6);
    const double t = focus.t();
    QTest::keyClick(&raster, Qt::Key_Right);
    QVERIFY(focus.t() > t);
  }

  void raster_pixels_haveTheColourOfTheRegion() {
    Focus focus;
    focus.setLayer(3);
    focus.setT(0.0);
    PatternRaster raster;
    raster.resize(400, 260);
    raster.setFocusModel(&focus);
    const SnapshotPtr snapshot = test::sampleSnapshot(test::smallSetting());
    raster.setSnapshot(snapshot);
    const QImage image = shown(raster);
    const auto colours = regionColours(raster.theme());
    const auto& regions = *snapshot->layers[3].regions;
    const QRectF area = raster.rasterRect();
    int seen[3] = {0, 0, 0};
    for (int neuron = 0; neuron < 24; ++neuron)
      for (int j = 20; j < 250; j += 23) {
        // The middle of a sample's share; wide enough to be a pixel of its own.
        const QPointF at(area.left() + area.width() * snapshot->t[j],
                         area.top() + area.height() * (neuron + 0.5) / 24);
        QCOMPARE(image.pixel(static_cast<int>(at.x()), static_cast<int>(at.y())) | 0xff000000U,
                 colours[static_cast<std::size_t>(regions(neuron, j) + 1)]);
        ++seen[regions(neuron, j) + 1];
      }
    QVERIFY(seen[0] > 0 && seen[1] > 0 && seen[2] > 0);
  }

  void raster_dragSideways_asksForThatStretch() {
    PatternRaster raster;
    raster.resize(400, 200);
    raster.setSnapshot(test::sampleSnapshot(test::smallSetting()));
    QSignalSpy spy(&raster, &View::stretchRequested);
    const QRectF area = raster.rasterRect();
    const auto at = [&](double t) { return QPoint(qRound(area.left() + t * area.width()), 60); };
    QTest::mousePress(&raster, Qt::LeftButton, {}, at(0.75));
    test::moveMouse(raster, at(0.5), Qt::LeftButton);
    QTest::mouseRelease(&raster, Qt::LeftButton, {}, at(0.5));
    QCOMPARE(spy.size(), 1);
    QVERIFY(std::abs(spy[0][0].toDouble() - 0.5) < 0.01);
    QVERIFY(std::abs(spy[0][1].toDouble() - 0.75) < 0.01);
    QTest::mouseClick(&raster, Qt::LeftButton, {}, at(0.3));
    QCOMPARE(spy.size(), 1);  // a click is no stretch
    QTest::mouseDClick(&raster, Qt::LeftButton, {}, at(0.3));
    QCOMPARE(spy.last(), (QList<QVariant>{0.0, 1.0}));
  }

  void raster_withoutPatterns_paintsAndIgnoresTheMouse() {
    Focus focus;
    PatternRaster raster;
    raster.resize(300, 150);
    raster.setFocusModel(&focus);
    shown(raster);
    const auto snapshot = test::changeable(test::sampleSnapshot(test::smallSetting()));
    for (core::LayerSnapshot& layer : snapshot->layers) layer.regions = nullptr;
    raster.setSnapshot(snapshot);
    QCOMPARE(raster.layer(), 0);
    shown(raster);
    test::moveMouse(raster, QPoint(50, 50));
    QTest::mouseClick(&raster, Qt::LeftButton, {}, QPoint(50, 50));
    QTest::keyClick(&raster, Qt::Key_Down);
    QCOMPARE(focus.neuron(), -1);
  }

  void tBar_dragKeysAndWheel_moveT() {
    Focus focus;
    TBar bar;
    bar.resize(500, 40);
    bar.setFocusModel(&focus);
    bar.setSnapshot(test::sampleSnapshot(test::smallSetting()));
    QTest::mousePress(&bar, Qt::LeftButton, {}, bar.positionOf(0.2).toPoint());
    QVERIFY(std::abs(focus.t() - 0.2) < 0.01);
    test::moveMouse(bar, bar.positionOf(0.6), Qt::LeftButton);
    QVERIFY(std::abs(focus.t() - 0.6) < 0.01);
    QTest::mouseRelease(&bar, Qt::LeftButton, {}, bar.positionOf(0.6).toPoint());
    QTest::keyClick(&bar, Qt::Key_Home);
    QCOMPARE(focus.t(), 0.0);
    QTest::keyClick(&bar, Qt::Key_Left);
    QCOMPARE(focus.t(), 0.0);
    QTest::keyClick(&bar, Qt::Key_Right);
    QVERIFY(std::abs(focus.t() - 0.005) < 1e-12);
    QTest::keyClick(&bar, Qt::Key_End);
    QCOMPARE(focus.t(), 1.0);
    QWheelEvent wheel(QPointF(100, 20), QPointF(100, 20), QPoint(), QPoint(0, -120), Qt::NoButton, {},
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&bar, &wheel);
    QVERIFY(std::abs(focus.t() - 0.99) < 1e-12);
  }

  void tBar_shiftOrRightDrag_asksForTheStretch() {
    TBar bar;
    bar.resize(500, 40);
    bar.setSnapshot(test::sampleSnapshot(test::smallSetting()));
    QSignalSpy spy(&bar, &View::stretchRequested);
    QTest::mousePress(&bar, Qt::LeftButton, Qt::ShiftModifier, bar.positionOf(0.3).toPoint());
    test::moveMouse(bar, bar.positionOf(0.4), Qt::LeftButton, Qt::ShiftModifier);
    shown(bar);
    QTest::mouseRelease(&bar, Qt::LeftButton, Qt::ShiftModifier, bar.positionOf(0.4).toPoint());
    QCOMPARE(spy.size(), 1);
    QVERIFY(std::abs(spy[0][0].toDouble() - 0.3) < 0.01 && std::abs(spy[0][1].toDouble() - 0.4) < 0.01);
    QTest::mousePress(&bar, Qt::RightButton, {}, bar.positionOf(0.9).toPoint());
    test::moveMouse(bar, bar.positionOf(0.5), Qt::RightButton);
    QTest::mouseRelease(&bar, Qt::RightButton, {}, bar.positionOf(0.5).toPoint());
    QCOMPARE(spy.size(), 2);
    QTest::mouseDClick(&bar, Qt::LeftButton, {}, bar.positionOf(0.5).toPoint());
    QCOMPARE(spy.last(), (QList<QVariant>{0.0, 1.0}));
  }

  void tBar_pixels_haveTheColoursOfT() {
    TBar bar;
    bar.resize(500, 40);
    const SnapshotPtr snapshot = test::sampleSnapshot(test::smallSetting());
    bar.setSnapshot(snapshot);
    const QImage image = shown(bar);
    const TimeColours colours(snapshot.get(), bar.theme());
    for (double t : {0.1, 0.37, 0.5, 0.83}) {
      const QRgb a = image.pixel(bar.positionOf(t).toPoint());
      const QRgb b = colours.at(t);
      QVERIFY(std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b)) + std::abs(qBlue(a) - qBlue(b)) <
              25);
    }
  }

  void tBar_ofAStretch_coversOnlyTheStretch() {
    core::Setting setting = test::smallSetting();
    setting.tBegin = 0.4;
    setting.tEnd = 0.5;
    Focus focus;
    TBar bar;
    bar.resize(500, 40);
    bar.setFocusModel(&focus);
    bar.setSnapshot(test::sampleSnapshot(setting));
    QTest::mouseClick(&bar, Qt::LeftButton, {}, bar.positionOf(0.47).toPoint());
    QVERIFY(std::abs(focus.t() - 0.47) < 0.001);
    QSignalSpy spy(&bar, &View::stretchRequested);
    QTest::keyClick(&bar, Qt::Key_Escape);
    QCOMPARE(spy.size(), 1);
    shown(bar);
  }

  void plane_points_goThereAndBack() {
    PlaneView plane;
    plane.resize(320, 260);
    plane.setSnapshot(test::sampleSnapshot(test::smallSetting()));
    const core::PlanePoint p = plane.toPlane(plane.toWidget({0.3, -0.8}));
    QVERIFY(std::abs(p.a - 0.3) < 1e-9 && std::abs(p.b + 0.8) < 1e-9);
    const QPointF unit = plane.toWidget({1, 1}) - plane.toWidget({0, 0});
    QVERIFY(unit.x() > 0 && unit.y() < 0 && std::abs(unit.x() + unit.y()) < 1e-9);
  }

  void plane_mouseOnTheCurve_setsT() {
    Focus focus;
    PlaneView plane;
    plane.resize(300, 300);
    plane.setFocusModel(&focus);
    plane.setSnapshot(test::sampleSnapshot(test::smallSetting()));
    const double angle = 2 * std::numbers::pi * 0.6;
    test::moveMouse(plane, plane.toWidget({std::cos(angle), std::sin(angle)}).toPoint());
    QVERIFY(std::abs(focus.t() - 0.6) < 0.01);
    const double before = focus.t();
    test::moveMouse(plane, plane.toWidget({0, 0}).toPoint());
    QCOMPARE(focus.t(), before);
    shown(plane);
  }

  void plane_freehand_sendsWhatWasDrawn() {
    PlaneView plane;
    plane.resize(300, 300);
    plane.setSnapshot(test::sampleSnapshot(test::smallSetting()));
    std::vector<core::PlanePoint> path;
    core::Trajectory kind = core::Trajectory::Line;
    connect(&plane, &View::pathDrawn, this, [&](const std::vector<core::PlanePoint>& p, core::Trajectory k) {
      path = p;
      kind = k;
    });
    plane.setDrawMode(PlaneView::DrawMode::Freehand);
    QTest::mousePress(&plane, Qt::LeftButton, {}, plane.toWidget({-1, 0}).toPoint());
    for (int i = -19; i <= 20; ++i)
      test::moveMouse(plane, plane.toWidget({i / 20.0, 1.0 - std::abs(i) / 20.0}), Qt::LeftButton);
    shown(plane);
    QTest::mouseRelease(&plane, Qt::LeftButton, {}, plane.toWidget({1, 0}).toPoint());
    QCOMPARE(kind, core::Trajectory::Freehand);
    QVERIFY(path.size() >= 3 && path.size() < 12);  // two straight strokes
    QVERIFY(std::abs(path.front().a + 1) < 0.02 && std::abs(path.back().a - 1) < 0.02);
    path.clear();
    QTest::mouseClick(&plane, Qt::LeftButton, {}, QPoint(100, 100));
    QVERIFY(path.empty());  // a click is no curve
  }

  void plane_polyline_endsWithADoubleClickAndEscapeGivesUp() {
    PlaneView plane;
    plane.resize(300, 300);
    plane.setSnapshot(test::sampleSnapshot(test::smallSetting()));
    std::vector<core::PlanePoint> path;
    int drawn = 0;
    connect(&plane, &View::pathDrawn, this, [&](const std::vector<core::PlanePoint>& p, core::Trajectory) {
      path = p;
      ++drawn;
    });
    plane.setDrawMode(PlaneView::DrawMode::Polyline);
    const auto at = [&](double a, double b) { return plane.toWidget({a, b}).toPoint(); };
    QTest::mouseClick(&plane, Qt::LeftButton, {}, at(-0.5, -0.5));
    QTest::mouseClick(&plane, Qt::LeftButton, {}, at(0.5, -0.5));
    QTest::mouseClick(&plane, Qt::LeftButton, {}, at(0.5, 0.5));
    QTest::mouseDClick(&plane, Qt::LeftButton, {}, at(0.5, 0.5));
    QCOMPARE(drawn, 1);
    QCOMPARE(path.size(), 3U);
    QVERIFY(std::abs(path[1].a - 0.5) < 0.02 && std::abs(path[1].b + 0.5) < 0.02);
    QTest::mouseClick(&plane, Qt::LeftButton, {}, at(0, 0));
    QTest::mouseClick(&plane, Qt::LeftButton, {}, at(0.7, 0));
    QTest::keyClick(&plane, Qt::Key_Escape);
    QTest::keyClick(&plane, Qt::Key_Return);
    QCOMPARE(drawn, 1);
    QTest::mouseClick(&plane, Qt::LeftButton, {}, at(0, 0));
    QTest::mouseClick(&plane, Qt::LeftButton, {}, at(0.7, 0));
    QTest::keyClick(&plane, Qt::Key_Return);
    QCOMPARE(drawn, 2);
    QSignalSpy mode(&plane, &PlaneView::drawModeChanged);
    QTest::keyClick(&plane, Qt::Key_Escape);
    QCOMPARE(mode.size(), 1);
    QCOMPARE(plane.drawMode(), PlaneView::DrawMode::None);
  }

  void plane_wheel_zoomsAboutTheMouseAndHomeResets() {
    PlaneView plane;
    plane.resize(300, 300);
    plane.setSnapshot(test::sampleSnapshot(test::smallSetting()));
    const QPointF at = plane.toWidget({0.5, 0.5});
    QWheelEvent wheel(at, at, QPoint(), QPoint(0, 360), Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&plane, &wheel);
    const core::PlanePoint now = plane.toPlane(at);
    QVERIFY(std::abs(now.a - 0.5) < 1e-9 && std::abs(now.b - 0.5) < 1e-9);
    QVERIFY(plane.toWidget({1, 0}).x() - plane.toWidget({0, 0}).x() > 200);
    shown(plane);
    QTest::keyClick(&plane, Qt::Key_Home);
    QVERIFY(plane.toWidget({1, 0}).x() - plane.toWidget({0, 0}).x() < 150);
  }
};

QTEST_MAIN(TimeViewsTest)
#include "tst_time_views.moc"
