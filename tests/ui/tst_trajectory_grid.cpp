#include <QRegularExpression>
#include <QScrollBar>
#include <QToolButton>
#include <QtTest>
#include <cmath>

#include "tests/ui/mouse.h"
#include "tests/ui/sample_snapshot.h"
#include "ui/plots/trajectory_grid.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

int difference(QRgb a, QRgb b) {
  return std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b)) + std::abs(qBlue(a) - qBlue(b));
}

QImage shown(TrajectoryGrid& grid) {
  QImage image(grid.size(), QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::white);
  QPainter painter(&image);
  grid.paint(painter, QRectF(grid.rect()), grid.theme(), PaintTarget::Screen);
  return image;
}

void wheel(QWidget& widget, QPoint at, int delta) {
  QWheelEvent event(QPointF(at), widget.mapToGlobal(QPointF(at)), QPoint(), QPoint(0, delta), Qt::NoButton,
                    {}, Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(&widget, &event);
}

}  // namespace

class TrajectoryGridTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void tiles_ofAFewLayers_fillTheAreaWithoutOverlap() {
    TrajectoryGrid grid;
    grid.resize(900, 700);
    grid.setSnapshot(test::sampleSnapshot(test::smallSetting()));
    for (int a = 0; a < 5; ++a) {
      QVERIFY(QRectF(grid.rect()).contains(grid.tileRect(a)));
      QVERIFY(grid.tileRect(a).width() > 200);
      for (int b = a + 1; b < 5; ++b) QVERIFY(!grid.tileRect(a).intersects(grid.tileRect(b)));
    }
    QVERIFY(grid.tileRect(5).isEmpty());
  }

  void curve_atItsSamples_hasTheColourOfTheirT() {
    TrajectoryGrid grid;
    grid.resize(900, 700);
    const SnapshotPtr snapshot = test::sampleSnapshot(test::smallSetting());
    grid.setSnapshot(snapshot);
    const QImage image = shown(grid);
    const TimeColours colours(snapshot.get(), grid.theme());
    for (const int index : {10, 70, 130, 200}) {
      const QPoint at = grid.samplePosition(0, index).toPoint();
      int best = 1000;  // the darkest pixel of the line lies within a pixel of the sample
      for (int dy = -1; dy <= 1; ++dy)
        for (int dx = -1; dx <= 1; ++dx)
          best = std::min(best, difference(image.pixel(at + QPoint(dx, dy)), colours.at(snapshot->t[index])));
      QVERIFY2(best < 90, qPrintable(QStringLiteral("%1: %2").arg(index).arg(best)));
    }
  }

  void tiles_ownScale_haveEqualScalesOnBothAxes() {
    TrajectoryGrid grid;
    grid.resize(1000, 400);
    const SnapshotPtr snapshot = test::sampleSnapshot(test::smallSetting());
    grid.setSnapshot(snapshot);
    const auto& points = snapshot->layers[1].projected.points;
    const QPointF a = grid.samplePosition(1, 0);
    const QPointF b = grid.samplePosition(1, 60);
    const double x = (b.x() - a.x()) / static_cast<double>(points(0, 60) - points(0, 0));
    const double y = -(b.y() - a.y()) / static_cast<double>(points(1, 60) - points(1, 0));
    QVERIFY(std::abs(x / y - 1.0) < 1e-3);
  }

  void commonScale_on_showsSizesInProportion() {
    Focus focus;
    TrajectoryGrid grid;
    grid.setFocusModel(&focus);
    grid.resize(900, 700);
    const SnapshotPtr snapshot = test::sampleSnapshot(test::smallSetting());
    grid.setSnapshot(snapshot);
    const auto scale = [&](int layer) {
      const auto& p = snapshot->layers[static_cast<std::size_t>(layer)].projected.points;
      const QPointF d = grid.samplePosition(layer, 100) - grid.samplePosition(layer, 0);
      return std::hypot(d.x(), d.y()) / static_cast<double>((p.col(100) - p.col(0)).norm());
    };
    QVERIFY(std::abs(scale(0) / scale(4) - 1.0) > 0.05);
    QSignalSpy spy(&grid, &TrajectoryGrid::commonScaleChanged);
    QTest::keyClick(&grid, Qt::Key_C);
    QCOMPARE(spy.size(), 1);
    QVERIFY(grid.commonScale());
    QVERIFY(std::abs(scale(0) / scale(4) - 1.0) < 0.02);
  }

  void mouse_nearACurve_setsTAndLayer() {
    Focus focus;
    TrajectoryGrid grid;
    grid.resize(900, 700);
    grid.setFocusModel(&focus);
    const SnapshotPtr snapshot = test::sampleSnapshot(test::smallSetting());
    grid.setSnapshot(snapshot);
    test::moveMouse(grid, grid.samplePosition(2, 150).toPoint());
    QCOMPARE(focus.hoveredLayer(), 2);
    QVERIFY(std::abs(focus.t() - snapshot->t[150]) < 0.02);
    const double t = focus.t();
    test::moveMouse(grid, grid.tileRect(0).topLeft().toPoint() + QPoint(3, 3));
    QCOMPARE(focus.hoveredLayer(), 0);
    QCOMPARE(focus.t(), t);  // no curve is near
  }

  void focus_atT_ringsThatPointInEveryTile() {
    Focus focus;
    TrajectoryGrid grid;
    grid.resize(900, 700);
    grid.setFocusModel(&focus);
    const SnapshotPtr snapshot = test::sampleSnapshot(test::smallSetting());
    grid.setSnapshot(snapshot);
    focus.setT(snapshot->t[40]);
    const QImage image = shown(grid);
    for (int layer = 0; layer < 5; ++layer)
      QVERIFY(difference(image.pixel(grid.samplePosition(layer, 40).toPoint()), grid.theme().card.rgb()) <
              40);
  }

  void click_onATile_opensItAndEscapeReturns() {
    Focus focus;
    TrajectoryGrid grid;
    grid.resize(900, 700);
    grid.setFocusModel(&focus);
    grid.setSnapshot(test::sampleSnapshot(test::smallSetting()));
    grid.show();
    QSignalSpy opened(&grid, &TrajectoryGrid::layerOpened);
    QTest::mouseClick(&grid, Qt::LeftButton, {}, grid.tileRect(3).center().toPoint());
    QCOMPARE(grid.openLayer(), 3);
    QCOMPARE(focus.layer(), 3);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(grid.tileRect(3), QRectF(grid.rect()));
    QTest::keyClick(&grid, Qt::Key_Right);
    QCOMPARE(grid.openLayer(), 4);
    QTest::keyClick(&grid, Qt::Key_Left);
    QTest::keyClick(&grid, Qt::Key_Left);
    QCOMPARE(grid.openLayer(), 2);
    QTest::keyClick(&grid, Qt::Key_Escape);
    QCOMPARE(grid.openLayer(), -1);
    QTest::keyClick(&grid, Qt::Key_Return);
    QCOMPARE(grid.openLayer(), 2);
    QTest::mouseClick(grid.findChild<QToolButton*>(QStringLiteral("closeLayerButton")), Qt::LeftButton);
    QCOMPARE(grid.openLayer(), -1);
    grid.setOpenLayer(1);
    QTest::mouseClick(&grid, Qt::LeftButton, {}, QPoint(400, 300));
    QTest::mouseDClick(&grid, Qt::LeftButton, {}, QPoint(400, 300));
    QTest::mouseRelease(&grid, Qt::LeftButton, {}, QPoint(400, 300));
    QCOMPARE(grid.openLayer(), -1);
  }

  void drag_ofAThreeDimensionalImage_turnsIt() {
    core::ViewChoice view;
    view.projection.dimensions = 3;
    TrajectoryGrid grid;
    grid.resize(900, 700);
    grid.setSnapshot(test::sampleSnapshot(test::smallSetting(), view));
    grid.setOpenLayer(2);
    const TileCamera before = grid.camera();
    const QImage image = shown(grid);
    QTest::mousePress(&grid, Qt::LeftButton, {}, QPoint(400, 300));
    test::moveMouse(grid, QPointF(440, 320), Qt::LeftButton);
    test::moveMouse(grid, QPointF(480, 330), Qt::LeftButton);
    QTest::mouseRelease(&grid, Qt::LeftButton, {}, QPoint(480, 330));
    QVERIFY(!(grid.camera() == before));
    QCOMPARE(grid.openLayer(), 2);
    QVERIFY(shown(grid) != image);
  }

  void wheel_inTheLargePanel_zoomsAboutTheMouse() {
    TrajectoryGrid grid;
    grid.resize(900, 700);
    grid.setSnapshot(test::sampleSnapshot(test::smallSetting()));
    grid.setOpenLayer(1);
    const QPointF before = grid.samplePosition(1, 50);
    const QPointF other = grid.samplePosition(1, 180);
    wheel(grid, before.toPoint(), 240);
    const QPointF now = grid.samplePosition(1, 50) - before;
    QVERIFY(std::hypot(now.x(), now.y()) < 2.0);
    const QPointF away = grid.samplePosition(1, 180) - grid.samplePosition(1, 50);
    QVERIFY(std::hypot(away.x(), away.y()) > 1.3 * std::hypot((other - before).x(), (other - before).y()));
  }

  void manyLayers_inASmallArea_areAllReachedByScrolling() {
    core::Setting setting = test::smallSetting();
    setting.depth = 64;
    Focus focus;
    TrajectoryGrid grid;
    grid.resize(420, 360);
    grid.setFocusModel(&focus);
    grid.setSnapshot(test::sampleSnapshot(setting));
    grid.show();
    auto* bar = grid.findChild<QScrollBar*>(QStringLiteral("trajectoryScrollBar"));
    QVERIFY(bar->isVisible());
    QVERIFY(grid.tileRect(64).isEmpty());
    QVERIFY(grid.tileRect(0).width() > 80);
    wheel(grid, QPoint(100, 100), -120);
    QVERIFY(bar->value() > 0);
    QTest::keyClick(&grid, Qt::Key_End);
    QCOMPARE(focus.layer(), 64);
    QVERIFY(!grid.tileRect(64).isEmpty());
    QVERIFY(grid.tileRect(64).bottom() <= grid.height() + 1);
    shown(grid);
  }

  void degenerateImages_drawADotAndDoNotFail() {
    core::Setting setting = test::smallSetting();
    setting.sigmaW = 0.0;
    TrajectoryGrid grid;
    grid.resize(600, 500);
    const SnapshotPtr constant = test::sampleSnapshot(setting);
    grid.setSnapshot(constant);
    const QImage image = shown(grid);
    const QRectF tile = grid.tileRect(2);
    bool dot = false;
    for (int y = static_cast<int>(tile.top()) + 40; y < tile.bottom() - 10 && !dot; ++y)
      for (int x = static_cast<int>(tile.left()) + 10; x < tile.right() - 10; ++x)
        dot = dot || difference(image.pixel(x, y), grid.theme().card.rgb()) > 150;
    QVERIFY(dot);
    setting = test::smallSetting();
    setting.width = 1;
    setting.depth = 1;
    grid.setSnapshot(test::sampleSnapshot(setting));
    shown(grid);
    const auto broken = test::changeable(test::sampleSnapshot(test::smallSetting()));
    broken->layers[2].projected.points.setConstant(std::nanf(""));
    broken->layers[3].projected.points(0, 7) = INFINITY;
    grid.setSnapshot(broken);
    shown(grid);
    grid.setSnapshot(nullptr);
    shown(grid);
    test::moveMouse(grid, QPoint(30, 30));
    QTest::mouseClick(&grid, Qt::LeftButton, {}, QPoint(30, 30));
    QTest::keyClick(&grid, Qt::Key_Return);
    QCOMPARE(grid.openLayer(), -1);
  }

  void snapshot_withFewerLayers_closesWhatIsGone() {
    TrajectoryGrid grid;
    grid.resize(600, 500);
    grid.setSnapshot(test::sampleSnapshot(test::smallSetting()));
    grid.setOpenLayer(4);
    core::Setting setting = test::smallSetting();
    setting.depth = 2;
    grid.setSnapshot(test::sampleSnapshot(setting));
    QCOMPARE(grid.openLayer(), 2);
    shown(grid);
  }
};

QTEST_MAIN(TrajectoryGridTest)
#include "tst_trajectory_grid.moc"
