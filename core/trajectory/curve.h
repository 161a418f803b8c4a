#pragma once
#include <Eigen/Core>

#include "core/setting/setting.h"

namespace arcscope::core {

/// A plane in input space; the point (a, b) is origin + a * x0 + b * x1. All vectors [input dimension].
struct Plane {
  Eigen::VectorXd origin;
  Eigen::VectorXd x0;
  Eigen::VectorXd x1;
};

/// A curve in a plane, t in [0, 1]. Line from (1,0) to (0,1); arc (cos(pi t/2), sin(pi t/2)); circle the
/// whole turn; polyline and freehand pass their corners at a t proportional to the length in plane
/// coordinates.
class Curve {
 public:
  Curve(Trajectory kind, std::vector<PlanePoint> path = {});

  [[nodiscard]] PlanePoint at(double t) const;
  /// d/dt, one-sided to the right at a corner.
  [[nodiscard]] PlanePoint velocity(double t) const;
  /// The t of the corners, 0 and 1 included; {0, 1} for smooth curves.
  [[nodiscard]] const std::vector<double>& corners() const { return m_corners; }
  [[nodiscard]] Trajectory kind() const { return m_kind; }
  [[nodiscard]] bool closed() const;

 private:
  Trajectory m_kind;
  std::vector<PlanePoint> m_path;
  std::vector<double> m_corners;
};

/// The points of the curve in the plane: column j is (a, b) at t[j]. [2 x t.size()]
[[nodiscard]] Eigen::Matrix2Xd planePoints(const Curve& curve, const Eigen::VectorXd& t);
/// The points of the curve in input space: column j is the point at t[j]. [input dimension x t.size()]
[[nodiscard]] Eigen::MatrixXd curvePoints(const Plane& plane, const Curve& curve, const Eigen::VectorXd& t);

/// The plane of `setting` from addressed draws: x0, x1 ~ N(0, I_m), or made orthogonal with |x|^2 = m q0.
/// With m = 2, x0 = (1, 0) and x1 = (0, 1). @pre effectiveEndpoints(setting) is not Given.
[[nodiscard]] Plane drawPlane(const Setting& setting, Eigen::Index inputDim);

}  // namespace arcscope::core
