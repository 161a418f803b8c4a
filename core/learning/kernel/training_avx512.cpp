#include "core/learning/kernel/training_body.h"

namespace arcscope::core::kernel {

extern const TrainingRoutines<float> floatTrainingAvx512;
extern const TrainingRoutines<double> doubleTrainingAvx512;
constexpr TrainingRoutines<float> floatTrainingAvx512 = ownTrainingRoutines<float>;
constexpr TrainingRoutines<double> doubleTrainingAvx512 = ownTrainingRoutines<double>;

}  // namespace arcscope::core::kernel
