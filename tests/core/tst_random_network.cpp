#include <Eigen/LU>
#include <QRegularExpression>
#include <QtTest>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "core/network/random_network.h"
#include "core/support/parallel.h"

using namespace arcscope::core;
using Eigen::Index;
using Eigen::MatrixXd;

namespace {

Setting settingWith(const char* law) {
  Setting setting;
  setting.weights = weightLawFromText(law).value();
  return setting;
}

double mean(const MatrixXd& m) {
  return m.mean();
}
double variance(const MatrixXd& m) {
  return (m.array() - m.mean()).square().mean();
}
double kurtosis(const MatrixXd& m) {
  return (m.array() - m.mean()).pow(4).mean() / std::pow(variance(m), 2);
}

/// |measured - expected| within four standard errors.
bool near(double measured, double expected, double standardError) {
  return std::abs(measured - expected) < 4.0 * standardError;
}

constexpr Index units = 300;
constexpr Index fanIn = 500;
constexpr double count = units * fanIn;

}  // namespace

class RandomNetworkTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
  void cleanup() { setParallelThreads(0); }

  void drawUnitLayer_gaussian_rowsAreTheAddressedNumbersOverRootFanIn() {
    const Layer layer = drawUnitLayer(Setting{}, 4, 13, 300);
    for (std::uint32_t i = 0; i < 13; ++i) {
      std::vector<double> row(300);
      drawNormals(Setting{}.seed, DrawStream::Weight, 4, i, 0, row.size(), row.data());
      for (Index j = 0; j < 300; ++j)
        QCOMPARE(layer.weights(i, j), row[static_cast<std::size_t>(j)] * (1.0 / std::sqrt(300.0)));
    }
    std::vector<double> bias(13);
    drawNormals(Setting{}.seed, DrawStream::Bias, 4, 0, 0, bias.size(), bias.data());
    for (Index i = 0; i < 13; ++i) QCOMPARE(layer.bias[i], bias[static_cast<std::size_t>(i)]);
  }

  void drawUnitLayer_gaussian_momentsAreRight() {
    const MatrixXd w =
        drawUnitLayer(Setting{}, 1, units, fanIn).weights * std::sqrt(static_cast<double>(fanIn));
    QVERIFY(near(mean(w), 0.0, 1.0 / std::sqrt(count)));
    QVERIFY(near(variance(w), 1.0, std::sqrt(2.0 / count)));
    QVERIFY(near(kurtosis(w), 3.0, std::sqrt(24.0 / count)));
  }

  void drawUnitLayer_uniform_momentsAndBoundsAreRight() {
    const MatrixXd w = drawUnitLayer(settingWith("uniform"), 1, units, fanIn).weights *
                       std::sqrt(static_cast<double>(fanIn));
    QVERIFY(near(mean(w), 0.0, 1.0 / std::sqrt(count)));
    QVERIFY(near(variance(w), 1.0, std::sqrt(0.8 / count)));
    QVERIFY(near(kurtosis(w), 1.8, 0.01));
    QVERIFY(w.cwiseAbs().maxCoeff() <= std::numbers::sqrt3);
    QVERIFY(w.cwiseAbs().maxCoeff() > 0.999 * std::numbers::sqrt3);
  }

  void drawUnitLayer_sparse_keepsTheShareAndTheVariance() {
    const MatrixXd w = drawUnitLayer(settingWith("sparse:0.2"), 1, units, fanIn).weights *
                       std::sqrt(static_cast<double>(fanIn));
    const double kept = (w.array() != 0.0).cast<double>().mean();
    QVERIFY(near(kept, 0.2, std::sqrt(0.2 * 0.8 / count)));
    QVERIFY(near(variance(w), 1.0, std::sqrt((3.0 / 0.2 - 1.0) / count)));
    const MatrixXd unscaled = drawUnitLayer(settingWith("sparse-unscaled:0.2"), 1, units, fanIn).weights *
                              std::sqrt(static_cast<double>(fanIn));
    QVERIFY(near(variance(unscaled), 0.2, std::sqrt((3.0 * 0.2 - 0.04) / count)));
  }

  void drawUnitLayer_sparse_keptWeightsAreThoseOfTheGaussianAndNestInKeep() {
    const MatrixXd dense = drawUnitLayer(Setting{}, 2, 40, 60).weights;
    const MatrixXd most = drawUnitLayer(settingWith("sparse-unscaled:0.7"), 2, 40, 60).weights;
    const MatrixXd few = drawUnitLayer(settingWith("sparse-unscaled:0.3"), 2, 40, 60).weights;
    for (Index j = 0; j < dense.cols(); ++j)
      for (Index i = 0; i < dense.rows(); ++i) {
        QVERIFY(most(i, j) == 0.0 || most(i, j) == dense(i, j));
        QVERIFY(few(i, j) == 0.0 || few(i, j) == most(i, j));
      }
    QVERIFY(drawUnitLayer(settingWith("sparse:1"), 2, 40, 60).weights == dense);
  }

  void drawUnitLayer_orthogonal_columnsOrRowsAreOrthogonalWithTheRightVariance_data() {
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    for (const auto& [rows, columns] :
         {std::pair{1, 1}, {1, 7}, {7, 1}, {2, 2}, {63, 63}, {130, 130}, {120, 50}, {50, 120}})
      QTest::addRow("%dx%d", rows, columns) << rows << columns;
  }
  void drawUnitLayer_orthogonal_columnsOrRowsAreOrthogonalWithTheRightVariance() {
    QFETCH(const int, rows);
    QFETCH(const int, columns);
    const MatrixXd w = drawUnitLayer(settingWith("orthogonal"), 1, rows, columns).weights;
    const bool tall = rows >= columns;
    const MatrixXd gram = tall ? MatrixXd(w.transpose() * w) : MatrixXd(w * w.transpose());
    const double expected = tall ? static_cast<double>(rows) / columns : 1.0;
    QVERIFY((gram - expected * MatrixXd::Identity(gram.rows(), gram.cols())).cwiseAbs().maxCoeff() <
            1e-13 * expected);
    QVERIFY(std::abs(w.squaredNorm() - rows) < 1e-9 * rows);  // mean square 1 / fan_in
  }

  /// The sign rule makes the law Haar's: the upper left entry is positive and negative equally often, trace
  /// has mean 0 and variance 1.
  void drawUnitLayer_orthogonal_traceHasVarianceOne() {
    Setting setting = settingWith("orthogonal");
    constexpr int draws = 2000;
    double sum = 0.0;
    double squares = 0.0;
    int reflections = 0;
    for (int i = 0; i < draws; ++i) {
      setting.seed = static_cast<std::uint64_t>(i);
      const MatrixXd q = drawUnitLayer(setting, 1, 6, 6).weights;
      sum += q.trace();
      squares += q.trace() * q.trace();
      reflections += q.determinant() < 0.0 ? 1 : 0;
    }
    QVERIFY(near(sum / draws, 0.0, 1.0 / std::sqrt(draws)));
    QVERIFY(near(squares / draws, 1.0, std::sqrt(2.0 / draws)));
    QVERIFY(near(static_cast<double>(reflections) / draws, 0.5, 0.5 / std::sqrt(draws)));
  }

  /// The factor that the Gaussian draw leaves is upper triangular with a positive diagonal.
  void drawUnitLayer_orthogonal_isTheQFactorOfTheGaussianDraw() {
    const MatrixXd gaussian = drawUnitLayer(Setting{}, 3, 90, 70).weights;
    const MatrixXd q = drawUnitLayer(settingWith("orthogonal"), 3, 90, 70).weights * std::sqrt(70.0 / 90.0);
    const MatrixXd r = q.transpose() * gaussian;
    QVERIFY(r.diagonal().minCoeff() > 0.0);
    QVERIFY(r.triangularView<Eigen::StrictlyLower>().toDenseMatrix().cwiseAbs().maxCoeff() < 1e-13);
    QVERIFY((q * r - gaussian).cwiseAbs().maxCoeff() < 1e-13);
  }

  void drawUnitLayer_orthogonal_goldenBits() {
    const MatrixXd q = drawUnitLayer(settingWith("orthogonal"), 1, 100, 100).weights;
    QCOMPARE(q(99, 99), -0x1.0cf1fcf4aefe4p-5);
  }

  void drawUnitLayer_fanAverage_dividesByTheMeanOfBothFans() {
    const MatrixXd in = drawUnitLayer(settingWith("uniform"), 1, 30, 50).weights;
    const MatrixXd average = drawUnitLayer(settingWith("glorot"), 1, 30, 50).weights;
    QVERIFY((average * std::sqrt(40.0) - in * std::sqrt(50.0)).cwiseAbs().maxCoeff() < 1e-15 * 10);
  }

  void drawUnitLayer_pytorch_weightsAndBiasesWithinItsBounds() {
    const NamedInitialisation& pytorch = *namedInitialisation("pytorch");
    Setting setting;
    setting.weights = pytorch.law;
    const Layer layer = drawUnitLayer(setting, 1, 2000, 100);
    const double bound = 0.1;  // 1 / sqrt(fan_in)
    const double largest = (layer.weights * pytorch.sigmaW).cwiseAbs().maxCoeff();
    const double largestBias = (layer.bias * pytorch.sigmaB).cwiseAbs().maxCoeff();
    QVERIFY(largest <= bound && largest > 0.999 * bound);
    QVERIFY(largestBias <= bound * (1.0 + 1e-15) && largestBias > 0.99 * bound);
    QVERIFY(near(variance(layer.bias * pytorch.sigmaB), bound * bound / 3.0,
                 bound * bound * 0.3 / std::sqrt(2000.0)));
  }

  void drawUnitLayer_widerLayer_containsTheNarrowerOne() {
    for (const char* law : {"gaussian", "uniform", "sparse:0.3"}) {
      const Layer narrow = drawUnitLayer(settingWith(law), 2, 100, 100);
      const Layer wide = drawUnitLayer(settingWith(law), 2, 101, 101);
      const MatrixXd shared = wide.weights.topLeftCorner(100, 100) * std::sqrt(101.0);
      QVERIFY((shared - narrow.weights * std::sqrt(100.0)).cwiseAbs().maxCoeff() < 1e-14);
      QVERIFY(wide.bias.head(100) == narrow.bias);
    }
  }

  void drawNetwork_deeper_containsTheShallowerOne() {
    for (const char* law : {"gaussian", "orthogonal", "sparse:0.3"}) {
      Setting setting = settingWith(law);
      setting.width = 24;
      setting.depth = 8;
      const Network shallow = drawNetwork(setting);
      setting.depth = 9;
      const Network deep = drawNetwork(setting, 3);
      QCOMPARE(deep.depth(), 9);
      for (std::size_t d = 0; d < 8; ++d) {
        QVERIFY(deep.layers[d].weights == shallow.layers[d].weights);
        QVERIFY(deep.layers[d].bias == shallow.layers[d].bias);
      }
      QCOMPARE(deep.readout->weights.rows(), 3);
    }
  }

  void drawNetwork_readout_isLayerDepthPlusOne() {
    Setting setting;
    setting.width = 16;
    setting.depth = 3;
    const Network network = drawNetwork(setting, 5);
    const Layer unit = drawUnitLayer(setting, 4, 5, 16);
    QVERIFY(network.readout->weights == unit.weights * setting.sigmaW);
    QVERIFY(network.readout->bias == unit.bias * setting.sigmaB);
    QVERIFY(!drawNetwork(setting).readout);
  }

  void drawNetwork_ownWidthsAndInputDimension_shapesChain() {
    Setting setting;
    setting.depth = 3;
    setting.widths = {7, 1, 12};
    setting.inputDim = 2;
    const Network network = drawNetwork(setting);
    QCOMPARE(network.inputDim(), 2);
    QCOMPARE(network.layers[0].weights.rows(), 7);
    QCOMPARE(network.layers[1].weights.cols(), 7);
    QCOMPARE(network.layers[2].weights.rows(), 12);
    QCOMPARE(network.layers[2].weights.cols(), 1);
  }

  void drawNetwork_otherScales_rescaleTheSameDraw() {
    Setting setting;
    setting.width = 10;
    setting.depth = 2;
    const Network before = drawNetwork(setting);
    setting.sigmaW *= 2.0;
    setting.sigmaB *= 4.0;
    const Network after = drawNetwork(setting);
    for (std::size_t d = 0; d < 2; ++d) {
      QVERIFY(after.layers[d].weights == 2.0 * before.layers[d].weights);
      QVERIFY(after.layers[d].bias == 4.0 * before.layers[d].bias);
    }
  }

  void drawUnitLayer_anyNumberOfThreads_sameBits() {
    for (const char* law : {"gaussian", "uniform", "sparse:0.5", "orthogonal", "pytorch"}) {
      setParallelThreads(1);
      const Layer alone = drawUnitLayer(settingWith(law), 1, 203, 301);
      setParallelThreads(0);
      const Layer together = drawUnitLayer(settingWith(law), 1, 203, 301);
      QVERIFY(alone.weights == together.weights);
      QVERIFY(alone.bias == together.bias);
    }
  }

  void drawUnitLayer_stopRequested_returnsZeros() {
    std::stop_source source;
    source.request_stop();
    for (const char* law : {"gaussian", "orthogonal"}) {
      const Layer layer = drawUnitLayer(settingWith(law), 1, 100, 100, source.get_token());
      QVERIFY(layer.weights.isZero(0.0));
    }
  }

  void drawUnitLayer_impossibleShape_throws() {
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(drawUnitLayer(Setting{}, 0, 3, 3)), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(drawUnitLayer(Setting{}, 1, 3, 0)), std::invalid_argument);
  }

  void weightLaw_text_roundTrips() {
    for (const char* text :
         {"gaussian", "uniform", "orthogonal", "sparse:0.1", "sparse-unscaled:0.25", "glorot",
          "glorot-normal", "pytorch", "orthogonal+fan-average", "sparse:0.5+fan-average+bias-by-fan"})
      QCOMPARE(toText(weightLawFromText(text).value()), std::string(text));
    QCOMPARE(weightLawFromText("he").value(), WeightLaw{});
    QCOMPARE(weightLawFromText("lecun").value(), WeightLaw{});
  }

  void weightLawFromText_mistakes_namedInTheSentence() {
    for (const char* text : {"", "normal", "sparse", "sparse:", "sparse:0", "sparse:1.5", "sparse:nan",
                             "sparse:0.1x", "sparse:-1", "Gaussian"}) {
      const Expected<WeightLaw> law = weightLawFromText(text);
      QVERIFY2(!law, text);
      QVERIFY(QString::fromStdString(law.error().message)
                  .contains(QStringLiteral("\"%1\"").arg(QLatin1String(text))));
    }
  }

  void namedInitialisation_he_isGaussianOfVarianceTwoOverFanIn() {
    QCOMPARE(namedInitialisation("he")->sigmaW, std::numbers::sqrt2);
    QCOMPARE(namedInitialisation("he")->sigmaB, 0.0);
    QCOMPARE(namedInitialisation("lecun")->sigmaW, 1.0);
    QCOMPARE(namedInitialisation("xavier"), nullptr);
    QCOMPARE(namedInitialisations().size(), 5U);
  }
};

QTEST_APPLESS_MAIN(RandomNetworkTest)
#include "tst_random_network.moc"
