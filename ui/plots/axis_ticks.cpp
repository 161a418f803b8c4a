#include "ui/plots/axis_ticks.h"

#include <algorithm>
#include <cmath>

#include "ui/text/language.h"

namespace arcscope::ui {
namespace {

QString superscript(int number) {
  static const QString digits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
  QString text;
  for (const QChar c : QString::number(std::abs(number))) text += digits[c.digitValue()];
  return (number < 0 ? QStringLiteral("⁻") : QString()) + text;
}

}  // namespace

QVector<double> niceTicks(double low, double high, int most, bool whole) {
  QVector<double> ticks;
  if (!std::isfinite(low) || !std::isfinite(high) || !std::isfinite(high - low) || high < low) return ticks;
  if (high == low) return {low};
  most = std::max(most, 2);
  const double raw = (high - low) / most;
  const double decade = std::pow(10.0, std::floor(std::log10(raw)));
  for (double factor : {1.0, 2.0, 5.0, 10.0, 20.0}) {
    double step = factor * decade;
    if (whole) step = std::max(1.0, std::round(step));
    if (!(step > 0.0)) return {low, high};
    const double first = std::ceil(low / step - 1e-9);
    const double last = std::floor(high / step + 1e-9);
    if (last - first + 1 > most) continue;
    for (double i = first; i <= last; i += 1.0) ticks.append(i * step + 0.0);
    break;
  }
  return ticks;
}

QVector<double> logTicks(double low, double high, int most) {
  QVector<double> ticks;
  if (!std::isfinite(low) || !std::isfinite(high) || high < low) return ticks;
  most = std::max(most, 2);
  const int first = static_cast<int>(std::ceil(low - 1e-9));
  const int last = static_cast<int>(std::floor(high + 1e-9));
  if (last - first >= 1) {
    int every = 1;
    while ((last - first) / every + 1 > most) ++every;
    // A multiple of the stride lies at 1, so that strides of neighbouring frames share their ticks.
    for (int d = first; d <= last; ++d)
      if (d % every == 0) ticks.append(std::pow(10.0, d));
    if (ticks.size() >= 2) return ticks;
    ticks.clear();
  }
  for (int d = first - 1; d <= last; ++d)
    for (double factor : {1.0, 2.0, 5.0}) {
      const double value = factor * std::pow(10.0, d);
      if (std::log10(value) >= low - 1e-9 && std::log10(value) <= high + 1e-9) ticks.append(value);
    }
  if (ticks.size() >= 2) return ticks;
  return niceTicks(std::pow(10.0, low), std::pow(10.0, high), most);
}

QString tickLabel(double value, double step) {
  if (value == 0.0) return QStringLiteral("0");
  if (value < 0.0) return QStringLiteral("−") + tickLabel(-value, step);
  const double size = value;
  if (size >= 1e6 || size < 1e-3) {
    const int exponent = static_cast<int>(std::floor(std::log10(size) + 1e-9));
    const double mantissa = value / std::pow(10.0, exponent);
    const int digits =
        std::clamp(exponent - static_cast<int>(std::floor(std::log10(std::abs(step)) + 1e-9)), 0, 3);
    const QString power = QStringLiteral("10") + superscript(exponent);
    if (digits == 0 && std::abs(mantissa - 1.0) < 1e-6) return power;
    return QString::number(mantissa, 'f', digits) + QStringLiteral("×") + power;
  }
  const int decimals =
      step > 0.0 ? std::clamp(static_cast<int>(-std::floor(std::log10(step) + 1e-9)), 0, 6) : 0;
  return groupedNumber(value, decimals);
}

QString decadeLabel(double value) {
  const double exponent = std::log10(value);
  const double rounded = std::round(exponent);
  if (std::abs(exponent - rounded) < 1e-9) {
    const int d = static_cast<int>(rounded);
    if (d >= 4 || d <= -4) return QStringLiteral("10") + superscript(d);
    return groupedNumber(value, std::max(0, -d));
  }
  // As many digits as tell it from its neighbours: 2.5 is no 3.
  const double digit = std::pow(10.0, std::floor(exponent + 1e-9));
  const double rest = std::abs(value / digit - std::round(value / digit));
  return tickLabel(value, rest < 1e-6 ? digit : 0.1 * digit);
}

QString countText(double value) {
  if (!std::isfinite(value)) return valueText(value);
  return groupedNumber(value, 0);
}

QString valueText(double value) {
  if (std::isnan(value)) return QObject::tr("not a number");
  if (std::isinf(value)) return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
  const double size = std::abs(value);
  if (size == 0.0) return QStringLiteral("0");
  if (size >= 1e6 || size < 1e-3) {
    int exponent = static_cast<int>(std::floor(std::log10(size)));
    double mantissa = value / std::pow(10.0, exponent);
    if (std::abs(mantissa) >= 9.995) {
      mantissa /= 10.0;
      ++exponent;
    }
    return QString::number(mantissa, 'f', 2) + QStringLiteral("×10") + superscript(exponent);
  }
  const int magnitude = static_cast<int>(std::floor(std::log10(size)));
  return groupedNumber(value, std::clamp(2 - magnitude, 0, 5));
}

QString percentText(double share) {
  if (!std::isfinite(share)) return QStringLiteral("–");
  const double percent = 100.0 * share;
  if (percent > 0.0 && percent < 0.05) return QStringLiteral("< 0.1 %");
  if (percent < 0.95 && percent > 0.0) return QString::number(percent, 'f', 1) + QStringLiteral(" %");
  return QString::number(percent, 'f', 0) + QStringLiteral(" %");
}

}  // namespace arcscope::ui
