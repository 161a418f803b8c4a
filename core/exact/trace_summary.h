#pragma once
#include <vector>

#include "core/exact/curve_trace.h"
#include "core/exact/trace_tile.h"

namespace arcscope::core {

/// Puts together what the tiles found. @param records of all layers up to `layers`, in any order; each
/// layer's cover the curve without a gap. Fills layers 1..`layers`, the crossings and the columns of `trace`,
/// of which tBegin, tEnd, closed and layer 0 stand.
void summarise(const TraceContext& context, std::vector<TraceRecord> records, int layers, bool straight,
               CurveTrace& trace);

}  // namespace arcscope::core
