// What a figure shows beside its snapshot, and how it is found.
#include "ui/figures/figure_source.h"

namespace arcscope::ui {

RegionMapPtr regionsOfFigure(const core::Snapshot& snapshot, const FigureChoice& choice,
                             const std::stop_token& stop) {
  core::RegionFinder finder;
  return computeRegionMap({.subject = snapshot.subject,
                           .rectangle = choice.rectangle.value_or(squareRound(snapshot, choice.points)),
                           .layers = choice.regionLayers,
                           .readout = choice.fill == RegionFill::Slope,
                           .classes = choice.fill == RegionFill::Class},
                          {}, finder, stop);
}

PriorPtr priorOfFigure(const core::Snapshot& snapshot, const FigureChoice& choice,
                       const std::stop_token& stop) {
  if (choice.prior && answers(*choice.prior, {snapshot.subject, choice.data})) return choice.prior;
  std::optional<core::Prior> prior = core::priorOf(snapshot.subject, choice.data, stop);
  return prior ? std::make_shared<const core::Prior>(std::move(*prior)) : nullptr;
}

core::DichotomiesPtr dichotomiesOfFigure(const core::Snapshot& snapshot, const FigureChoice& choice,
                                         const std::function<void(const core::Dichotomies&)>& observe,
                                         const std::stop_token& stop) {
  auto known = std::make_shared<core::Dichotomies>();
  known->request = {.subject = snapshot.subject, .inputs = choice.inputs, .draws = choice.dichotomyDraws};
  if (core::validate(known->request) || !core::extend(*known, observe, stop)) return nullptr;
  return known;
}

std::vector<Pin> pinsOfFigure(const FigureChoice& choice, const std::stop_token& stop) {
  if (!showsPins(choice.kind)) return {};
  std::vector<Pin> pins = shownPins(choice.pins);
  for (Pin& pin : pins) complete(pin, pinPartsOf(choice.kind), stop);
  return pins;
}

core::LayerStudyPtr studyOfFigure(const core::Snapshot& snapshot, const FigureChoice& choice,
                                  const std::stop_token& stop) {
  return core::extended(choice.study, snapshot.subject, snapshot.view.image, studyPartsOf(choice.kind), stop);
}

}  // namespace arcscope::ui
