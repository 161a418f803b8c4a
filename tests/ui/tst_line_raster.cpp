#include <QRegularExpression>
#include <QtTest>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "ui/plots/line_raster.h"

using namespace arcscope::ui;

namespace {

QImage blank(int width, int height) {
  QImage image(width, height, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  return image;
}

double distanceToSegment(double x, double y, RasterPoint a, RasterPoint b) {
  const double ax = static_cast<double>(a.x), ay = static_cast<double>(a.y);
  const double dx = static_cast<double>(b.x) - ax, dy = static_cast<double>(b.y) - ay;
  const double length2 = dx * dx + dy * dy;
  const double s = length2 > 0.0 ? std::clamp(((x - ax) * dx + (y - ay) * dy) / length2, 0.0, 1.0) : 0.0;
  return std::hypot(x - ax - s * dx, y - ay - s * dy);
}

/// Share of pixel (x, y) within half the width of any segment, by 16 x 16 points in it.
double supersampled(const std::vector<RasterPoint>& points, int x, int y, double width) {
  int inside = 0;
  for (int i = 0; i < 16; ++i)
    for (int j = 0; j < 16; ++j) {
      bool hit = false;
      for (std::size_t s = 0; s + 1 < points.size() && !hit; ++s)
        hit = distanceToSegment(x + (i + 0.5) / 16, y + (j + 0.5) / 16, points[s], points[s + 1]) <=
              0.5 * width;
      inside += hit;
    }
  return inside / 256.0;
}

}  // namespace

class LineRasterTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void drawCurve_againstSupersampling_coversTheSameShare_data() {
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("step");
    QTest::newRow("thin, short") << 1.3 << 1.5;
    QTest::newRow("thin, long") << 1.3 << 14.0;
    QTest::newRow("thick, short") << 5.0 << 2.0;
    QTest::newRow("thick, long") << 4.0 << 18.0;
  }
  void drawCurve_againstSupersampling_coversTheSameShare() {
    QFETCH(double, width);
    QFETCH(double, step);
    std::mt19937 random(7);
    std::normal_distribution<double> normal;
    std::vector<RasterPoint> points;
    double x = 20, y = 20;
    for (int i = 0; i < 6; ++i) {
      points.push_back({static_cast<float>(x), static_cast<float>(y)});
      x = std::clamp(x + step * normal(random), -3.0, 43.0);
      y = std::clamp(y + step * normal(random), -3.0, 43.0);
    }
    const std::vector<QRgb> colours(points.size(), qRgb(0, 0, 0));
    QImage image = blank(40, 40);
    drawCurve(image, points, colours, width);
    double worst = 0.0, sum = 0.0, expectedSum = 0.0;
    for (int py = 0; py < 40; ++py)
      for (int px = 0; px < 40; ++px) {
        const double expected = supersampled(points, px, py, width);
        const double drawn = qAlpha(image.pixel(px, py)) / 255.0;
        worst = std::max(worst, std::abs(drawn - expected));
        sum += drawn;
        expectedSum += expected;
      }
    QVERIFY2(worst < 0.4,
             qPrintable(QString::number(worst)));  // corners, where coverage by distance is rough
    QVERIFY2(std::abs(sum - expectedSum) < 0.05 * expectedSum,
             qPrintable(QString::number(sum / expectedSum)));
  }

  void drawCurve_horizontalLine_fillsItsRowsExactly() {
    QImage image = blank(30, 9);
    const std::vector<RasterPoint> points{{5.0F, 4.5F}, {25.0F, 4.5F}};
    drawCurve(image, points, std::vector<QRgb>(2, qRgb(200, 30, 10)), 3.0);
    for (int x = 6; x < 24; ++x) {
      for (int y = 3; y <= 5; ++y) QCOMPARE(image.pixel(x, y), qRgba(200, 30, 10, 255));
      for (int y : {0, 1, 2, 6, 7, 8}) QCOMPARE(image.pixel(x, y), 0U);
    }
    QCOMPARE(image.pixel(0, 4), 0U);
    QCOMPARE(image.pixel(29, 4), 0U);
  }

  void drawCurve_cutIntoManySegments_drawsWhatOneSegmentDraws() {
    std::vector<RasterPoint> fine;
    for (int i = 0; i <= 4000; ++i)
      fine.push_back(
          {5.0F + 50.0F * static_cast<float>(i) / 4000.0F, 7.0F + 30.0F * static_cast<float>(i) / 4000.0F});
    const std::vector<RasterPoint> coarse{fine.front(), fine.back()};
    QImage a = blank(60, 45);
    QImage b = blank(60, 45);
    drawCurve(a, fine, std::vector<QRgb>(fine.size(), qRgb(10, 80, 200)), 1.3);
    drawCurve(b, coarse, std::vector<QRgb>(2, qRgb(10, 80, 200)), 1.3);
    for (int y = 0; y < 45; ++y)
      for (int x = 0; x < 60; ++x) QVERIFY(std::abs(qAlpha(a.pixel(x, y)) - qAlpha(b.pixel(x, y))) <= 3);
  }

