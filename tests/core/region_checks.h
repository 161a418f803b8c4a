#pragma once
#include <Eigen/LU>
#include <QString>
#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <string>

#include "core/exact/region_finder.h"

/// What must hold of all regions of a plane, and plain ways to compute the same.
namespace region_checks {

using namespace arcscope::core;

/// What a network does at one point of a plane, layer by layer.
struct PlainPoint {
  std::vector<Eigen::VectorXd> h;
  std::vector<Eigen::VectorXd> z;
  double margin = std::numeric_limits<double>::infinity();  ///< distance of any h from its nearest threshold
};

inline PlainPoint evaluateAt(const Network& network, const Plane& plane, PlanePoint p) {
  PlainPoint result;
  Eigen::VectorXd z = plane.origin + p.a * plane.x0 + p.b * plane.x1;
  for (const Layer& layer : network.layers) {
    const Eigen::VectorXd h = layer.weights * z + layer.bias;
    z = h;
    for (double& value : z) {
      for (const double level : thresholds(network.activation))
        result.margin = std::min(result.margin, std::abs(value - level));
      value = evaluate(network.activation, value);
    }
    result.h.push_back(h);
    result.z.push_back(z);
  }
  return result;
}

inline std::string letters(Activation activation, const Eigen::VectorXd& h) {
  std::string text;
  for (const double value : h) {
    const int letter = region(activation, value);
    text += activation == Activation::HardTanh ? "-0+"[letter + 1] : "01"[letter];
  }
  return text;
}

/// The pattern of layers 1..d, layers separated by a blank.
inline std::string patternOf(const PlaneRegions& regions, int d, std::int32_t region) {
  std::string text;
  for (int layer = 1; layer <= d; ++layer) text += regions.pattern(d, region, layer) + ' ';
  return text;
}
inline std::string patternOf(Activation activation, const PlainPoint& point, int d) {
  std::string text;
  for (int layer = 1; layer <= d; ++layer)
    text += letters(activation, point.h[static_cast<std::size_t>(layer - 1)]) + ' ';
  return text;
}

inline double cross(PlanePoint o, PlanePoint p, PlanePoint q) {
  return (p.a - o.a) * (q.b - o.b) - (p.b - o.b) * (q.a - o.a);
}

/// The slow way: every region a polygon of its own with the affine map of its layer, clipped by one neuron
/// after the other. Areas by pattern; regions smaller than `smallest` are dropped.
class ClippedRegions {
 public:
  ClippedRegions(const Network& network, const Plane& plane, const PlaneRectangle& r, int depth,
                 double smallest)
      : m_network(network), m_depth(depth), m_smallest(smallest) {
    Eigen::MatrixXd axes(plane.x0.size(), 3);
    axes << plane.origin, plane.x0, plane.x1;
    clip({{r.a0, r.b0}, {r.a1, r.b0}, {r.a1, r.b1}, {r.a0, r.b1}}, axes, 0, {});
  }
  std::map<std::string, double> areas;

