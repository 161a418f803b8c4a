#include "core/trajectory/kernel/body.h"
#include "core/trajectory/kernel/planes.h"

namespace arcscope::core::kernel {

extern const Routines<float> floatRoutinesAvx512;
extern const Routines<double> doubleRoutinesAvx512;
extern const PlaneRoutines planeRoutinesAvx512;
constexpr Routines<float> floatRoutinesAvx512 = ownRoutines<float>;
constexpr Routines<double> doubleRoutinesAvx512 = ownRoutines<double>;
constexpr PlaneRoutines planeRoutinesAvx512 = ownPlaneRoutines;

}  // namespace arcscope::core::kernel
