#include "ui/plots/plane_view.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainterPath>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/plots/axis_ticks.h"
#include "ui/plots/bubble.h"
#include "ui/plots/curve_path.h"
#include "ui/plots/label.h"
#include "ui/plots/line_raster.h"

namespace arcscope::ui {
namespace {

bool sameCurve(const core::Snapshot& a, const core::Snapshot& b) {
  return a.t.size() == b.t.size() && a.t == b.t && a.inPlane.cols() == b.inPlane.cols() &&
         a.inPlane == b.inPlane && a.subject.setting.path.empty() == b.subject.setting.path.empty();
}

}  // namespace

std::vector<core::PlanePoint> simplified(const std::vector<core::PlanePoint>& path, double tolerance) {
  if (path.size() < 3) return path;
  std::vector<char> keep(path.size(), 0);
  keep.front() = keep.back() = 1;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, path.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    const core::PlanePoint a = path[first];
    const core::PlanePoint ab{path[last].a - a.a, path[last].b - a.b};
    const double length2 = ab.a * ab.a + ab.b * ab.b;
    double farthest = tolerance;
    std::size_t corner = first;
    for (std::size_t i = first + 1; i < last; ++i) {
      const core::PlanePoint p{path[i].a - a.a, path[i].b - a.b};
      const double s = length2 > 0.0 ? std::clamp((p.a * ab.a + p.b * ab.b) / length2, 0.0, 1.0) : 0.0;
      const double d = std::hypot(p.a - s * ab.a, p.b - s * ab.b);
      if (d > farthest) {
        farthest = d;
        corner = i;
      }
    }
    if (corner == first) continue;
    keep[corner] = 1;
    open.emplace_back(first, corner);
    open.emplace_back(corner, last);
  }
  std::vector<core::PlanePoint> result;
  for (std::size_t i = 0; i < path.size(); ++i)
    if (keep[i]) result.push_back(path[i]);
  return result;
}

PlaneView::PlaneView(QWidget* parent) : View(parent) {
  setObjectName(QStringLiteral("planeView"));
  setAccessibleName(tr("Plane of the trajectory"));
  setFocusPolicy(Qt::StrongFocus);
}

void PlaneView::setSnapshot(SnapshotPtr snapshot) {
  const TimeColours colours(snapshot.get(), m_theme);
  // Most sliders change the network, not the curve: nothing here to paint again.
  if (m_snapshot && snapshot && colours == m_colours && sameCurve(*m_snapshot, *snapshot)) {
    m_snapshot = std::move(snapshot);
    return;
  }
  View::setSnapshot(std::move(snapshot));
  m_image = QImage();
  m_colours = colours;
  if (!m_zoomed && !m_drawing) fitReach();
}

void PlaneView::setTheme(const Theme& theme) {
  View::setTheme(theme);
  m_image = QImage();
  m_colours = TimeColours(m_snapshot.get(), m_theme);
  updateGeometry();
}

void PlaneView::fitReach() {
  m_centre = {};
  double reach = 1.0;
  if (m_snapshot)
    for (Eigen::Index j = 0; j < m_snapshot->inPlane.cols(); ++j) {
      const double far = std::max(std::abs(m_snapshot->inPlane(0, j)), std::abs(m_snapshot->inPlane(1, j)));
      if (std::isfinite(far)) reach = std::max(reach, far);
    }
  m_reach = 1.2 * reach;
  m_image = QImage();
}

void PlaneView::resetZoom() {
  m_zoomed = false;
  fitReach();
  update();
}

void PlaneView::setDrawMode(DrawMode mode) {
  if (mode == m_drawMode) return;
  m_drawMode = mode;
  m_path.clear();
  m_drawing = false;
  setCursor(mode == DrawMode::None ? Qt::ArrowCursor : Qt::CrossCursor);
  if (mode != DrawMode::None) setFocus(Qt::OtherFocusReason);
  update();
  Q_EMIT drawModeChanged(mode);
}

