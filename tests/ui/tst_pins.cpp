#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QXmlStreamReader>
#include <QtTest>
#include <cmath>
#include <set>

#include "tests/ui/mouse.h"
#include "tests/ui/sample_snapshot.h"
#include "tests/ui/window_fixture.h"
#include "ui/figures/figure_source.h"
#include "ui/lecture/presentation.h"
#include "ui/model/pin_service.h"
#include "ui/panels/segmented.h"
#include "ui/plots/autocorrelation_view.h"
#include "ui/plots/colour_map.h"
#include "ui/plots/curvature_view.h"
#include "ui/plots/gradients_view.h"
#include "ui/plots/length_view.h"
#include "ui/plots/maps_view.h"
#include "ui/plots/phase_view.h"
#include "ui/plots/pin_look.h"
#include "ui/plots/similarity_view.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/plots/transitions_length_view.h"
#include "ui/plots/transitions_view.h"
#include "ui/session/session_file.h"
#include "ui/window/message_bar.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

core::Setting settingWith(double sigmaW, core::Activation activation = core::Activation::HardTanh) {
  core::Setting setting = test::smallSetting();
  setting.sigmaW = sigmaW;
  setting.activation = activation;
  return setting;
}

/// A pinned state with all that views show of it.
Pin pinOfSetting(const core::Setting& setting, int slot) {
  Pin pin = pinOf(*test::sampleSnapshot(setting), {});
  pin.slot = slot;
  pin.name = QString(QChar('A' + slot));
  complete(pin, {.study = {true, true, true}, .theory = true});
  return pin;
}

/// The lines that a chart has in the colour of `slot`.
QVector<PlotSeries> ghosts(const Plot& plot, int slot) {
  QVector<PlotSeries> found;
  for (const PlotSeries& series : plot.content().series)
    if (static_cast<int>(series.colour) == static_cast<int>(PlotColour::Pin0) + slot) found << series;
  return found;
}

std::vector<double> heights(const PlotSeries& series) {
  std::vector<double> values;
  for (const QPointF& point : series.points) values.push_back(point.y());
  return values;
}

std::vector<double> exponentials(std::vector<double> logs) {
  for (double& value : logs) value = std::exp(value);
  return logs;
}

/// A view on the screen beside a pinned state.
template <class V>
struct Pinned {
  Pinned(const core::Setting& now, const std::vector<Pin>& pins) : snapshot(test::sampleSnapshot(now)) {
    comparison.setTheory(core::theoryLines(*snapshot));
    comparison.setPins(pins);
    view.resize(700, 400);
    view.setFocusModel(&focus);
    view.setComparison(&comparison);
    view.setSnapshot(snapshot);
    if (auto* reader = dynamic_cast<StudyReader*>(&view))
      reader->setStudy(core::extended(nullptr, snapshot->subject, snapshot->view.image, {true, true, true}));
    view.grab();
  }
  Focus focus;
  Comparison comparison;
  SnapshotPtr snapshot;
  V view;
};

bool says(const View& view, const QString& text) {
  const QVector<Badge> badges = view.badges();
  return std::any_of(badges.begin(), badges.end(), [&](const Badge& badge) { return badge.text == text; });
}

bool near(const QColor& a, const QColor& b) {
  return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) < 24;
}

/// The words of an SVG figure, in the order of the file.
QString wordsOf(const FigureChoice& choice, const core::Setting& now) {
  const FigureSource source(test::sampleSnapshot(now), choice);
  const QByteArray svg = renderFigure(
      FigureFormat::Svg, FigureStyle{}, source.info(),
      [&](QPainter& painter, const QRectF& page, const Theme& theme) { source.paint(painter, page, theme); });
  QString words;
  QXmlStreamReader xml(svg);
  bool inText = false;
  while (!xml.atEnd()) {
    xml.readNext();
    if (xml.name() == QLatin1String("text")) inText = xml.isStartElement();
    if (inText && xml.isCharacters()) words += xml.text().toString() + QLatin1Char('|');
  }
  return words;
}

}  // namespace

/// Pinned states: what is kept of them, what each view draws of them, and how they are handled in the window.
class PinsTest : public WindowFixture {
  Q_OBJECT

