#pragma once
#include <Eigen/Core>
#include <algorithm>
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

/// Whether all weights and biases of the layers are equal, bit for bit but for signs of zero.
[[nodiscard]] inline bool haveSameWeights(const Network& a, const Network& b) {
  const auto same = [](const auto& left, const auto& right) {
    return left.rows() == right.rows() && left.cols() == right.cols() && left == right;
  };
  return std::equal(a.layers.begin(), a.layers.end(), b.layers.begin(), b.layers.end(),
                    [&](const Layer& left, const Layer& right) {
                      return same(left.weights, right.weights) && same(left.bias, right.bias);
                    });
}

}  // namespace arcscope::core
