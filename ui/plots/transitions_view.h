#pragma once
#include "ui/plots/plot_view.h"

namespace arcscope::ui {

/// Transitions per layer, all and of the sign, or their running total over the layers.
class TransitionsView : public PlotView {
  Q_OBJECT

 public:
  explicit TransitionsView(QWidget* parent = nullptr);
  [[nodiscard]] bool runningTotal() const { return m_runningTotal; }
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QVector<Badge> badges() const override;
  [[nodiscard]] DataTable numbers()
      const override;  ///< layer, transitions, sign transitions, running totals, theory, draws

 public Q_SLOTS:
  void setRunningTotal(bool on);

 Q_SIGNALS:
  void runningTotalChanged(bool on);

 protected:
  [[nodiscard]] PlotContent content(const core::Snapshot& snapshot) const override;

 private:
  /// @param hasAll transitions of all regions are shown, not only those of sign.
  void addComparison(PlotContent& content, bool hasAll) const;

  bool m_runningTotal = false;
};

}  // namespace arcscope::ui
