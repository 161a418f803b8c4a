#pragma once
#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/exact/plane_regions.h"
#include "core/exact/region_split.h"
#include "core/exact/vertex_rows.h"

namespace arcscope::core {

/// What the builder may use, and where the levels go.
struct RegionBuild {
  std::vector<RegionLevel>* levels = nullptr;
  std::vector<PlanePoint>* vertices = nullptr;  ///< in units of the rectangle
  std::int64_t regionLimit = 0;                 ///< of one level
  double byteLimit = 0.0;
  std::stop_token stop;
};

/// Makes each level of regions from the one before: see RegionFinder. Keeps its working memory.
class LevelBuilder {
 public:
  /// @param build holds level 0 and its vertices; all must outlive the calls that follow.
  void begin(const RegionBuild& build);
  /// Fills level `d` by the layer `with`, over points in units of the rectangle if d = 1. On an early end the
  /// vertices and that level are of no use.
  /// @param rowsNeeded what the layer gives at all vertices is needed: by a next layer or a read-out.
  [[nodiscard]] RegionsEnd addLevel(int d, const Layer& with, Activation activation, bool rowsNeeded);
  /// The bulk of its working memory, used or not.
  [[nodiscard]] std::size_t bytesHeld() const {
    std::size_t bytes = m_input.bytesHeld() + m_rows.bytesHeld();
    for (const RegionTask& task : m_regionTasks) bytes += task.splitter.bytesHeld() + task.parts.bytesHeld();
    return bytes;
  }
  /// The rows of the last level.
  [[nodiscard]] VertexRows& rows() { return m_rows; }

 private:
  /// A stretch of the regions or edges of a level: what one task works on.
  struct Stretch {
    std::int32_t begin = 0;
    std::int32_t end = 0;
  };
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

  [[nodiscard]] bool isTooLarge(double addedVertices) const;
  [[nodiscard]] RegionsEnd splitAll();
  void joinAll(RegionLevel& level);
  void findCrossings(EdgeTask& task, Stretch stretch);
  void joinCrossings();
  void placeOnEdges(Stretch stretch);
  [[nodiscard]] bool splitRegions(RegionTask& task, Stretch stretch);
  [[nodiscard]] bool splitRegion(RegionTask& task, std::int32_t region);
  void joinEdges(RegionLevel& level, Stretch stretch) const;
  void joinParts(RegionLevel& level, const RegionTask& task, Stretch stretch);
  [[nodiscard]] PlanePoint pointBetween(const AddedVertex& added) const;

  RegionBuild m_build;
  // Of one layer.
  const RegionLevel* m_before = nullptr;
  std::int32_t m_verticesBefore = 0;
  int m_layer = 0;
  bool m_rowsNeeded = true;
  // Working memory.
  VertexRows m_input, m_rows;
  std::vector<Stretch> m_regionStretches, m_edgeStretches;
  std::vector<RegionTask> m_regionTasks;
  std::vector<EdgeTask> m_edgeTasks;
  std::vector<std::int32_t> m_crossingsBefore;  ///< [edges + 1] vertices added on the edges before each
  std::vector<AddedVertex> m_onEdges;
};

}  // namespace arcscope::core
