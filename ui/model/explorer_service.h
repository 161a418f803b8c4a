#pragma once
#include <QObject>
#include <QTimer>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

#include "core/explorer/snapshot.h"

namespace arcscope::ui {

using SnapshotPtr = std::shared_ptr<const core::Snapshot>;

/// One thing to compute. Cheap to copy.
struct ExploreRequest {
  core::Subject subject;
  core::ViewChoice view;
  int selectedLayer = 1;  ///< whose image is kept when the setting is streamed
};

/// Turns a stream of requests into snapshots without blocking the GUI thread.
///
/// At most one computation runs and at most one request waits (the newest), so that a slider never builds a
/// queue. Each request is computed in up to three stages, each replacing the former: at once Live, or Preview
/// where Live does not fit a frame; then Live; and when the person has rested for a moment, Full. A first
/// stage may run for `patience` although a newer request waits, so that the picture moves during a drag;
/// later stages give way at once. The newest request is always computed to the end. All public members are
/// for the GUI thread; Engine's functions are called on the service's own thread.
class ExplorerService : public QObject {
  Q_OBJECT

 public:
  struct Engine {
    /// Null when stopped. Must honour the token: the destructor waits for it.
    std::function<SnapshotPtr(const ExploreRequest&, core::Quality, const std::stop_token&)> explore;
    /// Seconds that explore would take.
    std::function<double(const ExploreRequest&, core::Quality)> estimate;
  };
  struct Timing {
    std::chrono::milliseconds patience{150};
    std::chrono::milliseconds beforeLive{60};   ///< rest after a preview
    std::chrono::milliseconds beforeFull{220};  ///< rest after a live picture
    double frameBudget = 0.012;                 ///< seconds of computation that fit a frame
  };

  explicit ExplorerService(QObject* parent = nullptr);  ///< computes with core::explore
  ExplorerService(Engine engine, Timing timing, QObject* parent = nullptr);
  ~ExplorerService() override;

  /// True from request() until the Full snapshot of the newest request was delivered, or failed.
  [[nodiscard]] bool isBusy() const { return m_busy; }

 public Q_SLOTS:
  void request(const arcscope::ui::ExploreRequest& request);

 Q_SIGNALS:
  void snapshotReady(const arcscope::ui::SnapshotPtr& snapshot);
  void failed(const QString& message);
  void busyChanged(bool busy);

 private:
  struct Outcome {
    SnapshotPtr snapshot;  // null and no error: stopped
    QString error;
    std::uint64_t generation = 0;
    core::Quality quality = core::Quality::Full;
    bool first = true;
  };

  void work(const std::stop_token& closing);
  void deliver(const Outcome& outcome);
  void setBusy(bool busy);

  Engine m_engine;
  Timing m_timing;

  // Guarded by m_mutex.
  std::mutex m_mutex;
  std::condition_variable_any m_wake;
  std::optional<ExploreRequest> m_waiting;
  std::uint64_t m_waitingGeneration = 0;
  std::stop_source m_running;
  bool m_computing = false;
  bool m_firstStage = false;
  std::chrono::steady_clock::time_point m_startedAt;

  // GUI thread only.
  QTimer m_patience;
  std::uint64_t m_generation = 0;
  bool m_busy = false;

  std::jthread m_thread;  // last: joined before anything it uses is gone
};

}  // namespace arcscope::ui

Q_DECLARE_METATYPE(arcscope::ui::SnapshotPtr)
