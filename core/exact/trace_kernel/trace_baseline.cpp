#include "core/exact/trace_kernel/trace_body.h"

namespace arcscope::core::kernel {

extern const TraceRoutines traceRoutinesBaseline;
constexpr TraceRoutines traceRoutinesBaseline = ownTraceRoutines;

}  // namespace arcscope::core::kernel
