#include "ui/model/ensemble_service.h"

#include "core/study/pace.h"
#include "core/support/clock.h"

namespace arcscope::ui {

EnsembleService::EnsembleService(QObject* parent) : EnsembleService(Timing{}, parent) {}

EnsembleService::EnsembleService(const Timing& timing, QObject* parent)
    : QObject(parent),
      m_timing(timing),
      m_worker(this, std::chrono::milliseconds(0),
               [this](const Worker::Stage& stage) { return work(stage); }) {}

void EnsembleService::request(const core::Subject& subject) {
  m_busy = true;
  m_worker.request({subject, true});
}

void EnsembleService::stop() {
  m_busy = false;
  m_worker.request({{}, false});
}

/// The first stage only makes room; each later one draws for a while.
EnsembleService::Worker::Done EnsembleService::work(const Worker::Stage& stage) {
  if (stage.first) {
    m_ensemble.reset();
    m_seconds = 0.0;
    if (!stage.request.wanted) return {};
    m_ensemble = std::make_unique<core::Ensemble>(stage.request.subject, comparedMeasures);
    return {.next = m_timing.rest, .deliver = {}};
  }
  const auto begin = core::Clock::now();
  std::stop_source enough;
  const std::stop_callback forward(stage.stop, [&enough] { enough.request_stop(); });
  const std::int64_t most = core::isDrawn(stage.request.subject) ? m_timing.most : 1;
  core::extend(
      *m_ensemble, most, {.threads = 0, .background = true},
      [&](const core::Ensemble&) {
        if (core::Clock::now() - begin > m_timing.chunk) enough.request_stop();
      },
      enough.get_token());
  m_seconds += core::secondsSince(begin);
  if (stage.stop.stop_requested()) return {};
  const bool complete = m_ensemble->draws() >= most;
  const auto result = std::make_shared<const core::EnsembleResult>(m_ensemble->result());
  const EnsembleProgress progress{most, core::secondsLeft(m_seconds, 0, result->draws, most)};
  Worker::Done done;
  if (!complete) done.next = std::chrono::milliseconds(0);
  done.deliver = [this, result, progress, complete, generation = stage.generation] {
    if (!m_worker.isNewest(generation)) return;
    if (complete) m_busy = false;
    Q_EMIT resultReady(result, progress);
  };
  return done;
}

}  // namespace arcscope::ui
