#include "core/exact/trace_kernel/trace_body.h"

namespace arcscope::core::kernel {

extern const TraceRoutines traceRoutinesAvx512;
constexpr TraceRoutines traceRoutinesAvx512 = ownTraceRoutines;

}  // namespace arcscope::core::kernel
