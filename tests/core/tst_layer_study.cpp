#include <QRegularExpression>
#include <QtTest>
#include <cmath>

#include "core/exact/curve_trace.h"
#include "core/explorer/explorer.h"
#include "core/explorer/layer_study.h"
#include "core/measure/jacobian.h"
#include "core/network/random_network.h"
#include "core/theory/autocorrelation_law.h"
#include "core/theory/curve_prediction.h"
#include "core/theory/kernels.h"
#include "core/theory/mean_field.h"
#include "tests/core/average.h"

using namespace arcscope::core;

namespace {

Subject subjectOf(Activation activation, Trajectory trajectory, int width, int depth) {
  Setting setting;
  setting.activation = activation;
  setting.trajectory = trajectory;
  setting.width = width;
  setting.depth = depth;
  return {setting, nullptr, nullptr};
}

}  // namespace

/// What is found of all layers together, against infinite width and against each other.
class LayerStudyTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  /// On a circle round the origin the law is the correlation map, iterated from the cosine.
  void autocorrelationLaw_ofACircle_iteratesTheCorrelationMap() {
    const MeanField field{Activation::Tanh, 1.9, 0.3};
    const std::vector<LayerLaw> laws(5, LayerLaw{50, 50, field.sigmaW, field.sigmaB});
    constexpr int points = 48;
    Eigen::MatrixXd gram(points, points);
    for (int i = 0; i < points; ++i)
      for (int j = 0; j < points; ++j) gram(i, j) = 0.8 * std::cos(2.0 * M_PI * (i - j) / points);
    const AutocorrelationLaw law = autocorrelationLaw(field.activation, laws, gram, true, 8);
    QCOMPARE(law.step, 1);
    for (const int offset : {0, 1, 7, 24}) {
      const std::vector<LayerState> states =
          followCircle(field, firstLayerOfCircle(field, 0.8, 2.0 * M_PI * offset / points), 5);
      for (std::size_t d = 0; d < 5; ++d)
        QVERIFY(std::abs(law.layers[d][std::size_t(offset)] - states[d].correlation) < 1e-9);
    }
  }

  /// The same circle, not recognised as one, at every eighth point.
  void autocorrelationLaw_ofAnyCurve_agreesWithTheCircle() {
    const std::vector<LayerLaw> laws(4, LayerLaw{50, 50, 1.7, 0.2});
    constexpr int points = 64;
    Eigen::MatrixXd gram(points, points);
    for (int i = 0; i < points; ++i)
      for (int j = 0; j < points; ++j) gram(i, j) = std::cos(2.0 * M_PI * (i - j) / points);
    const AutocorrelationLaw circle = autocorrelationLaw(Activation::HardTanh, laws, gram, true, 8);
    gram(3, 5) += 1e-6;  // between the points that are taken
    const AutocorrelationLaw other = autocorrelationLaw(Activation::HardTanh, laws, gram, true, 8);
    QCOMPARE(other.step, 8);
    for (std::size_t d = 0; d < 4; ++d)
      for (std::size_t i = 0; i < other.layers[d].size(); ++i)
        QVERIFY(std::abs(other.layers[d][i] - circle.layers[d][8 * i]) < 1e-9);
  }

  void autocorrelation_ofWideNetworks_agreesWithTheLaw_data() {
    QTest::addColumn<int>("trajectory");
    QTest::newRow("circle") << int(Trajectory::Circle);
    QTest::newRow("line") << int(Trajectory::Line);
  }
  void autocorrelation_ofWideNetworks_agreesWithTheLaw() {
    QFETCH(const int, trajectory);
    Subject subject = subjectOf(Activation::HardTanh, Trajectory(trajectory), 500, 3);
    subject.setting.inputDim = 40;
    std::vector<Average> difference(3);
    for (int seed = 0; seed < 5; ++seed) {
      subject.setting.seed = std::uint64_t(seed);
      const std::optional<AutocorrelationStudy> study = studyAutocorrelation(subject);
      QVERIFY(study && study->reason.empty());
      const std::size_t step = std::size_t(std::lround(study->lawStep / study->step));
      const std::size_t at = 2 * (study->law[0].size() / 6);  // a third of the way
      for (std::size_t d = 0; d < 3; ++d) difference[d].add(study->layers[d][step * at] - study->law[d][at]);
    }
    for (const Average& one : difference) {
      QVERIFY2(one.agreesWith(0.0), one.against(0.0));
      QVERIFY(one.standardError() < 0.05);
    }
  }

  void meanSquareStretch_overDraws_isTheProductOfChi_data() {
    QTest::addColumn<int>("activation");
    QTest::addColumn<int>("width");
    QTest::newRow("relu, any width") << int(Activation::Relu) << 12;
    QTest::newRow("tanh, wide") << int(Activation::Tanh) << 500;
  }
  void meanSquareStretch_overDraws_isTheProductOfChi() {
    QFETCH(const int, activation);
    QFETCH(const int, width);
    Subject subject = subjectOf(Activation(activation), Trajectory::Circle, width, 4);
    subject.setting.inputDim = 10;
    std::vector<Average> ratio(4);
    const int draws = width < 100 ? 1500 : 10;
    for (int seed = 0; seed < draws; ++seed) {
      subject.setting.seed = std::uint64_t(seed);
      const Network network = drawNetwork(subject.setting);
      const Plane plane = planeOf(subject);
      StretchSweep sweep(plane.x0, 10);
      const double square = plane.x0.squaredNorm() / 10.0;
      const std::vector<double> law =
          stretchLaw(subject.setting.activation, layerLaws(subject.setting), {&square, 1});
      for (std::size_t d = 0; d < 4; ++d)
        ratio[d].add(sweep.advance(network.layers[d], network.activation) / law[d]);
    }
    for (const Average& one : ratio) {
      QVERIFY2(one.agreesWith(1.0), one.against(1.0));
      QVERIFY(one.standardError() < 0.05);
    }
  }

  /// Angles of neurons' kinks, summed: twice as many in networks four times as wide.
  void turningLaw_ofWideNetworks_agreesWithExactTraces_data() {
    QTest::addColumn<int>("activation");
    QTest::addColumn<int>("trajectory");
    QTest::newRow("relu circle") << int(Activation::Relu) << int(Trajectory::Circle);
    QTest::newRow("hard_tanh line") << int(Activation::HardTanh) << int(Trajectory::Line);
    QTest::newRow("abs arc") << int(Activation::Abs) << int(Trajectory::Arc);
  }
  void turningLaw_ofWideNetworks_agreesWithExactTraces() {
    QFETCH(const int, activation);
    QFETCH(const int, trajectory);
    Subject subject = subjectOf(Activation(activation), Trajectory(trajectory), 300, 3);
    subject.setting.sigmaW = 1.5;
    std::vector<Average> ratio(3);
    for (int seed = 0; seed < 6; ++seed) {
      subject.setting.seed = std::uint64_t(seed);
      const Plane plane = planeOf(subject);
      const CurvePrediction law = predictCurve(subject.setting.activation, layerLaws(subject.setting), plane,
                                               curveOf(subject.setting));
      TraceOptions options;
      options.patterns = false;
      const CurveTrace trace =
          traceCurve(drawNetwork(subject.setting), plane, curveOf(subject.setting), options);
      for (std::size_t d = 0; d < 3; ++d) ratio[d].add(trace.layers[d + 1].turning / law.turning[d]);
    }
    for (const Average& one : ratio)
      QVERIFY2(std::abs(one.mean() - 1.0) < 0.04 + 3.0 * one.standardError(), one.against(1.0));
  }

  void bendLaws_ofAWideNetwork_agreeWithIt_data() {
    QTest::addColumn<int>("trajectory");
    QTest::newRow("circle") << int(Trajectory::Circle);
    QTest::newRow("arc") << int(Trajectory::Arc);
  }
  void bendLaws_ofAWideNetwork_agreeWithIt() {
    QFETCH(const int, trajectory);
    Subject subject = subjectOf(Activation::Tanh, Trajectory(trajectory), 300, 3);
    subject.setting.endpoints = Endpoints::Orthonormal;
    subject.setting.points = 129;
    subject.setting.refine = false;
    ExplorerCache cache;
    const auto snapshot = explore(subject, {}, Quality::Full, cache);
    const TheoryLinesPtr lines = theoryLines(*snapshot);
    for (std::size_t d = 0; d < 3; ++d) {
      const double turning = snapshot->measures.gaussMapLength[d];
      const double curvature = snapshot->measures.curvature[d];
      QVERIFY(std::abs(turning / lines->gaussMapLength.values[d] - 1.0) < 0.15);
      QVERIFY(std::abs(curvature / lines->curvature.values[d] - 1.0) < 0.15);
      QVERIFY(std::abs(turning / curvature / lines->lengthOfH.values[d] - 1.0) < 0.15);
    }
    subject.setting.trajectory = Trajectory::Line;
    const TheoryLinesPtr straight = theoryLines(*explore(subject, {}, Quality::Full, cache));
    QVERIFY(!straight->curvature && !straight->curvature.reason.empty() && straight->lengthOfH);
  }

  void jacobian_ofASetting_meanSquareIsThatOfTheSingularValues() {
    Subject subject = subjectOf(Activation::Tanh, Trajectory::Circle, 20, 3);
    subject.setting.sigmaW = 1.2;
    const std::optional<JacobianStudy> study = studyJacobian(subject);
    QVERIFY(study);
    QCOMPARE(study->directions, 20);
    QCOMPARE(study->spectrumPoints, 8);
    QCOMPARE(study->meanSquare.size(), std::size_t(3));
    QCOMPARE(study->meanSquareLaw.values.size(), std::size_t(3));
    for (std::size_t d = 0; d < 3; ++d) {
      QCOMPARE(study->rank[d], 20.0);
      QCOMPARE(study->possible[d], 20);
      QVERIFY(study->logLargest[d] > study->logUpper[d] && study->logUpper[d] > study->logMedian[d] &&
              study->logMedian[d] > study->logLower[d] && study->logLower[d] > study->logSmallest[d]);
      QVERIFY(std::exp(2.0 * study->logLargest[d]) > study->meanSquare[d]);
      QVERIFY(std::exp(2.0 * study->logMedian[d]) < study->meanSquare[d]);
    }
  }

  void jacobian_ofAWideNetwork_hasNoSingularValues() {
    Subject subject = subjectOf(Activation::Relu, Trajectory::Line, 300, 2);
    const std::optional<JacobianStudy> study = studyJacobian(subject);
    QVERIFY(study && study->spectrumPoints == 0 && study->logLargest.empty());
    QCOMPARE(study->meanSquare.size(), std::size_t(2));
  }

  void similarity_ofLayers_isSymmetricWithOnesOnTheDiagonal() {
    const Subject subject = subjectOf(Activation::HardTanh, Trajectory::Circle, 40, 5);
    const std::optional<SimilarityStudy> study = studySimilarity(subject, ImageKind::Z);
    QVERIFY(study);
    const Eigen::MatrixXd& s = study->similarity;
    QCOMPARE(s.rows(), Eigen::Index(6));
    QCOMPARE(study->directions[0], 2);  // a circle
    QVERIFY((s - s.transpose()).cwiseAbs().maxCoeff() == 0.0);
    for (Eigen::Index d = 0; d < 6; ++d) QVERIFY(std::abs(s(d, d) - 1.0) < 1e-6);
    QVERIFY(s(0, 1) > s(0, 5));  // layers drift away from the input
    // A linear layer turns and stretches: the circle stays the circle.
    const auto linear =
        studySimilarity(subjectOf(Activation::Linear, Trajectory::Circle, 40, 3), ImageKind::H);
    QVERIFY((linear->similarity.array() - 1.0).abs().maxCoeff() < 1e-6);
  }

  void studies_ofCollapsedLayers_sayNotANumber() {
    Subject subject = subjectOf(Activation::Tanh, Trajectory::Circle, 10, 3);
    subject.setting.sigmaW = 0.0;
    subject.setting.sigmaB = 0.0;
    QVERIFY(std::isnan(studyAutocorrelation(subject)->layers[1][3]));
    QVERIFY(std::isnan(studyAutocorrelation(subject)->law[1][3]));
    QVERIFY(std::isnan(studySimilarity(subject, ImageKind::Z)->similarity(1, 2)));
    const std::optional<JacobianStudy> jacobian = studyJacobian(subject);
    QCOMPARE(jacobian->rank[0], 0.0);
    QVERIFY(std::isnan(jacobian->logLargest[0]));
    QCOMPARE(jacobian->meanSquare[2], 0.0);
  }

  void extended_keepsWhatIsThere() {
    const Subject subject = subjectOf(Activation::Relu, Trajectory::Circle, 8, 2);
    const LayerStudyPtr first = extended(nullptr, subject, ImageKind::Z, {.similarity = true});
    QVERIFY(first->similarity && !first->autocorrelation && !first->jacobian);
    const LayerStudyPtr both = extended(first, subject, ImageKind::Z, {.autocorrelation = true});
    QVERIFY(both->parts() == (LayerStudyParts{.autocorrelation = true, .similarity = true}));
    QVERIFY(both->similarity->similarity == first->similarity->similarity);
    const LayerStudyPtr other = extended(both, subject, ImageKind::H, {.jacobian = true});
    QVERIFY(other->parts() == LayerStudyParts{.jacobian = true});
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!extended(nullptr, subject, ImageKind::Z, {true, true, true}, stop.get_token()));
  }
};

QTEST_APPLESS_MAIN(LayerStudyTest)
#include "tst_layer_study.moc"
