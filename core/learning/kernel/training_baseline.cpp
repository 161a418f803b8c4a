#include "core/learning/kernel/training_body.h"

namespace arcscope::core::kernel {

extern const TrainingRoutines<float> floatTrainingBaseline;
extern const TrainingRoutines<double> doubleTrainingBaseline;
constexpr TrainingRoutines<float> floatTrainingBaseline = ownTrainingRoutines<float>;
constexpr TrainingRoutines<double> doubleTrainingBaseline = ownTrainingRoutines<double>;

}  // namespace arcscope::core::kernel