  [[nodiscard]] const std::vector<Pin>& pins() const { return m_window->session().pins(); }
  void press(const char* button) { QTest::mouseClick(find<QAbstractButton>(button), Qt::LeftButton); }
  void choose(const char* chip, const QString& entry) { chooseFromMenu(find<QAbstractButton>(chip), entry); }
  void change(double sigmaW) {
    core::Setting next = setting();
    next.sigmaW = sigmaW;
    m_window->session().setSetting(next);
    QTRY_VERIFY(m_window->snapshot()->subject.setting == next);
  }

 private Q_SLOTS:
  void initTestCase() {
    loadEmbeddedFonts();
    QStandardPaths::setTestModeEnabled(true);
  }
  void init() {  // menus ask an off-screen platform for what it has not
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*")));
  }
  void cleanup() { m_window.reset(); }

  void colour_afterARemoval_isTheFirstFreeOne_andTheOthersKeepTheirs() {
    const SnapshotPtr snapshot = test::sampleSnapshot(test::smallSetting());
    std::vector<Pin> pins;
    for (int i = 0; i < 3; ++i) pins.push_back(pinOf(*snapshot, pins));
    pins.erase(pins.begin() + 1);
    QCOMPARE(pins[1].slot, 2);
    const Pin next = pinOf(*snapshot, pins);
    QCOMPARE(next.slot, 1);
    QCOMPARE(next.name, QStringLiteral("B"));
  }

  void slots_ofOldSessions_areKeptApart() {
    std::vector<Pin> pins(4);
    pins[0].slot = 2;
    pins[1].slot = 2;
    pins[2].slot = -1;
    pins[3].slot = 9;
    keepSlotsApart(pins);
    std::set<int> taken;
    for (const Pin& pin : pins) taken.insert(pin.slot);
    QCOMPARE(taken, (std::set<int>{0, 1, 2, 3}));
    QCOMPARE(pins[0].slot, 2);
  }

  void label_namesTheDifference_orThatThereIsNone_andCutsLongNames() {
    Pin pin{.name = QStringLiteral("A"), .subject = {}, .view = {}, .snapshot = nullptr};
    QCOMPARE(labelOf(pin, {}), QStringLiteral("A: as now"));
    pin.subject.setting.sigmaW = 2.5;
    QCOMPARE(labelOf(pin, {}), QStringLiteral("A: \u03c3_w 2.5"));
    QCOMPARE(plainLabel(labelOf(pin, {})), QStringLiteral("A: \u03c3w 2.5"));
    pin.name = QString(100, QLatin1Char('x'));
    QCOMPARE(shortName(pin).size(), 24);
  }

