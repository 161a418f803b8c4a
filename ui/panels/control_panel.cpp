#include "ui/panels/control_panel.h"

#include <QPainter>

#include "core/training/trained_subject.h"
#include "ui/model/text.h"
#include "ui/panels/control_choices.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

using core::Trajectory;

}  // namespace

void ControlPanel::collectParts() {
  const auto add = [this](const char* name, const QString& title, QWidget* widget) {
    m_parts.push_back({QString::fromLatin1(name), title, widget});
  };
  for (ParameterControl* control : m_controls) {
    m_parts.push_back({control->objectName(), coreText(control->parameter().label), control});
  }
  add("seed", tr("draw and seed"), m_draw);
  add("activation", tr("activation"), m_activationBox);
  add("trajectory", tr("trajectory"), m_trajectory);
  add("endpoints", tr("end points"), m_endpoints);
  add("weights", tr("law of the weights"), m_law);
}

QStringList ControlPanel::parts() const {
  QStringList names;
  for (const Part& part : m_parts) names << part.name;
  return names;
}

QString ControlPanel::partTitle(const QString& name) const {
  const auto found = std::ranges::find(m_parts, name, &Part::name);
  return found == m_parts.end() ? QString() : found->title;
}

QWidget* ControlPanel::part(const QString& name) const {
  const auto found = std::ranges::find(m_parts, name, &Part::name);
  return found == m_parts.end() ? nullptr : found->widget;
}

void ControlPanel::setHiddenParts(const QStringList& parts) {
  if (parts == m_hiddenParts) return;
  m_hiddenParts = parts;
  for (const Part& part : m_parts) part.widget->setVisible(!parts.contains(part.name));
  const auto hidden = [&parts](const char* name) { return parts.contains(QLatin1String(name)); };
  m_named->setVisible(!hidden("weights"));
  m_headings[1]->setVisible(!hidden("activation"));
  m_headings[2]->setVisible(!(hidden("trajectory") && hidden("endpoints") && hidden("points")));
}

void ControlPanel::reveal(const QString& name) {
  if (const QWidget* widget = part(name); widget != nullptr && m_more->isAncestorOf(widget)) m_more->show();
}

QSize ControlPanel::sizeHint() const {
  return {264, QWidget::sizeHint().height()};
}

void ControlPanel::setRoom(int height) {
  if (m_foldChosen) return;
  const int unfolded =
      sizeHint().height() + (m_phases->isHidden() ? m_phases->height() + layout()->spacing() : 0);
  m_phases->setVisible(unfolded <= height);
}

void ControlPanel::chooseSigmas(double sigmaW, double sigmaB) {
  change(QStringLiteral("phase"), [&](core::Setting& s) {
    s.sigmaW = sigmaW;
    s.sigmaB = sigmaB;
  });
}

void ControlPanel::change(const QString& gesture, const std::function<void(core::Setting&)>& edit) {
  core::Setting next = m_session.setting();
  edit(next);
  m_session.setSetting(std::move(next), gesture);
  follow();
}

void ControlPanel::readSeed() {
  if (!m_seed->isModified()) return;
  m_seed->setModified(false);
  bool isNumber = false;
  const QString text = m_seed->text().trimmed();
  const qulonglong seed = text.toULongLong(&isNumber);
  if (isNumber)
    change({}, [&](core::Setting& s) { s.seed = seed; });
  else
    Q_EMIT refused(tr("The seed must be a whole number from 0 to 18446744073709551615, not “%1”.").arg(text));
  follow();
}

void ControlPanel::chooseTrajectory(int index) {
  const Trajectory kind = trajectories[static_cast<std::size_t>(index)];
  if (kind == Trajectory::Polyline || kind == Trajectory::Freehand) {
    Q_EMIT drawingRequested(kind);
    return;
  }
  change({}, [&](core::Setting& s) {
    s.trajectory = kind;
    s.path.clear();
  });
}

void ControlPanel::chooseEndpoints(int index) {
  constexpr int data = 2;
  if (index == data) {
    Q_EMIT dataRequested();
    return;
  }
  const bool followedData = m_session.subject().dataEnds && !m_session.showsFile();
  change({}, [&](core::Setting& s) {
    s.endpoints = index == 0 ? core::Endpoints::Random : core::Endpoints::Orthonormal;
    s.endpointsFile.clear();
    if (followedData) s.inputDim = 0;
  });
}

void ControlPanel::showDrawing(std::optional<core::Trajectory> kind) {
  m_drawing = kind;
  follow();
}

ParameterControl* ControlPanel::control(std::string_view key) const {
  for (ParameterControl* control : m_controls)
    if (control->parameter().key == key) return control;
  return nullptr;
}

void ControlPanel::chooseActivation(int index) {
  const core::Activation chosen = activationOrder.at(static_cast<std::size_t>(index));
  if (m_activations.at(static_cast<std::size_t>(index))->isEnabled())
    change({}, [&](core::Setting& s) { s.activation = chosen; });
}

void ControlPanel::stopPlaying() {
  for (ParameterControl* control : m_controls) control->stopPlaying();
}

void ControlPanel::follow() {
  const core::Setting& s = m_session.setting();
  const bool file = m_session.showsFile();
  const core::Endpoints ends = core::effectiveEndpoints(s);
  for (ParameterControl* control : m_controls) {
    control->setValue(control->parameter().get(s));
    const std::string_view key = control->parameter().key;
    control->setEnabled((!file || key == "points" || key == "q0") &&
                        !(key == "input_dim" && ends == core::Endpoints::Given));
  }
  const bool inTraining = s.networkFile == core::networkInTraining;  // it learned with the one that it has
  for (ActivationButton* button : m_activations) {
    button->setChecked(button->activation() == s.activation);
    button->setEnabled(!inTraining || button->isChecked());
  }
  m_newDraw->setEnabled(m_session.canDraw());
  if (!m_seed->hasFocus() || !m_seed->isModified()) m_seed->setText(QString::number(s.seed));
  const Trajectory shown = m_drawing.value_or(s.trajectory);
  for (std::size_t i = 0; i < trajectories.size(); ++i)
    if (trajectories[i] == shown) m_trajectory->setCurrent(static_cast<int>(i));
  m_endpoints->setCurrent(ends == core::Endpoints::Random        ? 0
                          : ends == core::Endpoints::Orthonormal ? 1
                          : m_session.subject().dataEnds         ? 2
                                                                 : -1);
  m_phases->setEnabled(!file);
  m_law->setText(lawLabel(s.weights));
  m_law->setEnabled(!file);
  m_named->setEnabled(!file);
  m_fileNote->setVisible(file);
  m_closeFile->setVisible(file);
  if (file) m_fileNote->setText(networkLabel(s));
}

void ControlPanel::paintEvent(QPaintEvent*) {
  QPainter(this).fillRect(rect(), theme().card);
}

void ControlPanel::themeChanged() {
  QPalette muted = palette();
  muted.setColor(QPalette::WindowText, theme().mutedText);
  QFont font = theme().font(0.88, QFont::DemiBold);
  font.setLetterSpacing(QFont::AbsoluteSpacing, 0.6);
  for (QLabel* label : m_headings) {
    label->setFont(font);
    label->setPalette(muted);
  }
  for (QLabel* label : m_captions) {
    label->setFont(theme().font());
    label->setPalette(muted);
  }
  m_fileNote->setFont(theme().font(1.0, QFont::Medium));
  update();
}

}  // namespace arcscope::ui
