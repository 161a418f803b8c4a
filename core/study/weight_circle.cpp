#include "core/study/weight_circle.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numbers>

#include "core/support/parallel.h"
#include "core/trajectory/sweep.h"

namespace arcscope::core {
namespace {

constexpr std::size_t pointsOfAShare = 16 * kernel::tilePoints;
constexpr double shortestStep = 0x1p-40;  ///< of t: crossings nearer than this are not told apart

PackedLayer<double> packedForSweep(const Layer& layer) {
  return pack<double>(layer, kernel::routines<double>(kernel::bestInstructionSet()).panelRows);
}

/// (cos, sin) of t turns. [2 x t.size()]
Eigen::Matrix2Xd turnsOf(std::span<const double> t) {
  Eigen::Matrix2Xd points(2, static_cast<Eigen::Index>(t.size()));
  for (std::size_t j = 0; j < t.size(); ++j) {
    const double angle = 2.0 * std::numbers::pi * t[j];
    points.col(static_cast<Eigen::Index>(j)) << std::cos(angle), std::sin(angle);
  }
  return points;
}

/// What was seen of a circle so far.
class Observer {
 public:
  Observer(const WeightCircle& circle, const CircleSampling& sampling, const std::stop_token& stop)
      : m_circle(circle), m_limit(sampling.limit), m_stop(stop), m_seen(std::size_t{1} << circle.inputs()) {
    const int begin = std::clamp(sampling.begin, 2, sampling.limit);
    std::vector<double> t(static_cast<std::size_t>(begin));
    for (std::size_t j = 0; j < t.size(); ++j) t[j] = static_cast<double>(j) / begin;
    look(t);
  }

  [[nodiscard]] LabelingCount count() const {
    LabelingCount count = m_count;
    count.limitMet = !seenAll() && (m_full || m_coarse);
    return count;
  }
  /// Halves all steps while an input's label changes too often to trust that no change was missed.
  void doubleGrid() {
    constexpr std::int64_t stepsAChange = 8;
    while (!isDone() && stepsAChange * mostChanges() > m_count.samples) {
      if (2 * m_count.samples > m_limit) {
        m_coarse = true;
        return;
      }
      split([](const Sample&, const Sample&) { return true; });
    }
  }
  /// Halves the steps across which several labels change.
  void separate() {
    const auto several = [](const Sample& from, const Sample& to) {
      return std::popcount(from.labeling ^ to.labeling) > 1 && to.t - from.t > shortestStep;
    };
    while (!isDone() && split(several)) {
    }
  }

 private:
  struct Sample {
    double t;
    Labeling labeling;
  };

  [[nodiscard]] bool seenAll() const { return m_count.labelings == static_cast<std::int64_t>(m_seen.size()); }
  [[nodiscard]] bool isDone() const { return m_stop.stop_requested() || m_full || seenAll(); }

  /// Looks at `t`, rising, and files what it sees among the samples.
  void look(std::span<const double> t) {
    const std::vector<Labeling> labelings = m_circle.labels(t, m_stop);
    if (m_stop.stop_requested()) return;
    const auto old = static_cast<std::ptrdiff_t>(m_samples.size());
    for (std::size_t j = 0; j < t.size(); ++j) {
      m_samples.push_back({t[j], labelings[j]});
      if (m_seen[labelings[j]]) continue;
      m_seen[labelings[j]] = true;
      ++m_count.labelings;
    }
    m_count.samples += static_cast<std::int64_t>(t.size());
    std::inplace_merge(m_samples.begin(), m_samples.begin() + old, m_samples.end(),
                       [](const Sample& a, const Sample& b) { return a.t < b.t; });
  }

  /// The sample behind sample j; behind the last one the first one again.
  [[nodiscard]] Sample next(std::size_t j) const {
    return j + 1 < m_samples.size() ? m_samples[j + 1] : Sample{1.0, m_samples.front().labeling};
  }

  /// Looks at the middles of the steps that are `wanted`, as far as the limit allows. False if there is none.
  template <class Wanted>
  bool split(const Wanted& wanted) {
    std::vector<double> middles;
    for (std::size_t j = 0; j < m_samples.size(); ++j)
      if (wanted(m_samples[j], next(j))) middles.push_back(0.5 * (m_samples[j].t + next(j).t));
    const auto room = static_cast<std::size_t>(std::max<std::int64_t>(0, m_limit - m_count.samples));
    if (middles.size() > room) {
      middles.resize(room);
      m_full = true;
    }
    if (middles.empty()) return false;
    look(middles);
    return true;
  }

