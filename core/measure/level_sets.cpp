#include "core/measure/level_sets.h"

#include <algorithm>
#include <array>
#include <bit>
#include <stdexcept>

#include "core/exact/vertex_rows.h"
#include "core/support/parallel.h"

namespace arcscope::core {
namespace {

constexpr std::array zeroLevel{0.0};
constexpr int largestGrid = 4096;

void check(const Network& network, const Plane& plane, const LevelSetRequest& request) {
  if (!request.rectangle.isValid())
    throw std::invalid_argument("level sets: the rectangle is empty or not finite");
  if (request.cells < 1 || request.cells > largestGrid)
    throw std::invalid_argument("level sets: the grid has 1 to 4096 cells a side");
  if (network.layers.empty() || request.layers < 0 || request.layers > network.depth())
    throw std::invalid_argument("level sets: the network does not have so many layers");
  for (const Eigen::VectorXd* v : {&plane.origin, &plane.x0, &plane.x1})
    if (v->size() != network.inputDim())
      throw std::invalid_argument("level sets: the plane is not of the input's dimension");
}

/// The points of a regular grid, rows of constant b. An edge of the grid is twice the point that it begins
/// at, plus 1 if it runs along b.
class Grid {
 public:
  explicit Grid(int cells) : m_side(cells + 1) {}
  [[nodiscard]] int cells() const { return m_side - 1; }
  [[nodiscard]] std::int32_t points() const { return m_side * m_side; }
  [[nodiscard]] std::int32_t point(int column, int row) const { return row * m_side + column; }
  [[nodiscard]] PlanePoint at(std::int32_t point) const {
    return {coordinate(point % m_side), coordinate(point / m_side)};
  }
  [[nodiscard]] std::int32_t endOf(std::int32_t edge) const {
    return (edge >> 1) + ((edge & 1) != 0 ? m_side : 1);
  }

 private:
  [[nodiscard]] double coordinate(int i) const { return (2.0 * i - cells()) / cells(); }
  int m_side;
};

/// A straight piece within one cell, between two edges of the grid.
struct Segment {
  std::int32_t neuron;
  std::int32_t from;
  std::int32_t to;
};

/// h of one layer at the points of the grid, and the lines on which it is zero.
class Contours {
 public:
  Contours(const Grid& grid, VertexRows& rows) : m_grid(grid), m_rows(rows) {}

  /// The segments of one row of cells, all neurons.
  void findSegments(int row, std::vector<Segment>& segments) const {
    const std::size_t words = m_rows.cutters().words();
    for (int column = 0; column < m_grid.cells(); ++column) {
      const std::array corners{m_grid.point(column, row), m_grid.point(column + 1, row),
                               m_grid.point(column + 1, row + 1), m_grid.point(column, row + 1)};
      for (std::size_t w = 0; w < words; ++w) {
        const auto side = [&](std::size_t i) { return m_rows.sides(corners[i])[w]; };
        const std::uint64_t first = side(0);
        std::uint64_t mixed = (first ^ side(1)) | (first ^ side(2)) | (first ^ side(3));
        for (; mixed != 0; mixed &= mixed - 1)
          addCell(corners, static_cast<std::int32_t>(64 * w) + std::countr_zero(mixed), segments);
      }
    }
  }

  /// Joins the segments of one neuron to lines.
  void join(std::span<const Segment> segments, std::vector<PlanePoint>& points,
            std::vector<LevelLine>& lines) {
    m_ends.resize(2 * static_cast<std::size_t>(m_grid.points()), {-1, -1});
    for (std::size_t i = 0; i < segments.size(); ++i)
      for (const std::int32_t edge : {segments[i].from, segments[i].to}) {
        auto& ends = m_ends[static_cast<std::size_t>(edge)];
        (ends[0] < 0 ? ends[0] : ends[1]) = static_cast<std::int32_t>(i);
      }
    m_used.assign(segments.size(), false);
    for (const bool open : {true, false})  // lines that end at the border first, then closed ones
      for (std::size_t i = 0; i < segments.size(); ++i)
        for (const std::int32_t edge : {segments[i].from, segments[i].to})
          if (!m_used[i] && (!open || m_ends[static_cast<std::size_t>(edge)][1] < 0))
            follow(segments, i, edge, points, lines);
    for (const Segment& segment : segments)
      for (const std::int32_t edge : {segment.from, segment.to})
        m_ends[static_cast<std::size_t>(edge)] = {-1, -1};
  }

