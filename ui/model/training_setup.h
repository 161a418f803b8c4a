#pragma once
#include <functional>
#include <stop_token>

#include "core/data/open_task.h"
#include "core/training/experiments.h"
#include "ui/model/training_service.h"

namespace arcscope::ui {

/// `subject` as it is trained on `task`, which `data` names: a drawn network takes the data's number of
/// features as its input dimension. Its curve then runs between the first training points of the first two
/// classes; in the plane it stays as it is. A loaded network must have that many inputs, and as many classes
/// where it has a read-out. The error is one sentence, of core::validate() where that refuses.
[[nodiscard]] core::Expected<core::Subject> subjectToTrain(core::Subject subject,
                                                           const core::TrainingChoice& choice,
                                                           const core::LearningTask& task,
                                                           const core::DataChoice& data);

/// An experiment with `subject` and `data`, in the same way: nothing of `choice` is frozen.
/// The error is one sentence.
[[nodiscard]] core::Expected<core::ExperimentRequest> experimentToRun(
    core::Subject subject, core::TrainingChoice choice, const core::LearningTaskPtr& task,
    const core::DataChoice& data, core::Experiment experiment, int repeats);

/// The state of a training that has run to its end, as the service would tell it. Null when `stop` was
/// requested. @param observe is told the steps done and those in all. @pre as for TrainingService::start
[[nodiscard]] TrainingStatePtr trainToTheEnd(
    const core::Subject& subject, const core::TrainingChoice& choice, const core::LearningTaskPtr& task,
    const std::function<void(std::int64_t, std::int64_t)>& observe = {}, const std::stop_token& stop = {});

/// How `trainer` stands, without what only a service knows.
[[nodiscard]] TrainingState stateOf(const core::Trainer& trainer);

}  // namespace arcscope::ui
