#include "core/trajectory/kernel/body.h"

namespace arcscope::core::kernel {

extern const Routines<float> floatRoutinesBaseline;
extern const Routines<double> doubleRoutinesBaseline;
constexpr Routines<float> floatRoutinesBaseline = ownRoutines<float>;
constexpr Routines<double> doubleRoutinesBaseline = ownRoutines<double>;

}  // namespace arcscope::core::kernel