  /// Of the input whose label changes most often.
  [[nodiscard]] std::int64_t mostChanges() const {
    std::array<std::int64_t, 32> changes{};
    for (std::size_t j = 0; j < m_samples.size(); ++j)
      for (Labeling bits = m_samples[j].labeling ^ next(j).labeling; bits != 0; bits &= bits - 1)
        ++changes[static_cast<std::size_t>(std::countr_zero(bits))];
    return *std::max_element(changes.begin(), changes.end());
  }

  const WeightCircle& m_circle;
  std::int64_t m_limit;
  const std::stop_token& m_stop;
  std::vector<bool> m_seen;       ///< by labeling
  std::vector<Sample> m_samples;  ///< by t
  LabelingCount m_count;
  bool m_coarse = false;  ///< the equidistant t are fewer than they should be
  bool m_full = false;    ///< some step should be halved and cannot
};

}  // namespace

std::vector<PackedLayer<double>> packedLayers(const Network& network) {
  std::vector<PackedLayer<double>> packed;
  for (const Layer& layer : network.layers) packed.push_back(packedForSweep(layer));
  if (network.readout)
    packed.push_back(packedForSweep({network.readout->weights.topRows(1), network.readout->bias.head(1)}));
  return packed;
}

WeightCircle::WeightCircle(Activation activation, std::span<const PackedLayer<double>> packed, int layer,
                           const Eigen::MatrixXd& first, const Eigen::MatrixXd& second,
                           const Eigen::VectorXd& bias)
    : m_activation(activation) {
  for (Eigen::Index i = 0; i < first.cols(); ++i) {
    Layer turning{Eigen::MatrixXd::Zero(first.rows(), 3), bias};  // of (1, cos, sin)
    turning.weights.col(1) = first.col(i);
    turning.weights.col(2) = second.col(i);
    m_turning.push_back(packedForSweep(turning));
  }
  for (const PackedLayer<double>& above : packed.subspan(static_cast<std::size_t>(layer)))
    m_above.push_back(&above);
}

std::vector<Labeling> WeightCircle::labels(std::span<const double> t, const std::stop_token& stop) const {
  const std::size_t shares = (t.size() + pointsOfAShare - 1) / pointsOfAShare;
  std::vector<std::vector<std::uint64_t>> bits(m_turning.size());  // [inputs][t in words of 64]
  for (auto& words : bits) words.resize(tilesOf(static_cast<Eigen::Index>(t.size())) * kernel::tileWords);
  const SweepOptions options{.activation = m_activation, .allLags = false};
  const auto planes = static_cast<std::size_t>(kernel::planesOf(m_activation));
  parallelFor(shares * m_turning.size(), [&](std::size_t task) {
    const std::size_t input = task / shares;
    const std::size_t begin = task % shares * pointsOfAShare;
    const std::size_t count = std::min(pointsOfAShare, t.size() - begin);
    std::vector<const PackedLayer<double>*> layers{&m_turning[input]};
    layers.insert(layers.end(), m_above.begin(), m_above.end());
    std::vector<SweptLayer> swept;
    if (!sweep<double>(layers, turnsOf(t.subspan(begin, count)), options, {}, swept, stop)) return;
    const std::uint64_t* positive = swept.back().planes.data();  // [tiles][planes][1 row][words], h > 0 first
    std::uint64_t* to = bits[input].data() + begin / kernel::tilePoints * kernel::tileWords;
    for (std::size_t tile = 0; tile < tilesOf(static_cast<Eigen::Index>(count)); ++tile)
      for (std::size_t word = 0; word < kernel::tileWords; ++word)
        *to++ = positive[tile * planes * kernel::tileWords + word];
  });
  std::vector<Labeling> labelings(t.size());
  for (std::size_t i = 0; i < bits.size(); ++i)
    for (std::size_t j = 0; j < t.size(); ++j)
      labelings[j] |= static_cast<Labeling>(bits[i][j / 64] >> (j % 64) & 1U) << i;
  return labelings;
}

LabelingCount countLabelings(const WeightCircle& circle, const CircleSampling& sampling,
                             const std::stop_token& stop) {
  Observer observer(circle, sampling, stop);
  observer.doubleGrid();
  observer.separate();
  return observer.count();
}

}  // namespace arcscope::core