 private:
  [[nodiscard]] bool isAbove(std::int32_t point, std::int32_t neuron) const {
    return (m_rows.sides(point)[neuron / 64] >> (neuron % 64) & 1) != 0;
  }

  void addCell(const std::array<std::int32_t, 4>& corners, std::int32_t neuron,
               std::vector<Segment>& segments) const {
    const std::array edges{2 * corners[0], 2 * corners[1] + 1, 2 * corners[3], 2 * corners[0] + 1};
    std::array<std::int32_t, 4> crossed{};  // edges whose ends differ, going around
    std::size_t count = 0;
    for (std::size_t i = 0; i < 4; ++i)
      if (isAbove(corners[i], neuron) != isAbove(corners[(i + 1) % 4], neuron)) crossed[count++] = edges[i];
    if (count == 2) {
      segments.push_back({neuron, crossed[0], crossed[1]});
      return;
    }
    // A saddle: the middle tells which two corners hang together.
    double middle = 0.0;
    for (const std::int32_t corner : corners) middle += m_rows.rowBefore(corner)[neuron];
    const bool cutsFirst = (middle > 0.0) != isAbove(corners[0], neuron);
    segments.push_back({neuron, edges[0], edges[cutsFirst ? 3 : 1]});
    segments.push_back({neuron, edges[2], edges[cutsFirst ? 1 : 3]});
  }

  [[nodiscard]] PlanePoint pointOn(std::int32_t edge, std::int32_t neuron) const {
    const PlanePoint p = m_grid.at(edge >> 1);
    const PlanePoint q = m_grid.at(m_grid.endOf(edge));
    const double u = m_rows.rowBefore(edge >> 1)[neuron];
    const double v = m_rows.rowBefore(m_grid.endOf(edge))[neuron];
    const double lambda = u == v ? 0.5 : std::clamp(u / (u - v), 0.0, 1.0);
    return {p.a + lambda * (q.a - p.a), p.b + lambda * (q.b - p.b)};
  }

  void follow(std::span<const Segment> segments, std::size_t segment, std::int32_t edge,
              std::vector<PlanePoint>& points, std::vector<LevelLine>& lines) {
    const std::int32_t neuron = segments[segment].neuron;
    const std::int32_t start = edge;
    const std::size_t first = points.size();
    points.push_back(pointOn(edge, neuron));
    for (auto next = static_cast<std::int32_t>(segment);
         next >= 0 && !m_used[static_cast<std::size_t>(next)];) {
      m_used[static_cast<std::size_t>(next)] = true;
      const Segment& here = segments[static_cast<std::size_t>(next)];
      edge = here.from == edge ? here.to : here.from;
      points.push_back(pointOn(edge, neuron));
      const auto& ends = m_ends[static_cast<std::size_t>(edge)];
      next = ends[0] == next ? ends[1] : ends[0];
    }
    lines.push_back({.first = static_cast<std::int32_t>(first),
                     .count = static_cast<std::int32_t>(points.size() - first),
                     .neuron = neuron,
                     .closed = edge == start});
  }

