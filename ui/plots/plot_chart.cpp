#include "ui/plots/plot_chart.h"

#include <QChart>
#include <QLegend>
#include <QLineSeries>
#include <QScatterSeries>
#include <QValueAxis>
#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/plots/colour_map.h"
#include "ui/plots/line_raster.h"

namespace arcscope::ui {
namespace {

bool isLongLine(const PlotSeries& series) {
  constexpr qsizetype many = 200;
  return series.line && series.style == Qt::SolidLine && series.points.size() >= many;
}

}  // namespace

QColor colourOf(PlotColour colour, const Theme& theme) {
  switch (colour) {
    case PlotColour::Accent:
      return theme.accent;
    case PlotColour::Second:
      return theme.second;
    case PlotColour::Third:
      return theme.third;
    case PlotColour::Text:
      return theme.text;
    case PlotColour::Pin0:
    case PlotColour::Pin1:
    case PlotColour::Pin2:
    case PlotColour::Pin3:
      return theme.pins[static_cast<std::size_t>(colour) - static_cast<std::size_t>(PlotColour::Pin0)];
    case PlotColour::Muted:
      break;
  }
  return theme.mutedText;
}

QColor colourOf(const PlotSeries& series, const Theme& theme) {
  if (!series.tone) return colourOf(series.colour, theme);
  return ColourMap::linear(theme.kind == Theme::Kind::Dark).at(*series.tone);
}

QPen linePen(const PlotSeries& series, const QColor& colour, const Theme& theme) {
  QPen pen(colour, 1.25 * theme.lineWidth * theme.scale * series.weight, series.style,
           series.style == Qt::SolidLine ? Qt::RoundCap : Qt::FlatCap, Qt::RoundJoin);
  if (series.strength < 1.0) {
    QColor faint = colour;
    faint.setAlphaF(static_cast<float>(series.strength));
    pen.setColor(faint);
  }
  if (series.style == Qt::DashLine) pen.setDashPattern({4.0, 2.5});
  if (series.style == Qt::DotLine) pen.setDashPattern({1.2, 1.8});
  if (series.style == Qt::DashDotLine) pen.setDashPattern({6.0, 2.0, 1.2, 2.0});
  if (series.style == Qt::DashDotDotLine) pen.setDashPattern({6.0, 1.6, 1.2, 1.6, 1.2, 1.6});
  return pen;
}

Plot::Chart::Chart() : m_chart(new QChart), m_xAxis(new QValueAxis), m_yAxis(new QValueAxis) {
  m_scene.setItemIndexMethod(QGraphicsScene::NoIndex);
  m_scene.addItem(m_chart);
  m_chart->setAnimationOptions(QChart::NoAnimation);
  m_chart->setBackgroundVisible(false);
  m_chart->setPlotAreaBackgroundVisible(false);
  m_chart->setMargins(QMargins());
  m_chart->legend()->hide();
  m_chart->addAxis(m_xAxis, Qt::AlignBottom);
  m_chart->addAxis(m_yAxis, Qt::AlignLeft);
  for (QValueAxis* axis : {m_xAxis, m_yAxis}) {  // the plot draws grid, ticks and labels itself
    axis->setVisible(false);
    axis->setLabelsVisible(false);
    axis->setGridLineVisible(false);
    axis->setTickCount(2);
  }
}

Plot::Chart::~Chart() = default;

QXYSeries* Plot::Chart::place(QXYSeries* series) {
  m_chart->addSeries(series);
  series->attachAxis(m_xAxis);
  series->attachAxis(m_yAxis);
  return series;
}

void Plot::Chart::setSeries(const QVector<PlotSeries>& series, const Axis& x, const Axis& y) {
  m_x = x;
  m_y = y;
  const auto fits = [&](qsizetype i) {
    const bool line = series[i].line && !isLongLine(series[i]);
    return line == (m_drawn[i].line != nullptr) && series[i].dots == (m_drawn[i].dots != nullptr);
  };
  bool same = series.size() == m_drawn.size();
  for (qsizetype i = 0; same && i < series.size(); ++i) same = fits(i);
  if (!same) {
    m_chart->removeAllSeries();
    m_drawn.clear();
    for (const PlotSeries& one : series) {
      Drawn drawn;
      if (one.line && !isLongLine(one)) drawn.line = place(new QLineSeries);
      if (one.dots) drawn.dots = place(new QScatterSeries);
      m_drawn.append(drawn);
    }
  }
  for (qsizetype i = 0; i < series.size(); ++i) {
    Drawn& drawn = m_drawn[i];
    drawn.look = series[i];
    drawn.look.points.clear();
    drawn.look.layers.clear();
    QList<QPointF> points;
    points.reserve(series[i].points.size());
    for (const QPointF& p : series[i].points) points.append(QPointF(x.toAxis(p.x()), y.toAxis(p.y())));
    if (drawn.line) drawn.line->replace(points);
    if (drawn.dots) drawn.dots->replace(points);
    if (isLongLine(series[i])) drawn.look.points = std::move(points);
  }
  m_longLines = {};
}

void Plot::Chart::paintLongLines(QPainter& painter, const QRectF& area, const Theme& theme) {
  QVector<QPen> pens;
  for (const Drawn& drawn : m_drawn)
    if (isLongLine(drawn.look)) pens.append(linePen(drawn.look, colourOf(drawn.look, theme), theme));
  if (pens.isEmpty()) return;
  const double ratio = painter.device()->devicePixelRatioF();
  const QRectF box(area.adjusted(-2.0, -2.0, 2.0, 2.0).toAlignedRect());
  const QSize pixels = (box.size() * ratio).toSize();
  if (m_longLines.size() != pixels || m_longPens != pens) {
    m_longLines = QImage(pixels, QImage::Format_ARGB32_Premultiplied);
    m_longLines.fill(Qt::transparent);
    const double xScale = area.width() / (m_x.maximum - m_x.minimum);
    const double yScale = area.height() / (m_y.maximum - m_y.minimum);
    qsizetype pen = 0;
    for (const Drawn& drawn : m_drawn) {
      if (!isLongLine(drawn.look)) continue;
      std::vector<RasterPoint> points;
      for (const QPointF& value : drawn.look.points) {
        const QPointF at(area.left() + (value.x() - m_x.minimum) * xScale,
                         area.bottom() - (value.y() - m_y.minimum) * yScale);
        const QPointF pixel = (at - box.topLeft()) * ratio;
        points.push_back({static_cast<float>(pixel.x()), static_cast<float>(pixel.y())});
      }
      const std::vector<QRgb> colours(points.size(), pens[pen].color().rgba());
      drawCurve(m_longLines, points, colours, std::max(1.0, pens[pen].widthF() * ratio));
      ++pen;
    }
    m_longLines.setDevicePixelRatio(ratio);
    m_longPens = pens;
  }
  painter.drawImage(box.topLeft(), m_longLines);
}

void Plot::Chart::paint(QPainter& painter, const QRectF& area, const Theme& theme) {
  paintLongLines(painter, area, theme);
  const double width = theme.lineWidth * theme.scale;
  const double dot = 4.2 * width;
  for (const Drawn& drawn : m_drawn) {
    const QColor colour = colourOf(drawn.look, theme);
    if (drawn.line) drawn.line->setPen(linePen(drawn.look, colour, theme));
    if (auto* dots = qobject_cast<QScatterSeries*>(drawn.dots)) {
      dots->setMarkerSize(dot);
      dots->setPen(Qt::NoPen);
      dots->setBrush(colour);
    }
  }
  // The chart clips its series to its plot area: a little more room keeps what lies on the edge whole.
  const double margin = 1.5 * dot;
  const double xMargin = (m_x.maximum - m_x.minimum) * margin / area.width();
  const double yMargin = (m_y.maximum - m_y.minimum) * margin / area.height();
  m_xAxis->setRange(m_x.minimum - xMargin, m_x.maximum + xMargin);
  m_yAxis->setRange(m_y.minimum - yMargin, m_y.maximum + yMargin);
  const QRectF target = area.adjusted(-margin, -margin, margin, margin);
  const QRectF whole(QPointF(), target.size());
  m_chart->resize(whole.size());
  m_chart->setPlotArea(whole);
  m_scene.setSceneRect(whole);
  m_scene.render(&painter, target, whole, Qt::IgnoreAspectRatio);
}

}  // namespace arcscope::ui
