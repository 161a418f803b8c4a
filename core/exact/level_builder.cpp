#include "core/exact/level_builder.h"

#include <algorithm>
#include <atomic>
#include <bit>

#include "core/support/parallel.h"

namespace arcscope::core {
namespace {

/// Cuts `count` things into a few stretches a processor, but none too short to be worth handing out.
template <class Stretch>
void setStretches(std::vector<Stretch>& stretches, std::int32_t count, std::int32_t shortest) {
  const std::int32_t length = std::max(shortest, count / 16 + 1);
  stretches.clear();
  for (std::int32_t begin = 0; begin < count; begin += length)
    stretches.push_back({begin, std::min(count, begin + length)});
}

}  // namespace

void LevelBuilder::begin(const RegionBuild& build) {
  m_build = build;
  m_rows.setPoints(*build.vertices);
}

RegionsEnd LevelBuilder::addLevel(int d, const Layer& with, Activation activation, bool needed) {
  m_layer = d;
  m_rowsNeeded = needed;
  m_before = &(*m_build.levels)[static_cast<std::size_t>(d - 1)];
  m_verticesBefore = static_cast<std::int32_t>(m_build.vertices->size());
  std::swap(m_input, m_rows);
  if (VertexRows::bytes(m_verticesBefore, static_cast<int>(with.weights.rows()),
                        thresholds(activation).size()) > m_build.byteLimit)
    return RegionsEnd::ByteLimit;
  if (!m_rows.apply(with, activation, thresholds(activation), m_input, m_build.stop))
    return RegionsEnd::Stopped;
  if (!m_rows.isFinite()) return RegionsEnd::Overflow;
  if (const RegionsEnd end = splitAll(); end != RegionsEnd::Complete) return end;
  RegionLevel& level = (*m_build.levels)[static_cast<std::size_t>(d)];
  level.width = static_cast<int>(with.weights.rows());
  level.words = m_rows.cutters().words();
  joinAll(level);
  return RegionsEnd::Complete;
}

/// Whether rows, vertices and edges would take too much memory.
bool LevelBuilder::isTooLarge(double addedVertices) const {
  return VertexRows::bytes(m_verticesBefore + addedVertices, m_rows.width(), m_rows.cutters().levels.size()) +
             addedVertices * (sizeof(PlanePoint) + 3.0 * sizeof(RegionEdge)) >
         m_build.byteLimit;
}

/// Finds all vertices on edges, then the parts of all regions, and numbers them.
RegionsEnd LevelBuilder::splitAll() {
  setStretches(m_edgeStretches, static_cast<std::int32_t>(m_before->edges.size()), 256);
  setStretches(m_regionStretches, m_before->regions(), 64);
  const std::size_t nEdges = m_edgeStretches.size();
  const std::size_t nRegions = m_regionStretches.size();
  m_edgeTasks.resize(std::max(m_edgeTasks.size(), nEdges));
  m_regionTasks.resize(std::max(m_regionTasks.size(), nRegions));
  m_crossingsBefore.resize(m_before->edges.size() + 1);
  parallelFor(nEdges, [&](std::size_t i) {
    if (!m_build.stop.stop_requested()) findCrossings(m_edgeTasks[i], m_edgeStretches[i]);
  });
  if (m_build.stop.stop_requested()) return RegionsEnd::Stopped;
  joinCrossings();
  if (isTooLarge(static_cast<double>(m_onEdges.size()))) return RegionsEnd::ByteLimit;

  m_build.vertices->resize(static_cast<std::size_t>(m_verticesBefore) + m_onEdges.size());
  if (m_rowsNeeded) m_rows.add(VertexRows::OnEdges, static_cast<std::int32_t>(m_onEdges.size()));
  std::atomic<bool> whole{true};
  parallelFor(nEdges + nRegions, [&](std::size_t i) {
    if (!whole.load(std::memory_order_relaxed)) return;
    if (i >= nRegions)
      placeOnEdges(m_edgeStretches[i - nRegions]);
    else if (!splitRegions(m_regionTasks[i], m_regionStretches[i]))
      whole = false;
  });
  if (m_build.stop.stop_requested()) return RegionsEnd::Stopped;
  if (!whole) return RegionsEnd::RegionLimit;

  std::int64_t regions = 0, corners = 0, within = 0;
  auto edges = static_cast<std::int64_t>(m_before->edges.size() + m_onEdges.size());
  for (std::size_t i = 0; i < nRegions; ++i) {
    RegionTask& task = m_regionTasks[i];
    task.firstRegion = static_cast<std::int32_t>(regions);
    task.firstCorner = static_cast<std::int32_t>(corners);
    task.firstVertex =
        static_cast<std::int32_t>(m_verticesBefore + static_cast<std::int64_t>(m_onEdges.size()) + within);
    task.firstEdge = static_cast<std::int32_t>(edges);
    regions += static_cast<std::int64_t>(task.parts.size());
    corners += static_cast<std::int64_t>(task.parts.corners.size());
    edges += static_cast<std::int64_t>(task.parts.edges.size());
    within += static_cast<std::int64_t>(task.parts.vertices.size());
    if (regions > m_build.regionLimit) return RegionsEnd::RegionLimit;
  }
  return isTooLarge(static_cast<double>(m_onEdges.size()) + static_cast<double>(within))
             ? RegionsEnd::ByteLimit
             : RegionsEnd::Complete;
}

/// Puts together what the tasks found.
void LevelBuilder::joinAll(RegionLevel& level) {
  const std::size_t nRegions = m_regionStretches.size();
  const RegionTask& last = m_regionTasks[nRegions - 1];
  const std::size_t regions = static_cast<std::size_t>(last.firstRegion) + last.parts.size();
  const std::size_t corners = static_cast<std::size_t>(last.firstCorner) + last.parts.corners.size();
  level.edges.resize(static_cast<std::size_t>(last.firstEdge) + last.parts.edges.size());
  level.corners.resize(corners);
  level.firstCorner.resize(regions + 1);
  level.firstCorner.back() = static_cast<std::int32_t>(corners);
  level.parent.resize(regions);
  level.pattern.resize(regions * level.words);
  std::vector<std::int32_t>& firstChild = (*m_build.levels)[static_cast<std::size_t>(m_layer - 1)].firstChild;
  firstChild.resize(static_cast<std::size_t>(m_before->regions()) + 1);
  firstChild.back() = static_cast<std::int32_t>(regions);
  m_build.vertices->resize(static_cast<std::size_t>(last.firstVertex) + last.parts.vertices.size());
  if (m_rowsNeeded)
    m_rows.add(VertexRows::Within,
               static_cast<std::int32_t>(m_build.vertices->size() - m_onEdges.size()) - m_verticesBefore);
  parallelFor(nRegions + m_edgeStretches.size(), [&](std::size_t i) {
    if (i < nRegions)
      joinParts(level, m_regionTasks[i], m_regionStretches[i]);
    else
      joinEdges(level, m_edgeStretches[i - nRegions]);
  });
}

/// The crossings of the edges of a stretch, edge after edge, and how many each has.
void LevelBuilder::findCrossings(EdgeTask& task, Stretch stretch) {
  const LayerCutters& cutters = m_rows.cutters();
  const std::size_t words = cutters.words();
  task.lambdas.clear();
  for (std::int32_t e = stretch.begin; e < stretch.end; ++e) {
    const RegionEdge& edge = m_before->edges[static_cast<std::size_t>(e)];
    const std::uint64_t* const atBegin = m_rows.sides(edge.begin);
    const std::uint64_t* const atEnd = m_rows.sides(edge.end);
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
        task.from.push_back(m_rows.rowBefore(edge.begin)[neuron] - level);
        task.to.push_back(m_rows.rowBefore(edge.end)[neuron] - level);
        task.tolerance.push_back(cutters.tolerance[static_cast<std::size_t>(cutter)]);
      }
    }
    if (!task.from.empty()) appendCrossings(task.from, task.to, task.tolerance, task.lambdas);
    m_crossingsBefore[static_cast<std::size_t>(e)] = static_cast<std::int32_t>(task.lambdas.size() - already);
  }
}

