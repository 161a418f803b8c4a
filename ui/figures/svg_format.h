#pragma once
#include <QByteArray>
#include <QColor>
#include <QFont>
#include <QLinearGradient>
#include <QPainterPath>
#include <QTransform>

/// Spelling of SVG: numbers, attributes, path data. Attributes begin with a blank.
namespace arcscope::ui::svg {

/// At most two decimals: a hundredth of a point is 3.5 micrometres.
[[nodiscard]] QByteArray number(double value);
[[nodiscard]] QByteArray attribute(const char* name, double value);
/// The colour as #rrggbb, and `name`-opacity where it is not opaque.
[[nodiscard]] QByteArray colour(const char* name, const QColor& colour, double opacity);
[[nodiscard]] QByteArray matrix(const QTransform& transform);
/// The font's family followed by what may stand in for it.
[[nodiscard]] QByteArray fontFamilies(const QFont& font);
/// The d attribute; points that fall together after rounding are one.
[[nodiscard]] QByteArray pathData(const QPainterPath& path);
/// A gradient element in page coordinates.
[[nodiscard]] QByteArray linearGradient(const QByteArray& id, const QLinearGradient& gradient,
                                        const QTransform& transform);

}  // namespace arcscope::ui::svg
