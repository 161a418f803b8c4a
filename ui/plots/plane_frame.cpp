#include "ui/plots/plane_frame.h"

#include <algorithm>
#include <cmath>

namespace arcscope::ui {
namespace {

constexpr double stepPixels = 4.0;  // an arc of 100 pixels' radius is then met to 0.02 pixels
constexpr int pieces = 64;          // of a smooth curve, each bent so little that its chord tells where it is

/// Cuts the curve into steps where it is on view.
class FrameWalk {
 public:
  FrameWalk(const core::Curve& curve, const PlaneFrame& frame) : m_curve(curve), m_frame(frame) {}

  void walk(double begin, double end) {
    const QPointF from = m_frame.map(m_curve.at(begin));
    const QPointF to = m_frame.map(m_curve.at(end));
    split(begin, from, end, to, 0);
  }
  [[nodiscard]] std::vector<CurveRun> take() { return std::move(m_runs); }

 private:
  void split(double begin, QPointF from, double end, QPointF to, int level) {
    const double length = std::hypot(to.x() - from.x(), to.y() - from.y());
    if (!std::isfinite(length)) return;
    const QPointF middle = 0.5 * (from + to);
    const double reach = 0.75 * length + stepPixels;
    if (!m_frame.area.adjusted(-reach, -reach, reach, reach).contains(middle)) return;
    const double half = 0.5 * (begin + end);
    if (length <= stepPixels || level > 60 || !(half > begin && half < end))
      return append(begin, from, end, to);
    const QPointF at = m_frame.map(m_curve.at(half));
    split(begin, from, half, at, level + 1);
    split(half, at, end, to, level + 1);
  }
  void append(double begin, QPointF from, double end, QPointF to) {
    if (m_runs.empty() || m_runs.back().t.back() != begin) m_runs.push_back({{begin}, {from}});
    m_runs.back().t.push_back(end);
    m_runs.back().points.push_back(to);
  }

  const core::Curve& m_curve;
  const PlaneFrame& m_frame;
  std::vector<CurveRun> m_runs;
};

}  // namespace

QPointF PlaneFrame::map(core::PlanePoint p) const {
  return {area.center().x() + (p.a - centre.a) * pixels, area.center().y() - (p.b - centre.b) * pixels};
}

core::PlanePoint PlaneFrame::unmap(QPointF position) const {
  return {centre.a + (position.x() - area.center().x()) / pixels,
          centre.b - (position.y() - area.center().y()) / pixels};
}

core::PlaneRectangle PlaneFrame::rectangle() const {
  const core::PlanePoint low = unmap(area.bottomLeft());
  const core::PlanePoint high = unmap(area.topRight());
  return {low.a, low.b, high.a, high.b};
}

PlaneFrame PlaneFrame::scaled(double ratio) const {
  return {QRectF(QPointF(), area.size() * ratio), centre, pixels * ratio};
}

std::vector<CurveRun> curveInFrame(const core::Curve& curve, double tBegin, double tEnd,
                                   const PlaneFrame& frame) {
  FrameWalk walk(curve, frame);
  const std::vector<double>& corners = curve.corners();
  const bool straight = corners.size() > 2 || curve.kind() == core::Trajectory::Line;
  double from = tBegin;
  if (straight)
    for (const double corner : corners) {
      if (corner <= from || corner >= tEnd) continue;
      walk.walk(from, corner);
      from = corner;
    }
  else
    for (int i = 1; i < pieces; ++i) {
      const double next = tBegin + (tEnd - tBegin) * i / pieces;
      if (next <= from) continue;
      walk.walk(from, next);
      from = next;
    }
  walk.walk(from, tEnd);
  return walk.take();
}

}  // namespace arcscope::ui
