#include "core/explorer/explorer.h"

#include <algorithm>
#include <stdexcept>

#include "core/explorer/curve_sampling.h"
#include "core/explorer/exact_curve.h"
#include "core/explorer/explorer_state.h"
#include "core/explorer/notices.h"
#include "core/explorer/sample_figures.h"
#include "core/support/clock.h"
#include "core/support/parallel.h"

namespace arcscope::core {
namespace {

/// Makes a snapshot of what was sampled.
class Exploration {
 public:
  explicit Exploration(const ExplorerCall& call)
      : m_call(call), m_setting(call.setting()), m_curve(curveOf(call.setting())) {}

  [[nodiscard]] std::shared_ptr<const Snapshot> run() {
    const Clock::time_point begun = Clock::now();
    m_plane = planeOf(m_call.subject);
    const std::shared_ptr<const CurveTrace> trace = traceExactly(m_call, m_plane, m_curve);
    if (m_call.stop.stop_requested()) return nullptr;
    const bool exact = trace && trace->stop == TraceStop::None;
    const double traced = secondsSince(begun);
    CurveSampling sampling(m_call, m_plane, m_curve);
    if (!sampling.run(exact ? trace.get() : nullptr)) return nullptr;
    m_result = sampling.snapshot();
    m_result->trace = trace;
    m_readings = std::move(sampling.readings());
    if (!readLayers()) return nullptr;
    CurveMeasures& measures = m_result->measures;
    measureSamples(m_call, m_result->t, m_readings, measures);
    if (exact)
      takeExactFigures(*trace, measures);
    else
      countSamples(m_call, m_readings, measures);
    findGrowth(measures);
    if (!measureCurvature(m_call, m_plane, m_curve, measures)) return nullptr;
    finish(begun);
    if (!m_result->streamed)
      m_call.state.cost.learnRest(m_setting, m_call.quality, static_cast<int>(m_result->t.size()),
                                  m_result->seconds - sampling.seconds() - traced);
    return m_result;
  }

  /// The same images seen differently.
  [[nodiscard]] std::shared_ptr<const Snapshot> reproject(const Snapshot& before) {
    const Clock::time_point begun = Clock::now();
    m_result = std::make_shared<Snapshot>(before);
    m_result->view = m_call.view;
    parallelFor(m_result->layers.size(), [&](std::size_t d) {
      if (!m_call.stop.stop_requested()) project(d);
    });
    if (m_call.stop.stop_requested()) return nullptr;
    finish(begun);
    return m_result;
  }

 private:
  void project(std::size_t d) {
    LayerSnapshot& layer = m_result->layers[d];
    layer.projected = projectLayer(m_call, static_cast<int>(d), *layer.image);
  }

  [[nodiscard]] bool readLayers() {
    const Eigen::Index points = m_result->t.size();
    const bool streamed = m_result->streamed;
    m_readings.resize(m_call.state.swept.size());
    parallelFor(streamed ? 1 : m_result->layers.size(), [&](std::size_t d) {
      if (m_call.stop.stop_requested()) return;
      if (d == 0) {
        m_result->layers[0].image = inputImage();
      } else {
        m_readings[d - 1] = readLayer(m_call, static_cast<int>(d), points);
        m_result->layers[d].regions = regionsOf(static_cast<int>(d), points);
      }
      project(d);
    });
    if (streamed && m_call.selectedLayer > 0) m_result->layers[0].image.reset();
    return !m_call.stop.stop_requested();
  }

  /// At a breakpoint rounding decides what a sample shows: the trace knows.
  [[nodiscard]] std::shared_ptr<const RegionMatrix> regionsOf(int d, Eigen::Index points) const {
    if (!m_result->exactImages) return core::regionsOf(m_call, d, points);
    const std::span t(m_result->t.data(), static_cast<std::size_t>(points));
    return std::make_shared<RegionMatrix>(regionsAt(*m_result->trace, d, t));
  }

  [[nodiscard]] std::shared_ptr<const ImageMatrix> inputImage() {
    const auto image = m_call.state.images.take(m_plane.x0.size(), m_result->t.size());
    const Eigen::VectorXf origin = m_plane.origin.cast<float>();
    const Eigen::VectorXf x0 = m_plane.x0.cast<float>();
    const Eigen::VectorXf x1 = m_plane.x1.cast<float>();
    const Eigen::RowVectorXf a = m_result->inPlane.row(0).cast<float>();
    const Eigen::RowVectorXf b = m_result->inPlane.row(1).cast<float>();
    for (Eigen::Index i = 0; i < image->rows(); ++i)
      image->row(i).array() = origin[i] + a.array() * x0[i] + b.array() * x1[i];
    return image;
  }

  void align() {
    if (m_call.view.projection.kind != ProjectionChoice::Kind::PrincipalComponents) return;
    const Eigen::MatrixXf inPlane = m_result->inPlane.cast<float>();
    const Eigen::MatrixXf* reference = &inPlane;
    for (LayerSnapshot& layer : m_result->layers) {
      core::align(layer.projected, *reference);
      if (!layer.projected.points.isZero(0.0F)) reference = &layer.projected.points;
    }
  }

  void finish(Clock::time_point begun) {
    align();
    m_result->notices = noticesOf(*m_result);
    m_result->seconds = secondsSince(begun);
  }

  const ExplorerCall& m_call;
  const Setting& m_setting;
  Curve m_curve;
  Plane m_plane;
  std::shared_ptr<Snapshot> m_result;
  std::vector<LayerReading> m_readings;  ///< of the hidden layers
};

}  // namespace

ExplorerCache::ExplorerCache() : m_state(std::make_unique<State>()) {}
ExplorerCache::~ExplorerCache() = default;
ExplorerCache::ExplorerCache(ExplorerCache&&) noexcept = default;
ExplorerCache& ExplorerCache::operator=(ExplorerCache&&) noexcept = default;
std::int64_t ExplorerCache::multiplications() const {
  return m_state->multiplications;
}

std::shared_ptr<const Snapshot> explore(const Subject& subject, const ViewChoice& view, Quality quality,
                                        ExplorerCache& cache, const std::stop_token& stop, int selectedLayer,
                                        double keepBytes) {
  if (const auto error = validate(subject.setting)) throw std::invalid_argument(error->message);
  ExplorerCache::State& state = cache.state();
  const ExplorerCall call{subject, view, quality, state, stop, selectedLayer, keepBytes};
  Exploration exploration(call);
  const auto& last = state.last;
  const bool sameImages = last && last->quality == quality && last->view.image == view.image &&
                          !last->streamed && last->subject == subject;
  auto snapshot = sameImages ? exploration.reproject(*last) : exploration.run();
  if (snapshot) state.last = snapshot;
  return snapshot;
}

double estimatedSeconds(const Subject& subject, Quality quality, const ExplorerCache& cache) {
  const ExplorerCache::State& state = cache.state();
  const bool inDouble =
      quality == Quality::Full ||
      (quality == Quality::Live && CostModel::fitsDouble(subject.setting, subject.setting.points));
  const bool drawn = inDouble ? state.doubles.holds(subject) : state.floats.holds(subject);
  const double draw = drawn ? 0.0 : weightsOf(subject.setting) * 6e-9;
  return state.cost.seconds(subject.setting, quality) + draw;
}

}  // namespace arcscope::core
