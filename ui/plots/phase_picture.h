#pragma once
#include <QImage>
#include <QString>
#include <array>
#include <string_view>

#include "core/theory/phase_diagram.h"
#include "ui/model/display.h"
#include "ui/model/theme.h"

namespace arcscope::ui {

/// "χ₁", as a heading and in legends.
[[nodiscard]] QString symbolOf(PhaseQuantity quantity);
/// What it means, in a few words.
[[nodiscard]] QString meaningOf(PhaseQuantity quantity);

/// The quantity at one point of the diagram; NaN where it does not exist.
[[nodiscard]] double valueAt(const core::PhaseDiagram& diagram, PhaseQuantity quantity, std::size_t index);

/// Values and colours of one quantity: chi_1 and growth apart from 1 to both sides, the others from low to
/// high, on a logarithmic scale where they span decades.
struct PhaseScale {
  double low = 0.0;
  double high = 1.0;
  bool log = false;
  bool twoSided = false;  ///< round 1, which stands in the middle; logarithmic
  /// Where a value stands on the scale, 0..1, clamped.
  [[nodiscard]] double place(double value) const;
  /// The value at `place`.
  [[nodiscard]] double value(double place) const;
};
[[nodiscard]] PhaseScale phaseScale(const core::PhaseDiagram& diagram, PhaseQuantity quantity);
[[nodiscard]] QRgb phaseColour(const PhaseScale& scale, double value, const Theme& theme);

/// A pixel each point of the diagram, the least sigma_b at the bottom. Points without a value have the colour
/// of the window's ground.
[[nodiscard]] QImage phasePicture(const core::PhaseDiagram& diagram, PhaseQuantity quantity,
                                  const Theme& theme);

}  // namespace arcscope::ui
