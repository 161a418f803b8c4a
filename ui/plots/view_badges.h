#pragma once
#include <initializer_list>

#include "ui/plots/view.h"

namespace arcscope::ui {

/// The badges of those notices of `snapshot` that are of one of `kinds`, each kind once.
[[nodiscard]] QVector<Badge> noticeBadges(const core::Snapshot& snapshot,
                                          std::initializer_list<core::Notice::Kind> kinds);

/// "sampled ±0.1 %", with the number of points and what the figure means in its tooltip; "preview" while
/// coarser.
[[nodiscard]] Badge samplingBadge(const core::Snapshot& snapshot);
/// Whether images and patterns are exact, or through how many points they are drawn.
[[nodiscard]] Badge imageBadge(const core::Snapshot& snapshot);

/// "width 100", or "widths 20 to 100" where layers differ.
[[nodiscard]] QString widthText(const core::Setting& setting);

/// "layer 3", "x(t)" for the input.
[[nodiscard]] QString layerName(int layer);

}  // namespace arcscope::ui
