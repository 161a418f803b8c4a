#include "app/commands/progress.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>

namespace arcscope::app {

Progress::Progress(std::string doing) : m_doing(std::move(doing)) {
  if (isatty(STDERR_FILENO) == 1)
    m_thread = std::jthread([this](const std::stop_token& over) { report(over); });
}

Progress::~Progress() = default;

void Progress::report(const std::stop_token& over) {
  std::unique_lock lock(m_mutex);
  bool said = false;
  for (int seconds = 1;; ++seconds) {
    m_wake.wait_for(lock, over, std::chrono::seconds(1), [] { return false; });
    if (over.stop_requested()) break;
    if (seconds < 2) continue;
    std::fprintf(stderr, "\r%s: %d s (Ctrl+C stops) ", m_doing.c_str(), seconds);
    std::fflush(stderr);
    said = true;
  }
  if (said) std::fputs("\r\033[K", stderr);
}

}  // namespace arcscope::app