DataTable PlaneView::numbers() const {
  DataTable table{{QStringLiteral("t"), QStringLiteral("a"), QStringLiteral("b")}, {}};
  if (!m_snapshot) return table;
  for (Eigen::Index j = 0; j < m_snapshot->inPlane.cols(); ++j)
    table.rows.append({m_snapshot->t[j], m_snapshot->inPlane(0, j), m_snapshot->inPlane(1, j)});
  return table;
}

QSize PlaneView::minimumSizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(11 * unit), qRound(11 * unit)};
}

QSize PlaneView::sizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(22 * unit), qRound(22 * unit)};
}

QPointF PlaneView::Frame::map(double a, double b) const {
  return {area.center().x() + (a - centre.a) * pixels, area.center().y() - (b - centre.b) * pixels};
}

PlaneView::Frame PlaneView::frame(const QRectF& rect) const {
  return {rect, m_centre, 0.5 * std::max(1.0, std::min(rect.width(), rect.height())) / m_reach};
}

QPointF PlaneView::toWidget(const core::PlanePoint& point) const {
  return frame(QRectF(rect())).map(point.a, point.b);
}

core::PlanePoint PlaneView::toPlane(QPointF position) const {
  const Frame f = frame(QRectF(rect()));
  return {f.centre.a + (position.x() - f.area.center().x()) / f.pixels,
          f.centre.b - (position.y() - f.area.center().y()) / f.pixels};
}

void PlaneView::paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const Frame f = frame(rect);
  paintGround(painter, f, theme);
  if (m_snapshot) paintCurve(painter, f, theme, target);
  if (target == PaintTarget::Screen) paintMarks(painter, f, theme);
  painter.restore();
}

void PlaneView::paintGround(QPainter& painter, const Frame& f, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  const double hairline = std::max(0.5, 0.6 * theme.lineWidth * theme.scale);
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
      const QPointF at = f.map(vertical ? value : f.centre.a, vertical ? f.centre.b : value);
      painter.setPen(QPen(i == 0.0 ? theme.border : theme.grid, (i == 0.0 ? 1.5 : 1.0) * hairline));
      const QString text = tickLabel(value + 0.0, step);
      const double width = labelWidth(painter.font(), text);
      if (vertical) {
        painter.drawLine(QPointF(at.x(), f.area.top()), QPointF(at.x(), f.area.bottom()));
        painter.setPen(theme.mutedText);
        const double left = at.x() - 0.5 * width;
        if (left > f.area.left() + 1.5 * unit && left + width < f.area.right() - 1.4 * unit)
          drawLabel(painter, QPointF(left, f.area.bottom() - metrics.descent()), text);
      } else {
        painter.drawLine(QPointF(f.area.left(), at.y()), QPointF(f.area.right(), at.y()));
        painter.setPen(theme.mutedText);
        const double baseline = at.y() + 0.35 * metrics.ascent();
        if (baseline < f.area.bottom() - 1.6 * metrics.height() &&
            baseline - metrics.ascent() > f.area.top() + 1.2 * unit)
          drawLabel(painter, QPointF(f.area.left() + 0.2 * unit, baseline), text);
      }
    }
  }
  painter.setFont(theme.mathFont(1.1));
  painter.setPen(theme.text);
  drawLabel(painter, QPointF(f.area.right() - 0.9 * unit, f.area.bottom() - 0.25 * unit),
            QStringLiteral("a"));
  drawLabel(painter, QPointF(f.area.left() + 0.3 * unit, f.area.top() + unit), QStringLiteral("b"));
}

