#include "core/exact/row_kernel/row_body.h"

namespace arcscope::core::kernel {

extern const RowRoutines rowRoutinesAvx2;
constexpr RowRoutines rowRoutinesAvx2 = ownRowRoutines;

}  // namespace arcscope::core::kernel
