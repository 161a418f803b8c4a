#include "ui/lecture/tour_editor.h"

#include <QComboBox>
#include <QDoubleValidator>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QRegularExpression>

#include "core/setting/parameters.h"
#include "core/support/text.h"
#include "ui/figures/figure.h"
#include "ui/model/text.h"
#include "ui/panels/button.h"
#include "ui/panels/question.h"
#include "ui/panels/themed.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

QString numberOf(double value) {
  return QString::fromStdString(core::numberText(value));
}

}  // namespace

TourEditor::TourEditor(TourGuide& guide, StateOnView stateOnView, TargetsOnView targetsOnView,
                       const Theme& theme, QWidget* parent)
    : QDialog(parent),
      m_guide(guide),
      m_stateOnView(std::move(stateOnView)),
      m_targetsOnView(std::move(targetsOnView)),
      m_theme(theme) {
  setObjectName(QStringLiteral("tourEditor"));
  setWindowTitle(tr("Edit tour"));
  setFont(theme.font());
  build();
  applyTheme(this, theme);
  connect(&m_guide, &TourGuide::changed, this, [this] {
    if (m_guide.isOpen() && m_guide.index() != m_steps->currentRow() && m_guide.index() < m_steps->count())
      m_steps->setCurrentRow(m_guide.index());
  });
}

TourEditor::~TourEditor() = default;

