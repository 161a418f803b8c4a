#pragma once
#include <QObject>
#include <QTimer>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "ui/model/region_map.h"

namespace arcscope::ui {

/// Turns a stream of requests into region maps without blocking the GUI thread.
///
/// At most one computation runs and at most one request waits (the newest). Each request is computed at once
/// within limits that keep a slider live, and when the person has rested for a moment again within wider ones
/// if layers were missing. Where not even one layer fits a live map, none is tried: the old one goes
/// (mapReady with null) and the next one comes at rest. The first computation may go on for `patience`
/// although a newer request waits; the second gives way at once. The newest request is always computed to the
/// end. All public members are for the GUI thread; the engine is called on the service's own thread.
class RegionService : public QObject {
  Q_OBJECT

 public:
  /// Null when stopped. Must honour the token: the destructor waits for it.
  using Engine =
      std::function<RegionMapPtr(const RegionMapRequest&, const RegionLimits&, const std::stop_token&)>;
  struct Timing {
    std::chrono::milliseconds patience{150};
    std::chrono::milliseconds beforeRested{250};
    RegionLimits live{.regions = 4'000, .pieces = 3'000, .cells = 64, .seconds = 0.008};
    RegionLimits rested{.regions = 200'000, .pieces = 20'000, .cells = 256, .seconds = 2.0};
  };

  explicit RegionService(QObject* parent = nullptr);  ///< computes with computeRegionMap
  RegionService(Engine engine, const Timing& timing, QObject* parent = nullptr);
  ~RegionService() override;

  /// True from request() until the last map of the newest request was delivered, or failed.
  [[nodiscard]] bool isBusy() const { return m_busy; }

 public Q_SLOTS:
  void request(const arcscope::ui::RegionMapRequest& request);

 Q_SIGNALS:
  void mapReady(const arcscope::ui::RegionMapPtr& map);  ///< null: the last one no longer holds
  void failed(const QString& message);

 private:
  struct Outcome {
    RegionMapPtr map;  // null and no error: stopped
    QString error;
    std::uint64_t generation = 0;
    bool live = true;
    bool last = true;
  };
  void work(const std::stop_token& closing);
  [[nodiscard]] Outcome compute(const RegionMapRequest& request, bool live, const std::stop_token& stop);
  void deliver(const Outcome& outcome);

  Engine m_engine;
  Timing m_timing;
  int m_liveLayers = 0;  // of the service's thread: layers that were found to fit a live map; 0: any number

  std::atomic<bool> m_onlyRested{false};  // not even one layer fitted a live map

  // Guarded by m_mutex.
  std::mutex m_mutex;
  std::condition_variable_any m_wake;
  std::optional<RegionMapRequest> m_waiting;
  std::uint64_t m_waitingGeneration = 0;
  std::stop_source m_running;
  bool m_computing = false;
  bool m_live = false;
  std::chrono::steady_clock::time_point m_startedAt;

  // GUI thread only.
  QTimer m_patience;
  std::uint64_t m_generation = 0;
  bool m_busy = false;

  std::jthread m_thread;  // last: joined before anything it uses is gone
};

}  // namespace arcscope::ui
