#include "core/exact/plane_regions.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace arcscope::core {
namespace {

double cross(PlanePoint o, PlanePoint p, PlanePoint q) {
  return (p.a - o.a) * (q.b - o.b) - (p.b - o.b) * (q.a - o.a);
}

/// From p to the segment between q and r.
double distanceToSegment(PlanePoint p, PlanePoint q, PlanePoint r) {
  const double da = r.a - q.a;
  const double db = r.b - q.b;
  const double square = da * da + db * db;
  const double along = square > 0.0 ? ((p.a - q.a) * da + (p.b - q.b) * db) / square : 0.0;
  const double t = std::clamp(along, 0.0, 1.0);
  return std::hypot(p.a - q.a - t * da, p.b - q.b - t * db);
}

}  // namespace

double PlaneRegions::area(int d, std::int32_t region) const {
  const auto polygon = level(d).polygon(region);
  const PlanePoint origin = unitVertex(polygon.front().vertex);
  double twice = 0.0;
  for (std::size_t i = 2; i < polygon.size(); ++i)
    twice += cross(origin, unitVertex(polygon[i - 1].vertex), unitVertex(polygon[i].vertex));
  return 0.125 * twice * m_rectangle.area();  // half of it, and the rectangle is 4 in its own units
}

PlanePoint PlaneRegions::centroid(int d, std::int32_t region) const {
  const auto polygon = level(d).polygon(region);
  const PlanePoint origin = unitVertex(polygon.front().vertex);
  double total = 0.0;
  PlanePoint sum;
  PlanePoint mean;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const PlanePoint q = unitVertex(polygon[i].vertex);
    mean.a += (q.a - origin.a) / static_cast<double>(polygon.size());
    mean.b += (q.b - origin.b) / static_cast<double>(polygon.size());
    if (i < 2) continue;
    const PlanePoint p = unitVertex(polygon[i - 1].vertex);
    const double weight = cross(origin, p, q);
    total += weight;
    sum.a += weight * (p.a + q.a - 2.0 * origin.a);
    sum.b += weight * (p.b + q.b - 2.0 * origin.b);
  }
  // A sliver without an area has its corners' mean.
  const bool flat = total <= std::numeric_limits<double>::epsilon() * 1e-3;
  const PlanePoint offset = flat ? mean : PlanePoint{sum.a / (3.0 * total), sum.b / (3.0 * total)};
  return m_rectangle.fromUnit({origin.a + offset.a, origin.b + offset.b});
}

std::int32_t PlaneRegions::ancestor(int d, std::int32_t region, int shallower) const {
  assert(shallower >= 0 && shallower <= d);
  for (; d > shallower; --d) region = level(d).parent[static_cast<std::size_t>(region)];
  return region;
}

int PlaneRegions::letter(int d, std::int32_t region, int neuron) const {
  const RegionLevel& at = level(d);
  if (at.words == 0) return 0;
  const std::uint64_t* words = at.pattern.data() + static_cast<std::size_t>(region) * at.words;
  const auto word = static_cast<std::size_t>(neuron) / 64;
  const auto bit = [&](std::size_t w) { return static_cast<int>(words[w] >> (neuron % 64) & 1); };
  if (m_activation != Activation::HardTanh) return bit(word);
  return bit(word) + bit(at.words / 2 + word) - 1;  // above -1, above 1
}

std::string PlaneRegions::pattern(int d, std::int32_t region, int layer) const {
  const std::int32_t holder = ancestor(d, region, layer);
  const std::string_view letters = m_activation == Activation::HardTanh ? "-0+" : "01";
  const int lowest = m_activation == Activation::HardTanh ? -1 : 0;
  std::string text(static_cast<std::size_t>(level(layer).width), '0');
  for (std::size_t i = 0; i < text.size(); ++i)
    text[i] = letters[static_cast<std::size_t>(letter(layer, holder, static_cast<int>(i)) - lowest)];
  return text;
}

std::optional<std::int32_t> PlaneRegions::regionAt(int d, PlanePoint point) const {
  if (!m_rectangle.contains(point)) return std::nullopt;
  const PlanePoint p = m_rectangle.toUnit(point);
  std::int32_t region = 0;
  for (int deeper = 1; deeper <= d; ++deeper) {
    const std::vector<std::int32_t>& children = level(deeper - 1).firstChild;
    const auto r = static_cast<std::size_t>(region);
    double best = -std::numeric_limits<double>::infinity();
    for (std::int32_t child = children[r]; child < children[r + 1] && best < 0.0; ++child) {
      // How far inside the side that it is least inside of.
      double inside = std::numeric_limits<double>::infinity();
      const auto polygon = level(deeper).polygon(child);
      for (std::size_t i = 0; i < polygon.size() && inside > best; ++i) {
        const PlanePoint q = unitVertex(polygon[i].vertex);
        const PlanePoint next = unitVertex(polygon[i + 1 < polygon.size() ? i + 1 : 0].vertex);
        const double length = std::hypot(next.a - q.a, next.b - q.b);
        if (length > 0.0) inside = std::min(inside, cross(q, next, p) / length);
      }
      if (inside <= best || std::isinf(inside)) continue;
      best = inside;
      region = child;
    }
  }
  return region;
}

PlaneRegions::NearestBoundary PlaneRegions::nearestBoundary(int d, std::int32_t region,
                                                            PlanePoint point) const {
  NearestBoundary nearest{.distance = std::numeric_limits<double>::infinity(), .edge = -1};
  const RegionLevel& at = level(d);
  for (const RegionCorner& corner : level(d).polygon(region)) {
    const RegionEdge& edge = at.edges[static_cast<std::size_t>(corner.edge())];
    if (edge.layer == 0) continue;
    const double distance = distanceToSegment(point, vertex(edge.begin), vertex(edge.end));
    if (distance < nearest.distance) nearest = {distance, corner.edge()};
  }
  return nearest;
}

PlanePoint PlaneRegions::readoutGradient(std::int32_t region) const {
  assert(!m_readout.empty());
  const auto polygon = level(depth()).polygon(region);
  const PlanePoint origin = unitVertex(polygon.front().vertex);
  const double base = m_readout[static_cast<std::size_t>(polygon.front().vertex)];
  // Gauss: the gradient times the area is the integral of the values times the outward normal.
  double twice = 0.0;
  PlanePoint sum;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const std::int32_t from = polygon[i].vertex;
    const std::int32_t to = polygon[i + 1 < polygon.size() ? i + 1 : 0].vertex;
    const PlanePoint p = unitVertex(from);
    const PlanePoint q = unitVertex(to);
    twice += cross(origin, p, q);
    const double values =
        (m_readout[static_cast<std::size_t>(from)] - base) + (m_readout[static_cast<std::size_t>(to)] - base);
    sum.a += values * (q.b - p.b);
    sum.b -= values * (q.a - p.a);
  }
  if (twice <= 0.0) return {};
  return {sum.a / twice * 2.0 / (m_rectangle.a1 - m_rectangle.a0),
          sum.b / twice * 2.0 / (m_rectangle.b1 - m_rectangle.b0)};
}

}  // namespace arcscope::core
