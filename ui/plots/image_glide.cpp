#include "ui/plots/image_glide.h"

#include <algorithm>

#include "ui/plots/tile_camera.h"

namespace arcscope::ui {

SnapshotPtr gliding(const SnapshotPtr& snapshot, int layer, double share, bool common) {
  auto result = std::make_shared<core::Snapshot>(*snapshot);
  core::ProjectedImage& from = result->layers[static_cast<std::size_t>(layer)].projected;
  const core::ProjectedImage& to = snapshot->layers[static_cast<std::size_t>(layer + 1)].projected;
  const ImageExtent begin = extentOf(from);
  const ImageExtent end = extentOf(to);
  const auto size = [common](const ImageExtent& extent) {
    return static_cast<float>(common || !(extent.half > 0.0) ? 1.0 : 1.0 / extent.half);
  };
  const auto centre = [](const ImageExtent& extent) {
    return Eigen::Vector3d(extent.centre[0], extent.centre[1], extent.centre[2]).cast<float>().eval();
  };
  const Eigen::Index axes = std::min(from.points.rows(), to.points.rows());
  const Eigen::Index count = std::min(from.points.cols(), to.points.cols());
  const auto u = static_cast<float>(share);
  const Eigen::MatrixXf first =
      (from.points.topLeftCorner(axes, count).colwise() - centre(begin).head(axes)) * size(begin);
  const Eigen::MatrixXf second =
      (to.points.topLeftCorner(axes, count).colwise() - centre(end).head(axes)) * size(end);
  from.points = (1.0F - u) * first + u * second;
  return result;
}

}  // namespace arcscope::ui
