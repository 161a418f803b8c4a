#include "core/exact/region_finder.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <stdexcept>

#include "core/exact/region_split.h"
#include "core/exact/vertex_rows.h"
#include "core/support/parallel.h"

namespace arcscope::core {
namespace {

constexpr std::int64_t largestRegionLimit = std::int64_t{1} << 27;  ///< corners are counted in 32 bits

void check(const Network& network, const Plane& plane, const RegionRequest& request) {
  if (!isPiecewiseLinear(network.activation))
    throw std::invalid_argument("regions: the activation is not piecewise linear");
  if (!request.rectangle.isValid())
    throw std::invalid_argument("regions: the rectangle is empty or not finite");
  if (network.layers.empty() || request.layers < 0 || request.layers > network.depth())
    throw std::invalid_argument("regions: the network does not have so many layers");
  for (const Eigen::VectorXd* v : {&plane.origin, &plane.x0, &plane.x1})
    if (v->size() != network.inputDim())
      throw std::invalid_argument("regions: the plane is not of the input's dimension");
  if (request.readout && (!network.readout || (request.layers != 0 && request.layers != network.depth())))
    throw std::invalid_argument("regions: there is no read-out of these layers");
}

/// Level 0.
void setRectangle(RegionLevel& level, std::vector<PlanePoint>& vertices) {
  vertices.assign({{-1.0, -1.0}, {1.0, -1.0}, {1.0, 1.0}, {-1.0, 1.0}});
  level = {};
  for (std::int32_t i = 0; i < 4; ++i) {
    level.edges.push_back({.begin = i, .end = (i + 1) % 4, .left = 0, .right = -1});
    level.corners.push_back({i, 2 * i});
  }
  level.firstCorner = {0, 4};
  level.parent = {0};
}

/// A stretch of the regions or edges of a level: what one task works on.
struct Stretch {
  std::int32_t begin = 0;
  std::int32_t end = 0;
};
/// Cuts count things into a few stretches a processor, but none too short to be worth handing out.
void setStretches(std::vector<Stretch>& stretches, std::int32_t count, std::int32_t shortest) {
  const std::int32_t length = std::max(shortest, count / 16 + 1);
  stretches.clear();
  for (std::int32_t begin = 0; begin < count; begin += length)
    stretches.push_back({begin, std::min(count, begin + length)});
}

/// What one task keeps.
struct RegionTask {
  RegionSplitter splitter;
  RegionParts parts;
  std::vector<std::int32_t> partsOf;  ///< [regions of the stretch] how many parts each has
  std::vector<std::uint64_t> pattern;
  std::vector<std::int32_t> cutters, neuron;
  std::vector<double> level, tolerance;
  // Where its parts begin among all of the level.
  std::int32_t firstRegion = 0, firstCorner = 0, firstVertex = 0, firstEdge = 0;
};
struct EdgeTask {
  std::vector<double> lambdas;
  std::vector<double> from, to, tolerance;
};

}  // namespace

struct RegionFinder::Work {
  // Kept from call to call.
  VertexRows input, rows;
  std::vector<Stretch> regionStretches, edgeStretches;
  std::vector<RegionTask> regionTasks;
  std::vector<EdgeTask> edgeTasks;
  std::vector<std::int32_t> crossingsBefore;  ///< [edges + 1] vertices added on the edges before each
  std::vector<AddedVertex> onEdges;

  // Of one call.
  PlaneRegions* result = nullptr;
  std::vector<RegionLevel>* levels = nullptr;
  std::vector<PlanePoint>* vertices = nullptr;
  std::int64_t regionLimit = 0;
  double byteLimit = 0.0;
  std::stop_token stop;
  // Of one layer.
  const RegionLevel* before = nullptr;
  std::int32_t verticesBefore = 0;
  int layer = 0;
  bool rowsNeeded = true;  ///< h at the added vertices

