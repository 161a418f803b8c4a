#include "core/explorer/theory_lines.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/explorer/kac_rice.h"
#include "core/theory/setting_theory.h"

namespace arcscope::core {
namespace {

constexpr int mapPoints = 96;

TheoryCurve none(std::string reason) {
  return {.values = {}, .reason = std::move(reason)};
}

/// first, first * factors[0], first * factors[0] * factors[1], ...
TheoryCurve product(double first, const std::vector<Answer>& factors) {
  TheoryCurve curve{.values = {first}, .reason = {}};
  for (const Answer& factor : factors) {
    if (!factor) return none(factor.reason);
    curve.values.push_back(curve.values.back() * factor.value);
  }
  return curve;
}

/// Whether all points of the curve are equally far from the origin, as mean field wants a circle.
bool isRoundTheOrigin(const Snapshot& snapshot) {
  const Trajectory kind = snapshot.subject.setting.trajectory;
  if (kind != Trajectory::Circle && kind != Trajectory::Arc) return false;
  const Plane& plane = snapshot.plane;
  const double square = plane.x0.squaredNorm();
  const double rounding = 1e-9 * square;
  return plane.origin.isZero(0.0) && square > 0.0 && std::abs(plane.x1.squaredNorm() - square) <= rounding &&
         std::abs(plane.x0.dot(plane.x1)) <= rounding;
}

/// How the images bend in wide networks.
void addBends(const Snapshot& snapshot, const std::vector<LayerLaw>& laws, const CurvePrediction& curve,
              TheoryLines& lines) {
  const Setting& setting = snapshot.subject.setting;
  for (std::size_t i = 0; i < laws.size(); ++i) {
    const LayerLaw& law = laws[i];
    lines.lengthOfH.values.push_back(law.sigmaW * std::sqrt(static_cast<double>(law.fanOut) / law.fanIn) *
                                     lines.meanField.values[i]);
  }
  if (isPiecewiseLinear(setting.activation)) {
    if (setting.tBegin > 0.0 || setting.tEnd < 1.0) {
      lines.curvature = lines.gaussMapLength = none("of the whole curve only");
      return;
    }
    lines.gaussMapLength.values = curve.turning;
    for (std::size_t i = 0; i < curve.turning.size(); ++i)
      lines.curvature.values.push_back(curve.turning[i] / curve.length[i + 1]);
    return;
  }
  if (!isRoundTheOrigin(snapshot)) {
    lines.curvature = lines.gaussMapLength = none("the law is of circles round the origin and arcs of them");
    return;
  }
  const double turn =
      setting.trajectory == Trajectory::Circle ? 2.0 * std::numbers::pi : 0.5 * std::numbers::pi;
  const double q0 = snapshot.plane.x0.squaredNorm() / static_cast<double>(snapshot.plane.x0.size());
  LayerState state;
  for (const LayerLaw& law : laws) {
    const MeanField field{setting.activation, law.sigmaW, law.sigmaB};
    state = &law == &laws.front() ? firstLayerOfCircle(field, q0, 0.0) : followCircle(field, state, 2).back();
    lines.curvature.values.push_back(std::sqrt(state.curvatureSquared / law.fanOut));
    lines.gaussMapLength.values.push_back(turn * (setting.tEnd - setting.tBegin) *
                                          std::sqrt(state.curvatureSquared * state.metric));
  }
}

LayerMap lengthMapOf(const Snapshot& snapshot, const MeanField& field, const StationaryState& state) {
  LayerMap map;
  map.measured = snapshot.measures.q;
  map.fixedPoint = state.qStar ? state.qStar.value : nan;
  double largest = std::isfinite(map.fixedPoint) ? 1.5 * map.fixedPoint : 0.0;
  for (const double q : map.measured)
    if (std::isfinite(q)) largest = std::max(largest, 1.1 * q);
  if (!(largest > 0.0)) largest = 1.0;
  for (int i = 0; i < mapPoints; ++i) {
    map.from.push_back(largest * i / (mapPoints - 1));
    map.to.push_back(lengthMap(field, map.from.back()));
  }
  return map;
}

LayerMap correlationMapOf(const Snapshot& snapshot, const MeanField& field, const StationaryState& state) {
  LayerMap map;
  if (!state.qStar || !(state.qStar.value > 0.0)) return map;
  map.measured = snapshot.measures.correlation;
  map.fixedPoint = state.cStar ? state.cStar.value : nan;
  const CorrelationMap at(field, state.qStar.value);
  const bool negative =
      std::any_of(map.measured.begin(), map.measured.end(), [](double c) { return c < -0.02; });
  const double least = negative ? -1.0 : 0.0;
  for (int i = 0; i < mapPoints; ++i) {
    map.from.push_back(least + (1.0 - least) * i / (mapPoints - 1));
    map.to.push_back(at(map.from.back()).value);
  }
  return map;
}

}  // namespace

TheoryLinesPtr theoryLines(const Snapshot& snapshot, const std::stop_token& stop) {
  auto lines = std::make_shared<TheoryLines>();
  const Setting& setting = snapshot.subject.setting;
  lines->setting = setting;
  lines->quality = snapshot.quality;
  lines->signSlope = nan;
  if (snapshot.subject.loaded) {
    for (TheoryCurve* curve :
         {&lines->finiteWidth, &lines->meanField, &lines->scaling, &lines->kacRice, &lines->meanFieldSign,
          &lines->meanFieldAll, &lines->lengthOfH, &lines->curvature, &lines->gaussMapLength})
      *curve = none(loadedReason);
    lines->slopeReason = loadedReason;
    return lines;
  }
  const SettingTheory theory = theoryOf(setting, snapshot.plane);
  if (stop.stop_requested()) return nullptr;
  const double first = snapshot.measures.length.front();
  lines->finiteWidth = product(first, theory.finiteWidth);
  lines->scaling = product(first, theory.scaling);
  lines->meanField.values = theory.meanField.length;
  // Of the stretch on view: its own length at the input.
  for (double& length : lines->meanField.values) length *= first / theory.meanField.length.front();
  if (setting.tBegin <= 0.0 && setting.tEnd >= 1.0) {
    lines->meanFieldSign.values = theory.meanField.signTransitions;
    lines->meanFieldAll.values = theory.meanField.transitions;
  } else {
    lines->meanFieldSign = lines->meanFieldAll = none("of the whole curve only");
  }
  addBends(snapshot, theory.laws, theory.meanField, *lines);
  addKacRice(snapshot, theory.laws, stop, *lines);

  const LayerLaw& deep = theory.laws.back();
  lines->state = theory.stationary;
  if (lines->state.qStar && lines->state.qStar.value > 0.0)
    lines->signSlope = deep.fanOut * signTransitionsAtLength(1.0, deep, lines->state.qStar.value);
  else
    lines->slopeReason = lines->state.qStar.reason;
  if (snapshot.quality != Quality::Full) return lines;
  if (stop.stop_requested()) return nullptr;
  lines->lengthMap = lengthMapOf(snapshot, theory.field, lines->state);
  lines->correlationMap = correlationMapOf(snapshot, theory.field, lines->state);
  return stop.stop_requested() ? nullptr : lines;
}

}  // namespace arcscope::core
