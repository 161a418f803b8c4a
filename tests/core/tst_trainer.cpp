#include <QRegularExpression>
#include <QtTest>
#include <algorithm>
#include <cmath>

#include "core/data/open_task.h"
#include "core/network/random_network.h"
#include "core/support/parallel.h"
#include "core/training/trained_subject.h"
#include "core/training/trainer.h"

using namespace arcscope::core;

namespace {

LearningTaskPtr taskOf(const char* name, int size = 400) {
  DataChoice choice;
  choice.name = name;
  choice.size = size;
  Expected<LearningTask> task = openTask(choice);
  return std::make_shared<const LearningTask>(std::move(task).value());
}

Subject smallSubject(const LearningTask& task, Activation activation = Activation::Relu) {
  Setting setting;
  setting.depth = 3;
  setting.width = 24;
  setting.activation = activation;
  setting.sigmaW = 1.41421356;
  setting.sigmaB = 0.1;
  setting.inputDim = task.features();
  return {.setting = setting, .loaded = nullptr, .plane = nullptr};
}

TrainingChoice quickChoice(Normalisation normalisation = Normalisation::None) {
  TrainingChoice choice;
  choice.normalisation = normalisation;
  choice.optimizer = {.kind = Optimizer::Momentum, .learningRate = 0.05};
  choice.batch = 32;
  choice.epochs = 30;
  return choice;
}

std::vector<float> valuesOf(const Trainer& trainer) {
  const Parameters<float>& parameters = trainer.trainable().parameters();
  return {parameters.values(), parameters.values() + parameters.size()};
}

/// A network of the plan applied point by point in double, with the means of a layer as PyTorch has them.
Eigen::MatrixXd outputsOf(const Network& network, const Eigen::MatrixXd& points) {
  Eigen::MatrixXd z = points;
  for (const Layer& layer : network.layers) {
    z = ((layer.weights * z).colwise() + layer.bias).eval();
    z = z.unaryExpr([&](double h) { return evaluate(network.activation, h); }).eval();
  }
  return (network.readout->weights * z).colwise() + network.readout->bias;
}

}  // namespace

