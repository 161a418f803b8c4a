#include "ui/model/training_service.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "core/study/pace.h"
#include "core/support/clock.h"
#include "core/support/give_way.h"
#include "core/support/parallel.h"
#include "core/training/trained_file.h"
#include "ui/model/training_setup.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {

using core::Clock;

TrainingService::TrainingService(QObject* parent) : TrainingService(Timing{}, parent) {}

TrainingService::TrainingService(const Timing& timing, QObject* parent) : QObject(parent), m_timing(timing) {
  m_thread = std::jthread([this](const std::stop_token& closing) { work(closing); });
}

TrainingService::~TrainingService() {
  m_thread.request_stop();
  m_thread.join();
}

void TrainingService::post(Command command, Kind kind) {
  {
    const std::lock_guard lock(m_mutex);
    if (kind != Kind::Plain && kind == m_lastKind && !m_commands.empty())
      m_commands.back() = std::move(command);
    else
      m_commands.push_back(std::move(command));
    m_lastKind = kind;
    m_called = true;
  }
  m_wake.notify_one();
}

void TrainingService::onTrainer(std::function<void(core::Trainer&)> act, Kind kind) {
  if (!hasRun()) return;
  post(
      [this, act = std::move(act)] {
        if (m_trainer) act(*m_trainer);
      },
      kind);
}

void TrainingService::setChoice(const core::TrainingChoice& choice) {
  if (choice == m_choice) return;
  m_choice = choice;
  onTrainer([rate = choice.optimizer.learningRate, epochs = choice.epochs](core::Trainer& trainer) {
    if (rate > 0.0) trainer.setLearningRate(rate);
    trainer.setEpochs(epochs);
  });
  Q_EMIT choiceChanged();
}

void TrainingService::setSpeed(double stepsPerSecond) {
  if (stepsPerSecond == m_speed) return;
  m_speed = stepsPerSecond;
  post([this, stepsPerSecond] {
    m_pace = stepsPerSecond;
    keepPaceFrom(m_wanted);
  });
  Q_EMIT speedChanged();
}

void TrainingService::start(const core::Subject& subject, const core::LearningTaskPtr& task) {
  m_run = ++m_runs;
  m_state = nullptr;
  post([this, subject, task, choice = m_choice, run = m_run] {
    m_trainer.reset();  // its memory goes first
    m_trainedRun = run;
    m_dropped.reset();
    m_wanted = 0;
    m_trainer = std::make_unique<core::Trainer>(subject, choice, task);
    m_finite = stateOf(*m_trainer).subject;
  });
}

void TrainingService::play() {
  onTrainer([this](core::Trainer&) { keepPaceFrom(allSteps); });
}

void TrainingService::pause() {
  onTrainer([this](core::Trainer&) { m_wanted = 0; });
}

void TrainingService::learnSteps(std::int64_t count) {
  onTrainer([this, count](core::Trainer&) { keepPaceFrom(count); });
}

void TrainingService::scrub(int moment) {
  const auto back = [this, moment](core::Trainer& trainer) {
    m_wanted = 0;
    const auto last = static_cast<int>(trainer.moments().size()) - 1;
    trainer.goTo(trainer.moments()[static_cast<std::size_t>(std::clamp(moment, 0, last))]);
  };
  onTrainer(back, Kind::Scrub);
}

void TrainingService::setCurve(const core::Subject& subject) {
  onTrainer([this, subject](core::Trainer& trainer) { trainer.setCurve(subject, m_closing); }, Kind::Curve);
}

void TrainingService::save(const QString& file) {
  onTrainer([this, file](core::Trainer& trainer) { write(trainer, file); });
}

void TrainingService::forget() {
  if (!hasRun()) return;
  m_run = 0;
  m_state = nullptr;
  post([this] {
    m_trainer.reset();
    m_finite = {};
  });
  Q_EMIT stateReady(nullptr);
}

void TrainingService::deliver() {
  TrainingStatePtr state;
  {
    const std::lock_guard lock(m_mutex);
    state = std::exchange(m_newest, nullptr);
  }
  if (!state || state->run != m_run) return;
  m_state = state;
  Q_EMIT stateReady(state);
}

