#include "ui/figures/figure_training.h"

#include <nlohmann/json.hpp>

#include "core/support/json_text.h"
#include "core/training/trained_file.h"

namespace arcscope::ui {

core::Expected<TrainingStatePtr> trainingOfFigure(
    const core::Subject& subject, const LearningRequest& request,
    const std::function<void(std::int64_t, std::int64_t)>& observe, const std::stop_token& stop) {
  core::Expected<core::LearningTask> opened = core::openTask(request.data);
  if (!opened) return opened.error();
  const auto task = std::make_shared<const core::LearningTask>(std::move(opened).value());
  const core::Expected<core::Subject> start = subjectToTrain(subject, request.choice, *task, request.data);
  if (!start) return start.error();
  return trainToTheEnd(start.value(), request.choice, task, observe, stop);
}

std::string trainingJson(const TrainingState& state) {
  nlohmann::ordered_json json{{"data", state.task->name}, {"steps", state.history->back().step}};
  json.update(core::parsedJson(core::toJson(state.choice)));
  return core::jsonText(json);
}

}  // namespace arcscope::ui
