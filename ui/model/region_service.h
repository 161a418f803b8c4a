#pragma once
#include <QObject>
#include <atomic>
#include <chrono>
#include <functional>

#include "ui/model/newest_first.h"
#include "ui/model/region_map.h"

namespace arcscope::ui {

/// Turns a stream of requests into region maps without blocking the GUI thread.
///
/// Requests never build a queue: see NewestFirst. Each request is computed at once within limits that keep a
/// slider live, and when the person has rested for a moment again within wider ones if layers were missing.
/// Where not even one layer fits a live map, none is tried: the old one goes (mapReady with null) and the
/// next one comes at rest; networks of another shape are tried at once, the same ones after a second. All
/// public members are for the GUI thread; the engine is called on the service's own thread.
class RegionService : public QObject {
  Q_OBJECT

 public:
  /// Null when stopped. Must honour the token: the destructor waits for it.
  using Engine =
      std::function<RegionMapPtr(const RegionMapRequest&, const RegionLimits&, const std::stop_token&)>;
  struct Timing {
    std::chrono::milliseconds patience{150};
    std::chrono::milliseconds beforeRested{250};
    std::chrono::milliseconds again{1000};  ///< after which a live map is tried that did not fit
    RegionLimits live{.regions = 4'000, .pieces = 3'000, .cells = 64, .seconds = 0.008};
    RegionLimits rested{.regions = 200'000, .pieces = 20'000, .cells = 256, .seconds = 2.0};
  };

  explicit RegionService(QObject* parent = nullptr);  ///< computes with computeRegionMap
  RegionService(Engine engine, const Timing& timing, QObject* parent = nullptr);

  /// True from request() until the last map of the newest request was delivered, or failed.
  [[nodiscard]] bool isBusy() const { return m_busy; }

 public Q_SLOTS:
  void request(const arcscope::ui::RegionMapRequest& request);

 Q_SIGNALS:
  void mapReady(const arcscope::ui::RegionMapPtr& map);  ///< null: the last one no longer holds
  void failed(const QString& message);

 private:
  struct Outcome {
    RegionMapPtr map;   // null: stopped, or nothing fitted
    bool gone = false;  // nothing fitted: the last map no longer holds
    QString error;
    std::uint64_t generation = 0;
    bool live = true;
    bool last = true;
  };
  using Worker = NewestFirst<RegionMapRequest>;

  [[nodiscard]] Worker::Done stage(const Worker::Stage& stage);
  [[nodiscard]] Outcome compute(const RegionMapRequest& request, bool live, const std::stop_token& stop);
  void learn(const RegionMap& map, bool live);
  void deliver(const Outcome& outcome);

  Engine m_engine;
  Timing m_timing;
  core::Setting m_learnedOf;                      // of the worker's thread, as the next two:
  std::chrono::steady_clock::time_point m_tried;  // a live map
  int m_liveLayers = 0;  // of the worker's thread: layers that were found to fit a live map; 0: any number
  std::atomic<bool> m_onlyRested{false};  // not even one layer fitted a live map
  bool m_busy = false;
  Worker m_worker;  // last: joined before anything it uses is gone
};

}  // namespace arcscope::ui
