#include "core/study/dichotomies.h"

#include <algorithm>
#include <cmath>

#include "core/network/random_network.h"
#include "core/study/draws.h"
#include "core/support/text.h"

namespace arcscope::core {
namespace {

constexpr int secondDraw = 0x10000;  ///< W1 of layer d has the address of layer d + this

/// Of the last layer, one row. That of a loaded network without one is drawn, with variance 1 / fan_in.
Layer readoutOf(const Subject& subject, const Network& network) {
  if (network.readout) return {network.readout->weights.topRows(1), network.readout->bias.head(1)};
  Setting gaussian;
  gaussian.seed = subject.setting.seed;
  Layer readout = drawUnitLayer(gaussian, network.depth() + 1, 1, network.layers.back().weights.rows());
  readout.bias.setZero();
  return readout;
}

/// Another draw by the law of layer `d`; beside a loaded layer a Gaussian one of the same size.
Eigen::MatrixXd secondWeights(const Subject& subject, int d, const Eigen::MatrixXd& first,
                              const std::stop_token& stop) {
  Setting law = subject.setting;
  if (subject.loaded) law.weights = {};
  Eigen::MatrixXd second = drawUnitLayer(law, d + secondDraw, first.rows(), first.cols(), stop).weights;
  const double drawn = second.norm();
  second *= !subject.loaded ? law.sigmaW : drawn > 0.0 ? first.norm() / drawn : 0.0;
  return second;
}

/// What decides the count.
Setting decisive(const Setting& setting) {
  Setting result = unsampled(setting);
  result.endpoints = effectiveEndpoints(setting);
  const Setting defaults;
  result.trajectory = defaults.trajectory;
  result.path = defaults.path;
  result.method = defaults.method;
  result.pieceLimit = defaults.pieceLimit;
  return result;
}

template <class Fold>
double folded(const std::vector<LabelingCount>& draws, double start, Fold fold) {
  if (draws.empty()) return std::nan("");
  double result = start;
  for (const LabelingCount& draw : draws) result = fold(result, static_cast<double>(draw.labelings));
  return result;
}

}  // namespace

std::optional<Error> validate(const DichotomyRequest& request) {
  const auto outside = [](const char* what, int value, int least, int most) {
    return Error{std::string(what) + " is " + std::to_string(value) + "; it must be a whole number from " +
                 std::to_string(least) + " to " + std::to_string(most)};
  };
  if (request.inputs < leastDichotomyInputs || request.inputs > mostDichotomyInputs)
    return outside("the number of inputs", request.inputs, leastDichotomyInputs, mostDichotomyInputs);
  if (request.draws < 1 || request.draws > mostDichotomyDraws)
    return outside("the number of draws", request.draws, 1, mostDichotomyDraws);
  if (isConvolutional(request.subject)) return Error{std::string("labelings are ") + convolutionalReason};
  const double bytes = bytesToKeep(request.subject.setting, 0.0, sizeof(double));
  if (bytes > keepLimit)
    return Error{"counting labelings would take the whole network, " + numberText(std::ceil(bytes / 1e9)) +
                 " GB; at most " + numberText(std::floor(keepLimit / 1e9)) + " GB are allowed"};
  return std::nullopt;
}

bool sameQuestion(const DichotomyRequest& first, const DichotomyRequest& second) {
  return first.inputs == second.inputs && first.draws == second.draws &&
         first.subject.loaded == second.subject.loaded && first.subject.plane == second.subject.plane &&
         decisive(first.subject.setting) == decisive(second.subject.setting);
}

double MovedLayer::mean() const {
  return folded(draws, 0.0, [](double sum, double one) { return sum + one; }) /
         static_cast<double>(draws.size());
}

double MovedLayer::least() const {
  return folded(draws, HUGE_VAL, [](double a, double b) { return std::min(a, b); });
}

double MovedLayer::most() const {
  return folded(draws, 0.0, [](double a, double b) { return std::max(a, b); });
}

double Dichotomies::ceiling() const {
  return std::exp2(request.inputs);
}

bool Dichotomies::limitMet() const {
  return std::any_of(layers.begin(), layers.end(), [](const MovedLayer& layer) {
    return std::any_of(layer.draws.begin(), layer.draws.end(),
                       [](const LabelingCount& count) { return count.limitMet; });
  });
}

Eigen::MatrixXd dichotomyInputs(const Subject& subject, int count) {
  const Plane plane = planeOf(subject);
  const Eigen::Index dimension = plane.x0.size();
  Eigen::MatrixXd inputs(dimension, count);
  for (int i = 0; i < count; ++i)
    drawNormals(subject.setting.seed, DrawStream::Endpoint, 0, static_cast<std::uint32_t>(2 + i), 0,
                static_cast<std::size_t>(dimension), inputs.col(i).data());
  return inputs * std::sqrt((plane.x0.squaredNorm() + plane.x1.squaredNorm()) /
                            (2.0 * static_cast<double>(dimension)));
}

void forEachCircle(const Subject& subject, const Eigen::MatrixXd& inputs, int last,
                   const std::function<bool(int, const WeightCircle&)>& visit, const std::stop_token& stop) {
  Network network = subject.loaded ? subject.loaded->network : drawNetwork(subject.setting, 1, stop);
  network.readout = readoutOf(subject, network);
  std::vector<Eigen::MatrixXd> below{inputs};  // z of layers 0, 1, ...
  for (int d = 1; d < last && !stop.stop_requested(); ++d) {
    const Layer& layer = network.layers[static_cast<std::size_t>(d - 1)];
    Eigen::MatrixXd h = layer.weights * below.back();
    h.colwise() += layer.bias;
    below.push_back(h.unaryExpr([&](double value) { return evaluate(network.activation, value); }));
  }
  const std::vector<PackedLayer<double>> packed = packedLayers(network);
  for (int d = last; d >= 1; --d) {
    if (stop.stop_requested()) return;
    const Layer& layer = network.layers[static_cast<std::size_t>(d - 1)];
    const Eigen::MatrixXd& z = below[static_cast<std::size_t>(d - 1)];
    const WeightCircle circle(network.activation, packed, d, layer.weights * z,
                              secondWeights(subject, d, layer.weights, stop) * z, layer.bias);
    if (!visit(d, circle)) return;
  }
}

bool extend(Dichotomies& known, const std::function<void(const Dichotomies&)>& observe,
            const std::stop_token& stop) {
  const int depth = known.request.subject.setting.depth;
  while (!known.complete() && !stop.stop_requested()) {
    const Subject subject = drawOf(known.request.subject, known.done / depth);
    const auto count = [&](int layer, const WeightCircle& circle) {
      const LabelingCount counted = countLabelings(circle, {}, stop);
      if (stop.stop_requested()) return false;
      const auto above = static_cast<std::size_t>(depth - layer);
      if (above == known.layers.size()) known.layers.push_back({layer, depth - layer, {}});
      known.layers[above].draws.push_back(counted);
      ++known.done;
      if (observe) observe(known);
      return true;
    };
    forEachCircle(subject, dichotomyInputs(subject, known.request.inputs), depth - known.done % depth, count,
                  stop);
  }
  return known.complete();
}

}  // namespace arcscope::core