void PlaneView::paintCurve(QPainter& painter, const Frame& f, const Theme& theme, PaintTarget target) const {
  const Eigen::Index count = m_snapshot->inPlane.cols();
  const double width = 1.6 * theme.lineWidth * theme.scale;
  const TimeColours colours(m_snapshot.get(), theme);
  if (target == PaintTarget::Figure) {
    std::vector<QPointF> points;
    for (Eigen::Index j = 0; j < count; ++j)
      points.push_back(f.map(m_snapshot->inPlane(0, j), m_snapshot->inPlane(1, j)));
    paintCurvePath(painter, points, {m_snapshot->t.data(), static_cast<std::size_t>(m_snapshot->t.size())},
                   colours, width, f.area.adjusted(width, width, -width, -width));
  } else {
    const double ratio = painter.device()->devicePixelRatioF();
    const QSize pixels = (f.area.size() * ratio).toSize();
    if (m_image.size() != pixels) {
      m_image = QImage(pixels, QImage::Format_ARGB32_Premultiplied);
      m_image.fill(Qt::transparent);
      std::vector<RasterPoint> points;
      std::vector<QRgb> line;
      for (Eigen::Index j = 0; j < count; ++j) {
        const QPointF p =
            (f.map(m_snapshot->inPlane(0, j), m_snapshot->inPlane(1, j)) - f.area.topLeft()) * ratio;
        points.push_back({static_cast<float>(p.x()), static_cast<float>(p.y())});
        line.push_back(colours.at(m_snapshot->t[j]));
      }
      drawCurve(m_image, points, line, width * ratio);
      m_image.setDevicePixelRatio(ratio);
    }
    painter.drawImage(f.area.topLeft(), m_image);
  }
  const double unit = theme.typeSize * theme.scale;
  if (m_snapshot && m_snapshot->inPlane.cols() > 1 && !m_snapshot->subject.setting.path.empty()) {
    // A drawn curve ends where it was let go, not in x1: a dot says so.
    const Eigen::Index last = m_snapshot->inPlane.cols() - 1;
    const QPointF end = f.map(m_snapshot->inPlane(0, last), m_snapshot->inPlane(1, last));
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromRgb(colours.at(colours.end())));
    if (f.area.contains(end)) painter.drawEllipse(end, 0.26 * unit, 0.26 * unit);
  }
  // The plane's own end points.
  const QFont symbol = theme.mathFont(1.15);
  const QFont subscript = theme.font(0.72);
  for (const bool second : {false, true}) {
    const QPointF p = f.map(second ? 0.0 : 1.0, second ? 1.0 : 0.0);
    if (!f.area.contains(p)) continue;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.text);
    painter.drawEllipse(p, 0.2 * unit, 0.2 * unit);
    painter.setPen(theme.text);
    painter.setFont(symbol);
    const bool below = p.y() - f.area.top() < 1.6 * unit;  // the name stays inside
    const bool before = f.area.right() - p.x() < 2.0 * unit;
    const QPointF at = p + QPointF((before ? -1.6 : 0.45) * unit, (below ? 1.25 : -0.45) * unit);
    drawLabel(painter, at, QStringLiteral("x"));
    const double advance = labelWidth(symbol, QStringLiteral("x"));
    painter.setFont(subscript);
    drawLabel(painter, at + QPointF(advance, 0.25 * unit),
              second ? QStringLiteral("1") : QStringLiteral("0"));
  }
}

void PlaneView::paintMarks(QPainter& painter, const Frame& f, const Theme& theme) const {
  if (m_snapshot && m_focus && !m_drawing && m_snapshot->t.size() > 0 && m_focus->t() >= m_snapshot->t[0] &&
      m_focus->t() <= m_snapshot->t[m_snapshot->t.size() - 1]) {
    Eigen::Index nearest = 0;
    (m_snapshot->t.array() - m_focus->t()).abs().minCoeff(&nearest);
    paintFocusRing(painter, f.map(m_snapshot->inPlane(0, nearest), m_snapshot->inPlane(1, nearest)), theme);
  }
  const double unit = theme.typeSize * theme.scale;
  if (!m_path.empty()) {
    QPainterPath path(f.map(m_path.front().a, m_path.front().b));
    for (std::size_t i = 1; i < m_path.size(); ++i) path.lineTo(f.map(m_path[i].a, m_path[i].b));
    if (m_drawMode == DrawMode::Polyline) path.lineTo(f.map(m_pointer.a, m_pointer.b));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, 1.6 * theme.lineWidth * theme.scale));
    painter.drawPath(path);
    if (m_drawMode == DrawMode::Polyline) {
      painter.setBrush(theme.card);
      for (const core::PlanePoint& p : m_path) painter.drawEllipse(f.map(p.a, p.b), 0.25 * unit, 0.25 * unit);
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

void PlaneView::resizeEvent(QResizeEvent*) {
  m_image = QImage();
}

void PlaneView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || m_drawMode == DrawMode::None) return;
  const core::PlanePoint point = toPlane(event->position());
  if (m_drawMode == DrawMode::Freehand) m_path.clear();
  if (m_path.empty() || !(m_path.back() == point)) m_path.push_back(point);
  m_pointer = point;
  m_drawing = true;
  update();
}

