#include "core/measure/curvature.h"

#include <cmath>
#include <limits>
#include <numbers>

namespace arcscope::core {

LayerCurvature curvature(const Eigen::MatrixXd& velocity, const Eigen::MatrixXd& acceleration,
                         const Eigen::VectorXd& t) {
  LayerCurvature result;
  double before = 0.0;
  for (Eigen::Index j = 0; j < t.size(); ++j) {
    const double speed = velocity.col(j).stableNorm();
    double kappa = std::numeric_limits<double>::quiet_NaN();
    if (speed > 0.0) {
      // The part of the acceleration across the velocity, so that nothing cancels.
      const Eigen::VectorXd along = velocity.col(j) / speed;
      const Eigen::VectorXd across = acceleration.col(j) - along * along.dot(acceleration.col(j));
      kappa = across.stableNorm() / speed / speed;
    }
    result.speed.push_back(speed);
    result.curvature.push_back(kappa);
    const double turning = speed > 0.0 ? kappa * speed : 0.0;
    if (j > 0) result.gaussMapLength += 0.5 * (turning + before) * (t[j] - t[j - 1]);
    before = turning;
  }
  return result;
}

std::vector<LayerCurvature> curvature(const Network& network, const Plane& plane, const Curve& curve,
                                      const Eigen::VectorXd& t) {
  Eigen::MatrixXd z = curvePoints(plane, curve, t);
  Eigen::MatrixXd dz(z.rows(), z.cols());
  Eigen::MatrixXd ddz = Eigen::MatrixXd::Zero(z.rows(), z.cols());
  const double turn = curve.kind() == Trajectory::Circle ? 2.0 * std::numbers::pi
                      : curve.kind() == Trajectory::Arc  ? std::numbers::pi / 2.0
                                                         : 0.0;
  for (Eigen::Index j = 0; j < t.size(); ++j) {
    const PlanePoint v = curve.velocity(t[j]);
    dz.col(j) = v.a * plane.x0 + v.b * plane.x1;
    ddz.col(j) = -turn * turn * (z.col(j) - plane.origin);  // of a circle; 0 on straight stretches
  }
  std::vector<LayerCurvature> result;
  for (const Layer& layer : network.layers) {
    Eigen::MatrixXd h = layer.weights * z;
    h.colwise() += layer.bias;
    const Eigen::MatrixXd dh = layer.weights * dz;
    const Eigen::MatrixXd ddh = layer.weights * ddz;
    result.push_back(curvature(dh, ddh, t));
    const auto map = [&](auto function) {
      return h.unaryExpr([&](double value) { return function(network.activation, value); }).eval();
    };
    const Eigen::MatrixXd slope = map(derivative);
    z = map(evaluate);
    ddz = slope.cwiseProduct(ddh) + map(secondDerivative).cwiseProduct(dh.cwiseAbs2());
    dz = slope.cwiseProduct(dh);
  }
  return result;
}

}  // namespace arcscope::core
