#pragma once
#include <QObject>
#include <QString>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/training/trainer.h"

namespace arcscope::ui {

/// A training at one moment: what every view shows of it. Immutable.
struct TrainingState {
  std::uint64_t run = 0;  ///< number of the training
  core::Subject start;    ///< what it began with
  core::Subject
      subject;  ///< the network as it is now, in its place; where it diverged, the last one told before
  core::TrainingChoice choice;
  core::LearningTaskPtr task;
  std::shared_ptr<const std::vector<core::TrainingRecord>>
      history;             ///< what was measured, one for each moment that scrub() brings back
  std::int64_t step = 0;   ///< of `subject`; the history may go on behind it
  std::int64_t steps = 0;  ///< in all
  std::int64_t perEpoch = 1;
  std::optional<double> secondsLeft;  ///< at the pace so far; while running
  bool running = false;
  bool diverged = false;  ///< the loss of the next step is no number
  bool finished = false;  ///< diverged, or all steps are done
  struct Dropped {
    std::int64_t from = 0;  ///< training went on from this step
    std::int64_t to = 0;    ///< and forgot what it had learned up to this one
  };
  std::optional<Dropped> dropped{};  ///< the last time it did so

  [[nodiscard]] double epoch() const { return static_cast<double>(step) / static_cast<double>(perEpoch); }
};
using TrainingStatePtr = std::shared_ptr<const TrainingState>;

/// A thread of its own that trains one network in chunks and tells how it stands, some 25 times a second. It
/// is never more than one state ahead: while the GUI is busy none is made. All public members are for the GUI
/// thread and return at once; the destructor waits for a step.
class TrainingService : public QObject {
  Q_OBJECT

 public:
  struct Timing {
    std::chrono::milliseconds chunk{30};    ///< of steps between two looks at the clock
    std::chrono::milliseconds between{40};  ///< two states while it runs
  };
  explicit TrainingService(QObject* parent = nullptr);
  TrainingService(const Timing& timing, QObject* parent = nullptr);
  ~TrainingService() override;

  /// What the next training is asked for; learning rate and epochs are those of the one that runs, too.
  [[nodiscard]] const core::TrainingChoice& choice() const { return m_choice; }
  [[nodiscard]] double speed() const { return m_speed; }
  /// From start() until forget().
  [[nodiscard]] bool hasRun() const { return m_run != 0; }
  [[nodiscard]] const TrainingStatePtr& state() const { return m_state; }  ///< the newest; null: none yet

 public Q_SLOTS:
  void setChoice(const arcscope::core::TrainingChoice& choice);
  void setSpeed(double stepsPerSecond);  ///< 0: as fast as it goes
  /// Begins anew, and forgets the training before. @pre !validate(choice(), subject.setting, *task)
  void start(const arcscope::core::Subject& subject, const arcscope::core::LearningTaskPtr& task);
  void play();
  void pause();
  void learnSteps(std::int64_t count);  ///< so many mini-batches and no more
  /// Back (or forward again) to a moment of the state's history, and stay there. The newest wins.
  void scrub(int moment);
  /// Measures along the curve of `subject` from now on, and the moments that are kept too. The newest wins.
  /// @pre of the training's input dimension.
  void setCurve(const arcscope::core::Subject& subject);
  /// Writes the network as it is then, with its normalisation; saved() or failed() follows.
  void save(const QString& file);
  void forget();

 Q_SIGNALS:
  void stateReady(const arcscope::ui::TrainingStatePtr& state);  ///< null: it was forgotten
  void saved(const QString& file);
  void choiceChanged();
  void speedChanged();
  void failed(const QString& sentence);

 private:
  using Command = std::function<void()>;
  /// Commands of one kind replace each other while they wait side by side; plain ones never.
  enum class Kind : std::uint8_t { Plain, Scrub, Curve };
  static constexpr std::int64_t allSteps = -1;

  void post(Command command, Kind kind = Kind::Plain);
  void onTrainer(std::function<void(core::Trainer&)> act, Kind kind = Kind::Plain);
  void deliver();
  // On the worker's thread:
  void work(const std::stop_token& closing);
  void perform(const std::deque<Command>& commands);
  void giveUp(const QString& why);
  void write(const core::Trainer& trainer, const QString& file);
  [[nodiscard]] bool learns() const;
  [[nodiscard]] std::chrono::steady_clock::time_point nextStepAt() const;
  void learn(const std::stop_token& closing);
  void keepPaceFrom(std::int64_t wanted);
  void report(bool last);
  [[nodiscard]] TrainingStatePtr stateNow();

  Timing m_timing;
  core::TrainingChoice m_choice;
  double m_speed = 0.0;
  std::uint64_t m_run = 0;
  std::uint64_t m_runs = 0;
  TrainingStatePtr m_state;

  // Of the worker's thread:
  std::unique_ptr<core::Trainer> m_trainer;
  std::uint64_t m_trainedRun = 0;
  core::Subject m_finite;
  std::int64_t m_wanted = 0;  // steps still to be learned; allSteps
  double m_pace = 0.0;
  std::chrono::steady_clock::time_point m_begun;  // since the last order, speed or rest
  std::int64_t m_learned = 0;                     // since then
  std::optional<TrainingState::Dropped> m_dropped;
  std::chrono::steady_clock::time_point m_reported;
  std::stop_token m_closing;

  std::mutex m_mutex;  // guards the rest
  std::condition_variable_any m_wake;
  std::deque<Command> m_commands;
  Kind m_lastKind = Kind::Plain;  // of m_commands
  TrainingStatePtr m_newest;      // to be delivered
  std::atomic<bool> m_called{false};

  std::jthread m_thread;  // last: joined before anything it uses is gone
};

}  // namespace arcscope::ui
