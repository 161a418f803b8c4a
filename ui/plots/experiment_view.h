#pragma once
#include "ui/model/experiment_service.h"
#include "ui/plots/plot_view.h"

namespace arcscope::ui {

/// The lines of an experiment on trained networks: means over the repeats, with their standard deviation as a
/// band.
class ExperimentView : public PlotView {
  Q_OBJECT

 public:
  explicit ExperimentView(QWidget* parent = nullptr);

  [[nodiscard]] const ExperimentPtr& experiment() const { return m_experiment; }  ///< null: none yet
  void setSnapshot(SnapshotPtr snapshot) override;
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QVector<Badge> badges() const override;
  [[nodiscard]] DataTable numbers() const override;
  void paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const override;

 public Q_SLOTS:
  void setExperiment(const arcscope::ui::ExperimentPtr& experiment);

 Q_SIGNALS:
  void badgesChanged();

 protected:
  [[nodiscard]] PlotContent content(const core::Snapshot& snapshot) const override;
  [[nodiscard]] QString pointText(const PlotSeries& series, qsizetype index) const override;

 private:
  ExperimentPtr m_experiment;
};

/// A few words for a button: "One layer learns".
[[nodiscard]] QString shortTitle(core::Experiment experiment);

}  // namespace arcscope::ui
