#include "core/learning/kernel/training_body.h"

namespace arcscope::core::kernel {

extern const TrainingRoutines<float> floatTrainingAvx2;
extern const TrainingRoutines<double> doubleTrainingAvx2;
constexpr TrainingRoutines<float> floatTrainingAvx2 = ownTrainingRoutines<float>;
constexpr TrainingRoutines<double> doubleTrainingAvx2 = ownTrainingRoutines<double>;

}  // namespace arcscope::core::kernel
