#pragma once
#include <filesystem>
#include <optional>

#include "core/exact/plane_regions.h"
#include "core/explorer/subject.h"

namespace arcscope::app {

enum class RegionsFormat { Json, Csv };

/// Regions as they are written to a file.
struct WrittenRegions {
  const core::Subject& subject;
  const core::PlaneRegions& regions;
};

/// JSON, one object:
///   version, setting, activation, method ("exact")
///   rectangle      [a0, b0, a1, b1]
///   layers         l, those that the regions are of: 1..l
///   complete       false when the limit was met; "stopped_at" is then the first layer that is missing
///   counts         regions of layers 1; 1..2; ...; 1..l
///   log10_ceiling  of these counts by Theorem 1 of Raghu et al. 2017
///   regions_per_neuron
///   regions        of layers 1..l, one a line: {"polygon": [[a, b], ...] counter-clockwise, "area",
///   "centroid": [a, b],
///                  "pattern": one text a layer, one letter a neuron (0, 1; hard_tanh -, 0, +),
///                  "parents": index of the region of layers 1; 1..2; ...; 1..l-1 that holds it}
///   edges          one a line: {"points": [[a, b], [a, b]], "layer", "neuron" (from 0), "threshold",
///                  "regions": [left, right]}; the rectangle's border has layer 0 and right -1
/// CSV, after two lines with # (the second is the JSON above up to `regions_per_neuron`): region, area,
/// centroid_a, centroid_b, pattern_1, ..., polygon ("a b; a b; ..."). The error names the file.
[[nodiscard]] std::optional<core::Error> writeRegions(const WrittenRegions& what, RegionsFormat format,
                                                      const std::filesystem::path& file);

}  // namespace arcscope::app
