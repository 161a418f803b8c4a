#include "ui/panels/button.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/model/text.h"

namespace arcscope::ui {
namespace {

/// Ground and frame that buttons of all kinds share; returns the colour of what stands on it.
QColor drawFrame(QPainter& painter, const QAbstractButton& button, const Theme& theme, Button::Look look) {
  const QRectF frame = QRectF(button.rect()).adjusted(0.5, 0.5, -0.5, -0.5);
  const bool lit = button.isCheckable() && button.isChecked();
  const bool pointed = button.isEnabled() && button.underMouse();
  QColor ground = theme.card;
  QColor edge = theme.border;
  QColor ink = theme.text;
  switch (look) {
    case Button::Look::Accent:
      ground = button.isDown() ? theme.accent.darker(115)
               : pointed       ? theme.accent.lighter(108)
                               : theme.accent;
      edge = ground;
      ink = theme.kind == Theme::Kind::Dark ? theme.window : theme.card;
      if (button.isEnabled()) break;
      ground = edge = theme.grid;
      ink = theme.mutedText;
      break;
    case Button::Look::Outline:
      if (pointed) edge = theme.mutedText;
      break;
    case Button::Look::Quiet:
      ground = pointed ? theme.grid : QColor(Qt::transparent);
      edge = Qt::transparent;
      break;
  }
  if (look != Button::Look::Accent) {
    if (button.isDown()) ground = theme.accentSoft;
    if (lit) {
      ground = theme.accentSoft;
      edge = theme.accent;
      ink = theme.accent;
    }
    if (!button.isEnabled()) {
      ink = theme.mutedText;
      ink.setAlphaF(0.55F);
    }
  }
  if (button.hasFocus()) edge = look == Button::Look::Accent ? theme.text : theme.accent;
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(edge.alpha() == 0 ? QPen(Qt::NoPen) : QPen(edge, 1.0));
  painter.setBrush(ground);
  painter.drawRoundedRect(frame, 5.0, 5.0);
  return ink;
}

}  // namespace

void drawGlyph(QPainter& painter, Glyph glyph, const QRectF& rect, const QColor& colour) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(rect.center());
  QPen pen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  switch (glyph) {
    case Glyph::None:
      break;
    case Glyph::Redo:
      painter.scale(-1.0, 1.0);
      [[fallthrough]];
    case Glyph::Undo: {
      QPainterPath path(QPointF(-5.0, -2.0));
      path.lineTo(2.0, -2.0);
      path.arcTo(QRectF(-1.5, -2.0, 7.0, 7.0), 90.0, -180.0);
      path.lineTo(-2.0, 5.0);
      path.moveTo(-2.0, -5.0);
      path.lineTo(-5.0, -2.0);
      path.lineTo(-2.0, 1.0);
      painter.drawPath(path);
      break;
    }
    case Glyph::Play: {
      painter.setBrush(colour);
      painter.setPen(QPen(colour, 1.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
      painter.drawPolygon(QPolygonF{{-2.8, -4.0}, {-2.8, 4.0}, {4.0, 0.0}});
      break;
    }
    case Glyph::Pause:
      painter.setPen(Qt::NoPen);
      painter.setBrush(colour);
      painter.drawRoundedRect(QRectF(-4.0, -4.5, 2.8, 9.0), 0.8, 0.8);
      painter.drawRoundedRect(QRectF(1.2, -4.5, 2.8, 9.0), 0.8, 0.8);
      break;
    case Glyph::Sun:
      painter.drawEllipse(QPointF(), 2.8, 2.8);
      for (int i = 0; i < 8; ++i) {
        painter.drawLine(QPointF(5.0, 0.0), QPointF(6.2, 0.0));
        painter.rotate(45.0);
      }
      break;
    case Glyph::Moon: {
      QPainterPath disc;
      disc.addEllipse(QPointF(), 5.2, 5.2);
      QPainterPath bite;
      bite.addEllipse(QPointF(2.8, -2.2), 4.6, 4.6);
      painter.drawPath(disc.subtracted(bite));
      break;
    }
    case Glyph::Close:
      painter.drawLine(QPointF(-3.5, -3.5), QPointF(3.5, 3.5));
      painter.drawLine(QPointF(-3.5, 3.5), QPointF(3.5, -3.5));
      break;
    case Glyph::Menu:
      painter.setPen(Qt::NoPen);
      painter.setBrush(colour);
      for (const double x : {-4.5, 0.0, 4.5}) painter.drawEllipse(QPointF(x, 0.0), 1.2, 1.2);
      break;
    case Glyph::Enlarge:
      painter.drawPolyline(QPolygonF{{0.8, -4.5}, {4.5, -4.5}, {4.5, -0.8}});
      painter.drawPolyline(QPolygonF{{-0.8, 4.5}, {-4.5, 4.5}, {-4.5, 0.8}});
      break;
    case Glyph::Shrink:
      painter.drawPolyline(QPolygonF{{1.2, -4.8}, {1.2, -1.2}, {4.8, -1.2}});
      painter.drawPolyline(QPolygonF{{-1.2, 4.8}, {-1.2, 1.2}, {-4.8, 1.2}});
      break;
    case Glyph::Chevron:
      painter.drawPolyline(QPolygonF{{-3.0, -1.5}, {0.0, 1.5}, {3.0, -1.5}});
      break;
  }
  painter.restore();
}

bool KeyButton::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space) {
    event->accept();
    return true;
  }
  return QAbstractButton::event(event);
}

