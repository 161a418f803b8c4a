#include "core/explorer/measure_curve.h"

#include <stdexcept>

#include "core/explorer/curve_sampling.h"
#include "core/explorer/exact_curve.h"
#include "core/explorer/sample_figures.h"

namespace arcscope::core {
namespace {

constexpr MeasureSet sampledAlways{Measure::Q, Measure::Correlation, Measure::Saturated, Measure::Dead};
constexpr MeasureSet bending{Measure::Curvature, Measure::GaussMapLength};

/// Figures of the samples; false when stopped.
bool sampleCurve(const ExplorerCall& call, const Plane& plane, const Curve& curve, const CurveTrace* exact,
                 CurveMeasures& measures) {
  CurveSampling sampling(call, plane, curve);
  if (!sampling.run(exact)) return false;
  const Eigen::VectorXd& t = sampling.snapshot()->t;
  std::vector<LayerReading>& readings = sampling.readings();
  for (int d = static_cast<int>(readings.size()) + 1; d <= call.setting().depth; ++d) {
    if (call.stop.stop_requested()) return false;
    readings.push_back(readLayer(call, d, t.size()));
  }
  measures = sampling.snapshot()->measures;
  if (call.measures.hasAnyOf(sampledAlways)) measureSamples(call, t, readings, measures);
  if (exact == nullptr) countSamples(call, readings, measures);
  return true;
}

}  // namespace

std::optional<CurveMeasures> measureCurve(const Subject& subject, MeasureSet wanted, ExplorerCache& cache,
                                          const std::stop_token& stop, double keepBytes) {
  if (const auto error = validate(subject.setting)) throw std::invalid_argument(error->message);
  ExplorerCache::State& state = cache.state();
  state.last.reset();
  state.doubles.clear();
  const ViewChoice view;
  const ExplorerCall call{.subject = subject,
                          .view = view,
                          .quality = Quality::Full,
                          .state = state,
                          .stop = stop,
                          .selectedLayer = 1,
                          .keepBytes = keepBytes,
                          .measures = wanted,
                          .pictures = false};
  const Plane plane = planeOf(subject);
  const Curve curve = curveOf(subject.setting);
  const std::shared_ptr<const CurveTrace> trace = traceExactly(call, plane, curve);
  if (stop.stop_requested()) return std::nullopt;
  const bool exact = trace && trace->stop == TraceStop::None;
  CurveMeasures measures;
  if ((!exact || wanted.hasAnyOf(sampledAlways)) &&
      !sampleCurve(call, plane, curve, exact ? trace.get() : nullptr, measures))
    return std::nullopt;
  if (exact) takeExactFigures(*trace, measures);
  findGrowth(measures);
  if (!wanted.has(Measure::Patterns)) measures.patterns.clear();
  if (wanted.hasAnyOf(bending) && !measureCurvature(call, plane, curve, measures)) return std::nullopt;
  return measures;
}

}  // namespace arcscope::core
