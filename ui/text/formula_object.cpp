#include "ui/text/formula_object.h"

#include <QFontMetrics>
#include <QPainter>
#include <algorithm>

#include "ui/text/formula.h"

namespace arcscope::ui {
namespace {

double letterSize(const QFont& font) {
  return 1.08 * font.pixelSize();
}

double letterSize(const QTextFormat& format) {
  return letterSize(format.toCharFormat().font());
}

bool isOnBaseline(const QTextFormat& format) {
  return format.toCharFormat().verticalAlignment() == QTextCharFormat::AlignBaseline;
}

/// As Qt places an object with AlignMiddle: half of the face's x-height further up than down.
double liftOf(const QTextFormat& format) {
  return 0.5 * QFontMetrics(format.toCharFormat().font()).xHeight();
}

}  // namespace

QTextCharFormat::VerticalAlignment formulaAlignment(const QString& tex, const QFont& font) {
  const Formula formula(tex, letterSize(font));
  const QFontMetrics metrics(font);
  const bool fits =
      formula.ascent() <= 1.1 * metrics.ascent() && formula.descent() <= 1.8 * metrics.descent();
  return fits ? QTextCharFormat::AlignBaseline : QTextCharFormat::AlignMiddle;
}

QSizeF FormulaObject::intrinsicSize(QTextDocument*, int, const QTextFormat& format) {
  const Formula formula(format.property(texProperty).toString(), letterSize(format));
  if (isOnBaseline(format))
    return {formula.width() + 1.0, 1.0 * QFontMetrics(format.toCharFormat().font()).ascent()};
  const double lift = liftOf(format);
  return {formula.width() + 1.0,
          std::max(2.0 * formula.ascent() - lift, 2.0 * formula.descent() + lift) + 2.0};
}

void FormulaObject::drawObject(QPainter* painter, const QRectF& rect, QTextDocument*, int,
                               const QTextFormat& format) {
  const Formula formula(format.property(texProperty).toString(), letterSize(format));
  painter->setPen(format.toCharFormat().foreground().color());
  if (isOnBaseline(format)) return formula.paint(*painter, QPointF(rect.left() + 0.5, rect.bottom()));
  formula.paint(*painter, QPointF(rect.left() + 0.5, rect.top() + 0.5 * (rect.height() + liftOf(format))));
}

}  // namespace arcscope::ui
