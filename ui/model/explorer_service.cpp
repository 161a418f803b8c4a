#include "ui/model/explorer_service.h"

#include <exception>
#include <utility>

#include "core/explorer/explorer.h"

namespace arcscope::ui {
namespace {

ExplorerService::Engine coreEngine() {
  auto cache = std::make_shared<core::ExplorerCache>();
  return {[cache](const ExploreRequest& request, core::Quality quality, const std::stop_token& stop) {
            return core::explore(request.subject, request.view, quality, *cache, stop, request.selectedLayer);
          },
          [cache](const ExploreRequest& request, core::Quality quality) {
            return core::estimatedSeconds(request.subject, quality, *cache);
          }};
}

}  // namespace

ExplorerService::ExplorerService(QObject* parent) : ExplorerService(coreEngine(), Timing{}, parent) {}

ExplorerService::ExplorerService(Engine engine, Timing timing, QObject* parent)
    : QObject(parent),
      m_engine(std::move(engine)),
      m_timing(timing),
      m_worker(this, timing.patience, [this](const Worker::Stage& stage) { return compute(stage); }) {
  qRegisterMetaType<SnapshotPtr>();
}

void ExplorerService::request(const ExploreRequest& request) {
  m_worker.request(request);
  setBusy(true);
}

ExplorerService::Worker::Done ExplorerService::compute(const Worker::Stage& stage) {
  using core::Quality;
  Outcome outcome{.snapshot = nullptr, .error = {}, .generation = stage.generation, .first = stage.first};
  try {
    const bool fits = stage.first && m_engine.estimate(stage.request, Quality::Live) <= m_timing.frameBudget;
    outcome.quality = !stage.first ? m_next : fits ? Quality::Live : Quality::Preview;
    outcome.snapshot = m_engine.explore(stage.request, outcome.quality, stage.stop);
  } catch (const std::exception& error) {  // nothing may escape from the thread
    outcome.error = QString::fromUtf8(error.what());
  }
  Worker::Done done;
  m_next = outcome.quality == Quality::Preview ? Quality::Live : Quality::Full;
  if (outcome.snapshot && outcome.quality != Quality::Full)
    done.next = m_next == Quality::Full ? m_timing.beforeFull : m_timing.beforeLive;
  if (outcome.snapshot || !outcome.error.isEmpty()) done.deliver = [this, outcome] { deliver(outcome); };
  return done;
}

void ExplorerService::deliver(const Outcome& outcome) {
  const bool newest = m_worker.isNewest(outcome.generation);
  if (outcome.first) m_worker.firstStageDelivered();
  if (!newest && !outcome.first) return;  // a better picture of what is no longer asked for
  const bool last = newest && (!outcome.error.isEmpty() || outcome.quality == core::Quality::Full);
  if (outcome.snapshot) Q_EMIT snapshotReady(outcome.snapshot);
  if (!outcome.error.isEmpty()) Q_EMIT failed(outcome.error);
  if (last) setBusy(false);
}

void ExplorerService::setBusy(bool busy) {
  if (busy == m_busy) return;
  m_busy = busy;
  Q_EMIT busyChanged(busy);
}

}  // namespace arcscope::ui
