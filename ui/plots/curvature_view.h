#pragma once
#include "ui/model/comparison.h"
#include "ui/plots/plot_pair_view.h"

namespace arcscope::ui {

/// How the images bend from layer to layer: curvature on one side, length and Gauss-map length (how far the
/// tangent turns) on the other, with the laws of wide networks. Of smooth activations those of h; piecewise
/// linear images bend in kinks: the turning angle over them, exact, and that a unit of length.
class CurvatureView : public PlotPairView {
  Q_OBJECT

 public:
  explicit CurvatureView(QWidget* parent = nullptr);

  /// @param comparison has the laws; outlives the view.
  void setComparison(Comparison* comparison);
  [[nodiscard]] const Comparison* comparison() const { return m_comparison; }  ///< may be null
  void setSnapshot(SnapshotPtr snapshot) override;
  [[nodiscard]] QString title() const override { return tr("Curvature"); }
  [[nodiscard]] QVector<Badge> badges() const override;
  [[nodiscard]] DataTable numbers() const override;  ///< layer, curvature, length, Gauss map, laws
  [[nodiscard]] const Plot& curvaturePlot() const { return m_first; }
  [[nodiscard]] const Plot& lengthPlot() const { return m_second; }

 protected:
  [[nodiscard]] QString emptyText(const Plot& plot) const override;

 private:
  /// [depth] each.
  struct Bends {
    std::vector<double> curvature;
    std::vector<double> length;
    std::vector<double> turning;
  };
  [[nodiscard]] Bends bends() const;
  [[nodiscard]] bool isSmooth() const;
  /// The laws, where they are of the snapshot that is shown and wanted.
  [[nodiscard]] const core::TheoryLines* laws() const;
  /// Of the layers' images whose length is shown.
  [[nodiscard]] core::TheoryCurve lengthLaw(const core::TheoryLines& lines) const;
  void rebuild();

  Comparison* m_comparison = nullptr;
  SnapshotPtr m_shown;  ///< the last one with figures of curvature, or of full quality
};

}  // namespace arcscope::ui
