#pragma once
#include "ui/plots/view.h"

namespace arcscope::ui {

/// `table` as tab-separated lines with a heading, as spreadsheets paste it.
[[nodiscard]] QString asText(const DataTable& table);

}  // namespace arcscope::ui
