#include "ui/plots/t_bar.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QLinearGradient>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/plots/point_picture.h"

namespace arcscope::ui {

TBar::TBar(QWidget* parent) : View(parent) {
  setObjectName(QStringLiteral("tBar"));
  setAccessibleName(tr("t along the curve"));
  setFocusPolicy(Qt::StrongFocus);
  setToolTip(
      tr("Drag: t along the curve. Shift and drag: zoom into a stretch. Double click: the whole curve."));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TBar::setSnapshot(SnapshotPtr snapshot) {
  View::setSnapshot(std::move(snapshot));
  m_colours = TimeColours(m_snapshot.get(), m_theme);
}

void TBar::setTheme(const Theme& theme) {
  View::setTheme(theme);
  m_colours = TimeColours(m_snapshot.get(), m_theme);
  updateGeometry();
}

DataTable TBar::numbers() const {
  return {{QStringLiteral("t_begin"), QStringLiteral("t_end")}, {{m_colours.begin(), m_colours.end()}}};
}

QSize TBar::minimumSizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(12 * unit), qRound(2.8 * unit)};
}

QSize TBar::sizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(60 * unit), qRound(2.8 * unit)};
}

QRectF TBar::bar(const QRectF& rect, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  double side = 0.9 * unit + pictureRoom(theme);
  if (m_colours.begin() > 0.0 || m_colours.end() < 1.0)
    side += QFontMetricsF(theme.font(0.92)).horizontalAdvance(QStringLiteral("0.00000"));
  const double height = 0.42 * unit;
  return {rect.left() + side, rect.center().y() - 0.5 * height, std::max(1.0, rect.width() - 2.0 * side),
          height};
}

double TBar::pictureSide(const Theme& theme) const {
  return m_snapshot && m_snapshot->subject.dataEnds ? std::round(7.0 / 3.0 * theme.typeSize * theme.scale)
                                                    : 0.0;
}

double TBar::pictureRoom(const Theme& theme) const {
  const double side = pictureSide(theme);
  return side > 0.0 ? 1.5 * side + 0.5 * theme.typeSize * theme.scale : 0.0;  // half a side: the handle's
}

void TBar::paintPicture(QPainter& painter, QPointF centre, double t, const QPen& frame,
                        const Theme& theme) const {
  const core::Subject& subject = m_snapshot->subject;
  const PictureForm form = pictureForm(*subject.dataEnds);
  const double side = pictureSide(theme);
  const QRectF box(std::round(centre.x() - 0.5 * side), std::round(centre.y() - 0.5 * side), side, side);
  const QRectF at = pictureRect(box, form);
  const double width = frame.widthF();
  painter.fillRect(at.adjusted(-width, -width, width, width), frame.color());
  drawPointPicture(painter, box, pointPicture(pointAt(m_snapshot->plane, subject.setting, t), form, theme),
                   form);
}

double TBar::timeAt(double x) const {
  const QRectF track = bar(QRectF(rect()), m_theme);
  const double u = std::clamp((x - track.left()) / track.width(), 0.0, 1.0);
  return m_colours.begin() + u * (m_colours.end() - m_colours.begin());
}

QPointF TBar::positionOf(double t) const {
  const QRectF track = bar(QRectF(rect()), m_theme);
  const double u = (t - m_colours.begin()) / (m_colours.end() - m_colours.begin());
  return {track.left() + std::clamp(u, 0.0, 1.0) * track.width(), track.center().y()};
}

void TBar::paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF track = bar(rect, theme);
  const TimeColours colours(m_snapshot.get(), theme);
  const double stretch = colours.end() - colours.begin();
  QLinearGradient gradient(track.topLeft(), track.topRight());
  for (int i = 0; i <= 64; ++i)
    gradient.setColorAt(i / 64.0, QColor::fromRgb(colours.at(colours.begin() + stretch * i / 64.0)));
  painter.setPen(Qt::NoPen);
  painter.setBrush(gradient);
  painter.drawRoundedRect(track, 0.5 * track.height(), 0.5 * track.height());
  if (colours.begin() > 0.0 || colours.end() < 1.0) {
    painter.setFont(theme.font(0.92));
    painter.setPen(theme.mutedText);
    const double gap = 0.9 * theme.typeSize * theme.scale + pictureRoom(theme);
    const int digits = std::clamp(2 - static_cast<int>(std::floor(std::log10(stretch))), 2, 5);
    painter.drawText(QRectF(rect.left(), rect.top(), track.left() - rect.left() - gap, rect.height()),
                     Qt::AlignRight | Qt::AlignVCenter, QString::number(colours.begin(), 'f', digits));
    painter.drawText(
        QRectF(track.right() + gap, rect.top(), rect.right() - track.right() - gap, rect.height()),
        Qt::AlignLeft | Qt::AlignVCenter, QString::number(colours.end(), 'f', digits));
  }
  if (const double side = pictureSide(theme); side > 0.0) {
    const double out = pictureRoom(theme) - 0.5 * side;
    paintPicture(painter, {track.left() - out, track.center().y()}, colours.begin(),
                 QPen(QColor::fromRgb(colours.at(colours.begin())), 2.0 * theme.scale), theme);
    paintPicture(painter, {track.right() + out, track.center().y()}, colours.end(),
                 QPen(QColor::fromRgb(colours.at(colours.end())), 2.0 * theme.scale), theme);
  }
  if (target == PaintTarget::Screen || m_markInFigures) paintHandle(painter, track, theme);
  painter.restore();
}

