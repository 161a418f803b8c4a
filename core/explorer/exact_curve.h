#pragma once
#include "core/explorer/explorer_state.h"
#include "core/trajectory/curve.h"

namespace arcscope::core {

/// Traces the curve of `call` exactly, where the setting asks for it, the activation is piecewise linear and
/// the network is small enough to keep: at full quality up to the setting's limit of pieces, on the screen
/// only while it fits a frame by what the last traces cost. The network's double weights stay in the cache.
/// @return null where it does not apply or was stopped; a trace that met a limit says so in its `stop`.
[[nodiscard]] std::shared_ptr<const CurveTrace> traceExactly(const ExplorerCall& call, const Plane& plane,
                                                             const Curve& curve);

/// Lengths in place of the sampled ones, and the counts.
/// @pre trace.stop is None; nothing was counted yet.
void takeExactFigures(const CurveTrace& trace, CurveMeasures& measures);

}  // namespace arcscope::core
