#include "core/exact/trace_tile.h"

#include <algorithm>
#include <cmath>

#include "core/exact/piece_shape.h"

namespace arcscope::core {
namespace {

/// Columns of a tile: its rows stay in the second level cache, and padding to whole blocks costs little.
constexpr int mostColumns = 128;
constexpr double nearInT = 1e-6;  ///< crossings further apart than this never coincide

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

}  // namespace arcscope::core
