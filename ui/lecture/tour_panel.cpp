#include "ui/lecture/tour_panel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/text/rich_text.h"

namespace arcscope::ui {
namespace {

constexpr int leastHeight = 96;
constexpr double textFactor = 1.12;  ///< times the theme's type

}  // namespace

TourPanel::TourPanel(TourGuide& guide, QWidget* parent)
    : QWidget(parent),
      m_guide(guide),
      m_place(new QLabel(this)),
      m_title(new QLabel(this)),
      m_text(new RichText(this)),
      m_asked(new RichText(this)),
      m_notes(new RichText(this)),
      m_back(new Button(tr("Back"), Button::Look::Outline, this)),
      m_next(new Button(tr("Next"), Button::Look::Accent, this)),
      m_notesButton(new Button(tr("Notes"), Button::Look::Quiet, this)),
      m_menu(new Button(Glyph::Menu, Button::Look::Quiet, this)),
      m_close(new Button(Glyph::Close, Button::Look::Quiet, this)) {
  setObjectName(QStringLiteral("tourPanel"));
  setAccessibleName(tr("Tour"));
  setFocusPolicy(Qt::StrongFocus);
  m_title->setObjectName(QStringLiteral("tourTitle"));
  m_text->setObjectName(QStringLiteral("tourText"));
  m_text->setAccessibleName(tr("Text of the step"));
  m_asked->setObjectName(QStringLiteral("tourQuestion"));
  m_asked->setAccessibleName(tr("Question and answer"));
  m_notes->setObjectName(QStringLiteral("tourNotes"));
  m_notes->setAccessibleName(tr("Notes for the lecturer"));
  m_back->setObjectName(QStringLiteral("tourBack"));
  m_back->setToolTip(tr("The step before (Page Up)"));
  m_next->setObjectName(QStringLiteral("tourNext"));
  m_next->setToolTip(tr("On (Page Down)"));
  m_notesButton->setObjectName(QStringLiteral("tourNotesButton"));
  m_notesButton->setCheckable(true);
  m_notesButton->setToolTip(tr("Notes for the lecturer"));
  m_menu->setObjectName(QStringLiteral("tourMenu"));
  m_menu->setToolTip(tr("Steps, editing, another tour"));
  m_menu->setAccessibleName(tr("Menu of the tour"));
  m_close->setObjectName(QStringLiteral("tourClose"));
  m_close->setToolTip(tr("End the tour"));
  m_close->setAccessibleName(tr("End the tour"));
  for (RichText* text : {m_text, m_asked, m_notes}) {
    text->setTypeFactor(textFactor);
    text->setFocusPolicy(Qt::NoFocus);
  }
  m_notes->setTypeFactor(1.0);
  auto* head = new QHBoxLayout;
  head->setSpacing(8);
  head->addWidget(m_title);
  head->addWidget(m_place);
  head->addStretch();
  head->addWidget(m_notesButton);
  head->addWidget(m_back);
  head->addWidget(m_next);
  head->addWidget(m_menu);
  head->addWidget(m_close);
  auto* columns = new QHBoxLayout;
  columns->setSpacing(24);
  columns->addWidget(m_text, 5);
  columns->addWidget(m_asked, 4);
  columns->addWidget(m_notes, 3);
  auto* page = new QVBoxLayout(this);
  page->setContentsMargins(14, 8, 12, 8);
  page->setSpacing(6);
  page->addLayout(head);
  page->addLayout(columns, 1);
  connect(m_back, &Button::clicked, &m_guide, &TourGuide::back);
  connect(m_next, &Button::clicked, &m_guide, &TourGuide::next);
  connect(m_close, &Button::clicked, &m_guide, &TourGuide::close);
  connect(m_notesButton, &Button::clicked, this, &TourPanel::setNotesShown);
  connect(m_menu, &Button::clicked, this,
          [this] { Q_EMIT menuRequested(m_menu->mapToGlobal(QPoint(0, m_menu->height()))); });
  connect(&m_guide, &TourGuide::changed, this, &TourPanel::follow);
  follow();
}

void TourPanel::setNotesShown(bool on) {
  m_notesShown = on;
  m_notesButton->setChecked(on);
  follow();
}

void TourPanel::setForAudience(bool on) {
  m_forAudience = on;
  for (QWidget* widget : std::initializer_list<QWidget*>{m_notesButton, m_back, m_next, m_menu, m_close})
    widget->setVisible(!on);
  follow();
}

void TourPanel::follow() {
  setVisible(m_guide.isOpen());
  if (!m_guide.isOpen()) return;
  const TourStep& step = m_guide.step();
  m_title->setText(step.title);
  m_place->setText(
      tr("%1 \u00b7 %2 of %3").arg(m_guide.tour().title).arg(m_guide.index() + 1).arg(m_guide.count()));
  m_text->setText(step.text);
  const bool answers = m_guide.isAnswerShown();
  m_asked->setVisible(!step.question.isEmpty() || answers);
  m_asked->setText(answers ? step.question + QStringLiteral("\n\n**") + tr("Answer.") +
                                 QStringLiteral("** ") + step.answer
                           : step.question);
  m_notes->setText(step.notes);
  m_notes->setVisible(m_notesShown && !m_forAudience && !step.notes.isEmpty());
  m_notesButton->setEnabled(!step.notes.isEmpty());
  m_back->setEnabled(m_guide.hasBack());
  m_next->setEnabled(m_guide.hasNext());
  const bool asks = !step.answer.isEmpty() && !answers;
  if (const QString text = asks ? tr("Show answer") : tr("Next"); text != m_next->text()) {
    m_next->setText(text);
    m_next->updateGeometry();
  }
  setAccessibleDescription(step.title);
  update();
  Q_EMIT heightChanged();
}

int TourPanel::heightFor(int width, int most) const {
  const QMargins margins = layout()->contentsMargins();
  int share = 5;
  if (!m_asked->isHidden()) share += 4;
  if (!m_notes->isHidden()) share += 3;
  const int gaps = 24 * ((m_asked->isHidden() ? 0 : 1) + (m_notes->isHidden() ? 0 : 1));
  const int room = width - margins.left() - margins.right() - gaps;
  int text = m_text->heightFor(room * 5 / share);
  if (!m_asked->isHidden()) text = std::max(text, m_asked->heightFor(room * 4 / share));
  if (!m_notes->isHidden()) text = std::max(text, m_notes->heightFor(room * 3 / share));
  const int head =
      std::max(m_title->sizeHint().height(), m_next->isHidden() ? 0 : m_next->sizeHint().height());
  return std::clamp(text + head + margins.top() + margins.bottom() + 14, leastHeight,
                    std::max(leastHeight, most));
}

bool TourPanel::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    switch (static_cast<QKeyEvent*>(event)->key()) {
      case Qt::Key_Space:
      case Qt::Key_Return:
      case Qt::Key_Left:
      case Qt::Key_Right:
        event->accept();
        return true;
      default:
        break;
    }
  }
  return QWidget::event(event);
}

void TourPanel::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Right:
      m_guide.next();
      break;
    case Qt::Key_Left:
      m_guide.back();
      break;
    default:
      QWidget::keyPressEvent(event);
  }
}

void TourPanel::themeChanged() {
  QPalette strong = palette();
  strong.setColor(QPalette::WindowText, theme().text);
  m_title->setPalette(strong);
  m_title->setFont(theme().font(1.25, QFont::DemiBold));
  QPalette muted = strong;
  muted.setColor(QPalette::WindowText, theme().mutedText);
  m_place->setPalette(muted);
  m_place->setFont(theme().font(0.95));
  update();
}

void TourPanel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(hasFocus() ? theme().accent : theme().border, hasFocus() ? 1.6 : 1.0));
  painter.setBrush(theme().card);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6.0, 6.0);
  if (m_asked->isHidden()) return;
  painter.setPen(QPen(theme().border, 1.0));
  const int x = m_asked->x() - 12;
  painter.drawLine(x, m_asked->y(), x, m_asked->geometry().bottom());
}

}  // namespace arcscope::ui