  void service_computesAllParts_oneAfterTheOther_andEachOnce() {
    PinService service;
    std::vector<Pin> pins(2);
    pins[0].subject.setting = settingWith(1.0);
    pins[1].subject.setting = settingWith(2.0);
    const PinParts wanted{.study = {.autocorrelation = true, .similarity = true}, .theory = true};
    int deliveries = 0;
    connect(&service, &PinService::pinReady, this, [&](const Pin& pin) {
      ++deliveries;
      for (Pin& one : pins)
        if (one.isOf(pin)) takeParts(one, pin);
      service.request(pins, wanted);  // as the window does
    });
    service.request(pins, wanted);
    service.request(pins, wanted);
    QTRY_VERIFY_WITH_TIMEOUT(!service.isBusy() && pins[1].study && pins[1].study->similarity, 60'000);
    QCOMPARE(deliveries, 8);
    const auto alone = core::studyAutocorrelation(pins[1].subject);
    QCOMPARE(pins[1].study->autocorrelation->layers, alone->layers);
    QVERIFY(!pins[1].study->jacobian);
    service.request(pins, wanted);
    QVERIFY(!service.isBusy());
  }

  void service_hiddenPin_getsItsSnapshotAlone() {
    PinService service;
    std::vector<Pin> pins(1);
    pins[0].subject.setting = settingWith(1.0);
    pins[0].shown = false;
    QSignalSpy ready(&service, &PinService::pinReady);
    connect(&service, &PinService::pinReady, this, [&](const Pin& pin) { takeParts(pins[0], pin); });
    service.request(pins, {.study = {}, .theory = true});
    QTRY_COMPARE(ready.count(), 1);
    QTRY_VERIFY(!service.isBusy());
    QVERIFY(pins[0].snapshot && !pins[0].theory);
  }

  void charts_ofTheSnapshot_drawThePinsFigures_untilItIsRemoved() {
    const Pin pin = pinOfSetting(settingWith(2.7), 2);
    const core::CurveMeasures measures = test::sampleSnapshot(settingWith(2.7))->measures;
    Pinned<LengthView> length(settingWith(1.5), {pin});
    QCOMPARE(heights(ghosts(length.view.plot(), 2).front()), measures.length);
    QCOMPARE(ghosts(length.view.plot(), 2).front().name, QStringLiteral("C: \u03c3_w 2.7"));
    Pinned<TransitionsView> transitions(settingWith(1.5), {pin});
    QCOMPARE(heights(ghosts(transitions.view.plot(), 2).front()),
             std::vector<double>(measures.transitions.begin(), measures.transitions.end()));
    Pinned<TransitionsLengthView> both(settingWith(1.5), {pin});
    QCOMPARE(heights(ghosts(both.view.plot(), 2).front()),
             std::vector<double>(measures.signTransitions.begin(), measures.signTransitions.end()));
    length.comparison.setPins({});
    QVERIFY(ghosts(length.view.plot(), 2).isEmpty());
  }

  void curvature_drawsPinsThatBendAlike_andSaysWhichDoNot() {
    const Pin pin = pinOfSetting(settingWith(2.7), 1);
    const Pin smooth = pinOfSetting(settingWith(2.0, core::Activation::Tanh), 0);
    Pinned<CurvatureView> shown(settingWith(1.5), {smooth, pin});
    const core::CurveMeasures measures = test::sampleSnapshot(settingWith(2.7))->measures;
    const QVector<PlotSeries> lines = ghosts(shown.view.lengthPlot(), 1);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(heights(lines[1]), measures.turning);
    QCOMPARE(heights(ghosts(shown.view.curvaturePlot(), 1).front()).back(),
             measures.turning.back() / measures.length.back());
    QVERIFY(ghosts(shown.view.curvaturePlot(), 0).isEmpty());
    QVERIFY(says(shown.view, QStringLiteral("without A")));
    shown.comparison.setPins({});
    QVERIFY(ghosts(shown.view.curvaturePlot(), 1).isEmpty());
    QVERIFY(!shown.view.curvaturePlot().content().series.isEmpty());
  }

  void maps_drawThePinsOwnMap_andItsLayersOnIt() {
    const Pin pin = pinOfSetting(settingWith(2.7), 3);
    Pinned<MapsView> shown(settingWith(1.5), {pin});
    const QVector<PlotSeries> lines = ghosts(shown.view.lengthPlot(), 3);
    QCOMPARE(lines.size(), 2);
    const SnapshotPtr alone = test::sampleSnapshot(settingWith(2.7));
    QCOMPARE(heights(lines[0]), core::theoryLines(*alone)->lengthMap.to);
    QCOMPARE(lines[1].points.front(), QPointF(alone->measures.q[0], alone->measures.q[1]));
    QVERIFY(lines[1].dots && !lines[1].line);
    shown.comparison.setPins({});
    QVERIFY(ghosts(shown.view.lengthPlot(), 3).isEmpty());
  }

  void autocorrelation_drawsThePinsLine_ofTheSelectedLayer() {
    const Pin pin = pinOfSetting(settingWith(2.7), 0);
    Pinned<AutocorrelationView> shown(settingWith(1.5), {pin});
    const auto alone = core::studyAutocorrelation(pin.subject);
    shown.focus.setLayer(2);
    QCOMPARE(heights(ghosts(shown.view.plot(), 0).front()), alone->layers[1]);
    shown.focus.setLayer(4);
    QCOMPARE(heights(ghosts(shown.view.plot(), 0).front()), alone->layers[3]);
    Pin waiting = pin;
    waiting.study = nullptr;
    shown.comparison.setPins({waiting});
    QVERIFY(ghosts(shown.view.plot(), 0).isEmpty());
    QVERIFY(says(shown.view, QStringLiteral("pins to come")));
  }

  void gradients_drawThePinsSingularValues_andStretch() {
    const Pin pin = pinOfSetting(settingWith(2.7), 1);
    Pinned<GradientsView> shown(settingWith(1.5), {pin});
    const auto alone = core::studyJacobian(pin.subject);
    const QVector<PlotSeries> lines = ghosts(shown.view.singularPlot(), 1);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(heights(lines[0]), exponentials(alone->logLargest));
    QCOMPARE(heights(lines[1]), exponentials(alone->logMedian));
    QVERIFY(lines[0].strength < 1.0 && lines[0].name.isEmpty());
    QCOMPARE(heights(ghosts(shown.view.stretchPlot(), 1).front()), alone->meanSquare);
    shown.comparison.setPins({});
    QVERIFY(ghosts(shown.view.singularPlot(), 1).isEmpty());
  }

  void similarity_hasAMatrixForEachPin_inTheSameColours() {
    const std::vector<Pin> pins{pinOfSetting(settingWith(3.5), 0), pinOfSetting(settingWith(1.0), 1)};
    Pinned<SimilarityView> shown(settingWith(1.5), pins);
    const auto own = core::studySimilarity(shown.snapshot->subject, core::ImageKind::Z);
    double least = own->similarity.minCoeff();
    for (const Pin& pin : pins)
      least = std::min(least, core::studySimilarity(pin.subject, core::ImageKind::Z)->similarity.minCoeff());
    least = std::clamp(std::floor(10.0 * least) / 10.0, 0.0, 0.9);
    const QImage picture = shown.view.grab().toImage();
    for (std::size_t i = 0; i < 2; ++i) {
      const QRectF area = shown.view.pinArea(i);
      QVERIFY(area.width() > 40.0 && QRectF(shown.view.rect()).contains(area));
      const double value = core::studySimilarity(pins[i].subject, core::ImageKind::Z)->similarity(0, 4);
      const QPointF corner = area.bottomRight() + QPointF(-0.1, -0.1) * area.width();  // input and last layer
      QVERIFY(near(picture.pixelColor(corner.toPoint()),
                   QColor::fromRgb(heatColour((value - least) / (1.0 - least), shown.view.theme()))));
    }
    shown.comparison.setPins({});
    QVERIFY(shown.view.pinArea(0).isEmpty());
  }

  void phases_markThePinsPlace_asFarAsItLies() {
    const Pin pin = pinOfSetting(settingWith(6.5), 2);
    Pinned<PhaseView> shown(settingWith(1.5), {pin});
    QVERIFY(shown.view.request().sigmaWMax > 6.5);
    core::computePhaseDiagram(shown.view.request(), [&](const core::PhaseDiagram& pass) {
      if (pass.complete) shown.view.setDiagram(std::make_shared<const core::PhaseDiagram>(pass));
    });
    const QPoint at = shown.view.toWidget({6.5, pin.subject.setting.sigmaB}).toPoint();
    const QColor colour = pinColour(pin, shown.view.theme());
    QVERIFY(near(shown.view.grab().toImage().pixelColor(at), colour));
    shown.comparison.setPins({});
    QVERIFY(!near(shown.view.grab().toImage().pixelColor(at), colour));
  }

  void grid_sideBySide_hasATileForEachPin_andWorksForItsOwn() {
    const std::vector<Pin> pins{pinOfSetting(settingWith(3.5), 0), pinOfSetting(settingWith(1.0), 3)};
    Pinned<TrajectoryGrid> shown(settingWith(1.5), {});
    shown.view.setPins(pins);
    QVERIFY(shown.view.pinTileRect(2, 0).isEmpty());
    const QImage overlay = shown.view.grab().toImage();
    shown.view.setSideBySide(true);
    const QImage picture = shown.view.grab().toImage();
    QVERIFY(picture != overlay);
    for (int layer = 0; layer <= 4; ++layer) {
      const QRectF tile = shown.view.tileRect(layer);
      const QRectF first = shown.view.pinTileRect(layer, 0);
      const QRectF second = shown.view.pinTileRect(layer, 1);
      QVERIFY(tile.contains(first) && tile.contains(second) && !first.intersects(second));
      QVERIFY(shown.view.pinTileRect(layer, 2).isEmpty());
      for (int sample : {0, 100, 200}) {  // the network's own image keeps clear of them
        const QPointF at = shown.view.samplePosition(layer, sample);
        QVERIFY(tile.contains(at) && !first.contains(at) && !second.contains(at));
      }
      QVERIFY(near(picture.pixelColor((second.bottomRight() - QPointF(4, 4)).toPoint()),
                   pinGround(pins[1], shown.view.theme())));
    }
    // The shared t, the layer and the large view, by the mouse on its own image.
    const QPointF on = shown.view.samplePosition(3, 64);
    test::moveMouse(shown.view, on);
    QVERIFY(std::abs(shown.focus.t() - shown.snapshot->t[64]) < 0.02);
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, on.toPoint());
    QCOMPARE(shown.view.openLayer(), 3);
    QVERIFY(shown.view.pinTileRect(3, 0).width() > 100.0);
    shown.view.closeLayer();
    shown.view.setPins({pins[1]});
    QVERIFY(shown.view.pinTileRect(2, 1).isEmpty());
    QVERIFY(!shown.view.pinTileRect(2, 0).isEmpty());
    shown.view.setPins({});
    QVERIFY(shown.view.pinTileRect(2, 0).isEmpty());
  }

