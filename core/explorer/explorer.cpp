#include "core/explorer/explorer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "core/explorer/cost_model.h"
#include "core/explorer/matrix_pool.h"
#include "core/explorer/network_store.h"
#include "core/explorer/notices.h"
#include "core/measure/curvature.h"
#include "core/measure/sampled_length.h"
#include "core/support/parallel.h"
#include "core/trajectory/sweep.h"

namespace arcscope::core {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int livePoints = 256;  ///< that a live projection is found from
constexpr int roundsMost = 8;
constexpr int curvaturePointsMost = 1025;
constexpr int curvaturePointsLeast = 129;
constexpr double curvatureBudget = 1e10;  ///< multiplications

double secondsSince(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

Eigen::VectorXd equidistant(double begin, double end, Eigen::Index points) {
  Eigen::VectorXd t(points);
  for (Eigen::Index j = 0; j < points; ++j)
    t[j] = begin + (end - begin) * static_cast<double>(j) / static_cast<double>(points - 1);
  t[points - 1] = end;
  return t;
}

}  // namespace

struct ExplorerCache::State {
  NetworkStore<float> floats;
  NetworkStore<double> doubles;
  MatrixPool<ImageMatrix> images;
  MatrixPool<RegionMatrix> regions;
  std::vector<SweptLayer> swept;
  std::shared_ptr<const Snapshot> last;
  CostModel cost;

  template <class T>
  [[nodiscard]] NetworkStore<T>& store() {
    if constexpr (std::is_same_v<T, float>)
      return floats;
    else
      return doubles;
  }
};

ExplorerCache::ExplorerCache() : m_state(std::make_unique<State>()) {}
ExplorerCache::~ExplorerCache() = default;
ExplorerCache::ExplorerCache(ExplorerCache&&) noexcept = default;
ExplorerCache& ExplorerCache::operator=(ExplorerCache&&) noexcept = default;

namespace {

/// One call of explore().
class Exploration {
 public:
  Exploration(const Subject& subject, const ViewChoice& view, Quality quality, ExplorerCache::State& state,
              const std::stop_token& stop, int selectedLayer, double keepBytes)
      : m_subject(subject),
        m_setting(subject.setting),
        m_view(view),
        m_quality(quality),
        m_state(state),
        m_stop(stop),
        m_selected(std::clamp(selectedLayer, 0, subject.setting.depth)),
        m_keepBytes(keepBytes),
        m_curve(curveOf(subject.setting)) {}

  [[nodiscard]] std::shared_ptr<const Snapshot> run() {
    const Clock::time_point begun = Clock::now();
    m_plane = planeOf(m_subject);
    int points = m_setting.points;
    if (m_quality == Quality::Preview) points = m_state.cost.previewPoints(m_setting);
    if (!sample(equidistant(m_setting.tBegin, m_setting.tEnd, points))) return nullptr;
    if (m_quality == Quality::Full && m_setting.refine && !refine()) return nullptr;
    if (!m_result->streamed && !readAllPlanes()) return nullptr;
    inputImage();
    measure();
    if (!bend()) return nullptr;
    if (!m_result->streamed && !project()) return nullptr;
    align();
    m_result->notices = noticesOf(*m_result);
    m_result->seconds = secondsSince(begun);
    if (!m_result->streamed)
      m_state.cost.learnRest(m_setting, m_quality, static_cast<int>(m_result->t.size()),
                             m_result->seconds - m_otherSeconds);
    return m_result;
  }

  /// The same images seen differently.
  [[nodiscard]] std::shared_ptr<const Snapshot> reproject(const Snapshot& before) {
    const Clock::time_point begun = Clock::now();
    m_result = std::make_shared<Snapshot>(before);
    m_result->view = m_view;
    if (!project()) return nullptr;
    align();
    m_result->notices = noticesOf(*m_result);
    m_result->seconds = secondsSince(begun);
    return m_result;
  }

 private:
  [[nodiscard]] bool inDouble(int points) const {
    return m_quality == Quality::Full ||
           (m_quality == Quality::Live && m_state.cost.fitsDouble(m_setting, points));
  }
  template <class T>
  [[nodiscard]] bool isTooLarge(int points) const {
    return bytesToKeep(m_setting, points, sizeof(T)) > m_keepBytes;
  }

