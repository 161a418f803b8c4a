#include "core/exact/row_kernel/row_body.h"

namespace arcscope::core::kernel {

extern const RowRoutines rowRoutinesBaseline;
constexpr RowRoutines rowRoutinesBaseline = ownRowRoutines;

}  // namespace arcscope::core::kernel
