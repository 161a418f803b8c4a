#include <QtTest>
#include <cmath>
#include <numbers>
#include <set>

#include "core/exact/curve_trace.h"
#include "core/network/random_network.h"
#include "core/study/dichotomies.h"
#include "core/support/parallel.h"

using namespace arcscope::core;

namespace {

Setting smallSetting(Activation activation = Activation::HardTanh) {
  Setting setting;
  setting.activation = activation;
  setting.width = 12;
  setting.inputDim = 7;
  setting.depth = 3;
  setting.sigmaW = 2.0;
  setting.sigmaB = 0.3;
  return setting;
}

Subject subjectOf(const Setting& setting) {
  return {setting, nullptr, nullptr};
}

/// W1 of a layer of a drawn network, by its documented address.
Eigen::MatrixXd secondDraw(const Setting& setting, int d) {
  const Eigen::Index fanIn = d == 1 ? effectiveInputDim(setting) : widthOf(setting, d - 1);
  return setting.sigmaW * drawUnitLayer(setting, d + 0x10000, widthOf(setting, d), fanIn).weights;
}

/// One input through the whole network, layer `moved` turned by t, neuron by neuron.
bool slowLabel(const Setting& setting, int moved, double t, const Eigen::VectorXd& input) {
  Network network = drawNetwork(setting, 1);
  Eigen::MatrixXd& weights = network.layers[static_cast<std::size_t>(moved - 1)].weights;
  const double angle = 2.0 * std::numbers::pi * t;
  weights = std::cos(angle) * weights + std::sin(angle) * secondDraw(setting, moved);
  Eigen::VectorXd z = input;
  for (const Layer& layer : network.layers) {
    Eigen::VectorXd next(layer.bias.size());
    for (Eigen::Index i = 0; i < next.size(); ++i)
      next[i] = evaluate(network.activation, layer.weights.row(i).dot(z) + layer.bias[i]);
    z = next;
  }
  return network.readout->weights.row(0).dot(z) + network.readout->bias[0] > 0.0;
}

/// The labelings between all crossings of the read-out, which are found exactly.
std::set<Labeling> exactLabelings(const Setting& setting, int moved, const Eigen::MatrixXd& inputs) {
  const Network network = drawNetwork(setting, 1);
  const Layer& turning = network.layers[static_cast<std::size_t>(moved - 1)];
  std::set<double> crossings{0.0};
  for (Eigen::Index i = 0; i < inputs.cols(); ++i) {
    Eigen::VectorXd z = inputs.col(i);
    for (int d = 1; d < moved; ++d) {
      const Layer& layer = network.layers[static_cast<std::size_t>(d - 1)];
      z = (layer.weights * z + layer.bias).unaryExpr([&](double h) {
        return evaluate(setting.activation, h);
      });
    }
    // The image of z under W(t) is a circle in the plane of W0 z and W1 z: trace what lies above.
    Network above{.activation = Activation::Relu, .layers = {}, .readout = std::nullopt};
    const Eigen::Index units = turning.bias.size();
    above.layers.push_back({Eigen::MatrixXd::Identity(units, units), turning.bias});
    for (std::size_t d = static_cast<std::size_t>(moved); d < network.layers.size(); ++d)
      above.layers.push_back(network.layers[d]);
    above.layers.push_back(*network.readout);
    const Plane plane{Eigen::VectorXd::Zero(units), turning.weights * z, secondDraw(setting, moved) * z};
    const CurveTrace trace = traceCurve(above, plane, Curve(Trajectory::Circle));
    for (const Crossing& crossing : trace.crossings)
      if (crossing.layer == trace.depth()) crossings.insert(crossing.t);
  }
  crossings.insert(1.0);
  std::set<Labeling> seen;
  for (auto at = crossings.begin(); std::next(at) != crossings.end(); ++at) {
    Labeling labeling = 0;
    for (Eigen::Index i = 0; i < inputs.cols(); ++i)
      if (slowLabel(setting, moved, 0.5 * (*at + *std::next(at)), inputs.col(i)))
        labeling |= Labeling{1} << i;
    seen.insert(labeling);
  }
  return seen;
}

Dichotomies allOf(const DichotomyRequest& request) {
  Dichotomies known{request};
  if (!extend(known)) qFatal("stopped");
  return known;
}

}  // namespace

class DichotomiesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void labels_everyActivationAndLayer_areThoseOfTheTurnedNetwork_data() {
    QTest::addColumn<int>("activation");
    for (const Activation activation : allActivations)
      QTest::newRow(std::string(name(activation)).c_str()) << static_cast<int>(activation);
  }
  void labels_everyActivationAndLayer_areThoseOfTheTurnedNetwork() {
    QFETCH(int, activation);
    const Setting setting = smallSetting(static_cast<Activation>(activation));
    const Eigen::MatrixXd inputs = dichotomyInputs(subjectOf(setting), 4);
    std::vector<double> t;
    for (int j = 0; j < 150; ++j) t.push_back(j / 150.0);
    std::vector<int> layers;
    forEachCircle(subjectOf(setting), inputs, 3, [&](int layer, const WeightCircle& circle) {
      layers.push_back(layer);
      const std::vector<Labeling> labels = circle.labels(t);
      int wrong = 0;
      for (std::size_t j = 0; j < t.size(); ++j)
        for (int i = 0; i < 4; ++i)
          if (slowLabel(setting, layer, t[j], inputs.col(i)) != ((labels[j] >> i & 1U) != 0)) ++wrong;
      if (wrong > 0) qWarning("layer %d: %d labels", layer, wrong);
      return true;
    });
    QCOMPARE(layers, std::vector<int>({3, 2, 1}));
  }

  void count_relu_isThatOfTheExactCrossings() {
    const Setting setting = smallSetting(Activation::Relu);
    const Eigen::MatrixXd inputs = dichotomyInputs(subjectOf(setting), 6);
    forEachCircle(subjectOf(setting), inputs, 3, [&](int layer, const WeightCircle& circle) {
      const auto exact = static_cast<std::int64_t>(exactLabelings(setting, layer, inputs).size());
      const LabelingCount count = countLabelings(circle);
      if (count.labelings != exact || count.limitMet)
        qWarning("layer %d: %lld of %lld", layer, static_cast<long long>(count.labelings),
                 static_cast<long long>(exact));
      return true;
    });
  }

  void count_linearNetworkWithoutBiases_isTwiceTheInputs() {
    // Each input's read-out is a sine of t: two zeros each, and no two of them coincide.
    Setting setting = smallSetting(Activation::Linear);
    setting.sigmaB = 0.0;
    const Dichotomies known = allOf({subjectOf(setting), 9, 2});
    QCOMPARE(known.layers.size(), 3u);
    for (const MovedLayer& layer : known.layers) {
      QCOMPARE(layer.least(), 18.0);
      QCOMPARE(layer.most(), 18.0);
    }
    setting.sigmaB = 1.0;
    for (const MovedLayer& layer : allOf({subjectOf(setting), 9, 2}).layers) QVERIFY(layer.most() <= 18.0);
  }

  void count_ofAWildNetwork_endsAtTheCeiling() {
    Setting setting = smallSetting();
    setting.sigmaW = 6.0;
    setting.width = 40;
    setting.depth = 8;
    const Dichotomies known = allOf({subjectOf(setting), 3, 1});
    QCOMPARE(known.ceiling(), 8.0);
    QCOMPARE(known.layers.back().mean(), 8.0);
    QCOMPARE(known.layers.back().draws[0].samples, 1024);  // the first look is enough
    QVERIFY(!known.limitMet());
  }

  void count_growsWithTheRemainingDepth() {
    Setting setting = smallSetting();
    setting.sigmaW = std::sqrt(8.0);
    setting.width = 48;
    setting.depth = 6;
    const Dichotomies known = allOf({subjectOf(setting), 12, 2});
    QCOMPARE(known.layers.size(), 6u);
    for (std::size_t i = 0; i < 6; ++i) {
      QCOMPARE(known.layers[i].above, static_cast<int>(i));
      QCOMPARE(known.layers[i].layer, 6 - static_cast<int>(i));
    }
    QVERIFY(known.layers[5].mean() > 2.0 * known.layers[0].mean());
    QVERIFY(known.layers[5].most() <= known.ceiling());
  }

  void sampling_limited_saysSo() {
    Setting setting = smallSetting();
    setting.sigmaW = 4.0;
    setting.width = 40;
    setting.depth = 6;
    const Subject subject = subjectOf(setting);
    forEachCircle(subject, dichotomyInputs(subject, 20), 1, [](int, const WeightCircle& circle) {
      const LabelingCount few = countLabelings(circle, {.begin = 64, .limit = 300});
      const LabelingCount many = countLabelings(circle);
      if (!few.limitMet || few.samples > 300 || few.labelings > few.samples || many.labelings < few.labelings)
        qWarning("limit not kept");
      return true;
    });
  }

  void draws_areTheSubjectFirst_andOthersAfter() {
    const Setting setting = smallSetting();
    const Dichotomies one = allOf({subjectOf(setting), 8, 1});
    const Dichotomies three = allOf({subjectOf(setting), 8, 3});
    bool differ = false;
    for (std::size_t i = 0; i < one.layers.size(); ++i) {
      const std::vector<LabelingCount>& counts = three.layers[i].draws;
      QCOMPARE(counts.size(), 3u);
      QCOMPARE(counts[0].labelings, one.layers[i].draws[0].labelings);
      differ = differ || counts[1].labelings != counts[0].labelings;
      QCOMPARE(three.layers[i].mean(),
               static_cast<double>(counts[0].labelings + counts[1].labelings + counts[2].labelings) / 3.0);
      QVERIFY(three.layers[i].least() <= three.layers[i].mean());
    }
    QVERIFY(differ);
  }

  void inputs_areOfTheEndPointsSize_andMoreContainFewer() {
    Setting setting;
    setting.width = 2000;
    setting.q0 = 2.5;
    const Eigen::MatrixXd inputs = dichotomyInputs(subjectOf(setting), 5);
    for (int i = 0; i < 5; ++i) QVERIFY(std::abs(inputs.col(i).squaredNorm() / 2000.0 - 2.5) < 0.5);
    QVERIFY(dichotomyInputs(subjectOf(setting), 4) == inputs.leftCols(4));
    QVERIFY(std::abs(inputs.col(0).dot(planeOf(subjectOf(setting)).x0)) < 0.1 * 2000.0 * 2.5);
  }

  void result_doesNotDependOnThreadsOrStops() {
    const DichotomyRequest request{subjectOf(smallSetting(Activation::Tanh)), 10, 2};
    const Dichotomies all = allOf(request);
    setParallelThreads(1);
    const Dichotomies alone = allOf(request);
    setParallelThreads(0);
    for (std::size_t i = 0; i < all.layers.size(); ++i)
      for (std::size_t draw = 0; draw < 2; ++draw) {
        QCOMPARE(all.layers[i].draws[draw].labelings, alone.layers[i].draws[draw].labelings);
        QCOMPARE(all.layers[i].draws[draw].samples, alone.layers[i].draws[draw].samples);
      }
    Dichotomies known{request};
    std::stop_source stop;
    const auto stopAtFour = [&](const Dichotomies& now) {
      if (now.done == 4) stop.request_stop();
    };
    QVERIFY(!extend(known, stopAtFour, stop.get_token()));
    QCOMPARE(known.done, 4);
    QVERIFY(extend(known));  // goes on within the second draw
    for (std::size_t i = 0; i < all.layers.size(); ++i)
      for (std::size_t draw = 0; draw < 2; ++draw)
        QCOMPARE(known.layers[i].draws[draw].labelings, all.layers[i].draws[draw].labelings);
  }

  void loadedNetwork_movesAgainstWeightsOfItsOwnSize() {
    const Setting setting = smallSetting();
    auto loaded = std::make_shared<LoadedNetwork>();
    loaded->network = drawNetwork(setting);
    const Subject subject{setting, loaded, nullptr};
    const Dichotomies known = allOf({subject, 6, 1});
    QCOMPARE(known.layers.size(), 3u);
    for (const MovedLayer& layer : known.layers) QVERIFY(layer.mean() >= 2.0);
  }

  void request_outsideItsRanges_isRefused() {
    QVERIFY(!validate(DichotomyRequest{subjectOf(smallSetting()), 15, 3}));
    QVERIFY(validate(DichotomyRequest{subjectOf(smallSetting()), 2, 3}));
    QVERIFY(validate(DichotomyRequest{subjectOf(smallSetting()), 25, 3}));
    QVERIFY(validate(DichotomyRequest{subjectOf(smallSetting()), 15, 0}));
    Setting large;
    large.width = 4096;
    large.depth = 64;
    QVERIFY(validate(DichotomyRequest{subjectOf(large), 15, 1}));
  }

  void question_isTheSameWhereOnlyTheCurveDiffers() {
    DichotomyRequest first{subjectOf(smallSetting()), 15, 3};
    DichotomyRequest second = first;
    second.subject.setting.points = 77;
    second.subject.setting.tBegin = 0.5;
    QVERIFY(sameQuestion(first, second));
    second.subject.setting.trajectory = Trajectory::Line;  // random end points: inputs of another size
    QVERIFY(!sameQuestion(first, second));
    second = first;
    second.subject.setting.sigmaW += 0.1;
    QVERIFY(!sameQuestion(first, second));
  }
};

QTEST_GUILESS_MAIN(DichotomiesTest)
#include "tst_dichotomies.moc"
