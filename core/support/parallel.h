#pragma once
#include <cstddef>
#include <functional>

namespace arcscope::core {

/// Calls body(0), ..., body(count - 1), each once, on the calling thread and on the process's shared workers,
/// and returns when all have returned. Indices are handed out one at a time in rising order, so uneven work
/// balances. What body computes for an index must not depend on which thread runs it: that keeps every result
/// independent of the number of threads.
/// Callable from several threads at once and from within a body (an inner call may then run on one thread).
/// The first exception that a body throws is rethrown here, after the others have returned.
/// Cost: a few microseconds; a count of 0 or 1 never touches the workers.
void parallelFor(std::size_t count, const std::function<void(std::size_t)>& body);

/// While it lives, parallelFor on this thread leaves everything to this thread: for work that is itself one
/// of many shares.
class SerialSection {
 public:
  SerialSection();
  ~SerialSection();
  SerialSection(const SerialSection&) = delete;
  SerialSection& operator=(const SerialSection&) = delete;

 private:
  bool m_before;
};

/// How many threads parallelFor uses at most, the calling one included; >= 1, and 1 in a SerialSection.
[[nodiscard]] std::size_t parallelThreads();

/// Limits parallelFor to `threads` (>= 1; 0 = all processors) from the next call on. For tests and
/// benchmarks.
void setParallelThreads(std::size_t threads);

}  // namespace arcscope::core
