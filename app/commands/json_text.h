#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "core/support/json_text.h"

namespace arcscope::app {

using Json = nlohmann::ordered_json;

/// An object with one line a key.
[[nodiscard]] inline std::string lineAKey(const Json& object) {
  std::string text;
  for (const auto& [key, value] : object.items())
    text.append(text.empty() ? "{\n \"" : ",\n \"").append(key).append("\": ").append(core::jsonText(value));
  return text + "\n}\n";
}

}  // namespace arcscope::app
