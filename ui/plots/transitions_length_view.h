#pragma once
#include <optional>

#include "ui/plots/plot_view.h"

namespace arcscope::ui {

/// Sign transitions of each layer against the length of the image that it reads, all layers as points, with
/// the least-squares line through them.
class TransitionsLengthView : public PlotView {
  Q_OBJECT

 public:
  explicit TransitionsLengthView(QWidget* parent = nullptr);
  [[nodiscard]] QString title() const override { return tr("Transitions against length"); }
  [[nodiscard]] QVector<Badge> badges() const override;
  [[nodiscard]] DataTable numbers() const override;  ///< layer, length of its input, sign transitions

 protected:
  [[nodiscard]] PlotContent content(const core::Snapshot& snapshot) const override;
};

/// y = intercept + slope x.
struct FittedLine {
  double slope = 0.0;
  double intercept = 0.0;
  double r2 = 0.0;  ///< share of the variance of y that the line holds
};
/// Least squares through the points that are finite; none if they have fewer than two different x.
[[nodiscard]] std::optional<FittedLine> fitLine(const QVector<QPointF>& points);

}  // namespace arcscope::ui
