#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "ui/plots/trajectory_grid.h"

namespace arcscope::ui {

void TrajectoryGrid::resizeEvent(QResizeEvent*) {
  relayout();
}

void TrajectoryGrid::pointAt(QPointF position, int layer) {
  if (!m_focus || layer < 0) return;
  const bool large = m_openLayer >= 0;
  const QRectF area = curveArea(tileRect(layer), m_theme, large);
  const TileTransform transform = transformOf(layer, area, m_theme, large);
  const Eigen::MatrixXf& points = m_snapshot->layers[static_cast<std::size_t>(layer)].projected.points;
  const Eigen::Index count = std::min(points.cols(), m_snapshot->t.size());
  double closest = std::pow(2.0 * m_theme.typeSize * m_theme.scale, 2);
  Eigen::Index nearest = -1;
  for (Eigen::Index j = 0; j < count; ++j) {
    const QPointF d = transform.map(points, j).position - position;
    const double distance = QPointF::dotProduct(d, d);
    if (distance < closest) {
      closest = distance;
      nearest = j;
    }
  }
  if (nearest >= 0 && halfRange(layer) > 0.0) m_focus->setT(m_snapshot->t[nearest]);
}

void TrajectoryGrid::turnOrPan(QPointF delta) {
  if (threeD()) {
    const double perPixel = std::numbers::pi / std::max(120.0, tileRect(std::max(0, m_openLayer)).width());
    m_camera.yaw = std::remainder(m_camera.yaw + perPixel * delta.x(), 2.0 * std::numbers::pi);
    m_camera.pitch =
        std::clamp(m_camera.pitch + perPixel * delta.y(), -0.5 * std::numbers::pi, 0.5 * std::numbers::pi);
  } else if (m_openLayer >= 0) {
    const QRectF area = curveArea(tileRect(m_openLayer), m_theme, true);
    m_camera.pan += delta / (0.5 * std::min(area.width(), area.height()));
  }
  update();
}

void TrajectoryGrid::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  m_pressed = m_dragged = event->position();
  m_dragging = false;
  m_openedBefore = m_openLayer >= 0;
  m_armed = true;
}

void TrajectoryGrid::mouseMoveEvent(QMouseEvent* event) {
  if (!m_snapshot) return;
  const QPointF position = event->position();
  if (event->buttons() & Qt::LeftButton) {
    const bool canDrag = threeD() || m_openLayer >= 0;
    if (canDrag && !m_dragging && (position - m_pressed).manhattanLength() > 4.0) m_dragging = true;
    if (m_dragging) turnOrPan(position - m_dragged);
    m_dragged = position;
    return;
  }
  const int layer = layerAt(position);
  if (m_focus) m_focus->setHoveredLayer(layer);
  pointAt(position, layer);
}

void TrajectoryGrid::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !m_snapshot) return;
  const bool dragged = m_dragging;
  m_dragging = false;
  const bool armed = std::exchange(m_armed, false);
  if (!armed || dragged || m_openLayer >= 0 || (event->position() - m_pressed).manhattanLength() > 4.0)
    return;
  const int layer = layerAt(event->position());
  if (layer >= 0) setOpenLayer(layer);
}

void TrajectoryGrid::mouseDoubleClickEvent(QMouseEvent* event) {
  m_armed = false;  // the release that follows opens nothing
  // The first click of a double click on a tile has just opened it; that one must not close it again.
  if (event->button() == Qt::LeftButton && m_openLayer >= 0 && m_openedBefore) closeLayer();
}

void TrajectoryGrid::wheelEvent(QWheelEvent* event) {
  const int delta = event->angleDelta().y();
  if (delta == 0) return;
  if (m_openLayer >= 0) {
    QRectF area = curveArea(tileRect(m_openLayer), m_theme, true);
    for (int part = 1; part < parts(); ++part)
      if (const QRectF other = curveArea(tileRect(m_openLayer), m_theme, true, part);
          other.contains(event->position()))
        area = other;
    const double side = 0.5 * std::min(area.width(), area.height());
    const QPointF middle = area.center() + m_camera.pan * side;
    const double zoom = std::clamp(m_camera.zoom * std::pow(1.2, delta / 120.0), 0.2, 200.0);
    // What is under the mouse stays there.
    m_camera.pan =
        (event->position() + (middle - event->position()) * (zoom / m_camera.zoom) - area.center()) / side;
    m_camera.zoom = zoom;
    update();
  } else if (m_scrollBar->isVisible()) {
    m_scrollBar->setValue(m_scrollBar->value() - delta * m_scrollBar->singleStep() / 120);
  } else {
    event->ignore();
    return;
  }
  event->accept();
}

void TrajectoryGrid::leaveEvent(QEvent*) {
  if (m_focus) m_focus->setHoveredLayer(-1);
}

void TrajectoryGrid::keyPressEvent(QKeyEvent* event) {
  const int last = layerCount() - 1;
  if (!m_focus || last < 0) {
    View::keyPressEvent(event);
    return;
  }
  const int layer = std::clamp(m_focus->layer(), 0, last);
  const int row = m_openLayer >= 0 ? 1 : m_layout.columns;
  switch (event->key()) {
    case Qt::Key_Right:
      m_focus->setLayer(std::min(last, layer + 1));
      break;
    case Qt::Key_Left:
      m_focus->setLayer(std::max(0, layer - 1));
      break;
    case Qt::Key_Down:
      m_focus->setLayer(std::min(last, layer + row));
      break;
    case Qt::Key_Up:
      m_focus->setLayer(std::max(0, layer - row));
      break;
    case Qt::Key_Home:
      m_focus->setLayer(0);
      break;
    case Qt::Key_End:
      m_focus->setLayer(last);
      break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      setOpenLayer(m_openLayer >= 0 ? -1 : layer);
      break;
    case Qt::Key_C:
      setCommonScale(!m_commonScale);
      break;
    case Qt::Key_Escape:
      if (m_openLayer >= 0) {
        closeLayer();
        break;
      }
      [[fallthrough]];
    default:
      View::keyPressEvent(event);
  }
}

}  // namespace arcscope::ui
