#pragma once

namespace arcscope::ui {

/// Makes views and sliders known to screen readers with their current numbers, which are put into words only
/// when one asks. Idempotent.
void installAccessibility();

}  // namespace arcscope::ui
