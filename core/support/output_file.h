#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/support/expected.h"

namespace arcscope::core {

/// A file being written. A regular file is written beside and takes its name in commit(), after its bytes
/// have reached the disk, so that what stood there before is lost at no failure; a device, a pipe and
/// everything below /dev and /proc is written in place. Without commit() nothing remains. Errors name the
/// file and the reason.
class OutputFile {
 public:
  [[nodiscard]] static Expected<OutputFile> open(const std::filesystem::path& file);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  [[nodiscard]] std::optional<Error> write(std::string_view bytes);
  [[nodiscard]] std::optional<Error> commit();

 private:
  OutputFile(std::filesystem::path file, std::filesystem::path target, std::filesystem::path beside,
             int descriptor);
  [[nodiscard]] Error failure(int code) const;

  std::filesystem::path m_file;    // as named by the caller
  std::filesystem::path m_target;  // with links followed; empty: in place
  std::filesystem::path m_beside;  // empty: no name yet, or in place
  int m_descriptor = -1;
};

/// Writes all of `bytes` to `file` in the manner of OutputFile.
[[nodiscard]] std::optional<Error> writeFile(const std::filesystem::path& file, std::string_view bytes);

}  // namespace arcscope::core
