#include <QRegularExpression>
#include <QtTest>
#include <cmath>
#include <numbers>

#include "core/exact/curve_trace.h"
#include "core/explorer/subject.h"
#include "core/measure/curvature.h"
#include "core/network/random_network.h"
#include "core/theory/curve_prediction.h"
#include "core/theory/mean_field.h"
#include "tests/core/average.h"

using namespace arcscope::core;

namespace {

Setting settingOf(Activation activation, Trajectory trajectory, int width, int depth) {
  Setting setting;
  setting.activation = activation;
  setting.trajectory = trajectory;
  setting.width = width;
  setting.depth = depth;
  return setting;
}

/// Length of z in every layer (0 the input), mean of |h|^2 / width in layers 1..depth: z and dz/dt carried
/// through the network at equidistant t, midpoints of equal parts.
struct Carried {
  std::vector<double> length, q;
};
Carried carry(const Network& network, const Plane& plane, const Curve& curve, int points) {
  Eigen::MatrixXd z(plane.x0.size(), points), v(plane.x0.size(), points);
  for (int j = 0; j < points; ++j) {
    const double t = (j + 0.5) / points;
    const PlanePoint at = curve.at(t), velocity = curve.velocity(t);
    z.col(j) = plane.origin + at.a * plane.x0 + at.b * plane.x1;
    v.col(j) = velocity.a * plane.x0 + velocity.b * plane.x1;
  }
  Carried result;
  result.length.push_back(v.colwise().norm().mean());
  for (const Layer& layer : network.layers) {
    const Eigen::MatrixXd h = (layer.weights * z).colwise() + layer.bias;
    result.q.push_back(h.squaredNorm() / double(h.size()));
    z = h.unaryExpr([&](double one) { return evaluate(network.activation, one); });
    v = (layer.weights * v).eval().cwiseProduct(h.unaryExpr([&](double one) {
      return derivative(network.activation, one);
    }));
    result.length.push_back(v.colwise().norm().mean());
  }
  return result;
}

}  // namespace

