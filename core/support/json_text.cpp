#include "core/support/json_text.h"

#include <nlohmann/json.hpp>

namespace arcscope::core {

using Json = nlohmann::ordered_json;

std::string jsonText(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string jsonString(std::string_view text) {
  return jsonText(Json(text));
}

Json parsedJson(std::string_view text) {
  return Json::parse(text, nullptr, false);
}

}  // namespace arcscope::core
