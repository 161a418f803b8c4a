#include "ui/model/training_link.h"

#include "core/training/trained_subject.h"
#include "ui/model/training_setup.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {

TrainingLink::TrainingLink(Session& session, LearningData& data, TrainingService& service, QObject* parent)
    : QObject(parent), m_session(session), m_data(data), m_service(service) {
  connect(&m_service, &TrainingService::stateReady, this, &TrainingLink::takeState);
  connect(&m_service, &TrainingService::failed, this, &TrainingLink::refused);
  connect(&m_session, &Session::settingChanged, this, &TrainingLink::settingChanged);
  connect(&m_data, &LearningData::opened, this, [this] {
    if (m_wanted) begin(*m_wanted);
  });
  connect(&m_data, &LearningData::failed, this, [this] { m_wanted.reset(); });
}

QString TrainingLink::problem() const {
  if (!m_data.task()) return {};
  const auto subject =
      subjectToTrain(m_session.subject(), m_service.choice(), *m_data.task(), m_data.choice());
  return subject ? QString() : coreText(subject.error().message);
}

bool TrainingLink::isShown() const {
  return m_session.setting().networkFile == core::networkInTraining;
}

bool TrainingLink::hasLearned() const {
  const TrainingStatePtr& state = m_service.state();
  return m_service.hasRun() && state && state->history->back().step + state->step > 0;
}

void TrainingLink::play() {
  order(allSteps);
}

void TrainingLink::playOn(const core::DataChoice& data) {
  m_wanted = allSteps;
  m_data.open(data);
}

void TrainingLink::pause() {
  m_wanted.reset();
  m_service.pause();
}

void TrainingLink::toggle() {
  if (m_service.state() && m_service.state()->running)
    pause();
  else
    play();
}

void TrainingLink::learnSteps(std::int64_t count) {
  order(count);
}

void TrainingLink::learnEpoch() {
  const TrainingStatePtr& state = m_service.state();
  const std::int64_t points = m_data.task() ? m_data.task()->training.size() : 0;
  const std::int64_t whole =
      state ? state->perEpoch : std::max<std::int64_t>(1, points / m_service.choice().batch);
  order(state ? whole - state->step % whole : whole);
}

void TrainingLink::scrub(int moment) {
  m_follows = true;
  m_service.scrub(moment);
}

void TrainingLink::order(std::int64_t count) {
  if (!m_service.hasRun()) return begin(count);
  const TrainingStatePtr& state = m_service.state();
  const bool over = state && state->finished && !state->diverged;
  if (over && isShown()) {
    core::TrainingChoice longer = m_service.choice();
    longer.epochs += m_epochs;
    if (core::validate(longer)) return;
    m_service.setChoice(longer);
  }
  m_follows = true;
  if (count == allSteps)
    m_service.play();
  else
    m_service.learnSteps(count);
  if (state) takeState(m_service.state());  // it may have been out of sight
}

void TrainingLink::begin(std::int64_t count) {
  m_wanted = count;
  if (!m_data.task()) return m_data.need();
  m_wanted.reset();
  const auto subject =
      subjectToTrain(m_session.subject(), m_service.choice(), *m_data.task(), m_data.choice());
  if (!subject) {
    Q_EMIT refused(coreText(subject.error().message) + QLatin1Char('.'));
    return;
  }
  const core::Setting& before = m_session.setting();
  if (core::effectiveInputDim(before) != core::effectiveInputDim(subject.value().setting))
    Q_EMIT told(tr("%1 has %2 inputs, not %3: the curve is one among them now. Undo brings back the other.")
                    .arg(QString::fromStdString(m_data.choice().name))
                    .arg(core::effectiveInputDim(subject.value().setting))
                    .arg(core::effectiveInputDim(before)));
  m_shown = false;
  m_measured = subject.value();
  m_epochs = m_service.choice().epochs;
  m_service.start(subject.value(), m_data.task());
  order(count);
}

void TrainingLink::forget() {
  m_wanted.reset();
  const TrainingStatePtr state = m_service.state();
  m_follows = false;
  m_newest.reset();
  const bool shown = isShown();
  m_service.forget();
  if (shown && state) m_session.setSubject(state->start);
}

void TrainingLink::takeState(const TrainingStatePtr& state) {
  if (!state || !m_follows) return;
  m_newest = state->subject;
  show();
}

void TrainingLink::show() {
  if (!m_newest || m_showing) return;
  const core::Subject next = *std::exchange(m_newest, std::nullopt);
  if (m_session.subject().loaded == next.loaded) return;
  m_shown = true;
  m_showing = true;
  m_session.showTrained(next);
}

void TrainingLink::viewsAreReady() {
  m_showing = false;
  show();
}

/// Lengths in training are those of the curve that the person sees.
void TrainingLink::measureCurveOnView() {
  if (!m_service.hasRun() || core::haveSameCurve(m_measured, m_session.subject())) return;
  m_measured = m_session.subject();
  m_service.setCurve(m_measured);
}

void TrainingLink::settingChanged() {
  if (m_shown && isShown()) measureCurveOnView();
  if (!m_follows || !m_shown || isShown()) return;
  m_follows = false;
  m_newest.reset();
  m_service.pause();
}

}  // namespace arcscope::ui
