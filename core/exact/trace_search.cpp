#include <algorithm>
#include <bit>
#include <cmath>

#include "core/exact/piece_shape.h"
#include "core/exact/trace_tile.h"

namespace arcscope::core {
namespace {

/// Bit j of the result is bit j + 1 of the whole.
std::uint64_t following(const std::vector<std::uint64_t>& words, std::size_t w, std::size_t count) {
  return words[w] >> 1 | (w + 1 < count ? words[w + 1] << 63 : 0);
}

/// The bits of word w among the first `count`.
std::uint64_t validBits(std::size_t w, std::size_t count) {
  const std::size_t before = w * 64;
  if (count >= before + 64) return ~std::uint64_t{0};
  return count <= before ? 0 : (std::uint64_t{1} << (count - before)) - 1;
}

bool bitAt(const std::vector<std::uint64_t>& words, std::size_t j) {
  return (words[j / 64] >> (j % 64) & 1) != 0;
}

}  // namespace

double LayerStep::tolerance(int row, int piece) const {
  const auto layer = static_cast<std::size_t>(m_in->layer);
  const auto i = static_cast<std::size_t>(row);
  const auto p = static_cast<std::size_t>(piece);
  return m_context->slack[layer][i] * std::max(m_in->norm[p], m_in->norm[p + 1]) + m_context->rest[layer][i];
}

double LayerStep::valueAt(int row, int piece, double y) const {
  const double* const h = m_h.data() + row * m_in->stride + piece;
  const bool bends = m_context->bends;
  const PieceWeights weights = weightsAt(y, bends ? m_in->bend[static_cast<std::size_t>(piece)] : 0.0, bends);
  return weights.left * h[0] + weights.right * h[1] + (bends ? weights.inner * h[m_pieces + 1] : 0.0);
}

void LayerStep::search() {
  const auto layer = static_cast<std::size_t>(m_in->layer);
  const auto rows = static_cast<std::size_t>(m_rows);
  const std::size_t words = static_cast<std::size_t>(m_pieces) / 64 + 1;
  for (auto* bits : {&m_positive, &m_nearZero, &m_outside, &m_nearOne, &m_twice[0], &m_twice[1], &m_twice[2]})
    bits->resize(rows * words);
  m_above.resize(words);
  m_below.resize(words);
  m_eventful.resize(rows);
  m_context->routines->search({.in = m_h.data(),
                               .stride = m_in->stride,
                               .rows = m_rows,
                               .pieces = m_pieces,
                               .clips = m_context->levels.size() > 1,
                               .bend = m_context->bends ? m_in->bend.data() : nullptr,
                               .norm = m_in->norm.data(),
                               .slack = m_context->slack[layer].data(),
                               .rest = m_context->rest[layer].data(),
                               .positive = m_positive.data(),
                               .nearZero = m_nearZero.data(),
                               .outside = m_outside.data(),
                               .nearOne = m_nearOne.data(),
                               .twice = {m_twice[0].data(), m_twice[1].data(), m_twice[2].data()},
                               .eventful = m_eventful.data()});
  const auto levels = m_context->levels.size();
  const std::size_t rowWords = (rows + 63) / 64;
  m_record->begin.assign(levels * rowWords, 0);
  m_record->end.assign(levels * rowWords, 0);
  m_events.clear();
  m_byRow.clear();
  m_live.clear();
  m_fixed.assign(rows, 0.0);
  m_fixedSquare = 0.0;
  for (int row = 0; row < m_rows; ++row) {
    m_byRow.push_back(m_events.size());
    if (m_eventful[static_cast<std::size_t>(row)] != 0) {
      searchRow(row);
      m_live.push_back(row);
    } else {
      quietRow(row);
    }
  }
  m_byRow.push_back(m_events.size());
}

void LayerStep::setEnds(int row, int level, bool begin, bool end) {
  const auto i = static_cast<std::size_t>(row);
  const std::size_t rowWords = (static_cast<std::size_t>(m_rows) + 63) / 64;
  const std::size_t at = static_cast<std::size_t>(level) * rowWords + i / 64;
  const std::uint64_t bit = std::uint64_t{1} << (i % 64);
  if (begin) m_record->begin[at] |= bit;
  if (end) m_record->end[at] |= bit;
}

void LayerStep::quietRow(int row) {
  const double h = m_h[static_cast<std::size_t>(row * m_in->stride)];
  for (std::size_t level = 0; level < m_context->levels.size(); ++level) {
    const bool beyond = m_context->isBeyond(static_cast<int>(level), h > m_context->levels[level] ? 1 : -1);
    setEnds(row, static_cast<int>(level), beyond, beyond);
  }
  const Activation activation = m_context->network.activation;
  if (derivative(activation, h) != 0.0) return m_live.push_back(row);
  const double z = evaluate(activation, h);
  m_fixed[static_cast<std::size_t>(row)] = z;
  m_fixedSquare += z * z;
}

void LayerStep::searchRow(int row) {
  const std::size_t base = static_cast<std::size_t>(row) * m_above.size();
  for (std::size_t level = 0; level < m_context->levels.size(); ++level) {
    const double height = m_context->levels[level];
    for (std::size_t w = 0; w < m_above.size(); ++w) {
      const std::uint64_t positive = m_positive[base + w], outside = m_outside[base + w];
      if (height == 0.0) {
        m_above[w] = positive & ~m_nearZero[base + w];
        m_below[w] = ~(positive | m_nearZero[base + w]);
      } else if (height > 0.0) {
        m_above[w] = positive & outside & ~m_nearOne[base + w];
        m_below[w] = ~(positive & (outside | m_nearOne[base + w]));
      } else {
        m_below[w] = ~positive & outside & ~m_nearOne[base + w];
        m_above[w] = positive | ~(outside | m_nearOne[base + w]);
      }
    }
    searchLevel(row, static_cast<int>(level));
  }
}

void LayerStep::searchLevel(int row, int level) {
  const auto pieces = static_cast<std::size_t>(m_pieces);
  const double* const h = m_h.data() + row * m_in->stride;
  const double height = m_context->levels[static_cast<std::size_t>(level)];
  const std::size_t words = m_above.size();
  const std::uint64_t* const twice =
      m_context->bends ? m_twice[static_cast<int>(height) + 1].data() + static_cast<std::size_t>(row) * words
                       : nullptr;
  const auto signAt = [&](std::size_t j) {
    return static_cast<int>(bitAt(m_above, j)) - static_cast<int>(bitAt(m_below, j));
  };
  const auto found = [&](std::size_t piece, double y, bool beyond) {
    if (level < m_context->splitting)
      addEvent(row, level, static_cast<int>(piece), y, beyond);
    else
      ++m_record->signTransitions;
  };
  int sideFirst = signAt(0);
  int sideLast = signAt(pieces);
  std::size_t before = pieces;  // the piece analysed last
  int sideBefore = 0;           // and the side on which it ends
  for (std::size_t w = 0; w < words; ++w) {
    const std::uint64_t above = m_above[w], below = m_below[w];
    const std::uint64_t nextAbove = following(m_above, w, words);
    const std::uint64_t nextBelow = following(m_below, w, words);
    const std::uint64_t special = ~(above | below) | ~(nextAbove | nextBelow) | (twice ? twice[w] : 0);
    const std::uint64_t rises = below & nextAbove;
    std::uint64_t flagged = ((above & nextBelow) | rises | special) & validBits(w, pieces);
    if (level >= m_context->splitting && (flagged & special) == 0) {
      m_record->signTransitions += std::popcount(flagged);
      continue;
    }
    for (; flagged != 0; flagged &= flagged - 1) {
      const int bit = std::countr_zero(flagged);
      const std::size_t j = w * 64 + static_cast<std::size_t>(bit);
      PieceValues values{h[j] - height, 0.0, h[j + 1] - height};
      values.inner = m_context->bends ? h[pieces + 1 + j] - height : 0.5 * (values.left + values.right);
      const double bend = m_context->bends ? m_in->bend[j] : 0.0;
      if ((special >> bit & 1) == 0) {
        const bool rise = (rises >> bit & 1) != 0;
        found(j, singleRoot(values, bend), m_context->isBeyond(level, rise ? 1 : -1));
        continue;
      }
      const int left = signAt(j);
      const int right = signAt(j + 1);
      const PieceRoots roots = rootsOf(values, bend, left, right, tolerance(row, static_cast<int>(j)));
      if (j == 0 && left == 0) sideFirst = roots.sideBegin;
      if (j + 1 == pieces && right == 0) sideLast = roots.sideEnd;
      if (left == 0 && before + 1 == j) {
        const bool beyond = m_context->isBeyond(level, roots.sideBegin);
        if (beyond != m_context->isBeyond(level, sideBefore)) found(j, -1.0, beyond);
      }
      int side = roots.count == 0 ? 0 : roots.count == 1 ? roots.sideEnd : -left;
      for (int root = 0; root < roots.count; ++root, side = -side)
        found(j, roots.y[root], m_context->isBeyond(level, side));
      before = j;
      sideBefore = roots.sideEnd;
    }
  }
  setEnds(row, level, m_context->isBeyond(level, sideFirst), m_context->isBeyond(level, sideLast));
}

void LayerStep::addEvent(int row, int level, int piece, double y, bool beyond) {
  const auto p = static_cast<std::size_t>(piece);
  const double begin = m_in->t[p];
  const double end = m_in->t[p + 1];
  double t = 0.0;
  if (y <= -1.0) {
    t = begin;
  } else if (m_context->bends) {
    t = 0.5 * (begin + end) + angleAt(y, m_in->bend[p]) / m_context->turnRate;
  } else {
    t = begin + 0.5 * (1.0 + y) * (end - begin);
  }
  if (t - begin <= traceResolution) {
    y = -1.0;
    t = begin;
  } else if (end - t <= traceResolution) {
    y = 1.0;
    t = end;
  }
  // Two roots in one place: the neuron touches the level.
  if (!m_events.empty()) {
    const Event& last = m_events.back();
    if (last.neuron == row && last.level == level && last.piece == piece && t - last.t <= traceResolution) {
      m_events.pop_back();
      return;
    }
  }
  m_events.push_back({piece, row, static_cast<std::int16_t>(level), beyond, y, t});
}

}  // namespace arcscope::core
