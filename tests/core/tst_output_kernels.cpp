#include <Eigen/Dense>
#include <QRegularExpression>
#include <QtTest>
#include <cmath>

#include "core/network/random_network.h"
#include "core/theory/posterior.h"
#include "tests/core/average.h"

using namespace arcscope::core;
using Eigen::Index;
using Eigen::MatrixXd;

namespace {

/// Four points in eight dimensions: two near each other, one twice as far out.
MatrixXd somePoints() {
  MatrixXd x(8, 4);
  drawNormals(5, DrawStream::Plane, 1, 0, 0, 32, x.data());
  x.col(1) = 0.9 * x.col(0) + 0.3 * x.col(1);
  x.col(3) *= 2.0;
  return x;
}

MatrixXd gramOf(const MatrixXd& x) {
  return x.transpose() * x / double(x.rows());
}

Setting settingOf(const MeanField& field, int width, int depth, Index inputDim) {
  Setting setting;
  setting.activation = field.activation;
  setting.sigmaW = field.sigmaW;
  setting.sigmaB = field.sigmaB;
  setting.width = width;
  setting.depth = depth;
  setting.inputDim = int(inputDim);
  return setting;
}

void someFields() {
  QTest::addColumn<int>("activation");
  QTest::addColumn<double>("sigmaW");
  const auto row = [](Activation activation, double sigmaW) {
    QTest::newRow(std::string(name(activation)).c_str()) << int(activation) << sigmaW;
  };
  row(Activation::Relu, 1.4);
  row(Activation::HardTanh, 1.7);
  row(Activation::Tanh, 1.5);
  row(Activation::Erf, 1.2);
  row(Activation::Gelu, 1.6);
  row(Activation::Silu, 1.6);
  row(Activation::Sin, 1.3);
  row(Activation::Abs, 0.9);
}

/// The smooth kernel of a curve of 30 points.
OutputKernels curveKernels() {
  MatrixXd x(2, 30);
  for (int j = 0; j < 30; ++j) x.col(j) << std::cos(0.1 * j), 1.5 * std::sin(0.1 * j);
  return *outputKernels({Activation::Erf, 1.6, 0.3}, 3, gramOf(x));
}

}  // namespace

class OutputKernelsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  /// Many read-outs of a wide network are nearly independent draws of its output.
  void nngp_wideNetworks_isTheCovarianceOfTheirOutputs_data() { someFields(); }
  void nngp_wideNetworks_isTheCovarianceOfTheirOutputs() {
    QFETCH(const int, activation);
    QFETCH(const double, sigmaW);
    const MeanField field{Activation(activation), sigmaW, 0.3};
    constexpr int depth = 2;
    constexpr int readouts = 600;
    const MatrixXd x = somePoints();
    const MatrixXd expected = outputKernels(field, depth, gramOf(x))->nngp;
    Setting setting = settingOf(field, 1000, depth, x.rows());
    std::vector<Average> covariance(16);
    for (int seed = 0; seed < 6; ++seed) {
      setting.seed = std::uint64_t(seed);
      const Network network = drawNetwork(setting, readouts);
      MatrixXd z = x;
      for (const Layer& layer : network.layers)
        z = ((layer.weights * z).colwise() + layer.bias).unaryExpr([&](double h) {
          return evaluate(field.activation, h);
        });
      const MatrixXd f = (network.readout->weights * z).colwise() + network.readout->bias;
      const MatrixXd measured = f.transpose() * f / readouts;
      for (Index i = 0; i < 16; ++i) covariance[std::size_t(i)].add(measured.data()[i]);
    }
    for (Index i = 0; i < 16; ++i) {
      const Average& one = covariance[std::size_t(i)];
      QVERIFY2(one.agreesWith(expected.data()[i]), one.against(expected.data()[i]));
      QVERIFY(one.standardError() < 0.06 * expected.maxCoeff());
    }
  }

  /// Gradient inner products of drawn networks, by a backward pass.
  void ntk_wideNetworks_isTheirGradientsProduct_data() { someFields(); }
  void ntk_wideNetworks_isTheirGradientsProduct() {
    QFETCH(const int, activation);
    QFETCH(const double, sigmaW);
    const MeanField field{Activation(activation), sigmaW, 0.3};
    constexpr int depth = 2;
    const MatrixXd x = somePoints();
    const MatrixXd expected = outputKernels(field, depth, gramOf(x))->ntk;
    Setting setting = settingOf(field, 600, depth, x.rows());
    std::vector<Average> products(16);
    for (int seed = 0; seed < 16; ++seed) {
      setting.seed = std::uint64_t(seed);
      const Network network = drawNetwork(setting, 1);
      std::vector<MatrixXd> z{x}, slopes;
      for (const Layer& layer : network.layers) {
        const MatrixXd h = (layer.weights * z.back()).colwise() + layer.bias;
        z.push_back(h.unaryExpr([&](double one) { return evaluate(field.activation, one); }));
        slopes.push_back(h.unaryExpr([&](double one) { return derivative(field.activation, one); }));
      }
      MatrixXd delta = MatrixXd::Ones(1, 4);  // df/dh of the layer at hand
      MatrixXd sum = MatrixXd::Zero(4, 4);
      for (int d = depth; d >= 0; --d) {
        // dh/dw = sigma_w z / sqrt(fan_in), dh/dbeta = sigma_b
        const MatrixXd input = sigmaW * sigmaW * gramOf(z[std::size_t(d)]);
        sum += (delta.transpose() * delta).cwiseProduct((input.array() + 0.09).matrix());
        if (d == 0) break;
        const MatrixXd& weights =
            d == depth ? network.readout->weights : network.layers[std::size_t(d)].weights;
        delta = (weights.transpose() * delta).eval().cwiseProduct(slopes[std::size_t(d - 1)]);
      }
      for (Index i = 0; i < 16; ++i) products[std::size_t(i)].add(sum.data()[i]);
    }
    for (Index i = 0; i < 16; ++i) {
      const Average& one = products[std::size_t(i)];
      QVERIFY2(one.agreesWith(expected.data()[i]), one.against(expected.data()[i]));
      QVERIFY(one.standardError() < 0.06 * expected.maxCoeff());
    }
  }

  void outputKernels_noHiddenLayer_isTheLinearModel() {
    const MatrixXd gram = gramOf(somePoints());
    const OutputKernels kernels = *outputKernels({Activation::Relu, 1.5, 0.2}, 0, gram);
    QVERIFY(kernels.nngp.isApprox((2.25 * gram).array().operator+(0.04).matrix(), 1e-14));
    QVERIFY(kernels.ntk.isApprox(kernels.nngp, 1e-14));
  }

  void gramOf_pointsOfAPlane_areTheirScalarProducts() {
    const MatrixXd axes = somePoints();
    const Plane plane{axes.col(0), axes.col(2), axes.col(3)};
    Eigen::Matrix2Xd inPlane(2, 3);
    inPlane << 1.0, -0.3, 0.0, 0.5, 2.0, -1.0;
    const MatrixXd x = (axes.rightCols(2) * inPlane).colwise() + axes.col(0);
    QVERIFY(arcscope::core::gramOf(plane, inPlane).isApprox(gramOf(x), 1e-13));
  }

  void outputKernels_stopRequested_giveNothing() {
    std::stop_source source;
    source.request_stop();
    QVERIFY(!outputKernels({Activation::Relu, 1.5, 0.2}, 3, gramOf(somePoints()), source.get_token()));
  }

  void outputKernels_pointAtTheOriginWithoutBias_staysFinite() {
    MatrixXd x = somePoints();
    x.col(2).setZero();
    for (const Activation activation : allActivations) {
      const OutputKernels kernels = *outputKernels({activation, 1.3, 0.0}, 3, gramOf(x));
      QVERIFY2(kernels.nngp.allFinite() && kernels.ntk.allFinite(), std::string(name(activation)).c_str());
    }
  }

  void nngpPosterior_fewPoints_isTheTextbookFormula() {
    const OutputKernels kernels = curveKernels();
    const std::vector<Index> data{3, 14, 27};
    const Eigen::VectorXd targets{{0.5, -1.0, 0.7}};
    for (const double noise : {0.0, 0.1}) {
      const Posterior got = nngpPosterior(kernels, data, targets, noise);
      MatrixXd own = kernels.nngp(data, data);
      own.diagonal().array() += noise;
      const MatrixXd cross = kernels.nngp(Eigen::all, data);
      const MatrixXd covariance = kernels.nngp - cross * own.inverse() * cross.transpose();
      QVERIFY((got.mean - cross * own.inverse() * targets).norm() < 1e-8);
      QVERIFY((got.deviation.array().square() - covariance.diagonal().array()).abs().maxCoeff() < 1e-8);
      QCOMPARE(got.jitter, 0.0);
      QCOMPARE(got.misfit < 1e-9, noise == 0.0);
    }
  }

  /// f_infinity = f_0 + T (y - f_0(data)): mean and covariance of that linear map of a normal f_0.
  void ntkPosterior_fewPoints_isTheLinearMapOfThePrior() {
    const OutputKernels kernels = curveKernels();
    const std::vector<Index> data{0, 9, 20};
    const Eigen::VectorXd targets{{1.0, 0.0, -0.5}};
    const Posterior got = ntkPosterior(kernels, data, targets);
    const MatrixXd map = kernels.ntk(Eigen::all, data) * MatrixXd(kernels.ntk(data, data)).inverse();
    MatrixXd residual = MatrixXd::Identity(30, 30);
    for (std::size_t i = 0; i < 3; ++i) residual.col(data[i]) -= map.col(Index(i));
    const MatrixXd covariance = residual * kernels.nngp * residual.transpose();
    QVERIFY((got.mean - map * targets).norm() < 1e-8);
    QVERIFY((got.deviation.array().square() - covariance.diagonal().array()).abs().maxCoeff() < 1e-8);
    QVERIFY(got.misfit < 1e-9);
    for (const Index one : data) QVERIFY(got.deviation[one] < 1e-4);
    // Training keeps more spread than conditioning: the posterior is the smallest one of linear estimates.
    const Posterior conditioned = nngpPosterior(kernels, data, targets);
    QVERIFY((got.deviation - conditioned.deviation).minCoeff() > -1e-6);
  }

  void posterior_pointTwice_saysItsJitterAndMeetsTheMean() {
    const OutputKernels kernels = curveKernels();
    const std::vector<Index> data{10, 10};
    const Posterior got = nngpPosterior(kernels, data, Eigen::Vector2d(1.0, 0.0));
    QVERIFY(got.jitter > 0.0 && got.jitter < 1e-8);
    QVERIFY(std::abs(got.mean[10] - 0.5) < 1e-3);
    QVERIFY(std::abs(got.misfit - 0.5) < 1e-3);
    QVERIFY(got.mean.allFinite() && got.deviation.allFinite());
  }

  void posterior_noData_isThePrior() {
    const OutputKernels kernels = curveKernels();
    const Posterior got = ntkPosterior(kernels, {}, Eigen::VectorXd());
    QVERIFY(got.mean.isZero());
    QVERIFY((got.deviation.array().square() - kernels.nngp.diagonal().array()).abs().maxCoeff() < 1e-12);
  }

  void posterior_wrongSizes_throw() {
    const OutputKernels kernels = curveKernels();
    const std::vector<Index> data{30};
    QVERIFY_EXCEPTION_THROWN((void)nngpPosterior(kernels, data, Eigen::VectorXd::Ones(1)),
                             std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN((void)ntkPosterior(kernels, data, Eigen::VectorXd::Ones(2)),
                             std::invalid_argument);
  }
};

QTEST_APPLESS_MAIN(OutputKernelsTest)
#include "tst_output_kernels.moc"
