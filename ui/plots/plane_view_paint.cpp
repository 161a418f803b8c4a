#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/plots/axis_ticks.h"
#include "ui/plots/bubble.h"
#include "ui/plots/curve_path.h"
#include "ui/plots/label.h"
#include "ui/plots/line_raster.h"
#include "ui/plots/plane_points.h"
#include "ui/plots/plane_view.h"
#include "ui/plots/region_facts.h"
#include "ui/plots/region_picture.h"

namespace arcscope::ui {
namespace {

constexpr double breakpointSpacing = 1.1;  // in units of the type: closer dots would hide the curve

double curveWidth(const Theme& theme) {
  return 1.6 * theme.lineWidth * theme.scale;
}

QColor faded(QColor colour, float alpha) {
  colour.setAlphaF(alpha);
  return colour;
}

/// A label that stays legible on top of boundaries.
void paintLabel(QPainter& painter, QPointF at, const QString& text, const Theme& theme, bool backed) {
  if (backed) {
    const QRectF box = QFontMetricsF(painter.font()).tightBoundingRect(text).translated(at);
    const double pad = 0.18 * theme.typeSize * theme.scale;
    painter.fillRect(box.adjusted(-pad, -pad, pad, pad), faded(theme.card, 0.72F));
  }
  drawLabel(painter, at, text);
}

}  // namespace

void PlaneView::paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const PlaneFrame f = frame(rect, theme, target);
  const bool screen = target == PaintTarget::Screen;
  const RegionLook look = regionLook();
  if (look.layers > 0) {
    paintRegionMap(painter, f, theme, target);
    if (screen) paintLitRegions(painter, f, theme);
  }
  paintGround(painter, f, theme);
  if (look.layers > 0 || (!screen && m_figureRectangle)) {
    painter.setPen(QPen(theme.border, std::max(0.5, 0.6 * theme.lineWidth * theme.scale)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(f.area);
  }
  if (m_snapshot) {
    paintPoints(painter, f, theme, target);
    paintCurve(painter, f, theme, target);
    paintBreakpoints(painter, f, theme);
    paintEndPoints(painter, f, theme);
  }
  if (const double width = legendWidth(rect, theme); width > 0.0 && look.layers > 0) {
    std::optional<core::PlanePoint> point;
    if (screen && m_focus && !isStale()) point = core::curveOf(m_snapshot->subject.setting).at(m_focus->t());
    const double unit = theme.typeSize * theme.scale;
    const RegionFills fills =
        screen ? RegionFills{m_picture.fills.colours.empty() ? std::vector<QRgb>{} : std::vector<QRgb>{0},
                             m_picture.fills.low, m_picture.fills.high}
               : regionFills(*m_map, look, theme);
    paintRegionLegend(painter,
                      QRectF(f.area.right() + 1.5 * unit, rect.top() + 0.5 * unit, width - 2.0 * unit,
                             rect.height() - 2.0 * unit),
                      theme, *m_map, look, fills, point);
  }
  if (screen)
    paintMarks(painter, f, theme);
  else if (m_markInFigures && m_snapshot && m_focus)
    paintFocusRing(painter, f.map(core::curveOf(m_snapshot->subject.setting).at(m_focus->t())), theme);
  painter.restore();
}

void PlaneView::paintGround(QPainter& painter, const PlaneFrame& f, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  const double hairline = std::max(0.5, 0.6 * theme.lineWidth * theme.scale);
  const bool backed =
      regionLook().layers > 0;  // labels stand on boundaries; grid lines would be taken for some
  painter.setFont(theme.font(0.85));
  const QFontMetricsF metrics(painter.font());
  const double halfA = 0.5 * f.area.width() / f.pixels;
  const double halfB = 0.5 * f.area.height() / f.pixels;
  const int most = std::max(2, static_cast<int>(std::min(f.area.width(), f.area.height()) / (5.0 * unit)));
  const QVector<double> reach =
      niceTicks(f.centre.a - std::min(halfA, halfB), f.centre.a + std::min(halfA, halfB), most);
  const double step = reach.size() > 1 ? reach[1] - reach[0] : 1.0;
  for (const bool vertical : {true, false}) {
    const double centre = vertical ? f.centre.a : f.centre.b;
    const double half = vertical ? halfA : halfB;
    for (double i = std::ceil((centre - half) / step); i <= std::floor((centre + half) / step); i += 1.0) {
      const double value = i * step;
      const QPointF at =
          f.map(vertical ? core::PlanePoint{value, f.centre.b} : core::PlanePoint{f.centre.a, value});
      painter.setPen(QPen(i == 0.0 ? theme.border : theme.grid, (i == 0.0 ? 1.5 : 1.0) * hairline));
      const QString text = tickLabel(value + 0.0, step);
      const double width = labelWidth(painter.font(), text);
      if (vertical) {
        if (!backed) painter.drawLine(QPointF(at.x(), f.area.top()), QPointF(at.x(), f.area.bottom()));
        painter.setPen(theme.mutedText);
        const double left = at.x() - 0.5 * width;
        if (left > f.area.left() + 1.5 * unit && left + width < f.area.right() - 1.4 * unit)
          paintLabel(painter, QPointF(left, f.area.bottom() - metrics.descent()), text, theme, backed);
      } else {
        if (!backed) painter.drawLine(QPointF(f.area.left(), at.y()), QPointF(f.area.right(), at.y()));
        painter.setPen(theme.mutedText);
        const double baseline = at.y() + 0.35 * metrics.ascent();
        if (baseline < f.area.bottom() - 1.6 * metrics.height() &&
            baseline - metrics.ascent() > f.area.top() + 1.2 * unit)
          paintLabel(painter, QPointF(f.area.left() + 0.3 * unit, baseline), text, theme, backed);
      }
    }
  }
  painter.setFont(theme.mathFont(1.1));
  painter.setPen(theme.text);
  paintLabel(painter, QPointF(f.area.right() - 0.9 * unit, f.area.bottom() - 0.3 * unit), QStringLiteral("a"),
             theme, backed);
  paintLabel(painter, QPointF(f.area.left() + 0.4 * unit, f.area.top() + unit), QStringLiteral("b"), theme,
             backed);
}

void PlaneView::paintRegionMap(QPainter& painter, const PlaneFrame& f, const Theme& theme,
                               PaintTarget target) const {
  const RegionLook look = regionLook();
  if (target == PaintTarget::Figure)
    return paintRegions(painter, *m_map, look, regionFills(*m_map, look, theme), f, theme);
  const RegionPictureRequest wanted{m_map, look, f, painter.device()->devicePixelRatioF(), theme};
  if (m_picture.image.isNull() || !samePicture(m_picture.of, wanted)) {
    if (takesLong(wanted))
      m_painter.request(wanted);
    else
      m_picture = drawnPicture(wanted);
  }
  if (m_picture.image.isNull()) return;
  if (m_picture.of.frame == f) return painter.drawImage(f.area.topLeft(), m_picture.image);
  // Of another part of the plane: where it belongs, until the new one is there.
  const core::PlaneRectangle old = m_picture.of.frame.rectangle();
  painter.save();
  painter.setClipRect(f.area);
  painter.drawImage(QRectF(f.map({old.a0, old.b1}), f.map({old.a1, old.b0})), m_picture.image);
  painter.restore();
}

void PlaneView::paintPoints(QPainter& painter, const PlaneFrame& f, const Theme& theme,
                            PaintTarget target) const {
  const auto place = pointsPlace();
  if (!place) return;
  if (target == PaintTarget::Figure) return paintPlanePoints(painter, *m_points, *place, f, theme, false);
  const double ratio = painter.device()->devicePixelRatioF();
  const QSize pixels = (f.area.size() * ratio).toSize();
  if (m_pointsImage.size() != pixels || !(m_pointsFrame == f) || m_pointsPlace != *place) {
    m_pointsFrame = f;
    m_pointsPlace = *place;
    m_pointsImage = QImage(pixels, QImage::Format_ARGB32_Premultiplied);
    m_pointsImage.fill(Qt::transparent);
    m_pointsImage.setDevicePixelRatio(ratio);
    QPainter image(&m_pointsImage);
    image.translate(-f.area.topLeft());
    paintPlanePoints(image, *m_points, *place, f, theme, true);
  }
  painter.drawImage(f.area.topLeft(), m_pointsImage);
}

void PlaneView::paintLitRegions(QPainter& painter, const PlaneFrame& f, const Theme& theme) const {
  const int layers = regionLook().layers;
  if (!m_map->exact()) return;
  painter.save();
  painter.setClipRect(f.area);
  const auto light = [&](std::int32_t region, const QColor& colour, float fill, double width) {
    painter.setPen(
        QPen(colour, width * theme.lineWidth * theme.scale, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(faded(colour, fill));
    painter.drawPolygon(regionOutline(*m_map, layers, region, f));
  };
  const auto focused = focusedRegion();
  if (focused && focused != m_pointed) light(*focused, theme.text, 0.10F, 0.9);
  if (m_pointed) light(*m_pointed, theme.accent, 0.22F, 1.4);
  painter.restore();
}

void PlaneView::paintCurve(QPainter& painter, const PlaneFrame& f, const Theme& theme,
                           PaintTarget target) const {
  const double width = (regionLook().layers > 0 ? 1.25 : 1.0) * curveWidth(theme);
  const TimeColours colours(m_snapshot.get(), theme);
  const core::Setting& setting = m_snapshot->subject.setting;
  const core::Curve curve = core::curveOf(setting);
  const bool cased = regionLook().layers > 0;  // a rim in the ground's colour sets the curve off boundaries
  if (target == PaintTarget::Figure) {
    const QRectF clip = f.area.adjusted(width, width, -width, -width);
    for (const CurveRun& run : curveInFrame(curve, setting.tBegin, setting.tEnd, f)) {
      if (cased) {
        QPainterPath rim;
        QPointF last(NAN, NAN);
        for (std::size_t i = 1; i < run.points.size(); ++i) {
          QPointF a = run.points[i - 1];
          QPointF b = run.points[i];
          if (!clipLine(a, b, clip)) continue;
          if (a != last) rim.moveTo(a);
          rim.lineTo(b);
          last = b;
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.card, 2.2 * width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(rim);
      }
      paintCurvePath(painter, run.points, run.t, colours, width, clip);
    }
    return;
  }
  const double ratio = painter.device()->devicePixelRatioF();
  const QSize pixels = (f.area.size() * ratio).toSize();
  if (m_curveImage.size() != pixels || !(m_curveFrame == f)) {
    m_curveFrame = f;
    m_runs = curveInFrame(curve, setting.tBegin, setting.tEnd, f);
    m_curveImage = QImage(pixels, QImage::Format_ARGB32_Premultiplied);
    m_curveImage.fill(Qt::transparent);
    std::vector<RasterPoint> points;
    std::vector<QRgb> line;
    for (const bool rim : {true, false})
      for (const CurveRun& run : m_runs) {
        if (rim && !cased) continue;
        points.clear();
        line.clear();
        for (std::size_t i = 0; i < run.points.size(); ++i) {
          const QPointF p = (run.points[i] - f.area.topLeft()) * ratio;
          points.push_back({static_cast<float>(p.x()), static_cast<float>(p.y())});
          line.push_back(rim ? theme.card.rgb() : colours.at(run.t[i]));
        }
        drawCurve(m_curveImage, points, line, (rim ? 2.1 : 1.0) * width * ratio);
      }
    m_curveImage.setDevicePixelRatio(ratio);
  }
  painter.drawImage(f.area.topLeft(), m_curveImage);
}

void PlaneView::paintBreakpoints(QPainter& painter, const PlaneFrame& f, const Theme& theme) const {
  const int layers = regionLook().layers;
  if (layers < 1 || isStale()) return;
  const core::Setting& setting = m_snapshot->subject.setting;
  const core::Curve curve = core::curveOf(setting);
  const double unit = theme.typeSize * theme.scale;
  std::vector<QPointF> dots;
  double shortest = 0.0;
  for (const core::Crossing& crossing : m_map->crossings) {
    if (crossing.layer > layers || crossing.t < setting.tBegin || crossing.t > setting.tEnd) continue;
    const QPointF at = f.map(curve.at(crossing.t));
    if (!f.area.contains(at)) continue;
    if (!dots.empty()) shortest += std::hypot(at.x() - dots.back().x(), at.y() - dots.back().y());
    dots.push_back(at);
  }
  if (dots.empty() || shortest < breakpointSpacing * unit * static_cast<double>(dots.size() - 1)) return;
  painter.setPen(QPen(theme.text, 0.7 * theme.lineWidth * theme.scale));
  painter.setBrush(theme.card);
  for (const QPointF& dot : dots) painter.drawEllipse(dot, 0.17 * unit, 0.17 * unit);
}

void PlaneView::paintEndPoints(QPainter& painter, const PlaneFrame& f, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  const bool backed = regionLook().layers > 0;
  if (m_snapshot->inPlane.cols() > 1 && !m_snapshot->subject.setting.path.empty()) {
    // A drawn curve ends where it was let go, not in x1: a dot says so.
    const TimeColours colours(m_snapshot.get(), theme);
    const Eigen::Index last = m_snapshot->inPlane.cols() - 1;
    const QPointF end = f.map({m_snapshot->inPlane(0, last), m_snapshot->inPlane(1, last)});
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromRgb(colours.at(colours.end())));
    if (f.area.contains(end)) painter.drawEllipse(end, 0.26 * unit, 0.26 * unit);
  }
  // The plane's own end points.
  const QFont symbol = theme.mathFont(1.15);
  const QFont subscript = theme.font(0.72);
  for (const bool second : {false, true}) {
    const QPointF p = f.map(second ? core::PlanePoint{0.0, 1.0} : core::PlanePoint{1.0, 0.0});
    if (!f.area.contains(p)) continue;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.text);
    painter.drawEllipse(p, 0.2 * unit, 0.2 * unit);
    painter.setPen(theme.text);
    const bool below = p.y() - f.area.top() < 1.6 * unit;  // the name stays inside
    const bool before = f.area.right() - p.x() < 2.0 * unit;
    const QPointF at = p + QPointF((before ? -1.6 : 0.45) * unit, (below ? 1.25 : -0.45) * unit);
    const double advance = labelWidth(symbol, QStringLiteral("x"));
    if (backed)
      painter.fillRect(QRectF(at.x() - 0.15 * unit, at.y() - 0.75 * unit, advance + 0.75 * unit, 1.1 * unit),
                       faded(theme.card, 0.72F));
    painter.setFont(symbol);
    drawLabel(painter, at, QStringLiteral("x"));
    painter.setFont(subscript);
    drawLabel(painter, at + QPointF(advance, 0.25 * unit),
              second ? QStringLiteral("1") : QStringLiteral("0"));
  }
}

void PlaneView::paintMarks(QPainter& painter, const PlaneFrame& f, const Theme& theme) const {
  if (m_snapshot && m_focus && !m_drawing && m_focus->t() >= m_colours.begin() &&
      m_focus->t() <= m_colours.end()) {
    const QPointF at = f.map(core::curveOf(m_snapshot->subject.setting).at(m_focus->t()));
    if (f.area.contains(at)) paintFocusRing(painter, at, theme);
  }
  paintDrawing(painter, f, theme);
  if (m_pointed && m_drawMode == DrawMode::None && !m_dragged) {
    // At most a third of the plane's height: what is pointed at stays in sight.
    const double unit = theme.typeSize * theme.scale;
    const int most = std::clamp(static_cast<int>(f.area.height() / (4.5 * unit)) - 2, 1, 8);
    paintBubble(painter, m_pointedAt + QPointF(4, 0),
                regionText(*m_map, regionLook().layers, *m_pointed, most), f.area, theme);
  }
}

void PlaneView::paintDrawing(QPainter& painter, const PlaneFrame& f, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  if (!m_path.empty()) {
    QPainterPath path(f.map(m_path.front()));
    for (std::size_t i = 1; i < m_path.size(); ++i) path.lineTo(f.map(m_path[i]));
    if (m_drawMode == DrawMode::Polyline) path.lineTo(f.map(m_pointer));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, 1.6 * theme.lineWidth * theme.scale));
    painter.drawPath(path);
    if (m_drawMode == DrawMode::Polyline) {
      painter.setBrush(theme.card);
      for (const core::PlanePoint& p : m_path) painter.drawEllipse(f.map(p), 0.25 * unit, 0.25 * unit);
    }
  } else if (m_drawMode != DrawMode::None) {
    const QString text = m_drawMode == DrawMode::Freehand ? tr("Press and draw a curve")
                                                          : tr("Click the corners, double click the last");
    painter.setFont(theme.font());
    painter.setPen(theme.accent);
    painter.drawText(f.area.adjusted(unit, 0.5 * unit, -unit, 0),
                     Qt::AlignTop | Qt::AlignHCenter | Qt::TextWordWrap, text);
  }
}

}  // namespace arcscope::ui
