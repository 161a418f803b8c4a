#pragma once
#include <QWidget>

#include "ui/panels/themed.h"

namespace arcscope::ui {

/// The keys of the window, over the window; any key or click closes it.
class ShortcutsOverlay : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit ShortcutsOverlay(QWidget* parent);
  void toggle();

 protected:
  void paintEvent(QPaintEvent*) override;
  void mousePressEvent(QMouseEvent*) override { hide(); }
  void keyPressEvent(QKeyEvent*) override { hide(); }
  void themeChanged() override { update(); }
};

}  // namespace arcscope::ui
