#include "ui/model/session.h"

#include <QClipboard>
#include <QGuiApplication>
#include <utility>

#include "core/training/trained_subject.h"
#include "ui/model/background_read.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {
constexpr std::size_t maximumSteps = 500;
constexpr int gesturePauseMs = 900;

/// What was computed of pins goes with the person. In another view hundreds of steps do not each keep their
/// own; it serves until that of the view is there.
void handOver(Scene& left, Scene& next) {
  for (Pin& pin : next.pins)
    for (const Pin& known : left.pins)
      if (pin.isOf(known))
        takeParts(pin, known);
      else if (!pin.snapshot && pin.subject == known.subject)
        pin.snapshot = known.snapshot;
  if (left.view == next.view) return;
  for (Pin& pin : left.pins) pin.snapshot.reset();
}

}  // namespace

core::Subject rebound(const core::Subject& before, core::Setting setting) {
  core::Subject subject{.setting = std::move(setting)};
  const core::Setting& now = subject.setting;
  const core::Setting& old = before.setting;
  if (!now.networkFile.empty()) subject.loaded = before.loaded;
  if (now.endpoints == core::Endpoints::Given) {
    if (now.endpointsFile == old.endpointsFile) {
      subject.plane = before.plane;
      subject.dataEnds = before.dataEnds;
    }
  } else if (!now.endpoints && subject.loaded && subject.loaded->x0 && subject.loaded->x1) {
    subject.plane =
        std::make_shared<core::Plane>(core::Plane{.origin = Eigen::VectorXd::Zero(subject.loaded->x0->size()),
                                                  .x0 = *subject.loaded->x0,
                                                  .x1 = *subject.loaded->x1});
  }
  return subject;
}

Session::Session(QObject* parent) : QObject(parent), m_steps(1) {
  m_gesturePause.setSingleShot(true);
  m_gesturePause.setInterval(gesturePauseMs);
  connect(&m_gesturePause, &QTimer::timeout, this, &Session::endGesture);
}

Session::~Session() = default;

bool Session::setSetting(core::Setting setting, const QString& gesture) {
  if (setting == this->setting()) return true;
  core::Subject next = rebound(subject(), std::move(setting));
  if (const auto error = core::validate(next)) {
    Q_EMIT refused(coreText(error->message));
    return false;
  }
  return push({std::move(next), view(), display(), pins()}, gesture);
}

void Session::setSubject(core::Subject subject) {
  push({std::move(subject), view(), display(), pins()}, {});
}

void Session::setDisplay(const DisplayChoice& display, const QString& gesture) {
  if (display != this->display()) push({subject(), view(), display, pins()}, gesture);
}

void Session::amendDisplay(const DisplayChoice& display) {
  m_steps[m_current].display = display;
}

void Session::setPins(std::vector<Pin> pins) {
  if (pins.size() > mostPins) pins.resize(mostPins);
  keepSlotsApart(pins);
  if (pins != this->pins()) push({subject(), view(), display(), std::move(pins)}, {});
}

void Session::completePin(const Pin& pin) {
  bool changed = false;
  for (Scene& step : m_steps)
    for (Pin& one : step.pins)
      if (one.isOf(pin)) {
        takeParts(one, pin);
        changed = true;
      }
  if (changed) Q_EMIT pinsChanged();
}

void Session::setScene(Scene scene, const QString& gesture) {
  if (const auto error = core::validate(scene.subject)) {
    Q_EMIT refused(coreText(error->message));
    return;
  }
  push(std::move(scene), gesture);
}

void Session::showTrained(const core::Subject& trained) {
  if (setting().networkFile != core::networkInTraining) {
    if (!showsFile()) {
      m_beforeFile = core::isConvolutional(trained) ? setting() : trained.setting;
      m_beforeFile.networkFile.clear();
    }
    return setSubject(trained);
  }
  core::Subject& now = m_steps[m_current].subject;
  core::Setting next = now.setting;
  const int inputs = trained.setting.inputDim;
  if (core::effectiveInputDim(next) != inputs) {
    now.plane = trained.plane;
    now.dataEnds = trained.dataEnds;
    next.endpoints = trained.setting.endpoints;
    next.endpointsFile = trained.setting.endpointsFile;
  }
  next.activation = trained.setting.activation;
  next.depth = trained.setting.depth;
  next.width = trained.setting.width;
  next.widths = trained.setting.widths;
  next.inputDim = inputs;
  now.setting = std::move(next);
  now.loaded = trained.loaded;
  Q_EMIT settingChanged();
}

void Session::restart(core::Subject subject) {
  restart(Scene{std::move(subject), view(), display(), pins()});
}

