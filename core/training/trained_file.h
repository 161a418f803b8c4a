#pragma once
#include "core/learning/training_choice_json.h"
#include "core/training/trainer.h"

namespace arcscope::core {

/// The network that `trainer` has now, as PyTorch would name the tensors of an nn.Sequential: Linear (or
/// Conv2d) layers with their normalisation and the read-out, the end points of the trajectory, and as
/// metadata the setting, the training and the step. loadNetwork() reads it.
[[nodiscard]] TensorFile trainedTensorFile(const Trainer& trainer);

}  // namespace arcscope::core
