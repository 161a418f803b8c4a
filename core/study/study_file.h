#pragma once
#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "core/study/study_rows.h"

namespace arcscope::core {

/// Whole lines of a file, the rest apart. Opens the file for each block that it reads, so that any number of
/// files can be read at a time.
class LineReader {
 public:
  explicit LineReader(std::filesystem::path file) : m_file(std::move(file)) {}
  /// The next whole line with its line break; nothing at the end, where an unfinished line may remain.
  /// The error names the file.
  [[nodiscard]] Expected<std::optional<std::string>> next();
  [[nodiscard]] std::int64_t offset() const { return m_offset; }  ///< bytes of the lines read so far
  [[nodiscard]] const std::filesystem::path& file() const { return m_file; }

 private:
  std::filesystem::path m_file;
  std::string m_block;
  std::size_t m_at = 0;       ///< in m_block
  std::int64_t m_offset = 0;  ///< of m_at in the file
  bool m_ended = false;
};

/// The rows of own task number i of `header.plan` from a file whose lines are read so far; nothing where the
/// file ends before they are complete. The error says that a line is not the row that must stand there.
[[nodiscard]] Expected<std::optional<std::string>> readTask(LineReader& lines, const StudyHeader& header,
                                                            std::int64_t i);

/// The file of one shard while its rows come in: open, begin, append a task at a time, finish. Errors are one
/// sentence and name the file.
class StudyFile {
 public:
  /// Leaves a file that is there as it is. An error where it cannot be written or another run is writing it.
  [[nodiscard]] static Expected<StudyFile> open(const std::filesystem::path& file);
  StudyFile(StudyFile&& other) noexcept;
  StudyFile& operator=(StudyFile&&) = delete;
  ~StudyFile();

  /// A file that holds the beginning of the same shard is continued: an unfinished row and the rows of an
  /// unfinished task are dropped. A device or a pipe is written from the beginning. An error where the file
  /// holds something else. Changes nothing yet: append() and finish() do.
  [[nodiscard]] std::optional<Error> begin(const StudyHeader& header);
  /// Own tasks whose rows the file holds.
  [[nodiscard]] std::int64_t done() const { return m_done; }
  /// The rows of the next task.
  [[nodiscard]] std::optional<Error> append(std::string_view rows);
  /// Until the bytes have reached the disk.
  [[nodiscard]] std::optional<Error> finish();

 private:
  StudyFile(std::filesystem::path file, int descriptor, bool regular);
  [[nodiscard]] std::optional<Error> resume(const StudyHeader& header);
  [[nodiscard]] std::optional<Error> start();
  [[nodiscard]] std::optional<Error> write(std::string_view bytes);
  [[nodiscard]] Error failure() const;

  std::filesystem::path m_file;
  int m_descriptor = -1;
  bool m_regular = true;
  bool m_started = false;
  std::int64_t m_kept = 0;  ///< bytes of the file that stay
  std::string m_header;     ///< still to be written
  std::int64_t m_done = 0;
};

}  // namespace arcscope::core
