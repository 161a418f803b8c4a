#include <algorithm>
#include <cmath>

#include "core/setting/parameters.h"
#include "core/setting/setting.h"
#include "core/support/text.h"

namespace arcscope::core {
namespace {

using Complaint = std::optional<Error>;

std::string rangeText(double minimum, double maximum, bool integer) {
  return (integer ? "a whole number from " : "a number from ") + numberText(minimum) + " to " +
         numberText(maximum);
}

Complaint outside(std::string_view what, double value, double minimum, double maximum, bool integer) {
  if (value >= minimum && value <= maximum) return std::nullopt;  // false for NaN
  return Error{std::string(what) + " is " + numberText(value) + "; it must be " +
               rangeText(minimum, maximum, integer)};
}

bool describesTheDraw(std::string_view key) {
  return key == "depth" || key == "width" || key == "sigma_w" || key == "sigma_b" || key == "input_dim";
}

Complaint checkParameters(const Setting& setting) {
  const bool drawn = setting.networkFile.empty();
  for (const Parameter& row : parameters()) {
    if (!drawn && describesTheDraw(row.key)) continue;
    if (Complaint wrong = outside(row.key, row.get(setting), row.minimum, row.maximum, row.integer))
      return wrong;
  }
  return std::nullopt;
}

Complaint checkNetwork(const Setting& setting) {
  if (!setting.networkFile.empty()) return std::nullopt;
  if (setting.readoutLast) return Error{"readout is last; that needs a network file"};
  if (!setting.widths.empty() && setting.widths.size() != static_cast<std::size_t>(setting.depth))
    return Error{"widths names " + std::to_string(setting.widths.size()) +
                 " layers; it must name as many as depth, " + std::to_string(setting.depth)};
  const Parameter& width = parameter("width");
  for (std::size_t i = 0; i < setting.widths.size(); ++i)
    if (Complaint wrong = outside("the width of layer " + std::to_string(i + 1), setting.widths[i],
                                  width.minimum, width.maximum, true))
      return wrong;
  const double keep = setting.weights.keep;
  if (setting.weights.kind == WeightLaw::Kind::Sparse && !(keep > 0.0 && keep <= 1.0))
    return Error{"the share of kept weights is " + numberText(keep) +
                 "; it must be a number above 0 and up to 1"};
  return std::nullopt;
}

Complaint checkPath(const Setting& setting) {
  if (setting.trajectory != Trajectory::Polyline && setting.trajectory != Trajectory::Freehand)
    return std::nullopt;
  const std::string kind(name(setting.trajectory));
  const auto& path = setting.path;
  if (path.size() < 2)
    return Error{"the " + kind + " has " + std::to_string(path.size()) + " corners; it must have at least 2"};
  constexpr double farthest = 1e6;
  for (std::size_t i = 0; i < path.size(); ++i)
    for (const double coordinate : {path[i].a, path[i].b})
      if (!(std::abs(coordinate) <= farthest))
        return Error{"corner " + std::to_string(i + 1) + " of the " + kind + " has the coordinate " +
                     numberText(coordinate) + "; it must be " + rangeText(-farthest, farthest, false)};
  if (std::all_of(path.begin(), path.end(), [&](const PlanePoint& point) { return point == path.front(); }))
    return Error{"the corners of the " + kind + " are all the same point; at least two must differ"};
  return std::nullopt;
}

Complaint checkTrajectory(const Setting& setting) {
  if (effectiveEndpoints(setting) == Endpoints::Given && setting.endpointsFile.empty() &&
      setting.networkFile.empty())
    return Error{"the end points are given, but no file is named that holds them"};
  if (Complaint wrong = checkPath(setting)) return wrong;
  if (Complaint wrong = outside("t_begin", setting.tBegin, 0.0, 1.0, false)) return wrong;
  if (Complaint wrong = outside("t_end", setting.tEnd, 0.0, 1.0, false)) return wrong;
  if (!(setting.tEnd - setting.tBegin >= shortestStretch))
    return Error{"t runs from " + numberText(setting.tBegin) + " to " + numberText(setting.tEnd) +
                 "; the end must lie at least " + numberText(shortestStretch) + " after the beginning"};
  return std::nullopt;
}

std::string gibibytes(double bytes) {
  return numberText(std::ceil(bytes / (1024.0 * 1024.0 * 1024.0) * 10.0) / 10.0) + " GiB";
}

Complaint checkMemory(const Setting& setting) {
  const double needed = memoryNeeded(setting);
  if (needed <= memoryLimit) return std::nullopt;
  int widest = effectiveInputDim(setting);
  for (int layer = 1; layer <= setting.depth; ++layer) widest = std::max(widest, widthOf(setting, layer));
  const int points = setting.refine ? std::max(setting.points, setting.pointLimit) : setting.points;
  return Error{"depth " + std::to_string(setting.depth) + ", width " + std::to_string(widest) + " and " +
               std::to_string(points) + " points need " + gibibytes(needed) + " of memory; at most " +
               gibibytes(memoryLimit) + " are allowed"};
}

}  // namespace

std::optional<Error> validate(const Setting& setting) {
  for (const auto check : {checkParameters, checkNetwork, checkTrajectory, checkMemory})
    if (Complaint wrong = check(setting)) return wrong;
  return std::nullopt;
}

}  // namespace arcscope::core
