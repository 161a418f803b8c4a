#include "ui/plots/region_colours.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/support/parallel.h"
#include "ui/plots/class_colours.h"
#include "ui/plots/colour_map.h"

namespace arcscope::ui {
namespace {

/// Calls body(begin, end) for stretches of 0..count on all processors.
template <class Body>
void inStretches(std::size_t count, const Body& body) {
  constexpr std::size_t stretch = 2048;
  core::parallelFor((count + stretch - 1) / stretch,
                    [&](std::size_t i) { body(i * stretch, std::min(count, (i + 1) * stretch)); });
}

std::uint64_t mixed(std::uint64_t x) {  // the finaliser of SplitMix64
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

QRgb patternColour(std::uint64_t hash, bool dark) {
  const double angle = 2.0 * std::numbers::pi * static_cast<double>(hash & 0xffff) / 65536.0;
  const double step = static_cast<double>((hash >> 16) & 0xff) / 255.0;
  const double lightness = dark ? 0.25 + 0.10 * step : 0.89 + 0.075 * step;
  const double chroma = dark ? 0.045 : 0.042;
  return fromOkLab({lightness, chroma * std::cos(angle), chroma * std::sin(angle)});
}

std::vector<QRgb> patternColours(const RegionMap& map, const RegionLook& look, bool dark) {
  const core::RegionLevel& chosen = map.regions.level(look.patternLayer);
  std::vector<QRgb> byPattern(static_cast<std::size_t>(chosen.regions()));
  inStretches(byPattern.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t r = begin; r < end; ++r) {
      std::uint64_t hash = 0x9e3779b97f4a7c15ULL;
      for (std::size_t word = 0; word < chosen.words; ++word)
        hash = mixed(hash ^ chosen.pattern[r * chosen.words + word]);
      byPattern[r] = patternColour(hash, dark);
    }
  });
  std::vector<QRgb> colours(static_cast<std::size_t>(map.regions.count(look.layers)));
  inStretches(colours.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t r = begin; r < end; ++r)
      colours[r] = byPattern[static_cast<std::size_t>(
          map.regions.ancestor(look.layers, static_cast<std::int32_t>(r), look.patternLayer))];
  });
  return colours;
}

/// Pale, so that boundaries and points stand out.
std::vector<QRgb> partColours(const core::ClassParts& classes, const Theme& theme) {
  const OkLab ground = toOkLab(theme.card.rgb());
  std::vector<QRgb> byClass;
  for (int label = 0; label < classes.classes; ++label)
    byClass.push_back(
        fromOkLab(ui::mixed(ground, toOkLab(classColour(theme, label, classes.classes).rgb()), 0.24)));
  std::vector<QRgb> colours;
  colours.reserve(classes.parts.size());
  for (const core::ClassParts::Part& part : classes.parts)
    colours.push_back(byClass[static_cast<std::size_t>(part.label)]);
  return colours;
}

/// The value that a share of all lies below.
double quantile(std::vector<double> values, double share) {
  const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + at, values.end());
  return values[static_cast<std::size_t>(at)];
}

}  // namespace

QColor layerColour(const Theme& theme, int layer) {
  const bool dark = theme.kind == Theme::Kind::Dark;
  constexpr std::array<double, 5> onLight{0.40, 0.55, 0.66, 0.76, 0.82};
  constexpr std::array<double, 5> onDark{0.86, 0.74, 0.64, 0.54, 0.48};
  const std::size_t i =
      std::min<std::size_t>(static_cast<std::size_t>(std::max(1, layer)) - 1, onLight.size() - 1);
  const std::array<QColor, 4> hues{theme.accent, theme.second, theme.third, theme.good};
  OkLab lab = toOkLab(hues[std::min<std::size_t>(i, 3)].rgb());
  lab.lightness = dark ? onDark[i] : onLight[i];
  const double calm = i < 3 ? 1.0 : 0.75;
  return QColor::fromRgb(fromOkLab({lab.lightness, calm * lab.a, calm * lab.b}));
}

QRgb scaleColour(const Theme& theme, double u) {
  u = std::clamp(u, 0.0, 1.0);
  const OkLab from = toOkLab(theme.card.rgb());
  const OkLab to = toOkLab(theme.accent.rgb());
  const double amount = 0.04 + 0.62 * u;
  return fromOkLab({from.lightness + amount * (to.lightness - from.lightness),
                    from.a + amount * (to.a - from.a), from.b + amount * (to.b - from.b)});
}

RegionFills regionFills(const RegionMap& map, const RegionLook& look, const Theme& theme) {
  RegionFills fills;
  if (!map.exact()) return fills;
  const auto count = static_cast<std::size_t>(map.regions.count(look.layers));
  const bool hasSlope = !map.regions.readout().empty() && look.layers == map.layers();
  if (look.fill == RegionFill::None || (look.fill == RegionFill::Slope && !hasSlope)) return fills;
  if (look.fill == RegionFill::Class) {
    fills.colours = partColours(map.classes, theme);
    return fills;
  }
  if (look.fill == RegionFill::Pattern) {
    fills.colours = patternColours(map, look, theme.kind == Theme::Kind::Dark);
    return fills;
  }
  const bool slope = look.fill == RegionFill::Slope;
  std::vector<double> values(count);
  inStretches(count, [&](std::size_t begin, std::size_t end) {
    for (std::size_t r = begin; r < end; ++r) {
      const auto region = static_cast<std::int32_t>(r);
      if (slope) {
        const core::PlanePoint g = map.regions.readoutGradient(region);
        values[r] = std::hypot(g.a, g.b);
      } else {
        values[r] = std::log10(std::max(map.regions.area(look.layers, region), 1e-300));
      }
      if (!std::isfinite(values[r])) values[r] = 0.0;
    }
  });
  fills.low = slope ? 0.0 : quantile(values, 0.02);  // the smallest are slivers
  fills.high = slope ? quantile(values, 0.98) : *std::max_element(values.begin(), values.end());
  fills.colours.resize(count);
  const double range = fills.high > fills.low ? fills.high - fills.low : 1.0;
  inStretches(count, [&](std::size_t begin, std::size_t end) {
    for (std::size_t r = begin; r < end; ++r)
      fills.colours[r] = scaleColour(theme, (values[r] - fills.low) / range);
  });
  return fills;
}

}  // namespace arcscope::ui
