#pragma once
#include <QFont>
#include <QPainter>
#include <QString>

namespace arcscope::ui {

/// Writes one line of left-to-right text at `baseline` in the painter's font. On raster devices glyphs are
/// set by their advances alone, without shaping and kerning, because the figures of labels change with every
/// frame. Elsewhere (SVG, PDF) it is drawText, so that text stays text. A letter behind "\u03c3_" stands as
/// its index, small and low. GUI thread only.
void drawLabel(QPainter& painter, QPointF baseline, const QString& text);

/// The same in the vertical middle of `box`, at its left, in its middle or at its right as `alignment` says.
void drawLabel(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const QString& text);

/// `text` cut at its end, with three dots, where it is wider than `width` in `font`.
[[nodiscard]] QString elidedLabel(const QFont& font, const QString& text, double width);

/// The sum of the advances of `text` in `font`, logical units.
[[nodiscard]] double labelWidth(const QFont& font, const QString& text);

}  // namespace arcscope::ui
