#include <QRegularExpression>
#include <QtTest>
#include <chrono>
#include <thread>

#include "core/exact/affine_maps.h"
#include "core/network/random_network.h"
#include "core/support/parallel.h"
#include "core/theory/bounds.h"
#include "tests/core/region_checks.h"

using namespace region_checks;

namespace {

/// A drawn network whose input is the plane itself.
struct Drawn {
  Network network;
  Plane plane;
  explicit Drawn(Activation activation, int width, int depth, double sigmaW = std::sqrt(2.0),
                 double sigmaB = 0.5, std::uint64_t seed = 3, int inputDim = 2) {
    Setting setting;
    setting.activation = activation;
    setting.width = width;
    setting.depth = depth;
    setting.inputDim = inputDim;
    setting.sigmaW = sigmaW;
    setting.sigmaB = sigmaB;
    setting.seed = seed;
    network = drawNetwork(setting, 1);
    plane = drawPlane(setting, inputDim);
  }
};

constexpr PlaneRectangle square{-3.0, -3.0, 3.0, 3.0};
constexpr std::array withThresholds{Activation::Relu, Activation::HardTanh, Activation::LeakyRelu,
                                    Activation::Abs};

QString nameOf(Activation activation) {
  const auto text = name(activation);
  return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

bool same(const PlaneRegions& x, const PlaneRegions& y) {
  if (x.depth() != y.depth() || x.vertices() != y.vertices()) return false;
  for (std::int32_t v = 0; v < x.vertices(); ++v)
    if (x.unitVertex(v) != y.unitVertex(v)) return false;
  for (int d = 0; d <= x.depth(); ++d) {
    const RegionLevel& a = x.level(d);
    const RegionLevel& b = y.level(d);
    if (a.firstCorner != b.firstCorner || a.parent != b.parent || a.pattern != b.pattern ||
        a.firstChild != b.firstChild)
      return false;
    for (std::size_t i = 0; i < a.corners.size(); ++i)
      if (a.corners[i].vertex != b.corners[i].vertex || a.corners[i].side != b.corners[i].side) return false;
  }
  return true;
}

/// A square that holds all crossings of the lines of a layer.
PlaneRectangle aroundAllCrossings(const Layer& layer) {
  double farthest = 1.0;
  for (Eigen::Index i = 0; i < layer.bias.size(); ++i) {
    for (Eigen::Index j = 0; j < i; ++j) {
      Eigen::Matrix2d both;
      both << layer.weights.row(i), layer.weights.row(j);
      const Eigen::Vector2d crossing = both.inverse() * Eigen::Vector2d(-layer.bias[i], -layer.bias[j]);
      farthest = std::max(farthest, crossing.cwiseAbs().maxCoeff());
    }
  }
  return {-2.0 * farthest, -2.0 * farthest, 2.0 * farthest, 2.0 * farthest};
}

}  // namespace

class PlaneRegionsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
  void cleanup() { setParallelThreads(0); }

  void find_oneLayerInGeneralPosition_countsOfTheFormula() {
    for (const int width : {1, 4, 8, 16, 100}) {
      const Drawn drawn(Activation::Relu, width, 1);
      const PlaneRegions regions =
          findRegions(drawn.network, drawn.plane, {.rectangle = aroundAllCrossings(drawn.network.layers[0])});
      QCOMPARE(regions.count(1), regionsOfLayerInPlane(width));
      QCOMPARE(regions.count(0), 1);
    }
  }

  /// 2 k lines in k pairs of parallels: every two that are not parallel cross.
  void find_oneLayerOfHardTanh_countsOfPairsOfParallels() {
    const Drawn drawn(Activation::HardTanh, 6, 1, 1.0);
    PlaneRectangle rectangle = aroundAllCrossings(drawn.network.layers[0]);
    rectangle = {100.0 * rectangle.a0, 100.0 * rectangle.b0, 100.0 * rectangle.a1, 100.0 * rectangle.b1};
    const PlaneRegions regions = findRegions(drawn.network, drawn.plane, {.rectangle = rectangle});
    QCOMPARE(regions.count(1), 1 + 12 + (12 * 11 / 2 - 6));
  }

