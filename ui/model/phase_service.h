#pragma once
#include <QObject>

#include "core/theory/phase_diagram.h"
#include "ui/model/newest_first.h"

namespace arcscope::ui {

using PhaseDiagramPtr = std::shared_ptr<const core::PhaseDiagram>;

/// Computes phase diagrams without blocking the GUI thread, a coarse one first, and keeps those that were
/// completed. For the GUI thread.
class PhaseService : public QObject {
  Q_OBJECT

 public:
  explicit PhaseService(QObject* parent = nullptr);

  /// True from request() until the complete diagram of the newest request was delivered.
  [[nodiscard]] bool isBusy() const { return m_busy; }

 public Q_SLOTS:
  /// Nothing happens when this is what was requested last.
  void request(const arcscope::core::PhaseRequest& request);

 Q_SIGNALS:
  void diagramReady(const arcscope::ui::PhaseDiagramPtr& diagram);

 private:
  using Worker = NewestFirst<core::PhaseRequest>;
  [[nodiscard]] Worker::Done compute(const Worker::Stage& stage);
  void deliver(const PhaseDiagramPtr& diagram);

  std::optional<core::PhaseRequest> m_last;
  std::vector<PhaseDiagramPtr> m_kept;
  bool m_busy = false;
  Worker m_worker;  // last: joined before anything it uses is gone
};

}  // namespace arcscope::ui
