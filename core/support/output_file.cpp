#include "core/support/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <system_error>
#include <utility>

#include "core/support/text.h"

namespace arcscope::core {
namespace {

namespace fs = std::filesystem;

constexpr mode_t permissions = 0777;

Error cannotWrite(const fs::path& file, const std::string& why) {
  return {"cannot write " + printable(file.string()) + ": " + why};
}

std::string reason(int code) {
  std::string text = std::generic_category().message(code);
  std::transform(text.begin(), text.begin() + 1, text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

bool isBelowSystemFolders(const fs::path& file) {
  const fs::path absolute = fs::absolute(file).lexically_normal();
  auto part = absolute.begin();
  if (part == absolute.end() || ++part == absolute.end()) return false;
  return *part == "dev" || *part == "proc";
}

struct Created {
  int descriptor;
  fs::path path;
};

std::string nameBeside() {
  static std::atomic<unsigned> counter{0};
  return ".arcscope-" + std::to_string(::getpid()) + "-" + std::to_string(counter++) + ".part";
}

/// A new file in the folder of `target`: without a name where the file system knows that, so that it vanishes
/// with the program however that ends, else under a name not in use.
Created createBeside(const fs::path& target, mode_t mode) {
  const bool canBeNamed = ::access("/proc/self/fd", X_OK) == 0;
  const int unnamed =
      canBeNamed ? ::open(target.parent_path().c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, mode) : -1;
  if (unnamed >= 0) return {unnamed, {}};
  for (;;) {
    const fs::path beside = target.parent_path() / nameBeside();
    const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (descriptor >= 0 || errno != EEXIST) return {descriptor, beside};
  }
}

/// Gives the unnamed file behind `descriptor` a name beside `target`; empty, with errno, on failure.
fs::path giveName(int descriptor, const fs::path& target) {
  const std::string open = "/proc/self/fd/" + std::to_string(descriptor);
  for (;;) {
    fs::path beside = target.parent_path() / nameBeside();
    if (::linkat(AT_FDCWD, open.c_str(), AT_FDCWD, beside.c_str(), AT_SYMLINK_FOLLOW) == 0) return beside;
    if (errno != EEXIST) return {};
  }
}

}  // namespace

OutputFile::OutputFile(fs::path file, fs::path target, fs::path beside, int descriptor)
    : m_file(std::move(file)),
      m_target(std::move(target)),
      m_beside(std::move(beside)),
      m_descriptor(descriptor) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : m_file(std::move(other.m_file)),
      m_target(std::move(other.m_target)),
      m_beside(std::move(other.m_beside)),
      m_descriptor(std::exchange(other.m_descriptor, -1)) {}

OutputFile::~OutputFile() {
  if (m_descriptor < 0) return;
  ::close(m_descriptor);
  if (!m_beside.empty()) ::unlink(m_beside.c_str());
}

Error OutputFile::failure(int code) const {
  return cannotWrite(m_file, reason(code));
}

Expected<OutputFile> OutputFile::open(const fs::path& file) {
  if (file.empty()) return Error{"cannot write a file without a name"};
  struct stat status {};
  const bool exists = ::stat(file.c_str(), &status) == 0;
  if (!exists && errno != ENOENT) return cannotWrite(file, reason(errno));
  if (exists && S_ISDIR(status.st_mode)) return cannotWrite(file, "it is a directory");
  if (exists && (!S_ISREG(status.st_mode) || isBelowSystemFolders(file))) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC);
    if (descriptor < 0) return cannotWrite(file, reason(errno));
    return OutputFile(file, {}, {}, descriptor);
  }
  if (exists && ::access(file.c_str(), W_OK) != 0) return cannotWrite(file, reason(errno));
  std::error_code unresolved;
  fs::path target = exists ? fs::canonical(file, unresolved) : fs::absolute(file, unresolved);
  if (unresolved) return cannotWrite(file, reason(unresolved.value()));
  if (!exists && !fs::is_directory(target.parent_path(), unresolved))
    return cannotWrite(file, "there is no directory " + printable(target.parent_path().string()));
  const mode_t mode = exists ? status.st_mode & permissions : 0666;
  Created created = createBeside(target, mode);
  if (created.descriptor < 0) return cannotWrite(file, reason(errno));
  if (exists) static_cast<void>(::fchmod(created.descriptor, mode));  // the umask has taken its part
  return OutputFile(file, std::move(target), std::move(created.path), created.descriptor);
}

std::optional<Error> OutputFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failure(errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return std::nullopt;
}

std::optional<Error> OutputFile::commit() {
  const bool inPlace = m_target.empty();
  if (!inPlace && ::fsync(m_descriptor) != 0) return failure(errno);
  if (!inPlace && m_beside.empty()) {
    m_beside = giveName(m_descriptor, m_target);
    if (m_beside.empty()) return failure(errno);
  }
  const int closed = ::close(std::exchange(m_descriptor, -1));
  const int closeError = errno;
  if (inPlace) return closed == 0 ? std::nullopt : std::optional(failure(closeError));
  const bool done = closed == 0 && ::rename(m_beside.c_str(), m_target.c_str()) == 0;
  if (done) return std::nullopt;
  const Error error = failure(closed == 0 ? errno : closeError);
  ::unlink(m_beside.c_str());
  return error;
}

std::optional<Error> writeFile(const fs::path& file, std::string_view bytes) {
  Expected<OutputFile> output = OutputFile::open(file);
  if (!output) return output.error();
  OutputFile opened = std::move(output).value();
  if (std::optional<Error> error = opened.write(bytes)) return error;
  return opened.commit();
}

}  // namespace arcscope::core
