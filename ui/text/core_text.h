#pragma once
#include <QString>
#include <string_view>

#include "core/setting/setting.h"

namespace arcscope::ui {

/// A text of core, whose own language is English, in that of the window: as it is where core_text.cpp does
/// not list it. Numbers in a sentence stay as they are.
[[nodiscard]] QString coreText(std::string_view text);

/// What a person calls the network that a setting names: its file's name, or where it comes from.
[[nodiscard]] QString networkLabel(const core::Setting& setting);

}  // namespace arcscope::ui
