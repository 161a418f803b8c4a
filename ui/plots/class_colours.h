#pragma once
#include <QColor>

#include "ui/model/theme.h"

namespace arcscope::ui {

/// The colour of class `label` of `classes`: hues that stay apart for the common kinds of colour blindness,
/// in an order of lightness that every kind of vision sees.
[[nodiscard]] QColor classColour(const Theme& theme, int label, int classes);

}  // namespace arcscope::ui
