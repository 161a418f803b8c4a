#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/support/expected.h"

namespace arcscope::core {

using Bytes = std::vector<std::uint8_t>;

/// Most numbers that the points of one file may have: 2 GiB of them as float. Readers refuse more.
inline constexpr std::uint64_t mostNumbers = std::uint64_t{1} << 29U;

/// The content of one file, plain or packed by gzip (its first two bytes tell; several gzip members in a row
/// are one content), from the first byte to the last. It is read piece by piece: a reader that knows from the
/// first bytes how much must follow never takes more, whatever a small packed file unpacks to.
class GzipFile {
 public:
  /// Errors: no such file, not a regular file, cannot be read. `kind` is what it must be: "a CSV file".
  [[nodiscard]] static Expected<GzipFile> open(const std::filesystem::path& file, std::string_view kind);
  /// The file's bytes from memory; `name` stands for it in sentences.
  [[nodiscard]] static GzipFile inMemory(std::string name, std::string_view bytes);
  GzipFile(GzipFile&& other) noexcept;
  GzipFile& operator=(GzipFile&& other) noexcept;
  ~GzipFile();

  /// Appends the next `count` bytes of the content, fewer only where it ends. Memory follows what is there,
  /// not `count`. Errors name the file, the byte of the file (not of the content) and the cause: gzip data
  /// that breaks off or is damaged, other bytes after it.
  [[nodiscard]] std::optional<Error> read(std::uint64_t count, Bytes& content);
  /// Whether nothing follows, the check sum of packed data included; takes a byte away if something does.
  [[nodiscard]] Expected<bool> atEnd();
  /// The file, fit for a sentence.
  [[nodiscard]] std::string name() const;
  /// "FILE: what"
  [[nodiscard]] Error about(const std::string& what) const;

 private:
  struct Source;
  explicit GzipFile(std::unique_ptr<Source> source);
  std::unique_ptr<Source> m_source;
};

}  // namespace arcscope::core