/// Numbers the vertices on edges.
void LevelBuilder::joinCrossings() {
  m_onEdges.clear();
  for (std::size_t i = 0; i < m_edgeStretches.size(); ++i) {
    const std::vector<double>& lambdas = m_edgeTasks[i].lambdas;
    std::size_t next = 0;
    for (std::int32_t e = m_edgeStretches[i].begin; e < m_edgeStretches[i].end; ++e) {
      std::int32_t& crossings = m_crossingsBefore[static_cast<std::size_t>(e)];
      const RegionEdge& edge = m_before->edges[static_cast<std::size_t>(e)];
      const std::int32_t count = crossings;
      crossings = static_cast<std::int32_t>(m_onEdges.size());
      for (std::int32_t k = 0; k < count; ++k) m_onEdges.push_back({edge.begin, edge.end, lambdas[next++]});
    }
  }
  m_crossingsBefore.back() = static_cast<std::int32_t>(m_onEdges.size());
}

PlanePoint LevelBuilder::pointBetween(const AddedVertex& added) const {
  const PlanePoint a = (*m_build.vertices)[static_cast<std::size_t>(added.a)];
  const PlanePoint b = (*m_build.vertices)[static_cast<std::size_t>(added.b)];
  return {between(a.a, b.a, added.lambda), between(a.b, b.b, added.lambda)};
}

