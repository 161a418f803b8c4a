#pragma once
#include <QObject>
#include <optional>

#include "ui/model/newest_first.h"
#include "ui/model/pins.h"

namespace arcscope::ui {

/// Computes what pins lack, at full quality, one thing after the other on a thread of its own. GUI thread
/// only.
class PinService : public QObject {
  Q_OBJECT

 public:
  explicit PinService(QObject* parent = nullptr);

  [[nodiscard]] bool isBusy() const { return m_inWork.has_value(); }

 public Q_SLOTS:
  /// What these pins lack of their snapshots and of `parts`, in place of what was requested before; what is
  /// in work and still wanted goes on.
  void request(const std::vector<arcscope::ui::Pin>& pins, const arcscope::ui::PinParts& parts = {});

 Q_SIGNALS:
  void pinReady(const arcscope::ui::Pin& pin);  ///< with one thing more
  void failed(const QString& sentence);

 private:
  /// One pin with what it lacks.
  struct Task {
    Pin pin;
    PinParts parts;
  };
  using Worker = NewestFirst<std::optional<Task>>;
  [[nodiscard]] Worker::Done compute(const Worker::Stage& stage);
  void begin();
  void deliver(const Pin& pin);
  void giveUp(const Pin& pin, const QString& sentence);

  std::vector<Task> m_tasks;     // in the order of the pins
  std::optional<Task> m_inWork;  // the first of them
  std::vector<Pin> m_givenUp;    // not tried again
  core::ExplorerCache m_cache;   // of the worker's thread
  Worker m_worker;               // last: joined before anything it uses is gone
};

}  // namespace arcscope::ui
