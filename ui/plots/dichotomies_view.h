#pragma once
#include <optional>

#include "core/study/dichotomies.h"
#include "ui/plots/plot_view.h"

namespace arcscope::ui {

/// How many labelings of some inputs the network reaches while the weights of one layer run round a great
/// circle, against the layers above that one: mean and range over a few draws below the ceiling 2^inputs.
/// Its points stand for the layer that moves. Keys as in every plot; + and - change the number of inputs.
class DichotomiesView : public PlotView {
  Q_OBJECT

 public:
  explicit DichotomiesView(QWidget* parent = nullptr);

  [[nodiscard]] int inputs() const { return m_inputs; }
  [[nodiscard]] int draws() const { return m_draws; }
  /// What the view needs for its snapshot. @pre snapshot()
  [[nodiscard]] core::DichotomyRequest request() const;
  /// What is known of request(); null: nothing yet.
  [[nodiscard]] core::DichotomiesPtr known() const;

  void setSnapshot(SnapshotPtr snapshot) override;
  [[nodiscard]] QString title() const override { return tr("Dichotomies"); }
  [[nodiscard]] QVector<Badge> badges() const override;
  [[nodiscard]] DataTable numbers() const override;  ///< a row a layer, from the last one down
  void paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const override;

 public Q_SLOTS:
  void setInputs(int inputs);  ///< clamped to what validate() allows
  void setDraws(int draws);
  void setKnown(const arcscope::core::DichotomiesPtr& known,
                std::optional<double> secondsLeft = std::nullopt);

 Q_SIGNALS:
  void countRequested(const arcscope::core::DichotomyRequest& request);
  void countNotWanted();  ///< the view cannot be seen any more
  void badgesChanged();
  void choiceChanged();  ///< inputs or draws

 protected:
  [[nodiscard]] PlotContent content(const core::Snapshot& snapshot) const override;
  [[nodiscard]] QString pointText(const PlotSeries& series, qsizetype index) const override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void choiceMade();

  int m_inputs = 15;
  int m_draws = 3;
  core::DichotomiesPtr m_known;  ///< the last that came, maybe of another question
  std::optional<double> m_secondsLeft;
};

}  // namespace arcscope::ui
