#pragma once
#include "ui/plots/pin_look.h"
#include "ui/plots/plot_pair_view.h"

namespace arcscope::ui {

/// How the images bend from layer to layer: curvature on one side, length and Gauss-map length (how far the
/// tangent turns) on the other, with the laws of wide networks. Of smooth activations those of h; piecewise
/// linear images bend in kinks: the turning angle over them, exact, and that a unit of length.
class CurvatureView : public PlotPairView {
  Q_OBJECT

 public:
  explicit CurvatureView(QWidget* parent = nullptr);

  void setSnapshot(SnapshotPtr snapshot) override;
  [[nodiscard]] QString title() const override { return tr("Curvature"); }
  [[nodiscard]] QVector<Badge> badges() const override;
  [[nodiscard]] DataTable numbers() const override;  ///< layer, curvature, length, Gauss map, laws
  [[nodiscard]] const Plot& curvaturePlot() const { return m_first; }
  [[nodiscard]] const Plot& lengthPlot() const { return m_second; }

 protected:
  void comparisonChanged() override { rebuild(); }
  [[nodiscard]] QString emptyText(const Plot& plot) const override;

 private:
  /// [depth] each.
  struct Bends {
    std::vector<double> curvature;
    std::vector<double> length;
    std::vector<double> turning;
  };
  [[nodiscard]] static Bends bendsOf(const core::Snapshot& snapshot);
  [[nodiscard]] Bends bends() const { return m_shown ? bendsOf(*m_shown) : Bends(); }
  [[nodiscard]] bool isSmooth() const;
  /// Whether the pin's image bends as the one on view does: in kinks, or smoothly.
  [[nodiscard]] bool bendsAlike(const Pin& pin) const;
  /// One of the figures of a pinned state that bends alike, against layer.
  [[nodiscard]] GhostPoints ghost(std::vector<double> Bends::*figure) const;
  /// The laws, where they are of the snapshot that is shown and wanted.
  [[nodiscard]] const core::TheoryLines* laws() const;
  /// Of the layers' images whose length is shown.
  [[nodiscard]] core::TheoryCurve lengthLaw(const core::TheoryLines& lines) const;
  void rebuild();

  SnapshotPtr m_shown;  ///< the last one with figures of curvature, or of full quality
};

}  // namespace arcscope::ui
