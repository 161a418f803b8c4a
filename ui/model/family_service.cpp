#include "ui/model/family_service.h"

#include "core/support/clock.h"

namespace arcscope::ui {

FamilyService::FamilyService(QObject* parent, std::chrono::milliseconds rest)
    : QObject(parent),
      m_rest(rest),
      m_worker(this, std::chrono::milliseconds(0),
               [this](const Worker::Stage& stage) { return compute(stage); }) {}

void FamilyService::request(const core::FamilyRequest& request) {
  if (m_last == request) return;
  m_last = request;
  m_busy = true;
  m_worker.request(request);
}

void FamilyService::stop() {
  m_last.reset();
  if (m_busy) m_worker.request(std::nullopt);
  m_busy = false;
}

/// The first stage only makes room; the second draws until all is there or something else is wanted.
FamilyService::Worker::Done FamilyService::compute(const Worker::Stage& stage) {
  if (!stage.request) return {};
  if (stage.first) return {.next = m_rest, .deliver = {}};
  constexpr double between = 0.1;  // seconds
  core::Clock::time_point shown = core::Clock::now();
  const core::Family family = core::computeFamily(
      *stage.request,
      [&](const core::Family& now) {
        if (now.complete || core::secondsSince(shown) < between) return;
        shown = core::Clock::now();
        post(now, stage.generation);
      },
      stage.stop);
  if (!stage.stop.stop_requested()) post(family, stage.generation);
  return {};
}

void FamilyService::post(const core::Family& family, std::uint64_t generation) {
  QMetaObject::invokeMethod(
      this,
      [this, generation, shared = std::make_shared<const core::Family>(family)] {
        if (!m_worker.isNewest(generation)) return;
        if (shared->complete || !shared->error.empty()) m_busy = false;
        Q_EMIT familyReady(shared);
      },
      Qt::QueuedConnection);
}

}  // namespace arcscope::ui
