#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QDragEnterEvent>
#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTimer>
#include <QUrl>
#include <set>

#include "tests/ui/window_fixture.h"
#include "ui/figures/presets.h"
#include "ui/lecture/presentation.h"
#include "ui/panels/stepper.h"
#include "ui/plots/dichotomies_view.h"
#include "ui/plots/family_view.h"
#include "ui/plots/phase_view.h"
#include "ui/plots/plot_view.h"
#include "ui/plots/prior_view.h"
#include "ui/plots/similarity_view.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/plots/transitions_view.h"
#include "ui/window/bottom_bar.h"
#include "ui/window/card_column.h"
#include "ui/window/gallery.h"
#include "ui/window/message_bar.h"
#include "ui/window/run_window.h"

using namespace arcscope;
using namespace arcscope::ui;

class MainWindowTest : public WindowFixture {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }
  void init() {
    // The offscreen platform says of every menu what it cannot do.
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*")));
  }
  void cleanup() { m_window.reset(); }

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

  void tabs_withoutRoomForTheirNames_areGatheredInAMenu() {
    open();
    Card* length = card("length");
    length->setTabs(
        {QStringLiteral("Length"), QStringLiteral("Transitions"), QStringLiteral("Against length"),
         QStringLiteral("Activation pattern"), QStringLiteral("Maps")},
        0);
    length->resize(320, 240);
    QCOMPARE(length->tabRect(1), length->tabRect(4));  // one place for all
    QVERIFY(length->tabRect(1).left() > length->tabRect(0).right());
    length->grab();
    QSignalSpy chosen(length, &Card::tabChosen);
    QTest::mouseClick(length, Qt::LeftButton, {}, length->tabRect(1).center());
    auto* menu = length->findChild<QMenu*>(QStringLiteral("gatheredTabs"));
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 4);
    QVERIFY(chosen.isEmpty());
    const QList<QAction*> actions = menu->actions();
    menu->setActiveAction(actions[2]);
    QTest::keyClick(menu, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toInt(), 3);
    length->resize(1200, 240);
    QVERIFY(length->tabRect(1) != length->tabRect(2));
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
    m_window->resize(1600, 1500);
    QTRY_VERIFY(card("transitions")->isVisible());
    for (Card* c : m_window->cardColumn()->cards())
      QCOMPARE(c->isVisible(), m_window->cardColumn()->isShown(c));
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
    // Its weights are what they are: nothing to draw, and no law that they come from.
    const auto* tool = card("length");
    for (const char* name : {"drawsButton", "theoryButton"})
      QTRY_VERIFY(!tool->findChild<QAbstractButton*>(QString::fromLatin1(name))->isEnabled());
    QCOMPARE(find<Button>("newDraw")->isEnabled(),
             core::effectiveEndpoints(setting()) == core::Endpoints::Random);
    auto* back = find<Button>("closeFile");
    QVERIFY(back->isVisible());
    QTest::mouseClick(back, Qt::LeftButton);
    QVERIFY(control("depth")->isEnabled());
    QCOMPARE(setting(), smallSetting());
    QVERIFY(find<Button>("newDraw")->isEnabled());
    for (const char* name : {"drawsButton", "theoryButton"})
      QTRY_VERIFY(tool->findChild<QAbstractButton*>(QString::fromLatin1(name))->isEnabled());
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

  void drawsButton_pressed_showsTheSpreadOfThisSetting() {
    open();
    QTRY_VERIFY(!m_window->service().isBusy());
    auto* button = card("length")->findChild<QAbstractButton*>(QStringLiteral("drawsButton"));
    QVERIFY(button && !button->isChecked());
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(m_window->comparison().ensemble());
    const auto* lengths = qobject_cast<const PlotView*>(card("length")->view());
    QTRY_COMPARE(lengths->plot().content().bands.size(), 1);
    core::Setting next = setting();
    next.sigmaW = 2.5;
    QVERIFY(m_window->session().setSetting(next));
    QVERIFY(!m_window->comparison().ensemble());  // of another setting
    QTRY_VERIFY(m_window->comparison().ensemble());
    QCOMPARE(m_window->comparison().ensemble()->subject.setting.sigmaW, 2.5);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!m_window->comparison().ensemble());
    QVERIFY(!m_window->ensembleService().isBusy());
  }

  void theoryButton_pressed_takesTheLinesAway() {
    open();
    QTRY_VERIFY(m_window->comparison().theory());
    const auto* lengths = qobject_cast<const PlotView*>(card("length")->view());
    QTRY_VERIFY(lengths->plot().content().series.size() > 1);
    QTest::mouseClick(card("length")->findChild<QAbstractButton*>(QStringLiteral("theoryButton")),
                      Qt::LeftButton);
    QCOMPARE(lengths->plot().content().series.size(), 1);
  }

  void phases_dragged_moveTheNetworkInOneStepOfUndo() {
    open();
    m_window->cardColumn()->bringToFront(card("phases"));
    auto* phases = find<PhaseView>("phaseView");
    QTRY_VERIFY(phases->isVisible() && phases->diagram());
    const core::Setting before = setting();
    drag(phases, phases->toWidget({1.0, 1.0}).toPoint(), phases->toWidget({3.0, 2.0}).toPoint());
    QVERIFY(std::abs(setting().sigmaW - 3.0) < 0.05 && std::abs(setting().sigmaB - 2.0) < 0.05);
    QTRY_COMPARE(m_window->snapshot()->subject.setting.sigmaW, setting().sigmaW);
    QCOMPARE(control("sigma_w")->value(), setting().sigmaW);
    m_window->session().undo();
    QCOMPARE(setting().sigmaW, before.sigmaW);
    QCOMPARE(setting().sigmaB, before.sigmaB);
  }

  void prior_isHiddenUntilWanted_andTakesDataPoints() {
    open();
    Card* prior = card("prior");
    const auto* view = qobject_cast<const PriorView*>(prior->view());
    QVERIFY(!m_window->cardColumn()->isShown(prior));
    m_window->cardColumn()->setArrangement(QStringLiteral("length pattern"));  // of an earlier version
    QVERIFY(!m_window->cardColumn()->isShown(prior));
    QVERIFY(!view->prior());
    m_window->cardColumn()->setShown(prior, true);
    Q_EMIT prior->enlargeRequested(true);
    QTRY_VERIFY(view->prior() && view->prior()->draws.cols() == core::priorDraws);
    auto* clear = prior->findChild<QAbstractButton*>(QStringLiteral("clearDataButton"));
    QVERIFY(!clear->isEnabled());
    prior->view()->grab();
    QTest::mouseClick(prior->view(), Qt::LeftButton, {}, view->plot().positionOf({0.4, 0.3})->toPoint());
    QTRY_VERIFY(view->prior()->data.size() == 1u);
    // The view follows the sliders and keeps the data.
    const Eigen::VectorXd before = view->prior()->nngp.mean;
    core::Setting next = setting();
    next.sigmaW = 1.2;
    m_window->session().setSetting(next);
    QTRY_VERIFY(view->prior()->subject.setting.sigmaW == 1.2);
    QVERIFY(view->prior()->nngp.mean != before);
    QCOMPARE(view->prior()->data, view->data());
    QTest::mouseClick(clear, Qt::LeftButton);
    QTRY_VERIFY(view->prior()->data.empty());
    QVERIFY(!clear->isEnabled());
  }

  void phasePad_dragged_movesBothSlidersInOneStepOfUndo() {
    open();
    m_window->resize(1600, 900);
    auto* pad = find<PhaseView>("phasePad");
    QTRY_VERIFY(pad->isVisible() && pad->diagram());
    QTRY_VERIFY(pad->diagram()->complete);
    const core::Setting before = setting();
    drag(pad, pad->toWidget({1.0, 1.0}).toPoint(), pad->toWidget({3.0, 2.0}).toPoint());
    QVERIFY(std::abs(setting().sigmaW - 3.0) < 0.05 && std::abs(setting().sigmaB - 2.0) < 0.05);
    QCOMPARE(control("sigma_w")->value(), setting().sigmaW);
    QCOMPARE(control("sigma_b")->value(), setting().sigmaB);
    QTRY_COMPARE(pad->cursor().sigmaW, setting().sigmaW);
    m_window->session().undo();
    QCOMPARE(setting(), before);
    QTRY_COMPARE(pad->cursor().sigmaW, before.sigmaW);
    // Keys, faster than a snapshot follows.
    pad->setFocus();
    for (int i = 0; i < 3; ++i) QTest::keyClick(pad, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(pad, Qt::Key_Up);
    QVERIFY(std::abs(setting().sigmaW - before.sigmaW - 0.3) < 1e-9);
    QVERIFY(std::abs(setting().sigmaB - before.sigmaB - 0.01) < 1e-9);
    // The slider moves the pad's mark.
    QTest::keyClick(control("sigma_w")->slider(), Qt::Key_Home);
    QTRY_COMPARE(pad->cursor().sigmaW, setting().sigmaW);
    QVERIFY(setting().sigmaW < before.sigmaW);
  }

  void phasePad_inALowWindow_folds_andUnfoldsOnDemand() {
    open();
    auto* pad = find<PhaseView>("phasePad");
    const auto* scroll = m_window->findChild<QScrollArea*>();
    const auto overhang = [&] { return m_window->controls()->height() - scroll->viewport()->height(); };
    QVERIFY(!pad->isVisible());
    QTRY_COMPARE(overhang(), 0);  // 1280 x 720: all controls in sight
    m_window->resize(1600, 900);
    QTRY_VERIFY(pad->isVisible());
    QTRY_COMPARE(overhang(), 0);
    m_window->resize(1280, 720);
    QTRY_VERIFY(!pad->isVisible());
    QTest::mouseClick(find<Button>("phasesToggle"), Qt::LeftButton);
    QTRY_VERIFY(pad->isVisible());
    m_window->resize(1280, 730);
    QTest::qWait(20);
    QVERIFY(pad->isVisible());  // as the person chose
    QTest::mouseClick(find<Button>("phasesToggle"), Qt::LeftButton);
    QVERIFY(!pad->isVisible());
  }

  void dichotomies_openedFromTheViewsMenu_areCountedWhileInSight() {
    open();
    auto* view = find<DichotomiesView>("dichotomiesView");
    QTRY_VERIFY(!m_window->service().isBusy());
    QVERIFY(!view->isVisible() && !view->snapshot() && !m_window->dichotomyService().isBusy());
    QTimer::singleShot(0, this, [] {
      auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
      if (menu == nullptr) return;
      for (QAction* action : menu->actions())
        if (action->text() == QStringLiteral("Dichotomies"))
          return QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
      menu->close();
    });
    QTest::mouseClick(find<Button>("views"), Qt::LeftButton);
    QTRY_VERIFY(view->isVisible());
    QTRY_VERIFY(view->known() && view->known()->complete());
    QCOMPARE(view->known()->layers.size(), 4u);
    auto* inputs = find<Stepper>("dichotomyInputs");
    QTest::mouseClick(inputs, Qt::LeftButton, {}, inputs->moreRect().center());
    QCOMPARE(view->inputs(), 16);
    QCOMPARE(inputs->value(), 16);
    QTRY_VERIFY(m_window->dichotomyService().isBusy());
    m_window->cardColumn()->setShown(card("dichotomies"), false);
    QVERIFY(!m_window->dichotomyService().isBusy());
    QVERIFY(m_window->cardColumn()->arrangement().contains(QStringLiteral("-dichotomies")));
  }

  void arrangement_thatDoesNotKnowACard_leavesItAsItIs() {
    open();
    m_window->cardColumn()->setArrangement(QStringLiteral("length transitions"));
    QVERIFY(!m_window->cardColumn()->isShown(card("dichotomies")));
    QVERIFY(m_window->cardColumn()->isShown(card("maps")));
  }

  void networkFile_dropped_isOpened() {
    open();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QStringLiteral(ARCSCOPE_TEST_DATA "/relu-line-small.safetensors"))});
    QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &drop);
    QTRY_VERIFY(m_window->session().showsFile());
    QTRY_COMPARE(m_window->snapshot()->depth(), setting().depth);
    QMimeData text;
    text.setText(QStringLiteral("no file"));
    QDragEnterEvent other(QPoint(400, 300), Qt::CopyAction, &text, Qt::LeftButton, Qt::NoModifier);
    other.ignore();
    QCoreApplication::sendEvent(m_window.get(), &other);
    QVERIFY(!other.isAccepted());
  }

  void cardMenu_entries_doWhatTheySay() {
    open();
    const auto choose = [this](const char* name, const QString& entry) {
      chooseFromMenu(card(name)->findChild<QAbstractButton*>(QStringLiteral("cardMenu")), entry);
    };
    const auto* transitions = qobject_cast<const TransitionsView*>(card("transitions")->view());
    choose("transitions", QStringLiteral("Running total"));
    QVERIFY(transitions->runningTotal());
    choose("pattern", QStringLiteral("Hide"));
    QVERIFY(!m_window->cardColumn()->isShown(card("pattern")));
    choose("length", QStringLiteral("Enlarge"));
    QVERIFY(card("length")->isEnlarged());
    choose("length", QStringLiteral("Back to its place"));
    QVERIFY(!card("length")->isEnlarged());
    choose("length", QStringLiteral("Printed scaling of [R17]"));
    QVERIFY(m_window->comparison().choice().scaling);
  }

  void presets_fromTheGallery_openTheirFigureInOneStepOfUndo() {
    open();
    const core::Setting before = setting();
    const auto choose = [this](const char* name) {
      QTest::mouseClick(find<QAbstractButton>("presets"), Qt::LeftButton);
      QVERIFY(find<Gallery>("gallery")->isVisible());
      QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton);
      QVERIFY(!find<Gallery>("gallery")->isVisible());
    };
    QVERIFY(!m_window->cardColumn()->isShown(card("families")));
    choose("gallery_pieces");
    QVERIFY(card("families")->isEnlarged());
    QCOMPARE(setting().activation, core::Activation::Relu);
    auto* families = find<FamilyView>("familyView");
    QCOMPARE(families->familyChoice().figure, FamilyFigure::Pieces);
    QTRY_VERIFY_WITH_TIMEOUT(families->family() && families->family()->complete, 240000);
    // What the paper says: the same number for each neuron in every layer.
    const std::vector<double>& law = families->family()->members.back().bends;
    QVERIFY(std::abs(law.back() - law.front()) < 1e-6);
    QVERIFY(!families->plot().content().series.isEmpty());
    choose("gallery_tangled-circle");
    QVERIFY(!card("families")->isEnlarged());
    QCOMPARE(setting().activation, core::Activation::Tanh);
    m_window->session().undo();
    m_window->session().undo();
    QVERIFY(setting() == before);
  }

  void presets_each_areSettingsThatTheSessionTakes() {
    std::set<QString> names;
    for (const Preset& preset : presets()) {
      QVERIFY2(!core::validate(preset.setting), qPrintable(preset.name));
      QVERIFY2(names.insert(preset.name).second, qPrintable(preset.name));
      QCOMPARE(presetFromName(preset.name), &preset);
      QVERIFY2(preset.story.size() > 20 && preset.story.size() < 120, qPrintable(preset.name));
    }
    QCOMPARE(presetFromName(QStringLiteral("none")), nullptr);
  }

  void layerViews_openedFromTheMenu_areStudiedWhileTheyAreSeen() {
    open();
    QVERIFY(!m_window->cardColumn()->isShown(card("similarity")));
    QVERIFY(!m_window->studyService().isBusy());
    chooseFromMenu(find<QAbstractButton>("views"), QStringLiteral("Similarity"));
    const auto* view = qobject_cast<const SimilarityView*>(card("similarity")->view());
    QTRY_VERIFY(view->study() && view->isVisible());
    Q_EMIT card("similarity")->enlargeRequested(true);
    Slider* slider = control("sigma_w")->slider();
    drag(slider, slider->rect().center(), slider->rect().center() + QPoint(30, 0));
    QTRY_VERIFY(view->study()->subject.setting == setting());
    QVERIFY(!view->study()->jacobian);  // nobody looks at it
    QTRY_VERIFY(!m_window->studyService().isBusy());
    const core::LayerStudyPtr last = view->study();
    Q_EMIT card("similarity")->enlargeRequested(false);
    m_window->cardColumn()->setShown(card("similarity"), false);
    m_window->session().newDraw();
    QTRY_COMPARE(m_window->snapshot()->subject.setting.seed, setting().seed);
    QTRY_COMPARE(m_window->snapshot()->quality, core::Quality::Full);
    QCOMPARE(view->study(), last);
    m_window->cardColumn()->setShown(card("similarity"), true);
    QTRY_VERIFY(view->study()->subject.setting == setting());
  }

  void arrangement_ofAnEarlierVersion_leavesNewCardsHidden() {
    open();
    m_window->cardColumn()->setArrangement(QStringLiteral("length -transitions plane"));
    QVERIFY(m_window->cardColumn()->isShown(card("length")));
    QVERIFY(!m_window->cardColumn()->isShown(card("transitions")));
    QVERIFY(m_window->cardColumn()->isShown(card("phases")));
    QVERIFY(!m_window->cardColumn()->isShown(card("gradients")));
  }
};

QTEST_MAIN(MainWindowTest)
#include "tst_main_window.moc"
