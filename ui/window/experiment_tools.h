#pragma once
#include <QMenu>
#include <QWidget>

#include "ui/model/experiment_service.h"
#include "ui/panels/button.h"

namespace arcscope::ui {

/// A button each for the experiments on trained networks, and one that stops.
class ExperimentTools : public QWidget {
  Q_OBJECT

 public:
  explicit ExperimentTools(QWidget* parent = nullptr);

  void addTo(QMenu& menu);
  [[nodiscard]] int repeats() const { return m_repeats; }

 public Q_SLOTS:
  void setRunning(bool running);

 Q_SIGNALS:
  void experimentRequested(arcscope::core::Experiment experiment, int repeats);
  void stopRequested();

 private:
  int m_repeats = 3;
  Button* m_stop;
};

}  // namespace arcscope::ui
