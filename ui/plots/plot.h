#pragma once
#include <QPainter>
#include <QPointF>
#include <QString>
#include <QVector>
#include <memory>
#include <optional>

#include "ui/model/theme.h"
#include "ui/plots/view.h"

namespace arcscope::ui {

/// Which of the theme's colours.
enum class PlotColour : std::uint8_t { Accent, Second, Third, Muted, Text, Pin0, Pin1, Pin2, Pin3 };

/// One series of an x-y plot. At most 5000 points.
struct PlotSeries {
  QString name;  ///< in the legend; empty: not there
  QVector<QPointF>
      points;           ///< values; those that are not finite, or not positive on a log axis, are left out
  QVector<int> layers;  ///< the layer of each point; empty: the series is not pointed at
  PlotColour colour = PlotColour::Accent;
  bool line = true;
  bool dots = false;
  double weight = 1.0;    ///< line width times this
  double strength = 1.0;  ///< of the line's colour, 0..1
  Qt::PenStyle style = Qt::SolidLine;
  /// 0..1 for one of many in an order: a colour of the linear map in place of `colour`.
  std::optional<double> tone{};
  QString shortName{};  ///< for a legend without room for `name`; empty: that
};

/// An area between two lines, beneath the series: a spread.
struct PlotBand {
  QString name;  ///< in the legend; empty: not there
  QVector<double> x;
  QVector<double> low;
  QVector<double> high;
  PlotColour colour = PlotColour::Accent;
  double strength = 0.16;  ///< of the colour, 0..1
};

struct PlotRange {
  double low = 0.0;
  double high = 1.0;
};

/// What a plot shows: values, no colours.
struct PlotContent {
  QVector<PlotSeries> series;
  QVector<PlotBand> bands;
  QString xTitle;
  QString yTitle;
  QString note;  ///< short text in the plot's corner, e.g. a slope
  bool logX = false;
  bool logY = false;
  bool wholeX = false;  ///< ticks of x at whole numbers only
  bool wholeY = false;
  bool zeroX = false;  ///< the axis begins at 0
  bool zeroY = false;
  std::optional<PlotRange> xRange{};  ///< what the axis shows; none: what the values lead to. low < high
  std::optional<PlotRange> yRange{};
};

/// A point of the plot near the mouse.
struct PlotHit {
  int series = 0;
  int index = 0;  ///< in PlotSeries::points
  QPointF position;
  friend bool operator==(const PlotHit&, const PlotHit&) = default;
};

/// An x-y plot: the one place that knows Qt Charts. Log axes are log10 on plain ones with labels of our own,
/// so that one zero does not drop a series.
class Plot {
 public:
  Plot();
  ~Plot();
  Plot(const Plot&) = delete;
  Plot& operator=(const Plot&) = delete;

  void setContent(PlotContent content);
  [[nodiscard]] const PlotContent& content() const { return m_content; }
  /// Points of series with layers that could not be shown: not finite, or not positive on a log axis.
  [[nodiscard]] int omitted() const { return m_omitted; }

  /// Paints axes, titles, legend and series into `rect`; in figures one path a series.
  void paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const;

  /// Where the last paint on screen put the plot area, and the value (x, y) in it; nullopt before the first
  /// paint and for values that cannot be shown.
  [[nodiscard]] QRectF plotArea() const { return m_area; }
  [[nodiscard]] std::optional<QPointF> positionOf(QPointF value) const;
  /// Where the plot area stands within `rect`, for what is drawn beneath it on the same x axis, and how far
  /// along it the value x lies, 0..1.
  [[nodiscard]] QRectF areaFor(const QRectF& rect, const Theme& theme) const { return areaIn(rect, theme); }
  [[nodiscard]] double yFraction(double y) const {
    return (m_y.toAxis(y) - m_y.minimum) / (m_y.maximum - m_y.minimum);
  }
  [[nodiscard]] double xFraction(double x) const {
    return (m_x.toAxis(x) - m_x.minimum) / (m_x.maximum - m_x.minimum);
  }
  /// The nearest point of a series with layers, within `reach` pixels of `position`.
  [[nodiscard]] std::optional<PlotHit> nearest(QPointF position, double reach) const;

  /// The range of values that the content leads to.
  struct Axis {
    bool log = false;
    bool whole = false;
    double minimum = 0.0;  ///< in axis units: log10 of the value where log
    double maximum = 1.0;
    [[nodiscard]] double toAxis(double value) const;
    /// The values to label, at most `most`, and their labels.
    [[nodiscard]] QVector<double> ticks(int most) const;
    [[nodiscard]] QStringList labels(const QVector<double>& ticks) const;
  };
  [[nodiscard]] const Axis& xAxis() const { return m_x; }
  [[nodiscard]] const Axis& yAxis() const { return m_y; }

 private:
  class Chart;

  [[nodiscard]] QPointF placed(const QRectF& area, QPointF value) const;
  [[nodiscard]] QRectF areaIn(const QRectF& rect, const Theme& theme) const;
  [[nodiscard]] QVector<double> yTicks(const QRectF& rect, const Theme& theme) const;
  [[nodiscard]] bool noteFits(const QRectF& area, const Theme& theme) const;
  void paintNote(QPainter& painter, const QRectF& area, const Theme& theme) const;
  void paintFrame(QPainter& painter, const QRectF& rect, const QRectF& area, const Theme& theme) const;
  void paintLegend(QPainter& painter, const QRectF& rect, const QRectF& area, const Theme& theme) const;
  /// Lines that the title of y and the legend beside it take, at least one.
  [[nodiscard]] int headLines(const QRectF& rect, const Theme& theme) const;
  /// Whether the legend's full names would take too much of `rect`.
  [[nodiscard]] bool hasShortLegend(const QRectF& rect, const Theme& theme) const;
  void paintBands(QPainter& painter, const QRectF& area, const Theme& theme) const;
  void paintPaths(QPainter& painter, const QRectF& area, const Theme& theme) const;

  PlotContent m_content;
  int m_omitted = 0;
  Axis m_x;
  Axis m_y;
  mutable std::unique_ptr<Chart> m_chart;
  mutable QRectF m_area;
};

}  // namespace arcscope::ui
