#include "core/study/family_lists.h"

#include <cmath>

#include "core/setting/parameters.h"
#include "core/study/family.h"
#include "core/study/value_list.h"
#include "core/support/text.h"

namespace arcscope::core {
namespace {

/// The values that `text` lists, all of them allowed for the parameter.
Expected<std::vector<double>> valuesOf(std::string_view text, std::string_view key) {
  const Parameter& row = parameter(key);
  const std::string quoted = inQuotes(text);
  const Expected<std::vector<std::string>> listed = listedValues(text, ListedValue::Number);
  if (!listed) return Error{quoted + " is no list: " + listed.error().message};
  std::vector<double> values;
  for (const std::string& one : listed.value()) {
    const std::optional<double> value = numberFromText(one);
    if (!value || !(*value >= row.minimum && *value <= row.maximum) ||
        (row.integer && std::floor(*value) != *value))
      return Error{quoted + " must list " + (row.integer ? "whole numbers" : "numbers") + " from " +
                   numberText(row.minimum) + " to " + numberText(row.maximum) + ", such as " +
                   (row.integer ? "16,64,256" : "1,2,4 or 0.5:4:0.5")};
    values.push_back(*value);
    if (values.size() > mostMembers)
      return Error{quoted + " lists more than the " + std::to_string(mostMembers) + " lines of a family"};
  }
  return values;
}

}  // namespace

Expected<std::vector<int>> familyWidths(std::string_view text) {
  const Expected<std::vector<double>> values = valuesOf(text, "width");
  if (!values) return values.error();
  return std::vector<int>(values.value().begin(), values.value().end());
}

Expected<std::vector<double>> familySigmaWs(std::string_view text) {
  return valuesOf(text, "sigma_w");
}

}  // namespace arcscope::core
