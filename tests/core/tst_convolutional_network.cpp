#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <random>

#include "core/explorer/explorer.h"
#include "core/explorer/layer_study.h"
#include "core/learning/trainable_convolution.h"

using namespace arcscope::core;

namespace {

constexpr int height = 9, width = 6, classes = 3;

/// Two blocks of 3 and 4 channels on a grey picture of 9 x 6 pixels (an odd row is left over), one dense
/// layer of 5, a read-out.
ConvolutionalNetwork someNetwork(Normalisation normalisation, Placement placement, Activation activation) {
  std::mt19937 generator(7);
  std::normal_distribution<double> normal;
  const auto numbers = [&](Eigen::Index rows, Eigen::Index columns) {
    return Eigen::MatrixXd(Eigen::MatrixXd::NullaryExpr(rows, columns, [&] { return normal(generator); }));
  };
  ConvolutionalNetwork network{.channels = 1,
                               .height = height,
                               .width = width,
                               .blocks = 2,
                               .chain = {.network = {}, .placement = placement, .normalisations = {}}};
  network.chain.network.activation = activation;
  const auto add = [&](int rows, int columns) {
    network.chain.network.layers.push_back(
        {numbers(rows, columns) * (1.5 / std::sqrt(columns)), numbers(rows, 1) * 0.3});
    LayerNormalisation one{.kind = normalisation, .scale = {}, .shift = {}, .mean = {}, .variance = {}};
    if (normalisation == Normalisation::Trajectory) one.scale = Eigen::VectorXd::Constant(1, 0.8);
    if (normalisation == Normalisation::Batch) {
      one.scale = numbers(rows, 1);
      one.shift = numbers(rows, 1) * 0.2;
      one.mean = numbers(rows, 1) * 0.1;
      one.variance = numbers(rows, 1).cwiseAbs2().array() + 0.5;
    }
    network.chain.normalisations.push_back(one);
  };
  add(3, 9);
  add(4, 27);
  add(5, 4 * 2 * 1);
  network.chain.network.readout = Layer{numbers(classes, 5), numbers(classes, 1)};
  return network;
}

void normalise(const LayerNormalisation& one, int channel, Eigen::Ref<Eigen::VectorXd> values) {
  if (one.kind == Normalisation::Trajectory) values *= one.scale(0);
  if (one.kind == Normalisation::Batch)
    values =
        ((values.array() - one.mean(channel)) / std::sqrt(one.variance(channel) + 1e-5) * one.scale(channel) +
         one.shift(channel))
            .matrix();
}

/// z of all hidden layers by plain loops.
std::vector<Eigen::VectorXd> plainImages(const ConvolutionalNetwork& network, const Eigen::VectorXd& x) {
  std::vector<Eigen::VectorXd> images;
  const bool before = network.chain.placement == Placement::BeforeActivation;
  const Activation activation = network.chain.network.activation;
  Eigen::VectorXd in = x;
  int rows = network.height, columns = network.width, channels = network.channels;
  for (int block = 0; block < network.blocks; ++block) {
    const Layer& layer = network.chain.network.layers[std::size_t(block)];
    const LayerNormalisation& one = network.chain.normalisations[std::size_t(block)];
    const auto out = int(layer.bias.size());
    const int pooledRows = rows / 2, pooledColumns = columns / 2;
    Eigen::VectorXd z(out * pooledRows * pooledColumns);
    for (int o = 0; o < out; ++o) {
      Eigen::VectorXd h(rows * columns);
      for (int y = 0; y < rows; ++y)
        for (int x0 = 0; x0 < columns; ++x0) {
          double sum = layer.bias(o);
          for (int c = 0; c < channels; ++c)
            for (int dy = -1; dy <= 1; ++dy)
              for (int dx = -1; dx <= 1; ++dx) {
                const int fromY = y + dy, fromX = x0 + dx;
                if (fromY < 0 || fromY >= rows || fromX < 0 || fromX >= columns) continue;
                sum += layer.weights(o, c * 9 + (dy + 1) * 3 + dx + 1) *
                       in((c * rows + fromY) * columns + fromX);
              }
          h(y * columns + x0) = sum;
        }
      if (before) normalise(one, o, h);
      const Eigen::VectorXd all = h.unaryExpr([&](double value) { return evaluate(activation, value); });
      for (int y = 0; y < pooledRows; ++y)
        for (int x0 = 0; x0 < pooledColumns; ++x0) {
          const auto at = [&](int dy, int dx) { return all((2 * y + dy) * columns + 2 * x0 + dx); };
          z((o * pooledRows + y) * pooledColumns + x0) =
              std::max(std::max(at(0, 0), at(0, 1)), std::max(at(1, 0), at(1, 1)));
        }
    }
    images.push_back(z);
    const int pixels = pooledRows * pooledColumns;
    if (!before)
      for (int o = 0; o < out; ++o) normalise(one, o, z.segment(o * pixels, pixels));
    in = z;
    rows = pooledRows;
    columns = pooledColumns;
    channels = out;
  }
  for (std::size_t i = std::size_t(network.blocks); i < network.chain.network.layers.size(); ++i) {
    const Layer& layer = network.chain.network.layers[i];
    Eigen::VectorXd h = layer.weights * in + layer.bias;
    const auto each = [&](Eigen::VectorXd& values) {
      for (Eigen::Index u = 0; u < values.size(); ++u)
        normalise(network.chain.normalisations[i], int(u), values.segment(u, 1));
    };
    if (before) each(h);
    Eigen::VectorXd z = h.unaryExpr([&](double value) { return evaluate(activation, value); });
    images.push_back(z);
    if (!before) each(z);
    in = z;
  }
  return images;
}

Subject subjectOf(ConvolutionalNetwork network) {
  Subject subject;
  subject.setting.activation = network.chain.network.activation;
  subject.setting.points = 300;
  subject.setting.trajectory = Trajectory::Line;
  subject.setting.networkFile = "network.safetensors";
  auto loaded = std::make_shared<LoadedNetwork>();
  loaded->convolutional = std::make_shared<const ConvolutionalNetwork>(std::move(network));
  describeNetwork(subject.setting, *loaded);
  subject.loaded = std::move(loaded);
  return subject;
}

}  // namespace

class ConvolutionalNetworkTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void explore_everyNormalisationAndPlace_imagesAndFiguresEqualPlainLoops_data() {
    QTest::addColumn<int>("normalisation");
    QTest::addColumn<int>("placement");
    QTest::addColumn<int>("activation");
    const auto row = [](const char* name, Normalisation normalisation, Placement placement,
                        Activation activation) {
      QTest::newRow(name) << int(normalisation) << int(placement) << int(activation);
    };
    row("none", Normalisation::None, Placement::BeforeActivation, Activation::HardTanh);
    row("batch before", Normalisation::Batch, Placement::BeforeActivation, Activation::Relu);
    row("batch after", Normalisation::Batch, Placement::AfterActivation, Activation::HardTanh);
    row("trajectory after", Normalisation::Trajectory, Placement::AfterActivation, Activation::Tanh);
  }
  void explore_everyNormalisationAndPlace_imagesAndFiguresEqualPlainLoops() {
    QFETCH(int, normalisation);
    QFETCH(int, placement);
    QFETCH(int, activation);
    const ConvolutionalNetwork network =
        someNetwork(Normalisation(normalisation), Placement(placement), Activation(activation));
    QCOMPARE(network.units(), (std::vector<int>{3 * 4 * 3, 4 * 2 * 1, 5}));
    const Subject subject = subjectOf(network);
    ExplorerCache cache;
    const auto snapshot = explore(subject, {}, Quality::Live, cache);
    QCOMPARE(snapshot->depth(), 3);
    QVERIFY(!snapshot->measures.exact);
    const Eigen::MatrixXd points = curvePoints(snapshot->plane, curveOf(subject.setting), snapshot->t);
    std::vector<std::vector<Eigen::VectorXd>> plain;
    for (Eigen::Index j = 0; j < points.cols(); ++j) plain.push_back(plainImages(network, points.col(j)));
    const bool regional = isPiecewiseLinear(Activation(activation));
    for (std::size_t d = 1; d <= 3; ++d) {
      const ImageMatrix& image = *snapshot->layers[d].image;
      double length = 0.0;
      std::int64_t signs = 0, transitions = 0;
      for (std::size_t j = 0; j < plain.size(); ++j) {
        const Eigen::VectorXd& z = plain[j][d - 1];
        QVERIFY((image.col(Eigen::Index(j)).cast<double>() - z).cwiseAbs().maxCoeff() < 1e-5);
        if (j == 0) continue;
        const Eigen::VectorXd& last = plain[j - 1][d - 1];
        length += (z - last).norm();
        const auto regionOf = [&](double value) {
          return Activation(activation) == Activation::HardTanh ? int(value >= 1.0) - int(value <= -1.0)
                                                                : int(value > 0.0);
        };
        for (Eigen::Index i = 0; i < z.size(); ++i) {
          signs += (z(i) > 0.0) != (last(i) > 0.0);
          transitions += regionOf(z(i)) != regionOf(last(i));
        }
      }
      QVERIFY(std::abs(snapshot->measures.length[d] / length - 1.0) < 1e-4);
      QCOMPARE(snapshot->measures.signTransitions[d - 1], signs);
      if (regional) QCOMPARE(snapshot->measures.transitions[d - 1], transitions);
    }
  }

  void explore_fullQuality_samplesAndSaysSo() {
    const Subject subject =
        subjectOf(someNetwork(Normalisation::None, Placement::BeforeActivation, Activation::HardTanh));
    ExplorerCache cache;
    const auto snapshot = explore(subject, {}, Quality::Full, cache);
    QVERIFY(!snapshot->measures.exact);
    QVERIFY(snapshot->measures.samples >= 300);
    QVERIFY(std::isnan(snapshot->measures.q[0]));
    QVERIFY(std::any_of(snapshot->notices.begin(), snapshot->notices.end(), [](const Notice& notice) {
      return notice.text == "Convolutional: images after pooling; lengths and counts are sampled.";
    }));
    QVERIFY(std::none_of(snapshot->notices.begin(), snapshot->notices.end(),
                         [](const Notice& notice) { return notice.kind == Notice::Kind::Overflow; }));
    const LayerStudyPtr study = extended(nullptr, subject, ImageKind::Z, {.jacobian = true});
    QVERIFY(!study->jacobian);
    QCOMPARE(study->reason, std::string(convolutionalReason));
  }

  void file_writtenAndRead_isTheSameNetwork() {
    for (const Placement placement : {Placement::BeforeActivation, Placement::AfterActivation}) {
      const ConvolutionalNetwork network = someNetwork(Normalisation::Batch, placement, Activation::Relu);
      const Eigen::VectorXd x0 = Eigen::VectorXd::LinSpaced(height * width, 0.0, 1.0);
      const std::string file = m_folder.filePath(QStringLiteral("one.safetensors")).toStdString();
      QVERIFY(!writeSafetensors(file, toTensorFile(network, x0, -x0, {})));
      Setting setting;
      setting.networkFile = file;
      const Expected<Subject> read = makeSubject(setting, false);
      QVERIFY2(read, read ? "" : read.error().message.c_str());
      QVERIFY(isConvolutional(read.value()));
      QCOMPARE(read.value().setting.depth, 3);
      QCOMPARE(read.value().setting.inputDim, height * width);
      QCOMPARE(read.value().setting.activation, Activation::Relu);
      QVERIFY(read.value().plane->x0 == x0);
      const ConvolutionalNetwork& again = *read.value().loaded->convolutional;
      QCOMPARE(again.imageText(), std::string("1x9x6"));
      QCOMPARE(again.blocks, 2);
      QVERIFY(again.chain.placement == placement);
      for (std::size_t i = 0; i < 3; ++i) {
        QVERIFY(again.chain.network.layers[i].weights == network.chain.network.layers[i].weights);
        QVERIFY(again.chain.network.layers[i].bias == network.chain.network.layers[i].bias);
        QVERIFY(again.chain.normalisations[i].variance == network.chain.normalisations[i].variance);
      }
      QVERIFY(again.chain.network.readout->weights == network.chain.network.readout->weights);
      const Expected<TensorFile> written = tensorFileOf(read.value());
      QVERIFY(written);
      QVERIFY(written.value().tensors.at("0.weight").shape == (std::vector<std::int64_t>{3, 1, 3, 3}));
    }
  }

  void file_withoutTheMetadata_takesASquarePicture() {
    ConvolutionalNetwork network =
        someNetwork(Normalisation::None, Placement::BeforeActivation, Activation::Relu);
    network.chain.network.layers[2].weights = Eigen::MatrixXd::Ones(5, 4 * 3 * 3);
    TensorFile content = toTensorFile(network, {}, {}, {});
    content.metadata.erase("image");
    const Expected<LoadedNetwork> read = loaded(content);
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QCOMPARE(read.value().convolutional->imageText(), std::string("1x12x12"));
  }

  void file_thatIsNoConvolutionalNetwork_isRefusedInOneSentence_data() {
    QTest::addColumn<QString>("tensor");
    QTest::addColumn<QVector<int>>("shape");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("filter")
        << "0.weight" << QVector<int>{3, 1, 5, 5}
        << "tensor \"0.weight\" has shape [3, 1, 5, 5]; the filters of a Conv2d layer must be 3 x 3";
    QTest::newRow("channels")
        << "3.weight" << QVector<int>{4, 2, 3, 3}
        << "tensor \"3.weight\" has shape [4, 2, 3, 3], but the layer before has 3 channels";
    QTest::newRow("after")
        << "9.weight" << QVector<int>{3, 5, 3, 3}
        << "tensor \"9.weight\" has shape [3, 5, 3, 3]; no convolution may follow a Linear layer";
    QTest::newRow("picture")
        << "7.weight" << QVector<int>{5, 9}
        << "tensor \"7.weight\" has shape [5, 9], but the convolutions before it, each with "
           "pooling, leave 8 numbers of a picture of 9 x 6 pixels (the metadata image may say "
           "the size)";
    QTest::newRow("metadata")
        << "image" << QVector<int>{}
        << "its metadata image is \"9x6\"; it must be channels x height x width with 1 channels, "
           "such as 1x28x28";
  }
  void file_thatIsNoConvolutionalNetwork_isRefusedInOneSentence() {
    QFETCH(QString, tensor);
    QFETCH(QVector<int>, shape);
    QFETCH(QString, sentence);
    TensorFile content = toTensorFile(
        someNetwork(Normalisation::None, Placement::BeforeActivation, Activation::Relu), {}, {}, {});
    if (shape.isEmpty()) {
      content.metadata["image"] = "9x6";
    } else {
      QVERIFY(content.tensors.contains(tensor.toStdString()));
      Tensor& changed = content.tensors[tensor.toStdString()];
      changed.shape.assign(shape.begin(), shape.end());
      std::int64_t count = 1;
      for (const int size : shape) count *= size;
      changed.values.assign(std::size_t(count), 0.5);
    }
    const Expected<LoadedNetwork> read = loaded(content);
    QVERIFY(!read);
    const QString message = QString::fromStdString(read.error().message);
    QVERIFY2(message.endsWith(sentence), qPrintable(message));
  }

 private:
  [[nodiscard]] Expected<LoadedNetwork> loaded(const TensorFile& content) const {
    const std::string file = m_folder.filePath(QStringLiteral("some.safetensors")).toStdString();
    if (writeSafetensors(file, content)) qFatal("not written");
    return loadNetwork(file, false);
  }

  QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(ConvolutionalNetworkTest)
#include "tst_convolutional_network.moc"