void KeyButton::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
    click();
  else
    QAbstractButton::keyPressEvent(event);
}

Button::Button(const QString& text, Look look, QWidget* parent) : KeyButton(parent), m_look(look) {
  setText(text);
  setFocusPolicy(Qt::TabFocus);
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
}

Button::Button(Glyph glyph, Look look, QWidget* parent) : Button(QString(), look, parent) {
  m_glyph = glyph;
}

void Button::setGlyph(Glyph glyph) {
  if (glyph == m_glyph) return;
  m_glyph = glyph;
  update();
}

QSize Button::sizeHint() const {
  const int height = qRound(theme().typeSize * theme().scale * 2.34);  // 28 at 12 px
  if (text().isEmpty()) return {height, height};
  const int glyph = m_glyph == Glyph::None ? 0 : 16;
  return {QFontMetrics(theme().font(1.0, QFont::Medium)).horizontalAdvance(text()) + 20 + glyph, height};
}

void Button::themeChanged() {
  updateGeometry();
  update();
}

void Button::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QColor ink = drawFrame(painter, *this, theme(), m_look);
  if (text().isEmpty()) {
    // The small play buttons beside every slider stay in the background until they are wanted.
    const bool quiet = m_glyph == Glyph::Play && height() <= 22;
    const bool wanted = underMouse() || hasFocus() || !isEnabled();
    if (quiet) {
      const QPointF middle = QRectF(rect()).center();
      painter.translate(middle);
      painter.scale(0.82, 0.82);
      painter.translate(-middle);
    }
    drawGlyph(painter, m_glyph, QRectF(rect()), quiet && !wanted ? theme().mutedText : ink);
    return;
  }
  painter.setPen(ink);
  painter.setFont(theme().font(1.0, QFont::Medium));
  QRectF area(rect());
  if (m_glyph != Glyph::None) {
    drawGlyph(painter, m_glyph, QRectF(area.right() - 24.0, area.top(), 16.0, area.height()), ink);
    area.adjust(0.0, 0.0, -16.0, 0.0);
  }
  painter.drawText(area, Qt::AlignCenter, text());
}

QString displayName(core::Activation activation) {
  switch (activation) {
    case core::Activation::HardTanh:
      return QStringLiteral("hard tanh");
    case core::Activation::LeakyRelu:
      return QStringLiteral("leaky relu");
    default:
      return fromView(core::name(activation));
  }
}

ActivationButton::ActivationButton(core::Activation activation, QWidget* parent)
    : KeyButton(parent), m_activation(activation) {
  setCheckable(true);
  setAutoExclusive(true);
  setFocusPolicy(Qt::TabFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setText(displayName(activation));
}

void ActivationButton::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QColor ink = drawFrame(painter, *this, theme(), Button::Look::Outline);
  const QRectF area(rect());
  const QRectF plot(area.center().x() - 13.0, area.top() + 6.0, 26.0, 15.0);
  // Every curve over the same stretch of h, fitted to the same box.
  constexpr int samples = 49;
  const double reach = m_activation == core::Activation::Sin ? 3.6 : 2.6;
  std::array<double, samples> values{};
  for (int i = 0; i < samples; ++i)
    values[static_cast<std::size_t>(i)] =
        core::evaluate(m_activation, reach * (2.0 * i / (samples - 1) - 1.0));
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  const double span = std::max(*high - *low, 1e-9);
  QPolygonF curve;
  for (int i = 0; i < samples; ++i)
    curve << QPointF(plot.left() + plot.width() * i / (samples - 1),
                     plot.bottom() - plot.height() * (values[static_cast<std::size_t>(i)] - *low) / span);
  painter.setPen(
      QPen(isChecked() ? ink : theme().mutedText, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(curve);
  painter.setPen(ink);
  painter.setFont(theme().font(0.84));
  painter.drawText(QRectF(area.left(), area.bottom() - 17.0, area.width(), 14.0), Qt::AlignCenter,
                   m_activation == core::Activation::LeakyRelu ? QStringLiteral("leaky") : text());
}

}  // namespace arcscope::ui
