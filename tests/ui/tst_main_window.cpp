#include <QClipboard>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QSplitter>
#include <QTest>
#include <QWheelEvent>

#include "ui/lecture/presentation.h"
#include "ui/panels/control_panel.h"
#include "ui/plots/length_view.h"
#include "ui/plots/plane_view.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/plots/transitions_view.h"
#include "ui/window/bottom_bar.h"
#include "ui/window/card_column.h"
#include "ui/window/main_window.h"
#include "ui/window/message_bar.h"
#include "ui/window/run_window.h"

using namespace arcscope;
using namespace arcscope::ui;

class MainWindowTest : public QObject {
  Q_OBJECT

  std::unique_ptr<MainWindow> m_window;

  void open(core::Setting setting = smallSetting()) {
    m_window = std::make_unique<MainWindow>(MainWindow::Options{.subject = {setting, nullptr, nullptr}});
    m_window->resize(1280, 720);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QTRY_VERIFY(m_window->snapshot());
  }
  static core::Setting smallSetting() {
    core::Setting setting;
    setting.width = 20;
    setting.depth = 4;
    setting.points = 128;
    setting.refine = false;
    return setting;
  }
  [[nodiscard]] const core::Setting& setting() const { return m_window->session().setting(); }
  [[nodiscard]] ParameterControl* control(std::string_view key) const {
    return m_window->controls()->control(key);
  }
  template <class T>
  [[nodiscard]] T* find(const char* name) const {
    T* found = m_window->findChild<T*>(QString::fromLatin1(name));
    if (!found) qFatal("no %s", name);
    return found;
  }
  static void drag(QWidget* widget, QPoint from, QPoint to) {
    QTest::mousePress(widget, Qt::LeftButton, {}, from);
    for (int i = 1; i <= 8; ++i) QTest::mouseMove(widget, from + (to - from) * i / 8);
    QTest::mouseRelease(widget, Qt::LeftButton, {}, to);
  }
  static void wheel(QWidget* widget, int notches) {
    const QPointF at = QPointF(widget->rect().center());
    QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, {},
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(widget, &event);
  }
  Card* card(const char* name) const { return find<Card>(name); }

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
  void cleanup() { m_window.reset(); }

  void everySlider_draggedByTheMouse_changesSettingAndPicture_data() {
    QTest::addColumn<QString>("key");
    for (const char* key : {"depth", "width", "sigma_w", "sigma_b", "points"})
      QTest::newRow(key) << QString::fromLatin1(key);
  }
  void everySlider_draggedByTheMouse_changesSettingAndPicture() {
    QFETCH(QString, key);
    open();
    ParameterControl* c = control(key.toStdString());
    QVERIFY(c);
    const double before = c->parameter().get(setting());
    const QImage picture = m_window->grab().toImage();
    const QPoint handle = c->slider()->handleCenter().toPoint();
    drag(c->slider(), handle, handle + QPoint(40, 0));
    const double after = c->parameter().get(setting());
    QVERIFY(after > before);
    QTRY_COMPARE(c->parameter().get(m_window->snapshot()->subject.setting), after);
    QCOMPARE(c->value(), after);
    QCOMPARE(c->entry()->text(), displayText(c->parameter(), after));
    QVERIFY(m_window->grab().toImage() != picture);
  }

  void slider_wheelAndKeys_stepTheValue() {
    open();
    ParameterControl* c = control("sigma_w");
    wheel(c->slider(), 1);
    QCOMPARE(setting().sigmaW, 1.91);
    wheel(c->entry(), -2);
    QCOMPARE(setting().sigmaW, 1.89);
    QTest::keyClick(c->slider(), Qt::Key_Right);
    QCOMPARE(setting().sigmaW, 1.90);
    QTest::keyClick(c->slider(), Qt::Key_PageUp);
    QCOMPARE(setting().sigmaW, 2.00);
    QTest::keyClick(c->slider(), Qt::Key_Home);
    QCOMPARE(setting().sigmaW, 0.0);
    QTest::keyClick(c->slider(), Qt::Key_End);
    QCOMPARE(setting().sigmaW, 8.0);
    QTest::keyClick(control("depth")->slider(), Qt::Key_Up);
    QCOMPARE(setting().depth, 5);
  }