  void grid_sideBySide_pinsStayAsTheyAre_unlessOneScaleHoldsForAll() {
    Pinned<TrajectoryGrid> shown(settingWith(1.5), {});
    shown.view.setPins({pinOfSetting(settingWith(3.5), 0)});
    shown.view.setSideBySide(true);
    const QRect place = shown.view.pinTileRect(4, 0).toRect().adjusted(24, 24, -2, -2);
    shown.focus.setT(0.0);
    const QImage before = shown.view.grab(place).toImage();
    shown.view.setSnapshot(test::sampleSnapshot(settingWith(1.2)));
    QVERIFY(shown.view.grab(place).toImage() == before);
    shown.view.setCommonScale(true);
    shown.view.setSnapshot(test::sampleSnapshot(settingWith(8.0)));
    QVERIFY(shown.view.grab(place).toImage() != before);
  }

  void figures_nameThePins_whereverTheyAreDrawn() {
    FigureChoice choice{.pins = {pinOfSetting(settingWith(2.7), 0), pinOfSetting(settingWith(1.5), 1)}};
    for (const FigureKind kind : allFigureKinds()) {
      if (!showsPins(kind) || kind == FigureKind::Families) continue;  // whose family is computed before
      for (const bool beside : {false, true}) {
        choice.kind = kind;
        choice.sideBySide = beside;
        const QString words = wordsOf(choice, settingWith(1.5));
        QVERIFY2(words.contains(QStringLiteral("\u03c3|w| 2.7")), qPrintable(name(kind)));
        QVERIFY2(words.contains(QStringLiteral("as now")), qPrintable(name(kind)));
      }
    }
    const QString page = wordsOf({.kind = FigureKind::Page, .pins = choice.pins}, settingWith(1.5));
    QCOMPARE(page.count(QStringLiteral("as now")), 1);  // one legend for all of its charts
    choice.pins[0].shown = false;
    choice.kind = FigureKind::Grid;
    QVERIFY(!wordsOf(choice, settingWith(1.5)).contains(QStringLiteral("2.7")));
  }