  void begin(const Eigen::VectorXd& t) {
    m_result = std::make_shared<Snapshot>();
    m_result->subject = m_subject;
    m_result->view = m_view;
    m_result->quality = m_quality;
    m_result->plane = m_plane;
    m_result->t = t;
    m_result->inPlane.resize(2, t.size());
    for (Eigen::Index j = 0; j < t.size(); ++j) {
      const PlanePoint p = m_curve.at(t[j]);
      m_result->inPlane.col(j) << p.a, p.b;
    }
    m_result->layers.resize(static_cast<std::size_t>(m_setting.depth) + 1);
    m_result->measures = {};
    m_result->measures.samples = t.size();
    m_counts.assign(static_cast<std::size_t>(m_setting.depth), {});
    m_prints.assign(static_cast<std::size_t>(m_setting.depth), {});
  }

  /// Sweeps the samples t and measures the lengths; images land in m_result.
  [[nodiscard]] bool sample(const Eigen::VectorXd& t) {
    const auto points = static_cast<int>(t.size());
    begin(t);
    if (inDouble(points)) return sampleWith<double>();
    if (!sampleWith<float>()) return false;
    if (isTrustworthy()) return true;
    begin(t);
    return sampleWith<double>();
  }

  /// Whether float held all values and resolved the chords.
  [[nodiscard]] bool isTrustworthy() const {
    for (std::size_t d = 0; d < m_state.swept.size(); ++d) {
      const double square = m_state.swept[d].meanSquare;
      if (!(square < 1e25) || (square > 0.0 && square < 1e-25)) return false;
    }
    return true;
  }

  template <class T>
  [[nodiscard]] bool sampleWith() {
    const auto points = static_cast<int>(m_result->t.size());
    m_result->streamed = isTooLarge<T>(points);
    const bool done = m_result->streamed ? stream<T>() : keep<T>();
    if (!done) return false;
    inputChords();
    measureLengths();
    return true;
  }

  /// Whether the sweep is given sigma_w * weights: at Full, so that a drawn network and the same one from its
  /// file run the same arithmetic. On the screen a slider of sigma must not touch the weights.
  [[nodiscard]] bool isScaled() const { return m_subject.loaded || m_quality == Quality::Full; }
  [[nodiscard]] LayerScale scale() const {
    if (m_subject.loaded || !isScaled()) return {};
    return {m_setting.sigmaW, m_setting.sigmaB};
  }

  [[nodiscard]] SweepOptions options() const {
    SweepOptions options;
    options.activation = m_setting.activation;
    options.sigmaW = isScaled() ? 1.0 : m_setting.sigmaW;
    options.sigmaB = isScaled() ? 1.0 : m_setting.sigmaB;
    options.imageOfH = m_view.image == ImageKind::H;
    options.allLags = m_quality != Quality::Preview;
    return options;
  }

  template <class T>
  [[nodiscard]] bool keep() {
    const Clock::time_point before = Clock::now();
    const auto layers = m_state.store<T>().layers(m_subject, m_plane, scale(), m_stop);
    if (layers.empty()) return false;
    const Clock::time_point begun = Clock::now();
    const ImageSource images = [&](int d, int width) {
      auto image = m_state.images.take(width, m_result->t.size());
      m_result->layers[static_cast<std::size_t>(d) + 1].image = image;
      return image;
    };
    if (!sweep<T>(layers, m_result->inPlane, options(), images, m_state.swept, m_stop)) return false;
    for (SweptLayer& layer : m_state.swept) layer.image.reset();
    m_state.cost.learnSweep(m_setting, m_quality, static_cast<int>(m_result->t.size()),
                            std::is_same_v<T, double>, secondsSince(begun));
    m_otherSeconds += secondsSince(before);
    return true;
  }

