#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>
#include <cmath>
#include <limits>

#include "core/network/random_network.h"
#include "core/network/safetensors.h"
#include "safetensors_bytes.h"

using namespace arcscope::core;
using namespace arcscope::tests;

namespace {

Tensor tensor(std::vector<std::int64_t> shape, double first = 1.0) {
  std::size_t count = 1;
  for (const std::int64_t extent : shape) count *= static_cast<std::size_t>(extent);
  Tensor result{.shape = std::move(shape), .values = {}};
  for (std::size_t i = 0; i < count; ++i) result.values.push_back(first + static_cast<double>(i));
  return result;
}

Expected<LoadedNetwork> load(const std::map<std::string, Tensor>& tensors,
                             const std::map<std::string, std::string>& metadata = {},
                             bool readoutLast = false) {
  const Folder folder;
  if (auto error = writeSafetensors(folder.path("n.safetensors"), {tensors, metadata})) return *error;
  return loadNetwork(folder.path("n.safetensors"), readoutLast);
}

std::string complaint(const std::map<std::string, Tensor>& tensors,
                      const std::map<std::string, std::string>& metadata = {}, bool readoutLast = false) {
  const Expected<LoadedNetwork> loaded = load(tensors, metadata, readoutLast);
  return loaded ? std::string("loaded") : loaded.error().message;
}

void compareContains(const std::string& message, const char* expected) {
  QVERIFY2(message.find(expected) != std::string::npos, message.c_str());
}

}  // namespace

class NetworkFileTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void loadNetwork_referenceFiles_shapesOfTheirDescription_data() {
    QTest::addColumn<QString>("base");
    const QDir folder(QStringLiteral(ARCSCOPE_TEST_DATA));
    for (const QString& file : folder.entryList({QStringLiteral("*.safetensors")}))
      QTest::newRow(qPrintable(file)) << folder.filePath(file.chopped(12));
    QVERIFY(folder.entryList({QStringLiteral("*.safetensors")}).size() >= 9);
  }
  void loadNetwork_referenceFiles_shapesOfTheirDescription() {
    QFETCH(const QString, base);
    QFile description(base + QStringLiteral(".json"));
    QVERIFY(description.open(QIODevice::ReadOnly));
    const QJsonObject json = QJsonDocument::fromJson(description.readAll()).object();
    const auto number = [&](const char* key) { return json[QLatin1String(key)].toInt(); };
    const Expected<LoadedNetwork> read =
        loadNetwork((base + QStringLiteral(".safetensors")).toStdString(), false);
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    const LoadedNetwork& loaded = read.value();
    QCOMPARE(loaded.network.depth(), number("depth"));
    QCOMPARE(loaded.network.inputDim(), number("input_dim"));
    for (const Layer& layer : loaded.network.layers) QCOMPARE(layer.weights.rows(), number("width"));
    QVERIFY(loaded.namesActivation);
    QCOMPARE(QString::fromStdString(std::string(name(loaded.network.activation))),
             json[QLatin1String("activation")].toString());
    QVERIFY(loaded.x0 && loaded.x1);
    QCOMPARE(loaded.x1->size(), number("input_dim"));
    // The weights are those of the draw the description names: their mean square is sigma_w^2 / fan_in.
    const Eigen::MatrixXd& weights = loaded.network.layers.front().weights;
    const double sigma = json[QLatin1String("sigma_w")].toDouble();
    const double ratio = weights.squaredNorm() / static_cast<double>(weights.rows()) / (sigma * sigma);
    QVERIFY(std::abs(ratio - 1.0) < 5.0 * std::sqrt(2.0 / static_cast<double>(weights.size())));
    QVERIFY(!loaded.network.readout);
  }

  void loadNetwork_numberedLayers_orderedByNumberNotByText() {
    const Expected<LoadedNetwork> read = load({{"net.10.weight", tensor({1, 4}, 100.0)},
                                               {"net.2.weight", tensor({4, 3}, 50.0)},
                                               {"net.0.weight", tensor({3, 2}, 1.0)},
                                               {"net.2.bias", tensor({4}, 7.0)}});
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    const Network& network = read.value().network;
    QCOMPARE(network.depth(), 3);
    QCOMPARE(network.layers[0].weights(0, 1), 2.0);  // row-major: [out, in]
    QCOMPARE(network.layers[0].weights(1, 0), 3.0);
    QCOMPARE(network.layers[1].weights(0, 0), 50.0);
    QCOMPARE(network.layers[2].weights(0, 3), 103.0);
    QVERIFY(network.layers[0].bias.isZero(0.0));
    QCOMPARE(network.layers[1].bias[3], 10.0);
    QVERIFY(!read.value().namesActivation);
    QVERIFY(!read.value().x0);
  }

  void loadNetwork_otherNames_load() {
    QVERIFY(load({{"weight", tensor({2, 2})}, {"bias", tensor({2})}}));
    QVERIFY(load({{"model.layers.0.linear.weight", tensor({2, 2})},
                  {"model.layers.1.linear.weight", tensor({2, 2})}}));
    QVERIFY(load({{"fc1.weight", tensor({5, 2})}, {"fc2.weight", tensor({3, 5})}}));
    const Expected<LoadedNetwork> nested = load({{"0.weight", tensor({3, 2}, 1.0)},
                                                 {"1.0.weight", tensor({4, 3}, 2.0)},
                                                 {"1.2.weight", tensor({5, 4}, 3.0)},
                                                 {"1.10.weight", tensor({6, 5}, 4.0)},
                                                 {"2.weight", tensor({7, 6}, 5.0)}});
    QVERIFY2(nested, nested ? "" : nested.error().message.c_str());
    for (std::size_t d = 0; d < 5; ++d)
      QCOMPARE(nested.value().network.layers[d].weights(0, 0), 1.0 + static_cast<double>(d));
    QVERIFY(load({{"99999999999999999999998.weight", tensor({3, 2})},
                  {"99999999999999999999999.weight", tensor({2, 3})}}));
  }

  void loadNetwork_noChain_oneSentenceThatNamesTheTensor() {
    compareContains(complaint({{"0.weight", tensor({3, 2})}, {"2.weight", tensor({4, 9})}}),
                    "tensor \"2.weight\" has shape [4, 9], but the layer before has 3 outputs");
    compareContains(complaint({{"0.weight", tensor({3, 2})}, {"2.bias", tensor({3})}}),
                    "tensor \"2.bias\" has no tensor \"2.weight\"");
    compareContains(complaint({{"0.weight", tensor({3, 2})}, {"0.bias", tensor({2})}}),
                    "tensor \"0.bias\" has shape [2]");
    compareContains(complaint({{"0.weight", tensor({3, 2})}, {"0.bias", tensor({3, 1})}}),
                    "tensor \"0.bias\"");
    compareContains(complaint({{"0.weight", tensor({3})}}), "must be [outputs, inputs]");
    compareContains(complaint({{"0.weight", tensor({3, 2, 2, 2})}}),
                    "tensor \"0.weight\" has shape [3, 2, 2, 2]");
    compareContains(complaint({{"0.weight", tensor({0, 2})}}), "tensor \"0.weight\"");
    compareContains(complaint({{"0.weight", tensor({3, 2})}, {"1.running_mean", tensor({3})}}),
                    "tensor \"1.running_mean\" has no tensor \"1.weight\"");
    compareContains(complaint({{"0.weight", tensor({3, 2})}, {"1.scale", tensor({3})}}),
                    "tensor \"1.scale\" is neither");
    compareContains(complaint({{"encoder.0.weight", tensor({2, 2})}, {"decoder.1.weight", tensor({2, 2})}}),
                    "do not belong to one chain");
    compareContains(complaint({{"0.weight", tensor({2, 2})}, {"00.weight", tensor({2, 2})}}),
                    "the same place");
    compareContains(complaint({}), "no weight");
    compareContains(complaint({{"trajectory.x0", tensor({2})}, {"0.weight", tensor({2, 2})}}),
                    "tensor \"trajectory.x0\" has no tensor \"trajectory.x1\"");
    compareContains(
        complaint(
            {{"trajectory.x0", tensor({3})}, {"trajectory.x1", tensor({3})}, {"0.weight", tensor({2, 2})}}),
        "the network has 2 inputs");
  }

  void loadNetwork_notFinite_namesTensorAndPosition() {
    for (const double bad : {std::nan(""), std::numeric_limits<double>::infinity()}) {
      Tensor weight = tensor({3, 2});
      weight.values[4] = bad;
      compareContains(complaint({{"0.weight", weight}}), "tensor \"0.weight\" holds");
      compareContains(complaint({{"0.weight", weight}}), "at position 4");
      Tensor bias = tensor({3});
      bias.values[0] = bad;
      compareContains(complaint({{"0.weight", tensor({3, 2})}, {"0.bias", bias}}), "tensor \"0.bias\" holds");
    }
  }

  void loadNetwork_readout_isTheLastLayer() {
    const std::map<std::string, Tensor> tensors{{"0.weight", tensor({3, 2})},
                                                {"2.weight", tensor({1, 3}, 9.0)}};
    for (const auto& read : {load(tensors, {{"readout", "linear"}}), load(tensors, {}, true)}) {
      QVERIFY(read);
      QCOMPARE(read.value().network.depth(), 1);
      QCOMPARE(read.value().network.readout->weights(0, 0), 9.0);
    }
    QVERIFY(!load(tensors, {{"readout", "none"}}).value().network.readout);
    compareContains(complaint({{"0.weight", tensor({3, 2})}}, {}, true), "read-out");
    compareContains(complaint(tensors, {{"readout", "softmax"}}), "\"softmax\"");
  }

  void loadEndpoints_anyFile_vectorsOrASentence() {
    const Folder folder;
    const auto path = folder.path("e.safetensors");
    const auto complaintOf = [&](const std::map<std::string, Tensor>& tensors) {
      if (auto error = writeSafetensors(path, {tensors, {}})) return error->message;
      const auto read = loadEndpoints(path);
      return read ? std::string("loaded") : read.error().message;
    };
    QCOMPARE(complaintOf(
                 {{"trajectory.x0", tensor({3})}, {"trajectory.x1", tensor({3})}, {"image", tensor({2, 2})}}),
             std::string("loaded"));
    QCOMPARE(loadEndpoints(path).value().second, Eigen::VectorXd(Eigen::Vector3d(1.0, 2.0, 3.0)));
    compareContains(complaintOf({{"trajectory.x0", tensor({3})}}), "it has no tensor \"trajectory.x1\"");
    compareContains(complaintOf({{"trajectory.x0", tensor({3})}, {"trajectory.x1", tensor({2})}}),
                    "the same number");
    compareContains(complaintOf({{"trajectory.x0", tensor({3, 1})}, {"trajectory.x1", tensor({3})}}),
                    "a vector");
  }

  void toTensorFile_drawnNetwork_loadsBackTheSame() {
    Setting setting;
    setting.depth = 7;
    setting.widths = {3, 9, 4, 4, 5, 6, 2};
    setting.inputDim = 5;
    setting.activation = Activation::Gelu;
    const Network network = drawNetwork(setting, 2);
    const Eigen::VectorXd x0 = Eigen::VectorXd::LinSpaced(5, 0.0, 1.0);
    const TensorFile content = toTensorFile(network, x0, -x0, {{"setting", toJson(setting)}});
    for (const char* name : {"0.weight", "0.bias", "12.weight", "14.bias", "trajectory.x0"})
      QVERIFY2(content.tensors.contains(name), name);
    const Folder folder;
    QVERIFY(!writeSafetensors(folder.path("n"), content));
    const Expected<LoadedNetwork> read = loadNetwork(folder.path("n"), false);
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QCOMPARE(read.value().network.activation, Activation::Gelu);
    QCOMPARE(read.value().network.depth(), 7);
    for (std::size_t d = 0; d < 7; ++d) {
      QVERIFY(read.value().network.layers[d].weights == network.layers[d].weights);
      QVERIFY(read.value().network.layers[d].bias == network.layers[d].bias);
    }
    QVERIFY(read.value().network.readout->weights == network.readout->weights);
    QVERIFY(*read.value().x1 == -x0);
    QCOMPARE(settingFromJson(read.value().metadata.at("setting")).value(), setting);
    QVERIFY(read.value().metadata.contains("version"));
  }
};

QTEST_APPLESS_MAIN(NetworkFileTest)
#include "tst_network_file.moc"
