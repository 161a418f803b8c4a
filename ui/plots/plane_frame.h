#pragma once
#include <QPointF>
#include <QRectF>
#include <vector>

#include "core/exact/plane_regions.h"
#include "core/trajectory/curve.h"

namespace arcscope::ui {

/// The part of the plane on view and where it goes, a to the right and b up.
struct PlaneFrame {
  QRectF area;
  core::PlanePoint centre;  ///< shown in the middle of `area`
  double pixels = 1.0;      ///< of a unit of the plane

  [[nodiscard]] QPointF map(core::PlanePoint p) const;
  [[nodiscard]] core::PlanePoint unmap(QPointF position) const;
  [[nodiscard]] core::PlaneRectangle rectangle() const;
  /// The same part at `ratio` times the size, with its corner at (0, 0): for images.
  [[nodiscard]] PlaneFrame scaled(double ratio) const;
  friend bool operator==(const PlaneFrame&, const PlaneFrame&) = default;
};

/// A part of a curve without a gap.
struct CurveRun {
  std::vector<double> t;  ///< rising
  std::vector<QPointF> points;
};

/// The parts of the curve between `tBegin` and `tEnd` that `frame` shows, in steps of a few pixels, however
/// far it is zoomed in.
[[nodiscard]] std::vector<CurveRun> curveInFrame(const core::Curve& curve, double tBegin, double tEnd,
                                                 const PlaneFrame& frame);

}  // namespace arcscope::ui
