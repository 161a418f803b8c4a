#include "core/network/convolutional_network.h"

namespace arcscope::core {

std::vector<int> ConvolutionalNetwork::units() const {
  std::vector<int> units;
  int rows = height, columns = width;
  for (const Layer& layer : chain.network.layers) {
    int pixels = 1;
    if (static_cast<int>(units.size()) < blocks) {
      rows /= 2;
      columns /= 2;
      pixels = rows * columns;
    }
    units.push_back(static_cast<int>(layer.bias.size()) * pixels);
  }
  return units;
}

std::int64_t ConvolutionalNetwork::multiplications() const {
  std::int64_t count = 0;
  for (int i = 0; i < depth(); ++i) {
    const std::int64_t weights = chain.network.layers[static_cast<std::size_t>(i)].weights.size();
    count += i < blocks ? weights * (height >> i) * (width >> i) : weights;
  }
  return count;
}

std::string ConvolutionalNetwork::imageText() const {
  return std::to_string(channels) + "x" + std::to_string(height) + "x" + std::to_string(width);
}

}  // namespace arcscope::core
