#include "core/training/trained_subject.h"

namespace arcscope::core {

Subject trainedSubject(const Trainer& trainer) {
  Subject subject = trainer.subject();
  auto loaded = std::make_shared<LoadedNetwork>();
  auto normalised = std::make_shared<const NormalisedNetwork>(trainer.trainable().normalisedNetwork());
  loaded->network = folded(*normalised);
  if (trainer.choice().normalisation != Normalisation::None) loaded->normalised = std::move(normalised);
  loaded->namesActivation = true;
  const Plane plane = planeOf(subject);
  loaded->x0 = plane.x0;
  loaded->x1 = plane.x1;
  subject.setting.networkFile = networkInTraining;
  subject.setting.inputDim = static_cast<int>(loaded->network.inputDim());
  subject.loaded = std::move(loaded);
  subject.plane = std::make_shared<const Plane>(plane);
  return subject;
}

}  // namespace arcscope::core
