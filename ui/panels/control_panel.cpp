#include "ui/panels/control_panel.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>
#include <array>

#include "ui/model/text.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

using core::Trajectory;

constexpr int margin = 16;
constexpr int gap = 8;

constexpr std::array trajectories{Trajectory::Line, Trajectory::Arc, Trajectory::Circle, Trajectory::Polyline,
                                  Trajectory::Freehand};

/// The order in which a person looks for them: the two of the literature first.
constexpr std::array activationOrder{
    core::Activation::Relu,      core::Activation::HardTanh, core::Activation::Tanh,   core::Activation::Erf,
    core::Activation::LeakyRelu, core::Activation::Sin,      core::Activation::Linear, core::Activation::Abs,
    core::Activation::Sigmoid,   core::Activation::Gelu,     core::Activation::Silu};

struct LawChoice {
  const char* label;
  const char* text;  // as weightLawFromText reads it
};
constexpr std::array laws{
    LawChoice{QT_TRANSLATE_NOOP("arcscope::ui::ControlPanel", "Gaussian"), "gaussian"},
    LawChoice{QT_TRANSLATE_NOOP("arcscope::ui::ControlPanel", "Uniform"), "uniform"},
    LawChoice{QT_TRANSLATE_NOOP("arcscope::ui::ControlPanel", "Orthogonal"), "orthogonal"},
    LawChoice{QT_TRANSLATE_NOOP("arcscope::ui::ControlPanel", "Sparse, half kept"), "sparse:0.5"},
    LawChoice{QT_TRANSLATE_NOOP("arcscope::ui::ControlPanel", "Sparse, 10 % kept"), "sparse:0.1"},
    LawChoice{QT_TRANSLATE_NOOP("arcscope::ui::ControlPanel", "Sparse, 10 % kept, not rescaled"),
              "sparse-unscaled:0.1"}};

struct NamedChoice {
  const char* label;
  const char* name;
};
constexpr std::array namedChoices{
    NamedChoice{QT_TRANSLATE_NOOP("arcscope::ui::ControlPanel", "He (relu)"), "he"},
    NamedChoice{QT_TRANSLATE_NOOP("arcscope::ui::ControlPanel", "Glorot"), "glorot"},
    NamedChoice{QT_TRANSLATE_NOOP("arcscope::ui::ControlPanel", "LeCun"), "lecun"},
    NamedChoice{QT_TRANSLATE_NOOP("arcscope::ui::ControlPanel", "PyTorch's Linear"), "pytorch"}};

QString lawLabel(const core::WeightLaw& law) {
  const std::string text = core::toText(law);
  for (const LawChoice& choice : laws)
    if (text == choice.text) return ControlPanel::tr(choice.label);
  return QString::fromStdString(text);
}

}  // namespace

