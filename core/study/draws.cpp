#include "core/study/draws.h"

#include <algorithm>
#include <bit>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/explorer/measure_curve.h"
#include "core/support/give_way.h"
#include "core/support/parallel.h"

namespace arcscope::core {
namespace {

constexpr std::int64_t aheadPerThread = 4;  ///< figures that wait for an earlier one

/// The threads of one measureInOrder().
class Workshop {
 public:
  Workshop(std::int64_t first, std::int64_t last, const std::function<Subject(std::int64_t)>& subjectOf,
           MeasureSet wanted, const DrawOptions& options,
           const std::function<bool(std::int64_t, const MeasuredDraw&)>& take, const std::stop_token& stop)
      : m_last(last),
        m_subjectOf(subjectOf),
        m_wanted(wanted),
        m_background(options.background),
        m_take(take),
        m_next(first),
        m_taken(first) {
    const std::size_t threads = options.threads > 0 ? options.threads : parallelThreads();
    const auto tasks = static_cast<std::size_t>(std::max<std::int64_t>(0, last - first));
    m_threads = std::min(threads, tasks);
    m_shared = tasks >= threads;
    const std::stop_callback pass(stop, [this] { end(); });
    std::vector<std::jthread> workers;
    for (std::size_t i = 0; i < m_threads; ++i) workers.emplace_back([this] { work(); });
  }

  [[nodiscard]] std::int64_t taken() const {
    if (m_failure) std::rethrow_exception(m_failure);
    return m_taken;
  }

 private:
  struct Task {
    std::int64_t index;
    Subject subject;
    bool alone;  ///< no other one at the same time
  };

  void end() {
    m_stop.request_stop();
    const std::lock_guard lock(m_mutex);  // nobody is between looking and waiting
    m_wake.notify_all();
  }

  void work() {
    try {
      if (m_background) giveWay();
      ExplorerCache cache;
      while (std::optional<Task> task = claim()) {
        std::optional<SerialSection> section;
        if (m_shared && !task->alone) section.emplace();
        std::optional<CurveMeasures> measures =
            measureCurve(task->subject, m_wanted, cache, m_stop.get_token());
        if (task->alone) cache = {};
        if (!giveBack(std::move(*task), std::move(measures))) return;
      }
    } catch (...) {
      {
        const std::lock_guard lock(m_mutex);
        if (!m_failure) m_failure = std::current_exception();
      }
      end();
    }
  }

  [[nodiscard]] std::optional<Task> claim() {
    std::unique_lock lock(m_mutex);
    const auto ahead = aheadPerThread * static_cast<std::int64_t>(m_threads);
    m_wake.wait(lock, [&] {
      return m_stop.stop_requested() || m_next >= m_last || (!m_closed && m_next < m_taken + ahead);
    });
    if (m_stop.stop_requested() || m_next >= m_last) return std::nullopt;
    Task task{m_next, m_subjectOf(m_next), false};
    ++m_next;
    task.alone =
        m_threads > 1 && memoryNeeded(task.subject.setting) * static_cast<double>(m_threads) > memoryLimit;
    if (task.alone) {
      m_closed = true;
      m_wake.wait(lock, [&] { return m_stop.stop_requested() || m_running == 0; });
      if (m_stop.stop_requested()) return std::nullopt;
    }
    ++m_running;
    return task;
  }

  /// Whoever brings the figures that are next hands on all that follow. False when there is nothing more to
  /// do.
  [[nodiscard]] bool giveBack(Task task, std::optional<CurveMeasures> measures) {
    std::unique_lock lock(m_mutex);
    --m_running;
    if (task.alone) m_closed = false;
    m_wake.notify_all();
    if (!measures) return false;
    m_waiting.emplace(task.index, MeasuredDraw{std::move(task.subject), std::move(*measures)});
    if (m_taking) return true;
    m_taking = true;
    for (auto next = m_waiting.begin(); next != m_waiting.end() && next->first == m_taken;
         next = m_waiting.begin()) {
      const auto node = m_waiting.extract(next);
      lock.unlock();
      const bool more = m_take(node.key(), node.mapped());
      lock.lock();
      ++m_taken;
      m_wake.notify_all();
      if (more) continue;
      lock.unlock();
      end();
      return false;  // m_taking stays: nothing more is handed on
    }
    m_taking = false;
    return true;
  }

  const std::int64_t m_last;
  const std::function<Subject(std::int64_t)>& m_subjectOf;
  const MeasureSet m_wanted;
  const bool m_background;
  const std::function<bool(std::int64_t, const MeasuredDraw&)>& m_take;
  std::size_t m_threads = 1;
  bool m_shared = true;  ///< each thread has a subject; else there are more threads than subjects
  std::stop_source m_stop;
  std::mutex m_mutex;  // guards all below
  std::condition_variable m_wake;
  std::int64_t m_next;   ///< to be claimed
  std::int64_t m_taken;  ///< all before it are
  std::map<std::int64_t, MeasuredDraw> m_waiting;
  std::int64_t m_running = 0;
  bool m_taking = false;
  bool m_closed = false;  ///< a task that must be alone is running, or waits for the others
  std::exception_ptr m_failure;
};

}  // namespace

std::uint64_t drawSeed(std::uint64_t seed, std::int64_t draw) {
  if (draw == 0) return seed;
  std::uint64_t bits = seed + static_cast<std::uint64_t>(draw) * 0x9E3779B97F4A7C15U;
  bits = (bits ^ bits >> 30U) * 0xBF58476D1CE4E5B9U;
  bits = (bits ^ bits >> 27U) * 0x94D049BB133111EBU;
  bits ^= bits >> 31U;
  return bits >> 11U;
}

Subject drawOf(const Subject& subject, std::int64_t draw) {
  Subject drawn = subject;
  drawn.setting.seed = drawSeed(subject.setting.seed, draw);
  return drawn;
}

bool isDrawn(const Subject& subject) {
  const bool givenPlane = subject.plane || effectiveInputDim(subject.setting) == 2;
  return !subject.loaded || !givenPlane;
}

std::uint64_t fingerprintOf(const Subject& subject) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  const auto take = [&](std::uint64_t bits) { hash = (hash ^ bits) * 0x100000001B3U; };
  const auto takeAll = [&](const auto& numbers) {
    for (const double number : numbers.reshaped()) take(std::bit_cast<std::uint64_t>(number));
  };
  for (const char c : toJson(subject.setting)) take(static_cast<unsigned char>(c));
  if (subject.loaded)
    for (const Layer& layer : isConvolutional(subject) ? subject.loaded->convolutional->chain.network.layers
                                                       : subject.loaded->network.layers) {
      takeAll(layer.weights);
      takeAll(layer.bias);
    }
  if (subject.plane) {
    takeAll(subject.plane->x0);
    takeAll(subject.plane->x1);
  }
  return hash;
}

std::int64_t measureInOrder(std::int64_t first, std::int64_t last,
                            const std::function<Subject(std::int64_t)>& subjectOf, MeasureSet wanted,
                            const DrawOptions& options,
                            const std::function<bool(std::int64_t, const MeasuredDraw&)>& take,
                            const std::stop_token& stop) {
  return Workshop(first, last, subjectOf, wanted, options, take, stop).taken();
}

}  // namespace arcscope::core
