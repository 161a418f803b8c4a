#pragma once
#include <QObject>

#include "core/study/family.h"
#include "ui/model/newest_first.h"

namespace arcscope::ui {

using FamilyPtr = std::shared_ptr<const core::Family>;

/// Draws the lines of a family in the background and hands out what is there, several times a second. A new
/// request ends the last one at once. For the GUI thread.
class FamilyService : public QObject {
  Q_OBJECT

 public:
  /// @param rest before the first draw, so that a drag is not slowed down.
  explicit FamilyService(QObject* parent = nullptr,
                         std::chrono::milliseconds rest = std::chrono::milliseconds(250));

  /// True from request() until the complete family of the newest request was delivered.
  [[nodiscard]] bool isBusy() const { return m_busy; }

 public Q_SLOTS:
  /// Nothing happens when this is what was requested last.
  void request(const arcscope::core::FamilyRequest& request);
  void stop();  ///< what was delivered stays; the same request begins anew

 Q_SIGNALS:
  void familyReady(const arcscope::ui::FamilyPtr& family);

 private:
  using Worker = NewestFirst<std::optional<core::FamilyRequest>>;  // none: stopped
  [[nodiscard]] Worker::Done compute(const Worker::Stage& stage);
  void post(const core::Family& family, std::uint64_t generation);

  std::chrono::milliseconds m_rest;
  std::optional<core::FamilyRequest> m_last;
  bool m_busy = false;
  Worker m_worker;  // last: joined before anything it uses is gone
};

}  // namespace arcscope::ui
