#pragma once
#include <Eigen/Core>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/explorer/subject.h"
#include "core/theory/posterior.h"

namespace arcscope::core {

/// A value that the output is to have at one t of the curve.
struct OutputPoint {
  double t = 0.0;  ///< 0..1
  double y = 0.0;
  friend bool operator==(const OutputPoint&, const OutputPoint&) = default;
};

inline constexpr int mostOutputPoints = 64;  ///< that a prior is conditioned on
inline constexpr int priorDraws = 12;        ///< random networks that are shown
/// Equidistant t of the stretch on view at which networks are evaluated.
inline constexpr Eigen::Index fewestPriorSamples = 257;
inline constexpr Eigen::Index mostPriorSamples = 1025;
/// Roughness up to which lines between samples are believed: about three samples to the width of a bend.
inline constexpr double mostRoughness = 0.05;

/// The linear read-outs, along one curve, of networks drawn one after the other: network i is that of
/// `subject` with drawSeed(seed, i), so that 0 is the network itself. Plane and curve are those of `subject`
/// for all.
class OutputDraws {
 public:
  /// @param data whose t are taken along where they lie outside of the stretch on view.
  /// @pre !subject.loaded and !validate(subject.setting).
  OutputDraws(const Subject& subject, const std::vector<OutputPoint>& data);
  /// Whether an object made of these would be the same.
  [[nodiscard]] bool isOf(const Subject& subject, const std::vector<OutputPoint>& data) const;

  /// Draws `count` more networks, in parallel where several of their layers fit the memory. With the first
  /// one, samples are doubled until it is smooth between them or there are `mostPriorSamples`. Computed in
  /// double; the last layer is rounded to single precision. Not finite where that overflows. The same bits
  /// whatever the number of threads and of calls. False when `stop` was requested: then nothing was added.
  /// Cost: drawing the weights and one sweep of t().size() points for each network.
  [[nodiscard]] bool extend(int count, const std::stop_token& stop = {});

  [[nodiscard]] const Subject& subject() const { return m_subject; }
  [[nodiscard]] const Plane& plane() const { return m_plane; }
  /// Rising: the samples of the stretch, and t of data outside of it.
  [[nodiscard]] const Eigen::VectorXd& t() const { return m_t; }
  [[nodiscard]] Eigen::Index samples() const { return m_samples; }
  [[nodiscard]] const Eigen::MatrixXd& outputs() const { return m_outputs; }  ///< [points x networks]
  [[nodiscard]] int networks() const { return static_cast<int>(m_outputs.cols()); }
  /// Mean squared step between neighbouring samples over twice the variance along t: 0 where networks are
  /// smooth, 1 where neighbours are independent and lines between them mean nothing.
  [[nodiscard]] double roughness() const { return roughnessOf(m_outputs); }
  /// What one network takes one thread, roughly.
  [[nodiscard]] double secondsEach() const;

 private:
  void sample(Eigen::Index samples);
  [[nodiscard]] bool drawFirst(const std::stop_token& stop);
  [[nodiscard]] bool draw(int network, Eigen::Ref<Eigen::VectorXd> output, const std::stop_token& stop) const;
  [[nodiscard]] double roughnessOf(const Eigen::MatrixXd& outputs) const;

  Subject m_subject;
  std::vector<double> m_outside;
  Plane m_plane;
  Eigen::Index m_samples = 0;
  Eigen::VectorXd m_t;
  Eigen::Matrix2Xd m_inPlane;
  Eigen::MatrixXd m_outputs;
};

/// The output of random networks along the curve of a setting: of a few networks of its width, and of
/// infinitely wide ones, before and after conditioning on data.
struct Prior {
  Subject subject;
  std::vector<OutputPoint> data;
  std::string reason;         ///< why there is none, one sentence; all below is then empty
  Eigen::VectorXd t;          ///< [points] rising: those of the draws and of the data
  Eigen::VectorXd deviation;  ///< [points] of the output over infinitely wide networks; its mean is 0
  Eigen::MatrixXd draws;      ///< [points x networks] see OutputDraws; straight between its t
  // With data:
  Posterior nngp;               ///< infinitely wide networks that pass through the data
  Posterior ntk;                ///< those that were trained to, all layers, by gradient flow on squared loss
  Eigen::MatrixXd conditioned;  ///< [points x networks] the draws moved onto the data by nngp.map: draws of
                                ///< the NNGP posterior, up to the width of the networks
  Eigen::Index samples = 0;     ///< of the stretch on view
  double roughness = 0.0;       ///< of the draws between them
};

/// `draws` with what infinite width says of their setting; any number of networks, 0 too.
/// Cost: outputColumns() at the points of t with a column for each t of the data. Processor time of the
/// start-up network with two points of data: 0.5 ms (relu), 10 ms (hard_tanh), 4 ms (tanh) to 90 ms (tanh on
/// an arc, where |x| and with it the variance differs from point to point). Nothing when `stop` was
/// requested.
[[nodiscard]] std::optional<Prior> priorOf(const OutputDraws& draws, const std::vector<OutputPoint>& data,
                                           const std::stop_token& stop = {});
/// The same of `priorDraws` networks of `subject`; a reason where it was loaded.
[[nodiscard]] std::optional<Prior> priorOf(const Subject& subject, const std::vector<OutputPoint>& data,
                                           const std::stop_token& stop = {});

}  // namespace arcscope::core
