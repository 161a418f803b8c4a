#include "core/trajectory/curve.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "core/network/random_network.h"

namespace arcscope::core {
namespace {

constexpr double halfTurn = std::numbers::pi / 2.0;

/// Cosine and sine of t whole turns; exact at the ends, so that a closed curve closes.
PlanePoint onCircle(double t) {
  if (t <= 0.0 || t >= 1.0) return {1.0, 0.0};
  return {std::cos(2.0 * std::numbers::pi * t), std::sin(2.0 * std::numbers::pi * t)};
}

}  // namespace

Curve::Curve(Trajectory kind, std::vector<PlanePoint> path) : m_kind(kind), m_corners{0.0, 1.0} {
  if (kind != Trajectory::Polyline && kind != Trajectory::Freehand) return;
  if (path.size() < 2) throw std::invalid_argument("a path needs at least two corners");
  m_path.push_back(path.front());
  std::vector<double> along{0.0};
  for (std::size_t i = 1; i < path.size(); ++i) {
    const double step = std::hypot(path[i].a - path[i - 1].a, path[i].b - path[i - 1].b);
    if (step <= 0.0) continue;
    m_path.push_back(path[i]);
    along.push_back(along.back() + step);
  }
  if (m_path.size() == 1) {  // all corners in one place
    m_path.push_back(m_path.front());
    along.push_back(1.0);
  }
  m_corners.clear();
  for (const double s : along) m_corners.push_back(s / along.back());
  m_corners.back() = 1.0;
}

PlanePoint Curve::at(double t) const {
  switch (m_kind) {
    case Trajectory::Line:
      return {1.0 - t, t};
    case Trajectory::Arc:
      return {std::cos(halfTurn * t), std::sin(halfTurn * t)};
    case Trajectory::Circle:
      return onCircle(t);
    case Trajectory::Polyline:
    case Trajectory::Freehand:
      break;
  }
  const auto next = std::upper_bound(m_corners.begin(), m_corners.end(), t);
  const auto i = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(
      next - m_corners.begin(), 1, static_cast<std::ptrdiff_t>(m_corners.size()) - 1));
  const double share = std::clamp((t - m_corners[i - 1]) / (m_corners[i] - m_corners[i - 1]), 0.0, 1.0);
  return {m_path[i - 1].a * (1.0 - share) + m_path[i].a * share,
          m_path[i - 1].b * (1.0 - share) + m_path[i].b * share};
}

PlanePoint Curve::velocity(double t) const {
  switch (m_kind) {
    case Trajectory::Line:
      return {-1.0, 1.0};
    case Trajectory::Arc:
      return {-halfTurn * std::sin(halfTurn * t), halfTurn * std::cos(halfTurn * t)};
    case Trajectory::Circle: {
      const PlanePoint p = onCircle(t);
      return {-2.0 * std::numbers::pi * p.b, 2.0 * std::numbers::pi * p.a};
    }
    case Trajectory::Polyline:
    case Trajectory::Freehand:
      break;
  }
  const auto next = std::upper_bound(m_corners.begin(), m_corners.end(), t);
  const auto i = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(
      next - m_corners.begin(), 1, static_cast<std::ptrdiff_t>(m_corners.size()) - 1));
  const double span = m_corners[i] - m_corners[i - 1];
  return {(m_path[i].a - m_path[i - 1].a) / span, (m_path[i].b - m_path[i - 1].b) / span};
}

bool Curve::closed() const {
  if (m_kind == Trajectory::Circle) return true;
  return m_path.size() > 2 && m_path.front() == m_path.back();
}

Eigen::Matrix2Xd planePoints(const Curve& curve, const Eigen::VectorXd& t) {
  Eigen::Matrix2Xd points(2, t.size());
  for (Eigen::Index j = 0; j < t.size(); ++j) {
    const PlanePoint p = curve.at(t[j]);
    points.col(j) << p.a, p.b;
  }
  return points;
}

Eigen::MatrixXd curvePoints(const Plane& plane, const Curve& curve, const Eigen::VectorXd& t) {
  Eigen::MatrixXd points(plane.x0.size(), t.size());
  for (Eigen::Index j = 0; j < t.size(); ++j) {
    const PlanePoint p = curve.at(t[j]);
    points.col(j) = plane.origin + p.a * plane.x0 + p.b * plane.x1;
  }
  return points;
}

Plane drawPlane(const Setting& setting, Eigen::Index inputDim) {
  const auto count = static_cast<std::size_t>(inputDim);
  Plane plane{Eigen::VectorXd::Zero(inputDim), Eigen::VectorXd(inputDim), Eigen::VectorXd(inputDim)};
  if (inputDim == 2) {
    plane.x0 << 1.0, 0.0;
    plane.x1 << 0.0, 1.0;
    return plane;
  }
  drawNormals(setting.seed, DrawStream::Endpoint, 0, 0, 0, count, plane.x0.data());
  drawNormals(setting.seed, DrawStream::Endpoint, 0, 1, 0, count, plane.x1.data());
  if (effectiveEndpoints(setting) != Endpoints::Orthonormal) return plane;
  const double length = std::sqrt(static_cast<double>(inputDim) * setting.q0);
  plane.x0 *= length / plane.x0.norm();
  if (inputDim == 1) {  // no second direction: the circle runs to and fro
    plane.x1.setZero();
    return plane;
  }
  for (int pass = 0; pass < 2; ++pass)
    plane.x1 -= plane.x0 * (plane.x0.dot(plane.x1) / plane.x0.squaredNorm());
  plane.x1 *= length / plane.x1.norm();
  return plane;
}

}  // namespace arcscope::core
