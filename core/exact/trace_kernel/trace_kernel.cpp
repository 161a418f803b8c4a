#include "core/exact/trace_kernel/trace_kernel.h"

#include <cassert>

namespace arcscope::core::kernel {

extern const TraceRoutines traceRoutinesBaseline;
#ifdef ARCSCOPE_X86_KERNELS
extern const TraceRoutines traceRoutinesAvx2;
extern const TraceRoutines traceRoutinesAvx512;
#endif

const TraceRoutines& traceRoutines(InstructionSet set) {
  assert(isSupported(set));
#ifdef ARCSCOPE_X86_KERNELS
  if (set == InstructionSet::Avx512) return traceRoutinesAvx512;
  if (set == InstructionSet::Avx2) return traceRoutinesAvx2;
#endif
  static_cast<void>(set);
  return traceRoutinesBaseline;
}

}  // namespace arcscope::core::kernel
