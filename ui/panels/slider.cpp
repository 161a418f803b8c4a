#include "ui/panels/slider.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace arcscope::ui {
namespace {
constexpr double handleRadius = 6.0;
constexpr double trackHeight = 4.0;
}  // namespace

Slider::Slider(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Slider::setPosition(double position) {
  position = std::clamp(position, 0.0, 1.0);
  if (position == m_position) return;
  m_position = position;
  update();
}

QPointF Slider::handleCenter() const {
  const double span = width() - 2.0 * (handleRadius + 1.0);
  return {handleRadius + 1.0 + m_position * span, height() / 2.0};
}

void Slider::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QPointF handle = handleCenter();
  const QRectF track(1.0, handle.y() - trackHeight / 2.0, width() - 2.0, trackHeight);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme().kind == Theme::Kind::Dark ? theme().border : theme().border.lighter(103));
  painter.drawRoundedRect(track, trackHeight / 2.0, trackHeight / 2.0);
  const QColor accent = isEnabled() ? theme().accent : theme().mutedText;
  painter.setBrush(accent);
  painter.drawRoundedRect(QRectF(track.topLeft(), QPointF(handle.x(), track.bottom())), trackHeight / 2.0,
                          trackHeight / 2.0);
  if (!isEnabled()) return;
  if (hasFocus() || m_dragged || underMouse()) {
    QColor halo = accent;
    halo.setAlpha(m_dragged ? 60 : hasFocus() ? 44 : 24);
    painter.setBrush(halo);
    painter.drawEllipse(handle, handleRadius + 3.5, handleRadius + 3.5);
  }
  painter.setPen(QPen(accent, 2.0));
  painter.setBrush(theme().card);
  painter.drawEllipse(handle, handleRadius - 0.5, handleRadius - 0.5);
}

void Slider::moveTo(double x) {
  const double span = std::max(1.0, width() - 2.0 * (handleRadius + 1.0));
  Q_EMIT positionMoved(std::clamp((x - handleRadius - 1.0) / span, 0.0, 1.0));
}

void Slider::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  m_dragged = true;
  const double distance = event->position().x() - handleCenter().x();
  m_grip = std::abs(distance) <= handleRadius + 2.0 ? distance : 0.0;
  if (m_grip == 0.0 && distance != 0.0) moveTo(event->position().x());
  update();
}

void Slider::mouseMoveEvent(QMouseEvent* event) {
  if (m_dragged) moveTo(event->position().x() - m_grip);
}

void Slider::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !m_dragged) return;
  m_dragged = false;
  update();
  Q_EMIT released();
}

void Slider::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) Q_EMIT resetRequested();
}

void Slider::wheelEvent(QWheelEvent* event) {
  const QPoint turn = event->angleDelta();
  m_wheelRest += turn.y() != 0 ? turn.y() : turn.x();
  const int steps = m_wheelRest / 120;  // a notch; touch pads send parts of one
  m_wheelRest -= 120 * steps;
  if (steps != 0) Q_EMIT stepped(steps);
  event->accept();
}

void Slider::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
      Q_EMIT stepped(-1);
      break;
    case Qt::Key_Right:
    case Qt::Key_Up:
      Q_EMIT stepped(1);
      break;
    case Qt::Key_PageDown:
      Q_EMIT stepped(-10);
      break;
    case Qt::Key_PageUp:
      Q_EMIT stepped(10);
      break;
    case Qt::Key_Home:
      Q_EMIT sentToEnd(false);
      break;
    case Qt::Key_End:
      Q_EMIT sentToEnd(true);
      break;
    default:
      QWidget::keyPressEvent(event);
  }
}

}  // namespace arcscope::ui
