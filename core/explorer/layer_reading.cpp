#include "core/explorer/layer_reading.h"

#include <algorithm>

namespace arcscope::core {
namespace {

constexpr int livePoints = 256;       ///< that a live projection is found from
constexpr double searchBudget = 3e8;  ///< numbers looked at
constexpr double oneStepSize = 2e5;   ///< numbers of an image that gets one step a picture

PrincipalSearch searchFor(const ExplorerCall& call, int layer, const ImageMatrix& image) {
  const auto size = static_cast<double>(image.size());
  PrincipalSearch search;
  search.stop = call.stop;
  if (call.quality == Quality::Full) {
    search.iterations = std::clamp(static_cast<int>(searchBudget / size), 12, 600);
    return search;
  }
  search.inDouble = false;
  search.points = livePoints;
  search.tolerance = 1e-3;
  search.iterations = 8;
  const auto& last = call.state.last;
  if (last && layer <= last->depth()) {
    const Eigen::MatrixXd& basis = last->layers[static_cast<std::size_t>(layer)].projected.basis;
    if (basis.rows() != image.rows() || basis.isZero(0.0)) return search;
    search.start = &basis;
    search.iterations = size > oneStepSize ? 1 : 2;
  }
  return search;
}

}  // namespace

LayerReading readLayer(const ExplorerCall& call, int layer, Eigen::Index points) {
  const SweptLayer& swept = call.state.swept[static_cast<std::size_t>(layer - 1)];
  const Activation activation = call.setting().activation;
  LayerReading reading;
  if (call.measures.hasAnyOf(countedMeasures))
    reading.counts = countRegions(swept, activation, static_cast<int>(points));
  if (isPiecewiseLinear(activation) && call.measures.has(Measure::Patterns)) {
    reading.prints.resize(static_cast<std::size_t>(points));
    patternFingerprints(swept, activation, layer, reading.prints);
  }
  return reading;
}

std::shared_ptr<const RegionMatrix> regionsOf(const ExplorerCall& call, int layer, Eigen::Index points) {
  const SweptLayer& swept = call.state.swept[static_cast<std::size_t>(layer - 1)];
  const auto regions = call.state.regions.take(swept.width, points);
  unpackRegions(swept, call.setting().activation, *regions);
  return regions;
}

ProjectedImage projectLayer(const ExplorerCall& call, int layer, const ImageMatrix& image) {
  return project(image, call.view.projection, call.setting().seed, layer, searchFor(call, layer, image));
}

}  // namespace arcscope::core
