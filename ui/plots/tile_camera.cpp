#include "ui/plots/tile_camera.h"

#include <algorithm>
#include <cmath>

namespace arcscope::ui {

std::array<double, 3> TileCamera::turned(double x, double y, double z) const {
  const double x1 = std::cos(yaw) * x + std::sin(yaw) * z;
  const double z1 = -std::sin(yaw) * x + std::cos(yaw) * z;
  return {x1, std::cos(pitch) * y - std::sin(pitch) * z1, std::sin(pitch) * y + std::cos(pitch) * z1};
}

ImageExtent extentOf(const core::ProjectedImage& image) {
  ImageExtent extent;
  const Eigen::MatrixXf& points = image.points;
  for (Eigen::Index axis = 0; axis < std::min<Eigen::Index>(points.rows(), 3); ++axis) {
    float low = INFINITY;
    float high = -INFINITY;
    for (Eigen::Index j = 0; j < points.cols(); ++j) {
      const float value = points(axis, j);
      if (!std::isfinite(value)) {
        extent.finite = false;
        continue;
      }
      low = std::min(low, value);
      high = std::max(high, value);
    }
    if (low > high) continue;
    const auto a = static_cast<std::size_t>(axis);
    extent.centre[a] = 0.5 * (static_cast<double>(low) + static_cast<double>(high));
    extent.half = std::max(extent.half, 0.5 * (static_cast<double>(high) - static_cast<double>(low)));
  }
  // Principal components of a constant image are rounding noise: a point, not a curve.
  const double size = image.origin.size() > 0 ? image.origin.norm() : 0.0;
  if (std::isfinite(size) && extent.half < 2e-6 * size) extent.half = 0.0;
  return extent;
}

TileTransform::TileTransform(const ImageExtent& extent, double half, const QRectF& area,
                             const TileCamera& camera, bool threeD)
    : m_centre(extent.centre), m_middle(area.center()), m_half(half), m_camera(camera), m_threeD(threeD) {
  // Turned cubes reach sqrt(3) times as far; curves rarely fill their corners.
  const double reach = threeD ? 1.35 : 1.0;
  const double side = 0.5 * std::min(area.width(), area.height());
  m_scale = half > 0.0 ? side * camera.zoom / (half * reach) : 0.0;
  m_middle += camera.pan * side;
  const auto ex = camera.turned(1, 0, 0);
  const auto ey = camera.turned(0, 1, 0);
  const auto ez = camera.turned(0, 0, 1);
  m_turn = {ex[0], ey[0], ez[0], ex[1], ey[1], ez[1], ex[2], ey[2], ez[2]};
}

TileTransform::Placed TileTransform::map(double x, double y, double z) const {
  x -= m_centre[0];
  y -= m_centre[1];
  if (!m_threeD) return {m_middle + QPointF(x * m_scale, -y * m_scale), 0.0};
  z -= m_centre[2];
  const double tx = m_turn[0] * x + m_turn[1] * y + m_turn[2] * z;
  const double ty = m_turn[3] * x + m_turn[4] * y + m_turn[5] * z;
  const double tz = m_turn[6] * x + m_turn[7] * y + m_turn[8] * z;
  const double depth = m_half > 0.0 ? std::clamp(tz / (1.5 * m_half), -1.0, 1.0) : 0.0;
  const double scale = m_scale * (m_camera.perspective ? 1.0 / (1.0 - 0.25 * depth) : 1.0);
  return {m_middle + QPointF(tx * scale, -ty * scale), depth};
}

TileTransform::Placed TileTransform::map(const Eigen::MatrixXf& points, Eigen::Index j) const {
  const double x = static_cast<double>(points(0, j));
  const double y = points.rows() > 1 ? static_cast<double>(points(1, j)) : 0.0;
  const double z = points.rows() > 2 ? static_cast<double>(points(2, j)) : 0.0;
  return map(x, y, z);
}

}  // namespace arcscope::ui
