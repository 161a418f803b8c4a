#include "core/study/prior.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <memory>
#include <optional>

#include "core/explorer/curve_sampling.h"
#include "core/network/random_network.h"
#include "core/study/draws.h"
#include "core/support/parallel.h"
#include "core/trajectory/sweep.h"

namespace arcscope::core {
namespace {

using Eigen::Index;

/// The values and `more`, each once, rising.
Eigen::VectorXd unionOf(const Eigen::VectorXd& t, const std::vector<double>& more) {
  std::vector<double> all(t.begin(), t.end());
  all.insert(all.end(), more.begin(), more.end());
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
  return Eigen::Map<const Eigen::VectorXd>(all.data(), std::ssize(all));
}

Index indexOf(const Eigen::VectorXd& t, double value) {
  return std::lower_bound(t.begin(), t.end(), value) - t.begin();
}

/// Lines through the columns of `values` at `from`, read at `to`. @pre `to` lies within `from`.
Eigen::MatrixXd interpolated(const Eigen::VectorXd& from, const Eigen::MatrixXd& values,
                             const Eigen::VectorXd& to) {
  Eigen::MatrixXd result(to.size(), values.cols());
  for (Index j = 0; j < to.size(); ++j) {
    const Index next = indexOf(from, to[j]);
    if (from[next] == to[j]) {
      result.row(j) = values.row(next);
      continue;
    }
    const double share = (to[j] - from[next - 1]) / (from[next] - from[next - 1]);
    result.row(j) = (1.0 - share) * values.row(next - 1) + share * values.row(next);
  }
  return result;
}

/// t of the data that is not on view.
std::vector<double> outsideOf(const Setting& setting, const std::vector<OutputPoint>& data) {
  std::vector<double> outside;
  for (const OutputPoint& point : data)
    if (point.t < setting.tBegin || point.t > setting.tEnd) outside.push_back(point.t);
  return outside;
}

}  // namespace

OutputDraws::OutputDraws(const Subject& subject, const std::vector<OutputPoint>& data)
    : m_subject(subject), m_outside(outsideOf(subject.setting, data)), m_plane(planeOf(subject)) {
  sample(fewestPriorSamples);
}

bool OutputDraws::isOf(const Subject& subject, const std::vector<OutputPoint>& data) const {
  return subject == m_subject && outsideOf(subject.setting, data) == m_outside;
}

void OutputDraws::sample(Index samples) {
  m_samples = samples;
  m_t = unionOf(equidistant(m_subject.setting.tBegin, m_subject.setting.tEnd, samples), m_outside);
  m_inPlane = planePoints(curveOf(m_subject.setting), m_t);
  m_outputs.resize(m_t.size(), 0);
}

double OutputDraws::roughnessOf(const Eigen::MatrixXd& outputs) const {
  const Index first = indexOf(m_t, m_subject.setting.tBegin);
  const Eigen::ArrayXXd lines = outputs.middleRows(first, m_samples).array();
  if (lines.cols() == 0 || !lines.allFinite()) return 0.0;
  const Index steps = m_samples - 1;
  const double moved = (lines.bottomRows(steps) - lines.topRows(steps)).square().mean();
  const double spread = (lines.rowwise() - lines.colwise().mean()).square().mean();
  return spread > 0.0 ? moved / (2.0 * spread) : 0.0;
}

bool OutputDraws::draw(int network, Eigen::Ref<Eigen::VectorXd> output, const std::stop_token& stop) const {
  Setting setting = m_subject.setting;
  setting.seed = drawSeed(setting.seed, network);
  SweepOptions options;
  options.activation = setting.activation;
  options.sigmaW = setting.sigmaW;
  options.sigmaB = setting.sigmaB;
  options.allLags = false;
  const int panelRows = kernel::routines<double>(options.instructionSet).panelRows;
  LayerSweep<double> sweep(m_inPlane, options);
  SweptLayer swept;
  Index fanIn = effectiveInputDim(setting);
  std::shared_ptr<ImageMatrix> image;
  for (int d = 1; d <= setting.depth; ++d) {
    Layer layer = drawUnitLayer(setting, d, widthOf(setting, d), fanIn, stop);
    fanIn = layer.weights.rows();
    if (d == 1) layer = restrictToPlane(layer, m_plane);
    const ImageSource images = [&](int, int width) {
      if (d == setting.depth) image = std::make_shared<ImageMatrix>(width, m_t.size());
      return image;
    };
    if (stop.stop_requested() || !sweep.advance(pack<double>(layer, panelRows), d - 1, images, swept, stop))
      return false;
  }
  const Layer readout = drawUnitLayer(setting, setting.depth + 1, 1, fanIn, stop);
  output = (setting.sigmaW * readout.weights * image->cast<double>()).transpose();
  output.array() += setting.sigmaB * readout.bias[0];
  return !stop.stop_requested();
}

bool OutputDraws::drawFirst(const std::stop_token& stop) {
  for (;;) {
    Eigen::MatrixXd output(m_t.size(), 1);
    if (!draw(0, output.col(0), stop)) return false;
    if (m_samples >= mostPriorSamples || roughnessOf(output) <= mostRoughness) {
      m_outputs = std::move(output);
      return true;
    }
    sample(2 * m_samples - 1);
  }
}

bool OutputDraws::extend(int count, const std::stop_token& stop) {
  if (networks() == 0 && count > 0) {
    if (!drawFirst(stop)) return false;
    --count;
  }
  const int before = networks();
  Eigen::MatrixXd all(m_t.size(), before + count);
  all.leftCols(before) = m_outputs;
  std::atomic<bool> complete = true;
  const auto one = [&](std::size_t i) {
    const int network = before + static_cast<int>(i);
    if (!draw(network, all.col(network), stop)) complete = false;
  };
  int widest = effectiveInputDim(m_subject.setting);
  for (int d = 1; d <= m_subject.setting.depth; ++d) widest = std::max(widest, widthOf(m_subject.setting, d));
  const double layerBytes = 2.0 * sizeof(double) * widest * widest;  // as drawn and as packed
  if (layerBytes * static_cast<double>(parallelThreads()) > keepLimit) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(count) && complete; ++i) one(i);
  } else {
    parallelFor(static_cast<std::size_t>(count), [&](std::size_t i) {
      const SerialSection serial;
      one(i);
    });
  }
  if (!complete) return false;
  m_outputs = std::move(all);
  return true;
}