  void figure_ofPins_opensWithThem_inTheirColours() {
    const std::vector<Pin> written{pinOfSetting(settingWith(2.7), 3), pinOfSetting(settingWith(2.0), 1)};
    const FigureSource source(test::sampleSnapshot(settingWith(1.5)),
                              {.kind = FigureKind::Grid, .pins = written, .sideBySide = true});
    const QByteArray svg = renderFigure(FigureFormat::Svg, FigureStyle{}, source.info(),
                                        [&](QPainter& painter, const QRectF& page, const Theme& theme) {
                                          source.paint(painter, page, theme);
                                        });
    const auto read = sessionFromFigure(svg);
    QVERIFY(read);
    QVERIFY(read.value().remarks.isEmpty());
    QVERIFY(read.value().content.display.sideBySide);
    QCOMPARE(read.value().content.pins.size(), std::size_t(2));
    QCOMPARE(read.value().content.pins[0].slot, 3);
    QCOMPARE(read.value().content.pins[1].slot, 1);
  }

  void overlaidImages_ofOneTile_haveOneScale() {
    Pinned<TrajectoryGrid> shown(settingWith(1.5), {});
    const auto spread = [&] {  // of the network's own image in the last tile, in pixels
      QRectF box;
      for (int sample = 0; sample < 256; sample += 4)
        box |= QRectF(shown.view.samplePosition(4, sample), QSizeF(0.01, 0.01));
      return std::max(box.width(), box.height());
    };
    const double alone = spread();
    shown.view.setPins({pinOfSetting(settingWith(4.0), 0)});
    const double beneathALargerOne = spread();
    QVERIFY2(beneathALargerOne < 0.9 * alone, qPrintable(QString::number(beneathALargerOne / alone)));
    shown.view.setSideBySide(true);
    shown.view.setPins({pinOfSetting(settingWith(0.3), 0)});
    shown.view.setSideBySide(false);
    QVERIFY(std::abs(spread() - alone) < 1.0);  // a small one lies within
  }

