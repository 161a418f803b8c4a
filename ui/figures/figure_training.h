#pragma once
#include <QByteArray>

#include "core/data/open_task.h"
#include "ui/model/training_setup.h"

namespace arcscope::ui {

/// What a figure's network learns.
struct LearningRequest {
  core::DataChoice data{.name = "fashion-mnist-sample"};
  core::TrainingChoice choice;
  double stepsPerSecond = 0.0;  ///< in the window; 0: as fast as it goes
};

/// Trains `subject` as `request` says, to the end. Null when `stop` was requested.
/// @param observe is told the steps done and those in all.
[[nodiscard]] core::Expected<TrainingStatePtr> trainingOfFigure(
    const core::Subject& subject, const LearningRequest& request,
    const std::function<void(std::int64_t, std::int64_t)>& observe = {}, const std::stop_token& stop = {});

/// Data and choice of a training as one JSON object, for files.
[[nodiscard]] std::string trainingJson(const TrainingState& state);

}  // namespace arcscope::ui