  const Grid& m_grid;
  VertexRows& m_rows;
  std::vector<std::array<std::int32_t, 2>> m_ends;  ///< by edge: the segments that end there
  std::vector<bool> m_used;
};

/// What one task finds: the lines of some neurons.
struct Found {
  std::vector<PlanePoint> points;
  std::vector<LevelLine> lines;
};

/// Segments of all rows, ordered by neuron; `begin` [neurons + 1].
std::vector<Segment> byNeuron(const std::vector<std::vector<Segment>>& rows, std::size_t neurons,
                              std::vector<std::size_t>& begin) {
  begin.assign(neurons + 1, 0);
  for (const auto& row : rows)
    for (const Segment& segment : row) ++begin[static_cast<std::size_t>(segment.neuron) + 1];
  for (std::size_t i = 0; i < neurons; ++i) begin[i + 1] += begin[i];
  std::vector<Segment> ordered(begin.back());
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  for (const auto& row : rows)
    for (const Segment& segment : row) ordered[next[static_cast<std::size_t>(segment.neuron)]++] = segment;
  return ordered;
}

/// Adds the lines of one layer. False when that would be more points than allowed.
bool addLayer(const Grid& grid, VertexRows& rows, int layer, int width, std::int64_t pointLimit,
              LevelSets& result) {
  std::vector<std::vector<Segment>> found(static_cast<std::size_t>(grid.cells()));
  parallelFor(found.size(),
              [&](std::size_t row) { Contours(grid, rows).findSegments(static_cast<int>(row), found[row]); });
  std::vector<std::size_t> begin;
  const std::vector<Segment> segments = byNeuron(found, static_cast<std::size_t>(width), begin);
  const auto more = static_cast<std::int64_t>(result.points.size() + segments.size());
  if (more > pointLimit) return false;
  constexpr std::size_t together = 16;  // neurons of a task
  std::vector<Found> parts((static_cast<std::size_t>(width) + together - 1) / together);
  parallelFor(parts.size(), [&](std::size_t i) {
    Contours contours(grid, rows);
    for (std::size_t neuron = i * together;
         neuron < std::min<std::size_t>(begin.size() - 1, (i + 1) * together); ++neuron)
      contours.join(std::span(segments).subspan(begin[neuron], begin[neuron + 1] - begin[neuron]),
                    parts[i].points, parts[i].lines);
  });
  for (const Found& part : parts) {
    const auto offset = static_cast<std::int32_t>(result.points.size());
    result.points.insert(result.points.end(), part.points.begin(), part.points.end());
    for (LevelLine line : part.lines) {
      line.first += offset;
      line.layer = static_cast<std::int16_t>(layer);
      result.lines.push_back(line);
    }
  }
  return true;
}

}  // namespace

LevelSets sampleLevelSets(const Network& network, const Plane& plane, const LevelSetRequest& request,
                          const std::stop_token& stop) {
  check(network, plane, request);
  LevelSets result;
  result.rectangle = request.rectangle;
  result.cells = request.cells;
  const Grid grid(request.cells);
  std::vector<PlanePoint> points(static_cast<std::size_t>(grid.points()));
  for (std::size_t i = 0; i < points.size(); ++i) points[i] = grid.at(static_cast<std::int32_t>(i));
  VertexRows input;
  VertexRows rows;
  rows.setPoints(points);
  const int layers = request.layers > 0 ? request.layers : network.depth();
  for (int d = 1; d <= layers; ++d) {
    std::swap(input, rows);
    const Layer& layer = network.layers[static_cast<std::size_t>(d - 1)];
    const Layer first = d == 1 ? restrictToRectangle(layer, plane, request.rectangle) : Layer{};
    result.stopped = !rows.apply(d == 1 ? first : layer, network.activation, zeroLevel, input, stop);
    result.overflow = !result.stopped && !rows.isFinite();
    if (result.stopped || result.overflow) break;
    result.limitMet =
        !addLayer(grid, rows, d, static_cast<int>(layer.weights.rows()), request.pointLimit, result);
    if (result.limitMet) break;
    result.layers = d;
  }
  return result;
}

}  // namespace arcscope::core
