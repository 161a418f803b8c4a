#pragma once
#include <optional>

#include "ui/plots/study_reader.h"

namespace arcscope::ui {

/// How similar the images of each two layers are (SVCCA): a matrix, layer against layer, from the input in
/// the corner. The selected layer's row and column are framed, and the hovered one's. Pointing at a cell
/// tells its layers and value and lights the layer of its column, a click selects that. Pinned states have
/// smaller matrices beside it, in the same colours. Keys: left and right select the layer before and after.
class SimilarityView : public View, public StudyReader {
  Q_OBJECT

 public:
  explicit SimilarityView(QWidget* parent = nullptr);

  [[nodiscard]] core::LayerStudyParts needs() const override { return {.similarity = true}; }
  [[nodiscard]] PinParts pinNeeds() const override { return {.study = needs()}; }
  void setTheme(const Theme& theme) override;
  [[nodiscard]] QString title() const override { return tr("Similarity of layers"); }
  [[nodiscard]] QVector<Badge> badges() const override;
  [[nodiscard]] DataTable numbers() const override;  ///< both layers, svcca, directions of both
  void paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] QSize sizeHint() const override;
  /// The cell of two layers on the screen. @pre a study.
  [[nodiscard]] QRectF cellAt(int column, int row) const;
  /// Where the matrix of a pinned state stands on the screen; empty: there is no room for it. @pre a study.
  [[nodiscard]] QRectF pinArea(std::size_t pin) const;

 protected:
  void comparisonChanged() override { update(); }
  void studyChanged() override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  struct Cell {
    int column = 0;
    int row = 0;
    friend bool operator==(const Cell&, const Cell&) = default;
  };
  /// Where the matrix stands.
  struct Frame {
    QRectF area;
    int layers = 0;
    [[nodiscard]] QRectF cell(int column, int row) const;
  };
  [[nodiscard]] const core::SimilarityStudy* similarity() const;
  [[nodiscard]] double leastShown() const;  ///< where the colours begin, a multiple of 0.1
  /// The matrix, those of the pinned states, and where the colours' key begins.
  struct Layout {
    Frame own;
    std::vector<Frame> pins;  ///< empty: no room
    double right = 0.0;
  };
  [[nodiscard]] Layout layout(const QRectF& rect, const Theme& theme) const;
  [[nodiscard]] Frame frame(const QRectF& rect, const Theme& theme) const { return layout(rect, theme).own; }
  void paintPin(QPainter& painter, const Frame& frame, const Pin& pin, const Theme& theme,
                PaintTarget target) const;
  [[nodiscard]] static bool hasLegend(const QRectF& rect, const Theme& theme);
  [[nodiscard]] std::optional<Cell> cellUnder(QPointF position) const;
  static void paintCells(QPainter& painter, const Frame& frame, const core::SimilarityStudy& study,
                         double least, const Theme& theme, PaintTarget target);
  void paintAxes(QPainter& painter, const Frame& frame, const Theme& theme) const;
  void paintMarks(QPainter& painter, const Frame& frame, const Theme& theme) const;

  std::optional<Cell> m_pointed;
};

}  // namespace arcscope::ui