void LevelBuilder::placeOnEdges(Stretch stretch) {
  const std::int32_t end = m_crossingsBefore[static_cast<std::size_t>(stretch.end)];
  for (std::int32_t i = m_crossingsBefore[static_cast<std::size_t>(stretch.begin)]; i < end; ++i) {
    const AddedVertex& added = m_onEdges[static_cast<std::size_t>(i)];
    (*m_build.vertices)[static_cast<std::size_t>(m_verticesBefore + i)] = pointBetween(added);
    if (m_rowsNeeded) m_rows.blend(added.a, added.b, added.lambda, m_verticesBefore + i);
  }
}

/// False when there are too many parts or stop was requested.
bool LevelBuilder::splitRegions(RegionTask& task, Stretch stretch) {
  task.parts.clear();
  task.partsOf.clear();
  for (std::int32_t region = stretch.begin; region < stretch.end; ++region) {
    const std::size_t already = task.parts.size();
    if (!splitRegion(task, region)) return false;
    task.partsOf.push_back(static_cast<std::int32_t>(task.parts.size() - already));
  }
  return true;
}

bool LevelBuilder::splitRegion(RegionTask& task, std::int32_t region) {
  const LayerCutters& cutters = m_rows.cutters();
  const std::size_t words = cutters.words();
  const auto polygon = m_before->polygon(region);
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
      above |= m_rows.sides(corner.vertex)[w];
      below |= m_rows.sides(corner.vertex)[words + w];
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
    return 2 * (edge + m_crossingsBefore[static_cast<std::size_t>(edge + (back ? 1 : 0))]) + (side & 1);
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
    n += 1 + static_cast<std::size_t>(m_crossingsBefore[edge + 1] - m_crossingsBefore[edge]);
  }
  task.splitter.begin(task.cutters, task.tolerance, static_cast<std::int32_t>(64 * strictWord), task.pattern,
                      n);
  const std::size_t count = task.cutters.size();
  RegionCorner* out = task.splitter.corners().data();
  double* values = task.splitter.values().data();
  for (const RegionCorner& corner : polygon) {
    std::int32_t side = sideAfter(corner.side);
    *out++ = {corner.vertex, side};
    const double* const row = m_rows.rowBefore(corner.vertex);
    for (std::size_t j = 0; j < count; ++j)
      values[j * n] = snapped(row[task.neuron[j]] - task.level[j], task.tolerance[j]);
    ++values;
    const auto edge = static_cast<std::size_t>(corner.edge());
    const std::int32_t first = m_crossingsBefore[edge];
    const std::int32_t crossings = m_crossingsBefore[edge + 1] - first;
    const bool back = (corner.side & 1) != 0;
    for (std::int32_t k = 0; k < crossings; ++k) {
      const std::int32_t crossing = back ? first + crossings - 1 - k : first + k;
      const AddedVertex& added = m_onEdges[static_cast<std::size_t>(crossing)];
      side += back ? -2 : 2;
      *out++ = {m_verticesBefore + crossing, side};
      const double* const from = m_rows.rowBefore(added.a);
      const double* const to = m_rows.rowBefore(added.b);
      for (std::size_t j = 0; j < count; ++j) {
        const std::int32_t neuron = task.neuron[j];
        const double value = between(from[neuron] - task.level[j], to[neuron] - task.level[j], added.lambda);
        values[j * n] = snapped(value, task.tolerance[j]);
      }
      ++values;
    }
  }
  return task.splitter.split(task.parts, static_cast<std::size_t>(m_build.regionLimit), m_build.stop);
}

