#include "core/explorer/curve_sampling.h"

#include <algorithm>
#include <cmath>

#include "core/exact/curve_trace.h"
#include "core/explorer/convolutional_sweep.h"
#include "core/support/clock.h"
#include "core/support/parallel.h"

namespace arcscope::core {
namespace {

constexpr int roundsMost = 8;
constexpr Eigen::Index breakpointShare = 3;

/// Both in one rising row, each t once.
Eigen::VectorXd merged(const Eigen::VectorXd& t, const std::vector<double>& more) {
  std::vector<double> all(static_cast<std::size_t>(t.size()) + more.size());
  std::merge(t.begin(), t.end(), more.begin(), more.end(), all.begin());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return Eigen::Map<const Eigen::VectorXd>(all.data(), static_cast<Eigen::Index>(all.size()));
}

}  // namespace

Eigen::VectorXd equidistant(double begin, double end, Eigen::Index points) {
  Eigen::VectorXd t(points);
  for (Eigen::Index j = 0; j < points; ++j)
    t[j] = begin + (end - begin) * static_cast<double>(j) / static_cast<double>(points - 1);
  t[points - 1] = end;
  return t;
}

CurveSampling::CurveSampling(const ExplorerCall& call, const Plane& plane, const Curve& curve)
    : m_call(call), m_setting(call.setting()), m_plane(plane), m_curve(curve) {}

bool CurveSampling::run(const CurveTrace* exact) {
  int points = m_setting.points;
  if (m_call.quality == Quality::Preview) points = m_call.state.cost.previewPoints(m_setting);
  Eigen::VectorXd t = equidistant(m_setting.tBegin, m_setting.tEnd, points);
  if (m_call.quality != Quality::Full) return sample(t);
  if (!exact) return sample(t) && (!m_setting.refine || refine());
  const std::vector<double> breakpoints = breakpointsOf(*exact, exact->depth());
  const bool all =
      m_setting.refine && static_cast<Eigen::Index>(breakpoints.size()) <= breakpointShare * t.size();
  if (all) t = merged(t, breakpoints);
  if (!sample(t)) return false;
  m_result->exactImages = all;
  return true;
}

void CurveSampling::begin(const Eigen::VectorXd& t) {
  m_result = std::make_shared<Snapshot>();
  m_result->subject = m_call.subject;
  m_result->view = m_call.view;
  m_result->quality = m_call.quality;
  m_result->plane = m_plane;
  m_result->t = t;
  m_result->inPlane = planePoints(m_curve, t);
  m_result->layers.resize(static_cast<std::size_t>(m_setting.depth) + 1);
  m_result->layers[0].width = static_cast<int>(m_plane.x0.size());
  for (int d = 1; d <= m_setting.depth; ++d)
    m_result->layers[static_cast<std::size_t>(d)].width = widthOf(m_setting, d);
  m_result->measures.samples = t.size();
  m_readings.clear();
}

bool CurveSampling::inDouble(int points) const {
  return m_call.quality == Quality::Full ||
         (m_call.quality == Quality::Live && CostModel::fitsDouble(m_setting, points));
}

/// Whether float held all values and resolved the chords.
bool CurveSampling::isTrustworthy() const {
  return std::all_of(m_call.state.swept.begin(), m_call.state.swept.end(), [](const SweptLayer& layer) {
    return layer.meanSquare < 1e25 && (layer.meanSquare == 0.0 || layer.meanSquare > 1e-25);
  });
}

bool CurveSampling::sample(const Eigen::VectorXd& t) {
  begin(t);
  if (isConvolutional(m_call.subject)) return keepConvolutional();
  if (inDouble(static_cast<int>(t.size()))) return sampleWith<double>();
  if (!sampleWith<float>()) return false;
  if (isTrustworthy()) return true;
  begin(t);
  return sampleWith<double>();
}

bool CurveSampling::refine() {
  CurveMeasures* m = &m_result->measures;
  for (int round = 0; round < roundsMost && m->samplingError > m_setting.tolerance; ++round) {
    const Eigen::VectorXd t =
        refinedSamples(m_result->t, m_lengths, m_setting.tolerance, m_setting.pointLimit);
    if (t.size() == m_result->t.size()) break;
    if (!sample(t)) return false;
    m = &m_result->measures;
  }
  m->limitMet = m->samplingError > m_setting.tolerance;
  return true;
}

template <class T>
bool CurveSampling::sampleWith() {
  const auto points = static_cast<double>(m_result->t.size());
  m_result->streamed = bytesToKeep(m_setting, points, sizeof(T)) > m_call.keepBytes;
  const bool done = m_result->streamed ? stream<T>() : keep<T>();
  if (done) measureLengths();
  return done;
}

SweepOptions CurveSampling::options() const {
  SweepOptions options;
  options.activation = m_setting.activation;
  options.sigmaW = m_call.scalesWeights() ? 1.0 : m_setting.sigmaW;
  options.sigmaB = m_call.scalesWeights() ? 1.0 : m_setting.sigmaB;
  options.imageOfH = m_call.view.image == ImageKind::H;
  options.allLags =
      m_call.quality != Quality::Preview && (m_setting.refine || m_call.measures.has(Measure::LengthError));
  options.multiplications = &m_call.state.multiplications;
  return options;
}

/// Those of the result; none where no pictures are wanted.
ImageSource CurveSampling::images() {
  if (!m_call.pictures) return {};
  return [this](int d, int width) {
    auto image = m_call.state.images.take(width, m_result->t.size());
    m_result->layers[static_cast<std::size_t>(d) + 1].image = image;
    return image;
  };
}

bool CurveSampling::keepConvolutional() {
  if (!sweepConvolutional(*m_call.subject.loaded->convolutional, m_plane, m_result->inPlane, options(),
                          images(), m_call.state.swept, m_call.stop))
    return false;
  measureLengths();
  return true;
}

template <class T>
bool CurveSampling::keep() {
  ExplorerCache::State& state = m_call.state;
  const Clock::time_point before = Clock::now();
  const auto layers = m_call.layers<T>(m_plane);
  if (layers.empty()) return false;
  const Clock::time_point begun = Clock::now();
  if (!sweep<T>(layers, m_result->inPlane, options(), images(), state.swept, m_call.stop)) return false;
  for (SweptLayer& layer : state.swept) layer.image.reset();
  state.cost.learnSweep(m_setting, m_call.quality, static_cast<int>(m_result->t.size()),
                        std::is_same_v<T, double>, secondsSince(begun));
  m_seconds += secondsSince(before);
  return true;
}

/// Layer by layer: draw, sweep, measure, project, drop.
template <class T>
bool CurveSampling::stream() {
  ExplorerCache::State& state = m_call.state;
  const Eigen::Index points = m_result->t.size();
  const int selected = std::clamp(m_call.selectedLayer, 0, m_setting.depth);
  state.store<T>().clear();
  state.swept.resize(static_cast<std::size_t>(m_setting.depth));
  const int panelRows = kernel::routines<T>(kernel::bestInstructionSet()).panelRows;
  LayerSweep<T> sweep(m_result->inPlane, options());
  for (int d = 1; d <= m_setting.depth; ++d) {
    Layer layer = unitLayer(m_call.subject, d, m_call.stop);
    if (m_call.stop.stop_requested()) return false;
    m_call.scale().apply(layer);
    if (d == 1) layer = restrictToPlane(layer, m_plane);
    const PackedLayer<T> packed = pack<T>(layer, panelRows);
    layer = {};
    std::shared_ptr<ImageMatrix> image;
    const ImageSource images = [&](int, int width) {
      if (m_call.pictures) image = std::make_shared<ImageMatrix>(width, points);
      return image;
    };
    SweptLayer& swept = state.swept[static_cast<std::size_t>(d - 1)];
    if (!sweep.advance(packed, d - 1, images, swept, m_call.stop)) return false;
    swept.image.reset();
    m_readings.push_back(readLayer(m_call, d, points));
    if (m_call.pictures) {
      LayerSnapshot& shown = m_result->layers[static_cast<std::size_t>(d)];
      if (d == selected) shown.regions = regionsOf(m_call, d, points);
      shown.projected = projectLayer(m_call, d, *image);
      if (d == selected) shown.image = std::move(image);
    }
    swept.planes = {};
    swept.edges = {};
    if (m_call.stop.stop_requested()) return false;
  }
  return true;
}

/// By the metric of the plane.
Chords CurveSampling::inputChords() const {
  const Eigen::Index points = m_result->t.size();
  const Eigen::Matrix2d metric = (Eigen::Matrix2d() << m_plane.x0.squaredNorm(), m_plane.x0.dot(m_plane.x1),
                                  m_plane.x0.dot(m_plane.x1), m_plane.x1.squaredNorm())
                                     .finished();
  Chords result;
  for (std::size_t l = 0; l < (options().allLags ? result.size() : 1); ++l) {
    const int lag = kernel::lagOf[l];
    result[l].assign(static_cast<std::size_t>(points), 0.0);
    for (Eigen::Index j = lag; j < points; ++j) {
      const Eigen::Vector2d step = m_result->inPlane.col(j) - m_result->inPlane.col(j - lag);
      result[l][static_cast<std::size_t>(j)] = std::sqrt(std::max(0.0, step.dot(metric * step)));
    }
  }
  return result;
}

void CurveSampling::measureLengths() {
  const bool kinked = isPiecewiseLinear(m_setting.activation) && m_setting.activation != Activation::Linear;
  m_lengths.resize(m_result->layers.size());
  parallelFor(m_lengths.size(), [&](std::size_t d) {
    m_lengths[d] = d == 0 ? sampledLength(inputChords(), m_result->t, false)
                          : sampledLength(m_call.state.swept[d - 1].chords, m_result->t, kinked);
  });
  CurveMeasures& m = m_result->measures;
  for (const SampledLength& length : m_lengths) {
    m.length.push_back(length.length);
    m.lengthError.push_back(length.relativeError());
  }
  m.samplingError = *std::max_element(m.lengthError.begin(), m.lengthError.end());
}

}  // namespace arcscope::core
