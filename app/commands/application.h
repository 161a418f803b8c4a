#pragma once
#include <QApplication>
#include <memory>

namespace arcscope::app {

/// Whether a window could be shown: an X or Wayland display is named and Qt was not told to paint off screen.
[[nodiscard]] bool hasDisplay();

/// Qt, with the embedded fonts. @param onScreen false: paints in memory and needs no display, the same on
/// every machine.
[[nodiscard]] std::unique_ptr<QApplication> makeApplication(bool onScreen);

}  // namespace arcscope::app
