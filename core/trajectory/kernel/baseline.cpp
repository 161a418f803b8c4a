#include "core/trajectory/kernel/body.h"
#include "core/trajectory/kernel/planes.h"

namespace arcscope::core::kernel {

extern const Routines<float> floatRoutinesBaseline;
extern const Routines<double> doubleRoutinesBaseline;
extern const PlaneRoutines planeRoutinesBaseline;
constexpr Routines<float> floatRoutinesBaseline = ownRoutines<float>;
constexpr Routines<double> doubleRoutinesBaseline = ownRoutines<double>;
constexpr PlaneRoutines planeRoutinesBaseline = ownPlaneRoutines;

}  // namespace arcscope::core::kernel
