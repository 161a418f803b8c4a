#include "ui/model/layer_study_service.h"

namespace arcscope::ui {
namespace {

constexpr std::chrono::milliseconds studyPatience{150};

/// The quickest of `wanted` that is not there.
core::LayerStudyParts nextPart(const core::LayerStudyParts& there, const core::LayerStudyParts& wanted) {
  if (wanted.autocorrelation && !there.autocorrelation) return {.autocorrelation = true};
  if (wanted.similarity && !there.similarity) return {.similarity = true};
  return {.jacobian = wanted.jacobian};
}

bool isOf(const core::LayerStudyPtr& study, const core::Snapshot& snapshot) {
  return study && study->isOf(snapshot.subject, snapshot.view.image);
}

}  // namespace

LayerStudyService::LayerStudyService(QObject* parent)
    : QObject(parent),
      m_worker(this, studyPatience, [this](const Worker::Stage& stage) { return compute(stage); }) {}

void LayerStudyService::request(const std::shared_ptr<const core::Snapshot>& snapshot,
                                const core::LayerStudyParts& wanted) {
  if (isOf(m_known, *snapshot) && m_known->parts().include(wanted)) {
    Q_EMIT studyReady(m_known);
    return;
  }
  const bool same = m_busy && m_last && m_last->snapshot->subject == snapshot->subject &&
                    m_last->snapshot->view.image == snapshot->view.image;
  if (same && m_last->wanted.include(wanted)) return;
  m_last = {snapshot, wanted};
  m_busy = true;
  m_worker.request(*m_last);
}

LayerStudyService::Worker::Done LayerStudyService::compute(const Worker::Stage& stage) {
  const core::Snapshot& snapshot = *stage.request.snapshot;
  const core::LayerStudyParts there = isOf(m_found, snapshot) ? m_found->parts() : core::LayerStudyParts{};
  const core::LayerStudyPtr study = core::extended(m_found, snapshot.subject, snapshot.view.image,
                                                   nextPart(there, stage.request.wanted), stage.stop);
  if (!study) return {};
  m_found = study;
  const bool last = study->parts().include(stage.request.wanted);
  return {
      .next = last ? std::nullopt : std::optional(std::chrono::milliseconds(0)),
      .deliver = [this, study, last, generation = stage.generation] { deliver(study, generation, last); }};
}

void LayerStudyService::deliver(const core::LayerStudyPtr& study, std::uint64_t generation, bool last) {
  m_worker.firstStageDelivered();
  m_known = study;
  if (last && m_worker.isNewest(generation)) m_busy = false;
  Q_EMIT studyReady(study);
}

}  // namespace arcscope::ui
