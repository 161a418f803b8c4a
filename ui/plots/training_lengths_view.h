#pragma once
#include "ui/model/display.h"
#include "ui/plots/plot_view.h"
#include "ui/plots/training_reader.h"

namespace arcscope::ui {

/// Length of the curve's image in each layer, its transitions, or the linear regions that the curve crosses,
/// as the network learns. The step on view is marked; pointing at a line lights its layer in every view.
class TrainingLengthsView : public PlotView, public TrainingReader {
  Q_OBJECT

 public:
  explicit TrainingLengthsView(QWidget* parent = nullptr);

  [[nodiscard]] const LayerCourse& course() const { return m_course; }
  void setSnapshot(SnapshotPtr snapshot) override;
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QVector<Badge> badges() const override;
  [[nodiscard]] DataTable numbers() const override;
  void paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const override;

 public Q_SLOTS:
  void setCourse(const arcscope::ui::LayerCourse& course);

 Q_SIGNALS:
  void courseChanged();

 protected:
  [[nodiscard]] PlotContent content(const core::Snapshot& snapshot) const override;
  void trainingChanged() override;
  [[nodiscard]] QString pointText(const PlotSeries& series, qsizetype index) const override;

 private:
  [[nodiscard]] const std::vector<double>& valuesOf(const core::TrainingRecord& record) const;
  [[nodiscard]] bool hasCurve() const;
  [[nodiscard]] std::size_t firstLayer() const;
  [[nodiscard]] PlotContent againstStep() const;
  [[nodiscard]] PlotContent againstLayer() const;
  void paintNow(QPainter& painter, const Theme& theme) const;
  void paintLit(QPainter& painter, const Theme& theme) const;

  LayerCourse m_course;
  std::shared_ptr<const std::vector<core::TrainingRecord>> m_drawn;  ///< with this axis:
  bool m_drawnLog = true;
  std::int64_t m_steps = 0;
};

}  // namespace arcscope::ui
