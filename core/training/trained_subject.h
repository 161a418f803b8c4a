#pragma once
#include "core/training/trainer.h"

namespace arcscope::core {

/// What stands for the file's name in the setting of a network that is in training here.
inline constexpr const char* networkInTraining = "(in training)";

/// The network that `trainer` has now, normalisation folded in, read-out included, with the curve of its
/// subject: what every view shows as it shows a loaded network.
/// Cost: a copy of the network in double.
[[nodiscard]] Subject trainedSubject(const Trainer& trainer);

}  // namespace arcscope::core
