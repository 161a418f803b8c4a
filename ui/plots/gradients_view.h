#pragma once
#include "ui/plots/plot_pair_view.h"
#include "ui/plots/study_reader.h"

namespace arcscope::ui {

/// The Jacobian from the input to each layer: its singular values on one side; on the other the mean square
/// of how it stretches, with infinite width, beside the square of how long the curve has become. A gradient
/// on its way back through the same layers grows by the same factors. Pinned states have
/// their median, and fainter the largest: the smallest may lie any number of decades below.
class GradientsView : public PlotPairView, public StudyReader {
  Q_OBJECT

 public:
  explicit GradientsView(QWidget* parent = nullptr);

  [[nodiscard]] core::LayerStudyParts needs() const override { return {.jacobian = true}; }
  [[nodiscard]] PinParts pinNeeds() const override { return {.study = needs()}; }
  void setSnapshot(SnapshotPtr snapshot) override;
  [[nodiscard]] QString title() const override { return tr("Gradients"); }
  [[nodiscard]] QVector<Badge> badges() const override;
  /// Layer, singular values, rank, mean square, its law, growth of length squared.
  [[nodiscard]] DataTable numbers() const override;
  [[nodiscard]] const Plot& singularPlot() const { return m_first; }
  [[nodiscard]] const Plot& stretchPlot() const { return m_second; }

 protected:
  void studyChanged() override;
  void comparisonChanged() override { rebuild(); }
  [[nodiscard]] QString readout(const Plot& plot, int layer) const override;
  [[nodiscard]] QString emptyText(const Plot& plot) const override;

 private:
  [[nodiscard]] const core::JacobianStudy* jacobian() const;
  /// [depth] (length of the image / length of the input curve)^2; empty where the snapshot is another one.
  [[nodiscard]] std::vector<double> lengthSquares() const;
  void rebuild();
};

}  // namespace arcscope::ui