  void find_deepNetworks_soundAndAsClipped_data() {
    QTest::addColumn<int>("activation");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("depth");
    for (const Activation activation : withThresholds) {
      QTest::addRow("%s 4x3", qPrintable(nameOf(activation))) << static_cast<int>(activation) << 4 << 3;
      QTest::addRow("%s 12x3", qPrintable(nameOf(activation))) << static_cast<int>(activation) << 12 << 3;
      QTest::addRow("%s 70x2", qPrintable(nameOf(activation))) << static_cast<int>(activation) << 70 << 2;
      QTest::addRow("%s 5x12", qPrintable(nameOf(activation))) << static_cast<int>(activation) << 5 << 12;
    }
  }
  void find_deepNetworks_soundAndAsClipped() {
    QFETCH(int, activation);
    QFETCH(int, width);
    QFETCH(int, depth);
    const Drawn drawn(static_cast<Activation>(activation), width, depth);
    const PlaneRegions regions = findRegions(drawn.network, drawn.plane, {.rectangle = square});
    QCOMPARE(mistake(regions, drawn.network, drawn.plane), QString());
    QCOMPARE(mistakeAgainstClipping(regions, drawn.network, drawn.plane), QString());
  }

  /// Every pattern that a grid meets is that of the region that holds the grid point, at every level.
  void find_fineGrid_noRegionMissing() {
    for (const Activation activation : withThresholds) {
      const Drawn drawn(activation, 16, 3, std::sqrt(2.0), 0.5, 5, 7);
      const PlaneRegions regions =
          findRegions(drawn.network, drawn.plane, {.rectangle = {-2.0, -1.0, 1.0, 2.0}});
      constexpr int grid = 150;
      for (int i = 0; i < grid; ++i) {
        for (int j = 0; j < grid; ++j) {
          const PlanePoint p{-2.0 + 3.0 * (i + 0.5) / grid, -1.0 + 3.0 * (j + 0.5) / grid};
          const PlainPoint plain = evaluateAt(drawn.network, drawn.plane, p);
          if (plain.margin < 1e-10) continue;
          for (int d = 0; d <= 3; ++d)
            QCOMPARE(patternOf(regions, d, regions.regionAt(d, p).value()), patternOf(activation, plain, d));
        }
      }
    }
  }

  void find_linear_oneRegion() {
    const Drawn drawn(Activation::Linear, 8, 3);
    const PlaneRegions regions = findRegions(drawn.network, drawn.plane, {.rectangle = square});
    for (int d = 0; d <= 3; ++d) QCOMPARE(regions.count(d), 1);
    QCOMPARE(regions.pattern(3, 0, 2), std::string(8, '0'));
    QCOMPARE(mistake(regions, drawn.network, drawn.plane), QString());
  }

  void find_threads_sameResult() {
    const Drawn drawn(Activation::Relu, 24, 4);
    setParallelThreads(1);
    const PlaneRegions one = findRegions(drawn.network, drawn.plane, {.rectangle = square});
    setParallelThreads(0);
    const PlaneRegions all = findRegions(drawn.network, drawn.plane, {.rectangle = square});
    QVERIFY(one.count(4) > 1000);
    QVERIFY(same(one, all));
  }

  void find_usedFinder_sameAsNew() {
    const Drawn large(Activation::HardTanh, 20, 3);
    const Drawn small(Activation::Relu, 5, 2);
    RegionFinder finder;
    PlaneRegions regions;
    finder.find(large.network, large.plane, {.rectangle = square}, regions);
    finder.find(small.network, small.plane, {.rectangle = square}, regions);
    QVERIFY(same(regions, findRegions(small.network, small.plane, {.rectangle = square})));
  }

  void find_fewerLayers_beginningOfAll() {
    const Drawn drawn(Activation::Relu, 10, 4);
    const PlaneRegions all = findRegions(drawn.network, drawn.plane, {.rectangle = square});
    const PlaneRegions two = findRegions(drawn.network, drawn.plane, {.rectangle = square, .layers = 2});
    QCOMPARE(two.depth(), 2);
    for (int d = 0; d <= 2; ++d) {
      QCOMPARE(two.count(d), all.count(d));
      QCOMPARE(two.level(d).pattern, all.level(d).pattern);
    }
    QCOMPARE(mistake(two, drawn.network, drawn.plane), QString());
  }

  /// A small rectangle shows the regions that the large one has there.
  void find_zoomed_theRegionsOfTheWhole() {
    const Drawn drawn(Activation::Relu, 12, 3);
    const PlaneRegions whole = findRegions(drawn.network, drawn.plane, {.rectangle = square});
    for (std::int32_t v = 10; v < whole.vertices(); v += whole.vertices() / 7) {
      const PlanePoint at = whole.vertex(v);
      const double half = 1e-7;
      const PlaneRectangle small{at.a - half, at.b - half, at.a + half, at.b + half};
      const PlaneRegions zoomed = findRegions(drawn.network, drawn.plane, {.rectangle = small});
      QVERIFY(zoomed.count(3) >= 2);
      QCOMPARE(mistake(zoomed, drawn.network, drawn.plane), QString());
      std::set<std::string> patterns;
      for (std::int32_t region = 0; region < whole.count(3); ++region)
        patterns.insert(patternOf(whole, 3, region));
      for (std::int32_t region = 0; region < zoomed.count(3); ++region)
        QVERIFY(patterns.contains(patternOf(zoomed, 3, region)));
    }
  }

