#pragma once
#include <QString>

#include "ui/figures/figure_file.h"

namespace arcscope::ui {

// What a person reads in menus and fields.

[[nodiscard]] QString caption(FigureKind kind);
[[nodiscard]] QString caption(FileKind kind);

}  // namespace arcscope::ui
