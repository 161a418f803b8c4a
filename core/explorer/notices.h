#pragma once
#include <vector>

#include "core/explorer/snapshot.h"

namespace arcscope::core {

/// What a person must know of a finished snapshot, most serious first, one sentence each.
[[nodiscard]] std::vector<Notice> noticesOf(const Snapshot& snapshot);

}  // namespace arcscope::core
