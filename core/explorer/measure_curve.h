#pragma once
#include <optional>
#include <stop_token>

#include "core/explorer/explorer.h"
#include "core/measure/measure_set.h"

namespace arcscope::core {

/// What explore() measures of `subject` at Quality::Full, the same bits, without images, projections and
/// notices. Only what `wanted` needs is computed; other figures may be missing, `samples` and the sampling
/// error where nothing had to be sampled. Nothing when `stop` was requested first, polled as in explore().
/// Cost: drawing the weights, and one exact trace or the sweeps that sampling takes; a trace takes the sweep
/// too where q, correlation, saturated or dead are wanted.
/// @param cache buffers for the next call; the network is not kept.
/// @param keepBytes as in explore().
/// @throws std::invalid_argument for a setting that validate() refuses.
[[nodiscard]] std::optional<CurveMeasures> measureCurve(const Subject& subject, MeasureSet wanted,
                                                        ExplorerCache& cache,
                                                        const std::stop_token& stop = {},
                                                        double keepBytes = keepLimit);

}  // namespace arcscope::core
