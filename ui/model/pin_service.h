#pragma once
#include <QObject>

#include "core/explorer/explorer.h"
#include "ui/model/newest_first.h"
#include "ui/model/pins.h"

namespace arcscope::ui {

/// Computes what pins lack, at full quality, one after the other on a thread of its own. GUI thread only.
class PinService : public QObject {
  Q_OBJECT

 public:
  explicit PinService(QObject* parent = nullptr);

 public Q_SLOTS:
  void request(const std::vector<arcscope::ui::Pin>& pins);

 Q_SIGNALS:
  void pinReady(const arcscope::ui::Pin& pin);  ///< with its snapshot
  void failed(const QString& sentence);

 private:
  using Worker = NewestFirst<std::vector<Pin>>;
  [[nodiscard]] Worker::Done compute(const Worker::Stage& stage);

  core::ExplorerCache m_cache;  // of the worker's thread
  std::vector<Pin> m_left;      // of the worker's thread: still to be computed
  Worker m_worker;              // last: joined before anything it uses is gone
};

}  // namespace arcscope::ui
