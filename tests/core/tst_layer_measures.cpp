#include <Eigen/QR>
#include <Eigen/SVD>
#include <QRegularExpression>
#include <QtTest>
#include <cmath>
#include <random>

#include "core/measure/autocorrelation.h"
#include "core/measure/jacobian.h"
#include "core/measure/svcca.h"
#include "core/network/random_network.h"
#include "core/support/parallel.h"

using namespace arcscope::core;

namespace {

Eigen::MatrixXd randomMatrix(Eigen::Index rows, Eigen::Index cols, unsigned seed) {
  std::mt19937 bits(seed);
  std::normal_distribution<double> normal;
  return Eigen::MatrixXd::NullaryExpr(rows, cols, [&](Eigen::Index, Eigen::Index) { return normal(bits); });
}

Eigen::MatrixXd randomRotation(Eigen::Index size, unsigned seed) {
  const Eigen::HouseholderQR<Eigen::MatrixXd> qr(randomMatrix(size, size, seed));
  return qr.householderQ();
}

Layer layerOf(Eigen::MatrixXd weights) {
  const Eigen::Index units = weights.rows();
  return {std::move(weights), Eigen::VectorXd::Zero(units)};
}

Setting settingOf(Activation activation, int width, int depth) {
  Setting setting;
  setting.activation = activation;
  setting.width = width;
  setting.depth = depth;
  setting.sigmaW = 1.6;
  setting.sigmaB = 0.4;
  return setting;
}

/// z of layer `depth` at x.
Eigen::VectorXd imageOf(const Network& network, int depth, Eigen::VectorXd x) {
  for (int d = 0; d < depth; ++d) {
    const Layer& layer = network.layers[static_cast<std::size_t>(d)];
    x = (layer.weights * x + layer.bias).unaryExpr([&](double h) { return evaluate(network.activation, h); });
  }
  return x;
}

Eigen::MatrixXd jacobianByDifferences(const Network& network, int depth, const Eigen::VectorXd& x) {
  constexpr double step = 1e-6;
  const Eigen::Index width = network.layers[static_cast<std::size_t>(depth - 1)].weights.rows();
  Eigen::MatrixXd jacobian(width, x.size());
  for (Eigen::Index j = 0; j < x.size(); ++j) {
    const Eigen::VectorXd axis = Eigen::VectorXd::Unit(x.size(), j);
    jacobian.col(j) =
        (imageOf(network, depth, x + step * axis) - imageOf(network, depth, x - step * axis)) / (2.0 * step);
  }
  return jacobian;
}

}  // namespace

