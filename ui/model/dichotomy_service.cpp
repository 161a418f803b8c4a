#include "ui/model/dichotomy_service.h"

#include <algorithm>

#include "core/study/pace.h"
#include "core/support/clock.h"

namespace arcscope::ui {

namespace {
constexpr std::size_t mostQuestions = 64;  // some kB each
}

DichotomyService::DichotomyService(std::chrono::milliseconds rest, QObject* parent)
    : QObject(parent),
      m_rest(rest),
      m_worker(this, std::chrono::milliseconds(0),
               [this](const Worker::Stage& stage) { return work(stage); }) {}

void DichotomyService::request(const core::DichotomyRequest& request) {
  if (m_last && core::sameQuestion(*m_last, request)) return;
  stop();
  if (core::validate(request)) return;
  m_last = request;
  const core::DichotomiesPtr known = kept(request);
  m_busy = !known || !known->complete();
  if (m_busy) m_worker.request(known ? *known : core::Dichotomies{request});
  if (known) Q_EMIT countReady(known, std::nullopt);
}

void DichotomyService::stop() {
  m_last.reset();
  if (m_busy) m_worker.request(std::nullopt);
  m_busy = false;
}

/// The first stage only makes room.
DichotomyService::Worker::Done DichotomyService::work(const Worker::Stage& stage) {
  if (!stage.request) return {};
  if (stage.first) return {.next = m_rest, .deliver = {}};
  core::Dichotomies known = *stage.request;
  const int first = known.done;
  const int depth = known.request.subject.setting.depth;
  const auto begin = core::Clock::now();
  const auto handOut = [&](const core::Dichotomies& now) {
    const bool timed = now.done - first >= depth;  // the layers of a draw take unlike times
    const auto left =
        timed ? core::secondsLeft(core::secondsSince(begin), first, now.done, now.total()) : std::nullopt;
    QMetaObject::invokeMethod(
        this,
        [this, result = std::make_shared<const core::Dichotomies>(now), left] { deliver(result, left); },
        Qt::QueuedConnection);
  };
  core::extend(known, handOut, stage.stop);
  return {};
}

core::DichotomiesPtr DichotomyService::kept(const core::DichotomyRequest& request) const {
  const auto found = std::find_if(m_kept.begin(), m_kept.end(), [&](const core::DichotomiesPtr& one) {
    return core::sameQuestion(one->request, request);
  });
  return found == m_kept.end() ? nullptr : *found;
}

void DichotomyService::deliver(const core::DichotomiesPtr& known, std::optional<double> secondsLeft) {
  std::erase(m_kept, kept(known->request));
  if (m_kept.size() == mostQuestions) m_kept.erase(m_kept.begin());
  m_kept.push_back(known);
  if (!m_last || !core::sameQuestion(*m_last, known->request)) return;  // asked for something else meanwhile
  if (known->complete()) m_busy = false;
  Q_EMIT countReady(known, secondsLeft);
}

}  // namespace arcscope::ui
