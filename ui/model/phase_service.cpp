#include "ui/model/phase_service.h"

#include <algorithm>

namespace arcscope::ui {

namespace {
constexpr std::size_t mostKept = 16;  // a few hundred kB each
}

PhaseService::PhaseService(QObject* parent)
    : QObject(parent), m_worker(this, std::chrono::milliseconds(0), [this](const Worker::Stage& stage) {
        return compute(stage);
      }) {}

void PhaseService::request(const core::PhaseRequest& request) {
  if (m_last == request) return;
  m_last = request;
  const auto kept = std::find_if(m_kept.begin(), m_kept.end(),
                                 [&](const PhaseDiagramPtr& one) { return one->request == request; });
  if (kept != m_kept.end()) {
    m_busy = false;
    Q_EMIT diagramReady(*kept);
    return;
  }
  m_busy = true;
  m_worker.request(request);
}

PhaseService::Worker::Done PhaseService::compute(const Worker::Stage& stage) {
  core::computePhaseDiagram(
      stage.request,
      [this](const core::PhaseDiagram& pass) {
        QMetaObject::invokeMethod(
            this, [this, diagram = std::make_shared<const core::PhaseDiagram>(pass)] { deliver(diagram); },
            Qt::QueuedConnection);
      },
      stage.stop);
  return {};
}

void PhaseService::deliver(const PhaseDiagramPtr& diagram) {
  if (diagram->complete) {
    if (m_kept.size() == mostKept) m_kept.erase(m_kept.begin());
    m_kept.push_back(diagram);
  }
  if (!m_last || !(diagram->request == *m_last)) return;  // asked for something else meanwhile
  if (diagram->complete) m_busy = false;
  Q_EMIT diagramReady(diagram);
}

}  // namespace arcscope::ui
