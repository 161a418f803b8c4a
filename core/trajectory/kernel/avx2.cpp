#include "core/trajectory/kernel/body.h"

namespace arcscope::core::kernel {

extern const Routines<float> floatRoutinesAvx2;
extern const Routines<double> doubleRoutinesAvx2;
constexpr Routines<float> floatRoutinesAvx2 = ownRoutines<float>;
constexpr Routines<double> doubleRoutinesAvx2 = ownRoutines<double>;

}  // namespace arcscope::core::kernel
