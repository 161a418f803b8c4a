#include <QtTest>
#include <cmath>
#include <set>

#include "core/explorer/explorer.h"
#include "core/measure/curvature.h"
#include "core/network/random_network.h"
#include "core/support/parallel.h"
#include "core/trajectory/sweep.h"
#include "tests/core/sampled_setting.h"

using namespace arcscope::core;

namespace {

template <class T>
std::vector<SweptLayer> swept(const Setting& setting, kernel::InstructionSet set) {
  const Plane plane = drawPlane(setting, effectiveInputDim(setting));
  std::vector<PackedLayer<T>> packed;
  int fanIn = effectiveInputDim(setting);
  for (int d = 1; d <= setting.depth; ++d) {
    Layer layer = drawUnitLayer(setting, d, widthOf(setting, d), fanIn);
    fanIn = widthOf(setting, d);
    if (d == 1) layer = restrictToPlane(layer, plane);
    packed.push_back(pack<T>(layer, kernel::routines<T>(set).panelRows));
  }
  std::vector<const PackedLayer<T>*> layers;
  for (const auto& layer : packed) layers.push_back(&layer);
  const Curve curve = curveOf(setting);
  Eigen::Matrix2Xd inPlane(2, setting.points);
  for (int j = 0; j < setting.points; ++j) {
    const PlanePoint p = curve.at(j / (setting.points - 1.0));
    inPlane.col(j) << p.a, p.b;
  }
  const SweepOptions options{.activation = setting.activation,
                             .sigmaW = setting.sigmaW,
                             .sigmaB = setting.sigmaB,
                             .instructionSet = set};
  const ImageSource images = [&](int, int width) {
    return std::make_shared<ImageMatrix>(width, setting.points);
  };
  std::vector<SweptLayer> result;
  if (!sweep<T>(layers, inPlane, options, images, result)) qFatal("stopped");
  return result;
}

std::shared_ptr<const Snapshot> full(const Setting& setting) {
  ExplorerCache cache;
  return explore(Subject{setting, nullptr, nullptr}, {}, Quality::Full, cache);
}

}  // namespace

class SweepTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void sweep_everyInstructionSetAndNumberType_equalsPlainProducts_data() {
    QTest::addColumn<int>("activation");
    for (const Activation activation : allActivations)
      QTest::newRow(std::string(name(activation)).c_str()) << int(activation);
  }
  void sweep_everyInstructionSetAndNumberType_equalsPlainProducts() {
    QFETCH(int, activation);
    Setting setting = settingOf(29, 3, 203, Activation(activation));
    setting.inputDim = 7;
    setting.widths = {29, 14, 31};
    const Network network = drawNetwork(setting);
    const Plane plane = drawPlane(setting, 7);
    Eigen::MatrixXd z = curvePoints(plane, curveOf(setting), Eigen::VectorXd::LinSpaced(203, 0.0, 1.0));
    std::vector<Eigen::MatrixXd> plainH, plainZ;
    for (const Layer& layer : network.layers) {
      plainH.push_back((layer.weights * z).colwise() + layer.bias);
      z = plainH.back().unaryExpr([&](double h) { return evaluate(Activation(activation), h); });
      plainZ.push_back(z);
    }
    for (const auto set :
         {kernel::InstructionSet::Baseline, kernel::InstructionSet::Avx2, kernel::InstructionSet::Avx512}) {
      if (!kernel::isSupported(set)) continue;
      const auto floats = swept<float>(setting, set);
      const auto doubles = swept<double>(setting, set);
      for (std::size_t d = 0; d < plainZ.size(); ++d) {
        QVERIFY((doubles[d].image->cast<double>() - plainZ[d]).cwiseAbs().maxCoeff() < 1e-6);
        QVERIFY((floats[d].image->cast<double>() - plainZ[d]).cwiseAbs().maxCoeff() < 1e-4);
        for (int l = 0; l < kernel::lags; ++l) {
          for (int j = kernel::lagOf[l]; j < setting.points; ++j) {
            const double chord = (plainZ[d].col(j) - plainZ[d].col(j - kernel::lagOf[l])).norm();
            QVERIFY(std::abs(doubles[d].chords[std::size_t(l)][std::size_t(j)] - chord) < 1e-11);
          }
        }
        QVERIFY(std::abs(doubles[d].meanSquare / (plainH[d].squaredNorm() / double(plainH[d].size())) - 1.0) <
                1e-12);
        QVERIFY(std::abs(doubles[d].lastH[3] - plainH[d](3, 202)) < 1e-12);
        std::int64_t constant = 0;
        for (Eigen::Index i = 0; i < plainZ[d].rows(); ++i)
          constant += (plainZ[d].row(i).array() == plainZ[d](i, 0)).all();
        QCOMPARE(doubles[d].constantNeurons, constant);
        RegionMatrix regions(plainH[d].rows(), plainH[d].cols());
        unpackRegions(doubles[d], Activation(activation), regions);
        std::int64_t signs = 0, flat = 0, transitions = 0;
        for (Eigen::Index i = 0; i < regions.rows(); ++i) {
          for (Eigen::Index j = 0; j < regions.cols(); ++j) {
            const double h = plainH[d](i, j);
            QCOMPARE(int(regions(i, j)), region(Activation(activation), h));
            flat += Activation(activation) == Activation::Relu ? h <= 0.0
                    : Activation(activation) == Activation::HardTanh
                        ? std::abs(h) > 1.0
                        : !isPiecewiseLinear(Activation(activation)) &&
                              std::abs(derivative(Activation(activation), h)) < 1e-3;
            if (j == 0) continue;
            signs += (h > 0.0) != (plainH[d](i, j - 1) > 0.0);
            transitions += isPiecewiseLinear(Activation(activation)) && regions(i, j) != regions(i, j - 1);
          }
        }
        const RegionCounts counts = countRegions(doubles[d], Activation(activation), setting.points);
        QCOMPARE(counts.signTransitions, signs);
        QCOMPARE(counts.transitions, transitions);
        QCOMPARE(counts.flat, flat);
      }
    }
  }

  void explore_numberOfThreads_changesNoBit() {
    for (const int width : {60, 300}) {
      const Setting setting = settingOf(width, 3, 400, Activation::HardTanh);
      setParallelThreads(1);
      const auto one = full(setting);
      setParallelThreads(0);
      const auto all = full(setting);
      QCOMPARE(one->measures.length, all->measures.length);
      QCOMPARE(one->measures.q, all->measures.q);
      for (std::size_t d = 0; d < one->layers.size(); ++d) {
        QVERIFY(*one->layers[d].image == *all->layers[d].image);
        QVERIFY(one->layers[d].projected.points == all->layers[d].projected.points);
      }
    }
  }

  void explore_patterns_equalDistinctColumns() {
    const auto snapshot = full(settingOf(6, 4, 300, Activation::HardTanh));
    std::vector<std::string> columns(300);
    for (int d = 1; d <= 4; ++d) {
      const RegionMatrix& regions = *snapshot->layers[std::size_t(d)].regions;
      for (Eigen::Index j = 0; j < 300; ++j)
        for (Eigen::Index i = 0; i < 6; ++i) columns[std::size_t(j)] += char('1' + regions(i, j));
      QCOMPARE(snapshot->measures.patterns[std::size_t(d - 1)],
               std::int64_t(std::set(columns.begin(), columns.end()).size()));
    }
  }

  void explore_degenerateSettings_giveFiniteOrFlaggedFigures() {
    for (const Activation activation : allActivations) {
      for (const int width : {1, 3}) {
        for (const double sigmaW : {0.0, 8.0}) {
          for (const int points : {64, 65}) {
            Setting setting = settingOf(width, 64, points, activation);
            setting.sigmaW = sigmaW;
            setting.sigmaB = 0.0;
            setting.inputDim = 1;
            ExplorerCache cache;
            for (const Quality quality : {Quality::Preview, Quality::Live, Quality::Full}) {
              const auto snapshot = explore(Subject{setting, nullptr, nullptr}, {}, quality, cache);
              QCOMPARE(snapshot->depth(), 64);
              for (const LayerSnapshot& layer : snapshot->layers)
                QVERIFY(layer.projected.points.cols() == points);
              if (sigmaW == 0.0) {
                QCOMPARE(snapshot->measures.length.back(), 0.0);
                QCOMPARE(snapshot->measures.dead.front(), std::int64_t(width));
              }
            }
          }
        }
      }
    }
  }

  void explore_stopRequested_givesNull() {
    std::stop_source source;
    source.request_stop();
    ExplorerCache cache;
    QVERIFY(!explore(Subject{settingOf(50, 4, 200, Activation::Relu), nullptr, nullptr}, {}, Quality::Full,
                     cache, source.get_token()));
  }

  void explore_reluManyDraws_lengthRatioFollowsExactLaw() {
    // E[l_d / l_(d-1)] = sigma_w / sqrt(k) E[chi_B], B ~ Binomial(k, 1/2): 0.96021238 at k = 16, sigma_w^2
    // = 2.
    double sum = 0.0, squares = 0.0;
    constexpr int draws = 400;
    for (int seed = 0; seed < draws; ++seed) {
      Setting setting = settingOf(16, 1, 512, Activation::Relu);
      setting.seed = std::uint64_t(seed);
      setting.sigmaW = std::sqrt(2.0);
      setting.trajectory = Trajectory::Line;
      const double growth = full(setting)->measures.growth[0];
      sum += growth;
      squares += growth * growth;
    }
    const double mean = sum / draws;
    const double error = std::sqrt((squares / draws - mean * mean) / draws);
    QVERIFY2(std::abs(mean - 0.96021238) < 4.0 * error, qPrintable(QString::number(mean)));
  }

  void explore_firstLayerOnCircleWithoutBias_everyNeuronChangesSignTwice() {
    Setting setting = settingOf(50, 1, 2001, Activation::Relu);
    setting.sigmaB = 0.0;
    // The last sample repeats the first, so that every crossing lies between two samples.
    QCOMPARE(full(setting)->measures.signTransitions[0], std::int64_t(100));
  }

  void curvature_circle_isInverseRadius() {
    Network network{
        Activation::Linear, {{2.5 * Eigen::MatrixXd::Identity(2, 2), Eigen::VectorXd::Zero(2)}}, {}};
    const Plane plane{Eigen::Vector2d::Zero(), Eigen::Vector2d::UnitX(), Eigen::Vector2d::UnitY()};
    const auto layers =
        curvature(network, plane, Curve(Trajectory::Circle), Eigen::VectorXd::LinSpaced(65, 0.0, 1.0));
    for (const double kappa : layers[0].curvature) QVERIFY(std::abs(kappa - 1.0 / 2.5) < 1e-12);
    QVERIFY(std::abs(layers[0].gaussMapLength - 2.0 * std::numbers::pi) < 1e-12);
  }

  void curvature_smoothNetwork_equalsCentralDifferences() {
    const Setting setting = settingOf(12, 3, 64, Activation::Tanh);
    const Network network = drawNetwork(setting);
    const Plane plane = drawPlane(setting, 12);
    const Curve curve(Trajectory::Circle);
    const double step = 1e-4;
    const Eigen::Vector3d t{0.3 - step, 0.3, 0.3 + step};
    Eigen::MatrixXd z = curvePoints(plane, curve, t);
    const auto layers = curvature(network, plane, curve, t);
    for (std::size_t d = 0; d < network.layers.size(); ++d) {
      const Eigen::MatrixXd h = (network.layers[d].weights * z).colwise() + network.layers[d].bias;
      const Eigen::VectorXd v = (h.col(2) - h.col(0)) / (2.0 * step);
      const Eigen::VectorXd a = (h.col(2) - 2.0 * h.col(1) + h.col(0)) / (step * step);
      const double kappa =
          std::sqrt(a.squaredNorm() / std::pow(v.norm(), 4) - std::pow(v.dot(a), 2) / std::pow(v.norm(), 6));
      QVERIFY(std::abs(layers[d].speed[1] / v.norm() - 1.0) < 1e-5);
      QVERIFY(std::abs(layers[d].curvature[1] / kappa - 1.0) < 1e-4);
      z = h.unaryExpr([](double x) { return std::tanh(x); });
    }
  }
};

QTEST_APPLESS_MAIN(SweepTest)
#include "tst_sweep.moc"
