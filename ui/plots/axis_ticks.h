#pragma once
#include <QString>
#include <QVector>

namespace arcscope::ui {

/// Multiples of 1, 2 or 5 times a power of ten within [low, high], at most `most` (>= 2) of them; whole
/// numbers only if `whole`. Empty for a range that is not finite.
[[nodiscard]] QVector<double> niceTicks(double low, double high, int most, bool whole = false);

/// Values to label on a log axis from 10^low to 10^high: powers of ten, each or every few, where at least two
/// fall into the range; otherwise 1, 2, 5 times powers of ten; otherwise niceTicks of the values.
[[nodiscard]] QVector<double> logTicks(double low, double high, int most);

/// A tick's value as text: thousands separated ("1,000"), powers of ten from 10⁴ on and below 0.001, no
/// digits that the distance of the ticks (`step`) does not need.
[[nodiscard]] QString tickLabel(double value, double step);
[[nodiscard]] QString decadeLabel(double value);

/// A count with separated thousands, "18,254".
[[nodiscard]] QString countText(double value);
/// A measured value to three or four significant digits, "62.8", "1,305", "2.1×10⁶"; "∞" and "not a number"
/// as they are.
[[nodiscard]] QString valueText(double value);
/// "85 %", "0.4 %", "< 0.1 %" of a share 0..1.
[[nodiscard]] QString percentText(double share);

}  // namespace arcscope::ui
