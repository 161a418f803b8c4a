#include <QFontMetricsF>
#include <QImage>
#include <QtTest>

#include "ui/model/theme.h"
#include "ui/plots/label.h"

using namespace arcscope::ui;

namespace {

constexpr QPointF baseline(20, 40);

template <class Paint>
QImage painted(Paint paint) {
  QImage image(300, 60, QImage::Format_RGB32);
  image.fill(Qt::white);
  QPainter painter(&image);
  painter.setFont(Theme::light().font());
  paint(painter);
  return image;
}

QRect inkOf(const QImage& image) {
  QRect ink;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      if (qGray(image.pixel(x, y)) < 128) ink |= QRect(x, y, 1, 1);
  return ink;
}

}  // namespace

class LabelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void drawLabel_onARaster_putsInkWhereDrawTextDoes_data() {
    QTest::addColumn<QString>("text");
    for (const char* text :
         {"× 1.22 · 45 %", "layer 11", "1,000", "0.0123", "length of the image", "σ 1.9", "漢"})
      QTest::newRow(text) << QString::fromUtf8(text);
  }
  void drawLabel_onARaster_putsInkWhereDrawTextDoes() {
    QFETCH(const QString, text);
    const QRect label = inkOf(painted([&](QPainter& painter) { drawLabel(painter, baseline, text); }));
    const QRect shaped = inkOf(painted([&](QPainter& painter) { painter.drawText(baseline, text); }));
    QVERIFY(!shaped.isEmpty());
    QVERIFY(std::abs(label.left() - shaped.left()) <= 1 && std::abs(label.top() - shaped.top()) <= 1);
    QVERIFY(std::abs(label.right() - shaped.right()) <= 3 && std::abs(label.bottom() - shaped.bottom()) <= 1);
  }

  void drawLabel_symbolWithIndex_setsTheIndexSmallAndLow() {
    const auto ink = [](const QString& text) {
      return inkOf(painted([&](QPainter& painter) { drawLabel(painter, baseline, text); }));
    };
    const QString symbol = QStringLiteral("\u03c3");
    QVERIFY(ink(symbol + QStringLiteral("_w")).bottom() > ink(symbol).bottom());
    QVERIFY(ink(symbol + QStringLiteral("_w")).width() < ink(symbol + QStringLiteral("w")).width());
    QCOMPARE(ink(symbol + QStringLiteral("_w")).top(), ink(symbol).top());
    const QFont font = Theme::light().font();
    const double whole = labelWidth(font, symbol + QStringLiteral("_w = 2"));
    QVERIFY(whole < labelWidth(font, symbol + QStringLiteral("w = 2")));
    QVERIFY(whole > labelWidth(font, symbol + QStringLiteral(" = 2")));
    // A name is written as it is.
    QCOMPARE(ink(QStringLiteral("two_w")).bottom(), inkOf(painted([](QPainter& painter) {
                                                      painter.drawText(baseline, QStringLiteral("two_w"));
                                                    })).bottom());
  }

  void labelWidth_textsOfTheViews_isTheShapedWidthWithoutKerning() {
    const QFont font = Theme::light().font();
    for (const char* text : {"× 1.22 · 45 %", "layer 11", "1,000", "length of the image"}) {
      const QString label = QString::fromUtf8(text);
      const double shaped = QFontMetricsF(font).horizontalAdvance(label);
      QVERIFY2(std::abs(labelWidth(font, label) - shaped) < 0.03 * shaped + 1.0, text);
    }
    QCOMPARE(labelWidth(font, QString()), 0.0);
  }
};

QTEST_MAIN(LabelTest)
#include "tst_label.moc"
