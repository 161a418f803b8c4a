#pragma once
#include <string>
#include <string_view>

#include "core/learning/training_choice.h"

namespace arcscope::core {

/// How a network is trained as one JSON object, flag names as keys; what does not apply is left out.
[[nodiscard]] std::string toJson(const TrainingChoice& choice);
/// Reads it: keys may be missing (their defaults hold), unknown keys are an error.
[[nodiscard]] Expected<TrainingChoice> trainingChoiceFromJson(std::string_view text);

}  // namespace arcscope::core
