#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "core/exact/curve_trace.h"
#include "core/exact/piece_shape.h"
#include "core/exact/trace_kernel/trace_kernel.h"
#include "core/support/aligned_array.h"

namespace arcscope::core {

/// A stretch of the curve on its way through the layers: the values of the layer it has reached at the ends
/// of its pieces and, on arcs, at their inner points.
struct TraceTile {
  int layer = 0;  ///< layers applied so far; 0: rows are (1, a, b) of the plane
  int rows = 0;
  std::vector<double> t;           ///< [pieces + 1] ends of the pieces
  std::vector<std::uint8_t> real;  ///< [pieces + 1] whether a neuron changes its region there
  AlignedArray<double> bend;       ///< [pieces] on arcs, see piece_shape.h
  AlignedArray<double> norm;       ///< [pieces + 1] |z|
  AlignedArray<double> values;     ///< [rows][stride]: [pieces + 1] ends, then on arcs [pieces] inner points
  std::ptrdiff_t stride = 0;
  std::vector<int> active;        ///< rows that are not the same in all columns
  std::vector<int> constant;      ///< the others, where they are not zero
  std::vector<double> constants;  ///< and their values

  [[nodiscard]] int pieces() const { return static_cast<int>(t.size()) - 1; }
};
using TraceTilePtr = std::unique_ptr<TraceTile>;

/// Columns of a tile of `pieces`.
[[nodiscard]] constexpr int traceColumns(int pieces, bool bends) {
  return bends ? 2 * pieces + 1 : pieces + 1;
}
/// Numbers from one row to the next: whole cache lines, an odd count of them, so that rows spread over the
/// cache.
[[nodiscard]] constexpr std::ptrdiff_t traceStride(int columns) {
  return (columns + 15) / 16 * 16 + 8;
}

/// What all tiles of one trace share.
struct TraceContext {
  TracedNetwork network;
  const TraceOptions* options = nullptr;
  const kernel::TraceRoutines* routines = nullptr;
  bool bends = false;
  double turnRate = 0.0;           ///< radians per unit of t, arcs
  std::span<const double> levels;  ///< of h: those that split pieces first, then a level that counts signs
  int splitting = 0;               ///< levels that split
  std::vector<std::vector<double>> slack;  ///< [depth][rows] rounding of h by unit |z|
  std::vector<std::vector<double>> rest;   ///< [depth][rows] rounding of h by the bias

  std::vector<double> allSlack, allRest;  ///< [depth] roots of the sums of their squares over the rows

  /// Whether a neuron that lies on `side` of a level is in another region than one at the level.
  [[nodiscard]] bool isBeyond(int level, int side) const {
    return levels[static_cast<std::size_t>(level)] < 0.0 ? side < 0 : side > 0;
  }
  [[nodiscard]] bool wantsImage(int layer) const {
    return options->images && (options->imageLayer < 0 || options->imageLayer == layer);
  }
};

/// Points of an image's stretch.
struct TraceImageChunk {
  std::vector<double> t;
  std::vector<float> values;  ///< [rows][t.size()]
};

/// What one tile finds in one layer.
struct TraceRecord {
  int layer = 0;  ///< 1..depth
  double tBegin = 0.0;
  double tEnd = 0.0;
  double length = 0.0;
  double turning = 0.0;
  std::int64_t signTransitions = 0;
  std::int64_t breakpoints = 0;  ///< new ones between tBegin and tEnd
  std::int64_t columns = 0;
  bool overflow = false;
  std::vector<Crossing> crossings;        ///< by t
  std::vector<std::uint64_t> begin, end;  ///< [levels][words] bit i: isBeyond of neuron i at the tile's ends
  std::vector<TraceImageChunk> images;

  [[nodiscard]] double bytes() const {
    double sum = static_cast<double>(crossings.size() * sizeof(Crossing));
    for (const TraceImageChunk& chunk : images)
      sum += static_cast<double>(chunk.values.size() * sizeof(float));
    return sum;
  }
};

/// Distance in t below which two places are one.
inline constexpr double traceResolution = 1e-15;

/// Images along t of a tile's points for drawing: how an image is sampled within its pieces.
class ImagePlan {
 public:
  /// @param t, bend as in TraceTile.
  void prepare(const TraceContext& context, std::span<const double> t, const double* bend);
  [[nodiscard]] const std::vector<double>& t() const { return m_t; }
  /// Writes [t().size()] values of a row.
  void emit(const double* row, float* out) const;

