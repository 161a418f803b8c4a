#pragma once
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/explorer/snapshot.h"
#include "core/theory/mean_field.h"

namespace arcscope::core {

/// A curve that theory gives layer by layer, or one sentence that says why it gives none.
struct TheoryCurve {
  std::vector<double> values;  ///< empty: none
  std::string reason;
  [[nodiscard]] explicit operator bool() const { return !values.empty(); }
};

inline constexpr const char* loadedReason = "a loaded network is no random draw";

/// A map of one number from layer to layer, sampled where the network's layers are.
struct LayerMap {
  std::vector<double> from;      ///< rising
  std::vector<double> to;        ///< [from.size()]
  std::vector<double> measured;  ///< [depth] the number in layers 1..depth
  double fixedPoint = 0.0;       ///< NaN: none
};

/// What theory says of one snapshot's curve, in the units of its measures.
struct TheoryLines {
  Quality quality =
      Quality::Full;        ///< of the snapshot; Kac-Rice counts and maps are found for full ones only
  Setting setting;          ///< that it is of
  TheoryCurve finiteWidth;  ///< [depth + 1] expected length: the exact law times the measured input length
  TheoryCurve meanField;    ///< [depth + 1] length at infinite width, from the curve's actual points
  TheoryCurve scaling;      ///< [depth + 1] [R17], Theorem 3: O(.), a constant a layer is dropped
  TheoryCurve kacRice;      ///< [depth] sign transitions expected from the measured image of the layer before
  Eigen::Index kacRicePoints = 0;  ///< 0: along the image's exact pieces; else along so many points of it
  TheoryCurve meanFieldSign;       ///< [depth] sign transitions at infinite width
  TheoryCurve meanFieldAll;        ///< [depth] transitions at infinite width; none where smooth
  TheoryCurve lengthOfH;           ///< [depth] length of the image of h at infinite width
  /// [depth] How images bend in wide networks. Smooth activations: h, at infinite width, on circles round the
  /// origin and arcs of them. Piecewise linear ones: the turning of z in its kinks, to leading order in the
  /// width, and that over its length.
  TheoryCurve curvature;
  TheoryCurve gaussMapLength;
  /// Sign transitions of a layer per unit of length of the image before it, at q*: the straight line of
  /// transitions against length. NaN: none.
  double signSlope = 0.0;
  std::string slopeReason;
  StationaryState state;    ///< no answers for loaded networks
  LayerMap lengthMap;       ///< q from layer to layer; empty for loaded networks
  LayerMap correlationMap;  ///< c of the curve's ends at q*; empty where there is no q*
};
using TheoryLinesPtr = std::shared_ptr<const TheoryLines>;

/// Cost: 0.2 ms (relu) to tens of milliseconds (tanh, deep networks), apart from Kac-Rice
/// (core/explorer/kac_rice.h). Null when `stop` was requested.
[[nodiscard]] TheoryLinesPtr theoryLines(const Snapshot& snapshot, const std::stop_token& stop = {});

}  // namespace arcscope::core