void TourEditor::build() {
  const auto line = [this](const char* name, const QString& hint = {}) {
    auto* edit = new QLineEdit(this);
    edit->setObjectName(QString::fromLatin1(name));
    edit->setPlaceholderText(hint);
    edit->setMinimumHeight(28);
    connect(edit, &QLineEdit::textEdited, this, &TourEditor::take);
    return edit;
  };
  const auto area = [this](const char* name, int lines, const QString& hint) {
    auto* edit = new QPlainTextEdit(this);
    edit->setObjectName(QString::fromLatin1(name));
    edit->setPlaceholderText(hint);
    edit->setTabChangesFocus(true);
    edit->setMinimumHeight(qRound(lines * m_theme.typeSize * 1.6) + 10);
    connect(edit, &QPlainTextEdit::textChanged, this, &TourEditor::take);
    return edit;
  };
  const auto button = [this](const QString& text, const char* name, const QString& tip,
                             Button::Look look = Button::Look::Outline) {
    auto* made = new Button(text, look, this);
    made->setObjectName(QString::fromLatin1(name));
    made->setToolTip(tip);
    return made;
  };
  m_title = line("tourEditTitle", tr("The tour's title"));
  m_summary = line("tourEditSummary", tr("What it shows, in one sentence"));
  m_steps = new QListWidget(this);
  m_steps->setObjectName(QStringLiteral("tourEditSteps"));
  m_steps->setAccessibleName(tr("Steps"));
  m_stepTitle = line("tourEditStepTitle");
  m_text = area("tourEditText", 5, tr("Markdown, formulas between $ signs: $\\chi_1 = \\sigma_w^2 \\ldots$"));
  m_question = area("tourEditQuestion", 2, tr("Asked with the text"));
  m_answer = area("tourEditAnswer", 2, tr("Shown at the next press"));
  m_notes = area("tourEditNotes", 2, tr("For the lecturer alone"));
  m_points = line("tourEditPoints", tr("Nothing"));
  m_target = new QComboBox(this);
  m_target->setObjectName(QStringLiteral("tourEditTarget"));
  m_moves = new QComboBox(this);
  m_moves->setObjectName(QStringLiteral("tourEditMoves"));
  m_moves->addItem(tr("Nothing moves"), QString());
  m_moves->addItem(tr("from layer to layer"), QStringLiteral("layers"));
  m_moves->addItem(tr("to what is on view"), QStringLiteral("state"));
  m_moves->addItem(QStringLiteral("t"), QStringLiteral("t"));
  for (const core::Parameter& parameter : core::parameters())
    if (parameter.slider) m_moves->addItem(coreText(parameter.label), fromView(parameter.key));
  m_from = line("tourEditFrom", tr("from"));
  m_to = line("tourEditTo", tr("to"));
  m_seconds = line("tourEditSeconds", tr("seconds"));
  for (QLineEdit* edit : {m_from, m_to, m_seconds}) {
    auto* numbers = new QDoubleValidator(edit);
    numbers->setLocale(QLocale::c());
    edit->setValidator(numbers);
  }
  m_mode = new QComboBox(this);
  m_mode->setObjectName(QStringLiteral("tourEditMode"));
  for (const std::string_view mode : playerModeNames) m_mode->addItem(coreText(mode));
  m_state = new QLabel(this);
  m_state->setObjectName(QStringLiteral("tourEditState"));
  m_state->setWordWrap(true);
  auto* record =
      button(tr("Record step"), "tourRecordStep",
             tr("A new step behind this one, with what is on view in the window"), Button::Look::Accent);
  auto* takeView = button(tr("Take what is on view"), "tourTakeState", tr("It becomes this step's state"));
  m_remove = button(tr("Remove"), "tourRemoveStep", tr("Remove this step"));
  auto* up = button(tr("Up"), "tourStepUp", tr("This step earlier"));
  auto* down = button(tr("Down"), "tourStepDown", tr("This step later"));
  m_save = button(tr("Save\u2026"), "tourSave", tr("Write the tour to a file"), Button::Look::Accent);
  auto* done = button(tr("Close"), "tourEditClose", {}, Button::Look::Quiet);

  auto* left = new QVBoxLayout;
  left->addWidget(m_steps, 1);
  auto* order = new QHBoxLayout;
  for (Button* each : {up, down, m_remove}) order->addWidget(each);
  left->addLayout(order);
  left->addWidget(record);
  auto* form = new QFormLayout;
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
  form->setVerticalSpacing(8);
  form->addRow(tr("Step"), m_stepTitle);
  form->addRow(tr("Text"), m_text);
  form->addRow(tr("Question"), m_question);
  form->addRow(tr("Answer"), m_answer);
  form->addRow(tr("Notes"), m_notes);
  auto* points = new QHBoxLayout;
  points->addWidget(m_points, 1);
  points->addWidget(m_target);
  form->addRow(tr("Points at"), points);
  auto* moves = new QHBoxLayout;
  moves->addWidget(m_moves, 2);
  for (QWidget* each : std::initializer_list<QWidget*>{m_from, m_to, m_seconds, m_mode})
    moves->addWidget(each, 1);
  form->addRow(tr("Moves"), moves);
  auto* state = new QHBoxLayout;
  state->addWidget(m_state, 1);
  state->addWidget(takeView);
  form->addRow(tr("State"), state);
  auto* middle = new QHBoxLayout;
  middle->setSpacing(16);
  middle->addLayout(left, 2);
  middle->addLayout(form, 5);
  auto* head = new QHBoxLayout;
  head->addWidget(m_title, 2);
  head->addWidget(m_summary, 4);
  auto* foot = new QHBoxLayout;
  foot->addWidget(done);
  foot->addStretch();
  foot->addWidget(m_save);
  auto* page = new QVBoxLayout(this);
  page->setContentsMargins(16, 16, 16, 16);
  page->setSpacing(12);
  page->addLayout(head);
  page->addLayout(middle, 1);
  page->addLayout(foot);
  resize(900, 620);

  connect(m_steps, &QListWidget::currentRowChanged, this, [this](int row) {
    if (m_filling || row < 0) return;
    if (m_guide.isOpen() && m_guide.index() != row) m_guide.goTo(row);
    showStep();
  });
  connect(record, &Button::clicked, this, &TourEditor::recordStep);
  connect(takeView, &Button::clicked, this, &TourEditor::takeState);
  connect(m_remove, &Button::clicked, this, &TourEditor::removeStep);
  connect(up, &Button::clicked, this, [this] { moveStep(-1); });
  connect(down, &Button::clicked, this, [this] { moveStep(1); });
  connect(m_save, &Button::clicked, this, &TourEditor::save);
  connect(done, &Button::clicked, this, &QDialog::close);
  connect(m_target, &QComboBox::activated, this, [this](int index) {
    if (index == 0) return;
    const QString target = m_target->currentData().toString();
    m_target->setCurrentIndex(0);
    QStringList points = m_points->text().split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (QString& point : points) point = point.trimmed();
    if (points.contains(target)) return;
    m_points->setText((points << target).join(QStringLiteral(", ")));
    take();
  });
  connect(m_moves, &QComboBox::activated, this, &TourEditor::take);
  connect(m_mode, &QComboBox::activated, this, &TourEditor::take);
}

