#pragma once
#include <QTimer>
#include <QVariantAnimation>
#include <QWidget>

#include "ui/panels/themed.h"

namespace arcscope::ui {

/// A ring round something in the window that a tour points at. It lets the mouse through, and hides nothing
/// of what it points at: only the ring itself is part of it.
class PointerRing : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit PointerRing(QWidget* window);
  /// Round `target`, in the window's coordinates; empty: hidden. A ring that comes anew draws in once.
  void pointAt(const QRect& target);

 protected:
  void paintEvent(QPaintEvent*) override;
  void themeChanged() override { update(); }

 private:
  void place();

  QRect m_target;
  QVariantAnimation m_drawingIn;
};

/// Darkens a window but for a disc round the pointer. It lets the mouse through.
class Spotlight : public QWidget {
  Q_OBJECT

 public:
  explicit Spotlight(QWidget* window);

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  QTimer m_timer;  // the pointer moves over other widgets, which get its events
  QPoint m_at;
};

}  // namespace arcscope::ui
