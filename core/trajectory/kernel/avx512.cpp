#include "core/trajectory/kernel/body.h"

namespace arcscope::core::kernel {

extern const Routines<float> floatRoutinesAvx512;
extern const Routines<double> doubleRoutinesAvx512;
constexpr Routines<float> floatRoutinesAvx512 = ownRoutines<float>;
constexpr Routines<double> doubleRoutinesAvx512 = ownRoutines<double>;

}  // namespace arcscope::core::kernel