  /// Layer by layer: draw, sweep, measure, project, drop.
  template <class T>
  [[nodiscard]] bool stream() {
    m_state.store<T>().clear();
    m_state.swept.resize(static_cast<std::size_t>(m_setting.depth));
    const int panelRows = kernel::routines<T>(kernel::bestInstructionSet()).panelRows;
    LayerSweep<T> sweep(m_result->inPlane, options());
    for (int d = 1; d <= m_setting.depth; ++d) {
      const auto index = static_cast<std::size_t>(d - 1);
      Layer layer = unitLayer(m_subject, d, m_stop);
      if (m_stop.stop_requested()) return false;
      scale().apply(layer);
      if (d == 1) layer = restrictToPlane(layer, m_plane);
      const PackedLayer<T> packed = pack<T>(layer, panelRows);
      layer = {};
      LayerSnapshot& shown = m_result->layers[static_cast<std::size_t>(d)];
      std::shared_ptr<ImageMatrix> image;
      const ImageSource images = [&](int, int width) {
        return image = std::make_shared<ImageMatrix>(width, m_result->t.size());
      };
      SweptLayer& swept = m_state.swept[index];
      if (!sweep.advance(packed, d - 1, images, swept, m_stop)) return false;
      swept.image.reset();
      readPlanes(index, d == m_selected);
      shown.projected = core::project(*image, m_view.projection, m_setting.seed, d, searchFor(index + 1));
      if (d == m_selected) shown.image = std::move(image);
      swept.planes = {};
      swept.edges = {};
      if (m_stop.stop_requested()) return false;
    }
    return true;
  }

  /// Counts, fingerprints and regions of hidden layer index + 1.
  void readPlanes(std::size_t index, bool unpack) {
    const SweptLayer& swept = m_state.swept[index];
    const Eigen::Index points = m_result->t.size();
    m_counts[index] = countRegions(swept, m_setting.activation, static_cast<int>(points));
    if (isPiecewiseLinear(m_setting.activation)) {
      m_prints[index].resize(static_cast<std::size_t>(points));
      patternFingerprints(swept, m_setting.activation, static_cast<int>(index) + 1, m_prints[index]);
    }
    if (!unpack) return;
    const auto regions = m_state.regions.take(swept.width, points);
    unpackRegions(swept, m_setting.activation, *regions);
    m_result->layers[index + 1].regions = regions;
  }

  [[nodiscard]] bool readAllPlanes() {
    parallelFor(m_state.swept.size(), [&](std::size_t d) {
      if (!m_stop.stop_requested()) readPlanes(d, true);
    });
    return !m_stop.stop_requested();
  }

  void inputImage() {
    const Eigen::Index points = m_result->t.size();
    LayerSnapshot& input = m_result->layers[0];
    const auto image = m_state.images.take(m_plane.x0.size(), points);
    const Eigen::VectorXf origin = m_plane.origin.cast<float>();
    const Eigen::VectorXf x0 = m_plane.x0.cast<float>();
    const Eigen::VectorXf x1 = m_plane.x1.cast<float>();
    const Eigen::RowVectorXf a = m_result->inPlane.row(0).cast<float>();
    const Eigen::RowVectorXf b = m_result->inPlane.row(1).cast<float>();
    parallelFor(static_cast<std::size_t>((image->rows() + 63) / 64), [&](std::size_t part) {
      const Eigen::Index begin = static_cast<Eigen::Index>(part) * 64;
      for (Eigen::Index i = begin; i < std::min(begin + 64, image->rows()); ++i)
        image->row(i).array() = origin[i] + a.array() * x0[i] + b.array() * x1[i];
    });
    if (m_result->streamed)
      input.projected = core::project(*image, m_view.projection, m_setting.seed, 0, searchFor(0));
    if (!m_result->streamed || m_selected == 0) input.image = image;
  }

  /// Chords of the input by the metric of its plane.
  void inputChords() {
    const Eigen::Index points = m_result->t.size();
    const Eigen::Matrix2d metric = (Eigen::Matrix2d() << m_plane.x0.squaredNorm(), m_plane.x0.dot(m_plane.x1),
                                    m_plane.x0.dot(m_plane.x1), m_plane.x1.squaredNorm())
                                       .finished();
    for (int l = 0; l < kernel::lags; ++l) {
      auto& chords = m_inputChords[static_cast<std::size_t>(l)];
      chords.assign(static_cast<std::size_t>(points), 0.0);
      for (Eigen::Index j = kernel::lagOf[l]; j < points; ++j) {
        const Eigen::Vector2d step = m_result->inPlane.col(j) - m_result->inPlane.col(j - kernel::lagOf[l]);
        chords[static_cast<std::size_t>(j)] = std::sqrt(std::max(0.0, step.dot(metric * step)));
      }
    }
  }