double OutputDraws::secondsEach() const {
  double weights = 0.0;
  double fanIn = effectiveInputDim(m_subject.setting);
  for (int d = 1; d <= m_subject.setting.depth; ++d) {
    const double units = widthOf(m_subject.setting, d);
    weights += units * fanIn;
    fanIn = units;
  }
  constexpr double drawing = 1e-8;    // a weight
  constexpr double sweeping = 1e-10;  // a multiplication
  return weights * (drawing + sweeping * static_cast<double>(m_t.size()));
}

std::optional<Prior> priorOf(const OutputDraws& draws, const std::vector<OutputPoint>& data,
                             const std::stop_token& stop) {
  const Setting& setting = draws.subject().setting;
  Prior prior;
  prior.subject = draws.subject();
  prior.data = data;
  std::vector<double> times;
  Eigen::VectorXd targets(std::ssize(data));
  for (std::size_t i = 0; i < data.size(); ++i) {
    times.push_back(data[i].t);
    targets[static_cast<Index>(i)] = data[i].y;
  }
  const Eigen::VectorXd t = unionOf(draws.t(), times);
  std::vector<Index> indices;
  for (const double time : times) indices.push_back(indexOf(t, time));

  std::vector<LayerLaw> laws = layerLaws(setting);
  laws.push_back(readoutLaw(setting));
  const std::optional<KernelColumns> kernels = outputColumns(
      setting.activation, laws, gramOf(draws.plane(), planePoints(curveOf(setting), t)), indices, stop);
  if (!kernels) return std::nullopt;
  if (!kernels->allFinite()) {
    prior.reason = "the variance of the output leaves the range of numbers";
    return prior;
  }
  prior.t = t;
  prior.deviation = kernels->variance.cwiseMax(0.0).cwiseSqrt();
  prior.draws = interpolated(draws.t(), draws.outputs(), t);
  prior.samples = draws.samples();
  prior.roughness = draws.roughness();
  if (data.empty()) return prior;
  prior.nngp = nngpPosterior(*kernels, indices, targets);
  prior.ntk = ntkPosterior(*kernels, indices, targets);
  prior.conditioned = prior.draws + prior.nngp.map * (targets.replicate(1, prior.draws.cols()) -
                                                      prior.draws(indices, Eigen::all));
  return prior;
}

std::optional<Prior> priorOf(const Subject& subject, const std::vector<OutputPoint>& data,
                             const std::stop_token& stop) {
  if (subject.loaded) {
    Prior prior;
    prior.subject = subject;
    prior.data = data;
    prior.reason = "a loaded network is no random draw";
    return prior;
  }
  OutputDraws draws(subject, data);
  if (!draws.extend(priorDraws, stop)) return std::nullopt;
  return priorOf(draws, data, stop);
}

}  // namespace arcscope::core