/// The pieces of the level's edges that were there before.
void LevelBuilder::joinEdges(RegionLevel& level, Stretch stretch) const {
  for (std::int32_t e = stretch.begin; e < stretch.end; ++e) {
    const RegionEdge& edge = m_before->edges[static_cast<std::size_t>(e)];
    const std::int32_t first = m_crossingsBefore[static_cast<std::size_t>(e)];
    const std::int32_t count = m_crossingsBefore[static_cast<std::size_t>(e) + 1] - first;
    for (std::int32_t k = 0; k <= count; ++k) {
      RegionEdge& piece = level.edges[static_cast<std::size_t>(e + first + k)];
      piece.begin = k == 0 ? edge.begin : m_verticesBefore + first + k - 1;
      piece.end = k == count ? edge.end : m_verticesBefore + first + k;
      piece.layer = edge.layer;
      piece.neuron = edge.neuron;
      piece.threshold = edge.threshold;
      if (edge.layer == 0) piece.right = -1;
    }
  }
}

/// Numbers what a task found among all of the level.
void LevelBuilder::joinParts(RegionLevel& level, const RegionTask& task, Stretch stretch) {
  const RegionParts& parts = task.parts;
  const auto vertexOf = [&](std::int32_t v) { return v >= 0 ? v : task.firstVertex + ~v; };
  for (std::size_t i = 0; i < parts.vertices.size(); ++i) {
    const AddedVertex& added = parts.vertices[i];
    const AddedVertex numbered{vertexOf(added.a), vertexOf(added.b), added.lambda};
    const std::int32_t vertex = task.firstVertex + static_cast<std::int32_t>(i);
    (*m_build.vertices)[static_cast<std::size_t>(vertex)] = pointBetween(numbered);
    if (m_rowsNeeded) m_rows.blend(numbered.a, numbered.b, numbered.lambda, vertex);
  }
  for (std::size_t i = 0; i < parts.edges.size(); ++i) {
    const AddedEdge& added = parts.edges[i];
    RegionEdge& edge = level.edges[static_cast<std::size_t>(task.firstEdge) + i];
    edge.begin = vertexOf(added.begin);
    edge.end = vertexOf(added.end);
    edge.layer = static_cast<std::int16_t>(m_layer);
    edge.neuron = m_rows.cutters().neuron(added.cutter);
    edge.threshold = static_cast<std::int16_t>(m_rows.cutters().threshold(added.cutter));
  }
  std::copy(parts.pattern.begin(), parts.pattern.end(),
            level.pattern.begin() + static_cast<std::ptrdiff_t>(level.words) * task.firstRegion);
  std::int32_t region = task.firstRegion;
  std::size_t corner = 0;
  std::vector<std::int32_t>& firstChild = (*m_build.levels)[static_cast<std::size_t>(m_layer - 1)].firstChild;
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
