#pragma once
#include <QPainter>
#include <QString>

#include "ui/model/theme.h"

namespace arcscope::ui {

/// A small read-out of one or more lines beside `at`, kept within `box`.
void paintBubble(QPainter& painter, QPointF at, const QString& text, const QRectF& box, const Theme& theme);

/// The ring that marks the shared t on a curve.
void paintFocusRing(QPainter& painter, QPointF at, const Theme& theme);

/// A short muted sentence in the middle of an empty view.
void paintEmpty(QPainter& painter, const QRectF& rect, const QString& text, const Theme& theme);

}  // namespace arcscope::ui
