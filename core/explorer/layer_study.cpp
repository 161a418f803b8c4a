#include "core/explorer/layer_study.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/explorer/curve_sampling.h"
#include "core/explorer/network_store.h"
#include "core/measure/autocorrelation.h"
#include "core/measure/jacobian.h"
#include "core/measure/svcca.h"
#include "core/support/parallel.h"
#include "core/theory/autocorrelation_law.h"
#include "core/theory/kernels.h"

namespace arcscope::core {
namespace {

constexpr Eigen::Index closedPoints = 512;
constexpr Eigen::Index openPoints = 257;
constexpr int sparserLaw = 8;  // of a curve that looks different from each point

/// t of `points` in equal steps over the stretch of `setting`, which of a closed curve end a step before it
/// begins again.
Eigen::VectorXd evenly(const Setting& setting, Eigen::Index points) {
  if (!isClosed(setting)) return equidistant(setting.tBegin, setting.tEnd, points);
  return Eigen::VectorXd::LinSpaced(points, 0.0, 1.0 - 1.0 / static_cast<double>(points));
}

/// t in the middle of `points` equal shares of the stretch.
Eigen::VectorXd middles(const Setting& setting, Eigen::Index points) {
  const double half = 0.5 * (setting.tEnd - setting.tBegin) / static_cast<double>(points);
  return equidistant(setting.tBegin + half, setting.tEnd - half, points);
}

/// Takes z [m x points] through the layers; visit(d, h, z) is given both of layer d, which are free to be
/// taken. False when stopped.
template <class Visit>
bool followPoints(const Subject& subject, Eigen::MatrixXd z, const std::stop_token& stop,
                  const Visit& visit) {
  constexpr Eigen::Index share = 64;  // points
  for (int d = 1; d <= subject.setting.depth; ++d) {
    const Layer layer = layerOf(subject, d, stop);
    Eigen::MatrixXd h(layer.weights.rows(), z.cols());
    Eigen::MatrixXd next(h.rows(), h.cols());
    const auto shares = static_cast<std::size_t>((z.cols() + share - 1) / share);
    parallelFor(shares, [&](std::size_t i) {
      if (stop.stop_requested()) return;
      const Eigen::Index first = static_cast<Eigen::Index>(i) * share;
      const Eigen::Index count = std::min(share, z.cols() - first);
      h.middleCols(first, count) = (layer.weights * z.middleCols(first, count)).colwise() + layer.bias;
      next.middleCols(first, count) = h.middleCols(first, count).unaryExpr([&](double one) {
        return evaluate(subject.setting.activation, one);
      });
    });
    if (stop.stop_requested()) return false;
    visit(d, h, next);
    z = std::move(next);
  }
  return true;
}

/// The most points of 1024, 512 and 256 whose eigenvectors stay affordable.
Eigen::Index similarityPoints(const Setting& setting) {
  constexpr double budget = 5e9;  // operations
  for (const Eigen::Index points : {1024, 512}) {
    double operations = 0.0;
    for (int d = 0; d <= setting.depth; ++d) {
      const double side = std::min<double>(static_cast<double>(points),
                                           d == 0 ? effectiveInputDim(setting) : widthOf(setting, d));
      operations += 9.0 * side * side * side;
    }
    if (operations <= budget) return points;
  }
  return 256;
}

/// Points of the curve whose Jacobians are decomposed; 0: none.
Eigen::Index spectrumPoints(const Setting& setting) {
  constexpr int widest = 256;
  constexpr double budget = 2.5e8;
  double cubes = 0.0;
  for (int d = 1; d <= setting.depth; ++d) {
    const double width = widthOf(setting, d);
    if (width > widest) return 0;
    cubes += width * width * width;
  }
  return static_cast<Eigen::Index>(std::clamp(std::floor(budget / cubes), 1.0, 8.0));
}

struct StretchSamples {
  Eigen::Index points;
  Eigen::Index directions;
};
StretchSamples stretchSamples(const Setting& setting) {
  constexpr double budget = 1e10;  // multiplications
  double weights = 0.0;
  double fanIn = effectiveInputDim(setting);
  for (int d = 1; d <= setting.depth; ++d) {
    weights += fanIn * widthOf(setting, d);
    fanIn = widthOf(setting, d);
  }
  const double columns = std::max(1.0, budget / weights);
  const double directions = std::clamp(columns / 8.0, 8.0, std::min(128.0, 1.0 * effectiveInputDim(setting)));
  return {static_cast<Eigen::Index>(std::clamp(columns / directions, 2.0, 32.0)),
          static_cast<Eigen::Index>(directions)};
}

/// The value with `share` of those below it; `falling` is not empty.
double quantile(const std::vector<double>& falling, double share) {
  const double place = (1.0 - share) * static_cast<double>(falling.size() - 1);
  const auto before = static_cast<std::size_t>(place);
  const std::size_t after = std::min(before + 1, falling.size() - 1);
  return falling[before] + (place - static_cast<double>(before)) * (falling[after] - falling[before]);
}

void addSpectrum(const LayerSpectrum& spectrum, JacobianStudy& study) {
  constexpr std::array shares{1.0, 0.9, 0.5, 0.1, 0.0};
  std::array<double, shares.size()> sums{};
  double rank = 0.0;
  double points = 0.0;
  for (const std::vector<double>& values : spectrum.logValues) {
    rank += static_cast<double>(values.size());
    if (values.empty()) continue;
    points += 1.0;
    for (std::size_t i = 0; i < shares.size(); ++i) sums[i] += quantile(values, shares[i]);
  }
  const std::array into{&study.logLargest, &study.logUpper, &study.logMedian, &study.logLower,
                        &study.logSmallest};
  for (std::size_t i = 0; i < into.size(); ++i) into[i]->push_back(points > 0.0 ? sums[i] / points : nan);
  study.rank.push_back(rank / static_cast<double>(spectrum.logValues.size()));
}

}  // namespace

std::optional<AutocorrelationStudy> studyAutocorrelation(const Subject& subject,
                                                         const std::stop_token& stop) {
  const Setting& setting = subject.setting;
  const bool closed = isClosed(setting);
  const Plane plane = planeOf(subject);
  const Curve curve = curveOf(setting);
  const Eigen::VectorXd t = evenly(setting, closed ? closedPoints : openPoints);
  AutocorrelationStudy study;
  study.step = t[1] - t[0];
  const bool followed = followPoints(subject, curvePoints(plane, curve, t), stop,
                                     [&](int, const Eigen::MatrixXd& h, const Eigen::MatrixXd&) {
                                       study.layers.push_back(autocorrelation(h, closed));
                                     });
  if (!followed) return std::nullopt;
  if (subject.loaded) {
    study.reason = loadedReason;
    return study;
  }
  const AutocorrelationLaw law = autocorrelationLaw(
      setting.activation, layerLaws(setting), gramOf(plane, planePoints(curve, t)), closed, sparserLaw, stop);
  if (stop.stop_requested()) return std::nullopt;
  study.lawStep = law.step * study.step;
  study.law = law.layers;
  return study;
}

std::optional<SimilarityStudy> studySimilarity(const Subject& subject, ImageKind image,
                                               const std::stop_token& stop) {
  const Setting& setting = subject.setting;
  SimilarityStudy study;
  const Eigen::Index points = similarityPoints(setting);
  study.points = static_cast<int>(points);
  const Eigen::MatrixXd input = curvePoints(planeOf(subject), curveOf(setting), evenly(setting, points));
  std::vector<Eigen::MatrixXd> coordinates{principalCoordinates(input)};
  const bool followed =
      followPoints(subject, input, stop, [&](int, const Eigen::MatrixXd& h, const Eigen::MatrixXd& z) {
        coordinates.push_back(principalCoordinates(image == ImageKind::Z ? z : h));
      });
  if (!followed) return std::nullopt;
  for (const Eigen::MatrixXd& one : coordinates) study.directions.push_back(static_cast<int>(one.cols()));
  const std::size_t layers = coordinates.size();
  study.similarity.resize(static_cast<Eigen::Index>(layers), static_cast<Eigen::Index>(layers));
  parallelFor(layers * layers, [&](std::size_t pair) {
    const std::size_t i = pair / layers;
    const std::size_t j = pair % layers;
    if (i > j || stop.stop_requested()) return;
    const auto row = static_cast<Eigen::Index>(i);
    const auto column = static_cast<Eigen::Index>(j);
    study.similarity(row, column) = study.similarity(column, row) = svcca(coordinates[i], coordinates[j]);
  });
  if (stop.stop_requested()) return std::nullopt;
  return study;
}

std::optional<JacobianStudy> studyJacobian(const Subject& subject, const std::stop_token& stop) {
  const Setting& setting = subject.setting;
  const Plane plane = planeOf(subject);
  const Curve curve = curveOf(setting);
  const StretchSamples samples = stretchSamples(setting);
  const Eigen::MatrixXd stretched = curvePoints(plane, curve, middles(setting, samples.points));
  JacobianStudy study;
  study.stretchPoints = static_cast<int>(samples.points);
  study.directions = static_cast<int>(samples.directions);
  study.spectrumPoints = static_cast<int>(spectrumPoints(setting));
  StretchSweep stretch(stretched, samples.directions);
  std::optional<JacobianSweep> spectrum;
  if (study.spectrumPoints > 0)
    spectrum.emplace(curvePoints(plane, curve, middles(setting, study.spectrumPoints)));
  int possible = effectiveInputDim(setting);
  for (int d = 1; d <= setting.depth; ++d) {
    const Layer layer = layerOf(subject, d, stop);
    if (stop.stop_requested()) return std::nullopt;
    study.meanSquare.push_back(stretch.advance(layer, setting.activation, stop));
    possible = std::min(possible, widthOf(setting, d));
    study.possible.push_back(possible);
    if (spectrum) addSpectrum(spectrum->advance(layer, setting.activation, stop), study);
  }
  if (stop.stop_requested()) return std::nullopt;
  if (subject.loaded) {
    study.meanSquareLaw.reason = loadedReason;
    return study;
  }
  std::vector<double> squares;
  for (Eigen::Index j = 0; j < stretched.cols(); ++j)
    squares.push_back(stretched.col(j).squaredNorm() / static_cast<double>(stretched.rows()));
  study.meanSquareLaw.values = stretchLaw(setting.activation, layerLaws(setting), squares);
  return study;
}

LayerStudyPtr extended(const LayerStudyPtr& study, const Subject& subject, ImageKind image,
                       const LayerStudyParts& wanted, const std::stop_token& stop) {
  auto result = study && study->isOf(subject, image) ? std::make_shared<LayerStudy>(*study)
                                                     : std::make_shared<LayerStudy>();
  result->subject = subject;
  result->image = image;
  if (isConvolutional(subject)) {
    result->reason = convolutionalReason;
    return result;
  }
  if (wanted.autocorrelation && !result->autocorrelation)
    result->autocorrelation = studyAutocorrelation(subject, stop);
  if (wanted.similarity && !result->similarity) result->similarity = studySimilarity(subject, image, stop);
  if (wanted.jacobian && !result->jacobian) result->jacobian = studyJacobian(subject, stop);
  return stop.stop_requested() ? nullptr : result;
}

}  // namespace arcscope::core
