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

/// A value, zero if within the tolerance.
[[nodiscard]] inline double snapped(double value, double tolerance) {
  return value <= tolerance && value >= -tolerance ? 0.0 : value;
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
  /// Memory, used or not.
  [[nodiscard]] std::size_t bytesHeld() const {
    return corners.capacity() * sizeof(RegionCorner) + cornerEnd.capacity() * sizeof(std::int32_t) +
           pattern.capacity() * sizeof(std::uint64_t) + vertices.capacity() * sizeof(AddedVertex) +
           edges.capacity() * sizeof(AddedEdge);
  }
  void clear();
  /// Ends the part whose corners were put last.
  void finish(std::span<const std::uint64_t> itsPattern);
};

/// Splits one region at a time by the neurons of a layer that cross it.
/// A cutter is one threshold of one neuron. Its value at a vertex is h minus the threshold, zero if within
/// its tolerance. Where it changes its sign on a side, the side has to have a vertex with the value zero
/// there, as appendCrossings() puts them; chords get theirs here. So every cut runs from corner to corner,
/// and the parts on both sides of a chord share its vertices. A part keeps the values of those cutters alone
/// that cross it.
class RegionSplitter {
 public:
  /// Begins with a region that all `cutters` cross: their rising numbers, which are their bits in patterns,
  /// set in the parts above; where a cutter is zero all over a part, those before `firstStrict` count as
  /// above.
  /// @param pattern the other bits.
  void begin(std::span<const std::int32_t> cutters, std::span<const double> tolerance,
             std::int32_t firstStrict, std::span<const std::uint64_t> pattern, std::size_t corners);
  /// To be filled: the corners, counter-clockwise, and the values [cutters][corners].
  [[nodiscard]] std::span<RegionCorner> corners() { return m_corners; }
  [[nodiscard]] std::span<double> values() { return std::span(m_values).first(m_valuesEnd); }
  /// Appends the parts to `parts`. False when that grew beyond `limit` or `stop` was requested.
  [[nodiscard]] bool split(RegionParts& parts, std::size_t limit, const std::stop_token& stop);
  /// The bulk of its memory, used or not.
  [[nodiscard]] std::size_t bytesHeld() const {
    return m_values.capacity() * sizeof(double) + m_corners.capacity() * sizeof(RegionCorner) +
           m_cutters.capacity() * sizeof(std::int32_t) + m_patterns.capacity() * sizeof(std::uint64_t);
  }

 private:
  /// A part that is still to be split, and where its data begin.
  struct Part {
    std::size_t corners;  ///< how many
    std::size_t cutters;
    std::size_t firstCorner;
    std::size_t firstCutter;
    std::size_t firstValue;
    std::size_t firstWord;
  };
  struct Cut {
    std::size_t x;  ///< corner where the part above ends and the one below begins
    std::size_t y;  ///< and the other way round
  };
  struct Chord {
    std::int32_t firstVertex;  ///< of those within, from x to y
    std::int32_t firstEdge;
    std::int32_t vertices;
  };
  [[nodiscard]] std::span<double> valuesOf(const Part& part, std::size_t cutter) {
    return std::span(m_values).subspan(part.firstValue + cutter * part.corners, part.corners);
  }
  [[nodiscard]] static bool findCut(std::span<const double> values, Cut& cut);
  static void mend(std::span<double> values);
  void mendLast(RegionParts& parts);
  [[nodiscard]] Chord addChord(const Part& part, const Cut& cut, RegionParts& parts);
  void addHalf(const Part& part, const Cut& cut, const Chord& chord, bool isAbove, RegionParts& parts);
  void remove(const Part& part);

  std::int32_t m_firstStrict = 0;
  std::size_t m_words = 0;          ///< of a pattern
  std::vector<double> m_tolerance;  ///< by cutter
  // Parts still to be split, one after the other; the last one is split first, by its last cutter.
  std::vector<Part> m_parts;
  std::vector<RegionCorner> m_corners;
  std::vector<std::int32_t> m_cutters;
  std::vector<double> m_values;  ///< [cutters][corners] of each, up to m_valuesEnd
  std::size_t m_valuesEnd = 0;
  std::vector<std::uint64_t> m_patterns;
  std::vector<std::uint64_t> m_halfPattern;
  // Of the chord at hand.
  std::vector<double> m_chordValues;  ///< [cutters][vertices within]
  std::vector<double> m_from, m_to, m_chordTolerance, m_lambdas;
};

}  // namespace arcscope::core
