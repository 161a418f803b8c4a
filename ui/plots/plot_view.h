#pragma once
#include "ui/plots/plot.h"
#include "ui/plots/view.h"

namespace arcscope::ui {

/// A view that is one plot whose points stand for layers. Pointing near one lights its layer everywhere, a
/// click selects it. Keys: left and right select the layer before and after.
class PlotView : public View {
  Q_OBJECT

 public:
  explicit PlotView(QWidget* parent = nullptr);

  void setSnapshot(SnapshotPtr snapshot) override;
  void setTheme(const Theme& theme) override;
  void paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] const Plot& plot() const { return m_plot; }

 protected:
  [[nodiscard]] virtual PlotContent content(const core::Snapshot& snapshot) const = 0;
  void rebuild();  ///< after a choice that changes content()
  void comparisonChanged() override { rebuild(); }
  /// The badge that says which points are missing, if any.
  [[nodiscard]] QVector<Badge> omissionBadge() const;
  /// While the draws of the ensemble on view are not all there: how many are, and how long the rest takes.
  [[nodiscard]] QVector<Badge> drawsBadge() const;
  void paintMarks(QPainter& painter, const Theme& theme) const;
  [[nodiscard]] static QString valueOf(double value);
  /// What is said of a point that is pointed at; lines end with \n.
  [[nodiscard]] virtual QString pointText(const PlotSeries& series, qsizetype index) const;
  [[nodiscard]] QString besideText(double x) const;

  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

  /// Theory and ensemble as they are wanted and there; null where they are not.
  [[nodiscard]] const core::TheoryLines* theory() const;
  [[nodiscard]] const core::EnsembleResult* ensemble() const;
  [[nodiscard]] ComparisonChoice choice() const;

  Plot m_plot;
  std::optional<PlotHit> m_hit;
};

}  // namespace arcscope::ui
