#pragma once
#include <cstdint>
#include <span>

#include "core/network/activation.h"

namespace arcscope::core {

// How many linear regions a network can have at most. Piecewise linear activations only; a neuron counts once
// for each of its thresholds. Beyond the range of double, hence as log10.

/// log10 of the sum of C(hyperplanes, s) over s <= dimension: the regions that so many hyperplanes in general
/// position cut a space of `dimension` into (R. C. Buck 1943). One layer alone reaches it. Cost: `dimension`
/// steps.
[[nodiscard]] double log10Regions(std::int64_t hyperplanes, std::int64_t dimension);

/// One layer on a plane: 1 + k + k (k - 1) / 2.
[[nodiscard]] constexpr std::int64_t regionsOfLayerInPlane(std::int64_t lines) {
  return 1 + lines + lines * (lines - 1) / 2;
}

/// log10 of the ceiling of Theorem 1 of Raghu et al. 2017 on the activation patterns of layers of these
/// widths over an input of `dimension` (2 for a plane): the product of the above over the layers.
[[nodiscard]] double log10PatternCeiling(Activation activation, std::span<const int> widths,
                                         std::int64_t dimension);

/// log10 of the ceiling on the pieces of a line: the product of (width + 1), with twice the width for
/// hard_tanh.
[[nodiscard]] double log10PieceCeiling(Activation activation, std::span<const int> widths);

}  // namespace arcscope::core
