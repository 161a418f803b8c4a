#pragma once
#include <Eigen/Core>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/explorer/theory_lines.h"

namespace arcscope::core {

/// Autocorrelation of h along the curve in every layer.
struct AutocorrelationStudy {
  double step = 0.0;                        ///< of the offsets, in t
  std::vector<std::vector<double>> layers;  ///< [depth] of [offsets], from offset 0 on
  double lawStep = 0.0;
  std::vector<std::vector<double>> law;  ///< [depth] of [offsets] at infinite width; empty: none
  std::string reason;                    ///< why there is none
};

/// SVCCA of all pairs of layers.
struct SimilarityStudy {
  Eigen::MatrixXd similarity;   ///< [depth + 1, depth + 1] symmetric, 0..1; NaN where a layer is one point
  std::vector<int> directions;  ///< [depth + 1] that hold 99 % of the variance of a layer's image
  int points = 0;               ///< of the curve
};

/// Jacobians dz_d/dx at points of the curve. Arrays [depth].
struct JacobianStudy {
  /// |J|^2 / input dimension averaged over the curve: how a layer stretches directions of the input, in the
  /// mean square.
  std::vector<double> meanSquare;
  TheoryCurve meanSquareLaw;  ///< at infinite width
  int stretchPoints = 0;
  int directions = 0;  ///< of the input that were followed

  /// Natural logarithms of singular values that are not 0, averaged over the curve; NaN where all are 0.
  /// Empty in networks too large for it.
  std::vector<double> logLargest;
  std::vector<double> logUpper;  ///< nine tenths are below
  std::vector<double> logMedian;
  std::vector<double> logLower;  ///< one tenth is below
  std::vector<double> logSmallest;
  std::vector<double> rank;   ///< how many are not 0, averaged
  std::vector<int> possible;  ///< how many there could be
  int spectrumPoints = 0;     ///< of the curve; 0: no singular values
};

/// Which parts of a study are wanted, or there.
struct LayerStudyParts {
  bool autocorrelation = false;
  bool similarity = false;
  bool jacobian = false;
  [[nodiscard]] bool any() const { return autocorrelation || similarity || jacobian; }
  [[nodiscard]] bool include(const LayerStudyParts& other) const {
    return (autocorrelation || !other.autocorrelation) && (similarity || !other.similarity) &&
           (jacobian || !other.jacobian);
  }
  LayerStudyParts& operator|=(const LayerStudyParts& other) {
    autocorrelation |= other.autocorrelation;
    similarity |= other.similarity;
    jacobian |= other.jacobian;
    return *this;
  }
  friend bool operator==(const LayerStudyParts&, const LayerStudyParts&) = default;
};

/// What is known of the layers of a subject beyond a snapshot. All of it is computed in double, with limits
/// that are counts: the same subject gives the same figures.
struct LayerStudy {
  Subject subject;
  ImageKind image = ImageKind::Z;  ///< that the similarity is of
  std::optional<AutocorrelationStudy> autocorrelation;
  std::optional<SimilarityStudy> similarity;
  std::optional<JacobianStudy> jacobian;
  std::string reason;  ///< why there is none of these for this network; empty: there can be
  [[nodiscard]] LayerStudyParts parts() const {
    if (!reason.empty()) return {true, true, true};
    return {autocorrelation.has_value(), similarity.has_value(), jacobian.has_value()};
  }
  [[nodiscard]] bool isOf(const Subject& other, ImageKind kind) const {
    return subject == other && image == kind;
  }
};
using LayerStudyPtr = std::shared_ptr<const LayerStudy>;

// Each draws the network layer by layer and keeps one of them. Nothing when `stop` was requested, polled per
// layer and share of points. Processor time at width 100 and depth 11 beside them.

/// 512 points of a closed curve, 257 of another: 0.15 s.
[[nodiscard]] std::optional<AutocorrelationStudy> studyAutocorrelation(const Subject& subject,
                                                                       const std::stop_token& stop = {});
/// 1024 points, 512 or 256 where layers are wide and many: 0.1 s.
[[nodiscard]] std::optional<SimilarityStudy> studySimilarity(const Subject& subject, ImageKind image,
                                                             const std::stop_token& stop = {});
/// 8 to 32 points for the mean square; 1 to 8 for all singular values, which widths beyond 256 do without:
/// 0.7 s.
[[nodiscard]] std::optional<JacobianStudy> studyJacobian(const Subject& subject,
                                                         const std::stop_token& stop = {});

/// Adds to `study` (null: none yet) what of `wanted` it lacks. Null when stopped.
[[nodiscard]] LayerStudyPtr extended(const LayerStudyPtr& study, const Subject& subject, ImageKind image,
                                     const LayerStudyParts& wanted, const std::stop_token& stop = {});

}  // namespace arcscope::core
