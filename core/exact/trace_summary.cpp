#include "core/exact/trace_summary.h"

#include <algorithm>
#include <bit>

#include "core/measure/region_counts.h"
#include "core/support/parallel.h"

namespace arcscope::core {
namespace {

/// Change of a neuron's region number at a crossing.
int stepOf(const Crossing& crossing) {
  const bool low = crossing.threshold < 0.0;
  return crossing.beyond == low ? -1 : 1;
}

bool earlier(const Crossing& a, const Crossing& b) {
  return a.t != b.t ? a.t < b.t : a.layer < b.layer;
}

/// A bijection of 64 bits, as in splitmix64 (S. Vigna).
std::uint64_t mixed(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15U;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31);
}

Fingerprint keyOf(const Crossing& crossing) {
  const std::uint64_t address = static_cast<std::uint64_t>(crossing.layer) << 34 |
                                static_cast<std::uint64_t>(crossing.neuron) << 2 |
                                (crossing.threshold < 0.0 ? 1U : 0U);
  const std::uint64_t low = mixed(address);
  return {low, mixed(low ^ 0x5851F42D4C957F2DU)};
}

/// parallelFor, where there is enough to do to make up for waking the workers.
template <class Body>
void share(bool large, std::size_t count, const Body& body) {
  if (large) return parallelFor(count, body);
  for (std::size_t i = 0; i < count; ++i) body(i);
}

/// One layer's records, along t.
class LayerSummary {
 public:
  LayerSummary(const TraceContext& context, std::vector<TraceRecord*> records, const CurveTrace& trace)
      : m_context(context), m_records(std::move(records)), m_trace(trace) {
    std::sort(m_records.begin(), m_records.end(),
              [](const TraceRecord* a, const TraceRecord* b) { return a->tBegin < b->tBegin; });
    m_layer = m_records.front()->layer;
    m_rows = m_context.network.layers[static_cast<std::size_t>(m_layer - 1)]->rows;
  }

  void fill(TracedLayer& layer, std::vector<Crossing>& crossings) {
    layer.width = m_rows;
    readFirstRegions(layer);
    for (std::size_t r = 0; r < m_records.size(); ++r) {
      const TraceRecord& record = *m_records[r];
      layer.length += record.length;
      layer.turning += record.turning;
      layer.signTransitions += record.signTransitions;
      if (r > 0) compareEnds(m_records[r - 1]->end, record, record.tBegin, layer, crossings);
      for (const Crossing& crossing : record.crossings) take(crossing, layer, crossings);
    }
    if (m_trace.closed)
      compareEnds(m_records.back()->end, *m_records.front(), m_trace.tBegin, layer, crossings);
    if (!std::is_sorted(crossings.begin(), crossings.end(), earlier))
      std::stable_sort(crossings.begin(), crossings.end(), earlier);
    layer.transitions = static_cast<std::int64_t>(crossings.size());
    const auto levels = static_cast<std::size_t>(m_context.splitting);
    if (levels == 1) layer.signTransitions = layer.transitions;
    if (m_context.wantsImage(m_layer)) layer.image = image();
  }

 private:
  [[nodiscard]] std::size_t words() const { return (static_cast<std::size_t>(m_rows) + 63) / 64; }

  void readFirstRegions(TracedLayer& layer) const {
    layer.firstRegions.assign(static_cast<std::size_t>(m_rows), 0);
    for (int level = 0; level < m_context.splitting; ++level) {
      const int sign = m_context.levels[static_cast<std::size_t>(level)] < 0.0 ? -1 : 1;
      for (std::size_t i = 0; i < layer.firstRegions.size(); ++i) {
        const std::uint64_t word =
            m_records.front()->begin[static_cast<std::size_t>(level) * words() + i / 64];
        if ((word >> (i % 64) & 1) != 0) layer.firstRegions[i] = static_cast<std::int8_t>(sign);
      }
    }
  }

  /// Crossings at the very ends of an open curve bound no piece.
  void take(Crossing crossing, TracedLayer& layer, std::vector<Crossing>& crossings) const {
    const bool first = crossing.t <= m_trace.tBegin;
    if (first) {
      std::int8_t& region = layer.firstRegions[static_cast<std::size_t>(crossing.neuron)];
      region = static_cast<std::int8_t>(region + stepOf(crossing));
    }
    if (first || crossing.t >= m_trace.tEnd) {
      if (!m_trace.closed) return;
      crossing.t = m_trace.tBegin;
    }
    crossings.push_back(crossing);
  }

  /// Neurons that reach a tile's end on one side of a level and leave it on the other.
  void compareEnds(const std::vector<std::uint64_t>& before, const TraceRecord& after, double t,
                   TracedLayer& layer, std::vector<Crossing>& crossings) const {
    for (std::size_t w = 0; w < before.size(); ++w) {
      for (std::uint64_t differ = before[w] ^ after.begin[w]; differ != 0; differ &= differ - 1) {
        const auto bit = static_cast<std::size_t>(std::countr_zero(differ));
        const std::size_t level = w / words();
        if (static_cast<int>(level) >= m_context.splitting) {
          ++layer.signTransitions;
          continue;
        }
        const std::size_t neuron = w % words() * 64 + bit;
        crossings.push_back({t, m_context.levels[level], static_cast<std::int32_t>(neuron),
                             static_cast<std::int16_t>(m_layer), (after.begin[w] >> bit & 1) != 0});
      }
    }
  }

