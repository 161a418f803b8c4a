#include "ui/model/training_setup.h"

#include <algorithm>

#include "core/support/text.h"
#include "core/training/trained_subject.h"

namespace arcscope::ui {
namespace {

/// The first training point of a class; 0 where it has none.
std::int64_t firstOf(const core::LearningTask& task, std::uint8_t label) {
  const auto& labels = task.training.labels;
  const auto found = std::find(labels.begin(), labels.end(), label);
  return found == labels.end() ? 0 : found - labels.begin();
}

std::optional<core::Error> misfit(const core::Network& network, const core::LearningTask& task) {
  const std::string data = core::printable(task.name);
  if (network.inputDim() != task.features())
    return core::Error{"The loaded network takes " + std::to_string(network.inputDim()) +
                       " numbers; a point of " + data + " has " + std::to_string(task.features())};
  if (network.readout && network.readout->weights.rows() != task.classes())
    return core::Error{"The read-out of the loaded network has " +
                       std::to_string(network.readout->weights.rows()) + " outputs; " + data + " has " +
                       std::to_string(task.classes()) + " classes"};
  return std::nullopt;
}

}  // namespace

core::Expected<core::Subject> subjectToTrain(core::Subject subject, const core::TrainingChoice& choice,
                                             const core::LearningTask& task, const core::DataChoice& data) {
  if (core::isConvolutional(subject))
    return core::Error{
        "A convolutional network that was loaded cannot be trained on: choose another network first"};
  if (subject.loaded) {
    if (const auto wrong = misfit(subject.loaded->network, task)) return *wrong;
  } else if (core::effectiveInputDim(subject.setting) != task.features()) {
    core::Setting& setting = subject.setting;
    setting.endpoints.reset();
    setting.endpointsFile.clear();
    setting.inputDim = task.features();
    subject = {.setting = std::move(setting)};
    if (task.features() > 2) {
      if (subject.setting.trajectory == core::Trajectory::Circle)
        subject.setting.trajectory = core::Trajectory::Arc;
      const auto joined = core::withDataEndpoints(subject, task, {data, firstOf(task, 0), firstOf(task, 1)});
      if (!joined) return joined.error();
      subject = joined.value();
    }
  } else {
    subject.setting.inputDim = task.features();  // whatever the width
  }
  if (const auto wrong = core::validate(subject)) return *wrong;
  if (const auto wrong = core::validate(choice, subject.setting, task)) return *wrong;
  return subject;
}

core::Expected<core::ExperimentRequest> experimentToRun(core::Subject subject, core::TrainingChoice choice,
                                                        const core::LearningTaskPtr& task,
                                                        const core::DataChoice& data,
                                                        core::Experiment experiment, int repeats) {
  core::ExperimentRequest request;
  request.experiment = experiment;
  request.choice = std::move(choice);
  request.choice.frozen.clear();
  request.task = task;
  request.repeats = repeats;
  core::Expected<core::Subject> start = subjectToTrain(std::move(subject), request.choice, *task, data);
  if (!start) return start.error();
  request.subject = std::move(start).value();
  if (const auto wrong = core::validate(request)) return *wrong;
  return request;
}

TrainingState stateOf(const core::Trainer& trainer) {
  TrainingState state;
  state.start = trainer.subject();
  state.subject = trainer.diverged() ? state.start : core::trainedSubject(trainer);
  state.choice = trainer.choice();
  state.task = trainer.task();
  state.history = std::make_shared<const std::vector<core::TrainingRecord>>(trainer.history());
  state.step = trainer.step();
  state.steps = trainer.steps();
  state.perEpoch = trainer.stepsPerEpoch();
  state.diverged = trainer.diverged();
  state.finished = trainer.finished();
  return state;
}

TrainingStatePtr trainToTheEnd(const core::Subject& subject, const core::TrainingChoice& choice,
                               const core::LearningTaskPtr& task,
                               const std::function<void(std::int64_t, std::int64_t)>& observe,
                               const std::stop_token& stop) {
  core::Trainer trainer(subject, choice, task, core::Moments::NotKept);
  while (!trainer.finished() && !stop.stop_requested()) {
    trainer.advance(trainer.stepsPerEpoch(), stop);
    if (observe) observe(trainer.step(), trainer.steps());
  }
  if (stop.stop_requested()) return nullptr;
  return std::make_shared<const TrainingState>(stateOf(trainer));
}

}  // namespace arcscope::ui
