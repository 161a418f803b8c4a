// The NTK posterior against wide networks that gradient descent trains by small steps.
#include <QRegularExpression>
#include <QtTest>
#include <cmath>
#include <numbers>

#include "core/learning/trainable_network.h"
#include "core/theory/posterior.h"

using namespace arcscope::core;

namespace {

constexpr int gridPoints = 48;  // of the circle
const std::vector<Eigen::Index> dataAt{3, 14, 30};

Eigen::Matrix2Xd circle() {
  Eigen::Matrix2Xd points(2, gridPoints);
  for (Eigen::Index j = 0; j < gridPoints; ++j) {
    const double angle = 2.0 * std::numbers::pi * static_cast<double>(j) / gridPoints;
    points.col(j) << std::numbers::sqrt2 * std::cos(angle), std::numbers::sqrt2 * std::sin(angle);
  }
  return points;
}

Block<double> blockOf(const Eigen::MatrixXd& matrix) {
  Block<double> block(static_cast<int>(matrix.rows()), static_cast<int>(matrix.cols()));
  for (int i = 0; i < block.rows(); ++i)
    for (int j = 0; j < block.columns(); ++j) block.row(i)[j] = matrix(i, j);
  return block;
}

Eigen::VectorXd outputOf(const TrainableNetwork<double>& network, const Eigen::MatrixXd& points) {
  Block<double> outputs;
  network.infer(blockOf(points), outputs);
  return Eigen::Map<const Eigen::VectorXd>(outputs.row(0), points.cols());
}

/// Gradient descent on w and beta, W = sigma_w w / sqrt(fan_in) and b = sigma_b beta: on W and b its rate is
/// sigma_w^2 / fan_in and sigma_b^2 times as large.
void descend(TrainableNetwork<double>& network, const Setting& setting, const Eigen::MatrixXd& points,
             const Eigen::VectorXd& targets, double rate, int steps) {
  const Block<double> in = blockOf(points);
  const Block<double> wanted = blockOf(targets.transpose());
  Parameters<double>& parameters = network.parameters();
  Block<double> gradient;
  for (int step = 0; step < steps; ++step) {
    squaredLoss(network.forward(in), wanted, gradient);
    network.backward(in, gradient);
    for (const auto& layer : network.layers()) {
      const double weightRate = rate * setting.sigmaW * setting.sigmaW / layer.columns;
      for (int i = 0; i < layer.rows * layer.stride; ++i)
        parameters.values(layer.weights)[i] -= weightRate * parameters.gradients(layer.weights)[i];
      for (int i = 0; i < layer.rows; ++i)
        parameters.values(layer.bias)[i] -=
            rate * setting.sigmaB * setting.sigmaB * parameters.gradients(layer.bias)[i];
    }
  }
}

/// Root mean square difference over the circle between a trained network and what the infinitely wide one
/// makes of the same start, as a share of the root mean square of the latter.
double difference(Activation activation, int width) {
  Setting setting;
  setting.depth = 2;
  setting.width = width;
  setting.inputDim = 2;
  setting.sigmaW = 1.5;
  setting.sigmaB = 0.3;
  setting.activation = activation;
  const NetworkPlan plan{
      .inputs = 2, .units = {width, width}, .classes = 1, .image = {}, .activation = activation};
  TrainableNetwork<double> network(plan, {});
  network.draw(setting);
  const Eigen::Matrix2Xd points = circle();
  Eigen::MatrixXd data(2, 3);
  for (Eigen::Index i = 0; i < 3; ++i) data.col(i) = points.col(dataAt[static_cast<std::size_t>(i)]);
  const Eigen::VectorXd targets = (Eigen::VectorXd(3) << 1.0, -1.5, 0.5).finished();
  const Eigen::VectorXd start = outputOf(network, points);
  const MeanField field{activation, setting.sigmaW, setting.sigmaB};
  const auto kernels = outputKernels(field, setting.depth, points.transpose() * points / 2.0);
  Eigen::VectorXd missing(3);
  for (Eigen::Index i = 0; i < 3; ++i) missing(i) = targets(i) - start(dataAt[static_cast<std::size_t>(i)]);
  const Eigen::VectorXd expected = start + ntkPosterior(*kernels, dataAt, missing).mean;

  const double rate =
      3.0 / (kernels->ntk.diagonal().maxCoeff() * 3.0);  // below 2 / largest eigenvalue of Theta / 3
  descend(network, setting, data, targets, rate, 800);
  const Eigen::VectorXd trained = outputOf(network, points);
  for (Eigen::Index i = 0; i < 3; ++i)
    if (std::abs(trained(dataAt[static_cast<std::size_t>(i)]) - targets(i)) > 1e-3) return 1.0;
  return (trained - expected).norm() / expected.norm();
}

}  // namespace

class TestWideTraining : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void ntkPosterior_wideNetworkTrainedBySmallSteps_agree_data() {
    QTest::addColumn<int>("activation");
    for (const Activation activation : {Activation::Erf, Activation::Relu})
      QTest::newRow(std::string(name(activation)).c_str()) << static_cast<int>(activation);
  }
  void ntkPosterior_wideNetworkTrainedBySmallSteps_agree() {
    QFETCH(int, activation);
    const double narrow = difference(static_cast<Activation>(activation), 32);
    const double wide = difference(static_cast<Activation>(activation), 256);
    qInfo("width 32: %.3f, width 256: %.3f of the posterior's size", narrow, wide);
    QCOMPARE_LT(wide, 0.1);
    QCOMPARE_LT(wide, narrow / 1.5);  // sqrt(8) = 2.8 is expected
  }
};

QTEST_GUILESS_MAIN(TestWideTraining)
#include "tst_wide_training.moc"
