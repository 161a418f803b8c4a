#include <QTest>
#include <numbers>

#include "core/exact/class_parts.h"
#include "core/exact/region_finder.h"
#include "core/network/random_network.h"

using namespace arcscope::core;

namespace {

struct Case {
  Network network;
  Plane plane;
  PlaneRegions regions;
  ClassParts parts;
};

Case caseOf(Activation activation, int classes) {
  Setting setting;
  setting.activation = activation;
  setting.width = 6;
  setting.depth = 3;
  setting.inputDim = 4;
  setting.sigmaB = 0.5;
  Case made{drawNetwork(setting, classes), drawPlane(setting, 4), {}, {}};
  made.regions = findRegions(made.network, made.plane, {.rectangle = {-2.0, -1.0, 1.5, 2.5}, .layers = 3});
  made.parts = classParts(made.network, made.plane, made.regions);
  return made;
}

Eigen::VectorXd outputsAt(const Case& made, PlanePoint unit) {
  const PlanePoint p = made.regions.rectangle().fromUnit(unit);
  Eigen::VectorXd z = made.plane.origin + p.a * made.plane.x0 + p.b * made.plane.x1;
  for (const Layer& layer : made.network.layers)
    z = (layer.weights * z + layer.bias).unaryExpr([&](double h) {
      return evaluate(made.network.activation, h);
    });
  return made.network.readout->weights * z + made.network.readout->bias;
}

double area(std::span<const PlanePoint> polygon) {
  double twice = 0.0;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const PlanePoint a = polygon[i];
    const PlanePoint b = polygon[(i + 1) % polygon.size()];
    twice += a.a * b.b - b.a * a.b;
  }
  return 0.5 * twice;
}

void addActivations() {
  QTest::addColumn<int>("activation");
  QTest::addColumn<int>("classes");
  QTest::newRow("relu, two classes") << static_cast<int>(Activation::Relu) << 2;
  QTest::newRow("relu, five classes") << static_cast<int>(Activation::Relu) << 5;
  QTest::newRow("hard tanh, three classes") << static_cast<int>(Activation::HardTanh) << 3;
}

}  // namespace

class ClassPartsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void parts_fillTheRectangle_data() { addActivations(); }
  void parts_fillTheRectangle() {
    QFETCH(int, activation);
    QFETCH(int, classes);
    const Case made = caseOf(static_cast<Activation>(activation), classes);
    double sum = 0.0;
    for (const ClassParts::Part& part : made.parts.parts) {
      QVERIFY(area(made.parts.polygon(part)) >= 0.0);
      sum += area(made.parts.polygon(part));
    }
    QVERIFY(std::abs(sum - 4.0) < 1e-9);  // of the square from -1 to 1
  }

  void part_insideOf_hasTheLargestOutput_data() { addActivations(); }
  void part_insideOf_hasTheLargestOutput() {
    QFETCH(int, activation);
    QFETCH(int, classes);
    const Case made = caseOf(static_cast<Activation>(activation), classes);
    int looked = 0;
    for (const ClassParts::Part& part : made.parts.parts) {
      const auto polygon = made.parts.polygon(part);
      if (area(polygon) < 1e-6) continue;
      PlanePoint centre{0.0, 0.0};
      for (const PlanePoint& p : polygon) {
        centre.a += p.a / part.count;
        centre.b += p.b / part.count;
      }
      Eigen::Index best = 0;
      outputsAt(made, centre).maxCoeff(&best);
      QCOMPARE(part.label, static_cast<int>(best));
      ++looked;
    }
    QVERIFY(looked > 10);
  }

  void boundary_hasTwoEqualOutputs_thatNoOtherExceeds_data() { addActivations(); }
  void boundary_hasTwoEqualOutputs_thatNoOtherExceeds() {
    QFETCH(int, activation);
    QFETCH(int, classes);
    const Case made = caseOf(static_cast<Activation>(activation), classes);
    QVERIFY(!made.parts.boundary.empty());
    for (const ClassParts::Edge& edge : made.parts.boundary)
      for (const double share : {0.0, 0.5, 1.0}) {
        Eigen::VectorXd outputs = outputsAt(made, {edge.from.a + share * (edge.to.a - edge.from.a),
                                                   edge.from.b + share * (edge.to.b - edge.from.b)});
        std::sort(outputs.begin(), outputs.end());
        QVERIFY(std::abs(outputs(outputs.size() - 1) - outputs(outputs.size() - 2)) < 1e-9);
      }
  }

  void stopped_isEmpty() {
    const Case made = caseOf(Activation::Relu, 2);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(classParts(made.network, made.plane, made.regions, stop.get_token()).empty());
  }
};

QTEST_APPLESS_MAIN(ClassPartsTest)
#include "tst_class_parts.moc"
