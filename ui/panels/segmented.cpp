#include "ui/panels/segmented.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <algorithm>

#include "ui/plots/label.h"

namespace arcscope::ui {

Segmented::Segmented(const QStringList& choices, QWidget* parent) : QWidget(parent), m_choices(choices) {
  setFocusPolicy(Qt::TabFocus);
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

double Segmented::wish(int index) const {
  return QFontMetricsF(theme().font(1.0, QFont::Medium)).horizontalAdvance(m_choices[index]) + 14.0;
}

QSize Segmented::sizeHint() const {
  double sum = 0.0;
  for (int i = 0; i < m_choices.size(); ++i) sum += wish(i);
  return {qRound(sum) + 2, qRound(theme().typeSize * theme().scale * 2.17)};
}

QRect Segmented::segmentRect(int index) const {
  double sum = 0.0;
  double before = 0.0;
  for (int i = 0; i < m_choices.size(); ++i) {
    if (i < index) before += wish(i);
    sum += wish(i);
  }
  // What is left over is shared equally.
  const double extra = (width() - sum) / static_cast<double>(m_choices.size());
  const int left = qRound(before + extra * index);
  return {left, 0, qRound(before + wish(index) + extra * (index + 1)) - left, height()};
}

int Segmented::segmentAt(QPointF point) const {
  for (int i = 0; i < m_choices.size(); ++i)
    if (segmentRect(i).contains(point.toPoint())) return i;
  return -1;
}

void Segmented::setChoices(const QStringList& choices) {
  if (choices == m_choices) return;
  m_choices = choices;
  m_pointed = -1;
  updateGeometry();
  update();
}

void Segmented::setCurrent(int index) {
  if (index == m_current) return;
  m_current = index;
  update();
}

void Segmented::themeChanged() {
  updateGeometry();
  update();
}

bool Segmented::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    auto* help = static_cast<QHelpEvent*>(event);
    const int at = segmentAt(QPointF(help->pos()));
    if (at >= 0 && at < m_tips.size())
      QToolTip::showText(help->globalPos(), m_tips[at], this, segmentRect(at));
    else
      QToolTip::showText(help->globalPos(), toolTip(), this);
    return true;
  }
  return QWidget::event(event);
}

void Segmented::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
  QPainterPath outline;
  outline.addRoundedRect(frame, 5.0, 5.0);
  painter.fillPath(outline, theme().card);
  painter.save();
  painter.setClipPath(outline);
  if (m_current >= 0) painter.fillRect(segmentRect(m_current), theme().accentSoft);
  if (isEnabled() && m_pointed >= 0 && m_pointed != m_current)
    painter.fillRect(segmentRect(m_pointed), theme().grid);
  painter.restore();
  painter.setPen(QPen(theme().border, 1.0));
  for (int i = 1; i < m_choices.size(); ++i) {
    const double x = segmentRect(i).left() + 0.5;
    painter.drawLine(QPointF(x, 1.0), QPointF(x, height() - 1.0));
  }
  painter.setPen(QPen(hasFocus() ? theme().accent : theme().border, 1.0));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(outline);
  for (int i = 0; i < m_choices.size(); ++i) {
    const bool lit = i == m_current;
    painter.setFont(theme().font(1.0, lit ? QFont::Medium : QFont::Normal));
    painter.setPen(!isEnabled() ? theme().mutedText : lit ? theme().accent : theme().text);
    drawLabel(painter, segmentRect(i), Qt::AlignHCenter, m_choices[i]);
  }
}

void Segmented::mousePressEvent(QMouseEvent* event) {
  const int at = segmentAt(event->position());
  if (event->button() == Qt::LeftButton && at >= 0) Q_EMIT chosen(at);
}

void Segmented::mouseMoveEvent(QMouseEvent* event) {
  const int at = segmentAt(event->position());
  if (at == m_pointed) return;
  m_pointed = at;
  update();
}

void Segmented::leaveEvent(QEvent*) {
  m_pointed = -1;
  update();
}

void Segmented::keyPressEvent(QKeyEvent* event) {
  const int last = static_cast<int>(m_choices.size()) - 1;
  if (event->key() == Qt::Key_Left && m_current > 0)
    Q_EMIT chosen(m_current - 1);
  else if (event->key() == Qt::Key_Right && m_current < last)
    Q_EMIT chosen(m_current + 1);
  else
    QWidget::keyPressEvent(event);
}

}  // namespace arcscope::ui
