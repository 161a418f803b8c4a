#pragma once
#include <QString>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/exact/class_parts.h"
#include "core/exact/curve_trace.h"
#include "core/exact/region_finder.h"
#include "core/explorer/subject.h"
#include "core/measure/level_sets.h"

namespace arcscope::ui {

/// What is asked of the plane. Cheap to copy.
struct RegionMapRequest {
  core::Subject subject;
  core::PlaneRectangle rectangle;
  int layers = 0;        ///< 1..depth; 0: as many as the limits allow
  bool readout = false;  ///< also the read-out behind the deepest of these layers
  bool classes = false;  ///< also which output of a loaded network with several is the largest
};

/// Whether both ask for the same map: how the curve is sampled and which stretch of it is on view makes none.
[[nodiscard]] bool sameMap(const RegionMapRequest& first, const RegionMapRequest& second);

/// How much a map may take.
struct RegionLimits {
  std::int64_t regions = 200'000;  ///< of all layers together, in the rectangle
  std::int64_t pieces = 20'000;    ///< of the curve
  int cells = 384;                 ///< of the grid along each side, smooth activations
  int layers = 0;                  ///< 0: any number
  double seconds = 0.0;            ///< 0: any time. The result then depends on the machine
};

/// Where the plane changes its linear region, layer by layer, in one rectangle; for a smooth activation,
/// where h of a neuron is zero. Immutable, carries what it was computed from.
struct RegionMap {
  RegionMapRequest request;
  core::PlaneRegions regions;  ///< of no levels for a smooth activation
  core::LevelSets levelSets;   ///< of no layers for a piecewise linear one
  /// The curve's crossings of these layers' thresholds, by t, over the whole of it.
  std::vector<core::Crossing> crossings;
  core::ClassParts classes;     ///< empty where they were not asked for, or cannot be found
  bool crossingsKnown = false;  ///< false: there are too many
  QString limit;                ///< one sentence on the layers that are missing; empty if none is
  double seconds = 0.0;

  /// Layers 1..layers() are there.
  [[nodiscard]] int layers() const { return exact() ? regions.depth() : levelSets.layers; }
  [[nodiscard]] bool exact() const { return regions.depth() >= 0; }
  [[nodiscard]] bool complete() const { return limit.isEmpty(); }
};
using RegionMapPtr = std::shared_ptr<const RegionMap>;

/// Computes the map. Null when `stop` was requested first. @param finder keeps working memory from call to
/// call.
[[nodiscard]] RegionMapPtr computeRegionMap(const RegionMapRequest& request, const RegionLimits& limits,
                                            core::RegionFinder& finder, const std::stop_token& stop = {});

}  // namespace arcscope::ui
