// What explains the program from within: help on every control and view, and What's This.
#include <QApplication>
#include <QWhatsThis>

#include "ui/help/help_window.h"
#include "ui/panels/control_panel.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/window/bottom_bar.h"
#include "ui/window/card.h"
#include "ui/window/header_bar.h"
#include "ui/window/main_window.h"

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

}  // namespace arcscope::ui
