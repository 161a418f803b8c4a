#include <QRegularExpression>
#include <QtTest>
#include <cmath>
#include <numbers>

#include "core/trajectory/curve.h"

using namespace arcscope::core;

namespace {

const std::vector<PlanePoint> path{{1.0, 0.0}, {1.0, 3.0}, {-3.0, 0.0}, {-3.0, -4.0}};  // 3, 5 and 4 long
const std::vector<PlanePoint> triangle{{0.0, 0.0}, {1.0, 0.0}, {0.0, 1.0}, {0.0, 0.0}};

std::vector<Curve> allCurves() {
  return {Curve(Trajectory::Line), Curve(Trajectory::Arc), Curve(Trajectory::Circle),
          Curve(Trajectory::Polyline, path), Curve(Trajectory::Freehand, triangle)};
}

double distance(PlanePoint p, PlanePoint q) {
  return std::hypot(p.a - q.a, p.b - q.b);
}

}  // namespace

class CurveTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void at_lineArcCircle_knownPoints() {
    const double half = std::sqrt(0.5);
    QCOMPARE(Curve(Trajectory::Line).at(0.25), (PlanePoint{0.75, 0.25}));
    QVERIFY(distance(Curve(Trajectory::Arc).at(0.5), {half, half}) < 1e-15);
    QVERIFY(distance(Curve(Trajectory::Arc).at(1.0), {0.0, 1.0}) < 1e-15);
    QVERIFY(distance(Curve(Trajectory::Circle).at(0.125), {half, half}) < 1e-15);
    QVERIFY(distance(Curve(Trajectory::Circle).at(0.75), {0.0, -1.0}) < 1e-15);
  }

  void at_closedCurve_endsWhereItBegins() {
    for (const Curve& curve : allCurves()) {
      QCOMPARE(curve.closed(), curve.kind() == Trajectory::Circle || curve.kind() == Trajectory::Freehand);
      QCOMPARE(curve.at(0.0) == curve.at(1.0), curve.closed());
    }
  }

  void velocity_everywhere_centralDifferenceOfThePosition() {
    constexpr double step = 1e-6;
    for (const Curve& curve : allCurves()) {
      for (double t = 0.0113; t < 1.0; t += 0.0271) {
        bool nearCorner = false;
        for (const double corner : curve.corners()) nearCorner |= std::abs(t - corner) < 2.0 * step;
        if (nearCorner) continue;
        const PlanePoint ahead = curve.at(t + step);
        const PlanePoint behind = curve.at(t - step);
        const PlanePoint difference{(ahead.a - behind.a) / (2.0 * step), (ahead.b - behind.b) / (2.0 * step)};
        QVERIFY(distance(curve.velocity(t), difference) < 1e-8 * (1.0 + distance(difference, {})));
      }
    }
  }

  void corners_polyline_byItsLength() {
    const Curve curve(Trajectory::Polyline, path);
    QCOMPARE(curve.corners(), (std::vector<double>{0.0, 3.0 / 12.0, 8.0 / 12.0, 1.0}));
    for (std::size_t i = 0; i < path.size(); ++i)
      QVERIFY(distance(curve.at(curve.corners()[i]), path[i]) < 1e-15);
    QCOMPARE(Curve(Trajectory::Circle).corners(), (std::vector<double>{0.0, 1.0}));
  }

  /// Equal steps of t are equal ways along the path; the speed is the whole length.
  void velocity_polyline_hasTheLengthOfThePathAsSpeed() {
    const Curve curve(Trajectory::Polyline, path);
    for (double t = 0.0; t <= 1.0; t += 0.0625)
      QVERIFY(std::abs(distance(curve.velocity(t), {}) - 12.0) < 1e-12);
    const PlanePoint right = curve.velocity(curve.corners()[1]);  // one-sided: the stretch that begins here
    QVERIFY(right.a < 0.0 && right.b < 0.0);
  }

  void construct_repeatedCorners_countOnce() {
    const Curve curve(Trajectory::Polyline, {{0.0, 0.0}, {0.0, 0.0}, {2.0, 0.0}, {2.0, 0.0}, {2.0, 2.0}});
    QCOMPARE(curve.corners(), (std::vector<double>{0.0, 0.5, 1.0}));
    QVERIFY(distance(curve.at(0.75), {2.0, 1.0}) < 1e-15);
    const Curve point(Trajectory::Polyline, {{1.0, 2.0}, {1.0, 2.0}});
    QCOMPARE(point.at(0.3), (PlanePoint{1.0, 2.0}));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, Curve(Trajectory::Polyline, {{1.0, 2.0}}));
  }

  void curvePoints_plane_combinesItsVectors() {
    const Plane plane{Eigen::Vector3d{1.0, 2.0, 3.0}, Eigen::Vector3d{1.0, 0.0, -1.0},
                      Eigen::Vector3d{0.5, 0.5, 0.0}};
    const Curve curve(Trajectory::Circle);
    const Eigen::VectorXd t = Eigen::VectorXd::LinSpaced(9, 0.0, 1.0);
    const Eigen::MatrixXd points = curvePoints(plane, curve, t);
    for (Eigen::Index j = 0; j < 9; ++j) {
      const double angle = 2.0 * std::numbers::pi * t[j];
      const Eigen::Vector3d expected = plane.origin + std::cos(angle) * plane.x0 + std::sin(angle) * plane.x1;
      QVERIFY((points.col(j) - expected).norm() < 1e-14);
    }
  }
};

QTEST_APPLESS_MAIN(CurveTest)
#include "tst_curve.moc"
