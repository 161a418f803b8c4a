#include <QFontMetricsF>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QTest>
#include <QXmlStreamReader>

#include "ui/figures/figure.h"
#include "ui/figures/pdf_figure.h"
#include "ui/figures/svg_device.h"

using namespace arcscope::ui;
namespace core = arcscope::core;

namespace {


QList<QPointF> pointsOf(const QPainterPath& path) {
  QList<QPointF> points;
  for (int i = 0; i < path.elementCount(); ++i) points << path.elementAt(i);
  return points;
}

QString painted(const std::function<void(QPainter&)>& paint) {
  SvgDevice device({25.4, 12.7});
  {
    QPainter painter(&device);
    paint(painter);
  }
  const QByteArray document = device.document({});
  QXmlStreamReader xml(document);
  while (!xml.atEnd()) xml.readNext();
  return xml.hasError() ? QStringLiteral("not well-formed: ") + xml.errorString() : QString::fromUtf8(document);
}

}  // namespace

class TestFigures : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void svg_page_isInMillimetresAndPoints() {
    const QString svg = painted([](QPainter&) {});
    QVERIFY2(svg.contains(QStringLiteral("width=\"25.4mm\" height=\"12.7mm\" viewBox=\"0 0 72 36\"")), qPrintable(svg));
  }

  void svg_polyline_isOnePath() {
    const QString svg = painted([](QPainter& painter) {
      painter.setPen(QPen(QColor(0x12, 0x34, 0x56), 2.0));
      const QPointF points[] = {{1, 2}, {30.5, 4.25}, {60, 8}};
      painter.drawPolyline(points, 3);
    });
    QCOMPARE(svg.count(QStringLiteral("<path")), 1);
    QVERIFY2(svg.contains(QStringLiteral("d=\"M1 2L30.5 4.25L60 8\"")), qPrintable(svg));
    QVERIFY(svg.contains(QStringLiteral("stroke=\"#123456\" stroke-width=\"2\"")));
    QVERIFY(svg.contains(QStringLiteral("fill=\"none\"")));
  }

  void svg_transformation_isInTheCoordinates() {
    const QString svg = painted([](QPainter& painter) {
      painter.translate(10, 5);
      painter.scale(2, 2);
      painter.setPen(QPen(Qt::black, 1.0));
      painter.drawLine(QPointF(1, 1), QPointF(4, 2));
    });
    QVERIFY2(svg.contains(QStringLiteral("d=\"M12 7L18 9\"")), qPrintable(svg));
    QVERIFY(svg.contains(QStringLiteral("stroke-width=\"2\"")));
    QVERIFY(!svg.contains(QStringLiteral("transform")));
  }

  void svg_curveOutsideThePage_isCutOff() {
    const QString svg = painted([](QPainter& painter) {
      painter.setPen(QPen(Qt::black, 1.0));
      const QPointF points[] = {{-1e9, 18}, {36, 18}, {36, 1e9}, {40, 1e9}, {40, 20}};
      painter.drawPolyline(points, 5);
    });
    QVERIFY2(svg.contains(QStringLiteral("d=\"M0 18L36 18L36 36M40 36L40 20\"")), qPrintable(svg));
  }

  void svg_clip_cutsTheCurve() {
    const QString svg = painted([](QPainter& painter) {
      painter.setPen(QPen(Qt::black, 1.0));
      painter.save();
      painter.setClipRect(QRectF(10, 10, 20, 20));
      painter.drawLine(QPointF(0, 15), QPointF(72, 15));
      painter.restore();
      painter.drawLine(QPointF(0, 16), QPointF(72, 16));
    });
    QVERIFY2(svg.contains(QStringLiteral("d=\"M10 15L30 15\"")), qPrintable(svg));
    QVERIFY2(svg.contains(QStringLiteral("d=\"M0 16L72 16\"")), qPrintable(svg));
  }

  void svg_fillOutsideThePage_isCutOff() {
    const QString svg = painted([](QPainter& painter) { painter.fillRect(QRectF(60, 30, 1000, 1000), Qt::red); });
    QVERIFY2(svg.contains(QStringLiteral("fill=\"#ff0000\"")), qPrintable(svg));
    QVERIFY2(!svg.contains(QStringLiteral("1060")) && svg.contains(QStringLiteral("72 36")), qPrintable(svg));
  }

  void svg_text_isTextWithItsBaseline() {
    const QString svg = painted([](QPainter& painter) {
      painter.setFont(Theme::print().font(1.0, QFont::DemiBold));
      painter.setPen(Qt::black);
      painter.drawText(QPointF(3, 20), QStringLiteral("a < b & \"c\""));
    });
    QVERIFY2(svg.contains(QStringLiteral(">a &lt; b &amp; &quot;c&quot;</text>")), qPrintable(svg));
    QVERIFY2(svg.contains(QStringLiteral("<text x=\"3\" y=\"20\"")), qPrintable(svg));
    QVERIFY(svg.contains(QStringLiteral("font-family=\"Inter,")));
    QVERIFY(svg.contains(QStringLiteral("font-weight=\"600\"")));
    QVERIFY(svg.contains(QStringLiteral("font-size=\"7\"")));
  }

  void svg_textAsOutlines_isPathsOfTheSameSize() {
    SvgDevice device({100.0, 50.0}, SvgDevice::TextAs::Outlines);
    const QFont font = Theme::print().font(3.0);
    const QString text = QStringLiteral("width 7, \u03c3");
    QRectF ink;
    {
      QPainter painter(&device);
      painter.setFont(font);
      painter.setPen(QColor(0x12, 0x34, 0x56));
      painter.drawText(QPointF(30, 60), text);
      QPainterPath outlines;
      outlines.addText(30, 60, font, text);
      ink = outlines.boundingRect();
    }
    const QByteArray svg = device.document({});
    QVERIFY(!svg.contains("<text"));
    QVERIFY(svg.contains("fill=\"#123456\""));
    QSvgRenderer renderer(svg);
    QVERIFY(renderer.isValid());
    const QSize page = renderer.defaultSize();
    QImage image(page, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    renderer.render(&painter);
    painter.end();
    QRect dark;
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x)
        if (qGray(image.pixel(x, y)) < 128) dark |= QRect(x, y, 1, 1);
    const double scale = page.width() / (100.0 * 72.0 / 25.4);
    QVERIFY2(std::abs(dark.left() - scale * ink.left()) < 2.0 * scale, qPrintable(QString::number(dark.left())));
    QVERIFY2(std::abs(dark.right() - scale * ink.right()) < 2.0 * scale, qPrintable(QString::number(dark.right())));
  }

  void svg_textOfTwoScripts_staysOneText() {
    const QString svg = painted([](QPainter& painter) {
      painter.setFont(Theme::print().font());
      painter.drawText(QPointF(3, 20), QStringLiteral("width 7, \u03c3w 1.9"));
    });
    QCOMPARE(svg.count(QStringLiteral("<text")), 1);
    QVERIFY2(svg.contains(QStringLiteral(">width 7, \u03c3w 1.9</text>")), qPrintable(svg));
  }

  void svg_turnedText_turnsAboutItsBaseline() {
    const QString svg = painted([](QPainter& painter) {
      painter.setFont(Theme::print().font());
      painter.translate(20, 30);
      painter.rotate(-90);
      painter.drawText(QPointF(0, 0), QStringLiteral("up"));
    });
    QVERIFY2(svg.contains(QStringLiteral("transform=\"rotate(-90 20 30)\"")), qPrintable(svg));
  }

  void svg_opacity_isKept() {
    const QString svg = painted([](QPainter& painter) {
      painter.setOpacity(0.5);
      painter.setPen(Qt::NoPen);
      painter.setBrush(QColor(0, 0, 255, 128));
      painter.drawEllipse(QPointF(20, 20), 5, 5);
    });
    QVERIFY2(svg.contains(QStringLiteral("fill-opacity=\"0.251\"")), qPrintable(svg));
  }

  void svg_picture_isEmbedded() {
    QImage image(3, 2, QImage::Format_RGB32);
    image.fill(Qt::green);
    const QString svg = painted([&](QPainter& painter) { painter.drawImage(QRectF(10, 10, 30, 20), image); });
    QVERIFY2(svg.contains(QStringLiteral("<image x=\"10\" y=\"10\" width=\"30\" height=\"20\"")), qPrintable(svg));
    QVERIFY(svg.contains(QStringLiteral("data:image/png;base64,")));
  }

  void outline_inside_isUnchanged() {
    QPainterPath path;
    path.addEllipse(QRectF(1, 1, 8, 8));
    QCOMPARE(clippedOutline(path, QRectF(0, 0, 10, 10)), path);
  }
  void outline_crossing_hasItsEndsOnTheBox() {
    QPainterPath path(QPointF(-5, 5));
    path.lineTo(15, 5);
    QCOMPARE(pointsOf(clippedOutline(path, QRectF(0, 0, 10, 10))), (QList<QPointF>{{0, 5}, {10, 5}}));
  }
  void outline_leavingAndReturning_isTwoParts() {
    QPainterPath path(QPointF(5, 5));
    path.lineTo(5, 15);
    path.lineTo(8, 15);
    path.lineTo(8, 5);
    const QPainterPath clipped = clippedOutline(path, QRectF(0, 0, 10, 10));
    QCOMPARE(pointsOf(clipped), (QList<QPointF>{{5, 5}, {5, 10}, {8, 10}, {8, 5}}));
    QVERIFY(clipped.elementAt(2).isMoveTo());
  }
  void outline_outside_isEmpty() {
    QPainterPath path(QPointF(-5, -5));
    path.lineTo(-5, 15);
    QVERIFY(clippedOutline(path, QRectF(0, 0, 10, 10)).isEmpty());
  }

  void xmlText_controlCharacters_areDropped() {
    QCOMPARE(xmlText(QStringLiteral("a\u0001b<\u000cc")), QStringLiteral("ab&lt;c"));
  }

  void png_textAndSize_areSet() {
    const FigureInfo info = sampleInfo();
    FigureStyle style;
    style.millimetres = {50.8, 25.4};
    style.dpi = 100;
    QRectF page;
    double scale = 0.0;
    const QByteArray bytes = renderFigure(FigureFormat::Png, style, info, [&](QPainter& painter, const QRectF& area, const Theme& theme) {
      page = area;
      scale = theme.scale;
      painter.fillRect(QRectF(0, 0, 100, 100), Qt::red);
    });
    QCOMPARE(page, QRectF(0, 0, 200, 100));
    QCOMPARE(scale, 100.0 / 72.0);  // type in points
    const QImage image = QImage::fromData(bytes, "PNG");
    QCOMPARE(image.size(), QSize(200, 100));
    QCOMPARE(image.pixelColor(50, 50), QColor(Qt::red));
    QCOMPARE(image.pixelColor(150, 50), QColor(Qt::white));
    QCOMPARE(image.text(QStringLiteral("Title")), info.title);
    QCOMPARE(image.text(QStringLiteral("Arcscope")), QString::fromUtf8(info.json()));
  }

  void pdf_information_isAddedWithoutTouchingTheRest() {
    const FigureInfo info = sampleInfo();
    const QByteArray pdf = pdfFigure({50.0, 40.0}, info, [](QPainter& painter) {
      painter.setFont(Theme::print().font());
      painter.drawText(QPointF(10, 20), QStringLiteral("text"));
    });
    QVERIFY(pdf.startsWith("%PDF-"));
    QCOMPARE(pdf.count("%%EOF"), 2);
    QVERIFY(!pdf.contains("CreationDate"));  // the same bytes at any time
    QVERIFY(pdf.contains("/Subject <FEFF007B"));  // "{"
    QVERIFY(pdf.contains("<arcscope:seed>7</arcscope:seed>"));
    const qsizetype table = pdf.mid(pdf.lastIndexOf("startxref") + 10).split('\n').first().toLongLong();
    QVERIFY(pdf.mid(table).startsWith("xref\n"));
    const qsizetype object = pdf.mid(table).split('\n')[2].split(' ').first().toLongLong();
    QVERIFY(pdf.mid(object).split('\n').first().endsWith(" 0 obj"));
  }
  void pdf_withoutATable_isLeftAsItIs() {
    QCOMPARE(withDocumentInfo("%PDF-1.4 nonsense", {{"Subject", QStringLiteral("x")}}), QByteArray("%PDF-1.4 nonsense"));
  }

  void style_outOfRange_isOneSentence() {
    FigureStyle style;
    QVERIFY(!validate(style, FigureFormat::Svg));
    style.millimetres = {5.0, 90.0};
    QVERIFY(validate(style, FigureFormat::Svg));
    style.millimetres = {std::nan(""), 90.0};
    QVERIFY(validate(style, FigureFormat::Svg));
    style.millimetres = {2000.0, 2000.0};
    style.dpi = 600;
    QVERIFY(!validate(style, FigureFormat::Pdf));
    QVERIFY(validate(style, FigureFormat::Png));
  }

  void settingLine_namesWhatWasChosen() {
    core::Setting setting;
    setting.widths = {3, 5};
    setting.depth = 2;
    setting.inputDim = 2;
    const QString line = settingLine(setting);
    for (const char* part : {"hard_tanh", "depth 2", "widths 3 to 5", "2 inputs", "circle", "seed 3"})
      QVERIFY2(line.contains(QLatin1String(part)), qPrintable(line));
  }

 private:
  static FigureInfo sampleInfo() {
    core::Setting setting;
    setting.seed = 7;
    return {.title = QStringLiteral("Length: \u03c3w 1.9"),
            .view = QStringLiteral("lengths"),
            .setting = QByteArray::fromStdString(core::toJson(setting)),
            .choices = {},
            .seed = 7,
            .version = QStringLiteral("0.0")};
  }
};

QTEST_MAIN(TestFigures)
#include "tst_figures.moc"
