#include <cmath>

#include "app/commands/commands.h"
#include "app/commands/json_text.h"
#include "app/commands/layer_figures.h"
#include "app/commands/progress.h"
#include "app/commands/setting_flags.h"
#include "core/explorer/explorer.h"
#include "core/support/json_text.h"
#include "core/version.h"

namespace arcscope::app {
namespace {

Json asJson(const core::Snapshot& snapshot) {
  const core::Setting& setting = snapshot.subject.setting;
  const core::CurveMeasures& measures = snapshot.measures;
  Json widths = Json::array();
  bool same = true;
  for (int layer = 1; layer <= setting.depth; ++layer) {
    widths.push_back(core::widthOf(setting, layer));
    same = same && widths.back() == widths.front();
  }
  const bool regional = core::isPiecewiseLinear(setting.activation);

  Json result;
  result["activation"] = core::name(setting.activation);
  result["trajectory"] = core::name(setting.trajectory);
  result["input_dim"] = core::effectiveInputDim(setting);
  result["depth"] = setting.depth;
  result["width"] = same ? widths.front() : Json();
  result["widths"] = widths;
  if (snapshot.subject.loaded == nullptr) {
    result["sigma_w"] = setting.sigmaW;
    result["sigma_b"] = setting.sigmaB;
  }
  result["seed"] = setting.seed;
  result["method"] = core::name(measures.exact ? core::Method::Exact : core::Method::Sampled);
  result["samples"] = measures.samples;
  result["sampling_error"] = measures.samplingError;
  result["limit_met"] = measures.limitMet;
  result["length"] = measures.length;
  result["length_error"] = measures.lengthError;
  result["growth"] = measures.growth;
  if (regional) {
    result["transitions"] = measures.transitions;
    result["patterns"] = measures.patterns;
    if (measures.exact) {
      result["pieces"] = measures.pieces;
      result["turning"] = measures.turning;
    }
  }
  result["sign_transitions"] = measures.signTransitions;
  if (!regional) {
    result["curvature"] = measures.curvature;
    result["gauss_map_length"] = measures.gaussMapLength;
  }
  result["q"] = measures.q;
  result["correlation"] = measures.correlation;
  result["saturated"] = measures.saturated;
  result["dead"] = measures.dead;
  Json notes = Json::array();
  for (const core::Notice& notice : snapshot.notices) {
    const bool ofAView = notice.kind == core::Notice::Kind::LowVariance ||  // projections, logarithmic axes
                         notice.kind == core::Notice::Kind::NonPositive;
    if (!ofAView) notes.push_back(notice.text);
  }
  result["notes"] = notes;
  result["version"] = core::version;
  result["setting"] = core::parsedJson(core::toJson(setting));
  return result;
}

}  // namespace

int measure(std::span<const std::string> arguments) {
  Flags flags(
      "measure [flags]",
      "Prints what is measured of the trajectory's image in every layer as one JSON object, computed in "
      "double.\nLists of depth + 1 numbers begin with the input; lists of depth numbers with layer 1.");
  addAlsoFlag(flags);
  addSettingFlags(flags);
  if (const auto done = begin(flags, arguments)) return *done;
  core::LayerStudyParts also;
  if (const auto error = readAlso(flags, also)) return fail(Mistake, *error);
  const core::Expected<core::Subject> subject = subjectFromFlags(flags);
  if (!subject) return fail(Mistake, subject.error());
  const auto snapshot = [&] {
    const Progress progress("measuring");
    core::ExplorerCache cache;
    return core::explore(subject.value(), {}, core::Quality::Full, cache);
  }();
  Json result = asJson(*snapshot);
  if (also.any()) {
    const Progress progress("studying the layers");
    addLayerFigures(result, *core::extended(nullptr, subject.value(), core::ImageKind::Z, also));
  }
  return print(lineAKey(result));
}

}  // namespace arcscope::app
