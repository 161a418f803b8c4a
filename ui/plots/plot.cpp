#include "ui/plots/plot.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/plots/axis_ticks.h"
#include "ui/plots/curve_path.h"
#include "ui/plots/label.h"
#include "ui/plots/plot_chart.h"

namespace arcscope::ui {
namespace {

constexpr qsizetype mostPoints = 5000;
constexpr double tight = 8.0;  // a plot lower than so many type sizes does without its axis title

bool showable(double value, bool log) {
  return std::isfinite(value) && (!log || value > 0.0);
}

Plot::Axis fitted(const PlotContent& content, bool xAxis, bool log, bool whole, bool zero) {
  Plot::Axis axis;
  axis.log = log;
  axis.whole = whole;
  if (const std::optional<PlotRange>& range = xAxis ? content.xRange : content.yRange) {
    axis.minimum = axis.toAxis(range->low);
    axis.maximum = axis.toAxis(range->high);
    return axis;
  }
  double low = INFINITY;
  double high = -INFINITY;
  const auto make = [&](double value) {
    low = std::min(low, axis.toAxis(value));
    high = std::max(high, axis.toAxis(value));
  };
  for (const PlotSeries& one : content.series)
    for (const QPointF& p : one.points) make(xAxis ? p.x() : p.y());
  for (const PlotBand& band : content.bands)
    for (qsizetype i = 0; i < band.x.size(); ++i) {
      make(xAxis ? band.x[i] : band.low[i]);
      make(xAxis ? band.x[i] : band.high[i]);
    }
  if (low > high) {
    low = 0.0;
    high = 1.0;
  }
  if (zero && !log) low = std::min(low, 0.0);
  if (!(high - low > 1e-9 * std::max(1.0, std::abs(high)))) {
    const double half = log ? 0.25 : std::max(0.5, 0.1 * std::abs(high));
    if (!(zero && low == 0.0 && !log)) low -= half;
    high += half;
  }
  const double pad = 0.05 * (high - low);
  const bool exact = xAxis && whole;
  if (!exact && !(zero && low == 0.0)) low -= pad;
  if (!exact) high += pad;
  axis.minimum = low;
  axis.maximum = high;
  return axis;
}

}  // namespace

double Plot::Axis::toAxis(double value) const {
  return log ? std::log10(value) : value;
}

QVector<double> Plot::Axis::ticks(int most) const {
  return log ? logTicks(minimum, maximum, most) : niceTicks(minimum, maximum, most, whole);
}

QStringList Plot::Axis::labels(const QVector<double>& ticks) const {
  const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : std::max(1e-300, std::abs(maximum));
  QStringList texts;
  for (const double tick : ticks) texts.append(log ? decadeLabel(tick) : tickLabel(tick, step));
  return texts;
}

Plot::Plot() = default;
Plot::~Plot() = default;

void Plot::setContent(PlotContent content) {
  m_omitted = 0;
  for (PlotSeries& series : content.series) {
    QVector<QPointF> points;
    QVector<int> layers;
    for (qsizetype i = 0; i < std::min(series.points.size(), mostPoints); ++i) {
      const QPointF p = series.points[i];
      if (!showable(p.x(), content.logX) || !showable(p.y(), content.logY)) {
        if (!series.layers.isEmpty()) ++m_omitted;
        continue;
      }
      points.append(p);
      if (i < series.layers.size()) layers.append(series.layers[i]);
    }
    series.points = points;
    series.layers = layers;
  }
  for (PlotBand& band : content.bands) {
    PlotBand shown = band;
    shown.x.clear();
    shown.low.clear();
    shown.high.clear();
    for (qsizetype i = 0; i < band.x.size(); ++i) {
      if (!showable(band.x[i], content.logX) || !showable(band.low[i], content.logY) ||
          !showable(band.high[i], content.logY))
        continue;
      shown.x.append(band.x[i]);
      shown.low.append(band.low[i]);
      shown.high.append(band.high[i]);
    }
    band = std::move(shown);
  }
  m_content = std::move(content);
  m_x = fitted(m_content, true, m_content.logX, m_content.wholeX, m_content.zeroX);
  m_y = fitted(m_content, false, m_content.logY, m_content.wholeY, m_content.zeroY);
  if (!m_chart) m_chart = std::make_unique<Chart>();
  m_chart->setSeries(m_content.series, m_x, m_y);
}

QVector<double> Plot::yTicks(const QRectF& rect, const Theme& theme) const {
  const double line = QFontMetricsF(theme.font(0.92)).height();
  return m_y.ticks(std::clamp(static_cast<int>((rect.height() - 3.5 * line) / (1.8 * line)), 3, 6));
}

QRectF Plot::areaIn(const QRectF& rect, const Theme& theme) const {
  const QFont font = theme.font(0.92);
  const QFontMetricsF metrics(font);
  double labels = 0.0;
  for (const QString& label : m_y.labels(yTicks(rect, theme)))
    labels = std::max(labels, labelWidth(font, label));
  const double unit = theme.typeSize * theme.scale;
  const double top = headLines(rect, theme) * metrics.height() + 0.7 * unit;
  const double bottom =
      (m_content.xTitle.isEmpty() || rect.height() < tight * unit ? 1.0 : 2.0) * metrics.height() +
      0.5 * unit;
  QRectF area = rect.adjusted(labels + 0.8 * unit, top, -0.8 * unit, -bottom);
  area.setWidth(std::max(area.width(), 1.0));
  area.setHeight(std::max(area.height(), 1.0));
  return area;
}

void Plot::paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const {
  if (!m_chart || rect.width() < 20.0 || rect.height() < 20.0) return;
  const QRectF area = areaIn(rect, theme);
  if (target == PaintTarget::Screen) m_area = area;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  paintFrame(painter, rect, area, theme);
  paintLegend(painter, rect, area, theme);
  paintBands(painter, area, theme);
  if (target == PaintTarget::Screen)
    m_chart->paint(painter, area, theme);
  else
    paintPaths(painter, area, theme);
  paintNote(painter, area, theme);
  painter.restore();
}

void Plot::paintFrame(QPainter& painter, const QRectF& rect, const QRectF& area, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  const double hairline = std::max(0.5, 0.6 * theme.lineWidth * theme.scale);
  painter.setFont(theme.font(0.92));
  const QFontMetricsF metrics(painter.font());
  const QVector<double> ys = yTicks(rect, theme);
  const QStringList yLabels = m_y.labels(ys);
  for (qsizetype i = 0; i < ys.size(); ++i) {
    const double y = area.bottom() - area.height() * yFraction(ys[i]);
    painter.setPen(QPen(theme.grid, hairline));
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    painter.setPen(theme.mutedText);
    const double width = labelWidth(painter.font(), yLabels[i]);
    drawLabel(painter, QPointF(area.left() - 0.6 * unit - width, y + 0.35 * metrics.ascent()), yLabels[i]);
  }
  const double baseline = area.bottom() + 0.35 * unit + metrics.ascent();
  const QVector<double> xs = m_x.ticks(std::clamp(static_cast<int>(area.width() / (4.0 * unit)), 2, 8));
  const QStringList xLabels = m_x.labels(xs);
  for (qsizetype i = 0; i < xs.size(); ++i) {
    const double x = area.left() + area.width() * xFraction(xs[i]);
    const double width = labelWidth(painter.font(), xLabels[i]);
    const double left = std::clamp(x - 0.5 * width, rect.left(), std::max(rect.left(), rect.right() - width));
    painter.setPen(theme.mutedText);
    drawLabel(painter, QPointF(left, baseline), xLabels[i]);
  }
  painter.setPen(theme.mutedText);
  if (!m_content.xTitle.isEmpty() && rect.height() >= tight * unit) {
    const double width = labelWidth(painter.font(), m_content.xTitle);
    drawLabel(painter, QPointF(area.center().x() - 0.5 * width, baseline + metrics.height()),
              m_content.xTitle);
  }
  const double top = rect.top() + metrics.ascent();
  const QString& corner =
      noteFits(area, theme) || m_content.note.isEmpty() ? m_content.yTitle : m_content.note;
  drawLabel(painter, QPointF(rect.left() + 0.1 * unit, top), corner);
}

bool Plot::noteFits(const QRectF& area, const Theme& theme) const {
  return area.height() > 4.0 * theme.typeSize * theme.scale;
}

/// In the corner of the plot that the points leave free: top left, else bottom right.
void Plot::paintNote(QPainter& painter, const QRectF& area, const Theme& theme) const {
  if (m_content.note.isEmpty() || !noteFits(area, theme)) return;
  const double unit = theme.typeSize * theme.scale;
  painter.setFont(theme.font(0.92));
  const QFontMetricsF metrics(painter.font());
  const double width = labelWidth(painter.font(), m_content.note);
  const QRectF box(area.left() + 0.3 * unit, area.top(), width + 0.6 * unit, metrics.height() + 0.4 * unit);
  bool taken = false;
  for (const PlotSeries& series : m_content.series) {
    for (const QPointF& p : series.points) taken = taken || box.contains(placed(area, p));
    for (qsizetype i = 1; i < series.points.size() && series.line; ++i) {
      QPointF from = placed(area, series.points[i - 1]);
      QPointF to = placed(area, series.points[i]);
      taken = taken || clipLine(from, to, box);
    }
  }
  painter.setPen(theme.text);
  drawLabel(painter,
            taken ? QPointF(area.right() - width - 0.3 * unit, area.bottom() - metrics.descent() - 0.3 * unit)
                  : QPointF(area.left() + 0.6 * unit, area.top() + metrics.ascent() + 0.2 * unit),
            m_content.note);
}

void Plot::paintBands(QPainter& painter, const QRectF& area, const Theme& theme) const {
  painter.save();
  painter.setClipRect(area, Qt::IntersectClip);
  painter.setPen(Qt::NoPen);
  for (const PlotBand& band : m_content.bands) {
    QColor colour = colourOf(band.colour, theme);
    colour.setAlphaF(static_cast<float>(band.strength));
    painter.setBrush(colour);
    QPolygonF outline;
    for (qsizetype i = 0; i < band.x.size(); ++i) outline << placed(area, {band.x[i], band.high[i]});
    for (qsizetype i = band.x.size() - 1; i >= 0; --i) outline << placed(area, {band.x[i], band.low[i]});
    painter.drawPolygon(outline);
  }
  painter.restore();
}

void Plot::paintPaths(QPainter& painter, const QRectF& area, const Theme& theme) const {
  const double width = theme.lineWidth * theme.scale;
  painter.save();
  if (m_content.xRange || m_content.yRange) painter.setClipRect(area, Qt::IntersectClip);
  for (const PlotSeries& series : m_content.series) {
    const QColor colour = colourOf(series, theme);
    if (series.line && series.points.size() > 1) {
      QPainterPath path;
      for (qsizetype i = 0; i < series.points.size(); ++i) {
        const QPointF p = placed(area, series.points[i]);
        i == 0 ? path.moveTo(p) : path.lineTo(p);
      }
      painter.setBrush(Qt::NoBrush);
      painter.setPen(linePen(series, colour, theme));
      painter.drawPath(path);
    }
    if (series.dots || series.points.size() == 1) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(colour);
      for (const QPointF& p : series.points) painter.drawEllipse(placed(area, p), 2.1 * width, 2.1 * width);
    }
  }
  painter.restore();
}

