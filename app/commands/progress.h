#pragma once
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

namespace arcscope::app {

/// While it lives, says on standard error how long the work has been going on, or, once set() was called, how
/// much of it is done and how long the rest will take: on a terminal from the second second on, in one line
/// that it clears at the end; elsewhere, with set() alone, in a line each ten seconds and one at the end.
class Progress {
 public:
  explicit Progress(std::string doing);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// @param unit what is counted, "draws". The first call is where the work begins. From any thread.
  void set(std::int64_t done, std::int64_t total, const char* unit);

 private:
  using Clock = std::chrono::steady_clock;
  void report(const std::stop_token& over);
  [[nodiscard]] double seconds() const;
  /// Of the counts: "12 of 40 draws, 3 s left".
  [[nodiscard]] std::string counts() const;

  const std::string m_doing;
  const bool m_onTerminal;
  const Clock::time_point m_begun = Clock::now();
  std::mutex m_mutex;  // guards the counts
  std::int64_t m_first = -1;
  std::int64_t m_done = 0;
  std::int64_t m_total = 0;
  const char* m_unit = "";
  std::condition_variable_any m_wake;
  std::jthread m_thread;  // last: ends before the rest goes
};

}  // namespace arcscope::app
