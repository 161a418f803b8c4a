#include "core/exact/row_kernel/row_body.h"

namespace arcscope::core::kernel {

extern const RowRoutines rowRoutinesAvx512;
constexpr RowRoutines rowRoutinesAvx512 = ownRowRoutines;

}  // namespace arcscope::core::kernel
