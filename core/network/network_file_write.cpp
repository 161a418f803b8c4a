#include "core/network/convolutional_network.h"
#include "core/network/safetensors.h"
#include "core/version.h"

namespace arcscope::core {
namespace {

Tensor toTensor(const Eigen::MatrixXd& matrix) {
  Tensor tensor{.shape = {matrix.rows(), matrix.cols()}, .values = {}};
  tensor.values.reserve(static_cast<std::size_t>(matrix.size()));
  for (Eigen::Index i = 0; i < matrix.rows(); ++i)
    for (Eigen::Index j = 0; j < matrix.cols(); ++j) tensor.values.push_back(matrix(i, j));
  return tensor;
}

Tensor toTensor(const Eigen::VectorXd& vector) {
  return {.shape = {vector.size()}, .values = {vector.begin(), vector.end()}};
}

/// @param blocks leading layers that are convolutions with pooling.
TensorFile tensorsOf(const NormalisedNetwork& normalised, int blocks, const Eigen::VectorXd& x0,
                     const Eigen::VectorXd& x1, std::map<std::string, std::string> metadata) {
  const Network& network = normalised.network;
  TensorFile content{.tensors = {}, .metadata = std::move(metadata)};
  content.metadata.try_emplace("activation", name(network.activation));
  content.metadata.try_emplace("readout", network.readout ? "linear" : "none");
  content.metadata.try_emplace("version", std::string(version));
  int place = 0;
  const auto add = [&](const char* what, Tensor tensor) {
    content.tensors[std::to_string(place) + "." + what] = std::move(tensor);
  };
  const auto addLayer = [&](const Layer& layer, bool convolves) {
    Tensor weight = toTensor(layer.weights);
    if (convolves)
      weight.shape = {layer.weights.rows(), layer.weights.cols() / ConvolutionalNetwork::taps,
                      ConvolutionalNetwork::side, ConvolutionalNetwork::side};
    add("weight", std::move(weight));
    add("bias", toTensor(layer.bias));
    ++place;
  };
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    const bool convolves = static_cast<int>(i) < blocks;
    if (blocks > 0 && static_cast<int>(i) == blocks) ++place;  // the flattening
    addLayer(network.layers[i], convolves);
    const LayerNormalisation none;
    const LayerNormalisation& own =
        i < normalised.normalisations.size() ? normalised.normalisations[i] : none;
    const bool after = normalised.placement == Placement::AfterActivation;
    const int passed = convolves ? 2 : 1;  // the activation, and the pooling
    if (after) place += passed;
    if (own.kind == Normalisation::Trajectory) add("lambda", toTensor(own.scale));
    if (own.kind == Normalisation::Batch) {
      add("weight", toTensor(own.scale));
      add("bias", toTensor(own.shift));
      add("running_mean", toTensor(own.mean));
      add("running_var", toTensor(own.variance));
    }
    if (own.kind != Normalisation::None) ++place;
    if (!after) place += passed;
  }
  if (blocks > 0 && static_cast<int>(network.layers.size()) == blocks) ++place;
  if (network.readout) addLayer(*network.readout, false);
  if (x0.size() > 0) content.tensors["trajectory.x0"] = toTensor(x0);
  if (x1.size() > 0) content.tensors["trajectory.x1"] = toTensor(x1);
  return content;
}

}  // namespace

TensorFile toTensorFile(const NormalisedNetwork& normalised, const Eigen::VectorXd& x0,
                        const Eigen::VectorXd& x1, std::map<std::string, std::string> metadata) {
  return tensorsOf(normalised, 0, x0, x1, std::move(metadata));
}

TensorFile toTensorFile(const ConvolutionalNetwork& network, const Eigen::VectorXd& x0,
                        const Eigen::VectorXd& x1, std::map<std::string, std::string> metadata) {
  metadata.try_emplace("image", network.imageText());
  return tensorsOf(network.chain, network.blocks, x0, x1, std::move(metadata));
}

}  // namespace arcscope::core
