#pragma once
#include <QColor>
#include <QRgb>
#include <array>
#include <vector>

#include "core/explorer/snapshot.h"
#include "ui/model/theme.h"

namespace arcscope::ui {

/// Colours along t: equal steps of t are equal steps in OKLab, and stay apart for the common kinds of colour
/// blindness. The cyclic maps have the same colour at 0 and 1. Each stands on its own ground, light or dark,
/// with the same order of hues. A value; cheap to look up, thread-safe.
class ColourMap {
 public:
  static constexpr int size = 1024;

  [[nodiscard]] static const ColourMap& linear(bool darkGround);
  [[nodiscard]] static const ColourMap& cyclic(bool darkGround);

  /// Opaque colour at u in [0, 1]; u outside is clamped, NaN counts as 0.
  [[nodiscard]] QRgb at(double u) const;

 private:
  std::array<QRgb, size + 1> m_table{};
  friend class ColourMapBuilder;
};

/// The colours of one snapshot's curve: the stretch of t that is on view takes the whole map, cyclic where
/// the curve is closed.
class TimeColours {
 public:
  TimeColours() = default;
  TimeColours(const core::Snapshot* snapshot, const Theme& theme);  ///< null: an open curve over 0..1

  [[nodiscard]] QRgb at(double t) const { return m_map->at((t - m_begin) / (m_end - m_begin)); }
  [[nodiscard]] double begin() const { return m_begin; }
  [[nodiscard]] double end() const { return m_end; }
  [[nodiscard]] bool closed() const { return m_closed; }
  friend bool operator==(const TimeColours&, const TimeColours&) = default;

 private:
  const ColourMap* m_map = &ColourMap::linear(false);
  double m_begin = 0.0;
  double m_end = 1.0;
  bool m_closed = false;
};

/// Colours of the regions -1, 0 and +1 of a neuron, in this order.
[[nodiscard]] std::array<QRgb, 3> regionColours(const Theme& theme);

/// OKLab (B. Ottosson, 2020): lightness 0..1, green-red, blue-yellow.
struct OkLab {
  double lightness = 0.0;
  double a = 0.0;
  double b = 0.0;
};
[[nodiscard]] OkLab toOkLab(QRgb colour);
/// Nearest colour of sRGB, channel by channel.
[[nodiscard]] QRgb fromOkLab(const OkLab& colour);
/// `amount` of the way from one to the other.
[[nodiscard]] OkLab mixed(const OkLab& from, const OkLab& to, double amount);

/// From the ground of a view (0) to its accent (1), for heat maps.
[[nodiscard]] QRgb heatColour(double place, const Theme& theme);

}  // namespace arcscope::ui
