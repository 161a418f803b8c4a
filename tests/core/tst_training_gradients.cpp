// Gradients of every kind of layer against central differences, in double.
#include <QRegularExpression>
#include <QtTest>
#include <cmath>

#include "core/data/toy_sets.h"
#include "core/learning/convolution.h"
#include "core/learning/trainable_network.h"
#include "core/network/random_network.h"

using namespace arcscope::core;

namespace {

/// Numbers around zero that no kink of an activation is near.
Block<double> randomBlock(int rows, int columns, std::uint64_t seed) {
  Block<double> block(rows, columns);
  for (int i = 0; i < rows; ++i)
    drawNormals(seed, DrawStream::Data, 7, static_cast<std::uint32_t>(i), 0,
                static_cast<std::size_t>(columns), block.row(i));
  return block;
}

std::vector<std::uint8_t> labelsOf(int points, int classes) {
  std::vector<std::uint8_t> labels;
  for (int j = 0; j < points; ++j) labels.push_back(static_cast<std::uint8_t>((j * 2) % classes));
  return labels;
}

struct Case {
  NetworkPlan plan{
      .inputs = 5, .units = {6, 7, 4}, .classes = 3, .image = {}, .activation = Activation::Tanh};
  TrainingChoice choice;
  double regularisation = 0.0;
};

/// The loss of a pass in training, running averages and lengths at the start set back afterwards.
double lossAt(TrainableNetwork<double>& network, const Case& one, const Block<double>& points,
              const std::vector<std::uint8_t>& labels) {
  Parameters<double>& parameters = network.parameters();
  const std::vector<double> before(parameters.values(), parameters.values() + parameters.size());
  const LossResult result = lossOf<double>(one.choice.loss, network.forward(points), labels, nullptr);
  const double loss = result.loss + network.addedLoss();
  std::copy(before.begin(), before.end(), parameters.values());
  return loss;
}

/// The largest difference between gradient and central difference, as a share of the largest gradient.
double worstGradient(const Case& one) {
  TrainableNetwork<double> network(one.plan, one.choice);
  Setting setting;
  setting.sigmaW = 1.4;
  setting.sigmaB = 0.2;
  network.draw(setting);
  constexpr int points = 9;
  const Block<double> batch = randomBlock(one.plan.inputs, points, 5);
  const std::vector<std::uint8_t> labels = labelsOf(points, one.plan.classes);
  // The first pass leaves the lengths at the start; scales leave 1 so that they count.
  network.forward(batch);
  Parameters<double>& parameters = network.parameters();
  for (const auto& layer : network.layers())
    if (layer.normalisation != Normalisation::None)
      for (int c = 0; c < layer.channels; ++c) parameters.values(layer.scale)[c] = 0.8 + 0.1 * c;
  Block<double> outputGradient;
  lossOf(one.choice.loss, network.forward(batch), labels, &outputGradient);
  network.backward(batch, outputGradient);
  const std::vector<double> gradients(parameters.gradients(), parameters.gradients() + parameters.size());
  double worst = 0.0;
  double largest = 0.0;
  constexpr double step = 1e-6;
  for (const ParameterGroup& group : parameters.groups()) {
    if (group.kind == ParameterGroup::Kind::State) continue;
    for (std::size_t i = group.begin; i < group.begin + group.count; ++i) {
      double& value = parameters.values()[i];
      if (value == 0.0 && gradients[i] == 0.0) continue;  // padding
      if (group.frozen) continue;
      const double kept = value;
      value = kept + step;
      const double above = lossAt(network, one, batch, labels);
      parameters.values()[i] = kept - step;
      const double below = lossAt(network, one, batch, labels);
      parameters.values()[i] = kept;
      worst = std::max(worst, std::abs((above - below) / (2.0 * step) - gradients[i]));
      largest = std::max(largest, std::abs(gradients[i]));
    }
  }
  return largest > 0.0 ? worst / largest : 1.0;
}

}  // namespace

