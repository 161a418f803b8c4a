#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

#include "core/data/open_task.h"
#include "core/training/trained_file.h"
#include "core/training/trained_subject.h"

using namespace arcscope::core;

namespace {

LearningTaskPtr pictures() {
  auto task = std::make_shared<LearningTask>();
  task->name = "pictures";
  task->classNames = {"a", "b"};
  task->image = ImageShape{.width = 4, .height = 4, .channels = 1};
  task->training.inputs = Eigen::MatrixXf::Random(16, 40);
  for (int j = 0; j < 40; ++j) task->training.labels.push_back(task->training.inputs(0, j) > 0.0F ? 1 : 0);
  task->test.inputs.resize(16, 0);
  return task;
}

LearningTaskPtr moons() {
  DataChoice choice;
  choice.name = "two-moons";
  choice.size = 200;
  return std::make_shared<const LearningTask>(openTask(choice).value());
}

Trainer trained(const LearningTaskPtr& task, Normalisation normalisation, Placement placement,
                Architecture architecture = Architecture::Dense) {
  Setting setting;
  setting.depth = 3;
  setting.width = 7;
  setting.activation = Activation::Tanh;
  setting.inputDim = task->features();
  TrainingChoice choice;
  choice.architecture = architecture;
  choice.channels = {3};
  choice.normalisation = normalisation;
  choice.placement = placement;
  choice.batch = 16;
  Trainer trainer({.setting = setting, .loaded = nullptr, .plane = nullptr}, choice, task);
  trainer.advance(20);
  return trainer;
}

}  // namespace

class TestTrainedFile : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir m_folder;
  std::string path(const char* name) const {
    return m_folder.filePath(QString::fromLatin1(name)).toStdString();
  }

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void network_writtenAndRead_isTheSame_data() {
    QTest::addColumn<int>("normalisation");
    QTest::addColumn<int>("placement");
    QTest::addColumn<QString>("second");
    const auto row = [](const char* name, Normalisation normalisation, Placement placement,
                        const char* second) {
      QTest::newRow(name) << static_cast<int>(normalisation) << static_cast<int>(placement)
                          << QString::fromLatin1(second);
    };
    row("none", Normalisation::None, Placement::BeforeActivation, "2.weight");
    row("batch before", Normalisation::Batch, Placement::BeforeActivation, "3.weight");
    row("batch after", Normalisation::Batch, Placement::AfterActivation, "3.weight");
    row("trajectory before", Normalisation::Trajectory, Placement::BeforeActivation, "1.lambda");
    row("trajectory after", Normalisation::Trajectory, Placement::AfterActivation, "2.lambda");
  }
  void network_writtenAndRead_isTheSame() {
    QFETCH(int, normalisation);
    QFETCH(int, placement);
    QFETCH(QString, second);
    const LearningTaskPtr task = moons();
    const Trainer trainer =
        trained(task, static_cast<Normalisation>(normalisation), static_cast<Placement>(placement));
    const TensorFile file = trainedTensorFile(trainer);
    QVERIFY(file.tensors.contains(second.toStdString()));
    const std::string name = path("network.safetensors");
    QVERIFY(!writeSafetensors(name, file));
    const Expected<LoadedNetwork> read = loadNetwork(name, false);
    QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
    const LoadedNetwork& loaded = read.value();
    QVERIFY(loaded.network.readout.has_value());
    QCOMPARE(loaded.network.depth(), 3);
    QCOMPARE(loaded.network.activation, Activation::Tanh);
    const Network expected = trainer.trainable().network();
    for (std::size_t i = 0; i < 3; ++i) {
      QVERIFY(loaded.network.layers[i].weights == expected.layers[i].weights);
      QVERIFY(loaded.network.layers[i].bias == expected.layers[i].bias);
    }
    QVERIFY(loaded.network.readout->weights == expected.readout->weights);
    QCOMPARE(loaded.normalised != nullptr, normalisation != 0);

    // It goes on learning from there, normalisation included.
    Subject subject = trainer.subject();
    subject.loaded = std::make_shared<const LoadedNetwork>(loaded);
    const Trainer again(subject, trainer.choice(), task);
    const Parameters<float>& before = trainer.trainable().parameters();
    const Parameters<float>& after = again.trainable().parameters();
    for (const ParameterGroup& group : before.groups())
      if (group.kind != ParameterGroup::Kind::State || normalisation == 1)
        for (std::size_t i = group.begin; i < group.begin + group.count; ++i)
          QCOMPARE(after.values()[i], before.values()[i]);
  }

  void convolutional_tensors_areNamedAsPyTorchWould() {
    const TensorFile file = trainedTensorFile(
        trained(pictures(), Normalisation::Batch, Placement::BeforeActivation, Architecture::Convolutional));
    // Conv2d, BatchNorm2d, activation, pooling, flattening, Linear, BatchNorm1d, activation, Linear.
    for (const char* name :
         {"0.weight", "0.bias", "1.running_mean", "1.running_var", "5.weight", "6.weight", "8.weight"})
      QVERIFY2(file.tensors.contains(name), name);
    QVERIFY(file.tensors.at("0.weight").shape == (std::vector<std::int64_t>{3, 1, 3, 3}));
    QVERIFY(file.tensors.at("5.weight").shape == (std::vector<std::int64_t>{7, 12}));
  }

  void read_brokenNormalisation_namesTheTensor_data() {
    QTest::addColumn<QString>("removed");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("variance") << QStringLiteral("1.running_var")
                              << QStringLiteral("tensor \"1.weight\" has no tensor \"1.running_var\"");
    QTest::newRow("linear") << QStringLiteral("0.weight")
                            << QStringLiteral("tensor \"0.bias\" has no tensor \"0.weight\"");
  }
  void read_brokenNormalisation_namesTheTensor() {
    QFETCH(QString, removed);
    QFETCH(QString, sentence);
    TensorFile file = trainedTensorFile(trained(moons(), Normalisation::Batch, Placement::BeforeActivation));
    file.tensors.erase(removed.toStdString());
    const std::string name = path("broken.safetensors");
    QVERIFY(!writeSafetensors(name, file));
    const Expected<LoadedNetwork> read = loadNetwork(name, false);
    QVERIFY(!read);
    QCOMPARE(QString::fromStdString(read.error().message),
             QString::fromStdString(name) + QStringLiteral(": ") + sentence);
  }
};

QTEST_GUILESS_MAIN(TestTrainedFile)
#include "tst_trained_file.moc"
