#pragma once
#include <QWidget>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/training/trainer.h"
#include "ui/panels/themed.h"

namespace arcscope::ui {

/// The training points of a data set as pictures, class by class: one row of each, all of a class that is
/// unfolded by a click on its name. Arrow keys move between the points, Return chooses. To be scrolled by
/// what it stands in.
class PointGallery : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit PointGallery(QWidget* parent = nullptr);

  void setTask(core::LearningTaskPtr task);  ///< null: empty
  /// The end points, which are marked A and B; -1: none.
  void setEnds(std::int64_t first, std::int64_t second);
  void unfold(int label, bool all);
  [[nodiscard]] bool isUnfolded(int label) const { return m_unfolded[static_cast<std::size_t>(label)]; }
  [[nodiscard]] QRect pointRect(std::int64_t point) const;  ///< null where its class is folded
  [[nodiscard]] QRect nameRect(int label) const;

 Q_SIGNALS:
  void pointChosen(qint64 point);
  void cursorMoved(QRect rect);  ///< by a key: this should be in sight

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void themeChanged() override { update(); }

 private:
  struct Row {
    int top = 0;
    int label = 0;
    std::size_t begin = 0;  ///< among the points of its class
    std::size_t count = 0;
  };
  void layOut();
  [[nodiscard]] std::size_t columns() const;
  [[nodiscard]] QRect cellRect(const Row& row, std::size_t column) const;
  [[nodiscard]] std::int64_t pointIn(const Row& row, std::size_t column) const;
  [[nodiscard]] std::optional<std::int64_t> pointAt(QPoint at) const;
  [[nodiscard]] int nameAt(QPoint at) const;  ///< -1: none
  void moveCursor(int rows, int columns);
  void paintName(QPainter& painter, int label) const;
  void paintPoint(QPainter& painter, std::int64_t point, const QRect& cell) const;

  core::LearningTaskPtr m_task;
  std::vector<std::vector<std::int64_t>> m_points;  ///< [classes]
  std::vector<bool> m_unfolded;                     ///< [classes]
  std::vector<int> m_names;                         ///< [classes] where they stand
  std::vector<Row> m_rows;                          ///< from the top
  std::int64_t m_first = -1;
  std::int64_t m_second = -1;
  std::optional<std::int64_t> m_pointed;
  int m_pointedName = -1;
  std::size_t m_cursorRow = 0;
  std::size_t m_cursorColumn = 0;
};

}  // namespace arcscope::ui