  void slider_doubleClick_isTheDefault() {
    open();
    ParameterControl* c = control("width");
    QTest::mouseDClick(c->slider(), Qt::LeftButton, {}, c->slider()->handleCenter().toPoint());
    QCOMPARE(setting().width, core::Setting{}.width);
  }

  void entry_exactValue_isTaken_beyondTheSliderToo() {
    open();
    QLineEdit* entry = control("sigma_w")->entry();
    entry->setFocus();
    entry->selectAll();
    QTest::keyClicks(entry, QStringLiteral("2.34567"));
    QTest::keyClick(entry, Qt::Key_Return);
    QCOMPARE(setting().sigmaW, 2.34567);
    QCOMPARE(entry->text(), QStringLiteral("2.34567"));
    entry = control("width")->entry();
    entry->setFocus();
    entry->selectAll();
    QTest::keyClicks(entry, QStringLiteral("1100"));
    QTest::keyClick(entry, Qt::Key_Return);
    QCOMPARE(setting().width, 1100);
    QCOMPARE(control("width")->slider()->position(), 1.0);
  }

  void entry_badText_isRefusedInOneSentence_andTheOldValueStays() {
    open();
    QLineEdit* entry = control("depth")->entry();
    for (const char* text : {"abc", "65", "2.5", "nan", "-1"}) {
      entry->setFocus();
      entry->selectAll();
      QTest::keyClicks(entry, QString::fromLatin1(text));
      QTest::keyClick(entry, Qt::Key_Return);
      QCOMPARE(setting().depth, 4);
      QCOMPARE(entry->text(), QStringLiteral("4"));
      QVERIFY(m_window->messageBar()->isVisible());
      QVERIFY(m_window->messageBar()->text().contains(QString::fromLatin1(text)));
      QTest::keyClick(m_window.get(), Qt::Key_Escape);
      QVERIFY(!m_window->messageBar()->isVisible());
    }
  }

  void playButton_sweepsTheValue_onceToTheEnd() {
    open();
    ParameterControl* c = control("sigma_b");
    c->player()->setSweepSeconds(0.2);
    QTest::mouseClick(c->playButton(), Qt::LeftButton);
    QVERIFY(c->player()->isPlaying());
    QTRY_VERIFY(!c->player()->isPlaying());
    QCOMPARE(setting().sigmaB, 4.0);
    m_window->session().undo();  // the sweep is one step
    QCOMPARE(setting().sigmaB, 0.3);
  }

  void playButton_pressedAgain_stops() {
    open();
    ParameterControl* c = control("depth");
    c->player()->setMode(Player::Mode::BackAndForth);
    QTest::mouseClick(c->playButton(), Qt::LeftButton);
    c->player()->advance(0.5);
    const int depth = setting().depth;
    QVERIFY(depth > 4);
    QTest::mouseClick(c->playButton(), Qt::LeftButton);
    QVERIFY(!c->player()->isPlaying());
    QCOMPARE(setting().depth, depth);
  }

  void burstOfSliderMoves_endsOnTheLastValue() {
    open();
    Slider* slider = control("sigma_w")->slider();
    const QPoint handle = slider->handleCenter().toPoint();
    QTest::mousePress(slider, Qt::LeftButton, {}, handle);
    for (int i = 0; i < 60; ++i) QTest::mouseMove(slider, handle + QPoint(i % 30, 0));
    QTest::mouseMove(slider, handle + QPoint(17, 0));
    QTest::mouseRelease(slider, Qt::LeftButton, {}, handle + QPoint(17, 0));
    QTRY_VERIFY(!m_window->service().isBusy());
    QCOMPARE(m_window->snapshot()->subject.setting, setting());
    QCOMPARE(m_window->snapshot()->quality, core::Quality::Full);
    QCOMPARE(m_window->grid()->snapshot(), m_window->snapshot());
  }

