#pragma once
#include <QObject>
#include <QString>

#include "core/data/open_task.h"
#include "core/training/trainer.h"

namespace arcscope::ui {

/// The data set that the window learns from and takes end points from: one for all views. Data is read and
/// drawn in the background; what was opened stays until the next one is whole. GUI thread only.
class LearningData : public QObject {
  Q_OBJECT

 public:
  explicit LearningData(QObject* parent = nullptr);

  /// Of task(); before anything was opened, what need() opens: the sample of Fashion-MNIST.
  [[nodiscard]] const core::DataChoice& choice() const { return m_choice; }
  [[nodiscard]] const core::LearningTaskPtr& task() const { return m_task; }  ///< null: nothing opened yet
  [[nodiscard]] bool isBusy() const { return m_busy; }

 public Q_SLOTS:
  /// Ends with opened(), also where `choice` is the one in force, or failed(). A later open() takes its
  /// place.
  void open(const arcscope::core::DataChoice& choice);
  void need();  ///< opens choice(), unless a task is there or on its way

 Q_SIGNALS:
  void opened();
  void failed(const QString& sentence);  ///< the task before, if any, stays
  void busyChanged(bool busy);

 private:
  void setBusy(bool busy);

  core::DataChoice m_choice{.name = "fashion-mnist-sample"};
  core::LearningTaskPtr m_task;
  std::uint64_t m_opening = 0;  // number of the newest open
  bool m_busy = false;
};

}  // namespace arcscope::ui