  void drawCurve_crossingItself_laterPartIsOnTop() {
    QImage image = blank(30, 30);
    const std::vector<RasterPoint> points{{2, 15}, {28, 15}, {28, 28}, {15, 28}, {15, 2}};
    const std::vector<QRgb> colours{qRgb(255, 0, 0), qRgb(0, 255, 0), qRgb(0, 255, 0), qRgb(0, 0, 255), 0};
    drawCurve(image, points, colours, 4.0);
    QCOMPARE(image.pixel(8, 15), qRgb(255, 0, 0));
    QCOMPARE(image.pixel(15, 15), qRgb(0, 0, 255));
  }

  void drawCurve_overTheEdges_touchesNoOtherRow() {
    // A line beyond the right edge of row 10 must not come in again at the left of row 11.
    QImage image = blank(33, 20);
    const std::vector<RasterPoint> points{{20.0F, 10.5F}, {60.0F, 10.5F}};
    drawCurve(image, points, std::vector<QRgb>(2, qRgb(0, 0, 0)), 1.0);
    for (int y = 0; y < 20; ++y)
      for (int x = 0; x < 18; ++x) QCOMPARE(image.pixel(x, y), 0U);
    QCOMPARE(image.pixel(32, 10), qRgb(0, 0, 0));
    QImage other = blank(17, 20);  // nothing is left over from the call before
    drawCurve(other, std::vector<RasterPoint>{{-50, -50}, {-40, -40}}, std::vector<QRgb>(2, qRgb(0, 0, 0)),
              1.0);
    QCOMPARE(other, blank(17, 20));
  }

  void drawCurve_hugeAndNotFinitePoints_drawsTheRest() {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float infinity = std::numeric_limits<float>::infinity();
    const std::vector<RasterPoint> points{{2, 5},        {12, 5},      {nan, 5},   {3, 15},
                                          {infinity, 2}, {-1e7F, 25}, {1e7F, 25}};
    QImage image = blank(30, 30);
    drawCurve(image, points, std::vector<QRgb>(points.size(), qRgb(0, 0, 0)), 2.0);
    QVERIFY(qAlpha(image.pixel(7, 5)) > 200);
    QCOMPARE(image.pixel(20, 5), 0U);
    QCOMPARE(image.pixel(10, 15), 0U);
    for (int x = 0; x < 30; ++x)
      QVERIFY(qAlpha(image.pixel(x, 24)) > 200 || qAlpha(image.pixel(x, 25)) > 200);
  }

  void drawCurve_halfTransparentColour_blendsWithWhatIsThere() {
    QImage image(20, 20, QImage::Format_ARGB32_Premultiplied);
    image.fill(qRgb(255, 255, 255));
    drawCurve(image, std::vector<RasterPoint>{{0, 10}, {20, 10}}, std::vector<QRgb>(2, qRgba(0, 0, 0, 128)),
              6.0);
    QVERIFY(std::abs(qRed(image.pixel(10, 10)) - 127) <= 2);
    QCOMPARE(qAlpha(image.pixel(10, 10)), 255);
  }

  void drawCurve_singlePoint_drawsADot() {
    QImage image = blank(20, 20);
    const RasterPoint point{10, 10};
    const QRgb colour = qRgb(9, 9, 9);
    drawCurve(image, std::span(&point, 1), std::span(&colour, 1), 6.0);
    QCOMPARE(image.pixel(10, 10), colour);
    QCOMPARE(image.pixel(15, 10), 0U);
  }

  void drawSegments_inAnyOrder_lastIsOnTop() {
    QImage image = blank(20, 20);
    drawSegments(
        image,
        std::vector<RasterSegment>{{{0, 10}, {20, 10}, qRgb(1, 2, 3)}, {{10, 0}, {10, 20}, qRgb(4, 5, 6)}},
        4.0);
    QCOMPARE(image.pixel(10, 10), qRgb(4, 5, 6));
    QCOMPARE(image.pixel(3, 10), qRgb(1, 2, 3));
  }
};

QTEST_GUILESS_MAIN(LineRasterTest)
#include "tst_line_raster.moc"
