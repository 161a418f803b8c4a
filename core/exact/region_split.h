#pragma once
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "core/exact/plane_regions.h"

namespace arcscope::core {

/// The value lambda of the way between two ends. Rises or falls with lambda whatever the rounding, and is the
/// same wherever it is computed: all decisions about crossings rest on it.
[[nodiscard]] inline double between(double from, double to, double lambda) {
  return from + lambda * (to - from);
}

/// Where several affine functions, each with strictly opposite signs at the two ends of a segment, are zero:
/// lambdas in (0, 1), rising, appended to `lambdas`. Zeros that coincide within the tolerance are one.
void appendCrossings(std::span<const double> from, std::span<const double> to,
                     std::span<const double> tolerance, std::vector<double>& lambdas);

/// A vertex at lambda of the way from a to b.
struct AddedVertex {
  std::int32_t a = 0;
  std::int32_t b = 0;
  double lambda = 0.0;
};

struct AddedEdge {
  std::int32_t begin = 0;
  std::int32_t end = 0;
  std::int32_t cutter = 0;
};

/// The parts of some regions. Vertices and sides that are new here have the complements of their indices into
/// `vertices` and (doubled) `edges`: ~0, ~1, ...
struct RegionParts {
  std::vector<RegionCorner> corners;
  std::vector<std::int32_t> cornerEnd;  ///< [parts]
  std::vector<std::uint64_t> pattern;   ///< [parts][words]
  std::vector<AddedVertex> vertices;
  std::vector<AddedEdge> edges;

  [[nodiscard]] std::size_t size() const { return cornerEnd.size(); }
  void clear();
};

/// Splits one region at a time by the neurons of a layer that cross it.
/// A cutter is one threshold of one neuron. Its value at a vertex is h minus the threshold, zero if within
/// its tolerance. Where it changes its sign on a side, the side has to have a vertex with the value zero
/// there, as appendCrossings() puts them; chords get theirs here. So every cut runs from corner to corner,
/// and the parts on both sides of a chord share its vertices.
class RegionSplitter {
 public:
  /// @param cutters rising numbers; their bits in a pattern are set in the parts above.
  /// @param firstStrict cutters before it count as above where they are zero all over a part.
  void begin(std::span<const std::int32_t> cutters, std::span<const double> tolerance,
             std::int32_t firstStrict);
  /// The next corner, counter-clockwise; its values, one a cutter, are to be written where this points to,
  /// until the next call.
  [[nodiscard]] double* addCorner(RegionCorner corner);
  /// Appends the parts to `parts`, with `pattern` in all bits that are no cutter's. False when `parts` grew
  /// beyond `limit` or `stop` was requested.
  [[nodiscard]] bool split(std::span<const std::uint64_t> pattern, RegionParts& parts, std::size_t limit,
                           const std::stop_token& stop);

 private:
  struct Corner {
    std::int32_t local;
    std::int32_t side;
  };
  struct Cut {
    std::size_t x;  ///< corner where the part above ends and the one below begins
    std::size_t y;  ///< and the other way round
  };
  [[nodiscard]] int signOf(std::int32_t local, std::size_t cutter) const;
  [[nodiscard]] double* addVertex(std::int32_t id);
  void setSides(std::size_t local);
  [[nodiscard]] std::size_t firstCutter(std::span<const Corner> part);
  [[nodiscard]] bool findCut(std::span<const Corner> part, std::size_t cutter, Cut& cut) const;
  void mend(std::span<const Corner> part, std::size_t cutter);
  void cutPart(std::size_t begin, std::size_t cutter, const Cut& cut, RegionParts& parts);
  void addChord(std::int32_t x, std::int32_t y, std::size_t cutter, RegionParts& parts);
  void emit(std::span<const Corner> part, std::span<const std::uint64_t> pattern, RegionParts& parts) const;

  std::vector<std::int32_t> m_cutters;
  std::vector<double> m_tolerance;
  std::int32_t m_firstStrict = 0;
  std::size_t m_words = 0;  ///< of one bit a cutter
  // Vertices of the region and those that are added, by their local numbers.
  std::vector<std::int32_t> m_ids;
  std::vector<double> m_values;        ///< [vertices][cutters]
  std::vector<std::uint64_t> m_sides;  ///< [vertices][above: words, below: words]
  // Parts still to be split, one after the other; the last one is worked on.
  std::vector<Corner> m_corners;
  std::vector<std::size_t> m_begins;
  // Of the step at hand.
  std::vector<std::uint64_t> m_above, m_below;  ///< sides that the part's corners lie on
  std::vector<Corner> m_chord;                  ///< from x to y, without y
  std::vector<Corner> m_built;
  std::vector<double> m_from, m_to, m_chordTolerance, m_lambdas;
};

}  // namespace arcscope::core
