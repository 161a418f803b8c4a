#include "core/explorer/sample_figures.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/explorer/curve_sampling.h"
#include "core/measure/curvature.h"
#include "core/support/parallel.h"

namespace arcscope::core {
namespace {

constexpr int curvaturePointsMost = 1025;
constexpr int curvaturePointsLeast = 129;
constexpr double curvatureBudget = 1e10;  ///< multiplications

/// |h|^2 averaged over t by the trapezoidal rule, for neighbours at any distance.
double averageSquare(const SweptLayer& swept, const Eigen::VectorXd& t) {
  double sum = 0.0;
  for (Eigen::Index j = 1; j < t.size(); ++j)
    sum += (t[j] - t[j - 1]) * 0.5 *
           (swept.squares[static_cast<std::size_t>(j - 1)] + swept.squares[static_cast<std::size_t>(j)]);
  return sum / (t[t.size() - 1] - t[0]);
}

}  // namespace

void measureSamples(const ExplorerCall& call, const Eigen::VectorXd& t,
                    std::span<const LayerReading> readings, CurveMeasures& measures) {
  const auto points = static_cast<double>(t.size());
  for (std::size_t i = 0; i < call.state.swept.size(); ++i) {
    const SweptLayer& swept = call.state.swept[i];
    const RegionCounts& counts = readings[i].counts;
    measures.q.push_back(averageSquare(swept, t) / swept.width);
    measures.saturated.push_back(static_cast<double>(counts.flat) / (points * swept.width));
    measures.dead.push_back(swept.constantNeurons);
    const auto first = Eigen::Map<const Eigen::VectorXd>(swept.firstH.data(), swept.width);
    const auto last = Eigen::Map<const Eigen::VectorXd>(swept.lastH.data(), swept.width);
    measures.correlation.push_back(
        std::clamp(first.stableNormalized().dot(last.stableNormalized()), -1.0, 1.0));
  }
}

void countSamples(const ExplorerCall& call, std::span<LayerReading> readings, CurveMeasures& measures) {
  const bool regional = isPiecewiseLinear(call.setting().activation);
  if (call.measures.hasAnyOf(countedMeasures)) {
    for (const LayerReading& reading : readings) {
      measures.signTransitions.push_back(reading.counts.signTransitions);
      if (regional) measures.transitions.push_back(reading.counts.transitions);
    }
  }
  if (!regional || !call.measures.has(Measure::Patterns)) return;
  for (std::size_t i = 1; i < readings.size(); ++i)
    for (std::size_t j = 0; j < readings[i].prints.size(); ++j)
      readings[i].prints[j] ^= readings[i - 1].prints[j];
  measures.patterns.resize(readings.size());
  parallelFor(readings.size(),
              [&](std::size_t i) { measures.patterns[i] = countDistinct(readings[i].prints); });
}

void findGrowth(CurveMeasures& measures) {
  const std::vector<double>& length = measures.length;
  for (std::size_t i = 0; i + 1 < length.size(); ++i) {
    const double growth = length[i + 1] / length[i];
    measures.growth.push_back(
        length[i] > 0.0 && std::isfinite(growth) ? growth : std::numeric_limits<double>::quiet_NaN());
  }
}

bool measureCurvature(const ExplorerCall& call, const Plane& plane, const Curve& curve,
                      CurveMeasures& measures) {
  const Setting& setting = call.setting();
  if (call.quality != Quality::Full || isPiecewiseLinear(setting.activation) || isConvolutional(call.subject))
    return true;
  const double firstLayer = static_cast<double>(plane.x0.size()) * widthOf(setting, 1);
  const double perPoint = 3.0 * (weightsOf(setting) + firstLayer);
  const auto points = static_cast<int>(
      std::clamp<double>(std::floor(curvatureBudget / perPoint), curvaturePointsLeast, curvaturePointsMost));
  CurvatureSweep sweep(plane, curve, equidistant(setting.tBegin, setting.tEnd, points));
  for (int d = 1; d <= setting.depth; ++d) {
    const Layer layer = layerOf(call.subject, d, call.stop);
    if (call.stop.stop_requested()) return false;
    const LayerCurvature bends = sweep.advance(layer, setting.activation, call.stop);
    if (call.stop.stop_requested()) return false;
    measures.curvature.push_back(bends.meanCurvature);
    measures.gaussMapLength.push_back(bends.gaussMapLength);
  }
  return true;
}

}  // namespace arcscope::core