void TourEditor::edit(Tour tour, const QString& file) {
  m_tour = std::move(tour);
  m_file = file;
  m_saved = true;
  m_filling = true;
  m_title->setText(m_tour.title);
  m_summary->setText(m_tour.summary);
  for (QLineEdit* edit : {m_title, m_summary}) edit->setCursorPosition(0);  // their beginning is seen
  m_filling = false;
  if (m_tour.steps.empty()) return recordStep();
  fillList();
  m_steps->setCurrentRow(m_guide.isOpen() ? m_guide.index() : 0);
  showStep();
}

TourStep* TourEditor::chosen() {
  const int row = m_steps->currentRow();
  return row >= 0 && row < static_cast<int>(m_tour.steps.size())
             ? &m_tour.steps[static_cast<std::size_t>(row)]
             : nullptr;
}

void TourEditor::fillList() {
  m_filling = true;
  const int row = m_steps->currentRow();
  m_steps->clear();
  for (std::size_t i = 0; i < m_tour.steps.size(); ++i)
    m_steps->addItem(QStringLiteral("%1  %2").arg(i + 1).arg(m_tour.steps[i].title));
  m_steps->setCurrentRow(std::min(row, m_steps->count() - 1));
  m_filling = false;
}

void TourEditor::showStep() {
  const TourStep* const step = chosen();
  if (step == nullptr) return;
  m_filling = true;
  m_stepTitle->setText(step->title);
  m_text->setPlainText(step->text);
  m_question->setPlainText(step->question);
  m_answer->setPlainText(step->answer);
  m_notes->setPlainText(step->notes);
  m_points->setText(step->points.join(QStringLiteral(", ")));
  for (QLineEdit* edit : {m_stepTitle, m_points}) edit->setCursorPosition(0);
  m_target->clear();
  m_target->addItem(tr("Point at\u2026"));
  for (const Target& target : m_targetsOnView()) m_target->addItem(target.title, target.name);
  QString moves;
  if (step->animation) {
    const Animation& animation = *step->animation;
    moves = animation.kind == Animation::Kind::Layers  ? QStringLiteral("layers")
            : animation.kind == Animation::Kind::State ? QStringLiteral("state")
                                                       : QString::fromStdString(animation.parameter);
    m_from->setText(numberOf(animation.from));
    m_to->setText(numberOf(animation.to));
    m_seconds->setText(numberOf(animation.seconds));
    m_mode->setCurrentIndex(static_cast<int>(animation.mode));
  } else {
    for (QLineEdit* field : {m_from, m_to, m_seconds}) field->clear();
    m_mode->setCurrentIndex(0);
  }
  m_moves->setCurrentIndex(std::max(0, m_moves->findData(moves)));
  m_state->setText(!step->preset.isEmpty()   ? tr("The figure %1").arg(step->preset)
                   : step->state.has_value() ? settingLine(step->state->subject.setting)
                                             : tr("As in the step before"));
  m_remove->setEnabled(m_tour.steps.size() > 1);
  m_filling = false;
}

