#pragma once
#include "app/commands/flags.h"
#include "core/data/open_task.h"
#include "core/training/trainer.h"

namespace arcscope::app {

/// What a training command reads from its flags, files opened and validated.
struct TrainingRequest {
  core::Subject subject;
  core::TrainingChoice choice;
  core::LearningTaskPtr task;
};

/// Adds the flags that choose data and training; those of the setting are added by addSettingFlags().
void addTrainingFlags(Flags& flags);

/// The setting's input dimension follows the data where no flag chooses one.
[[nodiscard]] core::Expected<TrainingRequest> readTraining(const Flags& flags);

}  // namespace arcscope::app
