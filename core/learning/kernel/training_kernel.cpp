#include "core/learning/kernel/training_kernel.h"

#include <cassert>

namespace arcscope::core::kernel {

extern const TrainingRoutines<float> floatTrainingBaseline;
extern const TrainingRoutines<double> doubleTrainingBaseline;
#ifdef ARCSCOPE_X86_KERNELS
extern const TrainingRoutines<float> floatTrainingAvx2;
extern const TrainingRoutines<double> doubleTrainingAvx2;
extern const TrainingRoutines<float> floatTrainingAvx512;
extern const TrainingRoutines<double> doubleTrainingAvx512;
#endif

template <>
const TrainingRoutines<float>& trainingRoutines(InstructionSet set) {
  assert(isSupported(set));
#ifdef ARCSCOPE_X86_KERNELS
  if (set == InstructionSet::Avx512) return floatTrainingAvx512;
  if (set == InstructionSet::Avx2) return floatTrainingAvx2;
#endif
  static_cast<void>(set);
  return floatTrainingBaseline;
}
template <>
const TrainingRoutines<double>& trainingRoutines(InstructionSet set) {
  assert(isSupported(set));
#ifdef ARCSCOPE_X86_KERNELS
  if (set == InstructionSet::Avx512) return doubleTrainingAvx512;
  if (set == InstructionSet::Avx2) return doubleTrainingAvx2;
#endif
  static_cast<void>(set);
  return doubleTrainingBaseline;
}

}  // namespace arcscope::core::kernel
