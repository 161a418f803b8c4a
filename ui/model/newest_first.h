#pragma once
#include <QObject>
#include <QTimer>
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace arcscope::ui {

/// A thread that turns a stream of requests into results without a queue: at most one computation runs and at
/// most one request waits, the newest. A request is computed in stages. Its first stage may run for
/// `patience` although a newer request waits, so that something moves during a drag; later stages give way at
/// once. The newest request is always computed to the end. Constructed, asked and destroyed on the GUI
/// thread. The last member of what `compute` uses: it joins.
template <class Request>
class NewestFirst {
 public:
  using Milliseconds = std::chrono::milliseconds;
  struct Stage {
    const Request& request;
    std::uint64_t generation;     ///< what request() returned
    bool first;                   ///< the first of this request
    const std::stop_token& stop;  ///< to be honoured: the destructor waits for it
  };
  struct Done {
    std::optional<Milliseconds> next;  ///< rest before the request's next stage; none: it is finished
    std::function<void()> deliver;     ///< for the GUI thread; may be empty
  };
  /// One stage, on the thread of its own. Must not throw.
  using Compute = std::function<Done(const Stage&)>;

  /// @param receiver whose thread delivers; what is undelivered when it goes is dropped.
  NewestFirst(QObject* receiver, Milliseconds patience, Compute compute)
      : m_receiver(receiver), m_patience(patience), m_compute(std::move(compute)) {
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
      const std::lock_guard lock(m_mutex);
      if (m_waiting && m_computing) m_running.request_stop();
    });
    m_thread = std::jthread([this](const std::stop_token& closing) { work(closing); });
  }
  ~NewestFirst() {
    m_thread.request_stop();
    {
      const std::lock_guard lock(m_mutex);
      m_running.request_stop();
    }
    m_thread.join();
  }
  NewestFirst(const NewestFirst&) = delete;
  NewestFirst& operator=(const NewestFirst&) = delete;

  /// @return its generation: one more than the last one's.
  std::uint64_t request(const Request& request) {
    {
      const std::lock_guard lock(m_mutex);
      m_waiting = request;
      ++m_generation;
      if (m_computing && !m_first) {
        m_running.request_stop();
      } else if (m_computing && !m_timer.isActive()) {
        const auto ran = std::chrono::duration_cast<Milliseconds>(Clock::now() - m_startedAt);
        m_timer.start(std::max(m_patience - ran, Milliseconds(0)));
      }
    }
    m_wake.notify_one();
    return m_generation;
  }
  [[nodiscard]] bool isNewest(std::uint64_t generation) const { return generation == m_generation; }
  /// A first stage arrived: patience begins anew.
  void firstStageDelivered() { m_timer.stop(); }

 private:
  using Clock = std::chrono::steady_clock;

  void work(const std::stop_token& closing) {
    std::optional<Request> current;
    std::uint64_t generation = 0;
    std::optional<Milliseconds> next;  // a stage follows for `current`
    std::unique_lock lock(m_mutex);
    const auto newer = [this] { return m_waiting.has_value(); };
    while (!closing.stop_requested()) {
      if (next)
        m_wake.wait_for(lock, closing, *next, newer);
      else
        m_wake.wait(lock, closing, newer);
      if (closing.stop_requested()) return;
      const bool first = m_waiting.has_value();
      if (first) {
        current = std::exchange(m_waiting, std::nullopt);
        generation = m_generation;
      }
      m_running = std::stop_source();
      const std::stop_token stop = m_running.get_token();
      m_computing = true;
      m_first = first;
      m_startedAt = Clock::now();
      lock.unlock();
      Done done = m_compute({*current, generation, first, stop});
      next = done.next;
      lock.lock();
      m_computing = false;
      if (closing.stop_requested()) return;
      if (done.deliver) QMetaObject::invokeMethod(m_receiver, std::move(done.deliver), Qt::QueuedConnection);
    }
  }

  QObject* m_receiver;
  Milliseconds m_patience;
  Compute m_compute;
  QTimer m_timer;

  // Guarded by m_mutex; m_generation is written on the GUI thread alone, which may read it freely.
  std::mutex m_mutex;
  std::condition_variable_any m_wake;
  std::optional<Request> m_waiting;
  std::uint64_t m_generation = 0;
  std::stop_source m_running;
  bool m_computing = false;
  bool m_first = false;
  Clock::time_point m_startedAt;

  std::jthread m_thread;  // last: joined before anything it uses is gone
};

}  // namespace arcscope::ui
