#include "core/exact/curve_trace.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <numbers>
#include <numeric>
#include <stdexcept>

#include "core/exact/piece_shape.h"
#include "core/exact/trace_summary.h"
#include "core/exact/trace_tile.h"
#include "core/support/parallel.h"

namespace arcscope::core {

class TraceWorkspace::Buffers {
 public:
  std::vector<TraceTilePtr> spare;
  std::vector<LayerStep> steps;
};

TraceWorkspace::TraceWorkspace() : m_buffers(std::make_unique<Buffers>()) {}
TraceWorkspace::~TraceWorkspace() = default;
TraceWorkspace::TraceWorkspace(TraceWorkspace&&) noexcept = default;
TraceWorkspace& TraceWorkspace::operator=(TraceWorkspace&&) noexcept = default;

namespace {

constexpr double unitRounding = 0x1p-53;
/// Rounding of h is taken to be below this many units of |weights of the neuron| |z| + |bias|.
constexpr double roundings = 8.0;
constexpr double longestArc = std::numbers::pi / 8.0;  ///< radians of a piece to start from
constexpr std::size_t startTiles = 4;                  ///< stretches to start from: work for all processors
constexpr std::size_t fewTiles = 8;
constexpr double mostKept = 64.0 * 1024 * 1024;  ///< bytes of tiles that a workspace keeps for the next trace
/// Tiles begin where nothing special is to be expected: no corner, no symmetry.
constexpr double unevenly = 0.38196601125;

constexpr std::array zero{0.0};
constexpr std::array clipAndZero{-1.0, 1.0, 0.0};

/// The stretch of the curve before the first layer.
struct Start {
  std::vector<double> t;
  std::vector<double> bend;       ///< arcs
  std::vector<std::size_t> cuts;  ///< indices at which it is cut into tiles
};

Start startOf(const TraceContext& context, const Curve& curve) {
  const double begin = context.options->tBegin;
  const double end = context.options->tEnd;
  std::vector<double> corners{begin};
  for (const double corner : curve.corners())
    if (corner > begin + traceResolution && corner < end - traceResolution &&
        corner > corners.back() + traceResolution)
      corners.push_back(corner);
  corners.push_back(end);
  Start start;
  const std::size_t spans = corners.size() - 1;
  std::size_t parts = std::max<std::size_t>(1, startTiles / spans);
  if (context.bends)
    parts =
        std::max(parts, static_cast<std::size_t>(std::ceil((end - begin) * context.turnRate / longestArc)));
  const std::size_t rare = std::clamp<std::size_t>(spans / startTiles, 1, 48);  // spans for one that is cut
  for (std::size_t i = 0; i < spans; ++i) {
    start.t.push_back(corners[i]);
    const double width = corners[i + 1] - corners[i];
    if (i % rare != rare / 2 || width < 100.0 * traceResolution) continue;
    for (std::size_t k = 0; k < parts; ++k) {
      if (k % ((parts + startTiles - 1) / startTiles) == 0) start.cuts.push_back(start.t.size());
      start.t.push_back(corners[i] +
                        width * (static_cast<double>(k) + unevenly) / static_cast<double>(parts));
    }
  }
  start.t.push_back(end);
  if (context.bends) {
    for (std::size_t i = 0; i + 1 < start.t.size(); ++i) {
      const double root = std::tan(0.25 * context.turnRate * (start.t[i + 1] - start.t[i]));
      start.bend.push_back(root * root);
    }
  }
  return start;
}

TraceTilePtr startTile(const TraceContext& context, const Curve& curve, const Start& start, std::size_t first,
                       std::size_t last) {
  auto tile = std::make_unique<TraceTile>();
  const std::size_t pieces = last - first;
  tile->rows = 3;
  tile->t.assign(start.t.begin() + static_cast<std::ptrdiff_t>(first),
                 start.t.begin() + static_cast<std::ptrdiff_t>(last) + 1);
  tile->real.assign(pieces + 1, 0);
  std::vector<double> places = tile->t;
  if (context.bends) {
    tile->bend.resize(pieces + kernel::tracePadding);
    tile->bend.fill(0.0);
    for (std::size_t i = 0; i < pieces; ++i) {
      tile->bend[i] = start.bend[first + i];
      places.push_back(0.5 * (tile->t[i] + tile->t[i + 1]));
    }
  }
  const std::size_t columns = (places.size() + 15) / 16 * 16;
  places.resize(columns, places.back());
  tile->stride = traceStride(static_cast<int>(columns));
  tile->values.resize(3 * static_cast<std::size_t>(tile->stride) + kernel::tracePadding);
  tile->norm.resize(columns + kernel::tracePadding);
  tile->norm.fill(0.0);
  for (std::size_t j = 0; j < columns; ++j) {
    const PlanePoint p = curve.at(places[j]);
    double* const column = tile->values.data() + j;
    column[0] = 1.0;
    column[tile->stride] = p.a;
    column[2 * tile->stride] = p.b;
    tile->norm[j] = std::sqrt(1.0 + p.a * p.a + p.b * p.b);
  }
  tile->active = {1, 2};
  tile->constant = {0};
  tile->constants = {1.0};
  return tile;
}

/// Length and image of the curve itself.
TracedLayer inputLayer(const TraceContext& context, const Plane& plane, const Curve& curve,
                       const Start& start) {
  TracedLayer layer;
  layer.width = static_cast<int>(plane.x0.size());
  layer.patterns = context.options->patterns ? 1 : 0;
  const auto inSpace = [&](double a, double b) -> Eigen::VectorXd { return a * plane.x0 + b * plane.x1; };
  for (std::size_t i = 0; i + 1 < start.t.size(); ++i) {
    const PlanePoint left = curve.at(start.t[i]);
    const PlanePoint right = curve.at(start.t[i + 1]);
    const Eigen::VectorXd step = inSpace(0.5 * (right.a - left.a), 0.5 * (right.b - left.b));
    PieceSums sums{step.squaredNorm(), 0.0, 0.0};
    if (context.bends) {
      const PlanePoint inner = curve.at(0.5 * (start.t[i] + start.t[i + 1]));
      const Eigen::VectorXd bow =
          inSpace(0.5 * (left.a + right.a) - inner.a, 0.5 * (left.b + right.b) - inner.b);
      sums.stepBow = step.dot(bow);
      sums.bowBow = bow.squaredNorm();
    }
    layer.length += lengthOf(sums, context.bends ? start.bend[i] : 0.0);
  }
  if (context.wantsImage(0)) {
    ImagePlan plan;
    plan.prepare(context, start.t, start.bend.data());
    auto image = std::make_shared<TraceImage>();
    image->t = plan.t();
    image->values = curvePoints(plane, curve,
                                Eigen::Map<const Eigen::VectorXd>(image->t.data(),
                                                                  static_cast<Eigen::Index>(image->t.size())))
                        .cast<float>();
    layer.image = std::move(image);
  }
  return layer;
}

/// One trace: tiles that wait, and the counts that limits look at.
class Tracer {
 public:
  Tracer(const TraceContext& context, TraceWorkspace::Buffers& buffers, const std::stop_token& stop)
      : m_context(context),
        m_buffers(buffers),
        m_stop(stop),
        m_depth(static_cast<int>(context.network.layers.size())),
        m_layers(m_depth),
        m_breakpoints(static_cast<std::size_t>(m_depth) + 1, 0),
        m_bytes(static_cast<std::size_t>(m_depth) + 1, 0.0),
        m_reasons(static_cast<std::size_t>(m_depth) + 1, TraceStop::None) {}

