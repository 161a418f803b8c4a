#include "core/measure/curvature.h"

#include <cmath>
#include <limits>
#include <numbers>

#include "core/support/parallel.h"

namespace arcscope::core {
namespace {

constexpr Eigen::Index pointsOfATile = 32;
constexpr Eigen::Index rowsBetweenPolls = 256;

/// From h, dh, ddh in three columns to z, dz, ddz.
void activate(Activation activation, Eigen::Ref<Eigen::MatrixXd> jet) {
  for (Eigen::Index i = 0; i < jet.rows(); ++i) {
    const double h = jet(i, 0);
    const double dh = jet(i, 1);
    const double slope = derivative(activation, h);
    jet(i, 2) = slope * jet(i, 2) + secondDerivative(activation, h) * dh * dh;
    jet(i, 1) = slope * dh;
    jet(i, 0) = evaluate(activation, h);
  }
}

/// Speed and curvature of every point; the integrals by the trapezoid rule.
class Bends {
 public:
  explicit Bends(Eigen::Index points)
      : m_speed(static_cast<std::size_t>(points)), m_curvature(static_cast<std::size_t>(points)) {}

  void set(Eigen::Index j, const Eigen::Ref<const Eigen::VectorXd>& velocity,
           const Eigen::Ref<const Eigen::VectorXd>& acceleration) {
    const double speed = velocity.stableNorm();
    double kappa = std::numeric_limits<double>::quiet_NaN();
    if (speed > 0.0) {
      // The part of the acceleration across the velocity, so that nothing cancels.
      const Eigen::VectorXd along = velocity / speed;
      const Eigen::VectorXd across = acceleration - along * along.dot(acceleration);
      kappa = across.stableNorm() / speed / speed;
    }
    m_speed[static_cast<std::size_t>(j)] = speed;
    m_curvature[static_cast<std::size_t>(j)] = kappa;
  }

  [[nodiscard]] LayerCurvature summed(const Eigen::VectorXd& t) && {
    LayerCurvature result;
    const auto turning = [&](std::size_t j) { return m_speed[j] == 0.0 ? 0.0 : m_curvature[j] * m_speed[j]; };
    double length = 0.0;
    for (std::size_t j = 1; j < m_speed.size(); ++j) {
      const double half = 0.5 * (t[static_cast<Eigen::Index>(j)] - t[static_cast<Eigen::Index>(j) - 1]);
      length += half * (m_speed[j] + m_speed[j - 1]);
      result.gaussMapLength += half * (turning(j) + turning(j - 1));
    }
    result.meanCurvature = length > 0.0 ? result.gaussMapLength / length : std::nan("");
    result.speed = std::move(m_speed);
    result.curvature = std::move(m_curvature);
    return result;
  }

 private:
  std::vector<double> m_speed, m_curvature;
};

}  // namespace

LayerCurvature curvature(const Eigen::MatrixXd& velocity, const Eigen::MatrixXd& acceleration,
                         const Eigen::VectorXd& t) {
  Bends bends(t.size());
  for (Eigen::Index j = 0; j < t.size(); ++j) bends.set(j, velocity.col(j), acceleration.col(j));
  return std::move(bends).summed(t);
}

CurvatureSweep::CurvatureSweep(const Plane& plane, const Curve& curve, Eigen::VectorXd t)
    : m_t(std::move(t)), m_jet(plane.x0.size(), 3 * m_t.size()) {
  const double turn = curve.kind() == Trajectory::Circle ? 2.0 * std::numbers::pi
                      : curve.kind() == Trajectory::Arc  ? std::numbers::pi / 2.0
                                                         : 0.0;
  for (Eigen::Index j = 0; j < m_t.size(); ++j) {
    const PlanePoint p = curve.at(m_t[j]);
    const PlanePoint v = curve.velocity(m_t[j]);
    m_jet.col(3 * j) = p.a * plane.x0 + p.b * plane.x1;
    m_jet.col(3 * j + 1) = v.a * plane.x0 + v.b * plane.x1;
    m_jet.col(3 * j + 2) = -turn * turn * m_jet.col(3 * j);  // of a circle; 0 on straight stretches
    m_jet.col(3 * j) += plane.origin;
  }
}

LayerCurvature CurvatureSweep::advance(const Layer& layer, Activation activation,
                                       const std::stop_token& stop) {
  const Eigen::Index rows = layer.weights.rows();
  Eigen::MatrixXd next(rows, m_jet.cols());
  Bends bends(m_t.size());
  const Eigen::Index tiles = (m_t.size() + pointsOfATile - 1) / pointsOfATile;
  parallelFor(static_cast<std::size_t>(tiles), [&](std::size_t tile) {
    const Eigen::Index begin = static_cast<Eigen::Index>(tile) * pointsOfATile;
    const Eigen::Index points = std::min(pointsOfATile, m_t.size() - begin);
    auto out = next.middleCols(3 * begin, 3 * points);
    for (Eigen::Index row = 0; row < rows; row += rowsBetweenPolls) {
      if (stop.stop_requested()) return;
      const Eigen::Index count = std::min(rowsBetweenPolls, rows - row);
      out.middleRows(row, count).noalias() =
          layer.weights.middleRows(row, count) * m_jet.middleCols(3 * begin, 3 * points);
    }
    for (Eigen::Index j = begin; j < begin + points; ++j) {
      bends.set(j, next.col(3 * j + 1), next.col(3 * j + 2));
      next.col(3 * j) += layer.bias;
      activate(activation, next.middleCols(3 * j, 3));
    }
  });
  m_jet.swap(next);
  return std::move(bends).summed(m_t);
}

std::vector<LayerCurvature> curvature(const Network& network, const Plane& plane, const Curve& curve,
                                      const Eigen::VectorXd& t) {
  CurvatureSweep sweep(plane, curve, t);
  std::vector<LayerCurvature> result;
  for (const Layer& layer : network.layers) result.push_back(sweep.advance(layer, network.activation));
  return result;
}

}  // namespace arcscope::core
