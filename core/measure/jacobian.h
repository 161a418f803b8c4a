#pragma once
#include <stop_token>
#include <vector>

#include "core/network/network.h"

namespace arcscope::core {

/// Singular values of the Jacobian dz_d/dx of one layer at some points.
struct LayerSpectrum {
  /// [points] natural logarithms of those that are not 0, falling. There are at most min(width, input
  /// dimension) of them; fewer where neurons in flat regions cut directions off.
  std::vector<std::vector<double>> logValues;
};

/// Follows the Jacobian of the map from the input to each layer, layer by layer, with all of its singular
/// values. The product of the layers is kept as U D T: U with orthonormal columns, D the scales, T rows of
/// about unit length; a pivoted QR decomposition after every layer moves what the layer did to the scales
/// into D, and one-sided Jacobi rotations find the singular values of D T. So values far below the rounding
/// of the largest one are resolved too: to about 1e-10 of themselves, as far apart as 1e-150. Directions
/// behind neurons with a derivative of 0 leave the product and are not taken for small values; where the
/// weights themselves lack rank, what is below rounding counts as 0. Cost of a layer and point: about 40
/// width^3 operations; points are shared out over the processors, and the result does not depend on their
/// number.
class JacobianSweep {
 public:
  /// @param points [input dimension x points].
  explicit JacobianSweep(Eigen::MatrixXd points);
  /// The next layer's; stopped (polled per point): of no use.
  [[nodiscard]] LayerSpectrum advance(const Layer& layer, Activation activation,
                                      const std::stop_token& stop = {});

 private:
  /// The Jacobian at one point: left * diag(scale) * right * exp(logScale).
  struct Factors {
    Eigen::MatrixXd left;   ///< [units x rank]
    Eigen::VectorXd scale;  ///< [rank] falling from 1
    Eigen::MatrixXd right;  ///< [rank x rank or more]
    double logScale = 0.0;
    bool begun = false;
  };
  static void multiply(Factors& jacobian, const Eigen::MatrixXd& weights, const Eigen::VectorXd& slopes);

  Eigen::MatrixXd m_z;
  std::vector<Factors> m_factors;  ///< [points]
};

/// Carries directions of the input through a network along with points of it.
class StretchSweep {
 public:
  /// @param points [input dimension x points].
  /// @param directions how many axes of the input are followed, evenly spaced among them; all if there are
  /// not more.
  StretchSweep(Eigen::MatrixXd points, Eigen::Index directions);
  /// |J e|^2 averaged over the directions e and the points, for J = dz_d/dx of the next layer: the mean
  /// square of J's singular values if layer and input are equally wide and all axes are followed. Stopped
  /// (polled per point): of no use. Cost: a product of the weights with a column for each direction and
  /// point.
  [[nodiscard]] double advance(const Layer& layer, Activation activation, const std::stop_token& stop = {});

 private:
  Eigen::MatrixXd m_z;
  std::vector<Eigen::MatrixXd> m_tangents;  ///< [points] of [units x directions]
};

}  // namespace arcscope::core
