#pragma once
#include <QObject>

#include "core/explorer/theory_lines.h"
#include "ui/model/newest_first.h"

namespace arcscope::ui {

/// Finds what theory says of each snapshot without blocking the GUI thread; of a stream of snapshots the
/// newest. For the GUI thread.
class TheoryService : public QObject {
  Q_OBJECT

 public:
  explicit TheoryService(QObject* parent = nullptr);

  /// True from request() until the lines of the newest snapshot were delivered.
  [[nodiscard]] bool isBusy() const { return m_busy; }

 public Q_SLOTS:
  void request(const std::shared_ptr<const arcscope::core::Snapshot>& snapshot);

 Q_SIGNALS:
  void linesReady(const arcscope::core::TheoryLinesPtr& lines);

 private:
  using Worker = NewestFirst<std::shared_ptr<const core::Snapshot>>;
  [[nodiscard]] Worker::Done compute(const Worker::Stage& stage);

  bool m_busy = false;
  Worker m_worker;  // last: joined before anything it uses is gone
};

}  // namespace arcscope::ui