  [[nodiscard]] std::shared_ptr<const TraceImage> image() const {
    std::vector<const TraceImageChunk*> chunks;
    for (const TraceRecord* record : m_records)
      for (const TraceImageChunk& chunk : record->images) chunks.push_back(&chunk);
    auto image = std::make_shared<TraceImage>();
    for (const TraceImageChunk* chunk : chunks) {  // a chunk begins where the one before ends
      if (!image->t.empty()) image->t.pop_back();
      image->t.insert(image->t.end(), chunk->t.begin(), chunk->t.end());
    }
    image->values.resize(m_rows, static_cast<Eigen::Index>(image->t.size()));
    for (int row = 0; row < m_rows; ++row) {
      float* out = image->values.row(row).data();
      for (const TraceImageChunk* chunk : chunks) {
        const float* const from = chunk->values.data() + static_cast<std::size_t>(row) * chunk->t.size();
        out = std::copy(from, from + chunk->t.size(), out) - 1;
      }
    }
    return image;
  }

  const TraceContext& m_context;
  std::vector<TraceRecord*> m_records;
  const CurveTrace& m_trace;
  int m_layer = 0;
  int m_rows = 0;
};

/// Pieces and distinct patterns of layers 1..`layer`. A straight line meets every region once, because
/// regions are convex.
void count(CurveTrace& trace, int layer, bool patterns, bool straight) {
  std::int64_t breakpoints = 0;
  const bool walks = patterns && !straight;
  std::vector<Fingerprint> seen;
  Fingerprint now;
  double last = trace.tBegin - 1.0;
  if (walks) seen.push_back(now);
  for (const Crossing& crossing : trace.crossings) {
    if (crossing.layer > layer) continue;
    const bool fresh = crossing.t != last;
    last = crossing.t;
    if (fresh) ++breakpoints;
    if (!walks || crossing.t <= trace.tBegin) continue;  // what lies behind tBegin is the first pattern
    now ^= keyOf(crossing);
    if (fresh)
      seen.push_back(now);
    else
      seen.back() = now;
  }
  TracedLayer& result = trace.layers[static_cast<std::size_t>(layer)];
  result.pieces = trace.closed ? std::max<std::int64_t>(1, breakpoints) : breakpoints + 1;
  result.patterns = !patterns ? 0 : straight ? result.pieces : countDistinct(seen);
}

}  // namespace

void summarise(const TraceContext& context, std::vector<TraceRecord> records, int layers, bool straight,
               CurveTrace& trace) {
  const auto depth = static_cast<std::size_t>(layers);
  std::size_t events = 0;
  for (const TraceRecord& record : records) events += record.crossings.size();
  const bool large = events > 4000 || context.options->images;
  std::vector<std::vector<TraceRecord*>> byLayer(depth + 1);
  for (TraceRecord& record : records) {
    if (record.layer > layers) continue;
    byLayer[static_cast<std::size_t>(record.layer)].push_back(&record);
    trace.columns += record.columns;
  }
  trace.layers.resize(depth + 1);
  std::vector<std::vector<Crossing>> crossings(depth + 1);
  share(large, depth, [&](std::size_t i) {
    LayerSummary(context, std::move(byLayer[i + 1]), trace).fill(trace.layers[i + 1], crossings[i + 1]);
  });
  // Neighbours are merged pairwise until one sequence is left.
  for (std::size_t step = 1; step < crossings.size(); step *= 2) {
    share(large, (crossings.size() + 2 * step - 1) / (2 * step), [&](std::size_t i) {
      std::vector<Crossing>& a = crossings[i * 2 * step];
      if (i * 2 * step + step >= crossings.size()) return;
      std::vector<Crossing>& b = crossings[i * 2 * step + step];
      if (b.empty()) return;
      std::vector<Crossing> both(a.size() + b.size());
      std::merge(a.begin(), a.end(), b.begin(), b.end(), both.begin(), earlier);
      a = std::move(both);
      b.clear();
    });
  }
  trace.crossings = std::move(crossings.front());
  share(large, depth, [&](std::size_t i) {
    count(trace, static_cast<int>(depth - i), context.options->patterns, straight);
  });
}

RegionMatrix regionsAt(const CurveTrace& trace, int layer, std::span<const double> t) {
  const std::vector<std::int8_t>& first = trace.layers[static_cast<std::size_t>(layer)].firstRegions;
  RegionMatrix regions(static_cast<Eigen::Index>(first.size()), static_cast<Eigen::Index>(t.size()));
  std::vector<std::size_t> filled(first.size(), 0);
  std::vector<std::int8_t> now = first;
  const auto fillTo = [&](std::size_t neuron, std::size_t end) {
    std::int8_t* const row = regions.row(static_cast<Eigen::Index>(neuron)).data();
    std::fill(row + filled[neuron], row + end, now[neuron]);
    filled[neuron] = end;
  };
  for (const Crossing& crossing : trace.crossings) {
    if (crossing.layer != layer || crossing.t <= trace.tBegin) continue;
    const auto neuron = static_cast<std::size_t>(crossing.neuron);
    fillTo(neuron, static_cast<std::size_t>(std::lower_bound(t.begin(), t.end(), crossing.t) - t.begin()));
    now[neuron] = static_cast<std::int8_t>(now[neuron] + stepOf(crossing));
  }
  for (std::size_t neuron = 0; neuron < first.size(); ++neuron) fillTo(neuron, t.size());
  return regions;
}

}  // namespace arcscope::core
