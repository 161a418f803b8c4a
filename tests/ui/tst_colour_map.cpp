#include <QRegularExpression>
#include <QtTest>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/plots/colour_map.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

using Vector = std::array<double, 3>;

Vector linearRgb(QRgb colour) {
  const auto channel = [](int c) {
    const double v = c / 255.0;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
  };
  return {channel(qRed(colour)), channel(qGreen(colour)), channel(qBlue(colour))};
}

double luminance(QRgb colour) {
  const Vector rgb = linearRgb(colour);
  return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

double contrast(QRgb a, QRgb b) {
  const double la = luminance(a), lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

double distance(QRgb a, QRgb b) {
  const OkLab p = toOkLab(a), q = toOkLab(b);
  return std::hypot(p.lightness - q.lightness, p.a - q.a, p.b - q.b);
}

/// Machado, Oliveira, Fernandes (2009), severity 1: protanopia, deuteranopia, tritanopia, on linear RGB.
constexpr double blindness[3][3][3] = {
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

QRgb asSeen(QRgb colour, int kind) {
  const Vector rgb = linearRgb(colour);
  std::array<int, 3> out{};
  for (std::size_t i = 0; i < 3; ++i) {
    double v = 0.0;
    for (std::size_t j = 0; j < 3; ++j) v += blindness[kind][i][j] * rgb[j];
    v = std::clamp(v, 0.0, 1.0);
    out[i] = static_cast<int>(
        std::lround(255.0 * (v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055)));
  }
  return qRgb(out[0], out[1], out[2]);
}

}  // namespace

class ColourMapTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void okLab_thereAndBack_keepsTheColour() {
    for (QRgb colour : {qRgb(255, 255, 255), qRgb(0, 0, 0), qRgb(200, 30, 90), qRgb(3, 250, 120)})
      QCOMPARE(fromOkLab(toOkLab(colour)), colour);
    QVERIFY(std::abs(toOkLab(qRgb(255, 0, 0)).lightness - 0.62796) < 1e-4);  // published value of sRGB red
  }

  void everyMap_equalSteps_areEqualDistances() {
    for (const ColourMap* map : all()) {
      double least = 1e9, most = 0.0;
      for (int i = 0; i < 12; ++i) {
        const double d = distance(map->at(i / 12.0), map->at((i + 1) / 12.0));
        least = std::min(least, d);
        most = std::max(most, d);
      }
      QVERIFY2(most < 1.25 * least, qPrintable(QStringLiteral("%1 %2").arg(least).arg(most)));
    }
  }

  void everyMap_onItsGround_isReadable() {
    for (const bool dark : {false, true}) {
      const QRgb ground = (dark ? Theme::dark() : Theme::light()).card.rgb();
      for (const ColourMap* map : {&ColourMap::linear(dark), &ColourMap::cyclic(dark)})
        for (int i = 0; i <= 64; ++i)
          QVERIFY2(contrast(map->at(i / 64.0), ground) > 2.4,
                   qPrintable(QStringLiteral("dark %1 at %2: %3")
                                  .arg(dark)
                                  .arg(i)
                                  .arg(contrast(map->at(i / 64.0), ground))));
    }
  }

  void cyclicMaps_bothEnds_areTheSameColour() {
    for (const bool dark : {false, true}) {
      const ColourMap& map = ColourMap::cyclic(dark);
      QCOMPARE(map.at(0.0), map.at(1.0));
      QVERIFY(distance(map.at(0.99), map.at(0.01)) < 0.06);
    }
  }

  void linearMaps_alongT_growLighter() {
    for (const bool dark : {false, true})
      for (int i = 0; i < 16; ++i)
        QVERIFY(toOkLab(ColourMap::linear(dark).at(i / 16.0)).lightness <
                toOkLab(ColourMap::linear(dark).at((i + 1) / 16.0)).lightness);
  }

  void everyMap_colourBlind_keepsDistantTimesApart() {
    for (const ColourMap* map : all()) {
      const bool cyclic = map->at(0.0) == map->at(1.0);
      for (int kind = 0; kind < 3; ++kind)
        for (int i = 0; i < 64; ++i)
          for (int j = i + 1; j < 64; ++j) {
            const double apart = cyclic ? std::min(j - i, 64 - j + i) / 64.0 : (j - i) / 64.0;
            if (apart < 0.25) continue;
            const double d = distance(asSeen(map->at(i / 64.0), kind), asSeen(map->at(j / 64.0), kind));
            QVERIFY2(d > 0.05,
                     qPrintable(QStringLiteral("kind %1, %2 and %3: %4").arg(kind).arg(i).arg(j).arg(d)));
          }
    }
  }

  void at_outsideOrNaN_isAnEnd() {
    const ColourMap& map = ColourMap::linear(false);
    QCOMPARE(map.at(-3.0), map.at(0.0));
    QCOMPARE(map.at(7.0), map.at(1.0));
    QCOMPARE(map.at(std::nan("")), map.at(0.0));
  }

  void timeColours_ofAStretch_spendTheWholeMapOnIt() {
    core::Snapshot snapshot;
    snapshot.subject.setting.trajectory = core::Trajectory::Circle;
    const TimeColours whole(&snapshot, Theme::light());
    QVERIFY(whole.closed());
    QCOMPARE(whole.at(0.25), ColourMap::cyclic(false).at(0.25));
    snapshot.subject.setting.tBegin = 0.5;
    snapshot.subject.setting.tEnd = 0.6;
    const TimeColours stretch(&snapshot, Theme::light());
    QVERIFY(!stretch.closed());
    QCOMPARE(stretch.at(0.5), ColourMap::linear(false).at(0.0));
    QCOMPARE(stretch.at(0.6), ColourMap::linear(false).at(1.0));
  }

 private:
  static std::array<const ColourMap*, 4> all() {
    return {&ColourMap::linear(false), &ColourMap::linear(true), &ColourMap::cyclic(false),
            &ColourMap::cyclic(true)};
  }
};

QTEST_GUILESS_MAIN(ColourMapTest)
#include "tst_colour_map.moc"
