#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <cmath>

#include "core/training/trained_subject.h"
#include "tests/ui/mouse.h"
#include "tests/ui/window_fixture.h"
#include "ui/figures/presets.h"
#include "ui/plots/plane_view.h"
#include "ui/plots/training_lengths_view.h"
#include "ui/plots/training_view.h"
#include "ui/window/card_column.h"
#include "ui/window/message_bar.h"
#include "ui/window/run_window.h"
#include "ui/window/training_tools.h"

using namespace arcscope;
using namespace arcscope::ui;

/// The window with a small network and two moons to learn, its training card on view.
class TrainingViewTest : public WindowFixture {
  Q_OBJECT

  void openWithMoons(int epochs = 4) {
    core::Setting setting = smallSetting();
    setting.inputDim = 2;
    setting.width = 8;
    setting.depth = 3;
    open(setting);
    QTest::mouseClick(find<Button>("train"), Qt::LeftButton);
    m_window->learningData().open({.name = "two-moons", .noise = 0.1, .size = 200, .seed = 1});
    QTRY_VERIFY(m_window->learningData().task());
    core::TrainingChoice choice;
    choice.batch = 20;  // ten steps an epoch
    choice.epochs = epochs;
    choice.optimizer = {.kind = core::Optimizer::Adam, .learningRate = 0.01};
    m_window->trainingService().setChoice(choice);
    QTRY_VERIFY(view()->isVisible());
  }
  [[nodiscard]] TrainingView* view() const { return find<TrainingView>("trainingView"); }
  TrainingLengthsView* showLengths() {
    m_window->cardColumn()->setShown(card("trainingLengths"), true);
    m_window->cardColumn()->bringToFront(card("trainingLengths"));
    return find<TrainingLengthsView>("trainingLengthsView");
  }
  void press(const char* button) { QTest::mouseClick(find<Button>(button), Qt::LeftButton); }
  [[nodiscard]] const TrainingState* state() const { return m_window->trainingService().state().get(); }
  [[nodiscard]] bool restsAt(std::int64_t step) const {
    return state() && state()->step == step && !state()->running;
  }
  /// The network that the views show is the training's.
  [[nodiscard]] bool isShown() const {
    return m_window->snapshot()->subject.loaded && state() &&
           m_window->snapshot()->subject.loaded == state()->subject.loaded;
  }

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }
  void init() {
    // The offscreen platform says of every menu what it cannot do.
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*")));
  }
  void cleanup() { m_window.reset(); }

  void train_clicked_showsTheCard_andTrainsNothing() {
    open();
    QVERIFY(!m_window->cardColumn()->isShown(card("training")));
    press("train");
    QVERIFY(card("training")->isVisible());
    QVERIFY(!m_window->trainingService().hasRun());
  }

  void start_trainsToTheEnd_andEveryViewShowsTheNetwork() {
    openWithMoons();
    press("trainingPlay");
    QTRY_VERIFY(restsAt(40));
    QTRY_VERIFY(isShown());
    for (const ActivationButton* button : m_window->findChildren<ActivationButton*>())
      QCOMPARE(button->isEnabled(),
               button->activation() == setting().activation);  // it learned with that one
    QCOMPARE(view()->losses().content().series.size(), 2);
    QCOMPARE(view()->losses().content().series.back().points.size() + 1,  // step 0 is not on a log axis
             static_cast<qsizetype>(state()->history->size()));
    QCOMPARE(view()->badges().front().text, QStringLiteral("4 epochs learned"));
    press("trainingPlay");  // Continue: as many more
    QTRY_VERIFY(restsAt(80));
    QCOMPARE(view()->badges().front().text, QStringLiteral("8 epochs learned"));
  }

  void start_ofACurveInAnotherSpace_saysWhichOneItIsNow() {
    open();
    const int before = core::effectiveInputDim(setting());
    press("train");
    m_window->learningData().open({.name = "two-moons", .noise = 0.1, .size = 200, .seed = 1});
    QTRY_VERIFY(m_window->learningData().task());
    press("trainingStep");
    QTRY_VERIFY(m_window->messageBar()->isVisible());
    const QString said = m_window->messageBar()->text();
    QVERIFY2(said.startsWith(QStringLiteral("two-moons has 2 inputs, not %1:").arg(before)),
             qPrintable(said));
    QTRY_VERIFY(restsAt(1));
  }

  void step_learnsOneMiniBatch_epochToItsEnd() {
    openWithMoons();
    press("trainingStep");
    QTRY_VERIFY(restsAt(1));
    QTRY_VERIFY(isShown());
    press("trainingEpoch");
    QTRY_VERIFY(restsAt(10));
    press("trainingEpoch");
    QTRY_VERIFY(restsAt(20));
  }

  void pause_pressedWhileItRuns_rests() {
    openWithMoons(10000);
    press("trainingPlay");
    QTRY_COMPARE(find<Button>("trainingPlay")->text(), QStringLiteral("Pause"));
    press("trainingPlay");
    QTRY_VERIFY(!state()->running);
    QCOMPARE(find<Button>("trainingPlay")->text(), QStringLiteral("Continue"));
  }

  void drag_alongTheLosses_bringsBackThatMoment_andContinueSaysWhatItDrops() {
    openWithMoons();
    press("trainingPlay");
    QTRY_VERIFY(restsAt(40));
    view()->grab();
    const int last = static_cast<int>(state()->history->size()) - 1;
    const QPointF from = view()->placeOfMoment(last);
    const QPointF to = view()->placeOfMoment(2);
    QTest::mousePress(view(), Qt::LeftButton, {}, from.toPoint());
    for (int i = 1; i <= 8; ++i) test::moveMouse(*view(), from + (to - from) * i / 8.0, Qt::LeftButton);
    QTest::mouseRelease(view(), Qt::LeftButton, {}, to.toPoint());
    const std::int64_t step = (*state()->history)[2].step;
    QTRY_VERIFY(restsAt(step));
    QTRY_VERIFY(isShown());
    press("trainingPlay");
    QTRY_VERIFY(restsAt(40));
    QVERIFY(state()->dropped);
    QCOMPARE(
        trainingRemark(*state()),
        QStringLiteral("Training went on from step 2: what had been learned up to step 40 was dropped."));
  }

  void keys_moveFromMomentToMoment() {
    openWithMoons();
    press("trainingPlay");
    QTRY_VERIFY(restsAt(40));
    QTest::keyClick(view(), Qt::Key_Home);
    QTRY_VERIFY(restsAt(0));
    QTest::keyClick(view(), Qt::Key_Right);
    QTRY_VERIFY(restsAt((*state()->history)[1].step));
    QTest::keyClick(view(), Qt::Key_End);
    QTRY_VERIFY(restsAt(40));
    QTest::keyClick(view(), Qt::Key_Left);
    QTRY_VERIFY(restsAt((*state()->history)[state()->history->size() - 2].step));
  }

  void reset_asksFirst_andKeepKeeps() {
    openWithMoons();
    press("trainingStep");
    QTRY_VERIFY(restsAt(1));
    const auto answer = [this](const char* text) {
      press("trainingReset");
      auto* box = m_window->findChild<QMessageBox*>(QStringLiteral("forgetTraining"));
      QVERIFY(box != nullptr);
      QVERIFY(box->text().contains(QStringLiteral("1 ")));
      for (QAbstractButton* button : box->buttons())
        if (button->text() == QLatin1String(text)) QTest::mouseClick(button, Qt::LeftButton);
      QTRY_VERIFY(!m_window->findChild<QMessageBox*>(QStringLiteral("forgetTraining")));
    };
    answer("Keep");
    QVERIFY(m_window->trainingService().hasRun());
    answer("Forget");
    QVERIFY(!m_window->trainingService().hasRun());
    QVERIFY(!m_window->session().showsFile());
    QTRY_VERIFY(!m_window->snapshot()->subject.loaded);
  }

  void learningRate_moved_isThatOfTheTraining() {
    openWithMoons(10000);
    press("trainingStep");
    QTRY_VERIFY(restsAt(1));
    press("trainingOptionsButton");
    auto* options = find<TrainingOptions>("trainingOptions");
    QVERIFY(options->isVisible());
    QVERIFY(!find<Segmented>("trainingOptimizer")->isEnabled());
    auto* slider = find<Slider>("learningRateSlider");
    QTest::mouseClick(slider, Qt::LeftButton, {}, QPoint(slider->width() / 2, slider->height() / 2));
    QTRY_VERIFY(state()->choice.optimizer.learningRate != 0.01);
    QCOMPARE(state()->choice.optimizer.learningRate,
             m_window->trainingService().choice().optimizer.learningRate);
    options->hide();
  }

  void batch_tooLarge_isSaid_andStartIsNotOffered() {
    openWithMoons();
    press("trainingOptionsButton");
    auto* batch = find<QLineEdit>("trainingBatch");
    batch->selectAll();
    QTest::keyClicks(batch, QStringLiteral("4000"));
    QTest::keyClick(batch, Qt::Key_Return);
    QVERIFY(find<QLabel>("trainingProblem")
                ->text()
                .startsWith(QStringLiteral("batch is 4000; two-moons has 200")));
    find<TrainingOptions>("trainingOptions")->hide();
    QVERIFY(!find<Button>("trainingPlay")->isEnabled());
  }

  void options_impossibleNumbers_areSaidAndNotTaken_data() {
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("rate") << QStringLiteral("learningRate") << QStringLiteral("-1")
                          << QStringLiteral("learning rate is -1; it must be above 0");
    QTest::newRow("epochs") << QStringLiteral("trainingEpochs") << QStringLiteral("-5")
                            << QStringLiteral("epochs is -5; it must be between 1 and 10000");
    QTest::newRow("words") << QStringLiteral("weightDecay") << QStringLiteral("none")
                           << QStringLiteral("\u201cnone\u201d is no number that fits here");
    QTest::newRow("layers") << QStringLiteral("frozenLayers") << QStringLiteral("1-x")
                            << QStringLiteral("\u201c1-x\u201d is no number that fits here");
  }
  void options_impossibleNumbers_areSaidAndNotTaken() {
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, sentence);
    openWithMoons();
    const core::TrainingChoice before = m_window->trainingService().choice();
    press("trainingOptionsButton");
    auto* edit = find<QLineEdit>(field.toLatin1().constData());
    edit->selectAll();
    QTest::keyClicks(edit, text);
    QTest::keyClick(edit, Qt::Key_Return);
    const QString said = find<QLabel>("trainingProblem")->text();
    QVERIFY2(said.startsWith(sentence), qPrintable(said));
    QVERIFY(m_window->trainingService().choice() == before);
    QVERIFY(edit->text() != text);
    find<TrainingOptions>("trainingOptions")->hide();
    QVERIFY(find<Button>("trainingPlay")->isEnabled());
  }

  void frozenLayers_asARange_areThoseLayers() {
    openWithMoons();
    press("trainingOptionsButton");
    auto* edit = find<QLineEdit>("frozenLayers");
    edit->selectAll();
    QTest::keyClicks(edit, QStringLiteral("1-2, 4"));
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(m_window->trainingService().choice().frozen == std::vector<int>({1, 2, 4}));
    find<TrainingOptions>("trainingOptions")->hide();
  }

  void lengths_pointedAt_lightTheLayer() {
    openWithMoons();
    auto* lengths = showLengths();
    QTRY_VERIFY(lengths->isVisible());
    QTest::mouseClick(find<Button>("trainingPlay"), Qt::LeftButton);
    QTRY_VERIFY(restsAt(40));
    QCOMPARE(lengths->plot().content().series.size(), 4);  // the input and three layers
    QCOMPARE(lengths->badges().size(), 1);                 // no point is left out
    lengths->grab();
    const PlotSeries& third = lengths->plot().content().series[3];
    QCOMPARE(third.points.back(), QPointF(40.0, state()->history->back().curve.lengths[3]));
    test::moveMouse(*lengths, *lengths->plot().positionOf(third.points.back()));
    QCOMPARE(m_window->focusModel().hoveredLayer(), 3);
    lengths->setCourse({.quantity = LayerCourse::Quantity::Transitions, .byLayer = true});
    QCOMPARE(lengths->plot().content().series.size(), static_cast<qsizetype>(state()->history->size()));
  }

  void undo_whileItTrains_restsAndKeepsIt() {
    openWithMoons(10000);
    press("trainingPlay");
    QTRY_VERIFY(state() && state()->running && m_window->session().showsFile());
    QTest::mouseClick(find<Button>("undo"), Qt::LeftButton);
    QTRY_VERIFY(!state()->running);
    QVERIFY(!m_window->session().showsFile());
    QVERIFY(m_window->trainingService().hasRun());
    press("trainingPlay");
    QTRY_VERIFY(m_window->session().showsFile());
  }

  void lengths_ofRegions_areExactCountsOfTheCurveOnView() {
    openWithMoons();
    auto* lengths = showLengths();
    press("trainingPlay");
    QTRY_VERIFY(restsAt(40));
    auto* quantity = find<Segmented>("courseQuantity");
    Q_EMIT card("trainingLengths")->enlargeRequested(true);
    QTRY_VERIFY(quantity->isVisible());
    QTest::mouseClick(quantity, Qt::LeftButton, {},
                      QPoint(quantity->width() * 5 / 6, quantity->height() / 2));  // the third word
    QCOMPARE(lengths->title(), QStringLiteral("Regions in training"));
    QCOMPARE(lengths->badges().front().text, QStringLiteral("exact"));
    const auto& series = lengths->plot().content().series;
    QCOMPARE(series.size(), 3);
    // The trace behind the other views counts them too.
    QTRY_VERIFY(isShown() && m_window->snapshot()->quality == core::Quality::Full);
    const core::CurveMeasures& measures = m_window->snapshot()->measures;
    QVERIFY(measures.exact);
    for (int d = 0; d < 3; ++d)
      QCOMPARE(series[d].points.back().y(),
               static_cast<double>(measures.pieces[static_cast<std::size_t>(d)]));
  }

  void trajectory_changedInTraining_isMeasuredAlongTheNewOne() {
    openWithMoons();
    auto* lengths = showLengths();
    press("trainingPlay");
    QTRY_VERIFY(restsAt(40));
    QTRY_VERIFY(isShown());
    const double before = lengths->plot().content().series[0].points.back().y();
    core::Setting setting = m_window->session().setting();
    setting.trajectory = core::Trajectory::Line;
    QVERIFY(m_window->session().setSetting(setting));
    QTRY_VERIFY(state()->history->back().curve.lengths.front() != before);
    QTRY_VERIFY(m_window->snapshot()->quality == core::Quality::Full &&
                m_window->snapshot()->subject.setting.trajectory == core::Trajectory::Line);
    const auto& exact = m_window->snapshot()->measures.length;
    for (std::size_t d = 0; d < 4; ++d) {
      const double measured = lengths->plot().content().series[static_cast<qsizetype>(d)].points.back().y();
      QVERIFY(std::abs(measured - exact[d]) < 0.02 * exact[d]);
    }
    QVERIFY(restsAt(40));  // and nothing else happened
  }

  void save_writesTheNetworkOnView() {
    openWithMoons();
    QVERIFY(!find<Button>("trainingSave")->isEnabled());
    press("trainingPlay");
    QTRY_VERIFY(restsAt(40));
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("moons.safetensors"));
    press("trainingSave");
    auto* dialog = m_window->findChild<QFileDialog*>(QStringLiteral("saveTrained"));
    QVERIFY(dialog);
    auto* name = dialog->findChild<QLineEdit*>();
    name->setText(file);
    QTest::keyClick(name, Qt::Key_Return);
    auto* message = m_window->messageBar();
    QTRY_VERIFY(message->isVisible());
    QVERIFY2(message->text().contains(QStringLiteral("moons.safetensors")), qPrintable(message->text()));
    const auto loaded = core::loadNetwork(file.toStdString(), false);
    QVERIFY(loaded);
    const core::Network& network = state()->subject.loaded->network;
    QCOMPARE(loaded.value().network.layers.size(), network.layers.size());
    for (std::size_t d = 0; d < network.layers.size(); ++d)
      QVERIFY(loaded.value().network.layers[d].weights == network.layers[d].weights);
  }

  void convolutional_pictures_learn_andAllViewsShowTheNetwork() {
    core::Setting setting = smallSetting();
    setting.width = 8;
    setting.depth = 3;
    open(setting);
    press("train");
    m_window->learningData().need();
    QTRY_VERIFY(m_window->learningData().task());
    press("trainingOptionsButton");
    auto* architecture = find<Segmented>("trainingArchitecture");
    QVERIFY(!find<QLineEdit>("trainingChannels")->isEnabled());
    QTest::mouseClick(architecture, Qt::LeftButton, {},
                      QPoint(architecture->width() * 3 / 4, architecture->height() / 2));
    auto* channels = find<QLineEdit>("trainingChannels");
    QVERIFY(channels->isEnabled());
    channels->selectAll();
    QTest::keyClicks(channels, QStringLiteral("2, 3"));
    QTest::keyClick(channels, Qt::Key_Return);
    QVERIFY(m_window->trainingService().choice().channels == std::vector<int>({2, 3}));
    find<TrainingOptions>("trainingOptions")->hide();
    press("trainingStep");
    QTRY_VERIFY_WITH_TIMEOUT(restsAt(1), 60'000);  // two blocks under a sanitizer
    QCOMPARE(view()->badges().back().text, QStringLiteral("convolutional"));
    QCOMPARE(state()->history->back().curve.lengths.size(), std::size_t(4));  // input, two blocks, one layer
    QTRY_VERIFY(core::isConvolutional(m_window->snapshot()->subject));
    const auto shown = m_window->snapshot();
    QCOMPARE(shown->depth(), 3);
    QCOMPARE(shown->layers[1].width, 2 * 14 * 14);
    QCOMPARE(shown->layers[2].width, 3 * 7 * 7);
    QVERIFY(shown->measures.length[3] > 0.0);
    Q_EMIT card("plane")->enlargeRequested(true);
    const auto* plane = find<PlaneView>("planeView");
    QTRY_VERIFY(plane->regions() && core::isConvolutional(plane->regions()->request.subject));
    QCOMPARE(plane->badges().front().text, QStringLiteral("no regions"));
    // Its next step is on view too, and back before it.
    press("trainingStep");
    QTRY_VERIFY(restsAt(2));
    QTRY_VERIFY(m_window->snapshot()->subject.loaded == state()->subject.loaded);
  }

  void preset_ofAnExperiment_runsIt() {
    open();
    m_window->openPreset(*presetFromName(QStringLiteral("one-layer")));
    QTRY_VERIFY(m_window->experimentService().isRunning());
    const core::ExperimentRequest& request = m_window->experimentService().state()->request;
    QVERIFY(request.experiment == core::Experiment::OneLayer);
    QCOMPARE(request.subject.setting.depth, 8);
    QVERIFY(card("experiments")->isEnlarged());
    m_window->experimentService().stop();
    QTRY_VERIFY(!m_window->experimentService().isRunning());
  }

  void preset_ofATraining_beginsAtOnce_inThePlane() {
    open();
    m_window->openPreset(*presetFromName(QStringLiteral("training-moons")));
    QTRY_VERIFY(state() && state()->step > 0);
    QVERIFY(card("plane")->isEnlarged());
    QVERIFY(card("training")->isVisible());
    QCOMPARE(state()->task->name, std::string("two-moons"));
    QCOMPARE(state()->start.setting.width, 16);
    const auto* plane = find<PlaneView>("planeView");
    QTRY_VERIFY(plane->regions() && !plane->regions()->classes.empty());
    QCOMPARE(plane->regions()->classes.classes, 2);
  }

  void close_whileItRuns_isDone() {
    openWithMoons(10000);
    press("trainingPlay");
    QTRY_VERIFY(state() && state()->running);
    m_window->close();
    m_window.reset();
  }
};

QTEST_MAIN(TrainingViewTest)
#include "tst_training_view.moc"
