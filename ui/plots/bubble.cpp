#include "ui/plots/bubble.h"

#include <QFontMetricsF>
#include <algorithm>

#include "ui/plots/label.h"

namespace arcscope::ui {

void paintBubble(QPainter& painter, QPointF at, const QString& text, const QRectF& box, const Theme& theme) {
  const double unit = theme.typeSize * theme.scale;
  painter.setFont(theme.font(0.92));
  const QFontMetricsF metrics(painter.font());
  const QStringList lines = text.split(QLatin1Char('\n'));
  double width = 0.0;
  for (const QString& line : lines) width = std::max(width, labelWidth(painter.font(), line));
  QRectF bubble(
      0, 0, width + 1.2 * unit,
      metrics.height() + metrics.lineSpacing() * static_cast<double>(lines.size() - 1) + 0.6 * unit);
  bubble.moveBottomLeft(at + QPointF(0.8 * unit, -0.6 * unit));
  if (bubble.right() > box.right()) bubble.moveRight(at.x() - 0.8 * unit);
  if (bubble.top() < box.top()) bubble.moveTop(at.y() + 0.8 * unit);
  bubble.moveTop(std::clamp(bubble.top(), box.top(), std::max(box.top(), box.bottom() - bubble.height())));
  bubble.moveLeft(std::clamp(bubble.left(), box.left(), std::max(box.left(), box.right() - bubble.width())));
  painter.setPen(QPen(theme.border, 1.0));
  painter.setBrush(theme.card);
  painter.drawRoundedRect(bubble, 0.4 * unit, 0.4 * unit);
  painter.setPen(theme.text);
  QRectF row(bubble.left() + 0.6 * unit, bubble.top() + 0.3 * unit, bubble.width() - 1.2 * unit,
             metrics.height());
  for (const QString& line : lines) {
    drawLabel(painter, row, lines.size() > 1 ? Qt::AlignLeft : Qt::AlignHCenter, line);
    row.translate(0.0, metrics.lineSpacing());
  }
}

void paintFocusRing(QPainter& painter, QPointF at, const Theme& theme) {
  const double width = std::max(1.5, 1.15 * theme.lineWidth) * theme.scale;
  painter.setPen(QPen(theme.text, width));
  painter.setBrush(theme.card);
  painter.drawEllipse(at, 2.6 * width, 2.6 * width);
}

void paintEmpty(QPainter& painter, const QRectF& rect, const QString& text, const Theme& theme) {
  painter.setFont(theme.font());
  painter.setPen(theme.mutedText);
  painter.drawText(rect, Qt::AlignCenter | Qt::TextWordWrap, text);
}

}  // namespace arcscope::ui
