#include "core/training/trained_subject.h"

#include "core/learning/trainable_convolution.h"

namespace arcscope::core {

Subject trainedSubject(const Trainer& trainer) {
  Subject subject = trainer.subject();
  auto loaded = std::make_shared<LoadedNetwork>();
  const Plane plane = planeOf(subject);
  if (trainer.choice().architecture == Architecture::Convolutional) {
    loaded->convolutional =
        std::make_shared<const ConvolutionalNetwork>(convolutionalOf(trainer.trainable()));
    loaded->network.activation = subject.setting.activation;
    describeNetwork(subject.setting, *loaded);
  } else {
    auto normalised = std::make_shared<const NormalisedNetwork>(trainer.trainable().normalisedNetwork());
    loaded->network = folded(*normalised);
    if (trainer.choice().normalisation != Normalisation::None) loaded->normalised = std::move(normalised);
    subject.setting.inputDim = static_cast<int>(loaded->network.inputDim());
  }
  loaded->namesActivation = true;
  loaded->x0 = plane.x0;
  loaded->x1 = plane.x1;
  subject.setting.networkFile = networkInTraining;
  subject.loaded = std::move(loaded);
  subject.plane = std::make_shared<const Plane>(plane);
  return subject;
}

}  // namespace arcscope::core