  void run(std::vector<TraceTilePtr> tiles) {
    m_waiting = std::move(tiles);
    std::reverse(m_waiting.begin(), m_waiting.end());
    const std::size_t threads = parallelThreads();
    if (m_buffers.steps.size() < threads) m_buffers.steps.resize(threads);
    parallelFor(threads, [&](std::size_t thread) { work(m_buffers.steps[thread]); });
    double kept = 0.0;
    std::erase_if(m_buffers.spare, [&](const TraceTilePtr& tile) {
      kept += static_cast<double>(tile->values.size() * sizeof(double));
      return kept > mostKept;
    });
  }

  [[nodiscard]] int layers() const { return m_layers; }
  [[nodiscard]] TraceStop reason() const {
    if (m_cancelled) return TraceStop::Cancelled;
    return m_layers < m_depth ? m_reasons[static_cast<std::size_t>(m_layers) + 1] : TraceStop::None;
  }
  [[nodiscard]] std::vector<TraceRecord> takeRecords() { return std::move(m_records); }

 private:
  void work(LayerStep& step) {
    std::vector<TraceTilePtr> made;
    std::unique_lock lock(m_mutex);
    for (;;) {
      m_wake.wait(lock, [&] { return !m_waiting.empty() || m_running == 0; });
      if (m_waiting.empty()) return;
      // The last one made is still in the cache and keeps the memory small; when few are left, the one with
      // most work to come.
      auto next = m_waiting.end() - 1;
      if (m_waiting.size() < fewTiles)
        next = std::min_element(m_waiting.begin(), m_waiting.end(),
                                [](const auto& a, const auto& b) { return a->layer < b->layer; });
      TraceTilePtr tile = std::move(*next);
      m_waiting.erase(next);
      ++m_running;
      while (tile->layer < m_layers && !m_cancelled) {
        std::vector<TraceTilePtr> spare;  // two will do for most layers
        for (int i = 0; i < 2 && !m_buffers.spare.empty(); ++i) {
          spare.push_back(std::move(m_buffers.spare.back()));
          m_buffers.spare.pop_back();
        }
        lock.unlock();
        TraceRecord record;
        made.clear();
        try {
          step.run(m_context, *tile, record, made, spare);
        } catch (...) {  // no memory: the others must not wait for this tile
          lock.lock();
          m_cancelled = true;
          m_waiting.clear();
          --m_running;
          m_wake.notify_all();
          throw;
        }
        lock.lock();
        for (TraceTilePtr& one : spare) m_buffers.spare.push_back(std::move(one));
        m_buffers.spare.push_back(std::move(tile));
        take(std::move(record));
        tile = std::move(made.front());
        for (std::size_t i = made.size(); i-- > 1;) m_waiting.push_back(std::move(made[i]));
        if (made.size() > 1) m_wake.notify_all();
        if (m_stop.stop_requested()) m_cancelled = true;
      }
      m_buffers.spare.push_back(std::move(tile));
      if (m_cancelled) m_waiting.clear();
      if (--m_running == 0 && m_waiting.empty()) m_wake.notify_all();
    }
  }

