#pragma once
#include <Eigen/Core>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "core/network/network.h"
#include "core/trajectory/packed_layer.h"

namespace arcscope::core {

/// Label i in bit i: set where the read-out of input i is positive.
using Labeling = std::uint32_t;

/// The layers of a network in double as the kernels read them, and its read-out, which has one row and stands
/// last: layer d (1..depth) is [d - 1]. The first one is not restricted to a plane.
[[nodiscard]] std::vector<PackedLayer<double>> packedLayers(const Network& network);

/// A network of which one layer's weights run along a great circle, W(t) = cos(2 pi t) W0 + sin(2 pi t) W1,
/// t from 0 to 1; all else, its biases too, stays. For one input h(t) of that layer is an ellipse, so that
/// what lies below is computed once and what lies above sees a closed curve in a plane.
class WeightCircle {
 public:
  /// @param packed packedLayers() of the network; outlives this. @param layer the one that turns, 1..depth.
  /// @param first, second h of that layer without its bias at t = 0 and t = 1/4: W0 z and W1 z of the layer
  /// below, [units x inputs], 1 to 24 inputs. @param bias [units].
  WeightCircle(Activation activation, std::span<const PackedLayer<double>> packed, int layer,
               const Eigen::MatrixXd& first, const Eigen::MatrixXd& second, const Eigen::VectorXd& bias);

  [[nodiscard]] int inputs() const { return static_cast<int>(m_turning.size()); }
  /// How the inputs are labeled at each t. Cost: a column of each layer above for an input and t, on all
  /// processors; the labels do not depend on their number. Of no use when `stop` was requested, which is
  /// polled about each millisecond.
  [[nodiscard]] std::vector<Labeling> labels(std::span<const double> t,
                                             const std::stop_token& stop = {}) const;

 private:
  Activation m_activation;
  std::vector<PackedLayer<double>> m_turning;  ///< one an input: the layer that turns, seen from (cos, sin)
  std::vector<const PackedLayer<double>*> m_above;  ///< the read-out last
};

/// How a circle is looked at.
struct CircleSampling {
  int begin = 1024;     ///< equidistant t, doubled while an input's label changes at more than every eighth
  int limit = 1 << 17;  ///< of t
};

/// Distinct labelings that were seen along a circle: at least so many there are.
struct LabelingCount {
  std::int64_t labelings = 0;
  std::int64_t samples = 0;  ///< t that were looked at
  bool limitMet = false;     ///< CircleSampling::limit: the sampling is too coarse to see them all
};

/// Looks at equidistant t and halves every step across which more than one input changes its label, for then
/// there is a labeling in between; ends early when every possible labeling was seen. The same on any number
/// of threads. Of no use when `stop` was requested.
[[nodiscard]] LabelingCount countLabelings(const WeightCircle& circle, const CircleSampling& sampling = {},
                                           const std::stop_token& stop = {});

}  // namespace arcscope::core