class TestTrainingGradients : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void gradient_everyActivation_equalsCentralDifference_data() {
    QTest::addColumn<int>("activation");
    for (const Activation activation : allActivations)
      QTest::newRow(std::string(name(activation)).c_str()) << static_cast<int>(activation);
  }
  void gradient_everyActivation_equalsCentralDifference() {
    QFETCH(int, activation);
    Case one;
    one.plan.activation = static_cast<Activation>(activation);
    QCOMPARE_LT(worstGradient(one), 1e-7);
    one.choice.loss = Loss::Squared;
    QCOMPARE_LT(worstGradient(one), 1e-7);
  }

  void gradient_everyNormalisation_equalsCentralDifference_data() {
    QTest::addColumn<int>("normalisation");
    QTest::addColumn<int>("placement");
    QTest::addColumn<int>("original");
    for (const Placement placement : {Placement::BeforeActivation, Placement::AfterActivation}) {
      QTest::addRow("batch %d", static_cast<int>(placement))
          << static_cast<int>(Normalisation::Batch) << static_cast<int>(placement) << 0;
      for (const OriginalLength original : {OriginalLength::Input, OriginalLength::Start})
        QTest::addRow("trajectory %d %d", static_cast<int>(placement), static_cast<int>(original))
            << static_cast<int>(Normalisation::Trajectory) << static_cast<int>(placement)
            << static_cast<int>(original);
    }
  }
  void gradient_everyNormalisation_equalsCentralDifference() {
    QFETCH(int, normalisation);
    QFETCH(int, placement);
    QFETCH(int, original);
    Case one;
    one.choice.normalisation = static_cast<Normalisation>(normalisation);
    one.choice.placement = static_cast<Placement>(placement);
    one.choice.original = static_cast<OriginalLength>(original);
    one.choice.regularisation = 0.7;  // large enough to be seen
    QCOMPARE_LT(worstGradient(one), 1e-7);
  }

  void gradient_convolution_equalsCentralDifference_data() {
    QTest::addColumn<int>("normalisation");
    for (const Normalisation normalisation :
         {Normalisation::None, Normalisation::Batch, Normalisation::Trajectory})
      QTest::newRow(std::string(name(normalisation)).c_str()) << static_cast<int>(normalisation);
  }
  void gradient_convolution_equalsCentralDifference() {
    QFETCH(int, normalisation);
    Case one;
    one.choice.architecture = Architecture::Convolutional;
    one.choice.channels = {3, 5};
    one.choice.normalisation = static_cast<Normalisation>(normalisation);
    one.choice.regularisation = 0.7;
    one.plan.image = ImageShape{.width = 5, .height = 7, .channels = 2};
    one.plan.inputs = 5 * 7 * 2;
    one.plan.units = {3 * 2 * 3, 5 * 1 * 1, 6};
    QCOMPARE_LT(worstGradient(one), 1e-7);
  }

  void gradient_frozenLayers_restIsTheSame() {
    Case one;
    const std::vector<std::uint8_t> labels = labelsOf(9, 3);
    const Block<double> batch = randomBlock(5, 9, 5);
    const auto gradientsWith = [&](std::vector<int> frozen) {
      one.choice.frozen = std::move(frozen);
      TrainableNetwork<double> network(one.plan, one.choice);
      network.draw({});
      Block<double> outputGradient;
      lossOf(one.choice.loss, network.forward(batch), labels, &outputGradient);
      network.backward(batch, outputGradient);
      const Parameters<double>& parameters = network.parameters();
      return std::vector<double>(parameters.gradients(), parameters.gradients() + parameters.size());
    };
    const std::vector<double> all = gradientsWith({});
    const std::vector<double> some = gradientsWith({1, 3});
    const TrainableNetwork<double> network(one.plan, one.choice);
    for (const ParameterGroup& group : network.parameters().groups())
      for (std::size_t i = group.begin; i < group.begin + group.count; ++i)
        QCOMPARE(some[i], group.layer == 1 || group.layer == 3 ? 0.0 : all[i]);
  }

  void kernels_everyInstructionSet_equalPlainLoops() {
    for (const auto set :
         {kernel::InstructionSet::Baseline, kernel::InstructionSet::Avx2, kernel::InstructionSet::Avx512}) {
      if (!kernel::isSupported(set)) continue;
      const auto& routines = kernel::trainingRoutines<double>(set);
      for (const int rows : {1, 5, 12, 13, 100}) {
        constexpr int inner = 7;
        const Block<double> a = randomBlock(rows, inner, 1);
        const Block<double> b = randomBlock(inner, 43, 2);
        std::vector<std::ptrdiff_t> bRows;
        for (int p = 0; p < inner; ++p)
          bRows.push_back(static_cast<std::ptrdiff_t>((p * 3) % inner) * b.stride());
        Block<double> c(rows, 43);
        c.fill(1.0);
        routines.multiply({.a = a.data(),
                           .aRow = a.stride(),
                           .b = b.data(),
                           .bRows = bRows.data(),
                           .c = c.data(),
                           .cRow = c.stride(),
                           .rows = rows,
                           .inner = inner,
                           .columns = c.stride(),
                           .add = true});
        Block<double> turned(43, rows);
        routines.transpose(c.data(), c.stride(), rows, 43, turned.data(), turned.stride());
        for (int i = 0; i < rows; ++i)
          for (int j = 0; j < 43; ++j) {
            double sum = 1.0;
            for (int p = 0; p < inner; ++p) sum += a.row(i)[p] * b.row((p * 3) % inner)[j];
            QVERIFY(std::abs(c.row(i)[j] - sum) < 1e-13);
            QCOMPARE(turned.row(j)[i], c.row(i)[j]);
          }
        // c[i][k] += over samples and columns.
        const std::vector<std::ptrdiff_t> sample{0};
        Block<double> correlated(rows, inner);
        const Block<double> wide = randomBlock(rows, 48, 3);
        const Block<double> other = randomBlock(inner, 48, 4);
        std::vector<std::ptrdiff_t> otherRows;
        for (int p = 0; p < inner; ++p) otherRows.push_back(static_cast<std::ptrdiff_t>(p) * other.stride());
        routines.correlate({.a = wide.data(),
                            .aRow = wide.stride(),
                            .aSamples = sample.data(),
                            .b = other.data(),
                            .bRows = otherRows.data(),
                            .c = correlated.data(),
                            .cRow = correlated.stride(),
                            .rows = rows,
                            .inner = inner,
                            .samples = 1,
                            .columns = 48});
        for (int i = 0; i < rows; ++i)
          for (int k = 0; k < inner; ++k) {
            double sum = 0.0;
            for (int j = 0; j < 48; ++j) sum += wide.row(i)[j] * other.row(k)[j];
            QVERIFY(std::abs(correlated.row(i)[k] - sum) < 1e-12);
          }
      }
      for (const Activation activation : allActivations) {
        const Block<double> h = randomBlock(1, 64, 9);
        Block<double> z(1, 64);
        Block<double> slope(1, 64);
        routines.activate(activation, h.data(), z.data(), slope.data(), 64);
        for (int j = 0; j < 64; ++j) {
          QVERIFY(std::abs(z.row(0)[j] - evaluate(activation, h.row(0)[j])) < 1e-13);
          QVERIFY(std::abs(slope.row(0)[j] - derivative(activation, h.row(0)[j])) < 1e-13);
        }
      }
    }
  }
};

QTEST_GUILESS_MAIN(TestTrainingGradients)
#include "tst_training_gradients.moc"
