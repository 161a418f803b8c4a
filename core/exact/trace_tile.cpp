#include "core/exact/trace_tile.h"

#include <algorithm>
#include <cmath>

#include "core/exact/piece_shape.h"

namespace arcscope::core {
namespace {

/// Columns of a tile: its rows stay in the second level cache, and padding to whole blocks costs little.
constexpr int mostColumns = 128;
constexpr double nearInT = 1e-6;  ///< crossings further apart than this never coincide

/// Places on the old piece between which the stretch from point a to point b lies.
template <class Point>
std::pair<double, double> stretchOf(const Point& a, const Point& b) {
  return {a.old >= 0 ? -1.0 : a.y, b.old >= 0 ? 1.0 : b.y};
}

TraceTilePtr takeSpare(std::vector<TraceTilePtr>& spare) {
  if (spare.empty()) return std::make_unique<TraceTile>();
  TraceTilePtr tile = std::move(spare.back());
  spare.pop_back();
  return tile;
}

}  // namespace

void LayerStep::run(const TraceContext& context, const TraceTile& tile, TraceRecord& record,
                    std::vector<TraceTilePtr>& tiles, std::vector<TraceTilePtr>& spare) {
  m_context = &context;
  m_in = &tile;
  m_record = &record;
  m_pieces = tile.pieces();
  m_rows = context.network.layers[static_cast<std::size_t>(tile.layer)]->rows;
  record.layer = tile.layer + 1;
  record.tBegin = tile.t.front();
  record.tEnd = tile.t.back();
  record.columns = traceColumns(m_pieces, context.bends);
  multiply();
  search();
  cancelPairs();
  order();
  partition();
  this->record();
  cut(tiles, spare);
}

void LayerStep::multiply() {
  const TracedNetwork& network = m_context->network;
  const PackedLayer<double>& layer = *network.layers[static_cast<std::size_t>(m_in->layer)];
  const auto rows = static_cast<std::size_t>(m_rows);
  m_bias.resize(rows);
  m_bias.fill(0.0);
  m_context->routines->fold(layer.weights.data(), layer.rows, layer.cols, m_in->constant.data(),
                            m_in->constants.data(), static_cast<int>(m_in->constant.size()), m_bias.data());
  for (std::size_t i = 0; i < rows; ++i)
    m_bias[i] = network.sigmaW * m_bias[i] + network.sigmaB * layer.bias[i];
  m_h.resize(rows * static_cast<std::size_t>(m_in->stride) + kernel::tracePadding);
  m_context->routines->product({.weights = layer.weights.data(),
                                .rows = layer.rows,
                                .cols = layer.cols,
                                .weightScale = network.sigmaW,
                                .bias = m_bias.data(),
                                .active = m_in->active.data(),
                                .activeCount = static_cast<int>(m_in->active.size()),
                                .in = m_in->values.data(),
                                .out = m_h.data(),
                                .stride = m_in->stride,
                                .columns = traceColumns(m_pieces, m_context->bends)});
}

void LayerStep::cancelPairs() {
  std::vector<std::size_t> snapped;
  for (std::size_t i = 0; i < m_events.size(); ++i)
    if (std::abs(m_events[i].y) >= 1.0) snapped.push_back(i);
  const auto end = [](const Event& event) { return event.y < 0.0 ? event.piece : event.piece + 1; };
  for (std::size_t i = 1; i < snapped.size(); ++i) {
    Event& a = m_events[snapped[i - 1]];
    Event& b = m_events[snapped[i]];
    if (a.neuron != b.neuron || a.level != b.level || end(a) != end(b) || a.point == -2) continue;
    a.point = b.point = -2;
  }
}

void LayerStep::order() {
  m_byPiece.assign(static_cast<std::size_t>(m_pieces) + 1, 0);
  m_order.resize(m_events.size());
  for (const Event& event : m_events) ++m_byPiece[static_cast<std::size_t>(event.piece) + 1];
  for (std::size_t p = 1; p < m_byPiece.size(); ++p) m_byPiece[p] += m_byPiece[p - 1];
  m_filled = m_byPiece;
  for (std::uint32_t i = 0; i < m_events.size(); ++i) {
    const auto piece = static_cast<std::size_t>(m_events[i].piece);
    std::uint32_t at = m_filled[piece]++;
    for (; at > m_byPiece[piece] && m_events[m_order[at - 1]].y > m_events[i].y; --at)
      m_order[at] = m_order[at - 1];
    m_order[at] = i;
  }
}

/// Whether the crossing m_order[at] coincides with the point made last: one of the two neurons lies at its
/// level, to rounding, where the other one meets its own. The steeper one tells the place.
bool LayerStep::joinsLast(std::size_t at) {
  const Event& event = m_events[m_order[at]];
  Point& last = m_points.back();
  if (last.old >= 0 || event.t - last.t > nearInT) return false;
  if (event.t - last.t <= traceResolution) return true;
  const auto isMetAt = [&](const Event& one, double y) {
    const double level = m_context->levels[static_cast<std::size_t>(one.level)];
    return std::abs(valueAt(one.neuron, one.piece, y) - level) <= tolerance(one.neuron, one.piece);
  };
  if (isMetAt(event, last.y)) return true;
  const int point = static_cast<int>(m_points.size()) - 1;
  std::size_t first = at;
  while (first > 0 && m_events[m_order[first - 1]].point == point) {
    if (!isMetAt(m_events[m_order[first - 1]], event.y)) return false;
    --first;
  }
  if (first == at) return false;
  last.t = event.t;
  last.y = event.y;
  for (std::size_t i = first; i < at; ++i) m_events[m_order[i]].t = event.t;
  return true;
}

void LayerStep::partition() {
  m_points.clear();
  m_record->breakpoints = 0;
  std::size_t next = 0;
  std::size_t atEnd = 0;  // events at the right end of the piece before
  const auto assign = [&](Event& event) {
    Point& point = m_points.back();
    event.point = static_cast<int>(m_points.size()) - 1;
    event.t = point.t;
    if (!point.real && point.old != 0 && point.old != m_pieces) ++m_record->breakpoints;
    point.real = true;
  };
  for (int p = 0; p <= m_pieces; ++p) {
    const auto at = static_cast<std::size_t>(p);
    m_points.push_back({m_in->t[at], -1.0, p, p, m_in->real[at] != 0});
    for (; atEnd > 0; --atEnd) {
      Event& event = m_events[m_order[next - atEnd]];
      if (event.point != -2) assign(event);
    }
    for (; next < m_order.size() && m_events[m_order[next]].piece == p; ++next) {
      Event& event = m_events[m_order[next]];
      if (event.y >= 1.0) {
        ++atEnd;
        continue;
      }
      if (event.point == -2) continue;
      if (event.y > -1.0 && !joinsLast(next)) m_points.push_back({event.t, event.y, p, -1, false});
      assign(event);
    }
  }
}

void LayerStep::record() {
  for (const std::uint32_t i : m_order) {
    const Event& event = m_events[i];
    if (event.point < 0) continue;
    m_record->crossings.push_back({event.t, m_context->levels[static_cast<std::size_t>(event.level)],
                                   event.neuron, static_cast<std::int16_t>(m_record->layer), event.beyond});
  }
}

void LayerStep::cut(std::vector<TraceTilePtr>& tiles, std::vector<TraceTilePtr>& spare) {
  const std::size_t pieces = m_points.size() - 1;
  const std::size_t most = m_context->bends ? mostColumns / 2 - 1 : mostColumns - 1;
  const std::size_t parts = (pieces + most - 1) / most;
  std::vector<std::size_t> cuts;  // points after which a middle is put in
  for (std::size_t i = 1; i < parts; ++i) {
    const std::size_t piece = i * pieces / parts;
    if (m_points[piece + 1].t - m_points[piece].t > 8.0 * traceResolution) cuts.push_back(piece);
  }
  if (!cuts.empty()) {
    m_uncut.swap(m_points);
    m_points.clear();
    for (std::size_t i = 0; i < m_uncut.size(); ++i) {
      const Point& point = m_uncut[i];
      m_points.push_back(point);
      if (!std::binary_search(cuts.begin(), cuts.end(), i)) continue;
      const auto [begin, end] = stretchOf(point, m_uncut[i + 1]);
      const double bend = m_context->bends ? m_in->bend[static_cast<std::size_t>(point.piece)] : 0.0;
      m_points.push_back({0.5 * (point.t + m_uncut[i + 1].t),
                          partOf(begin, end, bend, m_context->bends).middle, point.piece, -1, false});
    }
    for (Event& event : m_events)
      if (event.point >= 0)
        event.point += static_cast<int>(
            std::lower_bound(cuts.begin(), cuts.end(), static_cast<std::size_t>(event.point)) - cuts.begin());
  }
  std::size_t first = 0;
  for (std::size_t i = 0; i <= cuts.size(); ++i) {
    const std::size_t last = i < cuts.size() ? cuts[i] + i + 1 : m_points.size() - 1;
    tiles.push_back(takeSpare(spare));
    build(*tiles.back(), first, last);
    first = last;
  }
}

void LayerStep::place(std::size_t at, int piece, const PieceWeights& weights) {
  m_piece[at] = piece;
  m_left[at] = weights.left;
  m_inner[at] = weights.inner;
  m_right[at] = weights.right;
}

/// Fills places [placed, to) with the last one and finishes the blocks of [from, to).
void LayerStep::closeBlocks(std::size_t from, std::size_t placed, std::size_t to, bool inner) {
  constexpr std::size_t block = kernel::refineBlock;
  for (std::size_t i = placed; i < to; ++i)
    place(i, m_piece[placed - 1], {m_left[placed - 1], m_inner[placed - 1], m_right[placed - 1]});
  for (std::size_t b = from; b < to; b += block) {
    bool plain = true;
    for (std::size_t i = b; i < b + block; ++i) {
      m_lane[i] = m_piece[i] - m_piece[b];
      plain = plain && m_lane[i] == static_cast<std::int64_t>(i - b) && (inner ? m_inner : m_left)[i] == 1.0;
    }
    m_plain[b / block] = plain ? 1 : 0;
  }
}

void LayerStep::plan(TraceTile& tile, std::size_t first, std::size_t last) {
  constexpr std::size_t block = kernel::refineBlock;
  const bool bends = m_context->bends;
  const auto pieces = last - first;
  const auto bendOf = [&](int piece) { return bends ? m_in->bend[static_cast<std::size_t>(piece)] : 0.0; };
  const std::size_t ends = (pieces + block) / block * block;
  // The inner points begin wherever the ends stop: one block more fills the columns up to a whole one.
  const std::size_t inner = bends ? (pieces + 2 * block - 1) / block * block : 0;
  m_endBlocks = static_cast<int>(ends / block);
  m_innerBlocks = static_cast<int>(inner / block);
  m_piece.resize(ends + inner);
  m_plain.resize((ends + inner) / block);
  m_lane.resize(ends + inner);
  for (auto* weights : {&m_left, &m_inner, &m_right}) weights->resize(ends + inner);
  tile.t.resize(pieces + 1);
  tile.real.resize(pieces + 1);
  for (std::size_t i = 0; i <= pieces; ++i) {
    const Point& point = m_points[first + i];
    tile.t[i] = point.t;
    tile.real[i] = point.real ? 1 : 0;
    if (point.old < 0)
      place(i, point.piece, weightsAt(point.y, bendOf(point.piece), bends));
    else if (point.old < m_pieces)
      place(i, point.old, {1.0, 0.0, 0.0});
    else
      place(i, m_pieces - 1, {0.0, 0.0, 1.0});
  }
  closeBlocks(0, pieces + 1, ends, false);
  if (bends) {
    tile.bend.resize(pieces + kernel::tracePadding);
    tile.bend.fill(0.0);
    for (std::size_t i = 0; i < pieces; ++i) {
      const int piece = m_points[first + i].piece;
      const auto [begin, end] = stretchOf(m_points[first + i], m_points[first + i + 1]);
      if (begin <= -1.0 && end >= 1.0) {
        place(ends + i, piece, {0.0, 1.0, 0.0});
        tile.bend[i] = bendOf(piece);
      } else {
        const PiecePart part = partOf(begin, end, bendOf(piece), true);
        place(ends + i, piece, weightsAt(part.middle, bendOf(piece), true));
        tile.bend[i] = part.bend;
      }
    }
    closeBlocks(ends, ends + pieces, ends + inner, true);
  }
  tile.stride = traceStride(traceColumns(static_cast<int>(pieces), bends));
}

void LayerStep::build(TraceTile& tile, std::size_t first, std::size_t last) {
  const bool bends = m_context->bends;
  plan(tile, first, last);
  const auto pieces = last - first;
  tile.layer = m_in->layer + 1;
  tile.rows = m_rows;
  tile.active.clear();
  tile.constant.clear();
  tile.constants.clear();
  tile.values.resize(static_cast<std::size_t>(m_rows) * static_cast<std::size_t>(tile.stride) +
                     kernel::tracePadding);
  tile.norm.resize(static_cast<std::size_t>(tile.stride) + kernel::tracePadding);
  tile.norm.fill(m_fixedSquare);
  for (auto* sums : {&m_stepStep, &m_stepBow, &m_bowBow, &m_turn}) {
    sums->resize(pieces + kernel::tracePadding);
    sums->fill(0.0);
  }
  m_constant.resize(m_live.size());
  const kernel::TraceRefine refine{.in = m_h.data(),
                                   .inStride = m_in->stride,
                                   .oldPieces = m_pieces,
                                   .rows = m_live.data(),
                                   .rowCount = static_cast<int>(m_live.size()),
                                   .piece = m_piece.data(),
                                   .lane = m_lane.data(),
                                   .plain = m_plain.data(),
                                   .left = m_left.data(),
                                   .inner = m_inner.data(),
                                   .right = m_right.data(),
                                   .endBlocks = m_endBlocks,
                                   .innerBlocks = m_innerBlocks,
                                   .pieces = static_cast<int>(pieces),
                                   .activation = m_context->network.activation,
                                   .out = tile.values.data(),
                                   .outStride = tile.stride,
                                   .constant = m_constant.data(),
                                   .norm = tile.norm.data(),
                                   .stepStep = m_stepStep.data(),
                                   .stepBow = m_stepBow.data(),
                                   .bowBow = m_bowBow.data(),
                                   .turn = m_turn.data(),
                                   .bend = bends ? tile.bend.data() : nullptr};
  m_context->routines->refine(refine);
  const auto fix = [&](int row, double value) {
    if (value == 0.0) return;
    tile.constant.push_back(row);
    tile.constants.push_back(value);
  };
  std::size_t next = 0;
  for (int row = 0; row < m_rows; ++row) {
    if (next == m_live.size() || m_live[next] != row) {
      fix(row, m_fixed[static_cast<std::size_t>(row)]);
      continue;
    }
    double* const z = tile.values.data() + row * tile.stride;
    const double value = z[0];
    meetLevels(row, first, last, z);
    if (m_constant[next++] == 0 || z[0] != value)
      tile.active.push_back(row);
    else
      fix(row, value);
  }
  measure(tile);
  if (m_context->wantsImage(m_record->layer)) emitImage(tile, first, last, refine);
}

/// At a crossing h is the level to the last bit, and so is z: the levels are fixed points of phi.
void LayerStep::meetLevels(int row, std::size_t first, std::size_t last, double* values) const {
  const auto i = static_cast<std::size_t>(row);
  for (std::size_t e = m_byRow[i]; e < m_byRow[i + 1]; ++e) {
    const Event& event = m_events[e];
    if (event.point < static_cast<int>(first) || event.point > static_cast<int>(last)) continue;
    values[event.point - static_cast<int>(first)] = m_context->levels[static_cast<std::size_t>(event.level)];
  }
}

void LayerStep::emitImage(const TraceTile& tile, std::size_t first, std::size_t last,
                          kernel::TraceRefine refine) {
  m_image.prepare(*m_context, tile.t, tile.bend.data());
  TraceImageChunk chunk;
  chunk.t = m_image.t();
  chunk.values.resize(static_cast<std::size_t>(m_rows) * chunk.t.size());
  m_oneRow.resize(static_cast<std::size_t>(tile.stride) + kernel::tracePadding);
  m_oneNorm.resize(m_oneRow.size());
  std::uint8_t constant = 0;
  const int only = 0;
  refine.rows = &only;
  refine.rowCount = 1;
  refine.activation = Activation::Linear;
  refine.out = m_oneRow.data();
  refine.constant = &constant;
  refine.norm = m_oneNorm.data();
  refine.stepStep = nullptr;
  for (int row = 0; row < m_rows; ++row) {
    float* const image = chunk.values.data() + static_cast<std::size_t>(row) * chunk.t.size();
    if (m_context->options->imageOfH) {
      refine.in = m_h.data() + row * m_in->stride;
      m_context->routines->refine(refine);
      meetLevels(row, first, last, m_oneRow.data());
      m_image.emit(m_oneRow.data(), image);
    } else if (std::binary_search(m_live.begin(), m_live.end(), row)) {
      m_image.emit(tile.values.data() + row * tile.stride, image);
    } else {
      std::fill(image, image + chunk.t.size(), static_cast<float>(m_fixed[static_cast<std::size_t>(row)]));
    }
  }
  m_record->images.push_back(std::move(chunk));
}

void LayerStep::measure(TraceTile& tile) {
  const auto pieces = static_cast<std::size_t>(tile.pieces());
  for (std::size_t j = 0; j <= pieces; ++j) {
    tile.norm[j] = std::sqrt(tile.norm[j]);
    if (!std::isfinite(tile.norm[j])) m_record->overflow = true;
  }
  m_squares.resize(pieces + kernel::tracePadding);
  m_weights.resize(m_squares.size());
  m_weights.fill(0.0);
  // A step that rounding could have made has no direction.
  const auto layer = static_cast<std::size_t>(m_in->layer);
  const double largest = *std::max_element(m_in->norm.begin(), m_in->norm.begin() + m_pieces + 1);
  const double noise = m_context->allSlack[layer] * largest + m_context->allRest[layer];
  const double least = noise * noise;
  double endSquare = 0.0;  // of the tangent at the end of the piece before
  for (std::size_t j = 0; j < pieces; ++j) {
    const PieceSums sums{m_stepStep[j], m_stepBow[j], m_bowBow[j]};
    const double bend = m_context->bends ? tile.bend[j] : 0.0;
    m_record->length += lengthOf(sums, bend);
    const double beginSquare = m_context->bends ? tangentSquare(sums, bend, false) : sums.stepStep;
    if (j > 0) {
      m_squares[j - 1] = beginSquare * endSquare;
      m_weights[j - 1] = tile.real[j] != 0 && beginSquare > least && endSquare > least ? 1.0 : 0.0;
    }
    endSquare = m_context->bends ? tangentSquare(sums, bend, true) : sums.stepStep;
  }
  m_record->turning += m_context->routines->angles({.dot = m_turn.data(),
                                                    .square = m_squares.data(),
                                                    .weight = m_weights.data(),
                                                    .count = static_cast<int>(pieces) - 1});
}

}  // namespace arcscope::core
