#pragma once
#include <Eigen/Core>
#include <cstdint>
#include <span>
#include <vector>

#include "core/trajectory/sweep.h"

namespace arcscope::core {

/// Region of each neuron at each sample, see core::region(); sign of h for smooth activations.
using RegionMatrix = Eigen::Matrix<std::int8_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// What the bit planes of one layer hold.
struct RegionCounts {
  std::int64_t transitions = 0;  ///< region changes between neighbouring samples, 0 for smooth activations
  std::int64_t signTransitions = 0;  ///< sign changes of h
  std::int64_t flat = 0;             ///< neuron-samples in a flat region, see CurveMeasures::saturated
};
[[nodiscard]] RegionCounts countRegions(const SweptLayer& layer, Activation activation, int points);

/// Writes [width x points] regions.
void unpackRegions(const SweptLayer& layer, Activation activation, RegionMatrix& regions);

/// A fingerprint of 128 bits.
struct Fingerprint {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  Fingerprint& operator^=(const Fingerprint& other) {
    low ^= other.low;
    high ^= other.high;
    return *this;
  }
  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

/// Fingerprints of the layer's pattern at every sample, relative to the first sample's: equal where the
/// patterns are (differing patterns collide with a probability below 1e-28). Cost: one step a transition and
/// a sample.
/// @param layer number d of the layer, so that fingerprints of several layers can be combined by ^=.
void patternFingerprints(const SweptLayer& swept, Activation activation, int layer,
                         std::span<Fingerprint> out);

/// How many of them differ. Linear time.
[[nodiscard]] std::int64_t countDistinct(std::span<const Fingerprint> fingerprints);

}  // namespace arcscope::core
