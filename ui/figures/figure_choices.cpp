// What a figure carries of its choices.
#include <nlohmann/json.hpp>

#include "core/support/json_text.h"
#include "core/training/trained_file.h"
#include "ui/figures/figure_source.h"
#include "ui/figures/figure_training.h"

namespace arcscope::ui {

QByteArray choicesJson(const FigureChoice& choice, const core::ViewChoice& view) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  if (choice.kind == FigureKind::Grid || choice.kind == FigureKind::Page) {
    json["image"] = view.image == core::ImageKind::H ? "h" : "z";
    json["projection"] = core::toText(view.projection);
    json["common_scale"] = choice.commonScale;
    if (!choice.pins.empty()) json["side_by_side"] = choice.sideBySide;
  }
  if (choice.kind == FigureKind::Transitions) json["running_total"] = choice.runningTotal;
  if (choice.layer >= 0) json["layer"] = choice.layer;
  if (!choice.layers.empty()) json["layers"] = choice.layers;
  if (choice.kind == FigureKind::Regions) {
    json["region_layers"] = choice.regionLayers;
    json["fill"] = regionFillNames[static_cast<std::size_t>(choice.fill)];
    if (choice.rectangle)
      json["rectangle"] = {choice.rectangle->a0, choice.rectangle->b0, choice.rectangle->a1,
                           choice.rectangle->b1};
  }
  if (choice.points && (choice.kind == FigureKind::Plane || choice.kind == FigureKind::Regions))
    json["points"] = choice.points->name;
  if (choice.kind == FigureKind::Phases)
    json["quantity"] = phaseQuantityNames[static_cast<std::size_t>(choice.quantity)];
  if (showsTheory(choice.kind))
    json["theory"] = {{"finite_width", choice.comparison.finiteWidth},
                      {"mean_field", choice.comparison.meanField},
                      {"r17_scaling", choice.comparison.scaling}};
  if (choice.comparison.ensemble && choice.ensemble) json["draws"] = choice.ensemble->draws;
  if (choice.kind == FigureKind::Dichotomies) {
    json["inputs"] = choice.inputs;
    json["draws"] = choice.dichotomyDraws;
  }
  if (choice.kind == FigureKind::Families) {
    json["compare"] = name(choice.families.figure).toStdString();
    json["widths"] = choice.families.widths;
    json["sigma_ws"] = choice.families.sigmaWs;
    json["draws"] = choice.families.draws;
  }
  if (showsTraining(choice.kind) && choice.training)
    json["training"] = core::parsedJson(trainingJson(*choice.training));
  if (choice.kind == FigureKind::Experiment && choice.experiment) {
    const core::ExperimentRequest& request = choice.experiment->request;
    json["experiment"] = core::name(request.experiment);
    json["training"] = core::parsedJson(core::toJson(request.choice));
    json["data"] = request.task->name;
    json["repeats"] = request.repeats;
  }
  if (choice.kind == FigureKind::Prior)
    for (const core::OutputPoint& point : choice.data) json["data"].push_back({point.t, point.y});
  for (const Pin& pin : choice.pins)
    json["pins"].push_back({{"name", pin.name.toStdString()},
                            {"colour", pin.slot},
                            {"setting", core::parsedJson(core::toJson(pin.subject.setting))}});
  return json.empty() ? QByteArray() : QByteArray::fromStdString(core::jsonText(json));
}

}  // namespace arcscope::ui
