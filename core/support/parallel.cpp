#include "core/support/parallel.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace arcscope::core {
namespace {

/// One parallelFor call: indices are claimed by `next`, `running` counts the workers inside.
struct Job {
  std::size_t count = 0;
  const std::function<void(std::size_t)>* body = nullptr;
  std::atomic<std::size_t> next{0};
  std::size_t helpersWanted = 0;              // guarded by the pool's mutex
  std::atomic<std::size_t> helpersInside{0};  // changed under the pool's mutex
  std::exception_ptr failure;                 // guarded by the pool's mutex
};

/// Work comes in quick succession: to sleep and be woken takes longer than most of these waits. Returns after
/// a short time at the latest.
template <class Condition>
void waitAwake(Condition condition) {
  constexpr std::chrono::microseconds longest{50};
  const auto end = std::chrono::steady_clock::now() + longest;
  while (!condition() && std::chrono::steady_clock::now() < end) std::this_thread::yield();
}

class Pool {
 public:
  Pool() {
    const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
    m_limit = processors;
    for (std::size_t i = 1; i < processors; ++i) m_workers.emplace_back([this] { work(); });
  }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  ~Pool() {
    {
      const std::lock_guard lock(m_mutex);
      m_closing = true;
    }
    m_wake.notify_all();
    for (std::thread& worker : m_workers) worker.join();
  }

  void run(std::size_t count, const std::function<void(std::size_t)>& body) {
    const std::size_t helpers = std::min({count - 1, m_workers.size(), m_limit.load() - 1});
    Job job;
    job.count = count;
    job.body = &body;
    job.helpersWanted = helpers;
    if (helpers > 0) {
      {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(&job);
        m_hasJobs = true;
      }
      for (std::size_t i = 0; i < helpers; ++i) m_wake.notify_one();
    }
    drain(job);
    std::unique_lock lock(m_mutex);
    std::erase(m_jobs, &job);  // no further worker may enter
    m_hasJobs = !m_jobs.empty();
    if (job.helpersInside > 0) {
      lock.unlock();
      waitAwake([&] { return job.helpersInside == 0; });
      lock.lock();
    }
    m_done.wait(lock, [&] { return job.helpersInside == 0; });
    if (job.failure) std::rethrow_exception(job.failure);
  }

  std::atomic<std::size_t> m_limit{1};
  [[nodiscard]] std::size_t processors() const { return m_workers.size() + 1; }

 private:
  void drain(Job& job) {
    for (;;) {
      const std::size_t index = job.next.fetch_add(1, std::memory_order_relaxed);
      if (index >= job.count) return;
      try {
        (*job.body)(index);
      } catch (...) {
        const std::lock_guard lock(m_mutex);
        if (!job.failure) job.failure = std::current_exception();
        job.next.store(job.count);
      }
    }
  }

  void work() {
    std::unique_lock lock(m_mutex);
    for (;;) {
      m_wake.wait(lock, [this] { return m_closing || !m_jobs.empty(); });
      if (m_closing) return;
      Job& job = *m_jobs.front();
      ++job.helpersInside;
      if (--job.helpersWanted == 0) m_jobs.pop_front();
      m_hasJobs = !m_jobs.empty();
      lock.unlock();
      drain(job);
      lock.lock();
      if (--job.helpersInside == 0) m_done.notify_all();
      lock.unlock();
      waitAwake([this] { return m_hasJobs.load(); });
      lock.lock();
    }
  }

  std::mutex m_mutex;
  std::condition_variable m_wake;
  std::condition_variable m_done;
  std::deque<Job*> m_jobs;
  std::atomic<bool> m_hasJobs{false};  // changed under the mutex
  bool m_closing = false;
  std::vector<std::thread> m_workers;
};

Pool& pool() {
  static Pool shared;
  return shared;
}

thread_local bool serial = false;

}  // namespace

void parallelFor(std::size_t count, const std::function<void(std::size_t)>& body) {
  if (count <= 1 || serial) {
    for (std::size_t i = 0; i < count; ++i) body(i);
    return;
  }
  pool().run(count, body);
}

SerialSection::SerialSection() : m_before(std::exchange(serial, true)) {}
SerialSection::~SerialSection() {
  serial = m_before;
}

std::size_t parallelThreads() {
  return serial ? 1 : std::min(pool().m_limit.load(), pool().processors());
}

void setParallelThreads(std::size_t threads) {
  pool().m_limit = threads == 0 ? pool().processors() : threads;
}

}  // namespace arcscope::core
