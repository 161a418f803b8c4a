#pragma once
#include <QWidget>

#include "ui/panels/button.h"
#include "ui/window/pin_strip.h"

namespace arcscope::ui {

/// The name of the program and what is done with the whole.
class HeaderBar : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit HeaderBar(QWidget* parent = nullptr);

  Button* open;     ///< files and links
  Button* presets;  ///< figures of the literature
  Button* train;
  Button* undo;
  Button* redo;
  Button* pin;
  PinStrip* pins;
  Button* views;  ///< which cards are shown
  Button* present;
  Button* switchTheme;
  Button* help;
  Button* exportFigure;

 protected:
  void paintEvent(QPaintEvent*) override;
  void themeChanged() override;
};

}  // namespace arcscope::ui
