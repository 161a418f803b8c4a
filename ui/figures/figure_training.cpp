#include "ui/figures/figure_training.h"

#include <nlohmann/json.hpp>

#include "core/support/json_text.h"
#include "core/training/trained_file.h"

namespace arcscope::ui {
namespace {

core::Expected<core::LearningTaskPtr> taskOf(const LearningRequest& request) {
  core::Expected<core::LearningTask> opened = core::openTask(request.data);
  if (!opened) return opened.error();
  return core::LearningTaskPtr(std::make_shared<const core::LearningTask>(std::move(opened).value()));
}

}  // namespace

core::Expected<TrainingStatePtr> trainingOfFigure(
    const core::Subject& subject, const LearningRequest& request,
    const std::function<void(std::int64_t, std::int64_t)>& observe, const std::stop_token& stop) {
  const auto task = taskOf(request);
  if (!task) return task.error();
  const core::Expected<core::Subject> start =
      subjectToTrain(subject, request.choice, *task.value(), request.data);
  if (!start) return start.error();
  return trainToTheEnd(start.value(), request.choice, task.value(), observe, stop);
}

core::Expected<ExperimentPtr> experimentOfFigure(
    const core::Subject& subject, const LearningRequest& request, const ExperimentOrder& order,
    const std::function<void(std::int64_t, std::int64_t)>& observe, const std::stop_token& stop) {
  const auto task = taskOf(request);
  if (!task) return task.error();
  const core::Expected<core::ExperimentRequest> wanted =
      experimentToRun(subject, request.choice, task.value(), request.data, order.experiment, order.repeats);
  if (!wanted) return wanted.error();
  ExperimentState state{.request = wanted.value(), .result = {}};
  state.result = core::runExperiment(
      state.request,
      [&](const core::ExperimentResult& now) {
        if (observe) observe(now.stepsDone, now.stepsWanted);
      },
      stop);
  return ExperimentPtr(std::make_shared<const ExperimentState>(std::move(state)));
}

std::string trainingJson(const TrainingState& state) {
  nlohmann::ordered_json json{{"data", state.task->name}, {"steps", state.history->back().step}};
  json.update(core::parsedJson(core::toJson(state.choice)));
  return core::jsonText(json);
}

}  // namespace arcscope::ui
