#pragma once
#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QMessageBox>
#include <QMouseEvent>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>
#include <functional>
#include <memory>

#include "tests/ui/patience.h"
#include "ui/panels/control_panel.h"
#include "ui/window/card.h"
#include "ui/window/main_window.h"

namespace arcscope::ui {

/// A window on a small setting, and hands that use its controls.
class WindowFixture : public QObject {
 protected:
  std::unique_ptr<MainWindow> m_window;

  void open(core::Setting setting = smallSetting()) {
    m_window = std::make_unique<MainWindow>(MainWindow::Options{.subject = {setting, nullptr, nullptr}});
    m_window->resize(1280, 720);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_VERIFY(m_window->snapshot());
  }
  static core::Setting smallSetting() {
    core::Setting setting;
    setting.width = 20;
    setting.depth = 4;
    setting.points = 128;
    setting.refine = false;
    return setting;
  }
  [[nodiscard]] const core::Setting& setting() const { return m_window->session().setting(); }
  [[nodiscard]] ParameterControl* control(std::string_view key) const {
    return m_window->controls()->control(key);
  }
  template <class T>
  [[nodiscard]] T* find(const char* name) const {
    T* found = m_window->findChild<T*>(QString::fromLatin1(name));
    if (!found) qFatal("no %s", name);
    return found;
  }
  /// QTest::mouseMove moves the pointer of the machine, which an off-screen platform has not.
  static void moveTo(QWidget* widget, QPoint to) {
    QMouseEvent event(QEvent::MouseMove, QPointF(to), widget->mapToGlobal(QPointF(to)), Qt::NoButton,
                      Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(widget, &event);
  }
  static void drag(QWidget* widget, QPoint from, QPoint to) {
    QTest::mousePress(widget, Qt::LeftButton, {}, from);
    for (int i = 1; i <= 8; ++i) moveTo(widget, from + (to - from) * i / 8);
    QTest::mouseRelease(widget, Qt::LeftButton, {}, to);
  }
  static void wheel(QWidget* widget, int notches) {
    const QPointF at = QPointF(widget->rect().center());
    QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, {},
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(widget, &event);
  }
  /// Opens the menu of `button` and clicks the first entry that begins with `entry`.
  void chooseFromMenu(QAbstractButton* button, const QString& entry) {
    QTimer::singleShot(0, this, [entry] {
      auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
      if (menu == nullptr) return;
      for (QAction* action : menu->actions())
        if (action->text().startsWith(entry)) {
          QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
          return;
        }
      menu->close();
    });
    QTest::mouseClick(button, Qt::LeftButton);
  }
  /// Has `ask` ask what blocks, and answers by the button of that role. @param name of the question
  void answer(const QString& name, QMessageBox::ButtonRole role, const std::function<void()>& ask) {
    bool asked = false;
    QTimer::singleShot(0, this, [&] {
      auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
      asked = box != nullptr && box->objectName() == name;
      if (!asked) return;
      for (QAbstractButton* button : box->buttons())
        if (box->buttonRole(button) == role) QTest::mouseClick(button, Qt::LeftButton);
    });
    ask();
    QCoreApplication::processEvents();
    QVERIFY2(asked, qPrintable(name));
  }
  Card* card(const char* name) const { return find<Card>(name); }
};

}  // namespace arcscope::ui