/// Mean field against networks of width 1000, from the actual points of the curve.
class WideNetworksTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void predictCurve_widthThousand_agreesWithDrawnNetworks_data() {
    QTest::addColumn<int>("activation");
    QTest::addColumn<int>("trajectory");
    QTest::addColumn<double>("sigmaW");
    const auto row = [](Activation activation, Trajectory trajectory, double sigmaW) {
      QTest::addRow("%s %s", std::string(name(activation)).c_str(), std::string(name(trajectory)).c_str())
          << int(activation) << int(trajectory) << sigmaW;
    };
    row(Activation::HardTanh, Trajectory::Circle, 2.2);
    row(Activation::HardTanh, Trajectory::Line, 1.6);
    row(Activation::Tanh, Trajectory::Arc, 2.5);
    row(Activation::Relu, Trajectory::Line, 1.5);
    row(Activation::Gelu, Trajectory::Arc, 1.8);
    row(Activation::Sigmoid, Trajectory::Circle, 4.0);
    row(Activation::Silu, Trajectory::Line, 2.0);
    row(Activation::Sin, Trajectory::Circle, 1.4);
  }
  void predictCurve_widthThousand_agreesWithDrawnNetworks() {
    QFETCH(const int, activation);
    QFETCH(const int, trajectory);
    QFETCH(const double, sigmaW);
    constexpr int depth = 3;
    Setting setting = settingOf(Activation(activation), Trajectory(trajectory), 1000, depth);
    setting.inputDim = 30;
    setting.sigmaW = sigmaW;
    setting.sigmaB = 0.4;
    setting.q0 = 0.6;
    const std::vector<LayerLaw> laws = layerLaws(setting);
    const Curve curve = curveOf(setting);
    std::vector<Average> length(depth), q(depth);
    for (int seed = 0; seed < 6; ++seed) {
      setting.seed = std::uint64_t(seed);
      const Plane plane = drawPlane(setting, setting.inputDim);
      const CurvePrediction predicted = predictCurve(setting.activation, laws, plane, curve);
      const Carried drawn = carry(drawNetwork(setting), plane, curve, 24);
      QVERIFY(std::abs(predicted.length[0] / drawn.length[0] - 1.0) < 1e-3);
      for (std::size_t d = 0; d < depth; ++d) {
        length[d].add(drawn.length[d + 1] / predicted.length[d + 1]);
        q[d].add(drawn.q[d] / predicted.q[d]);
      }
    }
    for (std::size_t d = 0; d < depth; ++d) {
      QVERIFY2(length[d].agreesWith(1.0), length[d].against(1.0));
      QVERIFY2(q[d].agreesWith(1.0), q[d].against(1.0));
      QVERIFY(length[d].standardError() < 0.04);
    }
  }

  void predictCurve_transitions_agreeWithExactTraces_data() {
    QTest::addColumn<int>("activation");
    QTest::addColumn<int>("trajectory");
    for (const Activation activation : {Activation::HardTanh, Activation::Relu})
      for (const Trajectory trajectory : {Trajectory::Line, Trajectory::Circle})
        QTest::addRow("%s %s", std::string(name(activation)).c_str(), std::string(name(trajectory)).c_str())
            << int(activation) << int(trajectory);
  }
  void predictCurve_transitions_agreeWithExactTraces() {
    QFETCH(const int, activation);
    QFETCH(const int, trajectory);
    Setting setting = settingOf(Activation(activation), Trajectory(trajectory), 200, 3);
    setting.inputDim = 20;
    setting.sigmaW = 1.8;
    setting.sigmaB = 0.3;
    std::vector<Average> signs(3), all(3);
    for (int seed = 0; seed < 6; ++seed) {
      setting.seed = std::uint64_t(seed);
      const Plane plane = drawPlane(setting, setting.inputDim);
      const CurvePrediction predicted =
          predictCurve(setting.activation, layerLaws(setting), plane, curveOf(setting));
      TraceOptions options;
      options.patterns = false;
      const CurveTrace trace = traceCurve(drawNetwork(setting), plane, curveOf(setting), options);
      for (std::size_t d = 0; d < 3; ++d) {
        signs[d].add(double(trace.layers[d + 1].signTransitions) / predicted.signTransitions[d]);
        all[d].add(double(trace.layers[d + 1].transitions) / predicted.transitions[d]);
      }
    }
    for (std::size_t d = 0; d < 3; ++d) {
      QVERIFY2(signs[d].agreesWith(1.0), signs[d].against(1.0));
      QVERIFY2(all[d].agreesWith(1.0), all[d].against(1.0));
      QVERIFY(all[d].standardError() < 0.08);
    }
  }

  void predictCurve_reluCircleWithoutBias_twoCrossingsANeuronAtEveryDepth() {
    Setting setting = settingOf(Activation::Relu, Trajectory::Circle, 50, 20);
    setting.sigmaB = 0.0;
    const CurvePrediction predicted =
        predictCurve(setting.activation, layerLaws(setting), drawPlane(setting, 50), curveOf(setting));
    for (const double one : predicted.signTransitions) QVERIFY(std::abs(one / 100.0 - 1.0) < 1e-12);
    QCOMPARE(predicted.transitions, predicted.signTransitions);
  }

  /// On the stationary circle length grows by sqrt(chi_1), and the straight line and the ratio of levels
  /// hold.
  void predictCurve_stationaryCircle_growsByTheRootOfChi() {
    Setting setting = settingOf(Activation::HardTanh, Trajectory::Circle, 64, 10);
    setting.sigmaW = 2.0;
    setting.sigmaB = 0.3;
    const StationaryState state = stationaryState({setting.activation, 2.0, 0.3});
    const double q = state.qStar.value;
    setting.q0 = (q - 0.09) / 4.0;
    const std::vector<LayerLaw> laws = layerLaws(setting);
    const CurvePrediction predicted =
        predictCurve(setting.activation, laws, drawPlane(setting, 64), curveOf(setting));
    for (std::size_t d = 0; d < 10; ++d) {
      QVERIFY(std::abs(predicted.q[d] - q) < 1e-10);
      QVERIFY(std::abs(predicted.growth[d] / std::sqrt(state.chi1.value) - 1.0) < (d == 0 ? 1.0 : 1e-10));
      const double line = 64.0 * signTransitionsAtLength(predicted.length[d], laws[d], q);
      QVERIFY(std::abs(predicted.signTransitions[d] / line - 1.0) < 1e-10);
      QVERIFY(std::abs(predicted.transitions[d] / predicted.signTransitions[d] - hardTanhCrossingRatio(q)) <
              1e-10);
    }
  }

  /// A circle drawn as a path of 200 corners is nearly the circle.
  void predictCurve_pathOfManySides_agreesWithTheCurveItFollows() {
    Setting setting = settingOf(Activation::Tanh, Trajectory::Circle, 50, 3);
    const Plane plane = drawPlane(setting, 50);
    const CurvePrediction circle =
        predictCurve(setting.activation, layerLaws(setting), plane, curveOf(setting));
    std::vector<PlanePoint> path;
    for (int i = 0; i <= 200; ++i) path.push_back({std::cos(M_PI * i / 100.0), std::sin(M_PI * i / 100.0)});
    const CurvePrediction drawn =
        predictCurve(setting.activation, layerLaws(setting), plane, Curve(Trajectory::Polyline, path));
    for (std::size_t d = 0; d < 4; ++d) QVERIFY(std::abs(drawn.length[d] / circle.length[d] - 1.0) < 1e-3);
  }

  void crossingRate_movingVariance_equalsQuadrature() {
    const double q = 1.4, r = 0.8, g = 2.0;
    for (const double level : {0.0, 1.0, -2.0}) {
      const double spread = std::sqrt(g - r * r / q);
      double speed = 0.0;
      constexpr double step = 1e-3;
      for (double z = -10.0; z < 10.0; z += step)
        speed += step * std::abs(level * r / q + spread * z) * std::exp(-0.5 * z * z) / std::sqrt(2.0 * M_PI);
      const double expected = speed * std::exp(-0.5 * level * level / q) / std::sqrt(2.0 * M_PI * q);
      QVERIFY(std::abs(crossingRate(level, q, r, g) / expected - 1.0) < 1e-5);
    }
    QCOMPARE(crossingRate(0.0, 0.0, 0.0, 1.0), 0.0);
  }

  void followCircle_widthThousand_agreesWithDrawnCurvatureAndCorrelation() {
    constexpr int width = 1000;
    constexpr int depth = 4;
    Setting setting = settingOf(Activation::Tanh, Trajectory::Circle, width, depth);
    setting.sigmaW = 2.0;
    setting.sigmaB = 0.3;
    setting.q0 = 0.8;
    const double offset = 0.7;
    const MeanField field{setting.activation, setting.sigmaW, setting.sigmaB};
    const std::vector<LayerState> expected =
        followCircle(field, firstLayerOfCircle(field, setting.q0, offset), depth);
    std::vector<Average> turning(depth), speed(depth), correlation(depth);
    const Eigen::VectorXd t = Eigen::VectorXd::LinSpaced(49, 0.0, 1.0);
    for (int seed = 0; seed < 6; ++seed) {
      setting.seed = std::uint64_t(seed);
      const Network network = drawNetwork(setting);
      const Plane plane = drawPlane(setting, width);
      const std::vector<LayerCurvature> bends = curvature(network, plane, curveOf(setting), t);
      const double t1 = offset / (2.0 * std::numbers::pi);
      for (int d = 0; d < depth; ++d) {
        const auto layer = std::size_t(d);
        const LayerState& state = expected[layer];
        const double perTurn = 2.0 * std::numbers::pi * std::sqrt(state.curvatureSquared * state.metric);
        turning[layer].add(bends[layer].gaussMapLength / perTurn);
        double mean = 0.0;
        for (const double one : bends[layer].speed) mean += one / double(bends[layer].speed.size());
        speed[layer].add(mean / (2.0 * std::numbers::pi * std::sqrt(width * state.metric)));
        const Eigen::VectorXd a = evaluateAt(network, plane, curveOf(setting), 0.0, d + 1);
        const Eigen::VectorXd b = evaluateAt(network, plane, curveOf(setting), t1, d + 1);
        correlation[layer].add(a.dot(b) / a.norm() / b.norm() - state.correlation);
      }
    }
    for (std::size_t d = 0; d < depth; ++d) {
      QVERIFY2(turning[d].agreesWith(1.0), turning[d].against(1.0));
      QVERIFY2(speed[d].agreesWith(1.0), speed[d].against(1.0));
      QVERIFY2(correlation[d].agreesWith(0.0), correlation[d].against(0.0));
      QVERIFY(turning[d].standardError() < 0.05 && correlation[d].standardError() < 0.05);
    }
  }
};

QTEST_APPLESS_MAIN(WideNetworksTest)
#include "tst_wide_networks.moc"
