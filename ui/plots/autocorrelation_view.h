#pragma once
#include "ui/plots/plot_view.h"
#include "ui/plots/study_reader.h"

namespace arcscope::ui {

/// Correlation of h with itself further along the curve, a line a layer, the deeper the stronger; the
/// selected layer's in full, with the line of infinite width and those of pinned states. Pointing at a line
/// lights its layer, a click selects it.
class AutocorrelationView : public PlotView, public StudyReader {
  Q_OBJECT

 public:
  explicit AutocorrelationView(QWidget* parent = nullptr);

  [[nodiscard]] core::LayerStudyParts needs() const override { return {.autocorrelation = true}; }
  [[nodiscard]] PinParts pinNeeds() const override { return {.study = needs()}; }
  void setFocusModel(Focus* focus) override;
  [[nodiscard]] int selectedLayer() const;  ///< 1..depth, of the study. @pre a study
  [[nodiscard]] QString title() const override { return tr("Autocorrelation"); }
  [[nodiscard]] QVector<Badge> badges() const override;
  /// The offset, and for each layer what is measured and what infinite width has.
  [[nodiscard]] DataTable numbers() const override;
  void paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const override;

 protected:
  void studyChanged() override;
  [[nodiscard]] PlotContent content(const core::Snapshot& snapshot) const override;

 private:
  [[nodiscard]] const core::AutocorrelationStudy* autocorrelation() const;
  void paintReadout(QPainter& painter, const Theme& theme) const;
};

}  // namespace arcscope::ui
