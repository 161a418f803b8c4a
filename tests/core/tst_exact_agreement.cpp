#include <QRegularExpression>
#include <QtTest>
#include <numbers>

#include "core/exact/curve_trace.h"
#include "core/exact/region_finder.h"
#include "core/network/random_network.h"

using namespace arcscope::core;

namespace {

/// Where a curve of the plane meets the segment between two points: the curve's t.
std::vector<double> crossingsWith(const Curve& curve, PlanePoint p, PlanePoint q) {
  std::vector<double> found;
  const Eigen::Vector2d from(p.a, p.b);
  const Eigen::Vector2d along(q.a - p.a, q.b - p.b);
  if (curve.kind() == Trajectory::Arc || curve.kind() == Trajectory::Circle) {
    // |from + s along| = 1
    const double a = along.squaredNorm();
    const double b = from.dot(along);
    const double c = from.squaredNorm() - 1.0;
    if (b * b < a * c) return found;
    for (const double sign : {-1.0, 1.0}) {
      const double s = (-b + sign * std::sqrt(b * b - a * c)) / a;
      const Eigen::Vector2d point = from + s * along;
      double turn = std::atan2(point[1], point[0]) / (2.0 * std::numbers::pi);
      if (turn < 0.0) turn += 1.0;
      const double t = curve.kind() == Trajectory::Arc ? 4.0 * turn : turn;
      if (s >= 0.0 && s <= 1.0 && t <= 1.0) found.push_back(t);
    }
    return found;
  }
  const std::vector<double>& corners = curve.corners();
  for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
    const PlanePoint begin = curve.at(corners[i]);
    const PlanePoint end = curve.at(corners[i + 1]);
    const Eigen::Vector2d step(end.a - begin.a, end.b - begin.b);
    const Eigen::Vector2d between = from - Eigen::Vector2d(begin.a, begin.b);
    const double area = step[0] * along[1] - step[1] * along[0];
    const double u = (between[0] * along[1] - between[1] * along[0]) / area;
    const double s = (between[0] * step[1] - between[1] * step[0]) / area;
    if (u >= 0.0 && u <= 1.0 && s >= 0.0 && s <= 1.0)
      found.push_back(corners[i] + u * (corners[i + 1] - corners[i]));
  }
  return found;
}

struct Meeting {
  int layer;
  int neuron;
  double threshold;
  double t;
  friend auto operator<=>(const Meeting&, const Meeting&) = default;
};

}  // namespace

/// Two exact methods that share no code beyond the network: breakpoints of curves, and regions of the plane.
class ExactAgreementTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void breakpoints_ofACurve_areItsCrossingsOfTheRegionsEdges_data() {
    QTest::addColumn<int>("activation");
    QTest::addColumn<int>("trajectory");
    QTest::addColumn<int>("inputDim");
    for (const Activation activation :
         {Activation::Relu, Activation::HardTanh, Activation::LeakyRelu, Activation::Abs})
      for (const Trajectory trajectory :
           {Trajectory::Line, Trajectory::Arc, Trajectory::Circle, Trajectory::Polyline})
        for (const int inputDim : {2, 20})
          QTest::addRow("%s %s %d", std::string(name(activation)).c_str(),
                        std::string(name(trajectory)).c_str(), inputDim)
              << static_cast<int>(activation) << static_cast<int>(trajectory) << inputDim;
  }
  void breakpoints_ofACurve_areItsCrossingsOfTheRegionsEdges() {
    QFETCH(int, activation);
    QFETCH(int, trajectory);
    QFETCH(int, inputDim);
    Setting setting;
    setting.activation = static_cast<Activation>(activation);
    setting.trajectory = static_cast<Trajectory>(trajectory);
    setting.inputDim = inputDim;
    setting.width = 20;
    setting.depth = 4;
    setting.sigmaW = 1.6;
    if (setting.trajectory == Trajectory::Polyline)
      setting.path = {{1.0, 0.1}, {-0.3, 0.9}, {-0.7, -0.6}, {0.5, -0.9}};
    const Network network = drawNetwork(setting);
    const Plane plane = drawPlane(setting, inputDim);
    const Curve curve(setting.trajectory, setting.path);
    const CurveTrace trace = traceCurve(network, plane, curve);
    const PlaneRegions regions = findRegions(network, plane, {.rectangle = {-1.1, -1.05, 1.2, 1.3}});
    QCOMPARE(trace.stop, TraceStop::None);
    QCOMPARE(regions.end(), RegionsEnd::Complete);

    std::vector<Meeting> traced;
    for (const Crossing& crossing : trace.crossings)
      traced.push_back({crossing.layer, crossing.neuron, crossing.threshold, crossing.t});
    std::vector<Meeting> crossed;
    for (const RegionEdge& edge : regions.level(4).edges) {
      if (edge.layer == 0) continue;
      const double threshold = thresholds(setting.activation)[static_cast<std::size_t>(edge.threshold)];
      for (const double t : crossingsWith(curve, regions.vertex(edge.begin), regions.vertex(edge.end)))
        crossed.push_back({edge.layer, edge.neuron, threshold, t});
    }
    std::sort(traced.begin(), traced.end());
    std::sort(crossed.begin(), crossed.end());
    QVERIFY(traced.size() > 20);
    QCOMPARE(crossed.size(), traced.size());
    for (std::size_t i = 0; i < traced.size(); ++i) {
      QCOMPARE(crossed[i].layer, traced[i].layer);
      QCOMPARE(crossed[i].neuron, traced[i].neuron);
      QCOMPARE(crossed[i].threshold, traced[i].threshold);
      QVERIFY(std::abs(crossed[i].t - traced[i].t) < 1e-10);
    }
  }

  void pieces_ofACurve_carryThePatternsOfTheirRegions() {
    for (const Activation activation : {Activation::Relu, Activation::HardTanh}) {
      Setting setting;
      setting.activation = activation;
      setting.trajectory = Trajectory::Arc;
      setting.width = 12;
      setting.depth = 3;
      const Network network = drawNetwork(setting);
      const Plane plane = drawPlane(setting, 12);
      const Curve curve(Trajectory::Arc);
      const CurveTrace trace = traceCurve(network, plane, curve);
      const PlaneRegions regions = findRegions(network, plane, {.rectangle = {-0.1, -0.1, 1.1, 1.1}});
      for (int d = 1; d <= 3; ++d) {
        std::vector<double> ends = breakpointsOf(trace, d);
        ends.insert(ends.begin(), 0.0);
        ends.push_back(1.0);
        std::vector<double> middles;
        for (std::size_t i = 0; i + 1 < ends.size(); ++i) middles.push_back(0.5 * (ends[i] + ends[i + 1]));
        const RegionMatrix expected = regionsAt(trace, d, middles);
        std::int32_t last = -1;
        for (std::size_t i = 0; i < middles.size(); ++i) {
          const std::int32_t region = regions.regionAt(d, curve.at(middles[i])).value();
          QVERIFY(region != last);
          last = region;
          for (int neuron = 0; neuron < 12; ++neuron)
            QCOMPARE(regions.letter(d, region, neuron),
                     static_cast<int>(expected(neuron, static_cast<Eigen::Index>(i))));
        }
      }
    }
  }
};

QTEST_APPLESS_MAIN(ExactAgreementTest)
#include "tst_exact_agreement.moc"