void PlaneView::mouseMoveEvent(QMouseEvent* event) {
  const core::PlanePoint point = toPlane(event->position());
  m_pointer = point;
  if (m_drawMode == DrawMode::Freehand && m_drawing) {
    if (!(m_path.back() == point)) m_path.push_back(point);
    update();
    return;
  }
  if (m_drawMode == DrawMode::Polyline && m_drawing) {
    update();
    return;
  }
  if (m_drawMode != DrawMode::None || !m_snapshot || !m_focus) return;
  const Frame f = frame(QRectF(rect()));
  double closest = 2.0 * m_theme.typeSize * m_theme.scale / f.pixels;
  Eigen::Index nearest = -1;
  for (Eigen::Index j = 0; j < m_snapshot->inPlane.cols(); ++j) {
    const double d = std::hypot(m_snapshot->inPlane(0, j) - point.a, m_snapshot->inPlane(1, j) - point.b);
    if (d < closest) {
      closest = d;
      nearest = j;
    }
  }
  if (nearest >= 0) m_focus->setT(m_snapshot->t[nearest]);
}

void PlaneView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton && m_drawMode == DrawMode::Freehand && m_drawing) finishPath();
}

void PlaneView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  if (m_drawMode == DrawMode::Polyline)
    finishPath();
  else if (m_drawMode == DrawMode::None)
    resetZoom();
  else
    mousePressEvent(event);
}

void PlaneView::finishPath() {
  std::vector<core::PlanePoint> path = std::move(m_path);
  m_path.clear();
  m_drawing = false;
  update();
  const double pixel = 1.0 / frame(QRectF(rect())).pixels;
  if (m_drawMode == DrawMode::Freehand) path = simplified(path, 0.75 * pixel);
  double extent = 0.0;
  for (const core::PlanePoint& p : path)
    extent = std::max(extent, std::hypot(p.a - path.front().a, p.b - path.front().b));
  if (path.size() < 2 || extent < 2.0 * pixel) return;  // a click is no curve
  Q_EMIT pathDrawn(
      path, m_drawMode == DrawMode::Freehand ? core::Trajectory::Freehand : core::Trajectory::Polyline);
}

void PlaneView::wheelEvent(QWheelEvent* event) {
  if (event->angleDelta().y() == 0) return;
  const core::PlanePoint under = toPlane(event->position());
  m_reach = std::clamp(m_reach * std::pow(0.8, event->angleDelta().y() / 120.0), 1e-4, 1e4);
  const core::PlanePoint now = toPlane(event->position());
  m_centre.a += under.a - now.a;  // what is under the mouse stays there
  m_centre.b += under.b - now.b;
  m_zoomed = true;
  m_image = QImage();
  update();
  event->accept();
}

void PlaneView::keyPressEvent(QKeyEvent* event) {
  const bool ends = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (m_drawMode != DrawMode::None && ends && m_path.size() >= 2) {
    finishPath();
  } else if (m_drawMode != DrawMode::None && event->key() == Qt::Key_Escape) {
    if (m_path.empty()) {
      setDrawMode(DrawMode::None);
    } else {
      m_path.clear();
      m_drawing = false;
      update();
    }
  } else if (m_drawMode == DrawMode::Polyline && event->key() == Qt::Key_Backspace && !m_path.empty()) {
    m_path.pop_back();
    m_drawing = !m_path.empty();
    update();
  } else if (event->key() == Qt::Key_Home) {
    resetZoom();
  } else if (m_focus && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) {
    const double step = 0.005 * (m_colours.end() - m_colours.begin());
    m_focus->setT(std::clamp(m_focus->t() + (event->key() == Qt::Key_Right ? step : -step), m_colours.begin(),
                             m_colours.end()));
  } else {
    View::keyPressEvent(event);
  }
}

}  // namespace arcscope::ui
