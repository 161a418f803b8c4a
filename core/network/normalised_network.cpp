#include "core/network/normalised_network.h"

#include <cmath>

namespace arcscope::core {
namespace {

/// x -> factor x + offset, unit by unit.
struct Affine {
  Eigen::VectorXd factor;
  Eigen::VectorXd offset;
};

Affine affineOf(const LayerNormalisation& normalisation, Eigen::Index units) {
  Affine affine{Eigen::VectorXd::Ones(units), Eigen::VectorXd::Zero(units)};
  if (normalisation.kind == Normalisation::Trajectory) {
    affine.factor.setConstant(normalisation.scale(0));
  } else if (normalisation.kind == Normalisation::Batch) {
    affine.factor =
        (normalisation.scale.array() / (normalisation.variance.array() + batchNormEpsilon).sqrt()).matrix();
    affine.offset = normalisation.shift - affine.factor.cwiseProduct(normalisation.mean);
  }
  return affine;
}

/// The layer as it reads what `before` leaves.
void readThrough(Layer& layer, const Affine& before) {
  layer.bias += layer.weights * before.offset;
  layer.weights = layer.weights * before.factor.asDiagonal();
}

}  // namespace

Network folded(const NormalisedNetwork& normalised) {
  Network result = normalised.network;
  std::optional<Affine> before;
  for (std::size_t i = 0; i < result.layers.size(); ++i) {
    Layer& layer = result.layers[i];
    if (before) readThrough(layer, *before);
    before.reset();
    if (normalised.normalisations[i].kind == Normalisation::None) continue;
    Affine own = affineOf(normalised.normalisations[i], layer.bias.size());
    if (normalised.placement == Placement::AfterActivation) {
      before = std::move(own);
    } else {
      layer.weights = own.factor.asDiagonal() * layer.weights;
      layer.bias = own.factor.cwiseProduct(layer.bias) + own.offset;
    }
  }
  if (before && result.readout) readThrough(*result.readout, *before);
  return result;
}

}  // namespace arcscope::core
