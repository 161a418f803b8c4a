#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/explorer/snapshot.h"
#include "core/support/expected.h"
#include "ui/model/display.h"

namespace arcscope::ui {

// Plain values of the window as JSON objects: all keys written, keys that are missing keep their defaults,
// unknown ones are an error.

[[nodiscard]] nlohmann::ordered_json toJson(const core::ViewChoice& view);
[[nodiscard]] core::Expected<core::ViewChoice> viewFromJson(const std::string& text);
[[nodiscard]] nlohmann::ordered_json toJson(const DisplayChoice& display);
[[nodiscard]] core::Expected<DisplayChoice> displayFromJson(const std::string& text);

}  // namespace arcscope::ui