 private:
  using Polygon = std::vector<PlanePoint>;
  static double areaOf(const Polygon& polygon) {
    double twice = 0.0;
    for (std::size_t i = 2; i < polygon.size(); ++i) twice += cross(polygon[0], polygon[i - 1], polygon[i]);
    return 0.5 * twice;
  }
  /// f - level, on the threshold within rounding.
  static double value(const Eigen::RowVector3d& f, double level, PlanePoint p) {
    const double difference = f[0] + f[1] * p.a + f[2] * p.b - level;
    return std::abs(difference) < 1e-12 ? 0.0 : difference;
  }
  /// Where sign * (f - level) >= 0.
  static Polygon half(const Polygon& polygon, const Eigen::RowVector3d& f, double level, double sign) {
    Polygon result;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
      const PlanePoint p = polygon[i];
      const PlanePoint q = polygon[(i + 1) % polygon.size()];
      const double u = sign * value(f, level, p);
      const double v = sign * value(f, level, q);
      if (u >= 0.0) result.push_back(p);
      if ((u > 0.0 && v < 0.0) || (u < 0.0 && v > 0.0)) {
        const double t = u / (u - v);
        result.push_back({p.a + t * (q.a - p.a), p.b + t * (q.b - p.b)});
      }
    }
    return result;
  }
  void clip(const Polygon& polygon, const Eigen::MatrixXd& z, int layer, const std::string& pattern) {
    if (layer == m_depth) {
      areas[pattern] += areaOf(polygon);
      return;
    }
    const Layer& with = m_network.layers[static_cast<std::size_t>(layer)];
    Eigen::MatrixXd h = with.weights * z;
    h.col(0) += with.bias;
    neuron(polygon, h, layer, 0, pattern);
  }
  /// @param h from neuron i on, z before it.
  void neuron(const Polygon& polygon, const Eigen::MatrixXd& h, int layer, Eigen::Index i,
              const std::string& pattern) {
    if (areaOf(polygon) < m_smallest) return;
    if (i == h.rows()) return clip(polygon, h, layer + 1, pattern + ' ');
    const bool clips = m_network.activation == Activation::HardTanh;
    const auto go = [&](const Polygon& part, int letter) {
      if (part.size() < 3) return;
      Eigen::MatrixXd z = h;
      if (clips && letter != 0) z.row(i) << letter, 0.0, 0.0;
      if (!clips) z.row(i) *= derivative(m_network.activation, letter);
      neuron(part, z, layer, i + 1, pattern + (clips ? "-0+"[letter + 1] : "01"[letter]));
    };
    const auto reaches = [&](double level, double sign) {  // strictly beyond the level
      return std::any_of(polygon.begin(), polygon.end(),
                         [&](PlanePoint p) { return sign * value(h.row(i), level, p) > 0.0; });
    };
    if (m_network.activation == Activation::Linear) return go(polygon, 0);
    const double low = clips ? -1.0 : 0.0;
    const double high = clips ? 1.0 : 0.0;
    if (clips && reaches(low, -1.0)) go(half(polygon, h.row(i), low, -1.0), -1);
    if (reaches(high, 1.0)) go(half(polygon, h.row(i), high, 1.0), 1);
    if (!clips && (reaches(low, -1.0) || !reaches(high, 1.0))) go(half(polygon, h.row(i), low, -1.0), 0);
    if (clips) go(half(half(polygon, h.row(i), low, 1.0), h.row(i), high, -1.0), 0);
  }
  const Network& m_network;
  int m_depth;
  double m_smallest;
};

