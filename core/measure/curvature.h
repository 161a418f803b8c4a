#pragma once
#include <stop_token>
#include <vector>

#include "core/network/network.h"
#include "core/trajectory/curve.h"

namespace arcscope::core {

/// How the pre-activation image of one layer bends, along the curve.
struct LayerCurvature {
  std::vector<double> speed;  ///< [points] |v|, v = dh/dt
  std::vector<double>
      curvature;  ///< [points] kappa = sqrt(|a|^2 / |v|^4 - (v.a)^2 / |v|^6), a = d2h/dt2; NaN at v = 0
  double gaussMapLength = 0.0;  ///< integral of kappa |v| dt by the trapezoid rule
  double meanCurvature = 0.0;   ///< kappa averaged over the length, by the same rule; NaN where that is 0
};

/// Carries z, dz/dt and d2z/dt2 of a curve's points through a network layer by layer. A corner's turn is not
/// seen. Cost of a layer: three columns a point through its weights, shared out over the processors; the
/// result does not depend on their number.
class CurvatureSweep {
 public:
  /// @param t rising.
  CurvatureSweep(const Plane& plane, const Curve& curve, Eigen::VectorXd t);
  /// How h of the next layer bends; stopped (polled per tile of points): of no use.
  [[nodiscard]] LayerCurvature advance(const Layer& layer, Activation activation,
                                       const std::stop_token& stop = {});

 private:
  Eigen::VectorXd m_t;
  Eigen::MatrixXd m_jet;  ///< [units x 3 points] the columns z, dz, ddz of each point in turn
};

/// Curvature of h in every layer by carrying dz/dt and d2z/dt2 forward through the network, without
/// differences. Meant for smooth activations and curves without corners; of a piecewise linear activation it
/// sees the pieces and not the kinks. [P16]. Cost: three sweeps.
/// @param t rising.
[[nodiscard]] std::vector<LayerCurvature> curvature(const Network& network, const Plane& plane,
                                                    const Curve& curve, const Eigen::VectorXd& t);

/// The same of a curve given by its velocity and acceleration, [dimension x points].
[[nodiscard]] LayerCurvature curvature(const Eigen::MatrixXd& velocity, const Eigen::MatrixXd& acceleration,
                                       const Eigen::VectorXd& t);

}  // namespace arcscope::core
