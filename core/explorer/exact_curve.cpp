#include "core/explorer/exact_curve.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace arcscope::core {
namespace {

bool applies(const ExplorerCall& call) {
  const Setting& setting = call.setting();
  return !isConvolutional(call.subject) && setting.method == Method::Exact &&
         isPiecewiseLinear(setting.activation) && call.quality != Quality::Preview &&
         bytesToKeep(setting, setting.points, sizeof(double)) <= call.keepBytes;
}

}  // namespace

std::shared_ptr<const CurveTrace> traceExactly(const ExplorerCall& call, const Plane& plane,
                                               const Curve& curve) {
  if (!applies(call)) return nullptr;
  const Setting& setting = call.setting();
  ExplorerCache::State& state = call.state;
  TraceOptions options{.tBegin = setting.tBegin,
                       .tEnd = setting.tEnd,
                       .maxPieces = setting.pieceLimit,
                       .patterns = call.measures.has(Measure::Patterns)};
  if (call.quality == Quality::Live) {
    options.maxPieces = std::min(options.maxPieces, state.traceCost.piecesInAFrame(setting));
    if (options.maxPieces == 0) return nullptr;
  }
  const auto layers = call.layers<double>(plane);
  if (layers.empty()) return nullptr;
  const auto begun = std::chrono::steady_clock::now();
  const TracedNetwork network{.layers = layers,
                              .activation = setting.activation,
                              .sigmaW = call.scalesWeights() ? 1.0 : setting.sigmaW,
                              .sigmaB = call.scalesWeights() ? 1.0 : setting.sigmaB};
  auto trace = std::make_shared<CurveTrace>(
      traceCurve(network, plane, curve, options, state.traceWorkspace, call.stop));
  if (trace->stop == TraceStop::Cancelled) return nullptr;
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begun;
  state.traceCost.learn(setting, *trace, seconds.count());
  return trace;
}

void takeExactFigures(const CurveTrace& trace, CurveMeasures& measures) {
  measures.exact = true;
  measures.samplingError = 0.0;
  measures.limitMet = false;
  measures.length.resize(trace.layers.size());
  measures.lengthError.resize(trace.layers.size());
  for (std::size_t d = 0; d < trace.layers.size(); ++d) {
    const TracedLayer& layer = trace.layers[d];
    measures.length[d] = layer.length;
    measures.lengthError[d] = 0.0;
    if (d == 0) continue;
    measures.transitions.push_back(layer.transitions);
    measures.signTransitions.push_back(layer.signTransitions);
    measures.pieces.push_back(layer.pieces);
    measures.patterns.push_back(layer.patterns);
    measures.turning.push_back(layer.turning);
  }
}

}  // namespace arcscope::core
