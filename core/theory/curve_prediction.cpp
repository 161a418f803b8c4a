#include "core/theory/curve_prediction.h"

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "core/theory/answer.h"
#include "core/theory/gauss_legendre.h"
#include "core/theory/gaussian_moments.h"

namespace arcscope::core {
namespace {

using std::numbers::pi;
using std::numbers::sqrt2;

/// h and dh/dt of one layer at one t.
struct Point {
  double weight;         ///< of the quadrature over t
  double q;              ///< variance of h
  double r;              ///< covariance of h and dh/dt
  double g;              ///< variance of dh/dt
  double turning = 0.0;  ///< of the tangent of z, radians a unit of t
};

/// Nodes and weights for t over [0, 1]: 128 for smooth curves, 16 a side for paths, two a side where a path
/// has many sides.
std::vector<std::pair<double, double>> nodesOf(const Curve& curve) {
  const std::vector<double>& corners = curve.corners();
  const std::size_t sides = corners.size() - 1;
  const std::size_t panels = std::max<std::size_t>(1, 8 / sides);  // a side
  std::vector<std::pair<double, double>> nodes;
  const auto add = [&](double middle, double half, std::span<const double> at,
                       std::span<const double> weight) {
    for (std::size_t i = 0; i < at.size(); ++i) nodes.emplace_back(middle + half * at[i], half * weight[i]);
  };
  static constexpr std::array<double, 2> pair{-0.57735026918962576, 0.57735026918962576};
  static constexpr std::array<double, 2> ones{1.0, 1.0};
  const GaussLegendre& rule = gaussLegendre();
  for (std::size_t side = 0; side < sides; ++side) {
    const double half = 0.5 * (corners[side + 1] - corners[side]) / static_cast<double>(panels);
    for (std::size_t panel = 0; panel < panels; ++panel) {
      const double middle = corners[side] + half * (2.0 * static_cast<double>(panel) + 1.0);
      if (sides <= 32)
        add(middle, half, rule.node, rule.weight);
      else
        add(middle, half, pair, ones);
    }
  }
  return nodes;
}

/// Equal but for the rounding of sums over the neurons.
bool isAlike(const Point& a, const Point& b) {
  constexpr double rounding = 1e-14;
  const auto near = [](double x, double y, double scale) { return std::abs(x - y) <= rounding * scale; };
  return near(a.q, b.q, a.q) && near(a.g, b.g, a.g) && near(a.r, b.r, std::sqrt(a.q * a.g));
}

/// |x|^2 / m, x.dx/dt / m and |dx/dt|^2 / m at those t.
std::vector<Point> inputPoints(const Plane& plane, const Curve& curve) {
  Eigen::MatrixX3d axes(plane.x0.size(), 3);
  axes << plane.origin, plane.x0, plane.x1;
  const Eigen::Matrix3d gram = axes.transpose() * axes / static_cast<double>(axes.rows());
  std::vector<Point> points;
  // Where the curve looks the same from everywhere, as a circle between orthonormal end points, one point
  // stands for all.
  const auto add = [&points](const Point& next) {
    if (!points.empty() && isAlike(points.back(), next))
      points.back().weight += next.weight;
    else
      points.push_back(next);
  };
  for (const auto& [t, weight] : nodesOf(curve)) {
    const PlanePoint at = curve.at(t);
    const PlanePoint velocity = curve.velocity(t);
    const Eigen::Vector3d x(1.0, at.a, at.b);
    const Eigen::Vector3d v(0.0, velocity.a, velocity.b);
    const Eigen::Vector3d ofV = gram * v;
    add({.weight = weight, .q = x.dot(gram * x), .r = x.dot(ofV), .g = v.dot(ofV)});
  }
  return points;
}

/// Sum over the points of f times their weight.
template <class F>
double overCurve(const std::vector<Point>& points, F f) {
  double sum = 0.0;
  for (const Point& one : points) sum += one.weight * f(one);
  return sum;
}

/// E[phi'(h)^2 (dh/dt)^2]: dh/dt is (r/q) h and an independent rest.
double meanSquareSpeed(const Point& p, const GaussianMoments& moments) {
  if (p.q <= 0.0) return p.g * moments.slopeSquare;
  const double share = p.r / p.q;
  return share * share * moments.stretchSquare + std::max(0.0, p.g - share * p.r) * moments.slopeSquare;
}

/// How much phi' changes at a level.
double slopeJump(Activation activation, double level) {
  return std::abs(derivative(activation, std::nextafter(level, INFINITY)) -
                  derivative(activation, std::nextafter(level, -INFINITY)));
}

/// Takes the turning of the tangent to the next layer. Where a neuron changes its region, the tangent jumps
/// by |jump of the slope| |dh/dt| across itself; the jumps of the layers before come through as any other
/// small vector does. @param p of h, but for its turning. @param g of z.
double turningOf(Activation activation, const Point& p, double g, double slopeSquare, double width) {
  if (!(g > 0.0)) return 0.0;
  double jumps = 0.0;
  for (const double level : thresholds(activation))
    jumps += slopeJump(activation, level) * crossingSpeed(level, p.q, p.r, p.g);
  return p.turning * std::sqrt(slopeSquare * p.g / g) + std::sqrt(width / g) * jumps;
}

}  // namespace

double crossingSpeed(double level, double q, double r, double g) {
  if (q <= 0.0) return 0.0;
  const double drift = level * r / q;
  return (std::max(0.0, g - r * r / q) + drift * drift) * std::exp(-0.5 * level * level / q) /
         std::sqrt(2.0 * pi * q);
}

double crossingRate(double level, double q, double r, double g) {
  if (q <= 0.0) return 0.0;
  const double deviation = std::sqrt(q);
  const double spread = std::sqrt(std::max(0.0, g - r * r / q));  // of dh/dt where h is known
  const double drift = level * r / q;
  double speed = std::abs(drift);  // E[|dh/dt| at h = level]
  if (spread > 0.0) {
    const double ratio = drift / (spread * sqrt2);
    speed = spread * std::sqrt(2.0 / pi) * std::exp(-ratio * ratio) + drift * std::erf(ratio);
  }
  return speed * std::exp(-0.5 * level * level / q) / (deviation * std::sqrt(2.0 * pi));
}

CurvePrediction predictCurve(Activation activation, std::span<const LayerLaw> layers, const Plane& plane,
                             const Curve& curve) {
  CurvePrediction result;
  std::vector<Point> points = inputPoints(plane, curve);  // of z and dz/dt of the layer before
  const auto dimension = static_cast<double>(plane.x0.size());
  const auto speed = [](const Point& p) { return std::sqrt(p.g); };
  result.length.push_back(std::sqrt(dimension) * overCurve(points, speed));
  const std::span<const double> levels = thresholds(activation);
  for (const LayerLaw& layer : layers) {
    const double weight = layer.sigmaW * layer.sigmaW;
    const auto width = static_cast<double>(layer.fanOut);
    for (Point& p : points) {
      p.q = weight * p.q + layer.sigmaB * layer.sigmaB;
      p.r *= weight;
      p.g *= weight;
    }
    result.q.push_back(overCurve(points, [](const Point& p) { return p.q; }));
    const auto crossings = [&](double level) {
      return width * overCurve(points, [&](const Point& p) { return crossingRate(level, p.q, p.r, p.g); });
    };
    result.signTransitions.push_back(crossings(0.0));
    if (isPiecewiseLinear(activation)) {
      double sum = 0.0;
      for (const double level : levels) sum += crossings(level);
      result.transitions.push_back(sum);
    }
    for (Point& p : points) {
      const GaussianMoments moments = gaussianMoments(activation, p.q);
      const double g = meanSquareSpeed(p, moments);
      if (isPiecewiseLinear(activation)) p.turning = turningOf(activation, p, g, moments.slopeSquare, width);
      p.g = g;
      p.q = moments.square;
      p.r *= moments.squareSlope;
    }
    result.length.push_back(std::sqrt(width) * overCurve(points, speed));
    if (isPiecewiseLinear(activation))
      result.turning.push_back(overCurve(points, [](const Point& p) { return p.turning; }));
    const double before = result.length[result.length.size() - 2];
    result.growth.push_back(before > 0.0 ? result.length.back() / before : nan);
  }
  return result;
}

double meanSquareOfInput(const Plane& plane, const Curve& curve) {
  return overCurve(inputPoints(plane, curve), [](const Point& p) { return p.q; });
}

}  // namespace arcscope::core
