#pragma once
#include <QObject>

#include "core/study/prior.h"
#include "ui/model/newest_first.h"

namespace arcscope::ui {

using PriorPtr = std::shared_ptr<const core::Prior>;

struct PriorRequest {
  core::Subject subject;
  std::vector<core::OutputPoint> data;
  friend bool operator==(const PriorRequest&, const PriorRequest&) = default;
};
/// Whether `prior` is the whole answer to `request`, all its networks drawn.
[[nodiscard]] bool answers(const core::Prior& prior, const PriorRequest& request);

/// Computes priors over functions without blocking the GUI thread: the band and as many networks as a frame
/// or two allow, then the rest. The networks of the last setting are kept, so that data can be dragged. For
/// the GUI thread.
class PriorService : public QObject {
  Q_OBJECT

 public:
  explicit PriorService(QObject* parent = nullptr);

  /// True from request() until the whole answer to the newest request was delivered.
  [[nodiscard]] bool isBusy() const { return m_busy; }

 public Q_SLOTS:
  /// Nothing happens when this is what was requested last.
  void request(const arcscope::ui::PriorRequest& request);

 Q_SIGNALS:
  void priorReady(const arcscope::ui::PriorPtr& prior);

 private:
  using Worker = NewestFirst<PriorRequest>;
  [[nodiscard]] Worker::Done compute(const Worker::Stage& stage);
  [[nodiscard]] std::optional<core::Prior> advance(const Worker::Stage& stage);

  std::optional<PriorRequest> m_last;
  std::optional<core::OutputDraws> m_draws;  // on the worker's thread
  bool m_busy = false;
  Worker m_worker;  // last: joined before anything it uses is gone
};

}  // namespace arcscope::ui
