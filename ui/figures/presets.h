#pragma once
#include <span>

#include "ui/figures/figure_source.h"

namespace arcscope::ui {

/// A figure of the literature: what is set, and what is shown of it. The window opens it from a menu, the
/// command line by its name.
struct Preset {
  QString name;    ///< as --preset takes it: "pieces"
  QString source;  ///< "[HR19] Hanin and Rolnick 2019"
  QString title;   ///< what it shows, in a few words
  core::Setting setting;
  core::ViewChoice view;
  FigureChoice figure;
  std::int64_t draws = 0;  ///< of the ensemble, where the figure's comparison wants one
  QString story{};         ///< what to see in it, in one line
};

/// All of them, in the order of the menu; those of one source stand together.
[[nodiscard]] std::span<const Preset> presets();
/// Null for a name that none has.
[[nodiscard]] const Preset* presetFromName(const QString& name);

}  // namespace arcscope::ui
