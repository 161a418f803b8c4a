#pragma once
#include <QImage>
#include <optional>

#include "ui/model/phase_service.h"
#include "ui/plots/phase_picture.h"
#include "ui/plots/view.h"

namespace arcscope::ui {

/// The plane of (sigma_w, sigma_b) with its phases at infinite width, or growth measured there. A ring marks
/// the network, discs the pinned states; a click or drag sets it. Keys: arrows move it by 0.01, with Shift by
/// 0.1; Q changes the quantity.
class PhaseView : public View {
  Q_OBJECT

 public:
  explicit PhaseView(QWidget* parent = nullptr);

  /// chi_1 without ticks and legend, up to the edges: small enough to stand among sliders.
  void setCompact(bool compact);
  [[nodiscard]] PhaseQuantity quantity() const { return m_quantity; }
  [[nodiscard]] const PhaseDiagramPtr& diagram() const { return m_diagram; }
  /// What the view needs for its snapshot: the activation, and a part of the plane that holds the network and
  /// the pinned ones.
  [[nodiscard]] core::PhaseRequest request() const;

  /// What PhaseQuantity::Growth needs: networks like the one on view, over the same part of the plane.
  [[nodiscard]] core::GrowthMapRequest growthRequest() const;
  [[nodiscard]] const PhaseDiagramPtr& growth() const { return m_growth; }

  void setSnapshot(SnapshotPtr snapshot) override;
  void setTheme(const Theme& theme) override;
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QVector<Badge> badges() const override;
  [[nodiscard]] DataTable numbers() const override;  ///< sigma_w, sigma_b, chi_1, q*, c*, xi_c
  void paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] QSize sizeHint() const override;

  [[nodiscard]] QPointF toWidget(core::CriticalPoint point) const;
  [[nodiscard]] core::CriticalPoint toPlane(QPointF position) const;
  /// The network's place, while it is dragged the one under the pointer.
  [[nodiscard]] core::CriticalPoint cursor() const;

 public Q_SLOTS:
  void setDiagram(const arcscope::ui::PhaseDiagramPtr& diagram);
  void setGrowth(const arcscope::ui::PhaseDiagramPtr& map);
  void setQuantity(arcscope::ui::PhaseQuantity quantity);

 Q_SIGNALS:
  void diagramRequested(const arcscope::core::PhaseRequest& request);
  void growthRequested(const arcscope::core::GrowthMapRequest& request);
  void growthNotWanted();  ///< the view cannot be seen any more, or shows something else
  void networkChosen(double sigmaW, double sigmaB);
  void chosenForGood();  ///< a drag ended: one step of undo
  void quantityChanged();

 protected:
  void comparisonChanged() override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  struct Frame {
    QRectF area;
    double sigmaWMax;
    double sigmaBMax;
    [[nodiscard]] QPointF map(core::CriticalPoint p) const;
    [[nodiscard]] core::CriticalPoint unmap(QPointF at) const;
  };
  [[nodiscard]] Frame frame(const QRectF& rect, const Theme& theme) const;
  [[nodiscard]] bool hasLegend(const QRectF& rect, const Theme& theme) const;
  void paintAxes(QPainter& painter, const Frame& frame, const Theme& theme) const;
  static void paintSymbols(QPainter& painter, QPointF ofW, QPointF ofB, const Theme& theme);
  void paintCriticalLine(QPainter& painter, const Frame& frame, const Theme& theme) const;
  void paintLegend(QPainter& painter, const QRectF& rect, const Frame& frame, const Theme& theme) const;
  void paintMarks(QPainter& painter, const Frame& frame, const Theme& theme) const;
  void paintPins(QPainter& painter, const Frame& frame, const Theme& theme) const;
  void wantDiagram();
  /// What the picture is of; null: not there yet.
  [[nodiscard]] const core::PhaseDiagram* coloured() const;
  void choose(QPointF position);

  PhaseDiagramPtr m_diagram;
  PhaseDiagramPtr m_growth;
  PhaseQuantity m_quantity = PhaseQuantity::Chi1;
  bool m_compact = false;
  std::optional<core::CriticalPoint> m_dragged;
  std::optional<core::CriticalPoint> m_chosen;  ///< by a key, until a snapshot follows
  std::optional<QPointF> m_pointed;
  mutable QImage m_picture;  ///< of diagram, quantity and theme
};

}  // namespace arcscope::ui
