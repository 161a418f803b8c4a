#include "core/exact/region_finder.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/exact/level_builder.h"

namespace arcscope::core {
namespace {

constexpr std::size_t mostBytesKept = std::size_t{128} << 20;       ///< bytes of working memory
constexpr std::int64_t largestRegionLimit = std::int64_t{1} << 27;  ///< corners are counted in 32 bits

void check(const Network& network, const Plane& plane, const RegionRequest& request) {
  if (!isPiecewiseLinear(network.activation))
    throw std::invalid_argument("regions: the activation is not piecewise linear");
  if (!request.rectangle.isValid())
    throw std::invalid_argument("regions: the rectangle is empty or not finite");
  if (network.layers.empty() || request.layers < 0 || request.layers > network.depth())
    throw std::invalid_argument("regions: the network does not have so many layers");
  for (const Eigen::VectorXd* v : {&plane.origin, &plane.x0, &plane.x1})
    if (v->size() != network.inputDim())
      throw std::invalid_argument("regions: the plane is not of the input's dimension");
  if (request.readout && (!network.readout || (request.layers != 0 && request.layers != network.depth())))
    throw std::invalid_argument("regions: there is no read-out of these layers");
}

/// Level 0.
void setRectangle(RegionLevel& level, std::vector<PlanePoint>& vertices) {
  vertices.assign({{-1.0, -1.0}, {1.0, -1.0}, {1.0, 1.0}, {-1.0, 1.0}});
  level = {};
  for (std::int32_t i = 0; i < 4; ++i) {
    level.edges.push_back({.begin = i, .end = (i + 1) % 4, .left = 0, .right = -1});
    level.corners.push_back({i, 2 * i});
  }
  level.firstCorner = {0, 4};
  level.parent = {0};
}

}  // namespace

RegionFinder::RegionFinder() : m_builder(std::make_unique<LevelBuilder>()) {}
RegionFinder::~RegionFinder() = default;
RegionFinder::RegionFinder(RegionFinder&&) noexcept = default;
RegionFinder& RegionFinder::operator=(RegionFinder&&) noexcept = default;

void RegionFinder::find(const Network& network, const Plane& plane, const RegionRequest& request,
                        PlaneRegions& result, const std::stop_token& stop) {
  check(network, plane, request);
  findLevels(network, plane, request, result, stop);
  if (m_builder->bytesHeld() > mostBytesKept) m_builder = std::make_unique<LevelBuilder>();
}

void RegionFinder::findLevels(const Network& network, const Plane& plane, const RegionRequest& request,
                              PlaneRegions& result, const std::stop_token& stop) {
  const int layers = request.layers > 0 ? request.layers : network.depth();
  result.m_activation = network.activation;
  result.m_rectangle = request.rectangle;
  result.m_readout.clear();
  result.m_end = RegionsEnd::Complete;
  result.m_levels.resize(static_cast<std::size_t>(layers) + 1);
  setRectangle(result.m_levels.front(), result.m_vertices);
  LevelBuilder& builder = *m_builder;
  builder.begin({.levels = &result.m_levels,
                 .vertices = &result.m_vertices,
                 .regionLimit = std::clamp<std::int64_t>(request.regionLimit, 1, largestRegionLimit),
                 .byteLimit = request.byteLimit,
                 .stop = stop});
  for (int d = 1; d <= layers; ++d) {
    const Layer& layer = network.layers[static_cast<std::size_t>(d - 1)];
    const bool rowsNeeded = d < layers || request.readout;
    const auto verticesBefore = result.m_vertices.size();
    result.m_end = d > 1 ? builder.addLevel(d, layer, network.activation, rowsNeeded)
                         : builder.addLevel(d, restrictToRectangle(layer, plane, request.rectangle),
                                            network.activation, rowsNeeded);
    if (result.m_end == RegionsEnd::Complete) continue;
    result.m_levels.resize(static_cast<std::size_t>(d));
    result.m_levels.back().firstChild.clear();
    result.m_vertices.resize(verticesBefore);
    return;
  }
  result.m_levels.back().firstChild.clear();
  if (request.readout) builder.rows().readOut(*network.readout, network.activation, result.m_readout);
}

PlaneRegions findRegions(const Network& network, const Plane& plane, const RegionRequest& request,
                         const std::stop_token& stop) {
  PlaneRegions result;
  RegionFinder().find(network, plane, request, result, stop);
  return result;
}

}  // namespace arcscope::core