QPointF Plot::placed(const QRectF& area, QPointF value) const {
  return {
      area.left() + area.width() * (m_x.toAxis(value.x()) - m_x.minimum) / (m_x.maximum - m_x.minimum),
      area.bottom() - area.height() * (m_y.toAxis(value.y()) - m_y.minimum) / (m_y.maximum - m_y.minimum)};
}

std::optional<QPointF> Plot::positionOf(QPointF value) const {
  if (m_area.isEmpty() || !showable(value.x(), m_x.log) || !showable(value.y(), m_y.log)) return std::nullopt;
  return placed(m_area, value);
}

std::optional<PlotHit> Plot::nearest(QPointF position, double reach) const {
  std::optional<PlotHit> best;
  double closest = reach;
  for (qsizetype s = 0; s < m_content.series.size(); ++s) {
    const PlotSeries& series = m_content.series[s];
    for (qsizetype i = 0; i < series.layers.size(); ++i) {
      const std::optional<QPointF> p = positionOf(series.points[i]);
      if (!p) continue;
      const double d = std::hypot(p->x() - position.x(), p->y() - position.y());
      if (d > closest) continue;
      closest = d;
      best = PlotHit{static_cast<int>(s), static_cast<int>(i), *p};
    }
  }
  return best;
}

}  // namespace arcscope::ui
