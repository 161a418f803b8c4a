#pragma once
#include "ui/figures/figure_source.h"

namespace arcscope::ui {

/// The figure of what `view` shows, with its choices; of another view, or where nothing is there yet: the
/// page.
[[nodiscard]] FigureChoice figureChoiceOf(const View* view);

}  // namespace arcscope::ui
