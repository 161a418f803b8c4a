#pragma once
#include "ui/plots/plot_pair_view.h"
#include "ui/plots/training_reader.h"

namespace arcscope::ui {

/// Loss and accuracy against step, of the training and of the test points. A marker stands at the network on
/// view; dragging along a plot brings back the network of the nearest moment that was kept. Keys: left and
/// right the moment before and after, Home and End the first and the last.
class TrainingView : public PlotPairView, public TrainingReader {
  Q_OBJECT

 public:
  explicit TrainingView(QWidget* parent = nullptr);

  [[nodiscard]] QString title() const override;
  [[nodiscard]] QVector<Badge> badges() const override;
  [[nodiscard]] DataTable numbers() const override;
  void paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const override;
  [[nodiscard]] QSize sizeHint() const override;
  /// Where moment `index` of the history stands in the plot of losses, on the screen.
  [[nodiscard]] QPointF placeOfMoment(int index) const;
  [[nodiscard]] const Plot& losses() const { return m_first; }
  [[nodiscard]] const Plot& accuracies() const { return m_second; }
  /// What stands in place of the plots before the first training.
  void setInvitation(const QString& text);

 Q_SIGNALS:
  void momentChosen(int index);  ///< of the history

 protected:
  void trainingChanged() override;
  [[nodiscard]] QString emptyText(const Plot& plot) const override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] std::optional<int> momentAt(QPointF position, bool anywhere) const;
  [[nodiscard]] int shownMoment() const;
  void choose(std::optional<int> moment);
  void paintMarker(QPainter& painter, const Plot& plot, const Theme& theme) const;
  void paintReadout(QPainter& painter, const Theme& theme) const;

  QString m_invitation;
  std::optional<int> m_pointed;
  std::optional<int> m_chosen;  ///< while dragged
  QPointF m_at;
};

}  // namespace arcscope::ui
