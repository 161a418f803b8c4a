#include "ui/model/explorer_service.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "core/explorer/explorer.h"

namespace arcscope::ui {
namespace {

using Clock = std::chrono::steady_clock;

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
    : QObject(parent), m_engine(std::move(engine)), m_timing(timing) {
  qRegisterMetaType<SnapshotPtr>();
  m_patience.setSingleShot(true);
  connect(&m_patience, &QTimer::timeout, this, [this] {
    const std::lock_guard lock(m_mutex);
    if (m_waiting && m_computing) m_running.request_stop();
  });
  m_thread = std::jthread([this](const std::stop_token& closing) { work(closing); });
}

ExplorerService::~ExplorerService() {
  m_thread.request_stop();
  {
    const std::lock_guard lock(m_mutex);
    m_running.request_stop();
  }
  m_thread.join();
}

void ExplorerService::request(const ExploreRequest& request) {
  {
    const std::lock_guard lock(m_mutex);
    m_waiting = request;
    m_waitingGeneration = ++m_generation;
    if (m_computing && !m_firstStage) {
      m_running.request_stop();
    } else if (m_computing && !m_patience.isActive()) {
      const auto ran = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - m_startedAt);
      m_patience.start(std::max(m_timing.patience - ran, std::chrono::milliseconds(0)));
    }
  }
  m_wake.notify_one();
  setBusy(true);
}

void ExplorerService::work(const std::stop_token& closing) {
  std::optional<ExploreRequest> current;
  std::uint64_t generation = 0;
  bool more = false;  // a stage follows for `current`:
  core::Quality next = core::Quality::Full;
  std::unique_lock lock(m_mutex);
  const auto newer = [this] { return m_waiting.has_value(); };
  while (!closing.stop_requested()) {
    if (!m_waiting) {
      if (!more) {
        m_wake.wait(lock, closing, newer);
      } else {
        m_wake.wait_for(lock, closing,
                        next == core::Quality::Full ? m_timing.beforeFull : m_timing.beforeLive, newer);
      }
      if (closing.stop_requested()) return;
    }
    const bool first = m_waiting.has_value();
    if (first) {
      current = std::exchange(m_waiting, std::nullopt);
      generation = m_waitingGeneration;
    }
    m_running = std::stop_source();
    const std::stop_token stop = m_running.get_token();
    m_computing = true;
    m_firstStage = first;
    m_startedAt = Clock::now();
    lock.unlock();

    Outcome outcome{.snapshot = nullptr, .error = {}, .generation = generation, .first = first};
    try {
      outcome.quality = first ? (m_engine.estimate(*current, core::Quality::Live) <= m_timing.frameBudget
                                     ? core::Quality::Live
                                     : core::Quality::Preview)
                              : next;
      outcome.snapshot = m_engine.explore(*current, outcome.quality, stop);
    } catch (const std::exception& error) {  // nothing may escape from the thread
      outcome.error = QString::fromUtf8(error.what());
    }

    lock.lock();
    m_computing = false;
    more = outcome.snapshot && outcome.quality != core::Quality::Full;
    next = outcome.quality == core::Quality::Preview ? core::Quality::Live : core::Quality::Full;
    if (closing.stop_requested()) return;
    if (outcome.snapshot || !outcome.error.isEmpty())
      QMetaObject::invokeMethod(
          this, [this, outcome] { deliver(outcome); }, Qt::QueuedConnection);
  }
}

void ExplorerService::deliver(const Outcome& outcome) {
  const bool newest = outcome.generation == m_generation;
  if (outcome.first) m_patience.stop();
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
