#pragma once
#include "core/network/network.h"
#include "core/support/aligned_array.h"
#include "core/trajectory/curve.h"
#include "core/trajectory/kernel/kernel.h"

namespace arcscope::core {

/// A layer's weights as the kernels read them: panels of neurons, each [fan_in][neurons of the panel].
template <class T>
struct PackedLayer {
  int rows = 0;
  int cols = 0;
  AlignedArray<T> weights;  ///< then kernel::weightsBehind zeros
  AlignedArray<T> bias;     ///< [rows], then as many
};

/// @param panelRows neurons of a panel, see kernel::Routines.
template <class T>
[[nodiscard]] PackedLayer<T> pack(const Layer& layer, int panelRows);
[[nodiscard]] PackedLayer<float> toFloat(const PackedLayer<double>& layer);

/// The first layer seen from the plane of the curve: its fan_in is 3, the point (a, b) being (1, a, b). It
/// spares the product with the input, whatever the input's dimension.
[[nodiscard]] Layer restrictToPlane(const Layer& first, const Plane& plane);

}  // namespace arcscope::core
