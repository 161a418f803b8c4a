#pragma once
#include "ui/figures/figure_source.h"
#include "ui/figures/presets.h"
#include "ui/session/session_file.h"

namespace arcscope::ui {

/// What the window shows of a preset.
[[nodiscard]] DisplayChoice displayOf(const Preset& preset);

/// What a figure shows of what the views were told.
[[nodiscard]] FigureChoice figureOf(const DisplayChoice& display);

}  // namespace arcscope::ui
