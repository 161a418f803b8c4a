#include <Eigen/Eigenvalues>
#include <QtTest>
#include <cmath>
#include <random>

#include "core/explorer/explorer.h"

using namespace arcscope::core;

namespace {

/// A curve through `width` dimensions whose directions differ in weight.
ImageMatrix curved(Eigen::Index width, Eigen::Index points, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal;
  ImageMatrix image(width, points);
  for (Eigen::Index i = 0; i < width; ++i) {
    const double a = normal(random), b = normal(random), c = normal(random), d = normal(random);
    for (Eigen::Index j = 0; j < points; ++j) {
      const double t = 2.0 * std::numbers::pi * static_cast<double>(j) / static_cast<double>(points);
      image(i, j) =
          static_cast<float>(std::tanh(a * std::cos(t) + b * std::sin(t) + c * std::sin(3 * t) + d) + 5.0);
    }
  }
  return image;
}

double worstJump(const Snapshot& a, const Snapshot& b) {
  double worst = 0.0;
  for (std::size_t d = 0; d < a.layers.size(); ++d) {
    const Eigen::MatrixXf& p = a.layers[d].projected.points;
    const float size = p.colwise().norm().maxCoeff();
    worst = std::max(worst, double((p - b.layers[d].projected.points).colwise().norm().maxCoeff() / size));
  }
  return worst;
}

Subject small(double sigmaW) {
  Setting setting;
  setting.width = 40;
  setting.depth = 5;
  setting.points = 200;
  setting.sigmaW = sigmaW;
  setting.refine = false;
  return {setting, nullptr, nullptr};
}

}  // namespace

class ProjectionTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void project_principalComponents_equalFullEigendecomposition_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("points");
    QTest::newRow("more points than neurons") << 30 << 200;
    QTest::newRow("fewer points than neurons") << 90 << 25;
    QTest::newRow("far fewer points than neurons") << 200 << 45;
    QTest::newRow("more points than are gone through at a time") << 12 << 1300;
    QTest::newRow("few neurons") << 4 << 77;
  }
  void project_principalComponents_equalFullEigendecomposition() {
    QFETCH(int, width);
    QFETCH(int, points);
    const ImageMatrix image = curved(width, points, 7);
    const Eigen::MatrixXd x = image.cast<double>();
    const Eigen::MatrixXd centred = x.colwise() - x.rowwise().mean().eval();
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(centred * centred.transpose());
    const ProjectedImage projected = project(image, {.dimensions = 3}, 1, 1);
    for (int c = 0; c < 3; ++c) {
      const double share = solver.eigenvalues()[width - 1 - c] / centred.squaredNorm();
      QVERIFY(std::abs(projected.explained[std::size_t(c)] - share) < 1e-9);
      QVERIFY(std::abs(std::abs(projected.basis.col(c).dot(solver.eigenvectors().col(width - 1 - c))) - 1.0) <
              1e-9);
    }
    const Eigen::MatrixXd again = projected.basis.transpose() * (x.colwise() - projected.origin);
    QVERIFY((again.cast<float>() - projected.points).cwiseAbs().maxCoeff() < 1e-5F);
    QVERIFY((projected.basis.transpose() * projected.basis - Eigen::Matrix3d::Identity()).norm() < 1e-12);
  }

  void project_imageWithoutVariance_givesZerosAndExplainsAll() {
    const ProjectedImage projected = project(ImageMatrix::Constant(12, 20, 3.0F), {}, 1, 1);
    QVERIFY(projected.points.isZero(0.0F));
    QCOMPARE(projected.explainedTotal, 1.0);
  }

  void project_widthOne_givesZerosInSecondDimension() {
    ImageMatrix image(1, 5);
    image << 1, 2, 3, 4, 5;
    for (const auto kind :
         {ProjectionChoice::Kind::PrincipalComponents, ProjectionChoice::Kind::RandomPlane}) {
      const ProjectedImage projected = project(image, {.kind = kind}, 1, 1);
      QVERIFY(projected.points.allFinite());
      QVERIFY(projected.points.row(1).isZero(0.0F));
      QVERIFY(std::abs(std::abs(projected.points(0, 4) - projected.points(0, 0)) - 4.0F) < 1e-5F);
    }
  }

  void project_notANumber_givesNoCrash() {
    ImageMatrix image = curved(6, 10, 1);
    image(2, 3) = std::numeric_limits<float>::quiet_NaN();
    QVERIFY(project(image, {}, 1, 1).points.isZero(0.0F));
  }

  void project_neurons_areTheirRows() {
    const ImageMatrix image = curved(5, 12, 3);
    const ProjectedImage projected = project(
        image, {.kind = ProjectionChoice::Kind::Neurons, .dimensions = 3, .neurons = {4, 1, 7}}, 1, 1);
    QCOMPARE(projected.points.row(0), image.row(4));
    QCOMPARE(projected.points.row(1), image.row(1));
    QCOMPARE(projected.points.row(2), image.row(2));
  }

  void align_rotatedAndReflected_comesBack() {
    const ProjectedImage before = project(curved(20, 50, 5), {}, 1, 1);
    ProjectedImage turned = before;
    const Eigen::Matrix2f turn{{0.6F, 0.8F}, {0.8F, -0.6F}};
    turned.points = turn * before.points;
    turned.basis = before.basis * turn.transpose().cast<double>();
    align(turned, before.points);
    QVERIFY((turned.points - before.points).norm() < 1e-4F * before.points.norm());
    QVERIFY((turned.basis - before.basis).norm() < 1e-5);
  }

  void explore_sigmaMovesALittle_imagesMoveALittle() {
    ExplorerCache cache;
    const auto a = explore(small(1.5), {}, Quality::Full, cache);
    const auto b = explore(small(1.5001), {}, Quality::Full, cache);
    QVERIFY(worstJump(*a, *b) < 0.02);
  }

  void explore_live_agreesWithFull() {
    ExplorerCache cache;
    const auto full = explore(small(1.5), {}, Quality::Full, cache);
    std::shared_ptr<const Snapshot> live;
    for (int i = 0; i < 20; ++i) live = explore(small(1.4 + 0.005 * (i + 1)), {}, Quality::Live, cache);
    QVERIFY(worstJump(*full, *live) < 0.05);
  }

  void explore_layers_areAlignedWithTheirNeighbours() {
    ExplorerCache cache;
    const auto snapshot = explore(small(1.2), {}, Quality::Full, cache);
    Eigen::MatrixXf before = snapshot->inPlane.cast<float>();
    for (const LayerSnapshot& layer : snapshot->layers) {
      const Eigen::Matrix2f cross = layer.projected.points * before.transpose();
      QVERIFY(std::abs(cross(0, 1) - cross(1, 0)) <
              1e-3F * cross.norm());  // no rotation would bring them nearer
      QVERIFY(cross.trace() > 0.0F && cross.determinant() >= -1e-3F * cross.squaredNorm());
      before = layer.projected.points;
    }
  }
};

QTEST_APPLESS_MAIN(ProjectionTest)
#include "tst_projection.moc"
