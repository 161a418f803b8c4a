#include "core/explorer/theory_lines.h"

#include <algorithm>
#include <cmath>

#include "core/theory/crossings.h"
#include "core/theory/setting_theory.h"

namespace arcscope::core {
namespace {

constexpr int mapPoints = 96;
constexpr const char* loadedReason = "a loaded network is no random draw";

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

/// The image that a layer reads, as points, where the snapshot has it.
TheoryCurve kacRiceCounts(const Snapshot& snapshot, const std::vector<LayerLaw>& laws,
                          const std::stop_token& stop) {
  if (!hasGaussianWeights(snapshot.subject.setting))
    return none("the law of Kac and Rice is of Gaussian weights");
  if (snapshot.quality != Quality::Full) return none("found when the network rests");
  if (snapshot.view.image != ImageKind::Z) return none("shown beside the images z, not h");
  TheoryCurve curve;
  for (int d = 1; d <= snapshot.depth() && !stop.stop_requested(); ++d) {
    const LayerSnapshot& before = snapshot.layers[static_cast<std::size_t>(d - 1)];
    if (!before.image) return none("the images of this network are not kept");
    const LayerLaw& law = laws[static_cast<std::size_t>(d - 1)];
    if (before.image->rows() != law.fanIn) return none("the images of this network are not kept");
    curve.values.push_back(law.fanOut * expectedCrossings(*before.image, law));
  }
  return curve;
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
    for (TheoryCurve* curve : {&lines->finiteWidth, &lines->meanField, &lines->scaling, &lines->kacRice,
                               &lines->meanFieldSign, &lines->meanFieldAll})
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
  lines->kacRice = kacRiceCounts(snapshot, theory.laws, stop);

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
