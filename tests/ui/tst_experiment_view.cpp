#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include "core/data/open_task.h"
#include "tests/ui/mouse.h"
#include "tests/ui/sample_snapshot.h"
#include "ui/plots/experiment_view.h"
#include "ui/window/experiment_tools.h"

using namespace arcscope;

namespace {

core::ExperimentRequest smallRequest(core::Experiment experiment) {
  core::DataChoice data;
  data.name = "two-moons";
  data.size = 100;
  core::ExperimentRequest request;
  request.experiment = experiment;
  request.task = std::make_shared<const core::LearningTask>(core::openTask(data).value());
  request.subject.setting.depth = 2;
  request.subject.setting.width = 8;
  request.subject.setting.inputDim = 2;
  request.choice.batch = 20;
  request.choice.epochs = 3;
  request.repeats = 2;
  return request;
}

}  // namespace

class TestExperimentView : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void service_experiment_runsToItsEnd() {
    ui::ExperimentService service;
    QSignalSpy states(&service, &ui::ExperimentService::stateReady);
    service.start(smallRequest(core::Experiment::OneLayer));
    QVERIFY(service.isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!service.isRunning(), 20000);
    QVERIFY(service.state()->result.complete());
    const core::ExperimentResult expected = core::runExperiment(smallRequest(core::Experiment::OneLayer));
    for (std::size_t i = 0; i < 2; ++i)
      QCOMPARE(service.state()->result.lines[0].y[i].mean, expected.lines[0].y[i].mean);
  }

  void service_stopped_keepsWhatIsDone() {
    ui::ExperimentService service;
    core::ExperimentRequest request = smallRequest(core::Experiment::OneLayer);
    request.choice.epochs = 10000;
    service.start(request);
    service.stop();
    QVERIFY(!service.isRunning());
    QVERIFY(!service.state()->result.complete());
  }

  void service_goneWhileRunning_endsAtOnce() {
    core::ExperimentRequest request = smallRequest(core::Experiment::Normalisations);
    request.choice.epochs = 10000;
    ui::ExperimentService service;
    service.start(request);
    QTest::qWait(50);
  }

  void view_states_showLinesAndProgress() {
    ui::ExperimentView view;
    view.resize(500, 300);
    view.setSnapshot(ui::test::sampleSnapshot());
    QVERIFY(view.badges().isEmpty());
    auto state = std::make_shared<ui::ExperimentState>();
    state->request = smallRequest(core::Experiment::Normalisations);
    state->running = true;
    state->result.runsWanted = 6;
    state->result.stepsWanted = 100;
    state->result.stepsDone = 25;
    view.setExperiment(state);
    QVERIFY(view.badges().first().text.startsWith(QStringLiteral("25 %")));
    auto done = std::make_shared<ui::ExperimentState>();
    done->request = state->request;
    done->result = core::runExperiment(state->request);
    view.setExperiment(done);
    QCOMPARE(view.badges().first().text, QStringLiteral("2 repeats"));
    QCOMPARE(view.plot().content().series.size(), 3);
    QCOMPARE(view.plot().content().bands.size(), 3);
    QCOMPARE(view.numbers().columns.size(), 10);
    QCOMPARE(view.numbers().rows.size(), 4);  // epochs 0 to 3
  }

  void view_besideAnotherSetting_saysWhoseLinesTheseAre() {
    auto state = std::make_shared<ui::ExperimentState>();
    state->request = smallRequest(core::Experiment::OneLayer);
    state->result.runsDone = state->result.runsWanted = 2;
    core::Setting setting = state->request.subject.setting;
    setting.inputDim = 7;  // that of the data is not the person's
    ui::ExperimentView view;
    view.setExperiment(state);
    QSignalSpy told(&view, &ui::ExperimentView::badgesChanged);
    view.setSnapshot(ui::test::sampleSnapshot(setting));
    QCOMPARE(view.badges().size(), 1);
    setting.sigmaW = 3.0;
    view.setSnapshot(ui::test::sampleSnapshot(setting));
    QCOMPARE(told.size(), 2);
    QCOMPARE(view.badges().size(), 2);
    QVERIFY(view.badges().last().warning);
    QCOMPARE(view.badges().last().text, QStringLiteral("of \u03c3w 1.9"));
    auto lengths = std::make_shared<ui::ExperimentState>(*state);
    lengths->request.experiment = core::Experiment::LengthGrowth;  // it has its own sigma_w
    view.setExperiment(lengths);
    QCOMPARE(view.badges().size(), 1);
  }

  void tools_click_asksForTheExperiment() {
    QWidget window;
    window.resize(700, 60);
    ui::ExperimentTools tools(&window);
    tools.resize(window.size());
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QSignalSpy asked(&tools, &ui::ExperimentTools::experimentRequested);
    auto* button = tools.findChild<QWidget*>(QStringLiteral("experiment-layer-noise"));
    QVERIFY(button != nullptr);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().value<core::Experiment>(), core::Experiment::LayerNoise);
  }
};

QTEST_MAIN(TestExperimentView)
#include "tst_experiment_view.moc"