  void pins_followTheProjectionOnView_andUndoBringsBothBack() {
    open();
    press("pin");
    change(2.6);
    const auto pins = [this]() -> const std::vector<Pin>& { return m_window->session().pins(); };
    QTRY_VERIFY(pins().size() == 1 && isUpToDate(pins()[0]));
    core::ViewChoice view = m_window->session().view();
    view.projection.dimensions = 3;
    view.image = core::ImageKind::H;
    m_window->session().setView(view);
    QVERIFY(pins()[0].view == view);
    QTRY_VERIFY(isUpToDate(pins()[0]));
    QCOMPARE(pins()[0].snapshot->layers[2].projected.points.rows(), 3);
    QTRY_VERIFY(m_window->grid()->pins()[0].snapshot == pins()[0].snapshot);
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(isUpToDate(pins()[0]) && pins()[0].snapshot->layers[2].projected.points.rows() == 2);
  }

  void pins_ofATourStep_thatAreThereAlready_keepWhatIsKnownOfThem() {
    open();
    m_window->resize(1280, 720);
    press("pin");
    QTRY_VERIFY(pins().size() == 1 && isUpToDate(pins()[0]));
    Scene step = m_window->session().scene();
    step.subject.setting.sigmaW = 2.6;
    for (Pin& pin : step.pins) pin.snapshot.reset();  // as a file brings them
    m_window->session().setScene(step);
    QVERIFY(isUpToDate(pins()[0]));
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    const auto grid = m_window->presentation()->grid()->pins();
    QVERIFY(grid.size() == 1 && isUpToDate(grid[0]));
    QTest::keyClick(m_window->presentation(), Qt::Key_Escape);
  }

  void legends_besidePins_nameTheStateOnViewToo() {
    core::Setting fine = smallSetting();
    fine.sigmaW = std::sqrt(2.0);
    const Pin pin{.name = QStringLiteral("A"), .subject = {.setting = fine}, .view = {}, .snapshot = {}};
    core::Setting now = fine;
    now.sigmaW = 3.0;
    now.depth = 7;
    QCOMPARE(differenceLine(fine, now), QStringLiteral("depth 4, \u03c3_w 1.4142"));
    QCOMPARE(thisNetworkLabel(now, {pin}), QStringLiteral("this network: depth 7, \u03c3_w 3"));
    QCOMPARE(thisNetworkLabel(now, {}), QStringLiteral("this network"));
    core::Setting near = fine;
    near.sigmaW = 1.41421;  // not to be read as the same
    QCOMPARE(differenceLine(fine, near), QStringLiteral("\u03c3_w 1.4142135623730951"));
  }

  void pin_ofAStateThatIsPinned_isRefusedByItsName() {
    open();
    press("pin");
    press("pin");
    QCOMPARE(m_window->session().pins().size(), std::size_t(1));
    QVERIFY(m_window->messageBar()->isVisible());
  }