  /// What is counted is the same in whatever order tiles come: a layer's sum passes a limit or it does not.
  void take(TraceRecord record) {
    if (record.layer > m_layers) return;
    const auto layer = static_cast<std::size_t>(record.layer);
    if (record.overflow) return refuse(record.layer, TraceStop::Overflow);
    m_breakpoints[layer] += record.breakpoints;
    m_bytes[layer] += record.bytes();
    std::int64_t pieces = 1;
    double bytes = 0.0;
    for (int d = 1; d <= m_layers; ++d) {
      pieces += m_breakpoints[static_cast<std::size_t>(d)];
      bytes += m_bytes[static_cast<std::size_t>(d)];
      if (pieces > m_context.options->maxPieces) refuse(d, TraceStop::Pieces);
      if (bytes > m_context.options->maxBytes) refuse(d, TraceStop::Bytes);
    }
    if (record.layer <= m_layers) m_records.push_back(std::move(record));
  }
  void refuse(int layer, TraceStop reason) {
    if (layer > m_layers) return;
    m_layers = layer - 1;
    m_reasons[static_cast<std::size_t>(layer)] = reason;
  }

  const TraceContext& m_context;
  TraceWorkspace::Buffers& m_buffers;
  const std::stop_token& m_stop;
  const int m_depth;
  std::mutex m_mutex;  // guards all below, and the spare tiles
  std::condition_variable m_wake;
  std::vector<TraceTilePtr> m_waiting;
  int m_running = 0;
  int m_layers;  ///< still to be completed
  bool m_cancelled = false;
  std::vector<std::int64_t> m_breakpoints;
  std::vector<double> m_bytes;
  std::vector<TraceStop> m_reasons;
  std::vector<TraceRecord> m_records;
};

TraceContext contextOf(const TracedNetwork& network, const Curve& curve, const TraceOptions& options) {
  TraceContext context;
  context.network = network;
  context.options = &options;
  context.routines = &kernel::traceRoutines(options.instructionSet);
  context.bends = curve.kind() == Trajectory::Arc || curve.kind() == Trajectory::Circle;
  if (context.bends) context.turnRate = std::numbers::pi * (curve.kind() == Trajectory::Arc ? 0.5 : 2.0);
  context.levels = network.activation == Activation::HardTanh ? std::span<const double>(clipAndZero)
                                                              : std::span<const double>(zero);
  context.splitting = network.activation == Activation::HardTanh ? 2
                      : network.activation == Activation::Linear ? 0
                                                                 : 1;
  context.slack.resize(network.layers.size());
  context.rest.resize(network.layers.size());
  context.allSlack.resize(network.layers.size());
  context.allRest.resize(network.layers.size());
  const auto bound = [&](std::size_t d) {
    const PackedLayer<double>& layer = *network.layers[d];
    std::vector<double>& slack = context.slack[d];
    slack.resize(static_cast<std::size_t>(layer.rows));
    context.rest[d].resize(slack.size());
    context.routines->squares(layer.weights.data(), layer.rows, layer.cols, slack.data());
    for (std::size_t i = 0; i < slack.size(); ++i) {
      slack[i] = roundings * unitRounding * std::abs(network.sigmaW) * std::sqrt(slack[i]);
      context.rest[d][i] = roundings * unitRounding * std::abs(network.sigmaB * layer.bias[i]);
    }
    const auto size = [](const std::vector<double>& values) {
      return std::sqrt(std::inner_product(values.begin(), values.end(), values.begin(), 0.0));
    };
    context.allSlack[d] = size(slack);
    context.allRest[d] = size(context.rest[d]);
  };
  std::size_t weights = 0;
  for (const PackedLayer<double>* layer : network.layers) weights += layer->weights.size();
  if (weights > 1'000'000) {  // else waking the workers would take longer
    parallelFor(network.layers.size(), bound);
  } else {
    for (std::size_t d = 0; d < network.layers.size(); ++d) bound(d);
  }
  return context;
}

}  // namespace

CurveTrace traceCurve(const TracedNetwork& network, const Plane& plane, const Curve& curve,
                      const TraceOptions& options, TraceWorkspace& workspace, const std::stop_token& stop) {
  if (!isPiecewiseLinear(network.activation))
    throw std::invalid_argument("no exact trace for " + std::string(name(network.activation)));
  if (!(options.tBegin >= 0.0 && options.tBegin < options.tEnd && options.tEnd <= 1.0))
    throw std::invalid_argument("a stretch of t must lie in [0, 1]");
  const TraceContext context = contextOf(network, curve, options);
  const Start start = startOf(context, curve);
  CurveTrace trace;
  trace.tBegin = options.tBegin;
  trace.tEnd = options.tEnd;
  trace.closed = curve.closed() && options.tBegin <= 0.0 && options.tEnd >= 1.0;
  trace.layers.push_back(inputLayer(context, plane, curve, start));

  std::vector<TraceTilePtr> waiting;
  std::size_t first = 0;
  for (std::size_t i = 0; i <= start.cuts.size(); ++i) {
    const std::size_t last = i < start.cuts.size() ? start.cuts[i] : start.t.size() - 1;
    waiting.push_back(startTile(context, curve, start, first, last));
    first = last;
  }
  Tracer tracer(context, workspace.buffers(), stop);
  tracer.run(std::move(waiting));
  trace.stop = tracer.reason();
  if (trace.stop != TraceStop::None) trace.stopLayer = tracer.layers() + 1;
  if (trace.stop == TraceStop::Cancelled) return trace;
  summarise(context, tracer.takeRecords(), tracer.layers(), curve.kind() == Trajectory::Line, trace);
  return trace;
}

CurveTrace traceCurve(const Network& network, const Plane& plane, const Curve& curve,
                      const TraceOptions& options, const std::stop_token& stop) {
  const int panelRows = kernel::traceRoutines(options.instructionSet).panelRows;
  std::vector<PackedLayer<double>> packed;
  for (const Layer& layer : network.layers)
    packed.push_back(pack<double>(packed.empty() ? restrictToPlane(layer, plane) : layer, panelRows));
  std::vector<const PackedLayer<double>*> layers;
  for (const PackedLayer<double>& layer : packed) layers.push_back(&layer);
  TraceWorkspace workspace;
  return traceCurve({.layers = layers, .activation = network.activation}, plane, curve, options, workspace,
                    stop);
}

Eigen::VectorXd evaluateAt(const Network& network, const Plane& plane, const Curve& curve, double t,
                           int layer) {
  const PlanePoint p = curve.at(t);
  Eigen::VectorXd z = plane.origin + p.a * plane.x0 + p.b * plane.x1;
  Eigen::VectorXd h;
  for (int d = 0; d < layer; ++d) {
    const Layer& one = network.layers[static_cast<std::size_t>(d)];
    h = one.weights * z + one.bias;
    z = h.unaryExpr([&](double value) { return evaluate(network.activation, value); });
  }
  return h;
}

}  // namespace arcscope::core
