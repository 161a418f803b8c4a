#pragma once
#include "ui/plots/view.h"

namespace arcscope::ui {

/// `snapshot` with the image of `layer` on its way to the next layer's: each point goes straight from its
/// place in one image to its place in the other, both drawn to the size that they have on view. Everything
/// else stays. The way is one of the eye, not of the network.
/// @param share 0..1 of the way.
/// @param common both on one scale; else each fills its tile.
/// @pre layer + 1 <= depth
[[nodiscard]] SnapshotPtr gliding(const SnapshotPtr& snapshot, int layer, double share, bool common);

}  // namespace arcscope::ui
