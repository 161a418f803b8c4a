#pragma once
#include <QObject>

#include "core/training/experiments.h"
#include "ui/model/newest_first.h"

namespace arcscope::ui {

/// An experiment on trained networks and how far it is.
struct ExperimentState {
  core::ExperimentRequest request;
  core::ExperimentResult result;
  bool running = false;                 ///< else done, or stopped
  std::optional<double> secondsLeft{};  ///< as the pace so far lets expect
};
using ExperimentPtr = std::shared_ptr<const ExperimentState>;

/// Runs experiments in the background, the newest alone, and hands out what is known several times a second.
/// For the GUI thread.
class ExperimentService : public QObject {
  Q_OBJECT

 public:
  explicit ExperimentService(QObject* parent = nullptr);

  [[nodiscard]] const ExperimentPtr& state() const { return m_state; }  ///< null: none yet
  [[nodiscard]] bool isRunning() const { return m_state && m_state->running; }

 public Q_SLOTS:
  /// The one before ends. @pre !core::validate(request)
  void start(const arcscope::core::ExperimentRequest& request);
  void stop();  ///< the lines of the finished runs stay

 Q_SIGNALS:
  void stateReady(const arcscope::ui::ExperimentPtr& state);

 private:
  using Worker = NewestFirst<std::optional<core::ExperimentRequest>>;  // none: stopped
  [[nodiscard]] Worker::Done work(const Worker::Stage& stage);
  void post(std::uint64_t generation, ExperimentState state);

  ExperimentPtr m_state;
  Worker m_worker;  // last: joined before anything it uses is gone
};

}  // namespace arcscope::ui
