#pragma once
#include "ui/plots/plot_view.h"

namespace arcscope::ui {

/// Length of the images against layer on a log axis; beneath, the growth of each layer as bars from 1.
class LengthView : public PlotView {
  Q_OBJECT

 public:
  explicit LengthView(QWidget* parent = nullptr);
  [[nodiscard]] QString title() const override { return tr("Length"); }
  [[nodiscard]] QVector<Badge> badges() const override;
  [[nodiscard]] DataTable numbers() const override;  ///< layer, length, relative error, growth, theory, draws
  void paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const override;

 protected:
  [[nodiscard]] PlotContent content(const core::Snapshot& snapshot) const override;

 private:
  [[nodiscard]] double growthHeight(const QRectF& rect, const Theme& theme) const;
  void paintGrowth(QPainter& painter, const QRectF& strip, const Theme& theme, PaintTarget target) const;
  void paintGrowthReadout(QPainter& painter, const QRectF& strip, const Theme& theme,
                          PaintTarget target) const;
};

}  // namespace arcscope::ui
