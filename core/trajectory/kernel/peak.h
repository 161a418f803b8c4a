#pragma once
#include <cstdint>

#include "core/trajectory/kernel/kernel.h"

namespace arcscope::core::kernel {

/// Multiplies and adds on registers alone, as fast as one processor can, and returns how many floating-point
/// operations that were: the ceiling that the sweep is measured against.
[[nodiscard]] double spinFloat(InstructionSet set, std::int64_t rounds);

}  // namespace arcscope::core::kernel
