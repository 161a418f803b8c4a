#include "core/trajectory/plane_rectangle.h"

#include <cmath>

#include "core/trajectory/packed_layer.h"

namespace arcscope::core {

bool PlaneRectangle::isValid() const {
  return a0 < a1 && b0 < b1 && std::isfinite(a1 - a0) && std::isfinite(b1 - b0);
}

PlanePoint PlaneRectangle::fromUnit(PlanePoint unit) const {
  return {0.5 * ((1.0 - unit.a) * a0 + (1.0 + unit.a) * a1),
          0.5 * ((1.0 - unit.b) * b0 + (1.0 + unit.b) * b1)};
}

PlanePoint PlaneRectangle::toUnit(PlanePoint point) const {
  return {((point.a - a0) - (a1 - point.a)) / (a1 - a0), ((point.b - b0) - (b1 - point.b)) / (b1 - b0)};
}

Layer restrictToRectangle(const Layer& first, const Plane& plane, const PlaneRectangle& r) {
  const Layer inPlane = restrictToPlane(first, plane);
  const auto& w = inPlane.weights;
  Layer layer{Eigen::MatrixXd(w.rows(), 2),
              inPlane.bias + w.col(0) + w.col(1) * (0.5 * (r.a0 + r.a1)) + w.col(2) * (0.5 * (r.b0 + r.b1))};
  layer.weights << w.col(1) * (0.5 * (r.a1 - r.a0)), w.col(2) * (0.5 * (r.b1 - r.b0));
  return layer;
}

}  // namespace arcscope::core
