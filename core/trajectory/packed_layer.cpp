#include "core/trajectory/packed_layer.h"

#include <algorithm>

#include "core/support/parallel.h"

namespace arcscope::core {

template <class T>
PackedLayer<T> pack(const Layer& layer, int panelRows) {
  PackedLayer<T> packed;
  packed.rows = static_cast<int>(layer.weights.rows());
  packed.cols = static_cast<int>(layer.weights.cols());
  const auto weights = static_cast<std::size_t>(layer.weights.size());
  packed.weights.resize(weights + kernel::weightsBehind);
  std::fill(packed.weights.data() + weights, packed.weights.end(), T(0));
  packed.bias.resize(static_cast<std::size_t>(packed.rows) + kernel::weightsBehind);
  packed.bias.fill(T(0));
  for (int i = 0; i < packed.rows; ++i)
    packed.bias[static_cast<std::size_t>(i)] = static_cast<T>(layer.bias[i]);
  const auto panels = static_cast<std::size_t>((packed.rows + panelRows - 1) / panelRows);
  parallelFor(panels, [&](std::size_t panel) {
    const Eigen::Index row0 = static_cast<Eigen::Index>(panel) * panelRows;
    const Eigen::Index rows = std::min<Eigen::Index>(panelRows, packed.rows - row0);
    T* out = packed.weights.data() + row0 * packed.cols;
    for (Eigen::Index p = 0; p < packed.cols; ++p)
      for (Eigen::Index r = 0; r < rows; ++r) *out++ = static_cast<T>(layer.weights(row0 + r, p));
  });
  return packed;
}
template PackedLayer<float> pack(const Layer&, int);
template PackedLayer<double> pack(const Layer&, int);

PackedLayer<float> toFloat(const PackedLayer<double>& layer) {
  PackedLayer<float> result;
  result.rows = layer.rows;
  result.cols = layer.cols;
  result.weights.resize(layer.weights.size());
  result.bias.resize(layer.bias.size());
  constexpr std::size_t chunk = 1 << 16;
  parallelFor((layer.weights.size() + chunk - 1) / chunk, [&](std::size_t i) {
    const std::size_t end = std::min(layer.weights.size(), (i + 1) * chunk);
    for (std::size_t j = i * chunk; j < end; ++j) result.weights[j] = static_cast<float>(layer.weights[j]);
  });
  for (std::size_t i = 0; i < layer.bias.size(); ++i) result.bias[i] = static_cast<float>(layer.bias[i]);
  return result;
}

Layer restrictToPlane(const Layer& first, const Plane& plane) {
  Eigen::MatrixXd axes(plane.x0.size(), 3);
  axes << plane.origin, plane.x0, plane.x1;
  return {first.weights * axes, first.bias};
}

}  // namespace arcscope::core