  void find_tooManyRegions_stopsBeforeTheLayer() {
    const Drawn drawn(Activation::Relu, 16, 3);
    const PlaneRegions all = findRegions(drawn.network, drawn.plane, {.rectangle = square});
    for (int d = 1; d <= 3; ++d) {
      const PlaneRegions exactly = findRegions(
          drawn.network, drawn.plane, {.rectangle = square, .layers = d, .regionLimit = all.count(d)});
      QCOMPARE(exactly.end(), RegionsEnd::Complete);
      const PlaneRegions limited =
          findRegions(drawn.network, drawn.plane, {.rectangle = square, .regionLimit = all.count(d) - 1});
      QCOMPARE(limited.end(), RegionsEnd::RegionLimit);
      QCOMPARE(limited.depth(), d - 1);
      QCOMPARE(mistake(limited, drawn.network, drawn.plane), QString());
    }
    const PlaneRegions inBytes =
        findRegions(drawn.network, drawn.plane, {.rectangle = square, .byteLimit = 60000.0});
    QCOMPARE(inBytes.end(), RegionsEnd::ByteLimit);
    QVERIFY(inBytes.depth() < 3);
    QCOMPARE(mistake(inBytes, drawn.network, drawn.plane), QString());
  }

  void find_overflow_stopsBeforeTheLayer() {
    Drawn drawn(Activation::Relu, 8, 3);
    drawn.network.layers[1].weights *= 1e200;
    drawn.network.layers[2].weights *= 1e200;
    const PlaneRegions regions = findRegions(drawn.network, drawn.plane, {.rectangle = square});
    QCOMPARE(regions.end(), RegionsEnd::Overflow);
    QCOMPARE(regions.depth(), 2);
  }

