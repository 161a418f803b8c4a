#pragma once
#include <optional>

#include "ui/model/training_service.h"
#include "ui/plots/plot.h"
#include "ui/plots/view.h"

namespace arcscope::ui {

/// A view of a training.
class TrainingReader {
 public:
  virtual ~TrainingReader() = default;
  [[nodiscard]] const TrainingStatePtr& training() const { return m_training; }  ///< null: none
  void setTraining(const TrainingStatePtr& training) {
    m_training = training;
    trainingChanged();
  }
  [[nodiscard]] bool logSteps() const { return m_logSteps; }
  /// Steps on a logarithmic axis, as they are measured; else on a plain one.
  void setLogSteps(bool log) {
    if (log == m_logSteps) return;
    m_logSteps = log;
    trainingChanged();
  }

 protected:
  virtual void trainingChanged() = 0;
  /// The axis of steps, whole from the first to the last planned.
  void describeSteps(PlotContent& content) const;
  /// Where the state's step stands on a plot's axis, within its area.
  [[nodiscard]] double placeOf(std::int64_t step, const Plot& plot) const;

  TrainingStatePtr m_training;
  bool m_logSteps = true;
};

/// How far it is, and what went wrong.
[[nodiscard]] QVector<Badge> trainingBadges(const TrainingState& state);
/// What a person must know before believing the lines: that learning went wrong, or that some of it was
/// dropped. Empty: nothing.
[[nodiscard]] QString trainingRemark(const TrainingState& state);
/// "epoch 3.2 of 10 · 41 s left"
[[nodiscard]] QString progressText(const TrainingState& state);
/// step, epoch, seconds, losses, accuracies and the lengths of the layers, a row a moment.
[[nodiscard]] DataTable trainingNumbers(const TrainingState& state);

}  // namespace arcscope::ui
