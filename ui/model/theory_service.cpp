#include "ui/model/theory_service.h"

namespace arcscope::ui {

namespace {
constexpr std::chrono::milliseconds patience{100};  // with lines that take longer than a drag's next value
}

TheoryService::TheoryService(QObject* parent)
    : QObject(parent),
      m_worker(this, patience, [this](const Worker::Stage& stage) { return compute(stage); }) {}

void TheoryService::request(const std::shared_ptr<const core::Snapshot>& snapshot) {
  m_busy = true;
  m_worker.request(snapshot);
}

TheoryService::Worker::Done TheoryService::compute(const Worker::Stage& stage) {
  const core::TheoryLinesPtr lines = core::theoryLines(*stage.request, stage.stop);
  if (!lines) return {};
  return {.next = std::nullopt, .deliver = [this, lines, generation = stage.generation] {
            m_worker.firstStageDelivered();
            if (m_worker.isNewest(generation)) m_busy = false;
            Q_EMIT linesReady(lines);
          }};
}

}  // namespace arcscope::ui
