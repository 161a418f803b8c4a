#include "ui/lecture/pointer_ring.h"

#include <QCursor>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace arcscope::ui {
namespace {

constexpr int ringWidth = 3;
constexpr int ringGap = 3;          ///< between the ring and what it points at
constexpr int drawnInFrom = 26;     ///< further out at first
constexpr double spotShare = 0.16;  ///< of the window's height: the disc's radius

}  // namespace

PointerRing::PointerRing(QWidget* window) : QWidget(window) {
  setObjectName(QStringLiteral("pointerRing"));
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setFocusPolicy(Qt::NoFocus);
  hide();
  m_drawingIn.setStartValue(drawnInFrom);
  m_drawingIn.setEndValue(0);
  m_drawingIn.setDuration(450);
  m_drawingIn.setEasingCurve(QEasingCurve::OutCubic);
  connect(&m_drawingIn, &QVariantAnimation::valueChanged, this, &PointerRing::place);
}

void PointerRing::pointAt(const QRect& target) {
  if (target == m_target && (isVisible() || target.isEmpty())) return raise();
  const bool anew = !isVisible();
  m_target = target;
  setVisible(!target.isEmpty());
  if (target.isEmpty()) return m_drawingIn.stop();
  if (anew) m_drawingIn.start();
  place();
}

void PointerRing::place() {
  const int away =
      m_drawingIn.state() == QAbstractAnimation::Running ? m_drawingIn.currentValue().toInt() : 0;
  const int out = ringGap + ringWidth + away;
  QRect box = m_target.adjusted(-out, -out, out, out);
  if (away == 0) box = box.intersected(parentWidget()->rect());
  setGeometry(box);
  const int line = ringWidth + 1;
  setMask(QRegion(rect()) - QRegion(rect().adjusted(line, line, -line, -line)));
  raise();
  update();
}

void PointerRing::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), theme().window);
  const double inset = 0.5 * ringWidth;
  painter.setPen(QPen(theme().third, ringWidth));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset));
}

Spotlight::Spotlight(QWidget* window) : QWidget(window) {
  setObjectName(QStringLiteral("spotlight"));
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setFocusPolicy(Qt::NoFocus);
  setGeometry(window->rect());
  m_at = mapFromGlobal(QCursor::pos());
  m_timer.setInterval(16);
  connect(&m_timer, &QTimer::timeout, this, [this] {
    const QPoint at = mapFromGlobal(QCursor::pos());
    if (size() != parentWidget()->size()) setGeometry(parentWidget()->rect());
    if (at == m_at) return;
    m_at = at;
    update();
  });
  m_timer.start();
}

void Spotlight::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const double radius = spotShare * height();
  QPainterPath veil;
  veil.addRect(rect());
  veil.addEllipse(QPointF(m_at), radius, radius);
  painter.fillPath(veil, QColor(0, 0, 0, 150));
}

}  // namespace arcscope::ui