  [[nodiscard]] RegionsEnd addLevel(const Layer& with, Activation activation);
  void findCrossings(EdgeTask& task, Stretch stretch);
  void joinCrossings();
  void placeOnEdges(Stretch stretch);
  [[nodiscard]] bool splitRegions(RegionTask& task, Stretch stretch);
  [[nodiscard]] bool splitRegion(RegionTask& task, std::int32_t region);
  void joinEdges(RegionLevel& level, Stretch stretch) const;
  void joinParts(RegionLevel& level, const RegionTask& task, Stretch stretch);
  [[nodiscard]] PlanePoint pointBetween(const AddedVertex& added) const;
};

RegionFinder::RegionFinder() : m_work(std::make_unique<Work>()) {}
RegionFinder::~RegionFinder() = default;
RegionFinder::RegionFinder(RegionFinder&&) noexcept = default;
RegionFinder& RegionFinder::operator=(RegionFinder&&) noexcept = default;

void RegionFinder::find(const Network& network, const Plane& plane, const RegionRequest& request,
                        PlaneRegions& result, const std::stop_token& stop) {
  check(network, plane, request);
  Work& work = *m_work;
  const int layers = request.layers > 0 ? request.layers : network.depth();
  result.m_activation = network.activation;
  result.m_rectangle = request.rectangle;
  result.m_readout.clear();
  result.m_end = RegionsEnd::Complete;
  result.m_levels.resize(static_cast<std::size_t>(layers) + 1);
  setRectangle(result.m_levels.front(), result.m_vertices);
  work.levels = &result.m_levels;
  work.vertices = &result.m_vertices;
  work.regionLimit = std::clamp<std::int64_t>(request.regionLimit, 1, largestRegionLimit);
  work.byteLimit = request.byteLimit;
  work.stop = stop;
  work.rows.setPoints(result.m_vertices);
  for (int d = 1; d <= layers; ++d) {
    const Layer& layer = network.layers[static_cast<std::size_t>(d - 1)];
    work.layer = d;
    work.rowsNeeded = d < layers || request.readout;
    const auto verticesBefore = result.m_vertices.size();
    result.m_end =
        d == 1 ? work.addLevel(restrictToRectangle(layer, plane, request.rectangle), network.activation)
               : work.addLevel(layer, network.activation);
    if (result.m_end == RegionsEnd::Complete) continue;
    result.m_levels.resize(static_cast<std::size_t>(d));
    result.m_levels.back().firstChild.clear();
    result.m_vertices.resize(verticesBefore);
    return;
  }
  result.m_levels.back().firstChild.clear();
  if (request.readout) work.rows.readOut(*network.readout, network.activation, result.m_readout);
}

PlaneRegions findRegions(const Network& network, const Plane& plane, const RegionRequest& request,
                         const std::stop_token& stop) {
  PlaneRegions result;
  RegionFinder().find(network, plane, request, result, stop);
  return result;
}

/// The level after the last one, by one layer more.
RegionsEnd RegionFinder::Work::addLevel(const Layer& with, Activation activation) {
  before = &(*levels)[static_cast<std::size_t>(layer - 1)];
  RegionLevel& level = (*levels)[static_cast<std::size_t>(layer)];
  verticesBefore = static_cast<std::int32_t>(vertices->size());
  const int width = static_cast<int>(with.weights.rows());
  const std::span<const double> crossed = thresholds(activation);
  const auto tooLarge = [&](double more) {
    return VertexRows::bytes(verticesBefore + more, width, crossed.size()) +
               more * (sizeof(PlanePoint) + 3.0 * sizeof(RegionEdge)) >
           byteLimit;
  };
  if (tooLarge(0.0)) return RegionsEnd::ByteLimit;
  std::swap(input, rows);
  if (!rows.apply(with, activation, crossed, input, stop)) return RegionsEnd::Stopped;
  if (!rows.isFinite()) return RegionsEnd::Overflow;

  setStretches(edgeStretches, static_cast<std::int32_t>(before->edges.size()), 256);
  setStretches(regionStretches, before->regions(), 64);
  edgeTasks.resize(std::max(edgeTasks.size(), edgeStretches.size()));
  regionTasks.resize(std::max(regionTasks.size(), regionStretches.size()));
  const std::size_t nEdges = edgeStretches.size();
  const std::size_t nRegions = regionStretches.size();
  crossingsBefore.resize(before->edges.size() + 1);
  parallelFor(nEdges, [&](std::size_t i) {
    if (!stop.stop_requested()) findCrossings(edgeTasks[i], edgeStretches[i]);
  });
  if (stop.stop_requested()) return RegionsEnd::Stopped;
  joinCrossings();
  if (tooLarge(static_cast<double>(onEdges.size()))) return RegionsEnd::ByteLimit;

  vertices->resize(static_cast<std::size_t>(verticesBefore) + onEdges.size());
  if (rowsNeeded) rows.add(VertexRows::OnEdges, static_cast<std::int32_t>(onEdges.size()));
  std::atomic<bool> whole{true};
  parallelFor(nEdges + nRegions, [&](std::size_t i) {
    if (!whole.load(std::memory_order_relaxed)) return;
    if (i < nRegions) {
      if (!splitRegions(regionTasks[i], regionStretches[i])) whole = false;
    } else {
      placeOnEdges(edgeStretches[i - nRegions]);
    }
  });
  if (stop.stop_requested()) return RegionsEnd::Stopped;
  if (!whole) return RegionsEnd::RegionLimit;

  std::int64_t regions = 0;
  std::int64_t corners = 0;
  auto edges = static_cast<std::int64_t>(before->edges.size() + onEdges.size());
  std::int64_t within = 0;
  for (std::size_t i = 0; i < nRegions; ++i) {
    RegionTask& task = regionTasks[i];
    task.firstRegion = static_cast<std::int32_t>(regions);
    task.firstCorner = static_cast<std::int32_t>(corners);
    task.firstVertex =
        verticesBefore + static_cast<std::int32_t>(static_cast<std::int64_t>(onEdges.size()) + within);
    task.firstEdge = static_cast<std::int32_t>(edges);
    regions += static_cast<std::int64_t>(task.parts.size());
    corners += static_cast<std::int64_t>(task.parts.corners.size());
    edges += static_cast<std::int64_t>(task.parts.edges.size());
    within += static_cast<std::int64_t>(task.parts.vertices.size());
    if (regions > regionLimit) return RegionsEnd::RegionLimit;
  }
  if (tooLarge(static_cast<double>(onEdges.size()) + static_cast<double>(within)))
    return RegionsEnd::ByteLimit;

  level.width = width;
  level.words = rows.cutters().words();
  level.edges.resize(static_cast<std::size_t>(edges));
  level.corners.resize(static_cast<std::size_t>(corners));
  level.firstCorner.resize(static_cast<std::size_t>(regions) + 1);
  level.firstCorner.back() = static_cast<std::int32_t>(corners);
  level.parent.resize(static_cast<std::size_t>(regions));
  level.pattern.resize(static_cast<std::size_t>(regions) * level.words);
  std::vector<std::int32_t>& firstChild = (*levels)[static_cast<std::size_t>(layer - 1)].firstChild;
  firstChild.resize(static_cast<std::size_t>(before->regions()) + 1);
  firstChild.back() = static_cast<std::int32_t>(regions);
  vertices->resize(vertices->size() + static_cast<std::size_t>(within));
  if (rowsNeeded) rows.add(VertexRows::Within, static_cast<std::int32_t>(within));
  parallelFor(nEdges + nRegions, [&](std::size_t i) {
    if (i < nRegions)
      joinParts(level, regionTasks[i], regionStretches[i]);
    else
      joinEdges(level, edgeStretches[i - nRegions]);
  });
  return RegionsEnd::Complete;
}

/// The crossings of the edges of a stretch, edge after edge, and how many each has.
void RegionFinder::Work::findCrossings(EdgeTask& task, Stretch stretch) {
  const LayerCutters& cutters = rows.cutters();
  const std::size_t words = cutters.words();
  task.lambdas.clear();
  for (std::int32_t e = stretch.begin; e < stretch.end; ++e) {
    const RegionEdge& edge = before->edges[static_cast<std::size_t>(e)];
    const std::uint64_t* const atBegin = rows.sides(edge.begin);
    const std::uint64_t* const atEnd = rows.sides(edge.end);
    const std::size_t already = task.lambdas.size();
    task.from.clear();
    for (std::size_t w = 0; w < words; ++w) {
      std::uint64_t crossing = (atBegin[w] & atEnd[words + w]) | (atBegin[words + w] & atEnd[w]);
      for (; crossing != 0; crossing &= crossing - 1) {
        if (task.from.empty()) {
          task.to.clear();
          task.tolerance.clear();
        }
        const auto cutter = static_cast<std::int32_t>(64 * w) + std::countr_zero(crossing);
        const double level = cutters.level(cutter);
        const std::int32_t neuron = cutters.neuron(cutter);
        task.from.push_back(rows.rowBefore(edge.begin)[neuron] - level);
        task.to.push_back(rows.rowBefore(edge.end)[neuron] - level);
        task.tolerance.push_back(cutters.tolerance[static_cast<std::size_t>(cutter)]);
      }
    }
    if (!task.from.empty()) appendCrossings(task.from, task.to, task.tolerance, task.lambdas);
    crossingsBefore[static_cast<std::size_t>(e)] = static_cast<std::int32_t>(task.lambdas.size() - already);
  }
}

/// Numbers the vertices on edges.
void RegionFinder::Work::joinCrossings() {
  onEdges.clear();
  for (std::size_t i = 0; i < edgeStretches.size(); ++i) {
    const std::vector<double>& lambdas = edgeTasks[i].lambdas;
    std::size_t next = 0;
    for (std::int32_t e = edgeStretches[i].begin; e < edgeStretches[i].end; ++e) {
      std::int32_t& crossings = crossingsBefore[static_cast<std::size_t>(e)];
      const RegionEdge& edge = before->edges[static_cast<std::size_t>(e)];
      const std::int32_t count = crossings;
      crossings = static_cast<std::int32_t>(onEdges.size());
      for (std::int32_t k = 0; k < count; ++k) onEdges.push_back({edge.begin, edge.end, lambdas[next++]});
    }
  }
  crossingsBefore.back() = static_cast<std::int32_t>(onEdges.size());
}

PlanePoint RegionFinder::Work::pointBetween(const AddedVertex& added) const {
  const PlanePoint a = (*vertices)[static_cast<std::size_t>(added.a)];
  const PlanePoint b = (*vertices)[static_cast<std::size_t>(added.b)];
  return {between(a.a, b.a, added.lambda), between(a.b, b.b, added.lambda)};
}

void RegionFinder::Work::placeOnEdges(Stretch stretch) {
  const std::int32_t end = crossingsBefore[static_cast<std::size_t>(stretch.end)];
  for (std::int32_t i = crossingsBefore[static_cast<std::size_t>(stretch.begin)]; i < end; ++i) {
    const AddedVertex& added = onEdges[static_cast<std::size_t>(i)];
    (*vertices)[static_cast<std::size_t>(verticesBefore + i)] = pointBetween(added);
    if (rowsNeeded) rows.blend(added.a, added.b, added.lambda, verticesBefore + i);
  }
}

/// False when there are too many parts or stop was requested.
bool RegionFinder::Work::splitRegions(RegionTask& task, Stretch stretch) {
  task.parts.clear();
  task.partsOf.clear();
  for (std::int32_t region = stretch.begin; region < stretch.end; ++region) {
    const std::size_t already = task.parts.size();
    if (!splitRegion(task, region)) return false;
    task.partsOf.push_back(static_cast<std::int32_t>(task.parts.size() - already));
  }
  return true;
}

bool RegionFinder::Work::splitRegion(RegionTask& task, std::int32_t region) {
  const LayerCutters& cutters = rows.cutters();
  const std::size_t words = cutters.words();
  const auto polygon = before->polygon(region);
  // Cutters before the first strict one count as above where they are on the threshold: -1 of hard_tanh.
  const std::size_t strictWord = cutters.levels.size() > 1 ? cutters.wordsEach : 0;
  task.cutters.clear();
  task.neuron.clear();
  task.level.clear();
  task.tolerance.clear();
  task.pattern.resize(words);
  for (std::size_t w = 0; w < words; ++w) {
    std::uint64_t above = 0;
    std::uint64_t below = 0;
    for (const RegionCorner& corner : polygon) {
      above |= rows.sides(corner.vertex)[w];
      below |= rows.sides(corner.vertex)[words + w];
    }
    task.pattern[w] = w < strictWord ? ~below : above;
    for (std::uint64_t both = above & below; both != 0; both &= both - 1) {
      const auto cutter = static_cast<std::int32_t>(64 * w) + std::countr_zero(both);
      task.cutters.push_back(cutter);
      task.neuron.push_back(cutters.neuron(cutter));
      task.level.push_back(cutters.level(cutter));
      task.tolerance.push_back(cutters.tolerance[static_cast<std::size_t>(cutter)]);
    }
  }
  // Side and vertices of an edge after its crossings are put in.
  const auto sideAfter = [&](std::int32_t side) {
    const std::int32_t edge = side >> 1;
    const bool back = (side & 1) != 0;
    return 2 * (edge + crossingsBefore[static_cast<std::size_t>(edge + (back ? 1 : 0))]) + (side & 1);
  };
  if (task.cutters.empty()) {
    for (const RegionCorner& corner : polygon)
      task.parts.corners.push_back({corner.vertex, sideAfter(corner.side)});
    task.parts.finish(task.pattern);
    return true;
  }
  std::size_t n = 0;
  for (const RegionCorner& corner : polygon) {
    const auto edge = static_cast<std::size_t>(corner.edge());
    n += 1 + static_cast<std::size_t>(crossingsBefore[edge + 1] - crossingsBefore[edge]);
  }
  task.splitter.begin(task.cutters, task.tolerance, static_cast<std::int32_t>(64 * strictWord), task.pattern,
                      n);
  const std::size_t count = task.cutters.size();
  RegionCorner* out = task.splitter.corners().data();
  double* values = task.splitter.values().data();
  for (const RegionCorner& corner : polygon) {
    std::int32_t side = sideAfter(corner.side);
    *out++ = {corner.vertex, side};
    const double* const row = rows.rowBefore(corner.vertex);
    for (std::size_t j = 0; j < count; ++j)
      values[j * n] = snapped(row[task.neuron[j]] - task.level[j], task.tolerance[j]);
    ++values;
    const auto edge = static_cast<std::size_t>(corner.edge());
    const std::int32_t first = crossingsBefore[edge];
    const std::int32_t crossings = crossingsBefore[edge + 1] - first;
    const bool back = (corner.side & 1) != 0;
    for (std::int32_t k = 0; k < crossings; ++k) {
      const std::int32_t crossing = back ? first + crossings - 1 - k : first + k;
      const AddedVertex& added = onEdges[static_cast<std::size_t>(crossing)];
      side += back ? -2 : 2;
      *out++ = {verticesBefore + crossing, side};
      const double* const from = rows.rowBefore(added.a);
      const double* const to = rows.rowBefore(added.b);
      for (std::size_t j = 0; j < count; ++j) {
        const std::int32_t neuron = task.neuron[j];
        const double value = between(from[neuron] - task.level[j], to[neuron] - task.level[j], added.lambda);
        values[j * n] = snapped(value, task.tolerance[j]);
      }
      ++values;
    }
  }
  return task.splitter.split(task.parts, static_cast<std::size_t>(regionLimit), stop);
}

/// The pieces of the level's edges that were there before.
void RegionFinder::Work::joinEdges(RegionLevel& level, Stretch stretch) const {
  for (std::int32_t e = stretch.begin; e < stretch.end; ++e) {
    const RegionEdge& edge = before->edges[static_cast<std::size_t>(e)];
    const std::int32_t first = crossingsBefore[static_cast<std::size_t>(e)];
    const std::int32_t count = crossingsBefore[static_cast<std::size_t>(e) + 1] - first;
    for (std::int32_t k = 0; k <= count; ++k) {
      RegionEdge& piece = level.edges[static_cast<std::size_t>(e + first + k)];
      piece.begin = k == 0 ? edge.begin : verticesBefore + first + k - 1;
      piece.end = k == count ? edge.end : verticesBefore + first + k;
      piece.layer = edge.layer;
      piece.neuron = edge.neuron;
      piece.threshold = edge.threshold;
      if (edge.layer == 0) piece.right = -1;
    }
  }
}

/// Numbers what a task found among all of the level.
void RegionFinder::Work::joinParts(RegionLevel& level, const RegionTask& task, Stretch stretch) {
  const RegionParts& parts = task.parts;
  const auto vertexOf = [&](std::int32_t v) { return v >= 0 ? v : task.firstVertex + ~v; };
  for (std::size_t i = 0; i < parts.vertices.size(); ++i) {
    const AddedVertex& added = parts.vertices[i];
    const AddedVertex numbered{vertexOf(added.a), vertexOf(added.b), added.lambda};
    const std::int32_t vertex = task.firstVertex + static_cast<std::int32_t>(i);
    (*vertices)[static_cast<std::size_t>(vertex)] = pointBetween(numbered);
    if (rowsNeeded) rows.blend(numbered.a, numbered.b, numbered.lambda, vertex);
  }
  for (std::size_t i = 0; i < parts.edges.size(); ++i) {
    const AddedEdge& added = parts.edges[i];
    RegionEdge& edge = level.edges[static_cast<std::size_t>(task.firstEdge) + i];
    edge.begin = vertexOf(added.begin);
    edge.end = vertexOf(added.end);
    edge.layer = static_cast<std::int16_t>(layer);
    edge.neuron = rows.cutters().neuron(added.cutter);
    edge.threshold = static_cast<std::int16_t>(rows.cutters().threshold(added.cutter));
  }
  std::copy(parts.pattern.begin(), parts.pattern.end(),
            level.pattern.begin() + static_cast<std::ptrdiff_t>(level.words) * task.firstRegion);
  std::int32_t region = task.firstRegion;
  std::size_t corner = 0;
  std::vector<std::int32_t>& firstChild = (*levels)[static_cast<std::size_t>(layer - 1)].firstChild;
  for (std::int32_t parent = stretch.begin; parent < stretch.end; ++parent) {
    firstChild[static_cast<std::size_t>(parent)] = region;
    const std::int32_t end = region + task.partsOf[static_cast<std::size_t>(parent - stretch.begin)];
    for (; region < end; ++region) {
      level.parent[static_cast<std::size_t>(region)] = parent;
      level.firstCorner[static_cast<std::size_t>(region)] =
          task.firstCorner + static_cast<std::int32_t>(corner);
      const auto cornerEnd =
          static_cast<std::size_t>(parts.cornerEnd[static_cast<std::size_t>(region - task.firstRegion)]);
      for (; corner < cornerEnd; ++corner) {
        const RegionCorner& own = parts.corners[corner];
        const std::int32_t side = own.side >= 0 ? own.side : 2 * task.firstEdge + ~own.side;
        level.corners[static_cast<std::size_t>(task.firstCorner) + corner] = {vertexOf(own.vertex), side};
        RegionEdge& edge = level.edges[static_cast<std::size_t>(side >> 1)];
        ((side & 1) == 0 ? edge.left : edge.right) = region;
      }
    }
  }
}

}  // namespace arcscope::core
