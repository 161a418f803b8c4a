#pragma once
#include "core/explorer/explorer_state.h"
#include "core/measure/region_counts.h"

namespace arcscope::core {

/// Those that come from RegionCounts, and those that are made together with them.
inline constexpr MeasureSet countedMeasures{Measure::Transitions, Measure::SignTransitions,
                                            Measure::Saturated,   Measure::Q,
                                            Measure::Correlation, Measure::Dead};

/// What is read from the bit planes of one hidden layer.
struct LayerReading {
  RegionCounts counts;              ///< zeros where no counted measure is wanted
  std::vector<Fingerprint> prints;  ///< [points] of its pattern alone; empty for smooth activations and
                                    ///< where patterns are not wanted
};

/// Reads hidden layer `layer` (1..depth), as it was swept last, at `points` samples.
[[nodiscard]] LayerReading readLayer(const ExplorerCall& call, int layer, Eigen::Index points);
/// Its regions, [width x points].
[[nodiscard]] std::shared_ptr<const RegionMatrix> regionsOf(const ExplorerCall& call, int layer,
                                                            Eigen::Index points);
/// The image of `layer` (0: the input) on the screen. At full quality to convergence from a fixed start, on
/// the screen a few steps on from the last picture.
[[nodiscard]] ProjectedImage projectLayer(const ExplorerCall& call, int layer, const ImageMatrix& image);

}  // namespace arcscope::core
