// What explains the program from within: help on every control and view, and What's This.
#include <QApplication>
#include <QMenu>
#include <QWhatsThis>

#include "ui/help/help_window.h"
#include "ui/panels/control_panel.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/text/language.h"
#include "ui/window/bottom_bar.h"
#include "ui/window/card.h"
#include "ui/window/header_bar.h"
#include "ui/window/main_window.h"
#include "ui/window/shortcuts_overlay.h"

namespace arcscope::ui {

void MainWindow::connectHelp() {
  for (const QString& part : m_controls->parts())
    setHelp(m_controls->part(part), part == QStringLiteral("seed") ? QStringLiteral("control:seed")
                                                                   : QStringLiteral("control:") + part);
  for (Card* card : m_cards) setHelp(card, QStringLiteral("card:") + card->objectName());
  setHelp(m_grid, QStringLiteral("grid"));
  setHelp(m_bottom, QStringLiteral("t"));
  setHelp(m_header->pin, QStringLiteral("pins"));
  setHelp(m_header->pins, QStringLiteral("pins"));
  setHelp(m_header->open, QStringLiteral("session"));
  setHelp(m_header->present, QStringLiteral("presentation"));
  for (QWidget* widget : findChildren<QWidget*>())
    if (!widget->whatsThis().isEmpty()) widget->installEventFilter(this);
}

/// Links in What's This.
bool MainWindow::eventFilter(QObject* object, QEvent* event) {
  if (event->type() != QEvent::WhatsThisClicked) return QWidget::eventFilter(object, event);
  QWhatsThis::hideText();
  openHelp(static_cast<QWhatsThisClickedEvent*>(event)->href());
  return true;
}

void MainWindow::openHelp(const QString& topic) {
  QString wanted = topic;
  if (wanted.isEmpty()) wanted = helpOf(QApplication::widgetAt(QCursor::pos()));
  if (wanted.isEmpty()) wanted = helpOf(QApplication::focusWidget());
  if (!m_help) {
    m_help = new HelpWindow(m_theme, this);
    m_help->setAttribute(Qt::WA_DeleteOnClose);
  }
  if (!wanted.isEmpty()) m_help->showTopic(wanted);
  m_help->show();
  m_help->raise();
}

void MainWindow::openHelpMenu() {
  QMenu menu(this);
  menu.addAction(tr("Help on every view and symbol\tF1"), this, [this] { openHelp(QStringLiteral("grid")); });
  menu.addAction(tr("What's This?\tShift+F1"), this, [] { QWhatsThis::enterWhatsThisMode(); });
  menu.addAction(tr("All keys\t?"), m_shortcuts, &ShortcutsOverlay::toggle);
  menu.addAction(tr("How to cite"), this, [this] { openHelp(QStringLiteral("cite")); });
  addLanguages(*menu.addMenu(tr("Language")));
  menu.exec(m_header->help->mapToGlobal(QPoint(0, m_header->help->height() + 2)));
}

/// Each by its own name. Texts are made with the window, so a choice holds from its next start on.
void MainWindow::addLanguages(QMenu& menu) {
  const QString chosen = chosenLanguage();
  const auto add = [&](const QString& title, const QString& choice) {
    QAction* action = menu.addAction(title, this, [this, choice] {
      chooseLanguage(choice);
      showMessage(tr("The window has this language from its next start on."));
    });
    action->setCheckable(true);
    action->setChecked(chosen == choice);
  };
  add(tr("As the system"), QString());
  add(QStringLiteral("English"), QStringLiteral("en"));
  add(QStringLiteral("Deutsch"), QStringLiteral("de"));
}

}  // namespace arcscope::ui
