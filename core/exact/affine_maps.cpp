#include "core/exact/affine_maps.h"

#include <cassert>

#include "core/trajectory/packed_layer.h"

namespace arcscope::core {
namespace {

AffineMap apply(const Layer& layer, const AffineMap& z) {
  AffineMap h = layer.weights * z;
  h.col(0) += layer.bias;
  return h;
}

/// phi in the linear region that `letter` names, applied to a row.
void activateRow(Activation activation, int letter, AffineMap::RowXpr row) {
  if (activation == Activation::HardTanh) {
    if (letter != 0) row << letter, 0.0, 0.0;
  } else if (activation != Activation::Linear && letter == 0) {
    row *= activation == Activation::LeakyRelu ? leakyReluSlope : activation == Activation::Abs ? -1.0 : 0.0;
  }
}

}  // namespace

AffineMap mapOfH(const Network& network, const Plane& plane, const PlaneRegions& regions, int d,
                 std::int32_t region, int layer) {
  assert(layer >= 1 && layer <= d + 1);
  if (layer > 1)
    return apply(network.layers[static_cast<std::size_t>(layer - 1)],
                 mapOfZ(network, plane, regions, d, region, layer - 1));
  const Layer first = restrictToPlane(network.layers.front(), plane);
  AffineMap h = first.weights;
  h.col(0) += first.bias;
  return h;
}

AffineMap mapOfZ(const Network& network, const Plane& plane, const PlaneRegions& regions, int d,
                 std::int32_t region, int layer) {
  assert(layer >= 1 && layer <= d);
  AffineMap z = mapOfH(network, plane, regions, d, region, layer);
  const std::int32_t holder = regions.ancestor(d, region, layer);
  for (Eigen::Index i = 0; i < z.rows(); ++i)
    activateRow(regions.activation(), regions.letter(layer, holder, static_cast<int>(i)), z.row(i));
  return z;
}

AffineMap mapOfReadout(const Network& network, const Plane& plane, const PlaneRegions& regions,
                       std::int32_t region) {
  assert(network.readout && regions.depth() == network.depth());
  return apply(*network.readout, mapOfZ(network, plane, regions, regions.depth(), region, regions.depth()));
}

}  // namespace arcscope::core
