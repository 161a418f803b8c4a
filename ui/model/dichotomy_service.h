#pragma once
#include <QObject>
#include <vector>

#include "core/study/dichotomies.h"
#include "ui/model/newest_first.h"

namespace arcscope::ui {

/// Counts the labelings that a network reaches in the background, layer by layer, and keeps what was counted:
/// the same question goes on where it was left. A new one ends the old one at once. For the GUI thread.
class DichotomyService : public QObject {
  Q_OBJECT

 public:
  /// @param rest before the first layer, so that a drag is not slowed down.
  explicit DichotomyService(std::chrono::milliseconds rest = std::chrono::milliseconds(250),
                            QObject* parent = nullptr);

  /// True from request() until the newest question was answered or given up.
  [[nodiscard]] bool isBusy() const { return m_busy; }

 public Q_SLOTS:
  /// Nothing happens when this is what was asked last, or what validate() refuses.
  void request(const arcscope::core::DichotomyRequest& request);
  void stop();  ///< nobody looks

 Q_SIGNALS:
  /// After each layer. `secondsLeft` as the pace so far lets expect, once a whole draw was timed.
  void countReady(const arcscope::core::DichotomiesPtr& known, std::optional<double> secondsLeft);

 private:
  using Request = std::optional<core::Dichotomies>;  ///< what to go on with; none: nothing is wanted
  using Worker = NewestFirst<Request>;
  [[nodiscard]] Worker::Done work(const Worker::Stage& stage);
  void deliver(const core::DichotomiesPtr& known, std::optional<double> secondsLeft);
  [[nodiscard]] core::DichotomiesPtr kept(const core::DichotomyRequest& request) const;

  std::chrono::milliseconds m_rest;
  std::optional<core::DichotomyRequest> m_last;
  std::vector<core::DichotomiesPtr> m_kept;  ///< the newest last, one a question
  bool m_busy = false;
  Worker m_worker;  // last: joined before anything it uses is gone
};

}  // namespace arcscope::ui
