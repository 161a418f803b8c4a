#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/plots/plane_view.h"

namespace arcscope::ui {

void PlaneView::showEvent(QShowEvent* event) {
  View::showEvent(event);
  wantRegions();
}

void PlaneView::resizeEvent(QResizeEvent*) {
  frameChanged();
  wantRegions();
}

void PlaneView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  if (m_drawMode == DrawMode::None) {
    m_dragged = event->position();
    return;
  }
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
  if (m_drawMode != DrawMode::None) return;
  if (m_dragged && (event->buttons() & Qt::LeftButton)) {
    const core::PlanePoint from = toPlane(*m_dragged);
    m_centre.a += from.a - point.a;
    m_centre.b += from.b - point.b;
    m_dragged = event->position();
    m_zoomed = true;
    setPointed(std::nullopt);
    frameChanged();
    wantRegions();
    return;
  }
  pointAt(event->position());
  update();
  if (!m_snapshot || !m_focus) return;
  double closest = 2.0 * m_theme.typeSize * m_theme.scale;
  std::optional<double> nearest;
  for (const CurveRun& run : curveInFrame(core::curveOf(m_snapshot->subject.setting), m_colours.begin(),
                                          m_colours.end(), screenFrame()))
    for (std::size_t i = 0; i < run.points.size(); ++i) {
      const QPointF d = run.points[i] - event->position();
      if (const double distance = std::hypot(d.x(), d.y()); distance < closest) {
        closest = distance;
        nearest = run.t[i];
      }
    }
  if (nearest) m_focus->setT(*nearest);
}

void PlaneView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  m_dragged.reset();
  if (m_drawMode == DrawMode::Freehand && m_drawing) finishPath();
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

void PlaneView::leaveEvent(QEvent* event) {
  setPointed(std::nullopt);
  View::leaveEvent(event);
}

void PlaneView::finishPath() {
  std::vector<core::PlanePoint> path = std::move(m_path);
  m_path.clear();
  m_drawing = false;
  update();
  const double pixel = 1.0 / screenFrame().pixels;
  if (m_drawMode == DrawMode::Freehand) path = simplified(path, 0.75 * pixel);
  double extent = 0.0;
  for (const core::PlanePoint& p : path)
    extent = std::max(extent, std::hypot(p.a - path.front().a, p.b - path.front().b));
  if (path.size() < 2 || extent < 2.0 * pixel) return;  // a click is no curve
  Q_EMIT pathDrawn(
      path, m_drawMode == DrawMode::Freehand ? core::Trajectory::Freehand : core::Trajectory::Polyline);
}

void PlaneView::zoomAt(QPointF position, double factor) {
  const core::PlanePoint under = toPlane(position);
  m_reach = std::clamp(m_reach * factor, 1e-10, 1e4);
  const core::PlanePoint now = toPlane(position);
  m_centre.a += under.a - now.a;  // what is under the mouse stays there
  m_centre.b += under.b - now.b;
  m_zoomed = true;
  frameChanged();
  if (m_pointed) pointAt(position);
  wantRegions();
}

void PlaneView::wheelEvent(QWheelEvent* event) {
  if (event->angleDelta().y() == 0) return;
  zoomAt(event->position(), std::pow(0.8, event->angleDelta().y() / 120.0));
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
  } else if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal) {
    zoomAt(screenFrame().area.center(), 0.8);
  } else if (event->key() == Qt::Key_Minus) {
    zoomAt(screenFrame().area.center(), 1.25);
  } else if (event->key() == Qt::Key_F && m_showRegions) {
    setRegionFill(static_cast<RegionFill>((static_cast<std::size_t>(m_fill) + 1) % regionFillNames.size()));
  } else if (event->key() == Qt::Key_BracketLeft && m_showRegions) {
    setRegionLayers(std::max(1, regionLook().layers - 1));
  } else if (event->key() == Qt::Key_BracketRight && m_showRegions) {
    const int more = (m_layers > 0 ? m_layers : regionLook().layers) + 1;
    setRegionLayers(m_snapshot && more >= m_snapshot->depth() ? 0 : more);
  } else if (m_focus && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) {
    const double step = 0.005 * (m_colours.end() - m_colours.begin());
    m_focus->setT(std::clamp(m_focus->t() + (event->key() == Qt::Key_Right ? step : -step), m_colours.begin(),
                             m_colours.end()));
  } else {
    View::keyPressEvent(event);
  }
}

}  // namespace arcscope::ui
