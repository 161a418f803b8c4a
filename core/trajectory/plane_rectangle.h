#pragma once
#include "core/network/network.h"
#include "core/setting/setting.h"
#include "core/trajectory/curve.h"

namespace arcscope::core {

/// A rectangle of a plane, a in [a0, a1] and b in [b0, b1]. Its own units run from -1 to 1 both ways.
struct PlaneRectangle {
  double a0 = -1.0;
  double b0 = -1.0;
  double a1 = 1.0;
  double b1 = 1.0;

  [[nodiscard]] double area() const { return (a1 - a0) * (b1 - b0); }
  [[nodiscard]] bool contains(PlanePoint p) const { return p.a >= a0 && p.a <= a1 && p.b >= b0 && p.b <= b1; }
  /// Whether it has an inside and sides within the range of double.
  [[nodiscard]] bool isValid() const;
  [[nodiscard]] PlanePoint fromUnit(PlanePoint unit) const;
  [[nodiscard]] PlanePoint toUnit(PlanePoint point) const;
  friend bool operator==(const PlaneRectangle&, const PlaneRectangle&) = default;
};

/// The first layer seen from a rectangle: its fan_in is 2, a point in the rectangle's units.
[[nodiscard]] Layer restrictToRectangle(const Layer& first, const Plane& plane,
                                        const PlaneRectangle& rectangle);

}  // namespace arcscope::core