  void find_stopRequested_endsSoon() {
    const Drawn drawn(Activation::Relu, 400, 6, 2.0);
    std::stop_source source;
    const std::jthread stopper([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(30));
      source.request_stop();
    });
    PlaneRegions regions;
    RegionFinder().find(drawn.network, drawn.plane,
                        {.rectangle = square, .regionLimit = 100000000, .byteLimit = 4e9}, regions,
                        source.get_token());
    QCOMPARE(regions.end(), RegionsEnd::Stopped);
    QCOMPARE(mistake(regions, drawn.network, drawn.plane).isEmpty(), true);
  }

  void find_whatIsNotAllowed_throws() {
    const Drawn drawn(Activation::Relu, 4, 2);
    const Drawn smooth(Activation::Tanh, 4, 2);
    const Drawn other(Activation::Relu, 4, 2, 1.0, 1.0, 3, 5);
    Network withoutReadout = drawn.network;
    withoutReadout.readout.reset();
    const auto refuse = [](const Network& network, const Plane& plane, const RegionRequest& request) {
      QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                               static_cast<void>(findRegions(network, plane, request)));
    };
    refuse(smooth.network, smooth.plane, {});
    refuse(drawn.network, other.plane, {});
    refuse(drawn.network, drawn.plane, {.layers = 3});
    refuse(drawn.network, drawn.plane, {.rectangle = {1.0, 0.0, 1.0, 1.0}});
    refuse(drawn.network, drawn.plane, {.rectangle = {0.0, 0.0, std::nan(""), 1.0}});
    refuse(withoutReadout, drawn.plane, {.readout = true});
    refuse(drawn.network, drawn.plane, {.layers = 1, .readout = true});
  }

  void maps_everyRegion_equalPlainEvaluation() {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> uniform(-3.0, 3.0);
    for (const Activation activation : withThresholds) {
      const Drawn drawn(activation, 9, 3, 1.3, 0.5, 2, 4);
      const PlaneRegions regions =
          findRegions(drawn.network, drawn.plane, {.rectangle = square, .readout = true});
      for (int i = 0; i < 300; ++i) {
        const PlanePoint p{uniform(random), uniform(random)};
        const Eigen::Vector3d point(1.0, p.a, p.b);
        const PlainPoint plain = evaluateAt(drawn.network, drawn.plane, p);
        const std::int32_t region = regions.regionAt(3, p).value();
        for (int layer = 1; layer <= 3; ++layer) {
          const auto l = static_cast<std::size_t>(layer - 1);
          QVERIFY(
              (mapOfH(drawn.network, drawn.plane, regions, 3, region, layer) * point - plain.h[l]).norm() <
              1e-12);
          QVERIFY(
              (mapOfZ(drawn.network, drawn.plane, regions, 3, region, layer) * point - plain.z[l]).norm() <
              1e-12);
        }
        const Eigen::VectorXd expected =
            drawn.network.readout->weights * plain.z.back() + drawn.network.readout->bias;
        const AffineMap readout = mapOfReadout(drawn.network, drawn.plane, regions, region);
        QVERIFY(std::abs((readout * point)[0] - expected[0]) < 1e-12);
        const PlanePoint gradient = regions.readoutGradient(region);
        const double accuracy = 1e-13 / regions.area(3, region) + 1e-12;
        QVERIFY(std::hypot(gradient.a - readout(0, 1), gradient.b - readout(0, 2)) < accuracy);
      }
      for (std::int32_t v = 0; v < regions.vertices(); v += 11) {
        const PlainPoint plain = evaluateAt(drawn.network, drawn.plane, regions.vertex(v));
        const double expected =
            (drawn.network.readout->weights * plain.z.back() + drawn.network.readout->bias)[0];
        QVERIFY(std::abs(regions.readout()[static_cast<std::size_t>(v)] - expected) < 1e-11);
      }
    }
  }

  void centroid_regions_momentsAddUp() {
    const Drawn drawn(Activation::HardTanh, 8, 2);
    const PlaneRectangle rectangle{-1.0, 0.5, 2.5, 2.0};
    const PlaneRegions regions = findRegions(drawn.network, drawn.plane, {.rectangle = rectangle});
    PlanePoint sum;
    for (std::int32_t region = 0; region < regions.count(2); ++region) {
      const PlanePoint centroid = regions.centroid(2, region);
      QCOMPARE(regions.regionAt(2, centroid).value(), region);
      sum.a += regions.area(2, region) * centroid.a;
      sum.b += regions.area(2, region) * centroid.b;
    }
    QVERIFY(std::abs(sum.a / rectangle.area() - 0.75) < 1e-12);
    QVERIFY(std::abs(sum.b / rectangle.area() - 1.25) < 1e-12);
  }

  void regionAt_outside_nothing() {
    const Drawn drawn(Activation::Relu, 4, 2);
    const PlaneRegions regions = findRegions(drawn.network, drawn.plane, {.rectangle = square});
    QVERIFY(!regions.regionAt(2, {3.5, 0.0}));
    QVERIFY(!regions.regionAt(2, {std::nan(""), 0.0}));
    QVERIFY(regions.regionAt(2, {3.0, -3.0}).has_value());
  }

  /// Against all edges of the level, wherever they are.
  void nearestBoundary_anyPoint_nearestOfAllEdges() {
    const Drawn drawn(Activation::Relu, 10, 3);
    const PlaneRegions regions = findRegions(drawn.network, drawn.plane, {.rectangle = square});
    std::mt19937 random(2);
    std::uniform_real_distribution<double> uniform(-3.0, 3.0);
    for (int i = 0; i < 200; ++i) {
      const PlanePoint p{uniform(random), uniform(random)};
      for (int d = 1; d <= 3; ++d) {
        double nearest = 100.0;
        for (const RegionEdge& edge : regions.level(d).edges) {
          if (edge.layer == 0) continue;
          const Eigen::Vector2d from(regions.vertex(edge.begin).a, regions.vertex(edge.begin).b);
          const Eigen::Vector2d to(regions.vertex(edge.end).a, regions.vertex(edge.end).b);
          const Eigen::Vector2d point(p.a, p.b);
          const double t = std::clamp((point - from).dot(to - from) / (to - from).squaredNorm(), 0.0, 1.0);
          nearest = std::min(nearest, (from + t * (to - from) - point).norm());
        }
        const auto found = regions.nearestBoundary(d, regions.regionAt(d, p).value(), p);
        QVERIFY(std::abs(found.distance - nearest) < 1e-12);
      }
    }
    const Drawn flat(Activation::Relu, 4, 1, 0.0, 0.0);
    const PlaneRegions one = findRegions(flat.network, flat.plane, {.rectangle = square});
    QCOMPARE(one.count(1), 1);
    QCOMPARE(one.nearestBoundary(1, 0, {0.0, 0.0}).edge, -1);
  }
};

QTEST_APPLESS_MAIN(PlaneRegionsTest)
#include "tst_plane_regions.moc"
