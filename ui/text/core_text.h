#pragma once
#include <QString>
#include <string_view>

namespace arcscope::ui {

/// A text of core, whose own language is English, in that of the window: as it is where core_text.cpp does
/// not list it. Numbers in a sentence stay as they are.
[[nodiscard]] QString coreText(std::string_view text);

}  // namespace arcscope::ui