ControlPanel::ControlPanel(Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
  setObjectName(QStringLiteral("controls"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(margin, 9, margin, 12);
  column->setSpacing(gap);

  column->addLayout(buildHead());
  m_fileNote = new QLabel(this);
  m_fileNote->setObjectName(QStringLiteral("fileNote"));
  m_fileNote->setWordWrap(true);
  m_closeFile = new Button(tr("Back to random networks"), Button::Look::Outline, this);
  m_closeFile->setObjectName(QStringLiteral("closeFile"));
  connect(m_closeFile, &Button::clicked, &m_session, &Session::closeNetwork);
  column->addWidget(m_fileNote);
  column->addWidget(m_closeFile);
  for (const char* key : {"depth", "width", "sigma_w", "sigma_b"}) addParameter(key, column);
  buildPhases(column);
  m_draw = buildDraw();
  column->addWidget(m_draw);
  column->addSpacing(4);
  column->addWidget(heading(tr("ACTIVATION")));
  m_activationBox = buildActivations();
  column->addWidget(m_activationBox);
  column->addSpacing(4);
  column->addWidget(heading(tr("TRAJECTORY")));
  m_trajectory = new Segmented({tr("line"), tr("arc"), tr("circle"), tr("corners"), tr("draw")}, this);
  m_trajectory->setObjectName(QStringLiteral("trajectory"));
  m_trajectory->setToolTips({tr("From x0 straight to x1"), tr("x(t) = cos(πt/2) x0 + sin(πt/2) x1"),
                             tr("The whole turn: x(t) = cos(2πt) x0 + sin(2πt) x1"),
                             tr("Click corners on the plane, a double click ends"),
                             tr("Draw on the plane by hand")});
  connect(m_trajectory, &Segmented::chosen, this, &ControlPanel::chooseTrajectory);
  column->addWidget(m_trajectory);
  m_endpoints = new Segmented({tr("random ends"), tr("orthonormal"), tr("data…")}, this);
  m_endpoints->setObjectName(QStringLiteral("endpoints"));
  m_endpoints->setToolTips(
      {tr("x0 and x1 drawn from N(0, 1): neither orthogonal nor of equal norm, so that the circle "
          "is an ellipse"),
       tr("x0 and x1 orthogonal, |x|² = m q0"),
       tr("x0 and x1 two points of a data set, chosen by their pictures (D)")});
  connect(m_endpoints, &Segmented::chosen, this, &ControlPanel::chooseEndpoints);
  column->addWidget(m_endpoints);
  addParameter("points", column);
  m_moreToggle = new Button(tr("More"), Button::Look::Quiet, this);
  m_moreToggle->setGlyph(Glyph::Chevron);
  m_moreToggle->setObjectName(QStringLiteral("more"));
  column->addWidget(m_moreToggle, 0, Qt::AlignLeft);
  m_more = buildMore();
  m_more->hide();
  connect(m_moreToggle, &Button::clicked, this, [this] { m_more->setVisible(m_more->isHidden()); });
  column->addWidget(m_more);
  column->addStretch();

  collectParts();
  connect(&m_session, &Session::settingChanged, this, &ControlPanel::follow);
  follow();
}

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

QLabel* ControlPanel::heading(const QString& text) {
  auto* label = new QLabel(text, this);
  m_headings.push_back(label);
  return label;
}

void ControlPanel::addParameter(std::string_view key, QLayout* layout) {
  const core::Parameter& row = core::parameter(key);
  auto* control = new ParameterControl(row, this);
  m_controls.push_back(control);
  layout->addWidget(control);
  connect(control, &ParameterControl::valueRequested, this, [this, control, &row](double value) {
    change(control->objectName(), [&](core::Setting& s) { row.set(s, value); });
    control->setValue(row.get(m_session.setting()));
  });
  connect(control, &ParameterControl::gestureEnded, &m_session, &Session::endGesture);
  connect(control, &ParameterControl::refused, this, &ControlPanel::refused);
}

/// The first heading, and at its right what unfolds the phases.
QLayout* ControlPanel::buildHead() {
  auto* row = new QHBoxLayout;
  row->addWidget(heading(tr("NETWORK")));
  row->addStretch();
  m_phasesToggle = new Button(tr("Phases"), Button::Look::Quiet, this);
  m_phasesToggle->setObjectName(QStringLiteral("phasesToggle"));
  m_phasesToggle->setGlyph(Glyph::Chevron);
  m_phasesToggle->setFixedHeight(18);
  m_phasesToggle->setToolTip(tr("Order and chaos over σ_w and σ_b: both sliders at once"));
  connect(m_phasesToggle, &Button::clicked, this, [this] {
    m_foldChosen = true;
    m_phases->setVisible(m_phases->isHidden());
  });
  row->addWidget(m_phasesToggle);
  return row;
}

void ControlPanel::buildPhases(QLayout* layout) {
  m_phases = new PhaseView(this);
  m_phases->setObjectName(QStringLiteral("phasePad"));
  m_phases->setCompact(true);
  m_phases->setFixedHeight(m_phases->sizeHint().height());
  m_phases->hide();
  layout->addWidget(m_phases);
  connect(m_phases, &PhaseView::networkChosen, this, &ControlPanel::chooseSigmas);
  connect(m_phases, &PhaseView::chosenForGood, &m_session, &Session::endGesture);
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

QWidget* ControlPanel::buildDraw() {
  auto* row = new QWidget(this);
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  auto* rewind = new Button(tr("Rewind"), Button::Look::Outline, row);
  rewind->setObjectName(QStringLiteral("rewind"));
  rewind->setToolTip(
      tr("Back to the start of t, and every sweep stops; the network stays the same draw (R)"));
  connect(rewind, &Button::clicked, this, &ControlPanel::rewindRequested);
  m_newDraw = new Button(tr("New draw"), Button::Look::Outline, row);
  m_newDraw->setObjectName(QStringLiteral("newDraw"));
  m_newDraw->setToolTip(tr("Another network and other end points: the next seed (N)"));
  connect(m_newDraw, &Button::clicked, &m_session, &Session::newDraw);
  auto* label = new QLabel(tr("seed"), row);
  m_captions.push_back(label);
  m_seed = new QLineEdit(row);
  m_seed->setObjectName(QStringLiteral("seed"));
  m_seed->setAccessibleName(tr("seed"));
  m_seed->setAlignment(Qt::AlignRight);
  m_seed->setFixedHeight(28);
  m_seed->setMinimumWidth(40);
  m_seed->setToolTip(tr("The seed of the draw: the same seed gives the same network on every machine"));
  connect(m_seed, &QLineEdit::editingFinished, this, &ControlPanel::readSeed);
  layout->addWidget(rewind);
  layout->addWidget(m_newDraw);
  layout->addWidget(label);
  layout->addWidget(m_seed, 1);
  return row;
}

QWidget* ControlPanel::buildActivations() {
  auto* box = new QWidget(this);
  auto* grid = new QGridLayout(box);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(4);
  int index = 0;
  for (const core::Activation activation : activationOrder) {
    auto* button = new ActivationButton(activation, box);
    button->setObjectName(QStringLiteral("activation_") +
                          button->text().replace(QLatin1Char(' '), QLatin1Char('_')));
    button->setToolTip(core::isPiecewiseLinear(activation)
                           ? tr("%1: piecewise linear").arg(button->text())
                           : tr("%1: smooth, so that only sign transitions are counted").arg(button->text()));
    connect(button, &ActivationButton::clicked, this,
            [this, activation] { change({}, [&](core::Setting& s) { s.activation = activation; }); });
    m_activations.push_back(button);
    grid->addWidget(button, index / 4, index % 4);
    ++index;
  }
  return box;
}

QWidget* ControlPanel::buildMore() {
  auto* box = new QWidget(this);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(gap);
  addParameter("input_dim", column);
  addParameter("q0", column);
  m_law = new Button(QString(), Button::Look::Outline, box);
  m_law->setObjectName(QStringLiteral("weightLaw"));
  m_law->setGlyph(Glyph::Chevron);
  m_law->setToolTip(tr("The distribution of the weights"));
  connect(m_law, &Button::clicked, this, [this] {
    QMenu menu(this);
    for (const LawChoice& choice : laws)
      menu.addAction(tr(choice.label), this, [this, &choice] {
        if (const auto law = core::weightLawFromText(choice.text))
          change({}, [&](core::Setting& s) { s.weights = law.value(); });
      });
    menu.exec(m_law->mapToGlobal(QPoint(0, m_law->height() + 2)));
  });
  m_named = new Button(tr("Initialise as"), Button::Look::Outline, box);
  m_named->setObjectName(QStringLiteral("named"));
  m_named->setGlyph(Glyph::Chevron);
  m_named->setToolTip(tr("Named initialisations: each is a law with σ_w and σ_b of its own"));
  connect(m_named, &Button::clicked, this, [this] {
    QMenu menu(this);
    for (const NamedChoice& choice : namedChoices)
      menu.addAction(tr(choice.label), this, [this, &choice] {
        if (const auto* init = core::namedInitialisation(choice.name))
          change({}, [&](core::Setting& s) {
            s.weights = init->law;
            s.sigmaW = init->sigmaW;
            s.sigmaB = init->sigmaB;
          });
      });
    menu.exec(m_named->mapToGlobal(QPoint(0, m_named->height() + 2)));
  });
  auto* row = new QHBoxLayout;
  row->setSpacing(gap);
  row->addWidget(m_law, 1);
  row->addWidget(m_named, 1);
  column->addLayout(row);
  return box;
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
  for (ActivationButton* button : m_activations) button->setChecked(button->activation() == s.activation);
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
  if (file) m_fileNote->setText(QFileInfo(QString::fromStdString(s.networkFile)).fileName());
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