 private:
  struct Inner {
    int index;
    int piece;
    double left, inner, right;
  };
  int m_pieces = 0;
  std::vector<double> m_t;
  std::vector<int> m_ends;  ///< [pieces + 1] index of each end
  std::vector<Inner> m_inner;
};

/// Takes tiles through one layer; its memory is kept for the next tile. One a thread.
class LayerStep {
 public:
  /// Applies layer `tile.layer` + 1. The results are `record` and `tiles` (in order, made of `spare` ones
  /// while there are some): the refined stretch, in parts if it is long.
  void run(const TraceContext& context, const TraceTile& tile, TraceRecord& record,
           std::vector<TraceTilePtr>& tiles, std::vector<TraceTilePtr>& spare);

 private:
  struct Event {
    int piece;  ///< old piece
    int neuron;
    std::int16_t level;
    bool beyond;
    double y;  ///< -1 and 1: at the piece's ends
    double t;
    int point = -1;  ///< of m_points; -1: not yet known, -2: cancelled by another event
  };
  struct Point {
    double t;
    double y;   ///< in its old piece
    int piece;  ///< old piece; for an old point the one that it begins
    int old;    ///< old end, -1: a new one
    bool real;
  };
  /// Places on the old piece between which the stretch from one point to the next one lies.
  [[nodiscard]] static std::pair<double, double> stretchOf(const Point& a, const Point& b) {
    return {a.old >= 0 ? -1.0 : a.y, b.old >= 0 ? 1.0 : b.y};
  }

  void multiply();
  void search();
  void searchRow(int row);
  void quietRow(int row);
  void setEnds(int row, int level, bool begin, bool end);
  void searchLevel(int row, int level);
  void addEvent(int row, int level, int piece, double y, bool beyond);
  void cancelPairs();
  void order();
  void partition();
  bool joinsLast(std::size_t at);
  void record();
  void cut(std::vector<TraceTilePtr>& tiles, std::vector<TraceTilePtr>& spare);
  void build(TraceTile& tile, std::size_t first, std::size_t last);
  void plan(TraceTile& tile, std::size_t first, std::size_t last);
  void place(std::size_t at, int piece, const PieceWeights& weights);
  void closeBlocks(std::size_t from, std::size_t placed, std::size_t to, bool inner);
  void measure(TraceTile& tile);
  void emitImage(const TraceTile& tile, std::size_t first, std::size_t last, kernel::TraceRefine refine);
  void meetLevels(int row, std::size_t first, std::size_t last, double* values) const;
  [[nodiscard]] double tolerance(int row, int piece) const;
  [[nodiscard]] double valueAt(int row, int piece, double y) const;

  const TraceContext* m_context = nullptr;
  const TraceTile* m_in = nullptr;
  TraceRecord* m_record = nullptr;
  int m_rows = 0;
  int m_pieces = 0;
  AlignedArray<double> m_h;  ///< [rows][stride of the tile]
  AlignedArray<double> m_bias;
  std::vector<double> m_sums;
  std::vector<std::uint64_t> m_positive, m_nearZero, m_outside, m_nearOne, m_twice[3];
  std::vector<std::uint64_t> m_above, m_below;
  std::vector<std::uint8_t> m_eventful, m_constant;
  std::vector<int> m_live;             ///< rows whose z changes, or may
  std::vector<double> m_fixed;         ///< [rows] z of the others
  double m_fixedSquare = 0.0;          ///< sum of their squares
  std::vector<Event> m_events;         ///< by neuron
  std::vector<std::size_t> m_byRow;    ///< [rows + 1] first event of a neuron
  std::vector<std::uint32_t> m_order;  ///< events by place
  std::vector<std::uint32_t> m_byPiece, m_filled;
  std::vector<Point> m_points;
  std::vector<Point> m_uncut;
  // The plan of one new tile.
  std::vector<std::int32_t> m_piece;
  std::vector<std::uint8_t> m_plain;
  AlignedArray<std::int64_t> m_lane;
  AlignedArray<double> m_left, m_inner, m_right;
  int m_endBlocks = 0;
  int m_innerBlocks = 0;
  AlignedArray<double> m_stepStep, m_stepBow, m_bowBow, m_turn;  ///< [pieces] of the new tile
  AlignedArray<double> m_squares, m_weights;                     ///< of its kinks
  AlignedArray<double> m_oneRow, m_oneNorm;
  ImagePlan m_image;
};

}  // namespace arcscope::core
