#pragma once
#include <string_view>
#include <vector>

#include "core/support/expected.h"

namespace arcscope::core {

/// Widths of a family as a person lists them, "16,64,256" or "16:64:16". The error is one sentence.
[[nodiscard]] Expected<std::vector<int>> familyWidths(std::string_view text);
/// Its sigma_w, "1,2,4" or "0.5:4:0.5".
[[nodiscard]] Expected<std::vector<double>> familySigmaWs(std::string_view text);

}  // namespace arcscope::core
