#include "core/training/trained_file.h"

#include <nlohmann/json.hpp>

#include "core/support/json_text.h"
#include "core/version.h"

namespace arcscope::core {
namespace {

Tensor vectorTensor(const float* values, int count) {
  return {.shape = {count}, .values = {values, values + count}};
}

/// Layers of both kinds; an activation takes a number, and so do a pooling and the flattening before the
/// first dense layer.
TensorFile convolutionalFile(const Trainer& trainer) {
  const TrainableNetwork<float>& network = trainer.trainable();
  const Parameters<float>& parameters = network.parameters();
  const bool after = trainer.choice().placement == Placement::AfterActivation;
  TensorFile content;
  int place = 0;
  bool flattened = false;
  const auto add = [&](const char* what, Tensor tensor) {
    content.tensors[std::to_string(place) + "." + what] = std::move(tensor);
  };
  for (const auto& layer : network.layers()) {
    if (!layer.convolution && !flattened) {
      flattened = true;
      ++place;
    }
    Tensor weight{.shape = {layer.rows, layer.columns}, .values = {}};
    constexpr int taps = 9;
    if (layer.convolution) weight.shape = {layer.rows, layer.columns / taps, 3, 3};
    for (int i = 0; i < layer.rows; ++i) {
      const float* const row =
          parameters.values(layer.weights) + static_cast<std::ptrdiff_t>(i) * layer.stride;
      weight.values.insert(weight.values.end(), row, row + layer.columns);
    }
    add("weight", std::move(weight));
    add("bias", vectorTensor(parameters.values(layer.bias), layer.rows));
    if (layer.layer > network.plan().depth()) break;
    const int pooling = layer.convolution ? 1 : 0;
    place += after ? 2 + pooling : 1;
    if (layer.normalisation == Normalisation::Trajectory) {
      add("lambda", vectorTensor(parameters.values(layer.scale), 1));
    } else if (layer.normalisation == Normalisation::Batch) {
      add("weight", vectorTensor(parameters.values(layer.scale), layer.channels));
      add("bias", vectorTensor(parameters.values(layer.shift), layer.channels));
      add("running_mean", vectorTensor(parameters.values(layer.mean), layer.channels));
      add("running_var", vectorTensor(parameters.values(layer.variance), layer.channels));
    }
    if (layer.normalisation != Normalisation::None) ++place;
    if (!after) place += 1 + pooling;
  }
  return content;
}

}  // namespace

std::string toJson(const TrainingChoice& choice) {
  nlohmann::ordered_json json;
  json["architecture"] = name(choice.architecture);
  if (choice.architecture == Architecture::Convolutional) json["channels"] = choice.channels;
  json["normalisation"] = name(choice.normalisation);
  if (choice.normalisation != Normalisation::None) json["placement"] = name(choice.placement);
  if (choice.normalisation == Normalisation::Trajectory) {
    json["regularisation"] = choice.regularisation;
    json["original"] = name(choice.original);
  }
  json["loss"] = name(choice.loss);
  json["optimizer"] = name(choice.optimizer.kind);
  json["learning_rate"] = choice.optimizer.learningRate;
  json["weight_decay"] = choice.optimizer.weightDecay;
  json["batch"] = choice.batch;
  json["epochs"] = choice.epochs;
  json["freeze"] = choice.frozen;
  return jsonText(json);
}

TensorFile trainedTensorFile(const Trainer& trainer) {
  std::map<std::string, std::string> metadata{{"setting", toJson(trainer.subject().setting)},
                                              {"training", toJson(trainer.choice())},
                                              {"data", trainer.task()->name},
                                              {"step", std::to_string(trainer.step())}};
  if (trainer.choice().architecture == Architecture::Convolutional) {
    TensorFile content = convolutionalFile(trainer);
    content.metadata = std::move(metadata);
    content.metadata["activation"] = name(trainer.subject().setting.activation);
    content.metadata["readout"] = "linear";
    content.metadata["version"] = version;
    return content;
  }
  const Plane plane = planeOf(trainer.subject());
  return toTensorFile(trainer.trainable().normalisedNetwork(), plane.x0, plane.x1, std::move(metadata));
}

}  // namespace arcscope::core
