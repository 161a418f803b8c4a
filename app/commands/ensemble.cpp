#include "core/study/ensemble.h"

#include "app/commands/commands.h"
#include "app/commands/json_text.h"
#include "app/commands/progress.h"
#include "app/commands/setting_flags.h"
#include "app/commands/study_run.h"
#include "core/version.h"

namespace arcscope::app {
namespace {

/// One list a statistic; the first number is that of layer `firstLayer`.
Json asJson(const core::MeasureSummary& measure) {
  Json json;
  json["first_layer"] = measure.firstLayer;
  for (const core::Summary& layer : measure.layers) {
    json["mean"].push_back(layer.mean);
    json["std"].push_back(layer.deviation);
    json["stderr"].push_back(layer.standardError);
    json["min"].push_back(layer.least);
    for (std::size_t i = 0; i < layer.quantiles.size(); ++i) {
      const int percent = static_cast<int>(core::quantileShares[i] * 100.0 + 0.5);
      json[(percent < 10 ? "q0" : "q") + std::to_string(percent)].push_back(layer.quantiles[i]);
    }
    json["max"].push_back(layer.largest);
    json["count"].push_back(layer.count);
  }
  return json;
}

Json asJson(const core::EnsembleResult& result) {
  Json json;
  json["version"] = core::version;
  json["setting"] = core::parsedJson(core::toJson(result.subject.setting));
  json["draws"] = result.draws;
  json["exact_draws"] = result.exactDraws;
  json["limit_met_draws"] = result.limitMet;
  for (const core::MeasureSummary& measure : result.measures)
    json[std::string(core::rowOf(measure.measure).key)] = asJson(measure);
  return json;
}

int printSummary(StudyRequest& study) {
  const core::StudyPlan& plan = study.header.plan;
  const core::Expected<core::Subject> subject = study.grid.at(0);
  if (!subject) return fail(Mistake, subject.error());
  core::Ensemble ensemble(subject.value(), plan.measures);
  {
    Progress progress("ensemble");
    static_cast<void>(core::extend(ensemble, plan.draws, {}, [&](const core::Ensemble& now) {
      progress.set(now.draws(), plan.draws, "draws");
    }));
  }
  return print(lineAKey(asJson(ensemble.result())));
}

}  // namespace

int ensemble(std::span<const std::string> arguments) {
  Flags flags(
      "ensemble [flags]",
      "Measures many draws of one setting. Prints mean, standard deviation (std), standard error of the "
      "mean (stderr), quantiles (q05 to q95) and range of each measure layer by layer as one JSON "
      "object; count is the number of draws in which the figure is finite. With --output it writes the "
      "figures of every draw instead.\nA target that cannot be written ends with exit status 1.");
  addStudyFlags(flags);
  addSettingFlags(flags);
  if (const auto done = begin(flags, arguments)) return *done;
  core::Expected<StudyRequest> request = readStudy(flags, false);
  if (!request) return fail(Mistake, request.error());
  StudyRequest study = std::move(request).value();
  return study.output.empty() ? printSummary(study) : writeStudy("ensemble", study);
}

}  // namespace arcscope::app
