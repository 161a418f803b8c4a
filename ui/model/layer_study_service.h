#pragma once
#include <QObject>

#include "core/explorer/layer_study.h"
#include "ui/model/newest_first.h"

namespace arcscope::ui {

/// Studies the layers of the newest subject without blocking the GUI thread, part by part, the quick ones
/// first, and keeps what it found of the last one. For the GUI thread.
class LayerStudyService : public QObject {
  Q_OBJECT

 public:
  explicit LayerStudyService(QObject* parent = nullptr);

  /// True from request() until all wanted parts of the newest subject were delivered.
  [[nodiscard]] bool isBusy() const { return m_busy; }
  /// What was delivered last; may be null.
  [[nodiscard]] const core::LayerStudyPtr& known() const { return m_known; }

 public Q_SLOTS:
  /// Nothing happens when this was requested last, or all of it is known: that is delivered again at once.
  void request(const std::shared_ptr<const arcscope::core::Snapshot>& snapshot,
               const arcscope::core::LayerStudyParts& wanted);

 Q_SIGNALS:
  /// What is known so far, at least one part more than before.
  void studyReady(const arcscope::core::LayerStudyPtr& study);

 private:
  struct Request {
    std::shared_ptr<const core::Snapshot> snapshot;
    core::LayerStudyParts wanted;
  };
  using Worker = NewestFirst<Request>;
  [[nodiscard]] Worker::Done compute(const Worker::Stage& stage);
  void deliver(const core::LayerStudyPtr& study, std::uint64_t generation, bool last);

  std::optional<Request> m_last;
  core::LayerStudyPtr m_known;
  bool m_busy = false;
  core::LayerStudyPtr m_found;  ///< of the worker's thread
  Worker m_worker;              // last: joined before anything it uses is gone
};

}  // namespace arcscope::ui
