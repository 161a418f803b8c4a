#pragma once
#include <QCoreApplication>
#include <QMouseEvent>
#include <QWidget>

namespace arcscope::ui::test {

/// A mouse move to `at` in the widget's coordinates, with the buttons that are held.
inline void moveMouse(QWidget& widget, QPointF at, Qt::MouseButtons buttons = {},
                      Qt::KeyboardModifiers modifiers = {}) {
  QMouseEvent event(QEvent::MouseMove, at, widget.mapToGlobal(at), Qt::NoButton, buttons, modifiers);
  QCoreApplication::sendEvent(&widget, &event);
}

}  // namespace arcscope::ui::test
