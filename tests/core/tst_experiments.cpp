#include <QRegularExpression>
#include <QtTest>

#include "core/data/open_task.h"
#include "core/support/parallel.h"
#include "core/training/experiments.h"

using namespace arcscope::core;

namespace {

ExperimentRequest requestOf(Experiment experiment) {
  DataChoice data;
  data.name = "two-moons";
  data.size = 200;
  ExperimentRequest request;
  request.experiment = experiment;
  request.task = std::make_shared<const LearningTask>(openTask(data).value());
  request.subject.setting.depth = 3;
  request.subject.setting.width = 12;
  request.subject.setting.inputDim = 2;
  request.subject.setting.sigmaW = 1.4;
  request.choice.batch = 16;
  request.choice.epochs = 10;
  request.choice.optimizer.learningRate = 0.05;
  request.repeats = 2;
  return request;
}

bool sameLines(const ExperimentResult& a, const ExperimentResult& b) {
  if (a.lines.size() != b.lines.size()) return false;
  for (std::size_t i = 0; i < a.lines.size(); ++i) {
    if (a.lines[i].label != b.lines[i].label || a.lines[i].x != b.lines[i].x) return false;
    for (std::size_t j = 0; j < a.lines[i].y.size(); ++j)
      if (a.lines[i].y[j].mean != b.lines[i].y[j].mean || a.lines[i].y[j].count != b.lines[i].y[j].count)
        return false;
  }
  return true;
}

}  // namespace

class TestExperiments : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
  void cleanup() { setParallelThreads(0); }

  void oneLayer_everyLayer_hasAFigure() {
    const ExperimentResult result = runExperiment(requestOf(Experiment::OneLayer));
    QVERIFY(result.complete());
    QCOMPARE(result.lines.size(), std::size_t(1));
    QVERIFY(result.lines[0].x == (std::vector<double>{1, 2, 3}));
    for (const Summary& y : result.lines[0].y) {
      QCOMPARE(y.count, std::int64_t(2));
      QVERIFY(y.mean > 0.5 && y.mean <= 1.0);
    }
    QCOMPARE(result.stepsDone, result.stepsWanted);
  }

  void layerNoise_withoutNoise_isTheTrainedNetwork() {
    ExperimentRequest request = requestOf(Experiment::LayerNoise);
    request.repeats = 1;
    request.noises = {0.0, 5.0};
    const ExperimentResult result = runExperiment(request);
    QCOMPARE(result.lines.size(), std::size_t(3));
    Trainer trainer(request.subject, request.choice, request.task);
    trainer.advance(trainer.steps());
    for (const ExperimentLine& line : result.lines) {
      QCOMPARE(line.y[0].mean, trainer.history().back().testAccuracy);
      QVERIFY(line.y[1].mean < line.y[0].mean);
    }
  }

  void lengthGrowth_fourLines_beginAtTheDraw() {
    const ExperimentRequest request = requestOf(Experiment::LengthGrowth);
    const ExperimentResult result = runExperiment(request);
    QCOMPARE(result.lines.size(), std::size_t(4));
    for (const ExperimentLine& line : result.lines) {
      QCOMPARE(line.x.front(), 0.0);
      QVERIFY(line.y.front().mean > 0.0);
    }
    QVERIFY(result.lines[2].y.front().mean > result.lines[0].y.front().mean);  // larger sigma_w
  }

  void normalisations_stopped_isWhatWasFinished() {
    ExperimentRequest request = requestOf(Experiment::Normalisations);
    std::stop_source source;
    const ExperimentResult result = runExperiment(
        request,
        [&](const ExperimentResult& now) {
          if (now.runsDone == 1) source.request_stop();
        },
        source.get_token());
    QVERIFY(!result.complete());
    QVERIFY(result.runsDone >= 1);
    QVERIFY(!result.lines.empty());
  }

  void experiment_anyNumberOfThreads_sameLines() {
    const ExperimentRequest request = requestOf(Experiment::Normalisations);
    const ExperimentResult several = runExperiment(request);
    setParallelThreads(1);
    QVERIFY(sameLines(several, runExperiment(request)));
    QCOMPARE(several.lines.size(), std::size_t(3));  // no pictures: no convolutional networks
  }
};

QTEST_GUILESS_MAIN(TestExperiments)
#include "tst_experiments.moc"
