#pragma once
#include <QByteArray>

#include "core/data/open_task.h"
#include "ui/model/experiment_service.h"
#include "ui/model/training_setup.h"

namespace arcscope::ui {

/// What a figure's network learns.
struct LearningRequest {
  core::DataChoice data{.name = "fashion-mnist-sample"};
  core::TrainingChoice choice;
  double stepsPerSecond = 0.0;  ///< in the window; 0: as fast as it goes
};

/// Which experiment a figure shows.
struct ExperimentOrder {
  core::Experiment experiment = core::Experiment::OneLayer;
  int repeats = 3;
};

/// Trains `subject` as `request` says, to the end. Null when `stop` was requested.
/// @param observe is told the steps done and those in all.
[[nodiscard]] core::Expected<TrainingStatePtr> trainingOfFigure(
    const core::Subject& subject, const LearningRequest& request,
    const std::function<void(std::int64_t, std::int64_t)>& observe = {}, const std::stop_token& stop = {});

/// Runs the experiment to its end, as trainingOfFigure() trains.
[[nodiscard]] core::Expected<ExperimentPtr> experimentOfFigure(
    const core::Subject& subject, const LearningRequest& request, const ExperimentOrder& order,
    const std::function<void(std::int64_t, std::int64_t)>& observe = {}, const std::stop_token& stop = {});

/// Data and choice of a training as one JSON object, for files.
[[nodiscard]] std::string trainingJson(const TrainingState& state);

}  // namespace arcscope::ui
