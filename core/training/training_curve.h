#pragma once
#include <vector>

#include "core/explorer/subject.h"
#include "core/learning/trainable_network.h"

namespace arcscope::core {

inline constexpr int trainingSamples = 257;  ///< equidistant t of the curve whose images are measured
/// Pieces of the curve that are counted while a network learns; in wide networks fewer, such that a count
/// costs about 1e9 multiplications.
inline constexpr std::int64_t trainingPieces = 20'000;

/// What the images of a curve are like at one moment of a training; the input first.
struct CurveFigures {
  std::vector<double> lengths;  ///< [depth + 1] of the curve and its images z, from samples
  /// [depth + 1] sign changes of h along the samples, all neurons; input 0. Of a convolutional network as
  /// sweepConvolutional() reads them.
  std::vector<double> transitions;
  /// [depth + 1] pieces of the curve by the patterns of layers 1..d, exact; input 1. NaN from the layer on in
  /// which there are too many. Empty for smooth activations and convolutional networks.
  std::vector<double> pieces;
};

/// The curve along which a network in training is measured.
class TrainingCurve {
 public:
  TrainingCurve() = default;
  /// @param features of the data; a curve in a space of another dimension cannot be measured.
  TrainingCurve(const Subject& subject, int features);

  [[nodiscard]] bool isMeasured() const { return m_points.columns() > 0; }
  /// Figures of `network`'s layers; empty unless isMeasured().
  /// @param countPieces for a dense network only.
  [[nodiscard]] CurveFigures measure(const TrainableNetwork<float>& network, bool countPieces) const;

 private:
  Plane m_plane;
  Curve m_curve{Trajectory::Line};
  Block<float> m_points;  // [features x trainingSamples]
};

/// Whether both run along the same curve: lengths of one are lengths of the other.
[[nodiscard]] bool haveSameCurve(const Subject& a, const Subject& b);
/// `subject` with the end points and the trajectory of `other`. @pre of the same input dimension.
[[nodiscard]] Subject withCurveOf(Subject subject, const Subject& other);

}  // namespace arcscope::core