  void undoKeys_takeADragBackInOneStep() {
    open();
    Slider* slider = control("sigma_w")->slider();
    const QPoint handle = slider->handleCenter().toPoint();
    drag(slider, handle, handle + QPoint(30, 0));
    const double dragged = setting().sigmaW;
    QVERIFY(dragged > 1.9);
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(setting().sigmaW, 1.9);
    QCOMPARE(control("sigma_w")->value(), 1.9);
    QTest::mouseClick(find<Button>("redo"), Qt::LeftButton);
    QCOMPARE(setting().sigmaW, dragged);
  }

  void everyActivationButton_choosesItsActivation() {
    open();
    const auto buttons = m_window->findChildren<ActivationButton*>();
    QCOMPARE(std::size_t(buttons.size()), core::allActivations.size());
    for (ActivationButton* button : buttons) {
      QTest::mouseClick(button, Qt::LeftButton);
      QCOMPARE(setting().activation, button->activation());
      QVERIFY(button->isChecked());
      QTRY_COMPARE(m_window->snapshot()->subject.setting.activation, button->activation());
    }
    QTest::keyClick(m_window.get(), Qt::Key_1);
    QCOMPARE(setting().activation, core::Activation::Relu);
  }

  void trajectoryAndEndPoints_areChosenByTheirSegments() {
    open();
    auto* trajectory = find<Segmented>("trajectory");
    auto* ends = find<Segmented>("endpoints");
    QCOMPARE(trajectory->current(), 2);
    QTest::mouseClick(trajectory, Qt::LeftButton, {}, trajectory->segmentRect(0).center());
    QCOMPARE(setting().trajectory, core::Trajectory::Line);
    QCOMPARE(ends->current(), 0);
    QTest::keyClick(trajectory, Qt::Key_Right);
    QCOMPARE(setting().trajectory, core::Trajectory::Arc);
    QTest::mouseClick(ends, Qt::LeftButton, {}, ends->segmentRect(1).center());
    QCOMPARE(core::effectiveEndpoints(setting()), core::Endpoints::Orthonormal);
  }

  void drawing_onThePlane_becomesTheTrajectory() {
    open();
    auto* trajectory = find<Segmented>("trajectory");
    QTest::mouseClick(trajectory, Qt::LeftButton, {}, trajectory->segmentRect(4).center());
    QCOMPARE(trajectory->current(), 4);
    auto* plane = m_window->findChild<PlaneView*>();
    QVERIFY(plane->isVisible());
    QCOMPARE(plane->drawMode(), PlaneView::DrawMode::Freehand);
    const QPoint centre = plane->rect().center();
    QTest::mousePress(plane, Qt::LeftButton, {}, centre - QPoint(40, 0));
    for (int i = -39; i <= 40; i += 4) QTest::mouseMove(plane, centre + QPoint(i, (i * i) / 60 - 20));
    QTest::mouseRelease(plane, Qt::LeftButton, {}, centre + QPoint(40, 6));
    QCOMPARE(setting().trajectory, core::Trajectory::Freehand);
    QVERIFY(setting().path.size() >= 2);
    QCOMPARE(plane->drawMode(), PlaneView::DrawMode::None);
    QTRY_COMPARE(m_window->snapshot()->subject.setting.trajectory, core::Trajectory::Freehand);
  }

  void escape_leavesTheDrawingMode() {
    open();
    auto* trajectory = find<Segmented>("trajectory");
    QTest::mouseClick(trajectory, Qt::LeftButton, {}, trajectory->segmentRect(3).center());
    auto* plane = m_window->findChild<PlaneView*>();
    QCOMPARE(plane->drawMode(), PlaneView::DrawMode::Polyline);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QCOMPARE(plane->drawMode(), PlaneView::DrawMode::None);
    QCOMPARE(trajectory->current(), 2);
  }

