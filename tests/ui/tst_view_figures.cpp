#include <QBuffer>
#include <QRegularExpression>
#include <QSvgGenerator>
#include <QXmlStreamReader>
#include <QtTest>
#include <cmath>

#include "tests/ui/sample_snapshot.h"
#include "ui/plots/curve_path.h"
#include "ui/plots/length_view.h"
#include "ui/plots/pattern_raster.h"
#include "ui/plots/plane_view.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/plots/transitions_length_view.h"
#include "ui/plots/transitions_view.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

constexpr QRectF box(0, 0, 453, 255);

QByteArray svgOf(const View& view, const Theme& theme) {
  QBuffer buffer;
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setSize(box.size().toSize());
  generator.setViewBox(box);
  generator.setResolution(72);
  QPainter painter(&generator);
  view.paint(painter, box, theme, PaintTarget::Figure);
  painter.end();
  return buffer.data();
}

/// What an SVG file holds; coordinates after its transforms, which must be the identity.
struct Content {
  int paths = 0;
  int texts = 0;
  int images = 0;
  bool inside = true;
  QString outside{};  ///< the last point that is
  bool transformed = false;
};

Content read(const QByteArray& svg) {
  static const QRegularExpression number(QStringLiteral("-?[0-9]+\\.?[0-9]*(e-?[0-9]+)?"));
  Content content;
  QXmlStreamReader xml(svg);
  const QRectF allowed = box.adjusted(-0.01, -0.01, 0.01, 0.01);
  const auto check = [&](double x, double y) {
    if (allowed.contains(x, y)) return;
    content.inside = false;
    content.outside = QStringLiteral("%1: %2, %3").arg(xml.name()).arg(x).arg(y);
  };
  while (!xml.atEnd()) {
    if (xml.readNext() != QXmlStreamReader::StartElement) continue;
    const auto attributes = xml.attributes();
    const auto value = [&](const char* name) { return attributes.value(QLatin1String(name)).toDouble(); };
    if (attributes.hasAttribute(QStringLiteral("transform")) &&
        attributes.value(QLatin1String("transform")) != QLatin1String("matrix(1,0,0,1,0,0)"))
      content.transformed = true;
    if (xml.name() == QLatin1String("path") || xml.name() == QLatin1String("polyline")) {
      content.paths += xml.name() == QLatin1String("path");
      const QString data =
          attributes.value(QLatin1String(xml.name() == QLatin1String("path") ? "d" : "points")).toString();
      auto match = number.globalMatch(data);
      while (match.hasNext()) {
        const double x = match.next().captured().toDouble();
        const double y = match.hasNext() ? match.next().captured().toDouble() : 0.0;
        check(x, y);
      }
    } else if (xml.name() == QLatin1String("text")) {
      ++content.texts;
      check(value("x"), value("y"));
    } else if (xml.name() == QLatin1String("image")) {
      ++content.images;
    } else if (xml.name() == QLatin1String("rect")) {
      check(value("x"), value("y"));
      check(value("x") + value("width"), value("y") + value("height"));
    } else if (xml.name() == QLatin1String("ellipse")) {
      check(value("cx") - value("rx"), value("cy") - value("ry"));
      check(value("cx") + value("rx"), value("cy") + value("ry"));
    } else if (xml.name() == QLatin1String("circle")) {
      check(value("cx") - value("r"), value("cy") - value("r"));
      check(value("cx") + value("r"), value("cy") + value("r"));
    }
  }
  content.inside = content.inside && !xml.hasError();
  return content;
}

}  // namespace

class ViewFiguresTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void figures_ofEveryView_stayInsideTheBox_data() {
    QTest::addColumn<int>("which");
    QTest::addColumn<int>("mostPaths");
    QTest::addColumn<bool>("threeD");
    QTest::newRow("grid") << 0 << 5 * maxColourRuns << false;
    QTest::newRow("grid, three-dimensional") << 0 << 5 * maxColourRuns << true;
    QTest::newRow("length") << 1 << 1 << false;
    QTest::newRow("transitions") << 2 << 2 << false;
    QTest::newRow("transitions against length") << 3 << 1 << false;
    QTest::newRow("raster") << 4 << 2 << false;
    QTest::newRow("plane") << 5 << maxColourRuns << false;
  }
  void figures_ofEveryView_stayInsideTheBox() {
    QFETCH(int, which);
    QFETCH(int, mostPaths);
    QFETCH(bool, threeD);
    std::unique_ptr<View> view;
    if (which == 0) view = std::make_unique<TrajectoryGrid>();
    if (which == 1) view = std::make_unique<LengthView>();
    if (which == 2) view = std::make_unique<TransitionsView>();
    if (which == 3) view = std::make_unique<TransitionsLengthView>();
    if (which == 4) view = std::make_unique<PatternRaster>();
    if (which == 5) view = std::make_unique<PlaneView>();
    core::ViewChoice choice;
    if (threeD) choice.projection.dimensions = 3;
    view->setSnapshot(test::sampleSnapshot(test::smallSetting(), choice));
    const Content content = read(svgOf(*view, Theme::print()));
    QVERIFY2(content.inside, qPrintable(content.outside));
    QVERIFY(!content.transformed);
    QVERIFY(content.texts > 0);
    QCOMPARE(content.images, 0);
    QVERIFY2(content.paths > 0 && content.paths <= mostPaths, qPrintable(QString::number(content.paths)));
  }

  void figure_focusMoved_staysTheSame() {
    Focus focus;
    TrajectoryGrid grid;
    LengthView length;
    PlaneView plane;
    PatternRaster raster;
    for (View* view : QVector<View*>{&grid, &length, &plane, &raster}) {
      view->setFocusModel(&focus);
      view->setSnapshot(test::sampleSnapshot(test::smallSetting()));
      focus.setLayer(2);
      focus.setT(0.1);
      focus.setHoveredLayer(-1);
      const QByteArray before = svgOf(*view, Theme::print());
      focus.setT(0.7);
      focus.setHoveredLayer(1);
      focus.setNeuron(3);
      QCOMPARE(svgOf(*view, Theme::print()), before);
    }
  }

  void figure_ofOneLayer_isThatLayer() {
    TrajectoryGrid grid;
    grid.setSnapshot(test::sampleSnapshot(test::smallSetting()));
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setViewBox(box);
    QPainter painter(&generator);
    grid.paintLayer(painter, box, Theme::print(), PaintTarget::Figure, 3);
    painter.end();
    const Content content = read(buffer.data());
    QVERIFY(content.inside);
    // The bars of explained variance, each on its track, are paths too.
    QVERIFY(content.paths > 10 && content.paths <= maxColourRuns + 6);
    QVERIFY(buffer.data().contains("layer 3"));
  }

  void curvePath_manyPoints_keepsWithinTheTolerance() {
    std::vector<QPointF> points;
    std::vector<double> t;
    for (int i = 0; i <= 16384; ++i) {
      t.push_back(i / 16384.0);
      points.emplace_back(200 + 150 * std::cos(6 * t.back()), 120 + 100 * std::sin(6 * t.back()));
    }
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setViewBox(box);
    QPainter painter(&generator);
    paintCurvePath(painter, points, t, TimeColours(), 1.0, box);
    painter.end();
    QVERIFY2(buffer.size() < 40000, qPrintable(QString::number(buffer.size())));
    QCOMPARE(read(buffer.data()).paths, maxColourRuns);
  }

  void curvePath_notFiniteAndOutside_isCutAtTheBox() {
    const std::vector<QPointF> points{{-1e9, 100}, {1e9, 100},    {NAN, 4}, {10, 10},
                                      {20, 20},    {INFINITY, 1}, {30, 30}};
    const std::vector<double> t{0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 1.0};
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setViewBox(box);
    QPainter painter(&generator);
    paintCurvePath(painter, points, t, TimeColours(), 1.0, box);
    painter.end();
    const Content content = read(buffer.data());
    QVERIFY(content.inside);
    QCOMPARE(content.paths, 2);
  }

  void clipLine_crossingTheBox_endsOnItsEdges() {
    QPointF a(-10, 5);
    QPointF b(20, 5);
    QVERIFY(clipLine(a, b, QRectF(0, 0, 10, 10)));
    QCOMPARE(a, QPointF(0, 5));
    QCOMPARE(b, QPointF(10, 5));
    a = QPointF(-5, -5);
    b = QPointF(-1, 20);
    QVERIFY(!clipLine(a, b, QRectF(0, 0, 10, 10)));
  }
};

QTEST_MAIN(ViewFiguresTest)
#include "tst_view_figures.moc"
