#pragma once
#include <QGraphicsScene>
#include <QImage>
#include <QPen>
#include <QVector>

#include "ui/plots/plot.h"

class QChart;
class QLineSeries;
class QScatterSeries;
class QValueAxis;
class QXYSeries;

namespace arcscope::ui {

/// The Qt Charts side of a plot: series on two plain axes in a scene of its own, painted without a chart
/// view. Series objects are kept and refilled from content to content. Solid lines of many points, for which
/// Qt takes up to a second where they are crumpled, are drawn beneath by ourselves, once for each content.
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
    PlotSeries look;  ///< points in axis units of a long line, else without points
  };
  QXYSeries* place(QXYSeries* series);
  void paintLongLines(QPainter& painter, const QRectF& area, const Theme& theme);

  QGraphicsScene m_scene;
  QChart* m_chart = nullptr;
  QValueAxis* m_xAxis = nullptr;
  QValueAxis* m_yAxis = nullptr;
  QVector<Drawn> m_drawn;
  QImage m_longLines;  ///< as painted last, with m_longPens
  QVector<QPen> m_longPens;
  Axis m_x;
  Axis m_y;
};

[[nodiscard]] QColor colourOf(PlotColour colour, const Theme& theme);
[[nodiscard]] QColor colourOf(const PlotSeries& series, const Theme& theme);
/// The pen of a series' line, on screen, in figures and in the legend.
[[nodiscard]] QPen linePen(const PlotSeries& series, const QColor& colour, const Theme& theme);

}  // namespace arcscope::ui