  [[nodiscard]] std::vector<const Chords*> allChords() const {
    std::vector<const Chords*> chords{&m_inputChords};
    for (const SweptLayer& layer : m_state.swept) chords.push_back(&layer.chords);
    return chords;
  }

  void measureLengths() {
    CurveMeasures& m = m_result->measures;
    m_lengths.clear();
    const bool kinked = isPiecewiseLinear(m_setting.activation) && m_setting.activation != Activation::Linear;
    for (const Chords* chords : allChords()) {
      m_lengths.push_back(sampledLength(*chords, m_result->t, kinked && chords != &m_inputChords));
      m.length.push_back(m_lengths.back().length);
      m.lengthError.push_back(m_lengths.back().relativeError());
    }
    m.samplingError = *std::max_element(m.lengthError.begin(), m.lengthError.end());
  }

  void measure() {
    CurveMeasures& m = m_result->measures;
    const auto points = static_cast<double>(m_result->t.size());
    const bool regional = isPiecewiseLinear(m_setting.activation);
    std::vector<Fingerprint> together(regional ? m_result->t.size() : 0);
    m_result->layers[0].width = static_cast<int>(m_plane.x0.size());
    for (std::size_t i = 0; i < m_state.swept.size(); ++i) {
      const SweptLayer& swept = m_state.swept[i];
      const RegionCounts& counts = m_counts[i];
      m_result->layers[i + 1].width = swept.width;
      const double growth = m.length[i + 1] / m.length[i];
      m.growth.push_back(
          m.length[i] > 0.0 && std::isfinite(growth) ? growth : std::numeric_limits<double>::quiet_NaN());
      m.signTransitions.push_back(counts.signTransitions);
      if (regional) {
        m.transitions.push_back(counts.transitions);
        for (std::size_t j = 0; j < together.size(); ++j) together[j] ^= m_prints[i][j];
        m.patterns.push_back(countDistinct(together));
      }
      m.q.push_back(swept.meanSquare);
      m.saturated.push_back(static_cast<double>(counts.flat) / (points * swept.width));
      m.dead.push_back(swept.constantNeurons);
      const auto first = Eigen::Map<const Eigen::VectorXd>(swept.firstH.data(), swept.width);
      const auto last = Eigen::Map<const Eigen::VectorXd>(swept.lastH.data(), swept.width);
      m.correlation.push_back(std::clamp(first.stableNormalized().dot(last.stableNormalized()), -1.0, 1.0));
    }
  }

  [[nodiscard]] bool refine() {
    for (int round = 0; round < roundsMost && m_result->measures.samplingError > m_setting.tolerance;
         ++round) {
      const Eigen::VectorXd t =
          refinedSamples(m_result->t, m_lengths, m_setting.tolerance, m_setting.pointLimit);
      if (t.size() == m_result->t.size()) break;
      if (!sample(t)) return false;
    }
    m_result->measures.limitMet = m_result->measures.samplingError > m_setting.tolerance;
    return true;
  }

  /// Curvature of the images of h, one layer after the other.
  [[nodiscard]] bool bend() {
    if (m_quality != Quality::Full || isPiecewiseLinear(m_setting.activation)) return true;
    const double firstLayer = static_cast<double>(m_plane.x0.size()) * widthOf(m_setting, 1);
    const double perPoint = 3.0 * (weightsOf(m_setting) + firstLayer);
    const auto points = static_cast<int>(std::clamp<double>(std::floor(curvatureBudget / perPoint),
                                                            curvaturePointsLeast, curvaturePointsMost));
    CurvatureSweep sweep(m_plane, m_curve, equidistant(m_setting.tBegin, m_setting.tEnd, points));
    for (int d = 1; d <= m_setting.depth; ++d) {
      Layer layer = unitLayer(m_subject, d, m_stop);
      if (m_stop.stop_requested()) return false;
      scale().apply(layer);
      const LayerCurvature bends = sweep.advance(layer, m_setting.activation, m_stop);
      if (m_stop.stop_requested()) return false;
      m_result->measures.curvature.push_back(bends.meanCurvature);
      m_result->measures.gaussMapLength.push_back(bends.gaussMapLength);
    }
    return true;
  }

