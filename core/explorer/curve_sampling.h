#pragma once
#include "core/explorer/layer_reading.h"
#include "core/measure/sampled_length.h"

namespace arcscope::core {

/// `points` of them from begin to end.
[[nodiscard]] Eigen::VectorXd equidistant(double begin, double end, Eigen::Index points);

/// Takes the samples of a curve through the network, in float or double, all layers kept or one after the
/// other, and refines them. Every function returns false when stopped.
class CurveSampling {
 public:
  CurveSampling(const ExplorerCall& call, const Plane& plane, const Curve& curve);

  /// As many samples as the quality asks for. At full quality they are refined until the lengths are known to
  /// the setting's tolerance; or, where `exact` has followed the curve, joined by its breakpoints if these
  /// are at most three times as many: the images are then exact too. @param exact may be null.
  [[nodiscard]] bool run(const CurveTrace* exact);

  /// t, the curve in its plane, widths and images; of a streamed network the projections too.
  [[nodiscard]] const std::shared_ptr<Snapshot>& snapshot() const { return m_result; }
  [[nodiscard]] const std::vector<SampledLength>& lengths() const { return m_lengths; }  ///< by layer
  /// Of the hidden layers; empty unless streamed: the planes are then gone.
  [[nodiscard]] std::vector<LayerReading>& readings() { return m_readings; }
  [[nodiscard]] double seconds() const { return m_seconds; }  ///< spent on drawing and sweeping all at once

 private:
  void begin(const Eigen::VectorXd& t);
  [[nodiscard]] bool inDouble(int points) const;
  [[nodiscard]] bool isTrustworthy() const;
  [[nodiscard]] bool sample(const Eigen::VectorXd& t);
  [[nodiscard]] bool refine();
  template <class T>
  [[nodiscard]] bool sampleWith();
  template <class T>
  [[nodiscard]] bool keep();
  [[nodiscard]] bool keepConvolutional();
  template <class T>
  [[nodiscard]] bool stream();
  [[nodiscard]] SweepOptions options() const;
  [[nodiscard]] Chords inputChords() const;
  [[nodiscard]] ImageSource images();
  void measureLengths();

  const ExplorerCall& m_call;
  const Setting& m_setting;
  const Plane& m_plane;
  const Curve& m_curve;
  std::shared_ptr<Snapshot> m_result;
  std::vector<SampledLength> m_lengths;
  std::vector<LayerReading> m_readings;
  double m_seconds = 0.0;
};

}  // namespace arcscope::core
