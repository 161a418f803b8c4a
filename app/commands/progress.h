#pragma once
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace arcscope::app {

/// While it lives, says on standard error how long the work has been going on: from the second second on, on a
/// terminal only, in one line that it clears at the end.
class Progress {
 public:
  explicit Progress(std::string doing);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  void report(const std::stop_token& over);

  std::string m_doing;
  std::mutex m_mutex;
  std::condition_variable_any m_wake;
  std::jthread m_thread;  // last: ends before the rest goes
};

}  // namespace arcscope::app
