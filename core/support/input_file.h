#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "core/support/expected.h"
#include "core/support/text.h"

namespace arcscope::core {

/// "FILE: what"
[[nodiscard]] inline Error aboutFile(const std::filesystem::path& file, const std::string& what) {
  return {printable(file.string()) + ": " + what};
}

/// Why `file` is nothing to read from, or nullopt for a regular file. `kind` is what it must be: "a
/// safetensors file".
[[nodiscard]] inline std::optional<Error> refuseUnlessRegular(const std::filesystem::path& file,
                                                              std::string_view kind) {
  std::error_code unknown;
  const std::filesystem::file_status status = std::filesystem::status(file, unknown);
  if (!std::filesystem::exists(status)) return aboutFile(file, "there is no such file");
  if (std::filesystem::is_regular_file(status)) return std::nullopt;
  const bool directory = std::filesystem::is_directory(status);
  return aboutFile(file, std::string("this is ") + (directory ? "a directory" : "not a regular file") +
                             "; it must be " + std::string(kind));
}

}  // namespace arcscope::core
