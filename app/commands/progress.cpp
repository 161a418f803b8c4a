#include "app/commands/progress.h"

#include <unistd.h>

#include <cstdio>

#include "core/study/pace.h"
#include "core/support/text.h"

namespace arcscope::app {
namespace {

constexpr int logEvery = 10;  ///< seconds between two lines of a log

}  // namespace

Progress::Progress(std::string doing) : m_doing(std::move(doing)), m_onTerminal(isatty(STDERR_FILENO) == 1) {
  m_thread = std::jthread([this](const std::stop_token& over) { report(over); });
}

Progress::~Progress() {
  m_thread.request_stop();
  m_thread.join();
  if (m_first >= 0 && !m_onTerminal)
    std::fprintf(stderr, "arcscope: %s: %s in %s\n", m_doing.c_str(), counts().c_str(),
                 core::durationText(seconds()).c_str());
}

void Progress::set(std::int64_t done, std::int64_t total, const char* unit) {
  const std::lock_guard lock(m_mutex);
  if (m_first < 0) m_first = done;
  m_done = done;
  m_total = total;
  m_unit = unit;
}

double Progress::seconds() const {
  return std::chrono::duration<double>(Clock::now() - m_begun).count();
}

std::string Progress::counts() const {
  return std::to_string(m_done) + " of " + std::to_string(m_total) + " " + m_unit;
}

void Progress::report(const std::stop_token& over) {
  std::unique_lock lock(m_mutex);
  bool said = false;
  for (int second = 1;; ++second) {
    m_wake.wait_for(lock, over, std::chrono::seconds(1), [] { return false; });
    if (over.stop_requested()) break;
    const bool counted = m_first >= 0;
    if (m_onTerminal ? second < 2 : !counted || second % logEvery != 0) continue;
    std::string text = counted ? counts() : core::durationText(second);
    if (const auto left = counted ? core::secondsLeft(seconds(), m_first, m_done, m_total) : std::nullopt)
      text.append(", ").append(core::durationText(*left)).append(" left");
    if (m_onTerminal)
      std::fprintf(stderr, "\r%s: %s (Ctrl+C stops)\033[K", m_doing.c_str(), text.c_str());
    else
      std::fprintf(stderr, "arcscope: %s: %s\n", m_doing.c_str(), text.c_str());
    std::fflush(stderr);
    said = m_onTerminal;
  }
  if (said) std::fputs("\r\033[K", stderr);
}

}  // namespace arcscope::app
