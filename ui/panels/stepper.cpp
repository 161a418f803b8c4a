#include "ui/panels/stepper.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

namespace arcscope::ui {

Stepper::Stepper(const QString& text, int least, int most, QWidget* parent)
    : QWidget(parent), m_text(text), m_least(least), m_most(most), m_value(least) {
  setFocusPolicy(Qt::TabFocus);
  setMouseTracking(true);
}

void Stepper::setValue(int value) {
  if (value == m_value) return;
  m_value = value;
  update();
}

QSize Stepper::sizeHint() const {
  constexpr int tall = 20;
  const QFontMetrics metrics(theme().font());
  return {metrics.horizontalAdvance(m_text.arg(m_most)) + 2 * tall + 4, tall};
}

void Stepper::ask(int value) {
  value = std::clamp(value, m_least, m_most);
  if (value != m_value) Q_EMIT valueRequested(value);
}

void Stepper::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(theme().text);
  painter.setFont(theme().font());
  painter.drawText(rect(), Qt::AlignCenter, m_text.arg(m_value));
  const auto sign = [&](const QRect& box, bool plus, bool possible) {
    if (possible && m_pointed == (plus ? 1 : -1)) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(theme().accentSoft);
      painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 4.0, 4.0);
    }
    QColor colour = possible ? theme().mutedText : theme().border;
    if (possible && hasFocus()) colour = theme().accent;
    painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap));
    const QPointF middle = QRectF(box).center();
    painter.drawLine(middle - QPointF(3.5, 0.0), middle + QPointF(3.5, 0.0));
    if (plus) painter.drawLine(middle - QPointF(0.0, 3.5), middle + QPointF(0.0, 3.5));
  };
  sign(lessRect(), false, m_value > m_least);
  sign(moreRect(), true, m_value < m_most);
}

void Stepper::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  if (lessRect().contains(event->pos())) ask(m_value - 1);
  if (moreRect().contains(event->pos())) ask(m_value + 1);
}

void Stepper::mouseMoveEvent(QMouseEvent* event) {
  const int pointed = moreRect().contains(event->pos()) ? 1 : lessRect().contains(event->pos()) ? -1 : 0;
  if (pointed == m_pointed) return;
  m_pointed = pointed;
  update();
}

void Stepper::leaveEvent(QEvent*) {
  m_pointed = 0;
  update();
}

void Stepper::wheelEvent(QWheelEvent* event) {
  m_wheelRest += event->angleDelta().y();
  const int steps = m_wheelRest / 120;  // a notch; touch pads send parts of one
  m_wheelRest -= 120 * steps;
  if (steps != 0) ask(m_value + steps);
  event->accept();
}

void Stepper::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
    case Qt::Key_Minus:
      return ask(m_value - 1);
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Plus:
      return ask(m_value + 1);
    case Qt::Key_Home:
      return ask(m_least);
    case Qt::Key_End:
      return ask(m_most);
    default:
      QWidget::keyPressEvent(event);
  }
}

void Stepper::themeChanged() {
  updateGeometry();
  update();
}

}  // namespace arcscope::ui
