#pragma once
#include <QString>
#include <string_view>

namespace arcscope::ui {

/// A text of core, which is UTF-8, as Qt's.
[[nodiscard]] inline QString fromView(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

}  // namespace arcscope::ui
