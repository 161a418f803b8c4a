#include "ui/window/family_tools.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "core/study/family_lists.h"
#include "core/support/text.h"

namespace arcscope::ui {
namespace {

constexpr int mostDraws = 1000;

QStringList shortTitles() {
  QStringList names;
  for (int i = 0; i < familyFigures; ++i) names << shortTitle(static_cast<FamilyFigure>(i));
  return names;
}

QStringList meanings() {
  QStringList names;
  for (int i = 0; i < familyFigures; ++i) names << meaningOf(static_cast<FamilyFigure>(i));
  return names;
}

template <class Numbers>
QString listText(const Numbers& numbers) {
  QStringList texts;
  for (const auto number : numbers)
    texts << QString::fromStdString(core::numberText(static_cast<double>(number)));
  return texts.join(QStringLiteral(", "));
}

std::string withoutSpaces(QString text) {
  return text.remove(QLatin1Char(' ')).toStdString();
}

}  // namespace

FamilyTools::FamilyTools(FamilyView* view, QWidget* parent)
    : QWidget(parent),
      m_view(view),
      m_figure(new Segmented(shortTitles(), this)),
      m_widths(field("familyWidths", tr("Widths k, such as “16, 64, 256” or “16:64:16”"), 96)),
      m_sigmaWs(field("familySigmaWs", tr("σ_w, such as “1, 2, 4” or “0.5:4:0.5”"), 96)),
      m_draws(field("familyDraws", tr("Draws of each"), 44)) {
  m_figure->setObjectName(QStringLiteral("familyFigure"));
  m_figure->setAccessibleName(tr("What is compared"));
  m_figure->setToolTips(meanings());
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(6);
  rows->addWidget(m_figure, 0, Qt::AlignLeft);
  auto* row = new QHBoxLayout;
  row->setSpacing(6);
  rows->addLayout(row);
  const auto add = [&](const QString& symbol, QLineEdit* edit) {
    row->addWidget(new QLabel(symbol, this));
    row->addWidget(edit);
    row->addSpacing(6);
  };
  add(QStringLiteral("k"), m_widths);
  add(QStringLiteral("\u03c3_w"), m_sigmaWs);
  add(tr("draws"), m_draws);
  row->addStretch();
  connect(m_figure, &Segmented::chosen, m_view, [view](int i) {
    FamilyChoice choice = view->familyChoice();
    choice.figure = static_cast<FamilyFigure>(i);
    view->setFamilyChoice(choice);
  });
  connect(m_view, &FamilyView::familyChoiceChanged, this, &FamilyTools::refresh);
  refresh();
}

QLineEdit* FamilyTools::field(const char* name, const QString& tip, int width) {
  auto* edit = new QLineEdit(this);
  edit->setObjectName(QString::fromLatin1(name));
  edit->setToolTip(tip);
  edit->setAccessibleName(tip);
  edit->setFixedSize(width, 26);
  connect(edit, &QLineEdit::editingFinished, this, &FamilyTools::read);
  return edit;
}

void FamilyTools::refresh() {
  const FamilyChoice& choice = m_view->familyChoice();
  m_figure->setCurrent(static_cast<int>(choice.figure));
  m_widths->setText(listText(choice.widths));
  m_sigmaWs->setText(listText(choice.sigmaWs));
  m_draws->setText(QString::number(choice.draws));
  for (QLineEdit* edit : {m_widths, m_sigmaWs}) edit->setCursorPosition(0);
}

/// Takes all fields, or says what is wrong and puts the old values back.
void FamilyTools::read() {
  if (!m_widths->isModified() && !m_sigmaWs->isModified() && !m_draws->isModified()) return;
  FamilyChoice choice = m_view->familyChoice();
  const auto widths = core::familyWidths(withoutSpaces(m_widths->text()));
  const auto sigmaWs = core::familySigmaWs(withoutSpaces(m_sigmaWs->text()));
  bool whole = false;
  const int draws = m_draws->text().trimmed().toInt(&whole);
  const bool good = widths && sigmaWs && whole && draws >= 1 && draws <= mostDraws;
  if (good) {
    choice.widths = widths.value();
    choice.sigmaWs = sigmaWs.value();
    choice.draws = draws;
  }
  const QString wrong = !widths ? tr("Widths: ") + QString::fromStdString(widths.error().message)
                        : !sigmaWs
                            ? QStringLiteral("\u03c3_w: ") + QString::fromStdString(sigmaWs.error().message)
                            : tr("Draws must be a whole number from 1 to %1.").arg(mostDraws);
  m_view->setFamilyChoice(choice);
  refresh();
  if (!good) Q_EMIT refused(wrong);
}

void FamilyTools::addTo(QMenu& menu) const {
  auto* group = new QActionGroup(&menu);
  for (int i = 0; i < familyFigures; ++i) {
    QAction* action = menu.addAction(title(static_cast<FamilyFigure>(i)));
    action->setCheckable(true);
    action->setChecked(i == static_cast<int>(m_view->familyChoice().figure));
    group->addAction(action);
    connect(action, &QAction::triggered, m_view, [view = m_view, i] {
      FamilyChoice choice = view->familyChoice();
      choice.figure = static_cast<FamilyFigure>(i);
      view->setFamilyChoice(choice);
    });
  }
}

}  // namespace arcscope::ui
