#include "core/training/trained_file.h"

#include "core/learning/trainable_convolution.h"
#include "core/learning/training_choice_json.h"

namespace arcscope::core {

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
