#include <QtTest>

#include "ui/window/badge_strip.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

const QVector<Badge> four{{.text = QStringLiteral("first"), .tooltip = QStringLiteral("what it says")},
                          {.text = QStringLiteral("second"), .tooltip = {}},
                          {.text = QStringLiteral("third"), .tooltip = {}},
                          {.text = QStringLiteral("careful"), .tooltip = {}, .warning = true}};

QStringList texts(const QVector<Pill>& pills) {
  QStringList all;
  for (const Pill& pill : pills) all << pill.badge.text;
  return all;
}

double widthOf(const QVector<Pill>& pills, double right) {
  return right - pills.back().rect.left();
}

}  // namespace

class BadgesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }

  void badges_withRoom_standFromTheRight_warningsFirst() {
    const QVector<Pill> pills = placePills(four, 0.0, 1000.0, 5.0, Theme::light());
    QCOMPARE(texts(pills), (QStringList{QStringLiteral("careful"), QStringLiteral("first"),
                                        QStringLiteral("second"), QStringLiteral("third")}));
    QCOMPARE(pills.front().rect.right(), 1000.0);
    for (qsizetype i = 1; i < pills.size(); ++i) QVERIFY(pills[i].rect.right() < pills[i - 1].rect.left());
  }

  void badges_withoutRoom_areBehindTheirNumber_whichSaysThem() {
    const double all = widthOf(placePills(four, 0.0, 1000.0, 5.0, Theme::light()), 1000.0);
    const QVector<Pill> pills = placePills(four, 0.0, 0.6 * all, 5.0, Theme::light());
    const Badge& rest = pills.back().badge;
    QVERIFY2(rest.text.startsWith(QLatin1Char('+')), qPrintable(texts(pills).join(QLatin1Char(' '))));
    QCOMPARE(rest.text.mid(1).toInt() + pills.size() - 1, four.size());  // each is there once
    QVERIFY(rest.tooltip.contains(QStringLiteral("third")));
    QVERIFY(!rest.warning);
    QCOMPARE(pills.front().badge.text, QStringLiteral("careful"));
  }

  void badges_inAnyRoom_stayInIt_andLoseNothing() {
    for (int room = 0; room < 500; ++room) {
      const QVector<Pill> pills = placePills(four, 0.0, room, 5.0, Theme::light());
      for (const Pill& pill : pills)
        QVERIFY2(pill.rect.left() >= 0.0 && pill.rect.right() <= room, qPrintable(QString::number(room)));
      if (pills.isEmpty()) continue;
      const Badge& last = pills.back().badge;
      const bool number = last.text.startsWith(QLatin1Char('+'));
      QCOMPARE(number ? last.text.mid(1).toInt() + pills.size() - 1 : pills.size(), four.size());
      if (number && pills.size() == 1) QVERIFY(last.warning);  // one of those that it stands for
    }
  }
};

QTEST_MAIN(BadgesTest)
#include "tst_badges.moc"
