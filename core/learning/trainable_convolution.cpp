#include "core/learning/trainable_convolution.h"

#include <algorithm>

namespace arcscope::core {
namespace {

/// What changes nothing, for layers that a file leaves without a normalisation.
LayerNormalisation identity(Normalisation kind, Eigen::Index channels) {
  LayerNormalisation one{.kind = kind, .scale = {}, .shift = {}, .mean = {}, .variance = {}};
  if (kind == Normalisation::Trajectory) {
    one.scale = Eigen::VectorXd::Ones(1);
  } else {
    one.scale = Eigen::VectorXd::Ones(channels);
    one.shift = one.mean = Eigen::VectorXd::Zero(channels);
    one.variance = Eigen::VectorXd::Constant(channels, 1.0 - batchNormEpsilon);
  }
  return one;
}

}  // namespace

TrainableNetwork<float> trainableOf(const ConvolutionalNetwork& network, Activation activation) {
  NormalisedNetwork chain = network.chain;
  TrainingChoice choice;
  choice.architecture = Architecture::Convolutional;
  choice.placement = chain.placement;
  for (const LayerNormalisation& one : chain.normalisations)
    if (one.kind != Normalisation::None) choice.normalisation = one.kind;
  chain.normalisations.resize(chain.network.layers.size());
  choice.channels.clear();
  for (std::size_t i = 0; i < chain.network.layers.size(); ++i) {
    const Eigen::Index channels = chain.network.layers[i].bias.size();
    if (static_cast<int>(i) < network.blocks) choice.channels.push_back(static_cast<int>(channels));
    LayerNormalisation& one = chain.normalisations[i];
    if (one.kind == Normalisation::None && choice.normalisation != Normalisation::None)
      one = identity(choice.normalisation, channels);
  }
  const NetworkPlan plan{
      .inputs = network.inputDim(),
      .units = network.units(),
      .classes = chain.network.readout ? static_cast<int>(chain.network.readout->bias.size()) : 1,
      .image = ImageShape{.width = network.width, .height = network.height, .channels = network.channels},
      .activation = activation};
  TrainableNetwork<float> result(plan, choice);
  result.take(chain);
  return result;
}

ConvolutionalNetwork convolutionalOf(const TrainableNetwork<float>& network) {
  const ImageShape& image = *network.plan().image;
  return {.channels = image.channels,
          .height = image.height,
          .width = image.width,
          .blocks = static_cast<int>(std::count_if(network.layers().begin(), network.layers().end(),
                                                   [](const auto& layer) { return layer.convolution; })),
          .chain = network.normalisedNetwork()};
}

}  // namespace arcscope::core
