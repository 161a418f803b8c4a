#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/theory/answer.h"
#include "core/theory/pair_moments.h"

namespace arcscope::core {

// Networks of infinite width: Poole et al. 2016, Schoenholz et al. 2017. The pre-activations of a layer are
// normal with variance q; two points of the input give correlation c.

struct MeanField {
  Activation activation = Activation::HardTanh;
  double sigmaW = 1.0;
  double sigmaB = 0.0;
};

/// V(q) = sigma_w^2 E[phi(sqrt(q) z)^2] + sigma_b^2.
[[nodiscard]] double lengthMap(const MeanField& field, double q);
/// V'(q).
[[nodiscard]] double lengthMapSlope(const MeanField& field, double q);

/// Where q goes from layer to layer.
enum class LengthLimit : std::uint8_t {
  FixedPoint,  ///< to q*
  EveryQ,      ///< nowhere: every q is a fixed point
  Unbounded    ///< beyond every bound
};
struct FixedLength {
  LengthLimit limit = LengthLimit::FixedPoint;
  double q = 0.0;  ///< q* of a fixed point (0: the signal dies out), else NaN
};
/// Start from which the fixed point is sought where no curve is at hand.
inline constexpr double usualQ = 1.0;
/// Where the length map leads from q_1 > 0. V rises, so the way there is monotone. Only gelu and silu have
/// settings where it depends on q_1 (a small signal dies out, a large one grows).
/// Cost: about five evaluations of V.
[[nodiscard]] FixedLength fixedLength(const MeanField& field, double q1 = usualQ);

/// C(c) = (sigma_w^2 E[phi(u) phi(v)] + sigma_b^2) / q at a fixed q > 0, u and v of variance q and
/// correlation c. At q = q*, C(1) = 1 and C'(1) = chi_1. C is convex on [0, 1].
class CorrelationMap {
 public:
  CorrelationMap(const MeanField& field, double q);

  struct Point {
    double value;  ///< C(c)
    double slope;  ///< C'(c)
  };
  [[nodiscard]] Point operator()(double c) const;
  /// The smallest fixed point in [0, 1], the stable one: below 1 just where chi_1 > 1. 1e-12 at best, less
  /// close to the critical line, where C runs along the diagonal.
  [[nodiscard]] double fixedPoint() const;

 private:
  MeanField m_field;
  double m_q;
  PairMoments m_moments;
};

enum class Phase : std::uint8_t {
  Ordered,   ///< chi_1 < 1: neighbours meet, c* = 1
  Critical,  ///< chi_1 = 1 (to 1e-9)
  Chaotic    ///< chi_1 > 1: neighbours part
};
[[nodiscard]] std::string_view name(Phase phase);

/// All that holds at q*; what does not exist says why in one sentence.
struct StationaryState {
  FixedLength length;
  std::optional<Phase> phase;  ///< none where chi1 is none
  Answer qStar;
  Answer lengthSlope;       ///< V'(q*)
  Answer chi1;              ///< sigma_w^2 E[phi'^2]
  Answer chi2;              ///< sigma_w^2 E[phi''^2], smooth activations
  Answer cStar;             ///< stable fixed point of C
  Answer correlationSlope;  ///< C'(c*)
  Answer xiQ;               ///< -1 / ln V'(q*), layers
  Answer xiC;               ///< -1 / ln C'(c*), layers
};
/// Cost: 5 us to 100 us, most of it for c* of tanh, sigmoid and silu in the chaotic phase.
[[nodiscard]] StationaryState stationaryState(const MeanField& field, double q1 = usualQ);

/// What a layer makes of a curve whose points all have the same |x|, such as a circle.
struct LayerState {
  double q = 0.0;            ///< variance of h
  double correlation = 0.0;  ///< c of two chosen points
  double metric = 0.0;       ///< g: |dh/dt|^2 per neuron
  double curvatureSquared =
      0.0;  ///< kappa^2 of h / sqrt(width); NaN for kinks. Of h itself: divided by width
};
/// Layers 1..depth from layer 1, each by the maps at its own q: q' = V(q), c' = C(c), g' = chi_1 g, kappa'^2
/// = 3 chi_2 / chi_1^2 + kappa^2 / chi_1 (Poole et al. 2016, at q instead of q*). Length grows by
/// sqrt(g' / g), the Gauss map's length per unit of t is sqrt(kappa^2 g).
[[nodiscard]] std::vector<LayerState> followCircle(const MeanField& field, const LayerState& first,
                                                   int depth);
/// Layer 1 of a circle of radius |x| with |x|^2 = m q0, t in radians; c of two points `angle` apart.
[[nodiscard]] LayerState firstLayerOfCircle(const MeanField& field, double q0, double angle);

/// The smallest sigma_w where chi_1 at q* reaches 1 for the given activation and sigma_b; a reason where q
/// loses its fixed point before. Cost: 20 to 40 evaluations of q*.
[[nodiscard]] Answer criticalSigmaW(Activation activation, double sigmaB);

}  // namespace arcscope::core
