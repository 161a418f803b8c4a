#include "ui/plots/colour_map.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace arcscope::ui {
namespace {

double toLinear(int channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

int fromLinear(double c) {
  c = std::clamp(c, 0.0, 1.0);
  const double s = c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1.0 / 2.4) - 0.055;
  return static_cast<int>(std::lround(255.0 * s));
}

OkLab sum(const OkLab& p, double f, const OkLab& q, double g) {
  return {f * p.lightness + g * q.lightness, f * p.a + g * q.a, f * p.b + g * q.b};
}

double distance(const OkLab& p, const OkLab& q) {
  return std::hypot(p.lightness - q.lightness, p.a - q.a, p.b - q.b);
}

}  // namespace

OkLab toOkLab(QRgb colour) {
  const double r = toLinear(qRed(colour));
  const double g = toLinear(qGreen(colour));
  const double b = toLinear(qBlue(colour));
  const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
          1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

QRgb fromOkLab(const OkLab& c) {
  const double l = std::pow(c.lightness + 0.3963377774 * c.a + 0.2158037573 * c.b, 3);
  const double m = std::pow(c.lightness - 0.1055613458 * c.a - 0.0638541728 * c.b, 3);
  const double s = std::pow(c.lightness - 0.0894841775 * c.a - 1.2914855480 * c.b, 3);
  return qRgb(fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
              fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
              fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
}

/// Tables at equal steps of arc length along a path through OKLab.
class ColourMapBuilder {
 public:
  template <class Path>
  static ColourMap along(Path path) {
    constexpr int fine = 8192;
    std::vector<OkLab> points;
    std::vector<double> reached{0.0};
    for (int i = 0; i <= fine; ++i) {
      points.push_back(path(static_cast<double>(i) / fine));
      if (i > 0) reached.push_back(reached.back() + distance(points[points.size() - 2], points.back()));
    }
    ColourMap map;
    std::size_t k = 0;
    for (int i = 0; i <= ColourMap::size; ++i) {
      const double wanted = reached.back() * i / ColourMap::size;
      while (k + 2 < reached.size() && reached[k + 1] < wanted) ++k;
      const double f = std::clamp((wanted - reached[k]) / (reached[k + 1] - reached[k]), 0.0, 1.0);
      map.m_table[static_cast<std::size_t>(i)] = fromOkLab(sum(points[k], 1.0 - f, points[k + 1], f));
    }
    return map;
  }

  /// A tilted ellipse: seen along the red-green axis and along the blue-yellow axis it stays open, so that
  /// neither kind of colour blindness folds it onto itself.
  static ColourMap ellipse(const OkLab& centre, const OkLab& u, const OkLab& v) {
    ColourMap map = along([&](double s) {
      const double angle = 2.0 * std::numbers::pi * s;
      return sum(centre, 1.0, sum(u, std::cos(angle), v, std::sin(angle)), 1.0);
    });
    map.m_table.back() = map.m_table.front();
    return map;
  }

  /// A cubic Bezier curve of rising lightness.
  static ColourMap bezier(const std::array<OkLab, 4>& p) {
    return along([&](double s) {
      const double r = 1.0 - s;
      return sum(sum(p[0], r * r * r, p[1], 3 * r * r * s), 1.0, sum(p[2], 3 * r * s * s, p[3], s * s * s),
                 1.0);
    });
  }
};

const ColourMap& ColourMap::linear(bool darkGround) {
  static const ColourMap onLight = ColourMapBuilder::bezier(
      {{{0.29, 0.06, -0.11}, {0.44, 0.17, -0.15}, {0.535, 0.17, 0.14}, {0.72, 0.08, 0.138}}});
  static const ColourMap onDark = ColourMapBuilder::bezier(
      {{{0.54, 0.10, -0.16}, {0.63, 0.19, -0.13}, {0.74, 0.16, 0.08}, {0.91, -0.02, 0.155}}});
  return darkGround ? onDark : onLight;
}

const ColourMap& ColourMap::cyclic(bool darkGround) {
  static const ColourMap onLight =
      ColourMapBuilder::ellipse({0.57, 0.03, -0.012}, {-0.06, -0.01, -0.135}, {-0.10, 0.12, -0.05});
  static const ColourMap onDark = ColourMapBuilder::ellipse(
      {0.7209, 0.0278, -0.0052}, {-0.0235, -0.0475, -0.1434}, {-0.1612, 0.1290, -0.0833});
  return darkGround ? onDark : onLight;
}

QRgb ColourMap::at(double u) const {
  if (!(u > 0.0)) return m_table.front();
  if (u >= 1.0) return m_table.back();
  return m_table[static_cast<std::size_t>(u * size + 0.5)];
}

TimeColours::TimeColours(const core::Snapshot* snapshot, const Theme& theme) {
  const bool dark = theme.kind == Theme::Kind::Dark;
  if (snapshot) {
    m_begin = snapshot->subject.setting.tBegin;
    m_end = snapshot->subject.setting.tEnd;
    if (!(m_end > m_begin)) m_end = m_begin + 1.0;
    m_closed = core::isClosed(snapshot->subject.setting);
  }
  m_map = m_closed ? &ColourMap::cyclic(dark) : &ColourMap::linear(dark);
}

std::array<QRgb, 3> regionColours(const Theme& theme) {
  if (theme.kind == Theme::Kind::Dark)
    return {qRgb(0xe0, 0x93, 0x4a), qRgb(0x2a, 0x30, 0x3b), qRgb(0x5b, 0x8b, 0xe6)};
  return {qRgb(0xe0, 0x8b, 0x3a), qRgb(0xee, 0xf0, 0xf4), qRgb(0x34, 0x62, 0xbd)};
}

OkLab mixed(const OkLab& from, const OkLab& to, double amount) {
  return {from.lightness + amount * (to.lightness - from.lightness), from.a + amount * (to.a - from.a),
          from.b + amount * (to.b - from.b)};
}

QRgb heatColour(double place, const Theme& theme) {
  return fromOkLab(mixed(toOkLab(theme.card.rgb()), toOkLab(theme.accent.rgb()), 0.04 + 0.8 * place));
}

}  // namespace arcscope::ui
