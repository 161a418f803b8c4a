#include "core/exact/row_kernel/row_kernel.h"

#include <cassert>

namespace arcscope::core::kernel {

extern const RowRoutines rowRoutinesBaseline;
#ifdef ARCSCOPE_X86_KERNELS
extern const RowRoutines rowRoutinesAvx2;
extern const RowRoutines rowRoutinesAvx512;
#endif

const RowRoutines& rowRoutines(InstructionSet set) {
  assert(isSupported(set));
#ifdef ARCSCOPE_X86_KERNELS
  if (set == InstructionSet::Avx512) return rowRoutinesAvx512;
  if (set == InstructionSet::Avx2) return rowRoutinesAvx2;
#endif
  static_cast<void>(set);
  return rowRoutinesBaseline;
}

}  // namespace arcscope::core::kernel
