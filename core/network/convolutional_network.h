#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/network/normalised_network.h"

namespace arcscope::core {

/// Blocks of convolution, activation and pooling, then dense layers, with the normalisations between them.
/// A block convolves with 3 x 3 filters (zeros beyond the edge, so that the picture keeps its size), applies
/// the activation, and keeps the largest of each 2 x 2 pixels. Units lie on a grid: unit (channel * height +
/// y) * width + x.
struct ConvolutionalNetwork {
  static constexpr int side = 3;            ///< of a filter
  static constexpr int taps = side * side;  ///< numbers of a filter
  int channels = 1, height = 0, width = 0;  ///< of the input picture
  int blocks = 0;                           ///< leading layers of `chain` that are convolutions, >= 1
  /// The layers, of the convolutions [channels out x (channels in * taps)], with the normalisation of each;
  /// one number a channel in a convolution's, and one kind throughout.
  NormalisedNetwork chain;

  [[nodiscard]] int inputDim() const { return channels * height * width; }
  [[nodiscard]] int depth() const { return chain.network.depth(); }
  /// Units of the hidden layers, of convolutions after pooling. [depth]
  [[nodiscard]] std::vector<int> units() const;
  /// Of one point through the hidden layers.
  [[nodiscard]] std::int64_t multiplications() const;
  /// "1x28x28", channels x height x width.
  [[nodiscard]] std::string imageText() const;
};

}  // namespace arcscope::core
