#pragma once
#ifdef __linux__
#include <sys/resource.h>
#endif

namespace arcscope::core {

/// Lowers the priority of the calling thread, where a thread has one of its own: for work in the background.
inline void giveWay() {
#ifdef __linux__
  constexpr int nice = 10;
  static_cast<void>(::setpriority(PRIO_PROCESS, 0, nice));
#endif
}

}  // namespace arcscope::core
