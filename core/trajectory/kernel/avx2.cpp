#include "core/trajectory/kernel/body.h"
#include "core/trajectory/kernel/planes.h"

namespace arcscope::core::kernel {

extern const Routines<float> floatRoutinesAvx2;
extern const Routines<double> doubleRoutinesAvx2;
extern const PlaneRoutines planeRoutinesAvx2;
constexpr Routines<float> floatRoutinesAvx2 = ownRoutines<float>;
constexpr Routines<double> doubleRoutinesAvx2 = ownRoutines<double>;
constexpr PlaneRoutines planeRoutinesAvx2 = ownPlaneRoutines;

}  // namespace arcscope::core::kernel