void TBar::paintHandle(QPainter& painter, const QRectF& track, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  if (m_focus)
    for (const TimeStretch& lit : m_focus->stretches()) {
      const double left = positionOf(std::max(lit.begin, m_colours.begin())).x();
      const double right = positionOf(std::min(lit.end, m_colours.end())).x();
      painter.fillRect(QRectF(left, track.bottom() + 0.12 * unit, std::max(1.5, right - left), 0.2 * unit),
                       theme.text);
    }
  if (m_stretchFrom >= 0.0) {
    const double a = positionOf(m_stretchFrom).x();
    const double b = positionOf(m_stretchTo).x();
    QColor fill = theme.text;
    fill.setAlphaF(0.14F);
    painter.fillRect(QRectF(std::min(a, b), track.center().y() - 0.8 * unit, std::abs(b - a), 1.6 * unit),
                     fill);
    painter.setPen(QPen(theme.text, 1.2 * theme.scale));
    for (double x : {a, b})
      painter.drawLine(QPointF(x, track.center().y() - 0.8 * unit),
                       QPointF(x, track.center().y() + 0.8 * unit));
  }
  if (!m_focus || m_focus->t() < m_colours.begin() || m_focus->t() > m_colours.end()) return;
  const QPen ring(hasFocus() ? theme.accent : theme.text, 1.7 * theme.scale);
  if (pictureSide(theme) > 0.0)
    return paintPicture(painter, positionOf(m_focus->t()), m_focus->t(), ring, theme);
  painter.setPen(ring);
  painter.setBrush(theme.card);
  painter.drawEllipse(positionOf(m_focus->t()), 0.55 * unit, 0.55 * unit);
}

void TBar::mousePressEvent(QMouseEvent* event) {
  const double t = timeAt(event->position().x());
  const bool stretch = event->button() == Qt::RightButton ||
                       (event->button() == Qt::LeftButton && (event->modifiers() & Qt::ShiftModifier));
  if (stretch) {
    m_stretchFrom = m_stretchTo = t;
    update();
  } else if (event->button() == Qt::LeftButton && m_focus) {
    m_focus->setT(t);
  }
}

void TBar::mouseMoveEvent(QMouseEvent* event) {
  const double t = timeAt(event->position().x());
  if (m_stretchFrom >= 0.0) {
    m_stretchTo = t;
    update();
  } else if ((event->buttons() & Qt::LeftButton) && m_focus) {
    m_focus->setT(t);
  }
}

void TBar::mouseReleaseEvent(QMouseEvent*) {
  if (m_stretchFrom < 0.0) return;
  const double begin = std::min(m_stretchFrom, m_stretchTo);
  const double end = std::max(m_stretchFrom, m_stretchTo);
  const bool wide = std::abs(positionOf(end).x() - positionOf(begin).x()) >= 3.0;
  m_stretchFrom = m_stretchTo = -1.0;
  update();
  if (wide) Q_EMIT stretchRequested(begin, end);
}

void TBar::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) Q_EMIT stretchRequested(0.0, 1.0);
}

void TBar::wheelEvent(QWheelEvent* event) {
  if (!m_focus || event->angleDelta().y() == 0) return;
  const double step =
      (m_colours.end() - m_colours.begin()) / ((event->modifiers() & Qt::ControlModifier) ? 1000.0 : 100.0);
  m_focus->setT(
      std::clamp(m_focus->t() + step * event->angleDelta().y() / 120.0, m_colours.begin(), m_colours.end()));
  event->accept();
}

void TBar::keyPressEvent(QKeyEvent* event) {
  const double stretch = m_colours.end() - m_colours.begin();
  const double fine = (event->modifiers() & Qt::ControlModifier) ? 0.1 : 1.0;
  double t = m_focus ? m_focus->t() : 0.0;
  switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Up:
      t += 0.005 * fine * stretch;
      break;
    case Qt::Key_Left:
    case Qt::Key_Down:
      t -= 0.005 * fine * stretch;
      break;
    case Qt::Key_PageUp:
      t += 0.1 * stretch;
      break;
    case Qt::Key_PageDown:
      t -= 0.1 * stretch;
      break;
    case Qt::Key_Home:
      t = m_colours.begin();
      break;
    case Qt::Key_End:
      t = m_colours.end();
      break;
    case Qt::Key_Escape:
      if (m_stretchFrom >= 0.0) {
        m_stretchFrom = m_stretchTo = -1.0;
        update();
        return;
      }
      if (stretch < 1.0) {
        Q_EMIT stretchRequested(0.0, 1.0);
        return;
      }
      [[fallthrough]];
    default:
      View::keyPressEvent(event);
      return;
  }
  if (m_focus) m_focus->setT(std::clamp(t, m_colours.begin(), m_colours.end()));
}

}  // namespace arcscope::ui
