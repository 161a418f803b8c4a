#include "core/exact/class_parts.h"

#include <algorithm>
#include <cassert>

namespace arcscope::core {
namespace {

constexpr int ofTheRegion = -1;  // a side that no other class has cut

/// A corner of a part, with the outputs there and what made the side that begins in it.
struct Corner {
  PlanePoint at;
  Eigen::VectorXd outputs;
  int rival = ofTheRegion;  // the class behind the side
};

/// [outputs x vertices]
Eigen::MatrixXd outputsAt(const Network& network, const Plane& plane, const PlaneRegions& regions,
                          const std::stop_token& stop) {
  Eigen::MatrixXd z(2, regions.vertices());
  for (std::int32_t v = 0; v < regions.vertices(); ++v) {
    const PlanePoint unit = regions.unitVertex(v);
    z.col(v) << unit.a, unit.b;
  }
  for (std::size_t d = 0; d < network.layers.size() && !stop.stop_requested(); ++d) {
    const Layer layer =
        d == 0 ? restrictToRectangle(network.layers[0], plane, regions.rectangle()) : network.layers[d];
    const Eigen::MatrixXd h = (layer.weights * z).colwise() + layer.bias;
    z = h.unaryExpr([&](double value) { return evaluate(network.activation, value); });
  }
  if (stop.stop_requested()) return {};
  return (network.readout->weights * z).colwise() + network.readout->bias;
}

int largest(const Eigen::VectorXd& outputs) {
  Eigen::Index at = 0;
  outputs.maxCoeff(&at);
  return static_cast<int>(at);
}

Corner between(const Corner& a, const Corner& b, int label, int rival) {
  const double atA = a.outputs(label) - a.outputs(rival);
  const double atB = b.outputs(label) - b.outputs(rival);
  const double share = atA / (atA - atB);
  return {{a.at.a + share * (b.at.a - a.at.a), a.at.b + share * (b.at.b - a.at.b)},
          a.outputs + share * (b.outputs - a.outputs),
          a.rival};
}

/// What is left of `polygon` where output `label` is at least that of `rival`.
std::vector<Corner> cut(const std::vector<Corner>& polygon, int label, int rival) {
  const auto isInside = [&](const Corner& c) { return c.outputs(label) >= c.outputs(rival); };
  std::vector<Corner> left;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Corner& here = polygon[i];
    const Corner& next = polygon[(i + 1) % polygon.size()];
    if (isInside(here)) left.push_back(here);
    if (isInside(here) == isInside(next)) continue;
    left.push_back(between(here, next, label, rival));
    if (isInside(here)) left.back().rival = rival;  // the side along the cut begins here
  }
  return left;
}

/// Adds the part of `region` that belongs to `label`.
void addPart(ClassParts& result, std::vector<Corner> region, int label) {
  for (int rival = 0; rival < result.classes && region.size() > 2; ++rival)
    if (rival != label) region = cut(region, label, rival);
  if (region.size() < 3) return;
  result.parts.push_back(
      {static_cast<std::int32_t>(result.corners.size()), static_cast<std::int32_t>(region.size()), label});
  for (std::size_t i = 0; i < region.size(); ++i) {
    result.corners.push_back(region[i].at);
    if (region[i].rival > label)  // once for both classes
      result.boundary.push_back({region[i].at, region[(i + 1) % region.size()].at});
  }
}

}  // namespace

ClassParts classParts(const Network& network, const Plane& plane, const PlaneRegions& regions,
                      const std::stop_token& stop) {
  assert(network.readout && regions.depth() == network.depth());
  ClassParts result;
  result.classes = static_cast<int>(network.readout->bias.size());
  const Eigen::MatrixXd outputs = outputsAt(network, plane, regions, stop);
  if (outputs.size() == 0 || !outputs.allFinite()) return {};
  std::vector<int> labels(static_cast<std::size_t>(outputs.cols()));
  for (std::size_t v = 0; v < labels.size(); ++v)
    labels[v] = largest(outputs.col(static_cast<Eigen::Index>(v)));
  const RegionLevel& level = regions.level(regions.depth());
  for (std::int32_t r = 0; r < level.regions(); ++r) {
    if (r % 256 == 0 && stop.stop_requested()) return {};
    const std::span<const RegionCorner> polygon = level.polygon(r);
    const int label = labels[static_cast<std::size_t>(polygon.front().vertex)];
    const bool whole = std::all_of(polygon.begin(), polygon.end(), [&](const RegionCorner& c) {
      return labels[static_cast<std::size_t>(c.vertex)] == label;
    });
    if (whole) {
      result.parts.push_back({static_cast<std::int32_t>(result.corners.size()),
                              static_cast<std::int32_t>(polygon.size()), label});
      for (const RegionCorner& c : polygon) result.corners.push_back(regions.unitVertex(c.vertex));
      continue;
    }
    std::vector<Corner> corners;
    for (const RegionCorner& c : polygon)
      corners.push_back({regions.unitVertex(c.vertex), outputs.col(c.vertex)});
    for (int each = 0; each < result.classes; ++each) addPart(result, corners, each);
  }
  return result;
}

}  // namespace arcscope::core
