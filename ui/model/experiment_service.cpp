#include "ui/model/experiment_service.h"

#include "core/study/pace.h"
#include "core/support/clock.h"

namespace arcscope::ui {

namespace {
constexpr double secondsBetweenStates = 0.1;
}

ExperimentService::ExperimentService(QObject* parent)
    : QObject(parent), m_worker(this, std::chrono::milliseconds(0), [this](const Worker::Stage& stage) {
        return work(stage);
      }) {}

void ExperimentService::start(const core::ExperimentRequest& request) {
  m_worker.request(request);
  m_state = std::make_shared<const ExperimentState>(
      ExperimentState{.request = request, .result = {}, .running = true});
  Q_EMIT stateReady(m_state);
}

void ExperimentService::stop() {
  if (!isRunning()) return;
  m_worker.request(std::nullopt);
  ExperimentState now = *m_state;
  now.running = false;
  now.secondsLeft.reset();
  m_state = std::make_shared<const ExperimentState>(std::move(now));
  Q_EMIT stateReady(m_state);
}

/// In a stage that gives way to a newer request at once.
ExperimentService::Worker::Done ExperimentService::work(const Worker::Stage& stage) {
  if (!stage.request) return {};
  if (stage.first) return {.next = std::chrono::milliseconds(0), .deliver = {}};
  const core::ExperimentRequest& request = *stage.request;
  const auto begin = core::Clock::now();
  double last = -secondsBetweenStates;
  int runs = 0;
  const auto observe = [&](const core::ExperimentResult& now) {
    const double seconds = core::secondsSince(begin);
    if (now.runsDone == runs && seconds < last + secondsBetweenStates) return;
    last = seconds;
    runs = now.runsDone;
    post(stage.generation, {.request = request,
                            .result = now,
                            .running = !now.complete(),
                            .secondsLeft = core::secondsLeft(seconds, 0, now.stepsDone, now.stepsWanted)});
  };
  static_cast<void>(core::runExperiment(request, observe, stage.stop));
  return {};
}

void ExperimentService::post(std::uint64_t generation, ExperimentState state) {
  QMetaObject::invokeMethod(
      this,
      [this, generation, shared = std::make_shared<const ExperimentState>(std::move(state))] {
        if (!m_worker.isNewest(generation)) return;
        m_state = shared;
        Q_EMIT stateReady(m_state);
      },
      Qt::QueuedConnection);
}

}  // namespace arcscope::ui
