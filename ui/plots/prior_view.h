#pragma once
#include "ui/model/prior_service.h"
#include "ui/plots/plot.h"
#include "ui/plots/view.h"

namespace arcscope::ui {

/// The read-out along the curve: of a few random networks, and the band of infinitely wide ones. A click puts
/// a data point, a drag moves it, a double click or the right button removes it; with data the view shows the
/// networks that pass through them, and those trained to. Keys: left and right move the shared t, Delete
/// removes the last data point.
class PriorView : public View {
  Q_OBJECT

 public:
  explicit PriorView(QWidget* parent = nullptr);

  [[nodiscard]] const std::vector<core::OutputPoint>& data() const { return m_data; }
  [[nodiscard]] const PriorPtr& prior() const { return m_prior; }  ///< may be of an earlier request()
  [[nodiscard]] PriorRequest request() const { return {m_snapshot->subject, m_data}; }
  [[nodiscard]] const Plot& plot() const { return m_plot; }

  void setSnapshot(SnapshotPtr snapshot) override;
  void setTheme(const Theme& theme) override;
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QVector<Badge> badges() const override;
  /// t, prior_std, draw_0, ...; with data also nngp_mean, nngp_std, ntk_mean, ntk_std, given_0, ...
  [[nodiscard]] DataTable numbers() const override;
  void paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] QSize sizeHint() const override;

 public Q_SLOTS:
  void setPrior(const arcscope::ui::PriorPtr& prior);
  void setData(std::vector<arcscope::core::OutputPoint> data);
  void clear() { setData({}); }

 Q_SIGNALS:
  void priorRequested(const arcscope::ui::PriorRequest& request);
  void changed();  ///< data, title or badges

 protected:
  void showEvent(QShowEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void rebuild();
  void wantPrior();
  void dropPoint(std::size_t index);
  [[nodiscard]] std::optional<std::size_t> pointAt(QPointF position) const;
  [[nodiscard]] core::OutputPoint valueAt(QPointF position) const;  ///< within the plot, rounded
  [[nodiscard]] bool isShown(const core::OutputPoint& point) const;
  void paintData(QPainter& painter, const QRectF& rect, const Theme& theme) const;
  void paintMarks(QPainter& painter, const Theme& theme) const;
  [[nodiscard]] QString readingAt(Eigen::Index row) const;

  PriorPtr m_prior;
  std::vector<core::OutputPoint> m_data;
  Plot m_plot;
  std::optional<std::size_t> m_dragged;
  std::optional<PlotRange> m_heldRange;  ///< of y while a point is dragged
  bool m_hovered = false;
  bool m_removed = false;  ///< by the right button that is still down
};

}  // namespace arcscope::ui