  void newDraw_changesTheSeed_rewindKeepsIt() {
    open();
    QTest::mouseClick(find<Button>("newDraw"), Qt::LeftButton);
    QCOMPARE(setting().seed, 4u);
    QCOMPARE(find<QLineEdit>("seed")->text(), QStringLiteral("4"));
    m_window->bottomBar()->player()->start(0.5);
    m_window->focusModel().setT(0.7);
    QTest::mouseClick(find<Button>("rewind"), Qt::LeftButton);
    QCOMPARE(setting().seed, 4u);
    QCOMPARE(m_window->focusModel().t(), 0.0);
    QVERIFY(!m_window->bottomBar()->player()->isPlaying());
    auto* seed = find<QLineEdit>("seed");
    seed->setFocus();
    seed->selectAll();
    QTest::keyClicks(seed, QStringLiteral("18446744073709551615"));
    QTest::keyClick(seed, Qt::Key_Return);
    QCOMPARE(setting().seed, 18446744073709551615u);
    seed->selectAll();
    QTest::keyClicks(seed, QStringLiteral("x"));
    QTest::keyClick(seed, Qt::Key_Return);
    QCOMPARE(setting().seed, 18446744073709551615u);
    QVERIFY(m_window->messageBar()->isVisible());
  }

  void toolbar_choosesProjectionImageAndScale() {
    open();
    auto* projection = find<Segmented>("projection");
    QTest::mouseClick(projection, Qt::LeftButton, {}, projection->segmentRect(1).center());
    QTRY_COMPARE(m_window->snapshot()->layers.back().projected.points.rows(), Eigen::Index(3));
    QTest::mouseClick(projection, Qt::LeftButton, {}, projection->segmentRect(2).center());
    auto* neurons = find<QLineEdit>("neurons");
    QVERIFY(neurons->isVisible());
    neurons->setFocus();
    neurons->selectAll();
    QTest::keyClicks(neurons, QStringLiteral("3, 7"));
    QTest::keyClick(neurons, Qt::Key_Return);
    QCOMPARE(m_window->session().view().projection.neurons[1], 7);
    auto* image = find<Segmented>("image");
    QTest::mouseClick(image, Qt::LeftButton, {}, image->segmentRect(1).center());
    QTRY_COMPARE(m_window->snapshot()->view.image, core::ImageKind::H);
    auto* scale = find<Segmented>("scale");
    QTest::mouseClick(scale, Qt::LeftButton, {}, scale->segmentRect(1).center());
    QVERIFY(m_window->grid()->commonScale());
  }

  void stretch_isComputedAnew_andEscapeShowsTheWholeCurve() {
    open();
    Q_EMIT m_window->grid()->stretchRequested(0.25, 0.5);
    QTRY_COMPARE(m_window->snapshot()->t[0], 0.25);
    QVERIFY(m_window->snapshot()->t.size() >= 128);
    auto* whole = find<Button>("wholeCurve");
    QTRY_VERIFY(whole->isVisible());
    QTest::mouseClick(whole, Qt::LeftButton);
    QCOMPARE(setting().tEnd, 1.0);
    Q_EMIT m_window->grid()->stretchRequested(0.25, 0.5);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QCOMPARE(setting().tBegin, 0.0);
  }

  void playT_movesTheSharedT() {
    open();
    const double before = m_window->focusModel().t();
    QTest::keyClick(m_window.get(), Qt::Key_Space);
    QVERIFY(m_window->bottomBar()->player()->isPlaying());
    QTRY_VERIFY(m_window->focusModel().t() != before);
    QTest::mouseClick(find<Button>("playT"), Qt::LeftButton);
    QVERIFY(!m_window->bottomBar()->player()->isPlaying());
  }

  void card_doubleClickOnTitle_isEnlarged_andEscapeReturnsIt() {
    open();
    Card* length = card("length");
    const int narrow = length->width();
    QTest::mouseDClick(length, Qt::LeftButton, {}, length->titleRect().center());
    QVERIFY(length->isEnlarged());
    QTRY_VERIFY(length->width() > narrow);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(!length->isEnlarged());
    QCOMPARE(length->width(), narrow);
    QVERIFY(length->isVisible());
  }

  void lowColumn_showsCardsAsTabs_thatCanBeChosen() {
    open();
    Card* length = card("length");
    Card* transitions = card("transitions");
    QVERIFY(length->isVisible());
    QVERIFY(!transitions->isVisible());
    QTest::mouseClick(length, Qt::LeftButton, {}, length->tabRect(1).center());
    QVERIFY(transitions->isVisible());
    QVERIFY(!length->isVisible());
    QCOMPARE(transitions->view()->snapshot(), m_window->snapshot());
  }

