#include <algorithm>
#include <cmath>

#include "core/exact/trace_tile.h"

namespace arcscope::core {

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
