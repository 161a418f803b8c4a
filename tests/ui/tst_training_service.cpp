#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include "core/data/toy_sets.h"
#include "core/training/trained_subject.h"
#include "ui/model/training_link.h"
#include "ui/model/training_setup.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

core::Setting toySetting() {
  core::Setting setting;
  setting.depth = 3;
  setting.width = 8;
  setting.inputDim = 2;
  setting.activation = core::Activation::Relu;
  return setting;
}

core::LearningTaskPtr moons() {
  static const auto task = std::make_shared<const core::LearningTask>(
      core::makeToySet(core::ToySet::TwoMoons, {.noise = 0.1, .size = 200, .seed = 1}));
  return task;
}

core::TrainingChoice quickChoice() {
  core::TrainingChoice choice;
  choice.batch = 20;  // ten steps an epoch
  choice.epochs = 4;
  choice.optimizer = {.kind = core::Optimizer::Adam, .learningRate = 0.01};
  return choice;
}

/// A service with a training of the small network on two moons.
struct Trained {
  explicit Trained(const core::TrainingChoice& choice = quickChoice()) {
    service.setChoice(choice);
    service.start({toySetting(), nullptr, nullptr}, moons());
  }
  [[nodiscard]] const TrainingState* now() const { return service.state().get(); }
  [[nodiscard]] bool isAt(std::int64_t step) const { return now() && now()->step == step && !now()->running; }

  TrainingService service{{std::chrono::milliseconds(5), std::chrono::milliseconds(1)}};
};

bool sameWeights(const core::Subject& a, const core::Subject& b) {
  for (std::size_t d = 0; d < a.loaded->network.layers.size(); ++d)
    if (a.loaded->network.layers[d].weights != b.loaded->network.layers[d].weights) return false;
  return true;
}

}  // namespace

class TrainingServiceTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void start_rests_atTheDrawnNetwork() {
    Trained trained;
    QTRY_VERIFY(trained.isAt(0));
    QCOMPARE(trained.now()->history->size(), 1u);
    QCOMPARE(trained.now()->steps, 40);
    QVERIFY(!trained.now()->finished);
    QCOMPARE(trained.now()->subject.setting.networkFile, std::string(core::networkInTraining));
  }

  void steps_areCounted_andAgreeWithATrainerOfTheSameChoice() {
    Trained trained;
    trained.service.learnSteps(3);
    QTRY_VERIFY(trained.isAt(3));
    trained.service.learnSteps(1);
    QTRY_VERIFY(trained.isAt(4));
    core::Trainer alone({toySetting(), nullptr, nullptr}, quickChoice(), moons());
    alone.advance(4);
    QVERIFY(sameWeights(trained.now()->subject, core::trainedSubject(alone)));
  }

  void setCurve_behindAScrub_leavesBothInForce() {
    Trained trained;
    trained.service.play();
    QTRY_VERIFY(trained.isAt(40));
    core::Subject other{toySetting(), nullptr, nullptr};
    other.setting.trajectory = core::Trajectory::Line;
    trained.service.scrub(2);
    trained.service.setCurve(other);  // neither takes the other's place in the queue
    const std::int64_t step = (*trained.now()->history)[2].step;
    QTRY_VERIFY(trained.isAt(step) && core::haveSameCurve(trained.now()->subject, other));
    QCOMPARE(trained.now()->history->back().step, 40);
  }

  void save_unwritableTarget_saysSo_andTrainingStays() {
    Trained trained;
    trained.service.learnSteps(3);
    QTRY_VERIFY(trained.isAt(3));
    QSignalSpy failed(&trained.service, &TrainingService::failed);
    QSignalSpy saved(&trained.service, &TrainingService::saved);
    trained.service.save(QStringLiteral("/dev/full"));
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY2(failed[0][0].toString().contains(QStringLiteral("/dev/full")),
             qPrintable(failed[0][0].toString()));
    QVERIFY(saved.isEmpty());
    QVERIFY(trained.isAt(3));
  }

  void play_runsToTheEnd_andSaysHowFarItIs() {
    Trained trained;
    trained.service.play();
    QTRY_VERIFY(trained.now() && trained.now()->finished);
    QVERIFY(trained.isAt(40));
    QCOMPARE(trained.now()->epoch(), 4.0);
    QVERIFY(trained.now()->history->back().testLoss < trained.now()->history->front().testLoss);
    const TrainingStatePtr whole = trainToTheEnd({toySetting(), nullptr, nullptr}, quickChoice(), moons());
    QVERIFY(sameWeights(trained.now()->subject, whole->subject));
  }

  void pause_stopsAtAStep_andPlayGoesOn() {
    core::TrainingChoice choice = quickChoice();
    choice.epochs = 10000;
    Trained trained(choice);
    trained.service.play();
    QTRY_VERIFY(trained.now() && trained.now()->step > 50 && trained.now()->running);
    trained.service.pause();
    QTRY_VERIFY(!trained.now()->running);
    const std::int64_t rested = trained.now()->step;
    QTest::qWait(30);
    QCOMPARE(trained.now()->step, rested);
    trained.service.play();
    QTRY_VERIFY(trained.now()->step > rested);
  }

  void speed_tenStepsASecond_holdsBack() {
    core::TrainingChoice choice = quickChoice();
    choice.epochs = 10000;
    Trained trained(choice);
    trained.service.setSpeed(10.0);
    trained.service.play();
    QTest::qWait(350);
    trained.service.pause();
    QTRY_VERIFY(trained.now() && !trained.now()->running && trained.now()->step > 0);
    QVERIFY(trained.now()->step <= 6);  // as fast as it goes there would be thousands
  }

  void scrub_bringsBackTheNetworkOfThatMoment() {
    Trained trained;
    trained.service.learnSteps(4);
    QTRY_VERIFY(trained.isAt(4));
    const core::Subject atFour = trained.now()->subject;
    trained.service.play();
    QTRY_VERIFY(trained.isAt(40));
    const auto& history = *trained.now()->history;
    const auto moment =
        std::find_if(history.begin(), history.end(), [](const auto& r) { return r.step == 4; });
    QVERIFY(moment != history.end());
    const std::size_t known = history.size();
    trained.service.scrub(static_cast<int>(moment - history.begin()));
    QTRY_VERIFY(trained.isAt(4));
    QVERIFY(sameWeights(trained.now()->subject, atFour));
    QCOMPARE(trained.now()->history->size(), known);  // nothing is forgotten by looking back
    QVERIFY(!trained.now()->dropped);
  }

  void play_afterScrub_dropsWhatCameLater_andSaysSo() {
    Trained trained;
    trained.service.play();
    QTRY_VERIFY(trained.isAt(40));
    trained.service.scrub(1);
    trained.service.learnSteps(1);
    QTRY_VERIFY(trained.now()->dropped && !trained.now()->running);
    QCOMPARE(trained.now()->dropped->from, 1);
    QCOMPARE(trained.now()->dropped->to, 40);
    QCOMPARE(trained.now()->step, 2);
    QCOMPARE(trained.now()->history->back().step, 2);
  }

  void scrub_ofAMomentThatIsNotThere_takesTheLast() {
    Trained trained;
    trained.service.play();
    QTRY_VERIFY(trained.isAt(40));
    trained.service.scrub(0);
    trained.service.scrub(100000);
    QTRY_VERIFY(trained.isAt(40));
  }

  void divergence_isSaid_andTheLastNetworkIsFinite() {
    core::TrainingChoice choice = quickChoice();
    choice.optimizer = {.kind = core::Optimizer::Sgd, .learningRate = 100.0};
    choice.loss = core::Loss::Squared;
    choice.epochs = 100;
    Trained trained(choice);
    trained.service.play();
    QTRY_VERIFY(trained.now() && trained.now()->diverged);
    QVERIFY(trained.now()->finished);
    for (const core::Layer& layer : trained.now()->subject.loaded->network.layers)
      QVERIFY(layer.weights.allFinite());
  }

  void epochs_raisedAtTheEnd_letItGoOn() {
    Trained trained;
    trained.service.play();
    QTRY_VERIFY(trained.isAt(40));
    core::TrainingChoice choice = trained.service.choice();
    choice.epochs = 6;
    trained.service.setChoice(choice);
    QTRY_COMPARE(trained.now()->steps, 60);
    QVERIFY(!trained.now()->finished);
    trained.service.play();
    QTRY_VERIFY(trained.isAt(60));
  }

  void forget_tellsOnce_andNothingComesAfter() {
    core::TrainingChoice choice = quickChoice();
    choice.epochs = 10000;
    Trained trained(choice);
    trained.service.play();
    QTRY_VERIFY(trained.now());
    QSignalSpy told(&trained.service, &TrainingService::stateReady);
    trained.service.forget();
    QVERIFY(!trained.service.hasRun());
    QTest::qWait(30);
    QCOMPARE(told.size(), 1);
    QVERIFY(!trained.service.state());
  }

  void destructor_whileItRuns_returnsAtOnce() {
    core::TrainingChoice choice = quickChoice();
    choice.epochs = 10000;
    auto trained = std::make_unique<Trained>(choice);
    trained->service.play();
    QTRY_VERIFY(trained->now() && trained->now()->running);
    trained.reset();
  }

  void states_areNotPiledUp_whileNobodyTakesThem() {
    core::TrainingChoice choice = quickChoice();
    choice.epochs = 10000;
    Trained trained(choice);
    QSignalSpy told(&trained.service, &TrainingService::stateReady);
    trained.service.play();
    QTest::qSleep(60);  // no events are handled
    QCoreApplication::processEvents();
    QVERIFY(told.size() <= 2);
  }

  // What is trained.

  void subjectToTrain_drawnNetwork_takesTheDataAsItsInput() {
    core::Setting setting = toySetting();
    setting.inputDim = 5;
    const auto subject =
        subjectToTrain({setting, nullptr, nullptr}, quickChoice(), *moons(), {.name = "two-moons"});
    QVERIFY(subject);
    QCOMPARE(subject.value().setting.inputDim, 2);
    QVERIFY(!subject.value().setting.endpoints);
  }

  void subjectToTrain_pictures_runsBetweenPointsOfTwoClasses() {
    const auto opened = core::openTask({.name = "fashion-mnist-sample"});
    const core::LearningTask& task = opened.value();
    const auto subject = subjectToTrain({toySetting(), nullptr, nullptr}, quickChoice(), task,
                                        {.name = "fashion-mnist-sample"});
    QVERIFY(subject);
    QCOMPARE(subject.value().setting.inputDim, 784);
    QCOMPARE(subject.value().setting.trajectory, core::Trajectory::Arc);
    const core::Plane& plane = *subject.value().plane;
    std::vector<std::uint8_t> labels;
    for (const Eigen::VectorXd* end : {&plane.x0, &plane.x1})
      for (Eigen::Index j = 0; j < task.training.size(); ++j)
        if (task.training.inputs.col(j).cast<double>() == *end) {
          labels.push_back(task.training.labels[static_cast<std::size_t>(j)]);
          break;
        }
    QCOMPARE(labels, (std::vector<std::uint8_t>{0, 1}));
    QVERIFY(subject.value().dataEnds);
  }

  void subjectToTrain_whatDoesNotFit_isSaid() {
    core::TrainingChoice choice = quickChoice();
    choice.batch = 4000;
    const auto large =
        subjectToTrain({toySetting(), nullptr, nullptr}, choice, *moons(), {.name = "two-moons"});
    QVERIFY(!large && large.error().message.find("batch is 4000") != std::string::npos);
    core::Trainer trainer({toySetting(), nullptr, nullptr}, quickChoice(), moons());
    const auto opened = core::openTask({.name = "fashion-mnist-sample"});
    const auto other = subjectToTrain(core::trainedSubject(trainer), quickChoice(), opened.value(),
                                      {.name = "fashion-mnist-sample"});
    QVERIFY(!other);
    QCOMPARE(QString::fromStdString(other.error().message),
             QStringLiteral("The loaded network takes 2 numbers; a point of fashion-mnist-sample has 784"));
  }

  // With a session.

  void link_training_isOneStepOfUndo_andRestsWhenAnotherNetworkIsShown() {
    Session session;
    session.restart(core::Subject{toySetting(), nullptr, nullptr});
    LearningData data;
    core::TrainingChoice choice = quickChoice();
    choice.epochs = 10000;
    TrainingService service({std::chrono::milliseconds(5), std::chrono::milliseconds(1)});
    service.setChoice(choice);
    TrainingLink link(session, data, service);
    connect(&session, &Session::settingChanged, &link, &TrainingLink::viewsAreReady, Qt::QueuedConnection);
    data.open({.name = "two-moons", .noise = 0.1, .size = 200, .seed = 1});
    QTRY_VERIFY(data.task());
    link.play();
    int networks = 0;
    std::shared_ptr<const core::LoadedNetwork> last;
    connect(&session, &Session::settingChanged, this, [&] {
      networks += session.subject().loaded != last ? 1 : 0;
      last = session.subject().loaded;
    });
    QTRY_VERIFY(networks > 4);
    QVERIFY(link.isShown());
    session.undo();
    QVERIFY(!session.canUndo());  // all of them were one step
    QVERIFY(!session.showsFile());
    QTRY_VERIFY(!service.state()->running);
    QVERIFY(service.hasRun());  // nothing is lost
    const std::int64_t rested = service.state()->step;
    QVERIFY(!link.isShown());
    link.play();
    QTRY_VERIFY(link.isShown() && service.state()->step > rested);
  }

  void link_curveChangedMeanwhile_isKept() {
    Session session;
    session.restart(core::Subject{toySetting(), nullptr, nullptr});
    LearningData data;
    TrainingService service({std::chrono::milliseconds(5), std::chrono::milliseconds(1)});
    service.setChoice(quickChoice());
    TrainingLink link(session, data, service);
    connect(&session, &Session::settingChanged, &link, &TrainingLink::viewsAreReady, Qt::QueuedConnection);
    data.open({.name = "two-moons", .noise = 0.1, .size = 200, .seed = 1});
    QTRY_VERIFY(data.task());
    link.learnSteps(1);
    QTRY_VERIFY(link.isShown() && service.state()->step == 1);
    core::Setting setting = session.setting();
    setting.trajectory = core::Trajectory::Line;
    QVERIFY(session.setSetting(setting));
    const auto before = session.subject().loaded;
    link.learnSteps(1);
    QTRY_VERIFY(session.subject().loaded != before);
    QCOMPARE(session.setting().trajectory, core::Trajectory::Line);
    link.forget();
    QVERIFY(!session.showsFile());
    QVERIFY(!service.hasRun());
  }
};

QTEST_MAIN(TrainingServiceTest)
#include "tst_training_service.moc"
