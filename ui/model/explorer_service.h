#pragma once
#include <QObject>
#include <chrono>
#include <functional>
#include <memory>

#include "core/explorer/snapshot.h"
#include "ui/model/newest_first.h"

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
/// Requests never build a queue: see NewestFirst. Each request is computed in up to three stages, each
/// replacing the former: at once Live, or Preview where Live does not fit a frame; then Live; and when the
/// person has rested for a moment, Full. All public members are for the GUI thread; Engine's functions are
/// called on the service's own thread.
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
  using Worker = NewestFirst<ExploreRequest>;

  [[nodiscard]] Worker::Done compute(const Worker::Stage& stage);
  void deliver(const Outcome& outcome);
  void setBusy(bool busy);

  Engine m_engine;
  Timing m_timing;
  core::Quality m_next = core::Quality::Full;  // of the worker's thread: what follows for its request
  bool m_busy = false;
  Worker m_worker;  // last: joined before anything it uses is gone
};

}  // namespace arcscope::ui

Q_DECLARE_METATYPE(arcscope::ui::SnapshotPtr)
