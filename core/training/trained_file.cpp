#include "core/training/trained_file.h"

#include <nlohmann/json.hpp>

#include "core/learning/trainable_convolution.h"
#include "core/support/json_text.h"

namespace arcscope::core {

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
  const Plane plane = planeOf(trainer.subject());
  if (trainer.choice().architecture == Architecture::Convolutional) {
    const ConvolutionalNetwork network = convolutionalOf(trainer.trainable());
    const bool fits = plane.x0.size() == network.inputDim();
    return toTensorFile(network, fits ? plane.x0 : Eigen::VectorXd(), fits ? plane.x1 : Eigen::VectorXd(),
                        std::move(metadata));
  }
  return toTensorFile(trainer.trainable().normalisedNetwork(), plane.x0, plane.x1, std::move(metadata));
}

}  // namespace arcscope::core
