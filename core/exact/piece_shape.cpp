#include "core/exact/piece_shape.h"

#include <algorithm>
#include <cmath>

namespace arcscope::core {
namespace {

int signOf(double x) {
  return (x > 0.0) - (x < 0.0);
}

/// The quadratic a y^2 + b y + c that equals (1 + bend y^2) times the function.
struct Quadratic {
  double a, b, c;
};
Quadratic quadraticOf(const PieceValues& values, double bend) {
  const double gain = 1.0 + bend;
  return {values.inner * bend + (0.5 * (values.left + values.right) - values.inner) * gain,
          0.5 * (values.right - values.left) * gain, values.inner};
}

}  // namespace

PieceWeights weightsAt(double y, double bend, bool bends) {
  if (!bends) return {0.5 * (1.0 - y), 0.0, 0.5 * (1.0 + y)};
  const double scale = 1.0 / (1.0 + bend * y * y);
  const double half = 0.5 * (1.0 + bend) * y * scale;
  return {half * (y - 1.0), (1.0 - y * y) * scale, half * (y + 1.0)};
}

double angleAt(double y, double bend) {
  return 2.0 * std::atan(std::sqrt(bend) * y);
}

PiecePart partOf(double begin, double end, double bend, bool bends) {
  if (!bends) return {0.5 * (begin + end), 0.0};
  // u and v are tangents of half angles; the middle's is (sin + sin) / (cos + cos), the half's follows from
  // the difference's.
  const double root = std::sqrt(bend);
  const double u = root * begin;
  const double v = root * end;
  const double cu = std::sqrt(1.0 + u * u);
  const double cv = std::sqrt(1.0 + v * v);
  const double middle = (begin * cv + end * cu) / (cu + cv);
  const double whole = root * (end - begin) / (1.0 + u * v);
  const double half = whole / (1.0 + std::sqrt(1.0 + whole * whole));
  return {middle, half * half};
}

double singleRoot(const PieceValues& values, double bend) {
  const auto [a, b, c] = quadraticOf(values, bend);
  const double root = std::sqrt(std::max(0.0, b * b - 4.0 * a * c));
  const double q = -0.5 * (b + (b < 0.0 ? -root : root));
  const double y = std::abs(c) <= std::abs(q) ? c / q : q / a;
  return std::clamp(y, -1.0, 1.0);
}

PieceRoots rootsOf(const PieceValues& values, double bend, int left, int right, double tolerance) {
  const auto [a, b, c] = quadraticOf(values, bend);
  PieceRoots roots{0, {}, left, right};
  if (left == 0 && right == 0) {
    roots.sideBegin = roots.sideEnd = std::abs(c) > tolerance ? signOf(c) : 0;
    return roots;
  }
  if (left == 0 || right == 0) {
    // (y +- 1)(a y +- c): the other root lies inside where |a| > |c|.
    const double end = left == 0 ? -1.0 : 1.0;
    const int other = left == 0 ? right : left;
    int near = other;
    if (std::abs(a) > std::abs(c)) {
      const double y = end * c / a;
      if (0.25 * std::abs(a) * (y - end) * (y - end) > tolerance) {
        roots.count = 1;
        roots.y[0] = y;
        near = -other;
      }
    }
    (left == 0 ? roots.sideBegin : roots.sideEnd) = near;
    return roots;
  }
  if (left != right) {
    roots.count = 1;
    roots.y[0] = singleRoot(values, bend);
    return roots;
  }
  if (std::abs(b) >= 2.0 * std::abs(a)) return roots;
  const double extreme = -0.5 * b / a;
  const double value = c + 0.5 * b * extreme;
  if (signOf(value) == left || std::abs(value) <= tolerance) return roots;
  const double apart = std::sqrt(-value / a);
  roots.count = 2;
  roots.y[0] = std::clamp(extreme - apart, -1.0, 1.0);
  roots.y[1] = std::clamp(extreme + apart, -1.0, 1.0);
  return roots;
}

double tangentSquare(const PieceSums& sums, double bend, bool end) {
  const double step = 1.0 - bend;
  const double mixed = 4.0 * step * sums.stepBow;
  return step * step * sums.stepStep + (end ? mixed : -mixed) + 4.0 * sums.bowBow;
}

}  // namespace arcscope::core
