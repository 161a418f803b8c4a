#pragma once
#include "core/network/convolutional_network.h"
#include "core/trajectory/curve.h"
#include "core/trajectory/sweep.h"

namespace arcscope::core {

/// Sweeps the points `inPlane` [2 x points] of `plane` through a convolutional network, in float as it
/// learns. The units of a block are those after pooling, and their regions are read from z: the sign of a
/// sigmoid is that of z - 1/2, abs and sin have the sign of z. What only h would tell is NaN: squares,
/// meanSquare, firstH, lastH. `options` says the activation and the lags; images are of z. False when
/// stopped.
/// @param result as of sweep(); its memory is reused.
[[nodiscard]] bool sweepConvolutional(const ConvolutionalNetwork& network, const Plane& plane,
                                      const Eigen::Matrix2Xd& inPlane, const SweepOptions& options,
                                      const ImageSource& images, std::vector<SweptLayer>& result,
                                      const std::stop_token& stop = {});

}  // namespace arcscope::core
