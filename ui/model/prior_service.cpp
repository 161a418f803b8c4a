#include "ui/model/prior_service.h"

#include "core/support/clock.h"
#include "core/support/parallel.h"

namespace arcscope::ui {
namespace {

constexpr double chunk = 0.06;  // seconds of drawing before something is shown

}  // namespace

bool answers(const core::Prior& prior, const PriorRequest& request) {
  return PriorRequest{prior.subject, prior.data} == request &&
         (!prior.reason.empty() || prior.draws.cols() == core::priorDraws);
}

PriorService::PriorService(QObject* parent)
    : QObject(parent), m_worker(this, std::chrono::milliseconds(150), [this](const Worker::Stage& stage) {
        return compute(stage);
      }) {}

void PriorService::request(const PriorRequest& request) {
  if (m_last == request) return;
  m_last = request;
  m_busy = true;
  m_worker.request(request);
}

std::optional<core::Prior> PriorService::advance(const Worker::Stage& stage) {
  const auto& [subject, data] = stage.request;
  if (subject.loaded) return core::priorOf(subject, data);
  if (!m_draws || !m_draws->isOf(subject, data)) m_draws.emplace(subject, data);
  const bool bandFirst = stage.first && m_draws->secondsEach() > chunk;
  const auto begin = core::Clock::now();
  while (!bandFirst && m_draws->networks() < core::priorDraws && core::secondsSince(begin) < chunk) {
    const int more =
        std::min(static_cast<int>(core::parallelThreads()), core::priorDraws - m_draws->networks());
    if (!m_draws->extend(more, stage.stop)) return std::nullopt;
  }
  return core::priorOf(*m_draws, data, stage.stop);
}

PriorService::Worker::Done PriorService::compute(const Worker::Stage& stage) {
  std::optional<core::Prior> found = advance(stage);
  if (!found) return {};
  const auto prior = std::make_shared<const core::Prior>(std::move(*found));
  const bool complete = answers(*prior, stage.request);
  Worker::Done done;
  if (!complete) done.next = std::chrono::milliseconds(0);
  done.deliver = [this, prior, complete, generation = stage.generation, first = stage.first] {
    if (first) m_worker.firstStageDelivered();
    if (complete && m_worker.isNewest(generation)) m_busy = false;
    Q_EMIT priorReady(prior);
  };
  return done;
}

}  // namespace arcscope::ui
