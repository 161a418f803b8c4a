#include "ui/model/region_service.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "core/support/clock.h"

namespace arcscope::ui {
namespace {

RegionService::Engine coreEngine() {
  auto finder = std::make_shared<core::RegionFinder>();
  return [finder](const RegionMapRequest& request, const RegionLimits& limits, const std::stop_token& stop) {
    return computeRegionMap(request, limits, *finder, stop);
  };
}

/// Networks of the same shape take about as long.
bool isLike(const core::Setting& a, const core::Setting& b) {
  return a.depth == b.depth && a.width == b.width && a.widths == b.widths && a.activation == b.activation;
}

}  // namespace

RegionService::RegionService(QObject* parent) : RegionService(coreEngine(), Timing{}, parent) {}

RegionService::RegionService(Engine engine, const Timing& timing, QObject* parent)
    : QObject(parent),
      m_engine(std::move(engine)),
      m_timing(timing),
      m_worker(this, timing.patience, [this](const Worker::Stage& next) { return stage(next); }) {}

void RegionService::request(const RegionMapRequest& request) {
  m_worker.request(request);
  m_busy = true;
  if (m_onlyRested) Q_EMIT mapReady(nullptr);
}

RegionService::Worker::Done RegionService::stage(const Worker::Stage& stage) {
  Worker::Done done;
  if (stage.first && !isLike(stage.request.subject.setting, m_learnedOf)) {
    m_learnedOf = stage.request.subject.setting;
    m_onlyRested = false;
    m_liveLayers = 0;
  }
  // In a stream without a rest, such as a training, what did not fit once may fit later.
  if (stage.first && m_onlyRested && core::Clock::now() - m_tried < m_timing.again) {
    done.next = m_timing.beforeRested;
    return done;
  }
  Outcome outcome = compute(stage.request, stage.first, stage.stop);
  outcome.generation = stage.generation;
  if (!outcome.last) done.next = m_timing.beforeRested;
  if (outcome.map || outcome.gone || !outcome.error.isEmpty())
    done.deliver = [this, outcome] { deliver(outcome); };
  return done;
}

RegionService::Outcome RegionService::compute(const RegionMapRequest& request, bool live,
                                              const std::stop_token& stop) {
  Outcome outcome{.map = nullptr, .error = {}, .live = live};
  if (live) m_tried = core::Clock::now();
  RegionLimits limits = live ? m_timing.live : m_timing.rested;
  if (live) limits.layers = m_liveLayers;
  try {
    outcome.map = m_engine(request, limits, stop);
  } catch (const std::exception& error) {  // nothing may escape from the thread
    outcome.error = QString::fromUtf8(error.what());
  }
  if (!outcome.map) return outcome;
  learn(*outcome.map, live);
  if (!live) return outcome;
  outcome.last = outcome.map->complete() && outcome.map->exact();  // sampled ones become finer
  outcome.gone = m_onlyRested;
  if (outcome.gone) outcome.map = nullptr;  // the rested one says what is missing
  return outcome;
}

/// A layer that did not fit is not tried in every frame; one more is where there is time to spare.
void RegionService::learn(const RegionMap& map, bool live) {
  const double frame = m_timing.live.seconds;
  if (!live) {
    if (map.seconds < frame) m_onlyRested = false;
    return;
  }
  m_onlyRested = map.layers() == 0 && !map.complete();
  const int found = std::max(1, map.layers());
  if (map.regions.end() == core::RegionsEnd::Stopped || map.levelSets.stopped)
    m_liveLayers = found;
  else if (m_liveLayers > 0 && found >= m_liveLayers && map.seconds < frame / 6.0)
    m_liveLayers = found + 1;
}

void RegionService::deliver(const Outcome& outcome) {
  const bool newest = m_worker.isNewest(outcome.generation);
  if (outcome.live) m_worker.firstStageDelivered();
  if (!newest && !outcome.live) return;  // more of what is no longer asked for
  if (newest && (outcome.last || !outcome.error.isEmpty())) m_busy = false;
  if (outcome.map || outcome.gone) Q_EMIT mapReady(outcome.map);
  if (!outcome.error.isEmpty()) Q_EMIT failed(outcome.error);
}

}  // namespace arcscope::ui
