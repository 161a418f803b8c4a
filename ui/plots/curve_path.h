#pragma once
#include <QPainter>
#include <QPointF>
#include <span>

#include "ui/plots/colour_map.h"

namespace arcscope::ui {

/// Most colour runs that a figure splits a curve into.
inline constexpr int maxColourRuns = 48;

/// Paints a curve into a figure as at most 48 paths of one colour each that share their end points, so that
/// files stay small and editable. Points closer than `tolerance` to the line through what stays are dropped;
/// everything is clipped to `clip`; not finite points interrupt the curve.
/// @param points in the painter's coordinates, one for each of `t` (rising).
/// @param fade one of 0 (as it is) .. 1 (as the ground) for each point, or empty.
void paintCurvePath(QPainter& painter, std::span<const QPointF> points, std::span<const double> t,
                    const TimeColours& colours, double width, const QRectF& clip,
                    std::span<const double> fade = {}, QColor ground = Qt::white, double tolerance = 0.05);

/// The part of the line from `a` to `b` within `box`; false if there is none.
[[nodiscard]] bool clipLine(QPointF& a, QPointF& b, const QRectF& box);

/// `first` blended towards `second` by `amount` 0..1.
[[nodiscard]] QRgb blended(QRgb first, QRgb second, double amount);

}  // namespace arcscope::ui
