#include <cmath>

#include "app/commands/commands.h"
#include "app/commands/json_text.h"
#include "app/commands/setting_flags.h"
#include "core/theory/setting_theory.h"
#include "core/version.h"

namespace arcscope::app {
namespace {

/// One JSON object whose missing values have their reasons beside them.
class Report {
 public:
  template <class Value>
  void add(const std::string& key, const Value& value) {
    m_values[key] = value;
  }
  void add(const std::string& key, const core::Answer& answer) {
    m_values[key] = answer ? Json(answer.value) : Json();
    if (!answer) m_reasons[key] = answer.reason;
  }
  /// One answer a layer; the first reason stands for all.
  void add(const std::string& key, const std::vector<core::Answer>& layers) {
    Json values = Json::array();
    for (const core::Answer& one : layers) {
      if (!one) return add(key, one);
      values.push_back(one.value);
    }
    m_values[key] = values;
  }
  /// Numbers of layers; one that is not finite is null.
  void add(const std::string& key, const std::vector<double>& layers) {
    m_values[key] = layers;
    for (const double one : layers)
      if (!std::isfinite(one))
        m_reasons[key] =
            "a length of zero has no growth, and numbers beyond the range of double have no text";
  }

  [[nodiscard]] std::string text() {
    m_values["reasons"] = m_reasons;
    return lineAKey(m_values);
  }

 private:
  Json m_values;
  Json m_reasons = Json::object();
};

void addStationaryState(const core::SettingTheory& theory, Report& report) {
  const core::StationaryState& state = theory.stationary;
  report.add("q_star", state.qStar);
  report.add("c_star", state.cStar);
  report.add("chi_1", state.chi1);
  report.add("chi_2", state.chi2);
  report.add("critical_sigma_w", core::criticalSigmaW(theory.field.activation, theory.field.sigmaB));
  if (state.phase)
    report.add("phase", core::name(*state.phase));
  else
    report.add("phase",
               core::Answer("without a fixed point of q there is no state that could be ordered or chaotic"));
  report.add("length_map_slope", state.lengthSlope);
  report.add("correlation_map_slope", state.correlationSlope);
  report.add("xi_q", state.xiQ);
  report.add("xi_c", state.xiC);
}

void addLayers(const core::SettingTheory& theory, Report& report) {
  const core::CurvePrediction& meanField = theory.meanField;
  report.add("growth_finite_width", theory.finiteWidth);
  report.add("growth_mean_field", meanField.growth);
  report.add("growth_r17_scaling", theory.scaling);
  report.add("growth_pt20_bound", theory.lowerBound);
  report.add("length_mean_field", meanField.length);
  report.add("q_mean_field", meanField.q);
  report.add("sign_transitions_mean_field", meanField.signTransitions);
  if (core::isPiecewiseLinear(theory.field.activation))
    report.add("transitions_mean_field", meanField.transitions);
  else
    report.add("transitions_mean_field", core::Answer("smooth activations have sign transitions only"));
}

}  // namespace

int theory(std::span<const std::string> arguments) {
  Flags flags(
      "theory [flags]",
      "Prints what theory says of a drawn network as one JSON object: the stationary state of infinite "
      "width at these sigma_w and sigma_b, and per layer the growth of length by the exact law of "
      "finite width, by mean field and as [R17] scaling (an O(.) statement with a constant dropped), "
      "and the expected transitions of all neurons.\nWhat does not exist is null, and `reasons` says "
      "why in one sentence.");
  addSettingFlags(flags);
  if (const auto done = begin(flags, arguments)) return *done;
  const core::Expected<core::Subject> subject = subjectFromFlags(flags);
  if (!subject) return fail(Mistake, subject.error());
  if (subject.value().loaded != nullptr)
    return fail(Mistake, {"--network does not go with theory, which speaks of drawn networks"});

  const core::Setting& setting = subject.value().setting;
  const core::SettingTheory theory = core::theoryOf(setting, core::planeOf(subject.value()));

  Report report;
  report.add("activation", core::name(setting.activation));
  report.add("trajectory", core::name(setting.trajectory));
  report.add("depth", setting.depth);
  std::vector<int> widths;
  for (const core::LayerLaw& law : theory.laws) widths.push_back(law.fanOut);
  report.add("widths", widths);
  report.add("sigma_w", setting.sigmaW);
  report.add("sigma_b", setting.sigmaB);
  report.add("effective_sigma_w", theory.field.sigmaW);  // of the last layer: the weight law may scale them
  report.add("effective_sigma_b", theory.field.sigmaB);
  addStationaryState(theory, report);
  addLayers(theory, report);
  report.add("version", core::version);
  report.add("setting", Json::parse(core::toJson(setting)));
  return print(report.text());
}

}  // namespace arcscope::app
