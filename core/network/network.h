#pragma once
#include <Eigen/Core>
#include <optional>
#include <vector>

#include "core/network/activation.h"

namespace arcscope::core {

/// One fully connected layer, h = weights * z + bias.
struct Layer {
  Eigen::MatrixXd weights;  ///< [units x fan_in]
  Eigen::VectorXd bias;     ///< [units]
};

/// A fully connected network. Every layer of `layers` is activated; `readout`, where present, is linear and
/// no layer of the images.
struct Network {
  Activation activation = Activation::HardTanh;
  std::vector<Layer> layers;  ///< input side first; fan_in of one = units of the one before
  std::optional<Layer> readout;

  [[nodiscard]] Eigen::Index inputDim() const { return layers.empty() ? 0 : layers.front().weights.cols(); }
  [[nodiscard]] int depth() const { return static_cast<int>(layers.size()); }
};

}  // namespace arcscope::core
