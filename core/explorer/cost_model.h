#pragma once
#include <array>

#include "core/explorer/snapshot.h"

namespace arcscope::core {

/// All weights but the first layer's, which the plane of the curve replaces.
[[nodiscard]] double weightsOf(const Setting& setting);
/// Neurons of all layers, the input's dimensions included.
[[nodiscard]] double neuronsOf(const Setting& setting);

/// What explore() costs on this machine, learned from what it did cost. Each quality learns for itself: few
/// points, or far more of them, cost differently.
class CostModel {
 public:
  /// Seconds of explore(), without drawing the network.
  [[nodiscard]] double seconds(const Setting& setting, Quality quality) const;
  /// Whether a live picture of that many points is swept in double: by its size alone, so that pictures of
  /// one setting do not change between the two.
  [[nodiscard]] static bool fitsDouble(const Setting& setting, int points);
  /// Points of a preview: as many as fit its budget, a multiple of 32, at most the setting's.
  [[nodiscard]] int previewPoints(const Setting& setting) const;

  void learnSweep(const Setting& setting, Quality quality, int points, bool inDouble, double seconds);
  /// @param seconds all but the sweep and drawing.
  void learnRest(const Setting& setting, Quality quality, int points, double seconds);

 private:
  struct Rates {
    double inFloat = 1.0 / 60e9;   ///< seconds a multiplication of the sweep
    double inDouble = 1.0 / 30e9;  ///< the same
    double rest = 1e-9;            ///< seconds a neuron and point of all else
  };
  [[nodiscard]] const Rates& ratesOf(Quality quality) const {
    return m_rates[static_cast<std::size_t>(quality)];
  }
  std::array<Rates, 3> m_rates;  ///< by Quality
};

}  // namespace arcscope::core
