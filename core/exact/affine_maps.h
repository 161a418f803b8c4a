#pragma once
#include <Eigen/Core>

#include "core/exact/plane_regions.h"
#include "core/trajectory/curve.h"

namespace arcscope::core {

// What a network computes on one region of a plane: every row is an affine function of the plane's
// coordinates, with the coefficients of 1, a and b. `network` and `plane` are those that the regions were
// found for. Cost: one product of 3 columns a layer.

using AffineMap = Eigen::Matrix<double, Eigen::Dynamic, 3>;

/// h of layer `layer` on `region` of level d. 1 <= layer <= d + 1. [width x 3]
[[nodiscard]] AffineMap mapOfH(const Network& network, const Plane& plane, const PlaneRegions& regions, int d,
                               std::int32_t region, int layer);
/// z of layer `layer` on `region` of level d. 1 <= layer <= d. [width x 3]
[[nodiscard]] AffineMap mapOfZ(const Network& network, const Plane& plane, const PlaneRegions& regions, int d,
                               std::int32_t region, int layer);
/// The read-out on `region` of the level of all layers. [outputs x 3] @pre network.readout
[[nodiscard]] AffineMap mapOfReadout(const Network& network, const Plane& plane, const PlaneRegions& regions,
                                     std::int32_t region);

}  // namespace arcscope::core
