#include "ui/plots/plot_chart.h"

#include <QChart>
#include <QLegend>
#include <QLineSeries>
#include <QScatterSeries>
#include <QValueAxis>
#include <cmath>

#include "ui/plots/colour_map.h"

namespace arcscope::ui {

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
    return series[i].line == (m_drawn[i].line != nullptr) && series[i].dots == (m_drawn[i].dots != nullptr);
  };
  bool same = series.size() == m_drawn.size();
  for (qsizetype i = 0; same && i < series.size(); ++i) same = fits(i);
  if (!same) {
    m_chart->removeAllSeries();
    m_drawn.clear();
    for (const PlotSeries& one : series) {
      Drawn drawn;
      if (one.line) drawn.line = place(new QLineSeries);
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
  }
}

void Plot::Chart::paint(QPainter& painter, const QRectF& area, const Theme& theme) {
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