  void highColumn_showsAllCards_andADraggedOneMoves() {
    open();
    m_window->resize(1600, 1200);
    QTRY_VERIFY(card("transitions")->isVisible());
    for (Card* c : m_window->cardColumn()->cards()) QVERIFY(c->isVisible());
    Card* length = card("length");
    Card* plane = card("plane");
    const QPoint down(0, m_window->cardColumn()->height() - 20);
    drag(length, length->titleRect().center(), length->titleRect().center() + down);
    QCOMPARE(m_window->cardColumn()->cards().back(), length);
    QVERIFY(length->y() > plane->y());
    m_window->cardColumn()->setShown(plane, false);
    QVERIFY(!plane->isVisible());
    QVERIFY(m_window->cardColumn()->arrangement().contains(QStringLiteral("-plane")));
    m_window->cardColumn()->setShown(plane, true);
    QVERIFY(plane->isVisible());
  }

  void window_atEverySize_hasNoOverlappingParts_data() {
    QTest::addColumn<QSize>("size");
    for (const QSize size : {QSize(1280, 720), QSize(1600, 900), QSize(1920, 1080), QSize(3840, 2160)})
      QTest::addRow("%dx%d", size.width(), size.height()) << size;
  }
  void window_atEverySize_hasNoOverlappingParts() {
    QFETCH(QSize, size);
    open();
    m_window->resize(size);
    QTest::qWait(30);
    QCOMPARE(m_window->size(), size);
    QList<QWidget*> parts{m_window->controls(),          m_window->grid(),         m_window->bottomBar(),
                          find<Segmented>("projection"), find<Segmented>("scale"), find<Button>("export"),
                          find<Button>("open")};
    for (Card* c : m_window->cardColumn()->cards())
      if (c->isVisible()) parts << c;
    const auto placed = [&](QWidget* part) {
      const QRect own(part->mapTo(m_window.get(), QPoint()), part->size());
      return part == m_window->controls() ? own.intersected(m_window->rect().adjusted(0, 44, 0, -48)) : own;
    };
    for (QWidget* a : parts) {
      QVERIFY2(m_window->rect().contains(placed(a)), qPrintable(a->objectName()));
      QVERIFY2(a->width() > 10 && a->height() > 10, qPrintable(a->objectName()));
      for (QWidget* b : parts)
        if (a != b)
          QVERIFY2(!placed(a).intersects(placed(b)),
                   qPrintable(a->objectName() + QLatin1Char(' ') + b->objectName()));
    }
    // No control is squeezed below what its text needs.
    for (Button* button : m_window->findChildren<Button*>())
      if (button->isVisible() && !button->text().isEmpty())
        QVERIFY2(
            button->width() >=
                QFontMetrics(m_window->theme().font(1.0, QFont::Medium)).horizontalAdvance(button->text()),
            qPrintable(button->text()));
  }

  void theme_switched_darkensEverything() {
    open();
    QTest::mouseClick(find<Button>("theme"), Qt::LeftButton);
    QCOMPARE(m_window->theme().kind, Theme::Kind::Dark);
    const QImage picture = m_window->grab().toImage();
    int dark = 0;
    int all = 0;
    for (int y = 4; y < picture.height(); y += 16)
      for (int x = 4; x < picture.width(); x += 16, ++all)
        if (picture.pixelColor(x, y).lightness() < 90) ++dark;
    QVERIFY2(dark > 0.9 * all, qPrintable(QString::number(dark) + QLatin1Char('/') + QString::number(all)));
  }

  void f11_presents_keysWork_andEscapeReturns() {
    open();
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    Presentation* show = m_window->presentation();
    QVERIFY(show);
    QTRY_VERIFY(show->isVisible());
    QVERIFY(show->grid()->snapshot());
    QVERIFY(show->grid()->theme().scale >= 1.5);
    QVERIFY(show->grid()->theme().lineWidth > m_window->theme().lineWidth);
    m_window->focusModel().setLayer(2);
    QTest::keyClick(show, Qt::Key_Right);
    QCOMPARE(m_window->focusModel().layer(), 3);
    QTest::keyClick(show, Qt::Key_Up);
    QCOMPARE(setting().sigmaW, 1.95);
    QTRY_COMPARE(show->grid()->snapshot()->subject.setting.sigmaW, 1.95);
    QTest::keyClick(show, Qt::Key_Space);
    QVERIFY(m_window->bottomBar()->player()->isPlaying());
    QTest::keyClick(show, Qt::Key_Escape);
    QVERIFY(!m_window->presentation());
    QCOMPARE(m_window->grid()->snapshot()->subject.setting.sigmaW, 1.95);
  }