class TestTrainer : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
  void cleanup() { setParallelThreads(0); }

  void trainer_twoMoons_learnsThem_data() {
    QTest::addColumn<int>("normalisation");
    QTest::addColumn<int>("optimizer");
    for (const Normalisation normalisation :
         {Normalisation::None, Normalisation::Batch, Normalisation::Trajectory})
      for (const Optimizer optimizer : {Optimizer::Sgd, Optimizer::Momentum, Optimizer::Adam})
        QTest::addRow("%s %s", std::string(name(normalisation)).c_str(), std::string(name(optimizer)).c_str())
            << static_cast<int>(normalisation) << static_cast<int>(optimizer);
  }
  void trainer_twoMoons_learnsThem() {
    QFETCH(int, normalisation);
    QFETCH(int, optimizer);
    const LearningTaskPtr task = taskOf("two-moons");
    TrainingChoice choice = quickChoice(static_cast<Normalisation>(normalisation));
    choice.optimizer.kind = static_cast<Optimizer>(optimizer);
    choice.optimizer.learningRate = choice.optimizer.kind == Optimizer::Adam ? 0.01 : 0.05;
    choice.epochs = 60;
    Trainer trainer(smallSubject(*task), choice, task);
    trainer.advance(trainer.steps());
    QVERIFY(trainer.finished());
    QVERIFY(!trainer.diverged());
    QCOMPARE_GT(trainer.history().back().testAccuracy, 0.95);
    QCOMPARE_LT(trainer.history().back().trainLoss, trainer.history().front().trainLoss);
  }

  void trainer_sameRequest_sameRunHoweverCutAndThreaded() {
    const LearningTaskPtr task = taskOf("spirals");
    Trainer whole(smallSubject(*task), quickChoice(), task);
    whole.advance(100);
    setParallelThreads(1);
    Trainer cut(smallSubject(*task), quickChoice(), task);
    while (cut.step() < 100) cut.advance(7 < 100 - cut.step() ? 7 : 100 - cut.step());
    QCOMPARE(cut.step(), std::int64_t(100));
    QVERIFY(valuesOf(cut) == valuesOf(whole));
    QCOMPARE(cut.history().size(), whole.history().size());
    QCOMPARE(cut.history().back().testLoss, whole.history().back().testLoss);
  }

  void trainer_backToAMoment_goesOnAsBefore() {
    const LearningTaskPtr task = taskOf("circles");
    TrainingChoice choice = quickChoice(Normalisation::Batch);
    choice.optimizer.kind = Optimizer::Adam;
    Trainer trainer(smallSubject(*task), choice, task);
    trainer.advance(64);
    const std::vector<float> end = valuesOf(trainer);
    const std::size_t records = trainer.history().size();
    const TrainingMomentPtr moment = trainer.moments()[trainer.moments().size() / 2];
    QVERIFY(moment->step < 64 && moment->step > 0);
    trainer.goTo(moment);
    QCOMPARE(trainer.history().size(), records);  // nothing is forgotten by looking
    QVERIFY(valuesOf(trainer) == moment->values);
    trainer.advance(64 - moment->step);
    QVERIFY(valuesOf(trainer) == end);
    QCOMPARE(trainer.history().size(), records);
  }

  void trainer_hugeLearningRate_saysThatItDiverged() {
    const LearningTaskPtr task = taskOf("two-moons");
    TrainingChoice choice = quickChoice();
    choice.optimizer = {.kind = Optimizer::Sgd, .learningRate = 100.0};
    choice.loss = Loss::Squared;
    Trainer trainer(smallSubject(*task), choice, task);
    trainer.advance(trainer.steps());
    QVERIFY(trainer.diverged());
    QVERIFY(trainer.finished());
    QVERIFY(trainer.step() < trainer.steps());
  }

  void trainer_frozenLayers_keepTheirDraw() {
    const LearningTaskPtr task = taskOf("two-moons");
    TrainingChoice choice = quickChoice();
    choice.frozen = {1, 3};
    Trainer trainer(smallSubject(*task), choice, task);
    const Network before = trainer.trainable().network();
    trainer.advance(20);
    const Network after = trainer.trainable().network();
    QVERIFY(after.layers[0].weights == before.layers[0].weights);
    QVERIFY(after.layers[1].weights != before.layers[1].weights);
    QVERIFY(after.layers[2].weights == before.layers[2].weights);
    QVERIFY(after.layers[2].bias == before.layers[2].bias);
    QVERIFY(after.readout->weights != before.readout->weights);
  }

  void trainer_startsAtTheDraw_ofItsSetting() {
    const LearningTaskPtr task = taskOf("two-moons");
    const Subject subject = smallSubject(*task);
    const Trainer trainer(subject, quickChoice(), task);
    const Network drawn = drawNetwork(subject.setting, 2);
    const Network own = trainer.trainable().network();
    for (std::size_t i = 0; i < drawn.layers.size(); ++i)
      QVERIFY(own.layers[i].weights.isApprox(drawn.layers[i].weights, 1e-6));
    QVERIFY(own.readout->weights.isApprox(drawn.readout->weights, 1e-6));
  }

  void network_normalised_computesWhatTheTrainedOneDoes_data() {
    QTest::addColumn<int>("normalisation");
    QTest::addColumn<int>("placement");
    for (const Normalisation normalisation :
         {Normalisation::None, Normalisation::Batch, Normalisation::Trajectory})
      for (const Placement placement : {Placement::BeforeActivation, Placement::AfterActivation})
        QTest::addRow("%s %s", std::string(name(normalisation)).c_str(), std::string(name(placement)).c_str())
            << static_cast<int>(normalisation) << static_cast<int>(placement);
  }
  void network_normalised_computesWhatTheTrainedOneDoes() {
    QFETCH(int, normalisation);
    QFETCH(int, placement);
    const LearningTaskPtr task = taskOf("xor");
    TrainingChoice choice = quickChoice(static_cast<Normalisation>(normalisation));
    choice.placement = static_cast<Placement>(placement);
    Trainer trainer(smallSubject(*task, Activation::Tanh), choice, task);
    trainer.advance(200);
    QVERIFY(!trainer.diverged());
    const Subject subject = trainedSubject(trainer);
    QVERIFY(subject.loaded->network.readout.has_value());
    const Eigen::MatrixXd points = task->test.inputs.leftCols(40).cast<double>();
    const Eigen::MatrixXd expected = outputsOf(subject.loaded->network, points);
    Block<float> batch(static_cast<int>(points.rows()), 40);
    for (int i = 0; i < batch.rows(); ++i)
      for (int j = 0; j < 40; ++j) batch.row(i)[j] = static_cast<float>(points(i, j));
    Block<float> outputs;
    trainer.trainable().infer(batch, outputs);
    for (int i = 0; i < outputs.rows(); ++i)
      for (int j = 0; j < 40; ++j)
        QVERIFY(std::abs(static_cast<double>(outputs.row(i)[j]) - expected(i, j)) <
                1e-4 * (1.0 + expected.cwiseAbs().maxCoeff()));
  }

  void record_lengths_areThoseOfTheImages() {
    const LearningTaskPtr task = taskOf("two-moons");
    Trainer trainer(smallSubject(*task, Activation::Tanh), quickChoice(), task);
    trainer.advance(50);
    const TrainingRecord& record = trainer.history().back();
    QCOMPARE(record.curve.lengths.size(), std::size_t(4));
    const Subject subject = trainedSubject(trainer);
    // An independent way: images in double at the same t.
    const Eigen::VectorXd t = Eigen::VectorXd::LinSpaced(trainingSamples, 0.0, 1.0);
    Eigen::MatrixXd z = curvePoints(planeOf(subject), curveOf(subject.setting), t);
    TrainingMomentPtr last = trainer.moments().back();
    trainer.goTo(last);
    const Network network = trainer.trainable().network();
    for (std::size_t d = 0; d <= 3; ++d) {
      double length = 0.0;
      for (Eigen::Index j = 0; j + 1 < z.cols(); ++j) length += (z.col(j + 1) - z.col(j)).norm();
      QVERIFY(std::abs(record.curve.lengths[d] - length) < 1e-3 * length);
      if (d == 3) break;
      const Layer& layer = network.layers[d];
      z = ((layer.weights * z).colwise() + layer.bias).array().tanh().matrix().eval();
    }
  }

  void record_transitions_areSignChangesOfH_data() {
    QTest::addColumn<int>("activation");
    for (const Activation one : {Activation::Relu, Activation::Sigmoid, Activation::Abs, Activation::Sin})
      QTest::newRow(std::string(name(one)).c_str()) << static_cast<int>(one);
  }
  void record_transitions_areSignChangesOfH() {
    QFETCH(int, activation);
    const LearningTaskPtr task = taskOf("two-moons");
    Trainer trainer(smallSubject(*task, Activation(activation)), quickChoice(), task);
    trainer.advance(50);
    const Subject subject = trainedSubject(trainer);
    const Eigen::VectorXd t = Eigen::VectorXd::LinSpaced(trainingSamples, 0.0, 1.0);
    Eigen::MatrixXd z = curvePoints(planeOf(subject), curveOf(subject.setting), t);
    trainer.goTo(trainer.moments().back());
    const Network network = trainer.trainable().network();
    double total = 0.0;
    for (std::size_t d = 0; d < 3; ++d) {
      const Layer& layer = network.layers[d];
      const Eigen::MatrixXd h = (layer.weights * z).colwise() + layer.bias;
      double changes = 0.0;
      for (Eigen::Index j = 0; j + 1 < h.cols(); ++j)
        changes += static_cast<double>(((h.col(j).array() > 0.0) != (h.col(j + 1).array() > 0.0)).count());
      QCOMPARE(trainer.history().back().curve.transitions[d + 1], changes);
      total += changes;
      z = h.unaryExpr([&](double one) { return evaluate(network.activation, one); });
    }
    QVERIFY(total > 10.0);
  }

  void record_pieces_areRunsOfOnePatternAlongTheCurve() {
    const LearningTaskPtr task = taskOf("two-moons");
    Subject subject = smallSubject(*task, Activation::HardTanh);
    subject.setting.trajectory = Trajectory::Line;
    Trainer trainer(subject, quickChoice(), task);
    trainer.advance(40);
    const std::vector<double>& pieces = trainer.history().back().curve.pieces;
    QCOMPARE(pieces.size(), std::size_t(4));
    QCOMPARE(pieces[0], 1.0);
    // An independent way: the pattern of every neuron at many t.
    trainer.goTo(trainer.moments().back());
    const Network network = trainer.trainable().network();
    const Eigen::VectorXd t = Eigen::VectorXd::LinSpaced(200'001, 0.0, 1.0);
    Eigen::MatrixXd z = curvePoints(planeOf(subject), curveOf(subject.setting), t);
    std::vector<bool> changes(static_cast<std::size_t>(t.size()), false);
    for (std::size_t d = 0; d < 3; ++d) {
      const Layer& layer = network.layers[d];
      const Eigen::MatrixXd h = (layer.weights * z).colwise() + layer.bias;
      z = h.cwiseMax(-1.0).cwiseMin(1.0);
      const auto region = [](double value) { return value > 1.0 ? 1 : value < -1.0 ? -1 : 0; };
      for (Eigen::Index j = 1; j < h.cols(); ++j)
        for (Eigen::Index i = 0; i < h.rows(); ++i)
          if (region(h(i, j)) != region(h(i, j - 1))) changes[static_cast<std::size_t>(j)] = true;
      const auto runs = 1.0 + static_cast<double>(std::count(changes.begin(), changes.end(), true));
      QVERIFY(pieces[d + 1] >= 2.0);
      QVERIFY2(std::abs(pieces[d + 1] - runs) <= 1.0,  // two crossings may fall between two samples
               qPrintable(QStringLiteral("%1 pieces, %2 runs").arg(pieces[d + 1]).arg(runs)));
    }
  }

  void record_smoothActivation_hasNoPieces() {
    const LearningTaskPtr task = taskOf("two-moons");
    const Trainer trainer(smallSubject(*task, Activation::Tanh), quickChoice(), task);
    QVERIFY(trainer.history().front().curve.pieces.empty());
    QVERIFY(!trainer.history().front().curve.lengths.empty());
  }

  void setCurve_anotherOne_measuresEveryMomentAlongIt_andLearningGoesOnAsBefore() {
    const LearningTaskPtr task = taskOf("two-moons");
    Subject line = smallSubject(*task);
    line.setting.trajectory = Trajectory::Line;
    Subject arc = line;
    arc.setting.trajectory = Trajectory::Arc;
    arc.setting.seed = line.setting.seed;
    Trainer moved(line, quickChoice(), task);
    Trainer always(arc, quickChoice(), task);
    moved.advance(50);
    always.advance(50);
    QVERIFY(!haveSameCurve(moved.subject(), always.subject()));
    QVERIFY(moved.history().back().curve.lengths != always.history().back().curve.lengths);
    QVERIFY(moved.setCurve(arc));
    QVERIFY(haveSameCurve(moved.subject(), always.subject()));
    QVERIFY(valuesOf(moved) == valuesOf(always));
    moved.advance(10);
    always.advance(10);
    QCOMPARE(moved.history().size(), always.history().size());
    for (std::size_t i = 0; i < moved.history().size(); ++i) {
      QVERIFY(moved.history()[i].curve.lengths == always.history()[i].curve.lengths);
      QVERIFY(moved.history()[i].curve.transitions == always.history()[i].curve.transitions);
      QVERIFY(moved.history()[i].curve.pieces == always.history()[i].curve.pieces);
    }
    QVERIFY(valuesOf(moved) == valuesOf(always));
  }

  void setCurve_amongOtherInputs_leavesItsOwn() {
    const LearningTaskPtr task = taskOf("two-moons");
    const Subject subject = smallSubject(*task);
    Trainer trainer(subject, quickChoice(), task);
    trainer.advance(20);
    const std::vector<double> before = trainer.history().back().curve.lengths;
    Subject other = subject;
    other.setting.inputDim = 784;
    other.setting.endpoints = Endpoints::Given;
    other.plane = std::make_shared<const Plane>(
        Plane{Eigen::VectorXd::Zero(784), Eigen::VectorXd::Unit(784, 0), Eigen::VectorXd::Unit(784, 1)});
    QVERIFY(trainer.setCurve(other));
    QVERIFY(haveSameCurve(trainer.subject(), subject));
    QVERIFY(!validate(trainedSubject(trainer)));
    QVERIFY(trainer.history().back().curve.lengths == before);
  }

  void setCurve_stopped_changesNothing() {
    const LearningTaskPtr task = taskOf("two-moons");
    Subject line = smallSubject(*task);
    line.setting.trajectory = Trajectory::Line;
    Trainer trainer(line, quickChoice(), task);
    trainer.advance(20);
    const std::vector<double> before = trainer.history().back().curve.lengths;
    const std::vector<float> values = valuesOf(trainer);
    Subject arc = line;
    arc.setting.trajectory = Trajectory::Arc;
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!trainer.setCurve(arc, stop.get_token()));
    QVERIFY(haveSameCurve(trainer.subject(), line));
    QVERIFY(trainer.history().back().curve.lengths == before);
    QVERIFY(valuesOf(trainer) == values);
  }

  void validate_badChoices_saySo() {
    const LearningTaskPtr task = taskOf("two-moons", 20);
    const Setting setting = smallSubject(*task).setting;
    const auto sentence = [&](const TrainingChoice& choice) {
      const auto error = validate(choice, setting, *task);
      return QString::fromStdString(error ? error->message : std::string());
    };
    QCOMPARE(sentence(TrainingChoice{.batch = 8}), QString());
    QCOMPARE(sentence(TrainingChoice{.batch = 64}),
             QStringLiteral("batch is 64; two-moons has 20 training points"));
    QCOMPARE(sentence(TrainingChoice{.batch = 1}),
             QStringLiteral("batch is 1; it must be between 2 and 4096"));
    QCOMPARE(sentence(TrainingChoice{.batch = 8, .frozen = {1, 2, 3, 4}}),
             QStringLiteral("all layers are frozen; one at least must learn"));
    QCOMPARE(sentence(TrainingChoice{.batch = 8, .frozen = {5}}),
             QStringLiteral("a frozen layer is 5; it must be between 1 and 4"));
    QCOMPARE(sentence(TrainingChoice{.architecture = Architecture::Convolutional, .batch = 8}),
             QStringLiteral("the points of two-moons are no pictures; a convolutional network needs some"));
    TrainingChoice rate{.batch = 8};
    rate.optimizer.learningRate = 0.0;
    QCOMPARE(sentence(rate), QStringLiteral("learning rate is 0; it must be above 0 and at most 100"));
  }
};

QTEST_GUILESS_MAIN(TestTrainer)
#include "tst_trainer.moc"
