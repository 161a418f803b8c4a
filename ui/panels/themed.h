#pragma once
#include <QWidget>

#include "ui/model/theme.h"

namespace arcscope::ui {

/// Something that paints itself with the window's theme.
class Themed {
 public:
  virtual ~Themed() = default;
  void setTheme(const Theme& theme) {
    m_theme = theme;
    themeChanged();
  }
  [[nodiscard]] const Theme& theme() const { return m_theme; }

 protected:
  virtual void themeChanged() = 0;

 private:
  Theme m_theme = Theme::light();
};

/// Hands `theme` to `root` and to every view and themed widget below it.
void applyTheme(QWidget* root, const Theme& theme);

/// The style sheet of the standard widgets inside the window: entries, menus, scroll bars, tool tips.
[[nodiscard]] QString windowStyle(const Theme& theme);

}  // namespace arcscope::ui