  void networkFile_opened_disablesWhatItFixes_andTheWayBackIsThere() {
    open();
    m_window->session().openNetwork(QStringLiteral(ARCSCOPE_TEST_DATA "/hard_tanh-arc-small.safetensors"));
    QTRY_VERIFY(m_window->session().showsFile());
    QVERIFY(!control("depth")->isEnabled());
    QCOMPARE(control("depth")->value(), double(m_window->session().subject().loaded->network.depth()));
    auto* back = find<Button>("closeFile");
    QVERIFY(back->isVisible());
    QTest::mouseClick(back, Qt::LeftButton);
    QVERIFY(control("depth")->isEnabled());
    QCOMPARE(setting(), smallSetting());
  }

  void badFile_isSaidInTheWindow() {
    open();
    m_window->session().openNetwork(QStringLiteral(ARCSCOPE_TEST_DATA "/mean_field.json"));
    QTRY_VERIFY(m_window->messageBar()->isVisible());
    QVERIFY(!m_window->session().showsFile());
  }

  void degenerateSettings_drawSomething_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("depth");
    QTest::addColumn<double>("sigmaW");
    QTest::newRow("one neuron") << 1 << 1 << 1.9;
    QTest::newRow("no weights") << 10 << 3 << 0.0;
    QTest::newRow("one layer") << 10 << 1 << 2.0;
    QTest::newRow("overflow") << 64 << 64 << 8.0;
  }
  void degenerateSettings_drawSomething() {
    QFETCH(int, width);
    QFETCH(int, depth);
    QFETCH(double, sigmaW);
    core::Setting setting = smallSetting();
    setting.width = width;
    setting.depth = depth;
    setting.sigmaW = sigmaW;
    setting.activation = sigmaW > 7.0 ? core::Activation::Linear : core::Activation::Relu;
    open(setting);
    QTRY_VERIFY(!m_window->service().isBusy());
    QVERIFY(!m_window->messageBar()->isVisible());
    m_window->grab();
  }

  void window_closedDuringHeavyWork_isGoneAtOnce() {
    core::Setting heavy;
    heavy.width = 1024;
    heavy.depth = 64;
    heavy.points = 4096;
    m_window = std::make_unique<MainWindow>(MainWindow::Options{.subject = {heavy, nullptr, nullptr}});
    m_window->show();
    QTest::qWait(100);
    QElapsedTimer clock;
    clock.start();
    m_window->close();
    m_window.reset();
    // The full computation takes many seconds; leaving must not wait for it.
    QVERIFY2(clock.elapsed() < 3000, qPrintable(QString::number(clock.elapsed())));
  }

  void startPage_isRenderedAtItsSize() {
    const QString file = QDir::tempPath() + QStringLiteral("/arcscope_start_page_test.png");
    QVERIFY(renderStartPage({.subject = {smallSetting(), nullptr, nullptr},
                             .screenshotFile = file,
                             .screenshotSize = {1280, 720}}));
    const QImage page(file);
    QCOMPARE(page.size(), QSize(1280, 720));
    QFile::remove(file);
    QVERIFY(!renderStartPage(
        {.subject = {smallSetting(), nullptr, nullptr}, .screenshotFile = QStringLiteral("/nowhere/x.png")}));
  }

  void numbers_areCopiedAsALegibleTable() {
    open();
    Q_EMIT card("length")->copyNumbersRequested();
    const QStringList lines =
        QGuiApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 1 + 5);
    QVERIFY(lines.front().contains(QStringLiteral("length")));
  }
};

QTEST_MAIN(MainWindowTest)
#include "tst_main_window.moc"