void TourEditor::take() {
  if (m_filling) return;
  m_tour.title = m_title->text();
  m_tour.summary = m_summary->text();
  TourStep* const step = chosen();
  if (step == nullptr) return;
  step->title = m_stepTitle->text();
  step->text = m_text->toPlainText();
  step->question = m_question->toPlainText();
  step->answer = m_answer->toPlainText();
  step->notes = m_notes->toPlainText();
  static const QRegularExpression comma(QStringLiteral("\\s*,\\s*"));
  step->points = m_points->text().trimmed().split(comma, Qt::SkipEmptyParts);
  const QString moves = m_moves->currentData().toString();
  if (moves.isEmpty()) {
    step->animation.reset();
  } else {
    Animation animation = step->animation.value_or(Animation{});
    animation.kind = moves == QStringLiteral("layers")  ? Animation::Kind::Layers
                     : moves == QStringLiteral("state") ? Animation::Kind::State
                                                        : Animation::Kind::Parameter;
    if (animation.kind == Animation::Kind::Parameter) animation.parameter = moves.toStdString();
    if (animation.kind != Animation::Kind::State) {
      animation.target.reset();
    } else if (!animation.target) {
      const SessionContent now = m_stateOnView();
      animation.target = std::make_shared<const Scene>(Scene{now.subject, now.view, now.display, now.pins});
    }
    animation.from = m_from->text().toDouble();
    animation.to = m_to->text().toDouble();
    const double seconds = m_seconds->text().toDouble();
    animation.seconds = seconds > 0.0 ? seconds : Animation{}.seconds;
    animation.mode = static_cast<Player::Mode>(m_mode->currentIndex());
    step->animation = animation;
  }
  m_filling = true;
  if (QListWidgetItem* item = m_steps->currentItem())
    item->setText(QStringLiteral("%1  %2").arg(m_steps->currentRow() + 1).arg(step->title));
  m_filling = false;
  changed();
}

void TourEditor::changed() {
  m_saved = false;
  if (m_guide.isOpen()) m_guide.setTour(m_tour);
}

void TourEditor::recordStep() {
  TourStep step;
  step.title = tr("Step %1").arg(m_tour.steps.size() + 1);
  step.state = m_stateOnView();
  const int at = m_steps->currentRow() + 1;
  m_tour.steps.insert(
      m_tour.steps.begin() + std::min<std::ptrdiff_t>(at, static_cast<std::ptrdiff_t>(m_tour.steps.size())),
      std::move(step));
  fillList();
  if (!m_guide.isOpen())
    m_guide.open(m_tour, at);
  else
    changed();
  m_saved = false;
  m_steps->setCurrentRow(at);
  showStep();
  m_stepTitle->setFocus();
  m_stepTitle->selectAll();
}

void TourEditor::takeState() {
  TourStep* const step = chosen();
  if (step == nullptr) return;
  step->state = m_stateOnView();
  step->preset.clear();
  showStep();
  changed();
}

void TourEditor::moveStep(int by) {
  const int row = m_steps->currentRow();
  const int to = row + by;
  if (row < 0 || to < 0 || to >= m_steps->count()) return;
  std::swap(m_tour.steps[static_cast<std::size_t>(row)], m_tour.steps[static_cast<std::size_t>(to)]);
  fillList();
  changed();
  m_steps->setCurrentRow(to);
}

void TourEditor::removeStep() {
  const int row = m_steps->currentRow();
  if (row < 0 || m_tour.steps.size() < 2) return;
  m_tour.steps.erase(m_tour.steps.begin() + row);
  fillList();
  changed();
  m_steps->setCurrentRow(std::min(row, m_steps->count() - 1));
  showStep();
}

void TourEditor::save() {
  if (!m_file.isEmpty()) return saveTo(m_file);
  auto* dialog =
      new QFileDialog(this, tr("Save tour"), QStringLiteral("tour.arctour"), tr("Tours (*.arctour)"));
  dialog->setObjectName(QStringLiteral("saveTour"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QLatin1String(tourSuffix));
  connect(dialog, &QFileDialog::fileSelected, this, &TourEditor::saveTo);
  dialog->open();
}

void TourEditor::saveTo(const QString& file) {
  if (const auto error = writeTour(file, m_tour)) {
    Q_EMIT said(coreText(error->message) + QLatin1Char('.'));
    return;
  }
  m_file = file;
  m_saved = true;
  QStringList sentences{tr("The tour was written to %1.").arg(file)};
  if (const core::Expected<ReadTour> again = readTour(file)) sentences << again.value().remarks;
  Q_EMIT said(sentences.join(QLatin1Char(' ')));
}

void TourEditor::reject() {
  if (!m_saved && !isConfirmed({.name = "unsavedTour",
                                .title = tr("Edit tour"),
                                .text = tr("The tour has changes that are not saved."),
                                .act = tr("Throw the changes away"),
                                .keep = tr("Go on editing")},
                               this))
    return;
  m_saved = true;
  QDialog::reject();
}

}  // namespace arcscope::ui