void TrainingService::work(const std::stop_token& closing) {
  m_closing = closing;
  core::giveWay();  // the views go first, and where there are two processors one is left to them
  std::optional<core::SerialSection> alone;
  if (core::parallelThreads() <= 2) alone.emplace();
  std::unique_lock lock(m_mutex);
  const auto called = [this] { return !m_commands.empty(); };
  while (!closing.stop_requested()) {
    if (learns())
      m_wake.wait_until(lock, closing, nextStepAt(), called);
    else
      m_wake.wait(lock, closing, called);
    if (closing.stop_requested()) return;
    const std::deque<Command> commands = std::exchange(m_commands, {});
    m_lastKind = Kind::Plain;
    m_called = false;
    lock.unlock();
    try {
      perform(commands);
      const bool learned = learns();
      if (learned) learn(closing);
      if (m_trainer && !closing.stop_requested()) report(!commands.empty() || (learned && !learns()));
    } catch (const std::exception& error) {  // memory above all
      m_trainer.reset();
      giveUp(QString::fromUtf8(error.what()));
    }
    lock.lock();
  }
}

void TrainingService::giveUp(const QString& why) {
  QMetaObject::invokeMethod(
      this,
      [this, why, run = m_trainedRun] {
        if (run == m_run) forget();
        Q_EMIT failed(why);
      },
      Qt::QueuedConnection);
}

void TrainingService::write(const core::Trainer& trainer, const QString& file) {
  const auto error = core::writeSafetensors(file.toStdString(), core::trainedTensorFile(trainer));
  QMetaObject::invokeMethod(
      this,
      [this, file, error] {
        if (error)
          Q_EMIT failed(coreText(error->message));
        else
          Q_EMIT saved(file);
      },
      Qt::QueuedConnection);
}

void TrainingService::perform(const std::deque<Command>& commands) {
  for (const Command& command : commands) command();
}

bool TrainingService::learns() const {
  return m_trainer && m_wanted != 0 && !m_trainer->finished();
}

void TrainingService::keepPaceFrom(std::int64_t wanted) {
  m_wanted = wanted;
  m_begun = Clock::now();
  m_learned = 0;
}

/// When the pace allows the next step; the past, where nothing is to be waited for.
std::chrono::steady_clock::time_point TrainingService::nextStepAt() const {
  if (m_pace <= 0.0 || m_wanted > 0) return m_begun;
  const std::chrono::duration<double> since(static_cast<double>(m_learned + 1) / m_pace);
  return m_begun + std::chrono::duration_cast<Clock::duration>(since);
}

void TrainingService::learn(const std::stop_token& closing) {
  core::Trainer& trainer = *m_trainer;
  const auto begin = Clock::now();
  auto now = begin;
  while (learns() && !m_called && now - begin < m_timing.chunk && nextStepAt() <= now) {
    const std::int64_t before = trainer.step();
    if (const std::int64_t known = trainer.history().back().step; known > before) m_dropped = {before, known};
    trainer.advance(1, closing);
    if (trainer.step() == before) break;  // diverged, or closing
    ++m_learned;
    if (m_wanted > 0) --m_wanted;
    now = Clock::now();
  }
  if (trainer.finished()) m_wanted = 0;
}

void TrainingService::report(bool last) {
  {
    const std::lock_guard lock(m_mutex);
    if (m_newest && !last) return;  // the GUI has not taken the one before
  }
  const auto now = Clock::now();
  if (!last && now - m_reported < m_timing.between) return;
  TrainingStatePtr state = stateNow();
  m_reported = Clock::now();
  // Where a state is dear, most of the time goes to learning all the same.
  if (const auto cost = m_reported - now; cost > m_timing.between) m_reported += 4 * cost;
  const std::lock_guard lock(m_mutex);
  const bool posted = m_newest != nullptr;
  m_newest = std::move(state);
  if (!posted) QMetaObject::invokeMethod(this, &TrainingService::deliver, Qt::QueuedConnection);
}

TrainingStatePtr TrainingService::stateNow() {
  auto state = std::make_shared<TrainingState>(stateOf(*m_trainer));
  state->run = m_trainedRun;
  if (state->diverged)
    state->subject = m_finite;
  else
    m_finite = state->subject;
  state->running = learns();
  state->dropped = m_dropped;
  constexpr double longEnough = 0.3;  // seconds, for a pace
  const double elapsed = core::secondsSince(m_begun);
  if (state->running && m_wanted == allSteps && elapsed > longEnough)
    state->secondsLeft = core::secondsLeft(elapsed, 0, m_learned, m_learned + state->steps - state->step);
  return state;
}

}  // namespace arcscope::ui