/// What is wrong with level d; empty when nothing is.
inline QString levelMistake(const PlaneRegions& regions, const Network& network, const Plane& plane, int d) {
  const RegionLevel& level = regions.level(d);
  const auto wrong = [&](const char* what, auto... numbers) {
    QString text = QStringLiteral("level %1: %2").arg(d).arg(QLatin1String(what));
    ((text += QStringLiteral(" %1").arg(numbers)), ...);
    return text;
  };
  double total = 0.0;
  std::set<std::int32_t> vertices;
  std::vector<int> sidesSeen(2 * level.edges.size(), 0);
  for (std::int32_t region = 0; region < level.regions(); ++region) {
    const auto polygon = level.polygon(region);
    if (polygon.size() < 3) return wrong("less than three corners in region", region);
    total += regions.area(d, region);
    for (std::size_t i = 0; i < polygon.size(); ++i) {
      const RegionCorner corner = polygon[i];
      const RegionCorner next = polygon[(i + 1) % polygon.size()];
      const RegionEdge& edge = level.edges[static_cast<std::size_t>(corner.edge())];
      const bool back = (corner.side & 1) != 0;
      if ((back ? edge.end : edge.begin) != corner.vertex || (back ? edge.begin : edge.end) != next.vertex)
        return wrong("a side is not between its corners in region", region);
      if ((back ? edge.right : edge.left) != region) return wrong("an edge does not know region", region);
      ++sidesSeen[static_cast<std::size_t>(corner.side)];
      vertices.insert(corner.vertex);
      const PlanePoint far = regions.unitVertex(polygon[(i + 2) % polygon.size()].vertex);
      if (cross(regions.unitVertex(corner.vertex), regions.unitVertex(next.vertex), far) < -1e-11)
        return wrong("not convex: region", region);
    }
    if (d == 0) continue;
    const auto parent = static_cast<std::size_t>(level.parent[static_cast<std::size_t>(region)]);
    const std::vector<std::int32_t>& children = regions.level(d - 1).firstChild;
    if (region < children[parent] || region >= children[parent + 1])
      return wrong("is not among its parent's: region", region);
  }
  if (std::abs(total / regions.rectangle().area() - 1.0) > 1e-12) return wrong("areas do not add up:", total);
  const auto euler = static_cast<std::int64_t>(vertices.size()) -
                     static_cast<std::int64_t>(level.edges.size()) + level.regions();
  if (euler != 1) return wrong("V - E + F is", static_cast<int>(euler));
  for (std::size_t e = 0; e < level.edges.size(); ++e) {
    const RegionEdge& edge = level.edges[e];
    if (sidesSeen[2 * e] != 1 || sidesSeen[2 * e + 1] != (edge.layer == 0 ? 0 : 1))
      return wrong("a side has not one region: edge", static_cast<int>(e));
    if (edge.layer == 0) continue;
    const int left = regions.letter(edge.layer, regions.ancestor(d, edge.left, edge.layer), edge.neuron);
    const int right = regions.letter(edge.layer, regions.ancestor(d, edge.right, edge.layer), edge.neuron);
    if (left == right) return wrong("the same letter on both sides of edge", static_cast<int>(e));
    for (const std::int32_t vertex : {edge.begin, edge.end}) {
      const PlainPoint at = evaluateAt(network, plane, regions.vertex(vertex));
      const Eigen::VectorXd& h = at.h[static_cast<std::size_t>(edge.layer - 1)];
      const double threshold = thresholds(network.activation)[static_cast<std::size_t>(edge.threshold)];
      if (std::abs(h[edge.neuron] - threshold) > 1e-10 * (1.0 + h.cwiseAbs().maxCoeff()))
        return wrong("its neuron is not at the threshold on edge", static_cast<int>(e), h[edge.neuron]);
    }
  }
  if (d == 0) return {};
  for (std::int32_t parent = 0; parent < regions.count(d - 1); ++parent) {
    const auto p = static_cast<std::size_t>(parent);
    double sum = 0.0;
    for (std::int32_t child = regions.level(d - 1).firstChild[p];
         child < regions.level(d - 1).firstChild[p + 1]; ++child) {
      if (level.parent[static_cast<std::size_t>(child)] != parent)
        return wrong("has another parent: region", child);
      sum += regions.area(d, child);
    }
    if (std::abs(sum - regions.area(d - 1, parent)) > 1e-13 * regions.rectangle().area())
      return wrong("its parts do not add up: parent", parent);
  }
  return {};
}

inline QString mistake(const PlaneRegions& regions, const Network& network, const Plane& plane) {
  for (int d = 0; d <= regions.depth(); ++d)
    if (const QString text = levelMistake(regions, network, plane, d); !text.isEmpty()) return text;
  return {};
}

/// Compares with the slow way; empty when all regions of some size are the same.
inline QString mistakeAgainstClipping(const PlaneRegions& regions, const Network& network,
                                      const Plane& plane) {
  constexpr double smallest = 1e-9;
  ClippedRegions slow(network, plane, regions.rectangle(), regions.depth(),
                      1e-13 * regions.rectangle().area());
  std::map<std::string, double> areas;
  for (std::int32_t region = 0; region < regions.count(regions.depth()); ++region)
    areas[patternOf(regions, regions.depth(), region)] += regions.area(regions.depth(), region);
  for (const auto& [mine, other] : {std::pair{&areas, &slow.areas}, std::pair{&slow.areas, &areas}}) {
    for (const auto& [pattern, area] : *mine) {
      if (area < smallest * regions.rectangle().area()) continue;
      const auto found = other->find(pattern);
      if (found == other->end() || std::abs(found->second - area) > 1e-10 * regions.rectangle().area())
        return QStringLiteral("%1 has area %2, the %3 way finds %4")
            .arg(QString::fromStdString(pattern))
            .arg(area)
            .arg(mine == &areas ? QStringLiteral("slow") : QStringLiteral("fast"))
            .arg(found == other->end() ? 0.0 : found->second);
    }
  }
  return {};
}

}  // namespace region_checks
