#include <QRegularExpression>

#include "tests/ui/window_fixture.h"
#include "ui/plots/plane_view.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/window/bottom_bar.h"
#include "ui/window/message_bar.h"

using namespace arcscope;
using namespace arcscope::ui;

class ControlsTest : public WindowFixture {
  Q_OBJECT

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
    for (int i = 0; i < 60; ++i) moveTo(slider, handle + QPoint(i % 30, 0));
    moveTo(slider, handle + QPoint(17, 0));
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
    const core::Plane before = m_window->snapshot()->plane;
    auto* trajectory = find<Segmented>("trajectory");
    QTest::mouseClick(trajectory, Qt::LeftButton, {}, trajectory->segmentRect(4).center());
    QCOMPARE(trajectory->current(), 4);
    auto* plane = m_window->findChild<PlaneView*>();
    QVERIFY(plane->isVisible());
    QCOMPARE(plane->drawMode(), PlaneView::DrawMode::Freehand);
    const QPoint centre = plane->rect().center();
    QTest::mousePress(plane, Qt::LeftButton, {}, centre - QPoint(40, 0));
    for (int i = -39; i <= 40; i += 4) moveTo(plane, centre + QPoint(i, (i * i) / 60 - 20));
    QTest::mouseRelease(plane, Qt::LeftButton, {}, centre + QPoint(40, 6));
    QCOMPARE(setting().trajectory, core::Trajectory::Freehand);
    QVERIFY(setting().path.size() >= 2);
    QCOMPARE(plane->drawMode(), PlaneView::DrawMode::None);
    QTRY_COMPARE(m_window->snapshot()->subject.setting.trajectory, core::Trajectory::Freehand);
    QVERIFY(m_window->snapshot()->plane.x0 == before.x0 && m_window->snapshot()->plane.x1 == before.x1);
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
};

QTEST_MAIN(ControlsTest)
#include "tst_controls.moc"
