#pragma once
#include <QObject>

#include "core/study/growth_map.h"
#include "core/theory/phase_diagram.h"
#include "ui/model/newest_first.h"

namespace arcscope::ui {

using PhaseDiagramPtr = std::shared_ptr<const core::PhaseDiagram>;

/// Computes diagrams over the plane of (sigma_w, sigma_b) without blocking the GUI thread, a coarse one
/// first, and keeps those that were completed. For the GUI thread.
/// @tparam Request with ==, computed by a function of its own.
template <class Request>
class PlaneDiagrams {
 public:
  using Compute = bool (*)(const Request&, const std::function<void(const core::PhaseDiagram&)>&,
                           const std::stop_token&);
  using Deliver = std::function<void(const PhaseDiagramPtr&)>;

  /// @param receiver lives on the GUI thread.
  PlaneDiagrams(QObject* receiver, std::chrono::milliseconds rest, Compute compute, Deliver deliver)
      : m_receiver(receiver),
        m_rest(rest),
        m_compute(compute),
        m_deliver(std::move(deliver)),
        m_worker(receiver, std::chrono::milliseconds(0), [this](const auto& stage) { return work(stage); }) {}

  [[nodiscard]] bool isBusy() const { return m_busy; }

  void request(const Request& request) {
    if (m_last == request) return;
    m_last = request;
    const auto kept =
        std::find_if(m_kept.begin(), m_kept.end(), [&](const auto& one) { return one.first == request; });
    m_busy = kept == m_kept.end();
    if (m_busy)
      m_worker.request(request);
    else
      m_deliver(kept->second);
  }

  /// What was delivered stays; the same request begins anew.
  void stop() {
    m_last.reset();
    if (m_busy) m_worker.request(std::nullopt);
    m_busy = false;
  }

 private:
  static constexpr std::size_t mostKept = 16;          // a few hundred kB each
  using Worker = NewestFirst<std::optional<Request>>;  // none: stopped

  [[nodiscard]] typename Worker::Done work(const typename Worker::Stage& stage) {
    if (!stage.request) return {};
    if (stage.first && m_rest.count() > 0) return {.next = m_rest, .deliver = {}};
    m_compute(
        *stage.request,
        [&](const core::PhaseDiagram& pass) {
          QMetaObject::invokeMethod(
              m_receiver,
              [this, request = *stage.request, diagram = std::make_shared<const core::PhaseDiagram>(pass)] {
                take(request, diagram);
              },
              Qt::QueuedConnection);
        },
        stage.stop);
    return {};
  }

  void take(const Request& request, const PhaseDiagramPtr& diagram) {
    if (diagram->complete) {
      if (m_kept.size() == mostKept) m_kept.erase(m_kept.begin());
      m_kept.emplace_back(request, diagram);
    }
    if (!m_last || !(request == *m_last)) return;  // asked for something else meanwhile
    if (diagram->complete) m_busy = false;
    m_deliver(diagram);
  }

  QObject* m_receiver;
  std::chrono::milliseconds m_rest;
  Compute m_compute;
  Deliver m_deliver;
  std::optional<Request> m_last;
  std::vector<std::pair<Request, PhaseDiagramPtr>> m_kept;
  bool m_busy = false;
  Worker m_worker;  // last: joined before anything it uses is gone
};

/// The phase diagram of theory and the map of measured growth. For the GUI thread.
class PhaseService : public QObject {
  Q_OBJECT

 public:
  explicit PhaseService(QObject* parent = nullptr);

  /// True from a request until the complete diagram of the newest one was delivered.
  [[nodiscard]] bool isBusy() const { return m_phases.isBusy() || m_growth.isBusy(); }

 public Q_SLOTS:
  /// Nothing happens when this is what was requested last.
  void request(const arcscope::core::PhaseRequest& request) { m_phases.request(request); }
  void requestGrowth(const arcscope::core::GrowthMapRequest& request) { m_growth.request(request); }
  void stopGrowth() { m_growth.stop(); }

 Q_SIGNALS:
  void diagramReady(const arcscope::ui::PhaseDiagramPtr& diagram);
  void growthReady(const arcscope::ui::PhaseDiagramPtr& map);

 private:
  PlaneDiagrams<core::PhaseRequest> m_phases;
  PlaneDiagrams<core::GrowthMapRequest> m_growth;
};

}  // namespace arcscope::ui
