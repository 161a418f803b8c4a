#include "ui/plots/colour_bar.h"

#include <QFontMetricsF>
#include <algorithm>

#include "ui/plots/axis_ticks.h"
#include "ui/plots/label.h"

namespace arcscope::ui {

void paintColourBar(QPainter& painter, const QRectF& room, const QString& symbol, const Theme& theme,
                    const std::function<ColourBarStep(double place)>& at) {
  const double unit = theme.typeSize * theme.scale;
  const QRectF bar(room.left(), room.top() + 1.8 * unit, 0.9 * unit,
                   std::max(1.0, room.height() - 1.8 * unit));
  constexpr int steps = 48;
  for (int i = 0; i < steps; ++i)
    painter.fillRect(QRectF(bar.left(), bar.bottom() - bar.height() * (i + 1) / steps, bar.width(),
                            bar.height() / steps + 0.5),
                     QColor::fromRgb(at((i + 0.5) / steps).colour));
  painter.setPen(QPen(theme.border, std::max(0.5, 0.6 * theme.lineWidth * theme.scale)));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(bar);
  painter.setFont(theme.font(1.0, QFont::DemiBold));
  painter.setPen(theme.text);
  drawLabel(painter, QPointF(bar.left(), room.top() + 0.9 * unit), symbol);
  painter.setFont(theme.font(0.92));
  painter.setPen(theme.mutedText);
  const QFontMetricsF metrics(painter.font());
  for (const double place : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    const QString label = valueText(at(place).value);
    const QPointF where(bar.right() + 0.4 * unit,
                        bar.bottom() - place * bar.height() + 0.35 * metrics.ascent());
    if (where.x() + labelWidth(painter.font(), label) < room.right()) drawLabel(painter, where, label);
  }
}

}  // namespace arcscope::ui