void Session::restart(Scene scene) {
  endGesture();
  showIn(scene.view, scene.pins);
  m_beforeFile = scene.subject.loaded ? core::Setting{} : scene.subject.setting;
  m_steps.assign(1, std::move(scene));
  m_current = 0;
  Q_EMIT settingChanged();
  Q_EMIT viewChanged();
  Q_EMIT displayChanged();
  Q_EMIT pinsChanged();
  Q_EMIT historyChanged();
}

bool Session::push(Scene scene, const QString& gesture) {
  const Scene before = this->scene();
  showIn(scene.view, scene.pins);
  handOver(m_steps[m_current], scene);
  m_steps.resize(m_current + 1);
  if (!gesture.isEmpty() && gesture == m_gesture && m_current > 0) {
    m_steps[m_current] = std::move(scene);
  } else {
    m_steps.push_back(std::move(scene));
    if (m_steps.size() > maximumSteps) m_steps.erase(m_steps.begin());
    m_current = m_steps.size() - 1;
  }
  m_gesture = gesture;
  if (!gesture.isEmpty()) m_gesturePause.start();
  tellWhatChanged(before);
  Q_EMIT historyChanged();
  return true;
}

/// One signal for each part that is another one now.
void Session::tellWhatChanged(const Scene& before) {
  if (before.subject != subject()) Q_EMIT settingChanged();
  if (before.view != view()) Q_EMIT viewChanged();
  if (before.display != display()) Q_EMIT displayChanged();
  if (before.pins != pins()) Q_EMIT pinsChanged();
}

void Session::endGesture() {
  m_gesturePause.stop();
  m_gesture.clear();
}

void Session::goTo(std::size_t step) {
  endGesture();
  const Scene before = scene();
  handOver(m_steps[m_current], m_steps[step]);
  m_current = step;
  tellWhatChanged(before);
  Q_EMIT historyChanged();
}

void Session::undo() {
  if (canUndo()) goTo(m_current - 1);
}

void Session::redo() {
  if (canRedo()) goTo(m_current + 1);
}

void Session::resetToDefaults() {
  setSetting(core::Setting{});
}

bool Session::canDraw() const {
  return !showsFile() || core::effectiveEndpoints(setting()) == core::Endpoints::Random;
}

void Session::newDraw() {
  if (!canDraw()) return;
  core::Setting next = setting();
  ++next.seed;
  setSetting(std::move(next));
}

void Session::setView(const core::ViewChoice& view) {
  if (view != this->view()) push({subject(), view, display(), pins()}, QStringLiteral("view"));
}

/// Reads the files that `setting` names on another thread; then `take`, or refused. A later call wins.
void Session::readFiles(core::Setting setting, bool activationChosen,
                        std::function<void(const core::Subject&)> take) {
  const auto number = ++m_opening;
  readInBackground<core::Subject>(
      this,
      [setting = std::move(setting), activationChosen] {
        return core::makeSubject(setting, activationChosen);
      },
      [this, number, take = std::move(take)](const core::Expected<core::Subject>& read) {
        if (number != m_opening) return;
        if (read) return take(read.value());
        Q_EMIT refused(coreText(read.error().message));
      });
}

void Session::openNetwork(const QString& file) {
  core::Setting wanted = setting();
  wanted.networkFile = file.toStdString();
  wanted.widths.clear();
  wanted.tBegin = 0.0;
  wanted.tEnd = 1.0;
  readFiles(std::move(wanted), false, [this, file](const core::Subject& read) {
    if (!showsFile()) m_beforeFile = setting();
    setSubject(read);
    Q_EMIT networkOpened(file);
  });
}

void Session::closeNetwork() {
  if (!showsFile()) return;
  core::Setting drawn = setting();
  drawn.networkFile.clear();
  drawn.readoutLast = false;
  drawn.depth = m_beforeFile.depth;
  drawn.width = m_beforeFile.width;
  drawn.widths = m_beforeFile.widths;
  drawn.inputDim = m_beforeFile.inputDim;
  const bool same =
      drawn.endpoints == m_beforeFile.endpoints && drawn.endpointsFile == m_beforeFile.endpointsFile;
  if (drawn.endpoints == core::Endpoints::Given && !same) {
    drawn.endpoints.reset();
    drawn.endpointsFile.clear();
  }
  setSetting(std::move(drawn));
}

void Session::copySetting() const {
  QGuiApplication::clipboard()->setText(QString::fromStdString(core::toJson(setting())));
}

void Session::pasteSetting() {
  const auto pasted = core::settingFromJson(QGuiApplication::clipboard()->text().toStdString());
  if (!pasted) {
    Q_EMIT refused(coreText(pasted.error().message));
    return;
  }
  core::Setting next = pasted.value();
  if (next.networkFile.empty() && next.endpointsFile.empty()) {
    setSetting(std::move(next));
    return;
  }
  readFiles(std::move(next), true, [this](const core::Subject& read) {
    if (!showsFile() && read.loaded) m_beforeFile = setting();
    setSubject(read);
  });
}

}  // namespace arcscope::ui
