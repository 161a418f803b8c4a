#pragma once
#include <QSize>
#include <QString>

#include "core/explorer/subject.h"
#include "ui/figures/presets.h"

namespace arcscope::ui {

struct WindowOptions {
  core::Subject subject;
  std::optional<Preset> preset{};   ///< opened in place of `subject`
  QString session{};                ///< a session, figure or link to open in place of `subject`
  QString tour{};                   ///< its file: begun, whatever else is opened
  QString language{};               ///< "en" or "de"; nothing: the one chosen in the window or the system's
  bool restores = false;            ///< it comes back as it was left
  QString screenshotFile;           ///< not empty: the start page goes there as PNG and no window is shown
  QSize screenshotSize{1600, 900};  ///< logical pixels
  bool dark = false;                ///< of the screenshot; the window remembers its own
};

/// Sets what Qt reads before the application object is made. Called by main() before QApplication, and by
/// benchmarks.
void prepareApplication();

/// Opens the window and runs until it is closed. @pre a QApplication lives. @return the program's exit
/// status.
[[nodiscard]] int runWindow(const WindowOptions& options);

/// Renders the start page, computed at full quality, to `file` as PNG, in English unless a language is named.
/// False where it cannot be written.
[[nodiscard]] bool renderStartPage(const WindowOptions& options);

}  // namespace arcscope::ui
