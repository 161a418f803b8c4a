#include "ui/model/region_service.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace arcscope::ui {
namespace {

using Clock = std::chrono::steady_clock;

RegionService::Engine coreEngine() {
  auto finder = std::make_shared<core::RegionFinder>();
  return [finder](const RegionMapRequest& request, const RegionLimits& limits, const std::stop_token& stop) {
    return computeRegionMap(request, limits, *finder, stop);
  };
}

}  // namespace

RegionService::RegionService(QObject* parent) : RegionService(coreEngine(), Timing{}, parent) {}

RegionService::RegionService(Engine engine, const Timing& timing, QObject* parent)
    : QObject(parent), m_engine(std::move(engine)), m_timing(timing) {
  m_patience.setSingleShot(true);
  connect(&m_patience, &QTimer::timeout, this, [this] {
    const std::lock_guard lock(m_mutex);
    if (m_waiting && m_computing) m_running.request_stop();
  });
  m_thread = std::jthread([this](const std::stop_token& closing) { work(closing); });
}

RegionService::~RegionService() {
  m_thread.request_stop();
  {
    const std::lock_guard lock(m_mutex);
    m_running.request_stop();
  }
  m_thread.join();
}

void RegionService::request(const RegionMapRequest& request) {
  {
    const std::lock_guard lock(m_mutex);
    m_waiting = request;
    m_waitingGeneration = ++m_generation;
    if (m_computing && !m_live) {
      m_running.request_stop();
    } else if (m_computing && !m_patience.isActive()) {
      const auto ran = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - m_startedAt);
      m_patience.start(std::max(m_timing.patience - ran, std::chrono::milliseconds(0)));
    }
  }
  m_busy = true;
  m_wake.notify_one();
  if (m_onlyRested) Q_EMIT mapReady(nullptr);
}

void RegionService::work(const std::stop_token& closing) {
  std::optional<RegionMapRequest> current;
  std::uint64_t generation = 0;
  bool more = false;  // wider limits follow for `current`
  std::unique_lock lock(m_mutex);
  const auto newer = [this] { return m_waiting.has_value(); };
  while (!closing.stop_requested()) {
    if (!m_waiting) {
      if (more)
        m_wake.wait_for(lock, closing, m_timing.beforeRested, newer);
      else
        m_wake.wait(lock, closing, newer);
      if (closing.stop_requested()) return;
    }
    const bool live = m_waiting.has_value();
    if (live) {
      current = std::exchange(m_waiting, std::nullopt);
      generation = m_waitingGeneration;
      more = true;
      if (m_onlyRested) continue;
    }
    m_running = std::stop_source();
    const std::stop_token stop = m_running.get_token();
    m_computing = true;
    m_live = live;
    m_startedAt = Clock::now();
    lock.unlock();

    Outcome outcome = compute(*current, live, stop);
    outcome.generation = generation;
    more = !outcome.last;

    lock.lock();
    m_computing = false;
    if (closing.stop_requested()) return;
    if (outcome.map || !outcome.error.isEmpty())
      QMetaObject::invokeMethod(
          this, [this, outcome] { deliver(outcome); }, Qt::QueuedConnection);
  }
}

RegionService::Outcome RegionService::compute(const RegionMapRequest& request, bool live,
                                              const std::stop_token& stop) {
  Outcome outcome{.map = nullptr, .error = {}, .live = live};
  RegionLimits limits = live ? m_timing.live : m_timing.rested;
  if (live) limits.layers = m_liveLayers;
  try {
    outcome.map = m_engine(request, limits, stop);
  } catch (const std::exception& error) {  // nothing may escape from the thread
    outcome.error = QString::fromUtf8(error.what());
  }
  if (!outcome.map) return outcome;
  if (!live) {
    if (outcome.map->seconds < m_timing.live.seconds) m_onlyRested = false;
    return outcome;
  }
  outcome.last = outcome.map->complete() && outcome.map->exact();  // sampled ones become finer
  // A layer that did not fit the time is not tried in every frame; one more is where there is time to spare.
  const int found = std::max(1, outcome.map->layers());
  if (outcome.map->regions.end() == core::RegionsEnd::Stopped || outcome.map->levelSets.stopped) {
    m_liveLayers = found;
    m_onlyRested = outcome.map->layers() == 0;
    if (m_onlyRested) outcome.map = nullptr;  // nothing to see yet: the rested one says what is missing
  } else if (m_liveLayers > 0 && found >= m_liveLayers && outcome.map->seconds < limits.seconds / 6.0)
    m_liveLayers = found + 1;
  return outcome;
}

void RegionService::deliver(const Outcome& outcome) {
  const bool newest = outcome.generation == m_generation;
  if (outcome.live) m_patience.stop();
  if (!newest && !outcome.live) return;  // more of what is no longer asked for
  if (newest && (outcome.last || !outcome.error.isEmpty())) m_busy = false;
  if (outcome.map) Q_EMIT mapReady(outcome.map);
  if (!outcome.error.isEmpty()) Q_EMIT failed(outcome.error);
}

}  // namespace arcscope::ui
