#pragma once
#include <QGraphicsScene>
#include <QVector>

#include "ui/plots/plot.h"

class QChart;
class QLineSeries;
class QScatterSeries;
class QValueAxis;
class QXYSeries;

namespace arcscope::ui {

/// The Qt Charts side of a plot: series on two plain axes in a scene of its own, painted without a chart
/// view. Series objects are kept and refilled from content to content.
class Plot::Chart {
 public:
  Chart();
  ~Chart();
  /// Values already in axis units (log10 where log), free of values that cannot be shown.
  void setSeries(const QVector<PlotSeries>& series, const Axis& x, const Axis& y);
  /// @param area where the values go; the chart draws nothing but series.
  void paint(QPainter& painter, const QRectF& area, const Theme& theme);

 private:
  struct Drawn {
    QXYSeries* line = nullptr;
    QXYSeries* dots = nullptr;
    PlotSeries look;  ///< without points
  };
  QXYSeries* place(QXYSeries* series);

  QGraphicsScene m_scene;
  QChart* m_chart = nullptr;
  QValueAxis* m_xAxis = nullptr;
  QValueAxis* m_yAxis = nullptr;
  QVector<Drawn> m_drawn;
  Axis m_x;
  Axis m_y;
};

[[nodiscard]] QColor colourOf(PlotColour colour, const Theme& theme);
[[nodiscard]] QColor colourOf(const PlotSeries& series, const Theme& theme);
/// The pen of a series' line, on screen, in figures and in the legend.
[[nodiscard]] QPen linePen(const PlotSeries& series, const QColor& colour, const Theme& theme);

}  // namespace arcscope::ui
