#include "core/trajectory/kernel/kernel.h"

#include <cassert>

#include "core/trajectory/kernel/peak.h"

namespace arcscope::core::kernel {

extern const Routines<float> floatRoutinesBaseline;
extern const Routines<double> doubleRoutinesBaseline;
extern const PlaneRoutines planeRoutinesBaseline;
#ifdef ARCSCOPE_X86_KERNELS
extern const Routines<float> floatRoutinesAvx2;
extern const Routines<double> doubleRoutinesAvx2;
extern const PlaneRoutines planeRoutinesAvx2;
extern const Routines<float> floatRoutinesAvx512;
extern const Routines<double> doubleRoutinesAvx512;
extern const PlaneRoutines planeRoutinesAvx512;
#endif

bool isSupported(InstructionSet set) {
  switch (set) {
    case InstructionSet::Baseline:
      return true;
#ifdef ARCSCOPE_X86_KERNELS
    case InstructionSet::Avx2:
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case InstructionSet::Avx512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
             __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
             __builtin_cpu_supports("fma");
#else
    case InstructionSet::Avx2:
    case InstructionSet::Avx512:
      break;
#endif
  }
  return false;
}

InstructionSet bestInstructionSet() {
  for (const InstructionSet set : {InstructionSet::Avx512, InstructionSet::Avx2})
    if (isSupported(set)) return set;
  return InstructionSet::Baseline;
}

template <>
const Routines<float>& routines(InstructionSet set) {
  assert(isSupported(set));
#ifdef ARCSCOPE_X86_KERNELS
  if (set == InstructionSet::Avx512) return floatRoutinesAvx512;
  if (set == InstructionSet::Avx2) return floatRoutinesAvx2;
#endif
  static_cast<void>(set);
  return floatRoutinesBaseline;
}
template <>
const Routines<double>& routines(InstructionSet set) {
  assert(isSupported(set));
#ifdef ARCSCOPE_X86_KERNELS
  if (set == InstructionSet::Avx512) return doubleRoutinesAvx512;
  if (set == InstructionSet::Avx2) return doubleRoutinesAvx2;
#endif
  static_cast<void>(set);
  return doubleRoutinesBaseline;
}

const PlaneRoutines& planeRoutines(InstructionSet set) {
  assert(isSupported(set));
#ifdef ARCSCOPE_X86_KERNELS
  if (set == InstructionSet::Avx512) return planeRoutinesAvx512;
  if (set == InstructionSet::Avx2) return planeRoutinesAvx2;
#endif
  static_cast<void>(set);
  return planeRoutinesBaseline;
}

double spinFloat(InstructionSet set, std::int64_t rounds) {
  return routines<float>(set).spin(rounds);
}

}  // namespace arcscope::core::kernel
