#include "ui/plots/curve_path.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace arcscope::ui {
namespace {

bool isFinite(QPointF p) {
  return std::isfinite(p.x()) && std::isfinite(p.y());
}

double distanceToSegment(QPointF p, QPointF a, QPointF b) {
  const QPointF ab = b - a;
  const double length2 = QPointF::dotProduct(ab, ab);
  const double s = length2 > 0.0 ? std::clamp(QPointF::dotProduct(p - a, ab) / length2, 0.0, 1.0) : 0.0;
  const QPointF d = p - (a + s * ab);
  return std::hypot(d.x(), d.y());
}

/// Douglas-Peucker over points[first..last]; marks what stays.
void keepCorners(std::span<const QPointF> points, std::size_t first, std::size_t last, double tolerance,
                 std::vector<char>& keep) {
  std::vector<std::pair<std::size_t, std::size_t>> open{{first, last}};
  keep[first] = keep[last] = 1;
  while (!open.empty()) {
    const auto [a, b] = open.back();
    open.pop_back();
    double farthest = tolerance;
    std::size_t corner = a;
    for (std::size_t i = a + 1; i < b; ++i) {
      const double d = distanceToSegment(points[i], points[a], points[b]);
      if (d > farthest) {
        farthest = d;
        corner = i;
      }
    }
    if (corner == a) continue;
    keep[corner] = 1;
    open.emplace_back(a, corner);
    open.emplace_back(corner, b);
  }
}

}  // namespace

bool clipLine(QPointF& a, QPointF& b, const QRectF& box) {
  double begin = 0.0;
  double end = 1.0;
  const QPointF d = b - a;
  const double p[4] = {-d.x(), d.x(), -d.y(), d.y()};
  const double q[4] = {a.x() - box.left(), box.right() - a.x(), a.y() - box.top(), box.bottom() - a.y()};
  for (int i = 0; i < 4; ++i) {
    if (p[i] == 0.0) {
      if (q[i] < 0.0) return false;
      continue;
    }
    const double r = q[i] / p[i];
    if (p[i] < 0.0)
      begin = std::max(begin, r);
    else
      end = std::min(end, r);
  }
  if (begin > end) return false;
  if (end < 1.0) b = a + end * d;
  if (begin > 0.0) a += begin * d;
  return true;
}

QRgb blended(QRgb first, QRgb second, double amount) {
  const auto mix = [amount](int a, int b) { return static_cast<int>(std::lround(a + amount * (b - a))); };
  return qRgb(mix(qRed(first), qRed(second)), mix(qGreen(first), qGreen(second)),
              mix(qBlue(first), qBlue(second)));
}

void paintCurvePath(QPainter& painter, std::span<const QPointF> points, std::span<const double> t,
                    const TimeColours& colours, double width, const QRectF& clip,
                    std::span<const double> fade, QColor ground, double tolerance) {
  const std::size_t count = std::min(points.size(), t.size());
  if (count == 0) return;
  QPen pen(Qt::black, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
  painter.save();
  painter.setBrush(Qt::NoBrush);
  const auto colourOf = [&](std::size_t from, std::size_t to) {
    const QRgb colour = colours.at(0.5 * (t[from] + t[to]));
    return fade.empty() ? colour : blended(colour, ground.rgb(), std::clamp(fade[(from + to) / 2], 0.0, 1.0));
  };
  std::vector<char> keep(count, 0);
  const double span = t[count - 1] - t[0];
  std::size_t from = 0;
  for (int run = 0; run < maxColourRuns && from + 1 < count; ++run) {
    // A run ends at the first sample past its share of t, so that the colour steps evenly along t.
    const double limit = t[0] + span * (run + 1) / maxColourRuns;
    std::size_t to = from + 1;
    while (to + 1 < count && t[to] < limit) ++to;
    if (run == maxColourRuns - 1) to = count - 1;
    std::size_t a = from;
    QPainterPath path;
    QPointF last(NAN, NAN);
    while (a < to) {  // stretches of finite points
      while (a < to && !isFinite(points[a])) ++a;
      std::size_t b = a;
      while (b < to && isFinite(points[b + 1])) ++b;
      if (b > a && isFinite(points[a])) {
        keepCorners(points, a, b, tolerance, keep);
        QPointF previous = points[a];
        for (std::size_t i = a + 1; i <= b; ++i) {
          if (!keep[i]) continue;
          QPointF p = previous;
          QPointF q = points[i];
          previous = q;
          if (!clipLine(p, q, clip)) continue;
          if (p != last) path.moveTo(p);
          path.lineTo(q);
          last = q;
        }
      }
      a = b + 1;
    }
    if (!path.isEmpty()) {
      pen.setColor(QColor::fromRgb(colourOf(from, to)));
      painter.setPen(pen);
      painter.drawPath(path);
    }
    from = to;
  }
  painter.restore();
}

}  // namespace arcscope::ui
