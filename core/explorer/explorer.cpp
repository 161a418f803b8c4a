#include "core/explorer/explorer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>

#include "core/support/parallel.h"

namespace arcscope::core {

struct ExplorerCache::State {
  double secondsPerOperation = 5e-11;
};

ExplorerCache::ExplorerCache() : m_state(std::make_unique<State>()) {}
ExplorerCache::~ExplorerCache() = default;
ExplorerCache::ExplorerCache(ExplorerCache&&) noexcept = default;
ExplorerCache& ExplorerCache::operator=(ExplorerCache&&) noexcept = default;

namespace {

double chordLength(const Eigen::MatrixXd& z, Eigen::Index stride) {
  double sum = 0.0;
  Eigen::Index last = 0;
  for (Eigen::Index j = stride; last + 1 < z.cols(); j += stride) {
    j = std::min(j, z.cols() - 1);
    sum += (z.col(j) - z.col(last)).norm();
    last = j;
  }
  return sum;
}

}  // namespace

std::shared_ptr<const Snapshot> explore(const Subject& subject, const ViewChoice& view, Quality quality,
                                        ExplorerCache& cache, const std::stop_token& stop,
                                        int selectedLayer) {
  const auto begun = std::chrono::steady_clock::now();
  if (const auto error = validate(subject.setting)) throw std::invalid_argument(error->message);
  static_cast<void>(selectedLayer);
  const Setting& setting = subject.setting;
  const Activation activation = setting.activation;
  const bool regional = isPiecewiseLinear(activation);
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->subject = subject;
  snapshot->view = view;
  snapshot->quality = quality;
  snapshot->plane = planeOf(subject);
  const Network network = networkOf(subject);
  const Curve curve = curveOf(setting);
  const Eigen::Index points =
      quality == Quality::Preview ? std::min(setting.points, 256) : static_cast<Eigen::Index>(setting.points);
  snapshot->t = Eigen::VectorXd::LinSpaced(points, setting.tBegin, setting.tEnd);
  snapshot->inPlane.resize(2, points);
  for (Eigen::Index j = 0; j < points; ++j) {
    const PlanePoint p = curve.at(snapshot->t[j]);
    snapshot->inPlane.col(j) << p.a, p.b;
  }
  Eigen::MatrixXd z = curvePoints(snapshot->plane, curve, snapshot->t);
  CurveMeasures& m = snapshot->measures;
  m.samples = points;
  std::vector<std::vector<std::int8_t>> patterns(static_cast<std::size_t>(points));
  const auto addLength = [&] {
    const double fine = chordLength(z, 1);
    const double coarse = chordLength(z, 2);
    m.length.push_back(fine);
    m.lengthError.push_back(fine > 0.0 ? (fine - coarse) / 3.0 / fine : 0.0);
    m.samplingError = std::max(m.samplingError, m.lengthError.back());
  };
  addLength();
  snapshot->layers.push_back(
      {static_cast<int>(z.rows()), {}, nullptr, std::make_shared<ImageMatrix>(z.cast<float>())});
  for (const Layer& layer : network.layers) {
    if (stop.stop_requested()) return nullptr;
    Eigen::MatrixXd h = layer.weights * z;
    h.colwise() += layer.bias;
    const Eigen::Index width = h.rows();
    z.resize(width, points);
    auto regions = std::make_shared<RegionMatrix>(width, points);
    std::int64_t transitions = 0;
    std::int64_t signs = 0;
    std::int64_t flat = 0;
    for (Eigen::Index j = 0; j < points; ++j) {
      for (Eigen::Index i = 0; i < width; ++i) {
        z(i, j) = evaluate(activation, h(i, j));
        const auto r = static_cast<std::int8_t>(region(activation, h(i, j)));
        (*regions)(i, j) = r;
        patterns[static_cast<std::size_t>(j)].push_back(r);
        if (j > 0) {
          transitions += r != (*regions)(i, j - 1);
          signs += (h(i, j) > 0.0) != (h(i, j - 1) > 0.0);
        }
        flat += regional ? (activation == Activation::Relu       ? r == 0
                            : activation == Activation::HardTanh ? r != 0
                                                                 : false)
                         : std::abs(derivative(activation, h(i, j))) < 1e-3;
      }
    }
    addLength();
    const double before = m.length[m.length.size() - 2];
    const double growth = m.length.back() / before;
    m.growth.push_back(before > 0.0 && std::isfinite(growth) ? growth
                                                             : std::numeric_limits<double>::quiet_NaN());
    m.signTransitions.push_back(signs);
    if (regional) {
      m.transitions.push_back(transitions);
      m.patterns.push_back(static_cast<std::int64_t>(std::set(patterns.begin(), patterns.end()).size()));
    }
    m.q.push_back(h.squaredNorm() / static_cast<double>(h.size()));
    m.correlation.push_back(h.col(0).dot(h.col(points - 1)) / (h.col(0).norm() * h.col(points - 1).norm()));
    m.saturated.push_back(static_cast<double>(flat) / static_cast<double>(h.size()));
    m.dead.push_back((z.colwise() - z.col(0)).cwiseAbs().rowwise().maxCoeff().cwiseEqual(0.0).count());
    snapshot->layers.push_back(
        {static_cast<int>(width),
         {},
         regions,
         std::make_shared<ImageMatrix>((view.image == ImageKind::Z ? z : h).cast<float>())});
  }
  parallelFor(snapshot->layers.size(), [&](std::size_t d) {
    if (stop.stop_requested()) return;
    LayerSnapshot& layer = snapshot->layers[d];
    layer.projected = project(*layer.image, view.projection, setting.seed, static_cast<int>(d));
  });
  if (stop.stop_requested()) return nullptr;
  if (view.projection.kind == ProjectionChoice::Kind::PrincipalComponents) {
    Eigen::MatrixXf reference = snapshot->inPlane.cast<float>();
    for (LayerSnapshot& layer : snapshot->layers) {
      align(layer.projected, reference);
      reference = layer.projected.points;
    }
  }
  snapshot->notices.push_back({Notice::Kind::Sampled, -1, "Lengths and counts are sampled, not exact."});
  snapshot->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  double operations = 0.0;
  for (const Layer& layer : network.layers)
    operations += 2.0 * static_cast<double>(layer.weights.size() * points);
  if (operations > 0.0) cache.state().secondsPerOperation = snapshot->seconds / operations;
  return snapshot;
}

double estimatedSeconds(const Subject& subject, Quality quality, const ExplorerCache& cache) {
  const Setting& setting = subject.setting;
  const double points = quality == Quality::Preview ? std::min(setting.points, 256) : setting.points;
  double operations = 0.0;
  double fanIn = effectiveInputDim(setting);
  for (int d = 1; d <= setting.depth; ++d) {
    operations += 2.0 * points * fanIn * widthOf(setting, d);
    fanIn = widthOf(setting, d);
  }
  return operations * cache.state().secondsPerOperation;
}

}  // namespace arcscope::core
