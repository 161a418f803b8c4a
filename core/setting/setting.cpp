#include "core/setting/setting.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/support/enum_names.h"

namespace arcscope::core {
namespace {

constexpr std::array<std::string_view, 5> trajectoryNames{"line", "arc", "circle", "polyline", "freehand"};
constexpr std::array<std::string_view, 2> methodNames{"exact", "sampled"};
constexpr std::array<std::string_view, 3> endpointNames{"random", "orthonormal", "given"};

/// Bytes of one weight: the draw and the scaled matrix packed for the kernels, in double and in float.
constexpr double bytesPerWeight = 8.0 + 8.0 + 4.0;
/// Bytes of one number of an image that is kept: itself as float, its region, its projection's share.
constexpr double bytesPerImageNumber = 4.0 + 1.0;
constexpr double bytesPerProjectedPoint = 3.0 * 4.0 + 8.0;
/// Two layers' images in double while one is computed from the other.
constexpr double bytesPerWorkingNumber = 2.0 * 8.0;

struct Extent {
  double weights = 0.0;         ///< of all layers
  double largestWeights = 0.0;  ///< of one layer
  double neurons = 0.0;         ///< of all layers, the input included
  double largestWidth = 0.0;
  double points = 0.0;  ///< at most
};

Extent extentOf(const Setting& setting) {
  Extent extent;
  double fanIn = effectiveInputDim(setting);
  extent.neurons = extent.largestWidth = fanIn;
  for (int layer = 1; layer <= setting.depth; ++layer) {
    const double width = widthOf(setting, layer);
    const double weights = width * (fanIn + 1.0);
    extent.weights += weights;
    extent.largestWeights = std::max(extent.largestWeights, weights);
    extent.neurons += width;
    extent.largestWidth = std::max(extent.largestWidth, width);
    fanIn = width;
  }
  extent.points = setting.refine ? std::max(setting.points, setting.pointLimit) : setting.points;
  return extent;
}

double bytesToKeep(const Extent& extent, double points, std::size_t weightBytes) {
  return extent.weights * static_cast<double>(weightBytes) + extent.neurons * points * bytesPerImageNumber;
}

double bytesAlways(const Setting& setting, const Extent& extent) {
  return extent.points *
         ((setting.depth + 1.0) * bytesPerProjectedPoint + extent.largestWidth * bytesPerWorkingNumber);
}

double bytesKept(const Setting& setting, const Extent& extent) {
  return extent.weights * bytesPerWeight + extent.neurons * extent.points * bytesPerImageNumber +
         bytesAlways(setting, extent);
}

/// What decides is the network in double and the images at most.
bool exceedsKeepLimit(const Extent& extent) {
  return bytesToKeep(extent, extent.points, sizeof(double)) > keepLimit;
}

}  // namespace

Endpoints effectiveEndpoints(const Setting& setting) {
  if (setting.endpoints) return *setting.endpoints;
  return setting.trajectory == Trajectory::Circle ? Endpoints::Orthonormal : Endpoints::Random;
}

int widthOf(const Setting& setting, int layer) {
  const auto index = static_cast<std::size_t>(layer - 1);
  return index < setting.widths.size() ? setting.widths[index] : setting.width;
}

int effectiveInputDim(const Setting& setting) {
  return setting.inputDim > 0 ? setting.inputDim : widthOf(setting, 1);
}

Setting unsampled(Setting setting) {
  const Setting defaults;
  setting.points = defaults.points;
  setting.refine = defaults.refine;
  setting.tolerance = defaults.tolerance;
  setting.pointLimit = defaults.pointLimit;
  setting.tBegin = defaults.tBegin;
  setting.tEnd = defaults.tEnd;
  return setting;
}

bool isClosed(const Setting& setting) {
  if (setting.tBegin > 0.0 || setting.tEnd < 1.0) return false;
  switch (setting.trajectory) {
    case Trajectory::Circle:
      return true;
    case Trajectory::Polyline:
    case Trajectory::Freehand:
      return setting.path.size() > 2 && setting.path.front() == setting.path.back();
    default:
      return false;
  }
}

double bytesToKeep(const Setting& setting, double points, std::size_t weightBytes) {
  return bytesToKeep(extentOf(setting), points, weightBytes);
}

bool isStreamed(const Setting& setting) {
  return exceedsKeepLimit(extentOf(setting));
}

double memoryNeeded(const Setting& setting) {
  const Extent extent = extentOf(setting);
  if (!exceedsKeepLimit(extent)) return bytesKept(setting, extent);
  return extent.largestWeights * bytesPerWeight + extent.largestWidth * extent.points * bytesPerImageNumber +
         bytesAlways(setting, extent);
}

std::string_view name(Trajectory trajectory) {
  return trajectoryNames[static_cast<std::size_t>(trajectory)];
}

std::optional<Trajectory> trajectoryFromName(std::string_view name) {
  return enumFromName<Trajectory>(trajectoryNames, name);
}

std::string_view name(Method method) {
  return methodNames[static_cast<std::size_t>(method)];
}

std::optional<Method> methodFromName(std::string_view name) {
  return enumFromName<Method>(methodNames, name);
}

std::string_view name(Endpoints endpoints) {
  return endpointNames[static_cast<std::size_t>(endpoints)];
}

std::optional<Endpoints> endpointsFromName(std::string_view name) {
  return enumFromName<Endpoints>(endpointNames, name);
}

}  // namespace arcscope::core
