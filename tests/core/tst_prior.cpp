#include <QRegularExpression>
#include <QtTest>
#include <array>
#include <cmath>

#include "core/network/random_network.h"
#include "core/study/draws.h"
#include "core/study/prior.h"
#include "core/support/parallel.h"
#include "tests/core/average.h"

using namespace arcscope::core;
using Eigen::Index;

namespace {

Subject smallSubject(Activation activation = Activation::HardTanh) {
  Subject subject;
  subject.setting.activation = activation;
  subject.setting.width = 30;
  subject.setting.depth = 3;
  subject.setting.sigmaW = 1.3;
  return subject;
}

/// The read-out at one t, one product after the other.
double readOut(const Network& network, const Plane& plane, const Curve& curve, double t) {
  const PlanePoint at = curve.at(t);
  Eigen::VectorXd z = plane.origin + at.a * plane.x0 + at.b * plane.x1;
  for (const Layer& layer : network.layers)
    z = (layer.weights * z + layer.bias).unaryExpr([&](double h) { return evaluate(network.activation, h); });
  return network.readout->weights.row(0).dot(z) + network.readout->bias[0];
}

Index rowOf(const Prior& prior, double t) {
  for (Index i = 0; i < prior.t.size(); ++i)
    if (prior.t[i] == t) return i;
  return -1;
}

}  // namespace

class PriorTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void draws_areReadOutsOfTheDrawnNetworks_data() {
    QTest::addColumn<QString>("law");
    for (const char* law : {"gaussian", "glorot", "pytorch", "sparse-unscaled:0.4"})
      QTest::newRow(law) << law;
  }
  void draws_areReadOutsOfTheDrawnNetworks() {
    QFETCH(const QString, law);
    Subject subject = smallSubject(Activation::Tanh);
    subject.setting.weights = weightLawFromText(law.toStdString()).value();
    subject.setting.widths = {20, 35, 12};
    const Prior prior = *priorOf(subject, {});
    QCOMPARE(prior.draws.cols(), priorDraws);
    QCOMPARE(prior.t.size(), fewestPriorSamples);
    const Plane plane = planeOf(subject);
    const Curve curve = curveOf(subject.setting);
    for (const int draw : {0, 1, 11}) {
      const Network network = drawNetwork(drawOf(subject, draw).setting, 1);
      for (const Index j : {Index(0), Index(100), Index(256)}) {
        const double expected = readOut(network, plane, curve, prior.t[j]);
        QVERIFY(std::abs(prior.draws(j, draw) - expected) < 1e-6);
      }
    }
  }

  /// Over wide networks the output's variance is that of the band, at every t.
  void deviation_isThatOfWideNetworks_data() {
    QTest::addColumn<int>("activation");
    QTest::addColumn<QString>("law");
    for (const Activation activation : allActivations)
      QTest::newRow(std::string(name(activation)).c_str()) << int(activation) << "gaussian";
    QTest::newRow("glorot") << int(Activation::Relu) << "glorot";
    QTest::newRow("uniform") << int(Activation::Tanh) << "uniform";
    QTest::newRow("orthogonal") << int(Activation::HardTanh) << "orthogonal";
    QTest::newRow("sparse") << int(Activation::Erf) << "sparse-unscaled:0.5";
  }
  void deviation_isThatOfWideNetworks() {
    QFETCH(const int, activation);
    QFETCH(const QString, law);
    Subject subject = smallSubject(Activation(activation));
    subject.setting.trajectory = Trajectory::Arc;  // |x| varies
    subject.setting.width = 120;
    subject.setting.inputDim = 10;
    subject.setting.weights = weightLawFromText(law.toStdString()).value();
    OutputDraws draws(subject, {});
    QVERIFY(draws.extend(300));
    const std::array rows{Index(0), Index(100), draws.t().size() - 1};
    std::vector<LayerLaw> laws = layerLaws(subject.setting);
    laws.push_back(readoutLaw(subject.setting));
    Eigen::Matrix2Xd inPlane(2, 3);
    for (Index j = 0; j < 3; ++j) {
      const PlanePoint at = curveOf(subject.setting).at(draws.t()[rows[std::size_t(j)]]);
      inPlane.col(j) << at.a, at.b;
    }
    const std::vector<Index> columns{0, 1, 2};
    const KernelColumns kernels =
        *outputColumns(subject.setting.activation, laws, gramOf(draws.plane(), inPlane), columns);
    for (Index i = 0; i < 3; ++i)
      for (Index j = 0; j < 3; ++j) {
        Average product;
        for (Index n = 0; n < draws.networks(); ++n)

          product.add(draws.outputs()(rows[std::size_t(i)], n) * draws.outputs()(rows[std::size_t(j)], n));
        QVERIFY2(product.agreesWith(kernels.nngp(i, j)), product.against(kernels.nngp(i, j)));
        QVERIFY(product.standardError() < 0.2 * kernels.variance.maxCoeff());
      }
  }

  void columns_areThoseOfTheWholeKernels() {
    const Subject subject = smallSubject(Activation::Silu);
    std::vector<LayerLaw> laws = layerLaws(subject.setting);
    laws.push_back(readoutLaw(subject.setting));
    Eigen::Matrix2Xd inPlane(2, 4);
    inPlane << 1.0, 0.3, -0.5, 2.0, 0.0, 0.8, 0.1, 1.0;
    const Eigen::MatrixXd gram = gramOf(planeOf(subject), inPlane);
    const OutputKernels whole = *outputKernels({Activation::Silu, 1.3, 0.3}, 3, gram);
    const std::vector<Index> columns{2, 0, 2};
    const KernelColumns some = *outputColumns(Activation::Silu, laws, gram, columns);
    const KernelColumns expected = columnsOf(whole, columns);
    QVERIFY(some.variance.isApprox(expected.variance, 1e-13));
    QVERIFY(some.nngp.isApprox(expected.nngp, 1e-11));
    QVERIFY(some.ntk.isApprox(expected.ntk, 1e-11));
    const KernelColumns diagonal = *outputColumns(Activation::Silu, laws, gram, {});
    QVERIFY(diagonal.variance.isApprox(expected.variance, 1e-13));
  }

  void posterior_passesThroughTheData_data() {
    QTest::addColumn<int>("activation");
    for (const Activation activation : allActivations)
      QTest::newRow(std::string(name(activation)).c_str()) << int(activation);
  }
  void posterior_passesThroughTheData() {
    QFETCH(const int, activation);
    Subject subject = smallSubject(Activation(activation));
    subject.setting.sigmaW = 1.8;
    const std::vector<OutputPoint> data{{0.123, 0.4}, {0.71, -0.3}};
    const Prior prior = *priorOf(subject, data);
    QVERIFY(prior.reason.empty());
    QCOMPARE(prior.t.size(), fewestPriorSamples + 2);
    for (const OutputPoint& point : data) {
      const Index row = rowOf(prior, point.t);
      QVERIFY(row >= 0);
      QVERIFY(std::abs(prior.nngp.mean[row] - point.y) < 1e-6);
      QVERIFY(std::abs(prior.ntk.mean[row] - point.y) < 1e-6);
      QVERIFY(prior.nngp.deviation[row] < 1e-3 * prior.deviation[row]);
      for (Index n = 0; n < prior.conditioned.cols(); ++n)
        QVERIFY(std::abs(prior.conditioned(row, n) - point.y) < 1e-6);
    }
    QVERIFY((prior.nngp.deviation - prior.deviation).maxCoeff() < 1e-9);
    if (Activation(activation) != Activation::Linear)
      QVERIFY(prior.nngp.deviation.maxCoeff() > 1e-3 * prior.deviation.maxCoeff());
    QVERIFY((prior.nngp.mean - prior.ntk.mean).cwiseAbs().maxCoeff() > 1e-6);
  }

  /// Over many networks the draws that were moved onto the data have the posterior's mean and deviation.
  void conditionedDraws_haveThePosteriorsMoments() {
    Subject subject = smallSubject(Activation::Erf);
    subject.setting.width = 120;
    subject.setting.inputDim = 10;
    const std::vector<OutputPoint> data{{0.25, 1.0}};
    OutputDraws draws(subject, data);
    QVERIFY(draws.extend(300));
    const Prior prior = *priorOf(draws, data);
    for (const Index row : {Index(10), Index(70), Index(140), Index(200)}) {
      Average mean, square;
      for (Index n = 0; n < prior.conditioned.cols(); ++n) {
        mean.add(prior.conditioned(row, n));
        square.add(std::pow(prior.conditioned(row, n) - prior.nngp.mean[row], 2));
      }
      QVERIFY2(mean.agreesWith(prior.nngp.mean[row]), mean.against(prior.nngp.mean[row]));
      QVERIFY2(square.agreesWith(std::pow(prior.nngp.deviation[row], 2)),
               square.against(std::pow(prior.nngp.deviation[row], 2)));
    }
  }

  void prior_doesNotDependOnThreadsOrSteps() {
    const Subject subject = smallSubject();
    const std::vector<OutputPoint> data{{0.3, 1.0}};
    setParallelThreads(1);
    const Prior one = *priorOf(subject, data);
    setParallelThreads(3);
    OutputDraws draws(subject, data);
    QVERIFY(draws.extend(5) && draws.extend(7));
    const Prior three = *priorOf(draws, data);
    setParallelThreads(0);
    QCOMPARE(one.draws, three.draws);
    QCOMPARE(one.deviation, three.deviation);
    QCOMPARE(one.nngp.mean, three.nngp.mean);
    QCOMPARE(one.conditioned, three.conditioned);
  }

  void data_outsideOfTheStretch_stillCounts() {
    Subject subject = smallSubject();
    const std::vector<OutputPoint> data{{0.1, 1.0}, {0.6, -1.0}};
    const Prior whole = *priorOf(subject, data);
    subject.setting.tBegin = 0.5;
    subject.setting.tEnd = 0.75;
    const Prior part = *priorOf(subject, data);
    for (const double t : {0.5, 0.6, 0.75}) {
      const Index a = rowOf(whole, t);
      const Index b = rowOf(part, t);
      QVERIFY(a >= 0 && b >= 0);
      QVERIFY(std::abs(whole.nngp.mean[a] - part.nngp.mean[b]) < 1e-9);
      QVERIFY(std::abs(whole.ntk.mean[a] - part.ntk.mean[b]) < 1e-9);
    }
    QVERIFY(std::abs(part.conditioned(rowOf(part, 0.1), 3) - 1.0) < 1e-9);
  }

  void draws_areSampledUntilTheyAreSmooth_orCalledRough() {
    Subject subject = smallSubject();
    QVERIFY(priorOf(subject, {})->roughness < 0.01);
    QCOMPARE(priorOf(subject, {})->samples, fewestPriorSamples);
    subject.setting.sigmaW = 1.9;
    subject.setting.depth = 12;
    const Prior bent = *priorOf(subject, {});
    QVERIFY(bent.samples > fewestPriorSamples && bent.roughness < 2.0 * mostRoughness);
    QCOMPARE(bent.t.size(), bent.samples);
    subject.setting.sigmaW = 8.0;
    subject.setting.depth = 16;
    QVERIFY(priorOf(subject, {})->roughness > 0.3);
    QCOMPARE(priorOf(subject, {})->samples, mostPriorSamples);
  }

  void prior_thatDoesNotExist_saysWhy() {
    Subject subject = smallSubject(Activation::Abs);
    subject.setting.trajectory = Trajectory::Polyline;
    subject.setting.path = {{1e155, 0.0}, {0.0, 1e155}};
    QVERIFY(!priorOf(subject, {{0.5, 1.0}})->reason.empty());
    QVERIFY(!priorOf(subject, {})->reason.empty());
    subject = smallSubject();
    subject.loaded = std::make_shared<const LoadedNetwork>();
    QVERIFY(!priorOf(subject, {})->reason.empty());
  }

  void prior_thatIsZero_missesItsData() {
    Subject subject = smallSubject();
    subject.setting.sigmaW = subject.setting.sigmaB = 0.0;
    const Prior prior = *priorOf(subject, {{0.5, 1.0}});
    QVERIFY(prior.deviation.isZero());
    QVERIFY(prior.nngp.mean.allFinite());
    QCOMPARE(prior.nngp.misfit, 1.0);
  }

  void priorOf_stopRequested_givesNothing() {
    std::stop_source source;
    source.request_stop();
    const Subject subject = smallSubject();
    QVERIFY(!priorOf(subject, {{0.5, 1.0}}, source.get_token()));
    OutputDraws draws(subject, {});
    QVERIFY(!draws.extend(3, source.get_token()));
    QCOMPARE(draws.networks(), 0);
  }
};

QTEST_APPLESS_MAIN(PriorTest)
#include "tst_prior.moc"
