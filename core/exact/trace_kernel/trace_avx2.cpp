#include "core/exact/trace_kernel/trace_body.h"

namespace arcscope::core::kernel {

extern const TraceRoutines traceRoutinesAvx2;
constexpr TraceRoutines traceRoutinesAvx2 = ownTraceRoutines;

}  // namespace arcscope::core::kernel
