#pragma once
#include <stop_token>
#include <vector>

#include "core/explorer/theory_lines.h"
#include "core/theory/finite_width.h"

namespace arcscope::core {

/// Sets `lines.kacRice` and `lines.kacRicePoints`. Where the snapshot's figures are exact, the image of each
/// layer is followed once more through all its pieces, in double, while the images take no more than 256 MB; else
/// the polyline through the snapshot's points counts, where it keeps the images of z.
/// Cost: that of the snapshot's trace, and one pass over the images.
/// @param laws [depth] of the snapshot's layers.
void addKacRice(const Snapshot& snapshot, const std::vector<LayerLaw>& laws, const std::stop_token& stop,
                TheoryLines& lines);

}  // namespace arcscope::core
