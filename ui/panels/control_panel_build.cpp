// What the controls are; control_panel.cpp has what they do.
#include <QGridLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

#include "ui/model/text.h"
#include "ui/panels/control_choices.h"
#include "ui/panels/control_panel.h"

namespace arcscope::ui {
namespace {

constexpr int controlMargin = 16;
constexpr int controlGap = 8;

}  // namespace

ControlPanel::ControlPanel(Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
  setObjectName(QStringLiteral("controls"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(controlMargin, 9, controlMargin, 12);
  column->setSpacing(controlGap);

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
  column->setSpacing(controlGap);
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
  row->setSpacing(controlGap);
  row->addWidget(m_law, 1);
  row->addWidget(m_named, 1);
  column->addLayout(row);
  return box;
}

}  // namespace arcscope::ui
