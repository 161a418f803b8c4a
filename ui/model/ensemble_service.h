#pragma once
#include <QObject>

#include "core/study/ensemble.h"
#include "ui/model/comparison.h"
#include "ui/model/newest_first.h"

namespace arcscope::ui {

/// Draws a setting again and again in the background and hands out what is known so far, several times a
/// second, until there are `most` draws. A new request ends the last one at once. For the GUI thread.
class EnsembleService : public QObject {
  Q_OBJECT

 public:
  struct Timing {
    std::chrono::milliseconds rest{250};   ///< before the first draw, so that a drag is not slowed down
    std::chrono::milliseconds chunk{120};  ///< of draws between two results
    std::int64_t most = 500;
  };
  explicit EnsembleService(QObject* parent = nullptr);
  EnsembleService(const Timing& timing, QObject* parent = nullptr);

  /// True from request() until all draws are there.
  [[nodiscard]] bool isBusy() const { return m_busy; }
  [[nodiscard]] std::int64_t most() const { return m_timing.most; }

 public Q_SLOTS:
  void request(const arcscope::core::Subject& subject);
  void stop();  ///< what was delivered stays

 Q_SIGNALS:
  void resultReady(const arcscope::ui::EnsemblePtr& result, const arcscope::ui::EnsembleProgress& progress);

 private:
  struct Request {
    core::Subject subject;
    bool wanted = true;
  };
  using Worker = NewestFirst<Request>;
  [[nodiscard]] Worker::Done work(const Worker::Stage& stage);

  Timing m_timing;
  bool m_busy = false;
  // Of the worker's thread:
  std::unique_ptr<core::Ensemble> m_ensemble;
  double m_seconds = 0.0;  // spent on it

  Worker m_worker;  // last: joined before anything it uses is gone
};

}  // namespace arcscope::ui
