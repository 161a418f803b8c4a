#include "ui/plots/phase_picture.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/plots/colour_map.h"

namespace arcscope::ui {
namespace {

struct PhaseText {
  Q_DECLARE_TR_FUNCTIONS(PhaseDiagram)
};

}  // namespace

QString symbolOf(PhaseQuantity quantity) {
  switch (quantity) {
    case PhaseQuantity::Chi1:
      return QStringLiteral("\u03c7\u2081");
    case PhaseQuantity::QStar:
      return QStringLiteral("q*");
    case PhaseQuantity::CStar:
      return QStringLiteral("c*");
    case PhaseQuantity::DepthScale:
      return QStringLiteral("ξc");
    case PhaseQuantity::Growth:
      break;
  }
  return PhaseText::tr("growth");
}

QString meaningOf(PhaseQuantity quantity) {
  switch (quantity) {
    case PhaseQuantity::Chi1:
      return PhaseText::tr("growth of small distances, squared, a layer");
    case PhaseQuantity::QStar:
      return PhaseText::tr("variance of h in deep layers");
    case PhaseQuantity::CStar:
      return PhaseText::tr("correlation of two points in deep layers");
    case PhaseQuantity::DepthScale:
      return PhaseText::tr("layers until two points forget their correlation");
    case PhaseQuantity::Growth:
      break;
  }
  return PhaseText::tr("growth of length a layer, measured on networks of this width and depth");
}

double valueAt(const core::PhaseDiagram& diagram, PhaseQuantity quantity, std::size_t index) {
  const auto of = [&](const std::vector<double>& values) {
    return index < values.size() ? values[index] : std::nan("");
  };
  switch (quantity) {
    case PhaseQuantity::Chi1:
      return of(diagram.chi1);
    case PhaseQuantity::QStar:
      return of(diagram.qStar);
    case PhaseQuantity::CStar:
      return of(diagram.cStar);
    case PhaseQuantity::DepthScale:
      return of(diagram.xiC);
    case PhaseQuantity::Growth:
      break;
  }
  return of(diagram.growth);
}

double PhaseScale::place(double value) const {
  if (twoSided || log)
    return std::clamp(std::log(std::max(value, 1e-300) / low) / std::log(high / low), 0.0, 1.0);
  return std::clamp((value - low) / (high - low), 0.0, 1.0);
}

double PhaseScale::value(double place) const {
  return twoSided || log ? low * std::pow(high / low, place) : low + place * (high - low);
}

PhaseScale phaseScale(const core::PhaseDiagram& diagram, PhaseQuantity quantity) {
  std::vector<double> values;
  const std::size_t points =
      static_cast<std::size_t>(diagram.rows) * static_cast<std::size_t>(diagram.columns);
  for (std::size_t i = 0; i < points; ++i)
    if (const double value = valueAt(diagram, quantity, i); std::isfinite(value)) values.push_back(value);
  PhaseScale scale;
  if (quantity == PhaseQuantity::CStar || values.empty()) return scale;
  std::sort(values.begin(), values.end());
  const auto quantile = [&](double share) {
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
  };
  if (quantity == PhaseQuantity::Chi1 || quantity == PhaseQuantity::Growth) {
    scale.twoSided = true;
    scale.high = std::clamp(quantile(0.99), 1.25, 10.0);
    scale.low = 1.0 / scale.high;
    return scale;
  }
  scale.log = quantity == PhaseQuantity::DepthScale;
  scale.low = scale.log ? std::max(1e-3, quantile(0.02)) : std::min(0.0, quantile(0.02));
  scale.high = std::max(scale.log ? 2.0 * scale.low : scale.low + 1e-9, quantile(0.99));
  return scale;
}

QRgb phaseColour(const PhaseScale& scale, double value, const Theme& theme) {
  if (std::isnan(value)) return theme.window.rgb();
  const double place = scale.place(value);
  if (!scale.twoSided) return heatColour(place, theme);
  const double off = std::abs(2.0 * place - 1.0);
  return fromOkLab(mixed(toOkLab(theme.card.rgb()), toOkLab((place < 0.5 ? theme.accent : theme.third).rgb()),
                         0.78 * std::pow(off, 0.8)));
}

QImage phasePicture(const core::PhaseDiagram& diagram, PhaseQuantity quantity, const Theme& theme) {
  const PhaseScale scale = phaseScale(diagram, quantity);
  constexpr int steps = 512;              // even: the middle of a two-sided scale is one of them
  std::array<QRgb, steps + 1> colours{};  // made once: mixing them takes microseconds
  for (int i = 0; i <= steps; ++i)
    colours[static_cast<std::size_t>(i)] =
        phaseColour(scale, scale.value(static_cast<double>(i) / steps), theme);
  QImage image(diagram.columns, diagram.rows, QImage::Format_RGB32);
  for (int row = 0; row < diagram.rows; ++row) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(diagram.rows - 1 - row));
    for (int column = 0; column < diagram.columns; ++column) {
      const double value = valueAt(diagram, quantity, diagram.index(row, column));
      line[column] = std::isnan(value)
                         ? theme.window.rgb()
                         : colours[static_cast<std::size_t>(std::lround(steps * scale.place(value)))];
    }
  }
  return image;
}

}  // namespace arcscope::ui
