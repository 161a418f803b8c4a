#pragma once
#include <QPointF>
#include <QRectF>
#include <array>

#include "core/trajectory/projection.h"

namespace arcscope::ui {

/// How three-dimensional images are looked at. Angles in radians.
struct TileCamera {
  double yaw = 0.6;
  double pitch = 0.45;
  double zoom = 1.0;  ///< of the large panel only
  QPointF pan;        ///< of the large panel only, in half sides of its square
  bool perspective = true;
  friend bool operator==(const TileCamera&, const TileCamera&) = default;

  /// Turns (x, y, z) so that z points at the eye.
  [[nodiscard]] std::array<double, 3> turned(double x, double y, double z) const;
};

/// Where an image's values lie: the middle of its bounding box and the half side of the cube round it.
struct ImageExtent {
  std::array<double, 3> centre{};
  double half = 0.0;   ///< 0: the image is a point (to rounding)
  bool finite = true;  ///< false: some values are not finite; they are not counted
};
[[nodiscard]] ImageExtent extentOf(const core::ProjectedImage& image);

/// Brings an image's values to the painter's coordinates, with equal scales on both axes.
class TileTransform {
 public:
  /// @param half the half side of the values that fill `area`'s smaller side.
  TileTransform(const ImageExtent& extent, double half, const QRectF& area, const TileCamera& camera,
                bool threeD);

  struct Placed {
    QPointF position;
    double depth = 0.0;  ///< -1 far .. +1 near; 0 in two dimensions
  };
  [[nodiscard]] Placed map(double x, double y, double z) const;
  /// Column j of `points` [2 or 3 x n].
  [[nodiscard]] Placed map(const Eigen::MatrixXf& points, Eigen::Index j) const;
  [[nodiscard]] double pixelsPerUnit() const { return m_scale; }

 private:
  std::array<double, 3> m_centre;
  QPointF m_middle;
  double m_scale;
  double m_half;
  TileCamera m_camera;
  std::array<double, 9> m_turn{};
  bool m_threeD;
};

}  // namespace arcscope::ui
