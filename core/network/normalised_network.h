#pragma once
#include <cstdint>
#include <vector>

#include "core/network/network.h"

namespace arcscope::core {

enum class Normalisation : std::uint8_t { None, Batch, Trajectory };
/// Where the normalisation of a layer stands: on h, or on z.
enum class Placement : std::uint8_t { BeforeActivation, AfterActivation };

/// What a trained normalisation does to the units of one layer.
struct LayerNormalisation {
  Normalisation kind = Normalisation::None;
  Eigen::VectorXd scale;     ///< Batch: [units]; Trajectory: [1], lambda
  Eigen::VectorXd shift;     ///< Batch: [units]
  Eigen::VectorXd mean;      ///< Batch: [units], running
  Eigen::VectorXd variance;  ///< Batch: [units], running
};

inline constexpr double batchNormEpsilon = 1e-5;

/// A fully connected network with normalisation in its hidden layers.
struct NormalisedNetwork {
  Network network;  ///< the layers without it
  Placement placement = Placement::BeforeActivation;
  std::vector<LayerNormalisation> normalisations;  ///< one a hidden layer
};

/// The same function as a network without normalisation: it goes into the weights and biases of its own
/// layer, or of the next one where it follows the activation. Images of the layers are then the z that the
/// activation returns.
/// @pre without a read-out no normalisation follows the last activation.
[[nodiscard]] Network folded(const NormalisedNetwork& normalised);

}  // namespace arcscope::core
