#pragma once
#include <span>
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
