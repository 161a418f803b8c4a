#include "core/study/study_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "core/support/text.h"

namespace arcscope::core {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t blockBytes = 1 << 16;
constexpr std::size_t longestLine = 1 << 26;  ///< a plan's, of a million settings

std::string reason(int code) {
  return std::generic_category().message(code);
}

/// Reads at most `count` bytes at `offset`; less at the end of the file. Nothing, with errno, on failure.
std::optional<std::string> readAt(int descriptor, std::int64_t offset, std::size_t count) {
  std::string bytes(count, '\0');
  std::size_t have = 0;
  while (have < count) {
    const ssize_t got =
        ::pread(descriptor, bytes.data() + have, count - have, offset + static_cast<std::int64_t>(have));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

}  // namespace

Expected<std::optional<std::string>> LineReader::next() {
  for (;;) {
    const std::size_t end = m_block.find('\n', m_at);
    if (end != std::string::npos) {
      std::string line = m_block.substr(m_at, end + 1 - m_at);
      m_at = end + 1;
      m_offset += static_cast<std::int64_t>(line.size());
      return std::optional(std::move(line));
    }
    if (m_ended) return std::optional<std::string>();
    if (m_block.size() - m_at > longestLine) return Error{printable(m_file.string()) + " has endless lines"};
    m_block.erase(0, m_at);
    m_at = 0;
    const int descriptor = ::open(m_file.c_str(), O_RDONLY | O_CLOEXEC);
    const auto more =
        descriptor < 0 ? std::nullopt
                       : readAt(descriptor, m_offset + static_cast<std::int64_t>(m_block.size()), blockBytes);
    const int code = errno;
    if (descriptor >= 0) ::close(descriptor);
    if (!more) return Error{std::string("cannot read ") + printable(m_file.string()) + ": " + reason(code)};
    m_ended = more->size() < blockBytes;
    m_block += *more;
  }
}

Expected<std::optional<std::string>> readTask(LineReader& lines, const StudyHeader& header, std::int64_t i) {
  const StudyPlan& plan = header.plan;
  const std::int64_t task = plan.taskOf(i);
  const std::int64_t setting = task / plan.draws;
  std::string rows;
  for (int layer = 0; layer <= plan.depths[static_cast<std::size_t>(setting)]; ++layer) {
    const Expected<std::optional<std::string>> line = lines.next();
    if (!line) return line.error();
    if (!line.value()) return std::optional<std::string>();
    if (!line.value()->starts_with(rowBegin(header.format, setting, task % plan.draws, layer)))
      return Error{std::string("the line ") + inQuotes(*line.value()) + " of " +
                   printable(lines.file().string()) + " is not the row of setting " +
                   std::to_string(setting) + ", draw " + std::to_string(task % plan.draws) + " and layer " +
                   std::to_string(layer) + " that must stand there"};
    rows += *line.value();
  }
  return std::optional(std::move(rows));
}

StudyFile::StudyFile(fs::path file, int descriptor, bool regular)
    : m_file(std::move(file)), m_descriptor(descriptor), m_regular(regular) {}

StudyFile::StudyFile(StudyFile&& other) noexcept
    : m_file(std::move(other.m_file)),
      m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_regular(other.m_regular),
      m_started(other.m_started),
      m_kept(other.m_kept),
      m_header(std::move(other.m_header)),
      m_done(other.m_done) {}

StudyFile::~StudyFile() {
  if (m_descriptor >= 0) ::close(m_descriptor);
}

Error StudyFile::failure() const {
  return {std::string("cannot write ") + printable(m_file.string()) + ": " + reason(errno)};
}

Expected<StudyFile> StudyFile::open(const fs::path& file) {
  struct stat status {};
  const bool exists = ::stat(file.c_str(), &status) == 0;
  const bool regular = !exists || S_ISREG(status.st_mode);
  constexpr mode_t readableByAll = 0666;
  const int descriptor =
      ::open(file.c_str(), regular ? O_RDWR | O_CREAT | O_CLOEXEC : O_WRONLY | O_CLOEXEC, readableByAll);
  StudyFile opened(file, descriptor, regular);
  if (descriptor < 0) return opened.failure();
  if (regular && ::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    return Error{std::string("another run is writing ") + printable(file.string())};
  return opened;
}

std::optional<Error> StudyFile::begin(const StudyHeader& header) {
  m_header = headerOf(header.plan, header.format);
  return m_regular ? resume(header) : std::nullopt;
}

std::optional<Error> StudyFile::resume(const StudyHeader& header) {
  const std::string& begin = m_header;
  const auto found = readAt(m_descriptor, 0, begin.size());
  if (!found) return failure();
  if (found->size() < begin.size() && begin.starts_with(*found)) return std::nullopt;
  const std::string name = printable(m_file.string());
  LineReader lines(m_file);
  Expected<std::optional<std::string>> line = lines.next();
  if (!line) return line.error();
  if (*found != begin) {
    const auto other =
        line.value() ? headerFromLine(*line.value()) : Expected<StudyHeader>(Error{"it has no whole line"});
    if (!other) return Error{name + " is no file of a study, and is left as it is"};
    auto difference = differenceOf(other.value().plan, header.plan);
    if (!difference && other.value().format != header.format) difference = "the format";
    const Shard& shard = other.value().plan.shard;
    return Error{name + " holds " +
                 (difference ? "another study, and is left as it is: what differs is " + *difference
                             : std::string("shard ") + std::to_string(shard.index) + "/" +
                                   std::to_string(shard.count) + " of this study, and is left as it is")};
  }
  while (lines.offset() < static_cast<std::int64_t>(begin.size()))
    if (line = lines.next(); !line) return line.error();
  m_kept = lines.offset();
  while (m_done < header.plan.ownTasks()) {
    const auto rows = readTask(lines, header, m_done);
    if (!rows) return rows.error();
    if (!rows.value()) break;
    m_kept = lines.offset();
    ++m_done;
  }
  if (m_done == header.plan.ownTasks() && ::lseek(m_descriptor, 0, SEEK_END) > m_kept)
    return Error{name + " has more in it than this study, and is left as it is"};
  m_header.clear();
  return std::nullopt;
}

std::optional<Error> StudyFile::start() {
  if (std::exchange(m_started, true)) return std::nullopt;
  if (m_regular && (::ftruncate(m_descriptor, m_kept) != 0 || ::lseek(m_descriptor, m_kept, SEEK_SET) < 0))
    return failure();
  return write(m_header);
}

std::optional<Error> StudyFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failure();
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return std::nullopt;
}

std::optional<Error> StudyFile::append(std::string_view rows) {
  if (auto error = start()) return error;
  ++m_done;
  return write(rows);
}

std::optional<Error> StudyFile::finish() {
  if (auto error = start()) return error;
  if (::fsync(m_descriptor) != 0 && errno != EINVAL && errno != EROFS && errno != ENOTSUP) return failure();
  return ::close(std::exchange(m_descriptor, -1)) == 0 ? std::nullopt : std::optional(failure());
}

}  // namespace arcscope::core