  void toolOfTheGrid_isThereWithPins_andItsChoiceIsUndone() {
    open();
    auto* tool = find<Segmented>("pinsLayout");
    QVERIFY(!tool->isVisible());
    press("pin");
    change(2.6);
    QTRY_VERIFY(tool->isVisible());
    QTest::mouseClick(tool, Qt::LeftButton, {}, tool->segmentRect(1).center());
    QVERIFY(m_window->grid()->sideBySide());
    QVERIFY(m_window->session().display().sideBySide);
    QTRY_VERIFY(!m_window->grid()->pinTileRect(1, 0).isEmpty());
    SessionContent content;
    content.display = m_window->session().display();
    QVERIFY(sessionFromLink(linkText(content).value()).value().content.display.sideBySide);
    press("undo");
    QVERIFY(!m_window->grid()->sideBySide());
    QCOMPARE(tool->current(), 0);
    press("redo");
    QVERIFY(m_window->grid()->sideBySide());
    QTest::keyClick(m_window.get(), Qt::Key_S);
    QVERIFY(!m_window->session().display().sideBySide);
    choose("pin0", QStringLiteral("Remove"));
    QVERIFY(!tool->isVisible());
  }

  void removedAndHiddenPins_leaveTheViews_andTheOthersTheirColours() {
    open();
    for (const double sigmaW : {1.0, 2.0, 3.0}) {
      change(sigmaW);
      press("pin");
    }
    change(1.5);
    const auto* length = find<LengthView>("lengthView");
    for (int slot = 0; slot < 3; ++slot) QTRY_COMPARE(ghosts(length->plot(), slot).size(), 1);
    choose("pin1", QStringLiteral("Remove"));
    QCOMPARE(pins().size(), std::size_t(2));
    QVERIFY(ghosts(length->plot(), 1).isEmpty());
    QCOMPARE(ghosts(length->plot(), 2).front().shortName, QStringLiteral("C"));
    choose("pin1", QStringLiteral("Hide"));
    QVERIFY(ghosts(length->plot(), 2).isEmpty());
    QCOMPARE(m_window->grid()->pins().size(), std::size_t(1));
    QCOMPARE(pins().size(), std::size_t(2));
    choose("pin1", QStringLiteral("Show"));
    QCOMPARE(ghosts(length->plot(), 2).size(), 1);
    press("pin");
    QCOMPARE(pins().back().slot, 1);
  }

  void partsOfPins_areComputed_whenTheirViewIsSeen() {
    open();
    press("pin");
    change(2.6);
    QTRY_VERIFY(!m_window->pinService().isBusy());
    QVERIFY(!pins()[0].study);
    core::LayerStudyPtr study;
    DisplayChoice display = m_window->session().display();
    display.enlarged = QStringLiteral("autocorrelation");
    Scene scene = m_window->session().scene();
    scene.display = display;
    m_window->session().setScene(scene);
    QTRY_VERIFY(pins()[0].study && pins()[0].study->autocorrelation);
    study = pins()[0].study;
    QVERIFY(!study->jacobian);
    change(2.2);  // the pin's own figures stay
    QTRY_VERIFY(!m_window->pinService().isBusy());
    QCOMPARE(pins()[0].study, study);
  }

  void header_ofANarrowWindow_showsFourPins_besideItsButtons() {
    open();
    m_window->resize(1024, 700);
    for (int i = 0; i < 4; ++i) {
      press("pin");
      m_window->session().newDraw();
    }
    std::vector<Pin> longNames = pins();
    for (Pin& pin : longNames) pin.name += QStringLiteral(" with a long name of its own, longer than all");
    m_window->session().setPins(longNames);
    QTest::qWait(50);
    QRect before = find<QAbstractButton>("pin")->geometry();
    for (const char* name : {"pin0", "pin1", "pin2", "pin3"}) {
      auto* chip = find<QAbstractButton>(name);
      const QRect place(chip->mapTo(m_window.get(), QPoint()), chip->size());
      QVERIFY(place.left() > before.right() && place.width() >= 36);
      QVERIFY(chip->toolTip().contains(QStringLiteral("longer than all")));
      before = place;
    }
    QVERIFY(before.right() < find<QAbstractButton>("views")->x());
    const auto* last = find<QAbstractButton>("export");
    QVERIFY(last->geometry().right() <= 1024 && last->width() >= last->sizeHint().width());
  }
};

QTEST_MAIN(PinsTest)
#include "tst_pins.moc"