/// Autocorrelation, SVCCA and Jacobians against definitions written out.
class LayerMeasuresTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void autocorrelation_closedCurve_isTheDoubleLoop() {
    const Eigen::MatrixXd h = randomMatrix(7, 12, 1);
    const std::vector<double> c = autocorrelation(h, true);
    QCOMPARE(c.size(), std::size_t(7));
    double q = 0.0;
    for (Eigen::Index j = 0; j < 12; ++j)
      for (Eigen::Index i = 0; i < 7; ++i) q += h(i, j) * h(i, j) / (7.0 * 12.0);
    for (Eigen::Index offset = 0; offset < 7; ++offset) {
      double sum = 0.0;
      for (Eigen::Index j = 0; j < 12; ++j)
        for (Eigen::Index i = 0; i < 7; ++i) sum += h(i, j) * h(i, (j + offset) % 12) / 12.0;
      QVERIFY(std::abs(c[std::size_t(offset)] - sum / (7.0 * q)) < 1e-13);
    }
  }

  void autocorrelation_openCurve_takesThePairsThatThereAre() {
    const Eigen::MatrixXd h = randomMatrix(5, 9, 2);
    const std::vector<double> c = autocorrelation(h, false);
    QCOMPARE(c.size(), std::size_t(9));
    const double ends = h.col(0).dot(h.col(8)) / h.col(0).norm() / h.col(8).norm();
    QVERIFY(std::abs(c[0] - 1.0) < 1e-14);
    QVERIFY(std::abs(c[8] - ends) < 1e-13);
  }

  void autocorrelation_ofACircle_isTheCosine() {
    Eigen::MatrixXd circle(2, 40);
    for (int j = 0; j < 40; ++j) circle.col(j) << std::cos(M_PI * j / 20.0), std::sin(M_PI * j / 20.0);
    const std::vector<double> c = autocorrelation(1e200 * circle, true);  // squares beyond double
    for (int offset = 0; offset <= 20; ++offset)
      QVERIFY(std::abs(c[std::size_t(offset)] - std::cos(M_PI * offset / 20.0)) < 1e-13);
  }

  void autocorrelation_withoutValues_isNotANumber() {
    QVERIFY(std::isnan(autocorrelation(Eigen::MatrixXd::Zero(3, 8), true)[0]));
    Eigen::MatrixXd overflown = randomMatrix(3, 8, 3);
    overflown(1, 1) = INFINITY;
    QVERIFY(std::isnan(autocorrelation(overflown, true)[1]));
  }

  void principalCoordinates_ofAnImage_holdTheShareWithTheFewest() {
    const Eigen::MatrixXd shape =
        randomRotation(20, 4).leftCols(5) * Eigen::VectorXd{{10.0, 5.0, 1.0, 0.4, 0.2}}.asDiagonal();
    const Eigen::MatrixXd image = (shape * randomMatrix(5, 400, 5)).colwise() + randomMatrix(20, 1, 6).col(0);
    const Eigen::MatrixXd kept = principalCoordinates(image);
    const Eigen::MatrixXd gram = kept.transpose() * kept;
    QVERIFY((gram - Eigen::MatrixXd::Identity(kept.cols(), kept.cols())).cwiseAbs().maxCoeff() < 1e-12);
    const Eigen::MatrixXd centred = image.colwise() - image.rowwise().mean();
    const auto share = [&](Eigen::Index count) {
      return (centred * kept.leftCols(count)).squaredNorm() / centred.squaredNorm();
    };
    QVERIFY(share(kept.cols()) >= svccaShare);
    QVERIFY(share(kept.cols() - 1) < svccaShare);
    // More neurons than points: the other Gram matrix, the same directions.
    const Eigen::MatrixXd wide = principalCoordinates(image.leftCols(15));
    const Eigen::MatrixXd more = principalCoordinates(randomRotation(20, 7) * image.leftCols(15));
    QCOMPARE(wide.cols(), more.cols());
    QVERIFY(std::abs(svcca(wide, more) - 1.0) < 1e-7);
  }

  void svcca_ofRotatedAndScaledCopies_isOne() {
    const Eigen::MatrixXd image = randomMatrix(30, 500, 8);
    const Eigen::MatrixXd a = principalCoordinates(image);
    QVERIFY(std::abs(svcca(a, a) - 1.0) < 1e-7);
    const Eigen::MatrixXd moved =
        (3.0 * randomRotation(30, 9) * image).colwise() + randomMatrix(30, 1, 10).col(0);
    QVERIFY(std::abs(svcca(a, principalCoordinates(moved)) - 1.0) < 1e-7);
  }

  void svcca_ofUnrelatedImages_isSmallAndSymmetric() {
    const Eigen::MatrixXd a = principalCoordinates(randomMatrix(10, 4000, 11));
    const Eigen::MatrixXd b = principalCoordinates(randomMatrix(6, 4000, 12));
    QVERIFY(svcca(a, b) < std::sqrt(16.0 / 4000.0) * 1.5);
    QCOMPARE(svcca(a, b), svcca(b, a));
  }

  /// Three of b's five directions are a's, the others have nothing to do with it.
  void svcca_ofPartlySharedImages_isTheShare() {
    const Eigen::MatrixXd a = randomMatrix(5, 20000, 13);
    Eigen::MatrixXd b = randomMatrix(5, 20000, 14);
    b.topRows(3) = a.topRows(3);
    const double value = svcca(principalCoordinates(a, 1.0), principalCoordinates(b, 1.0));
    QVERIFY(std::abs(value - 0.6) < 0.02);
  }

  void svcca_ofAPoint_isNotANumber() {
    const Eigen::MatrixXd point = principalCoordinates(Eigen::VectorXd{{1.0, 2.0}}.replicate(1, 50));
    QCOMPARE(point.cols(), Eigen::Index(0));
    QVERIFY(std::isnan(svcca(point, principalCoordinates(randomMatrix(4, 50, 15)))));
  }

  void spectrum_ofANetwork_isThatOfCentralDifferences_data() {
    QTest::addColumn<int>("activation");
    for (const Activation one : {Activation::Tanh, Activation::Relu, Activation::HardTanh, Activation::Gelu})
      QTest::addRow("%s", std::string(name(one)).c_str()) << int(one);
  }
  void spectrum_ofANetwork_isThatOfCentralDifferences() {
    QFETCH(const int, activation);
    const Setting setting = settingOf(Activation(activation), 12, 4);
    const Network network = drawNetwork(setting);
    const Eigen::MatrixXd points = randomMatrix(12, 3, 16);
    JacobianSweep spectra(points);
    StretchSweep stretch(points, 12);
    for (int d = 1; d <= 4; ++d) {
      const Layer& layer = network.layers[std::size_t(d - 1)];
      const LayerSpectrum spectrum = spectra.advance(layer, network.activation);
      double meanSquare = 0.0;
      for (Eigen::Index j = 0; j < 3; ++j) {
        const Eigen::MatrixXd jacobian = jacobianByDifferences(network, d, points.col(j));
        const Eigen::VectorXd expected = Eigen::JacobiSVD<Eigen::MatrixXd>(jacobian).singularValues();
        const std::vector<double>& found = spectrum.logValues[std::size_t(j)];
        for (Eigen::Index i = 0; i < 12; ++i) {
          const double value = i < Eigen::Index(found.size()) ? std::exp(found[std::size_t(i)]) : 0.0;
          QVERIFY(std::abs(value - expected[i]) < 1e-7 * expected[0]);
        }
        meanSquare += jacobian.squaredNorm() / 36.0;
      }
      QVERIFY(std::abs(stretch.advance(layer, network.activation) / meanSquare - 1.0) < 1e-7);
    }
  }

  void spectrum_ofALinearNetwork_isThatOfTheProductOfItsWeights() {
    const std::vector<Eigen::MatrixXd> weights{randomMatrix(9, 30, 17), randomMatrix(14, 9, 18),
                                               randomMatrix(6, 14, 19)};
    JacobianSweep spectra(randomMatrix(30, 1, 20));
    Eigen::MatrixXd product = Eigen::MatrixXd::Identity(30, 30);
    for (const Eigen::MatrixXd& one : weights) {
      product = (one * product).eval();
      const std::vector<double> found = spectra.advance(layerOf(one), Activation::Linear).logValues.front();
      const Eigen::VectorXd expected = Eigen::JacobiSVD<Eigen::MatrixXd>(product).singularValues();
      QCOMPARE(found.size(), std::size_t(std::min<Eigen::Index>(9, one.rows())));
      for (std::size_t i = 0; i < found.size(); ++i)
        QVERIFY(std::abs(std::exp(found[i]) / expected[Eigen::Index(i)] - 1.0) < 1e-10);
    }
  }

  /// Layers U_i S_i U_(i-1)^T: the singular values of their product are known however far apart they are.
  void spectrum_ofADeepProduct_isResolvedFarBelowRounding() {
    constexpr Eigen::Index width = 24;
    constexpr int depth = 40;
    JacobianSweep spectra(randomMatrix(width, 2, 21));
    Eigen::MatrixXd before = randomRotation(width, 22);
    std::mt19937 bits(23);
    std::uniform_real_distribution<double> uniform(0.0, 1.0);
    Eigen::VectorXd logs = Eigen::VectorXd::Zero(width);
    LayerSpectrum spectrum;
    for (int d = 0; d < depth; ++d) {
      Eigen::VectorXd scales(width);
      for (Eigen::Index i = 0; i < width; ++i) scales[i] = std::exp(0.3 - 0.25 * double(i) * uniform(bits));
      logs.array() += scales.array().log();
      const Eigen::MatrixXd after = randomRotation(width, unsigned(100 + d));
      spectrum =
          spectra.advance(layerOf(after * scales.asDiagonal() * before.transpose()), Activation::Linear);
      before = after;
    }
    std::sort(logs.begin(), logs.end(), std::greater<>());
    QVERIFY(logs[0] - logs[width - 1] > 90.0);  // a factor of 1e39
    for (const std::vector<double>& values : spectrum.logValues) {
      QCOMPARE(values.size(), std::size_t(width));
      for (Eigen::Index i = 0; i < width; ++i) QVERIFY(std::abs(values[std::size_t(i)] - logs[i]) < 1e-8);
    }
  }

  void spectrum_behindDeadNeurons_leavesThemOut() {
    Eigen::MatrixXd weights = randomMatrix(10, 10, 24);
    JacobianSweep spectra(Eigen::MatrixXd::Zero(10, 1));
    Layer first = layerOf(weights);
    first.bias = Eigen::VectorXd::Ones(10);
    first.bias.head(4).setConstant(-1.0);
    QCOMPARE(spectra.advance(first, Activation::Relu).logValues[0].size(), std::size_t(6));
    Layer second = layerOf(randomMatrix(10, 10, 25));
    second.bias = Eigen::VectorXd::Constant(10, 100.0);
    QCOMPARE(spectra.advance(second, Activation::Relu).logValues[0].size(), std::size_t(6));
    second.bias.setConstant(-1e6);
    QVERIFY(spectra.advance(second, Activation::Relu).logValues[0].empty());
    QVERIFY(spectra.advance(layerOf(weights), Activation::Relu).logValues[0].empty());
    first.bias.setOnes();  // neurons that live, and hear nothing
    QVERIFY(spectra.advance(first, Activation::Relu).logValues[0].empty());
  }

  void sweeps_withOneOrManyThreads_giveTheSameBits() {
    const Network network = drawNetwork(settingOf(Activation::Tanh, 16, 3));
    const Eigen::MatrixXd points = randomMatrix(16, 6, 26);
    const auto run = [&](std::size_t threads) {
      setParallelThreads(threads);
      JacobianSweep spectra(points);
      StretchSweep stretch(points, 5);
      std::vector<double> all;
      for (const Layer& layer : network.layers) {
        all.push_back(stretch.advance(layer, network.activation));
        for (const auto& values : spectra.advance(layer, network.activation).logValues)
          all.insert(all.end(), values.begin(), values.end());
      }
      setParallelThreads(0);
      return all;
    };
    QVERIFY(run(1) == run(4));
  }
};

QTEST_APPLESS_MAIN(LayerMeasuresTest)
#include "tst_layer_measures.moc"
