#pragma once
#include <span>

#include "core/explorer/layer_reading.h"
#include "core/trajectory/curve.h"

namespace arcscope::core {

// What is measured of a curve that was sampled, or traced: explore() and measureCurve() alike.

/// What comes from samples whatever the method: q, saturated, dead, correlation.
/// @param t of the last sweep. @param readings of the hidden layers.
void measureSamples(const ExplorerCall& call, const Eigen::VectorXd& t,
                    std::span<const LayerReading> readings, CurveMeasures& measures);
/// Transitions and patterns among the samples. Fingerprints of `readings` become those of layers 1..d.
void countSamples(const ExplorerCall& call, std::span<LayerReading> readings, CurveMeasures& measures);
void findGrowth(CurveMeasures& measures);
/// Curvature of the images of h, one layer after the other. False when stopped.
[[nodiscard]] bool measureCurvature(const ExplorerCall& call, const Plane& plane, const Curve& curve,
                                    CurveMeasures& measures);

}  // namespace arcscope::core