  /// Full: to convergence from a fixed start. On the screen: a few steps on from the last picture.
  [[nodiscard]] PrincipalSearch searchFor(std::size_t d) const {
    const Eigen::Index points = m_result->t.size();
    const double size = static_cast<double>(points) * widthOf(m_setting, std::max(1, static_cast<int>(d)));
    PrincipalSearch search;
    if (m_quality == Quality::Full) {
      search.iterations = std::clamp(static_cast<int>(3e8 / size), 12, 600);
      return search;
    }
    search.inDouble = false;
    search.points = livePoints;
    search.tolerance = 1e-3;
    search.iterations = 8;
    if (m_state.last && d < m_state.last->layers.size()) {
      const Eigen::MatrixXd& basis = m_state.last->layers[d].projected.basis;
      if (basis.rows() != m_result->layers[d].width || basis.isZero(0.0)) return search;
      search.start = &basis;
      search.iterations = size > 2e5 ? 1 : 2;
    }
    return search;
  }

  [[nodiscard]] bool project() {
    parallelFor(m_result->layers.size(), [&](std::size_t d) {
      if (m_stop.stop_requested()) return;
      LayerSnapshot& layer = m_result->layers[d];
      layer.projected =
          core::project(*layer.image, m_view.projection, m_setting.seed, static_cast<int>(d), searchFor(d));
    });
    return !m_stop.stop_requested();
  }

  void align() {
    if (m_view.projection.kind != ProjectionChoice::Kind::PrincipalComponents) return;
    Eigen::MatrixXf reference = m_result->inPlane.cast<float>();
    for (LayerSnapshot& layer : m_result->layers) {
      core::align(layer.projected, reference);
      if (!layer.projected.points.isZero(0.0F)) reference = layer.projected.points;
    }
  }

  const Subject& m_subject;
  const Setting& m_setting;
  const ViewChoice& m_view;
  Quality m_quality;
  ExplorerCache::State& m_state;
  const std::stop_token& m_stop;
  int m_selected;
  double m_keepBytes;
  Curve m_curve;
  Plane m_plane;
  std::shared_ptr<Snapshot> m_result;
  std::vector<RegionCounts> m_counts;
  std::vector<std::vector<Fingerprint>> m_prints;
  Chords m_inputChords;
  double m_otherSeconds = 0.0;           ///< spent on drawing and sweeping
  std::vector<SampledLength> m_lengths;  ///< by layer
};

bool isSameSubject(const Subject& a, const Subject& b) {
  return a.setting == b.setting && a.loaded == b.loaded && a.plane == b.plane;
}

}  // namespace

std::shared_ptr<const Snapshot> explore(const Subject& subject, const ViewChoice& view, Quality quality,
                                        ExplorerCache& cache, const std::stop_token& stop, int selectedLayer,
                                        double keepBytes) {
  if (const auto error = validate(subject.setting)) throw std::invalid_argument(error->message);
  ExplorerCache::State& state = cache.state();
  Exploration exploration(subject, view, quality, state, stop, selectedLayer, keepBytes);
  const auto& last = state.last;
  const bool sameImages = last && last->quality == quality && last->view.image == view.image &&
                          !last->streamed && isSameSubject(last->subject, subject);
  auto snapshot = sameImages ? exploration.reproject(*last) : exploration.run();
  if (snapshot) state.last = snapshot;
  return snapshot;
}

double estimatedSeconds(const Subject& subject, Quality quality, const ExplorerCache& cache) {
  const ExplorerCache::State& state = cache.state();
  const bool inDouble =
      quality == Quality::Full ||
      (quality == Quality::Live && state.cost.fitsDouble(subject.setting, subject.setting.points));
  const bool drawn = inDouble ? state.doubles.holds(subject) : state.floats.holds(subject);
  const double draw = drawn ? 0.0 : weightsOf(subject.setting) * 6e-9;
  return state.cost.seconds(subject.setting, quality) + draw;
}

}  // namespace arcscope::core
