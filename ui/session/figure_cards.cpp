#include "ui/session/figure_cards.h"

namespace arcscope::ui {

DisplayChoice displayOf(const Preset& preset) {
  const FigureChoice& figure = preset.figure;
  DisplayChoice display;
  display.commonScale = figure.commonScale;
  display.sideBySide = figure.sideBySide;
  display.runningTotal = figure.runningTotal;
  display.comparison = figure.comparison;
  display.regionLayers = figure.regionLayers;
  display.fill = figure.fill;
  display.quantity = figure.quantity;
  display.families = figure.families;
  display.dichotomyInputs = figure.inputs;
  display.dichotomyDraws = figure.dichotomyDraws;
  display.priorData = figure.data;
  display.course = figure.course;
  // What a training does is seen best in the images, or where there is a plane of inputs, in that.
  if (!showsTraining(figure.kind))
    display.enlarged = cardOf(figure.kind);
  else if (preset.setting.inputDim == 2)
    display.enlarged = cardOf(FigureKind::Plane);
  return display;
}

FigureChoice figureOf(const DisplayChoice& display) {
  FigureChoice figure;
  figure.commonScale = display.commonScale;
  figure.sideBySide = display.sideBySide;
  figure.layer = display.openLayer;
  figure.runningTotal = display.runningTotal;
  figure.comparison = display.comparison;
  figure.comparison.ensemble = false;  // drawn anew only where --draws asks for it
  figure.regionLayers = display.regionLayers;
  figure.fill = display.fill;
  figure.quantity = display.quantity;
  figure.families = display.families;
  figure.inputs = display.dichotomyInputs;
  figure.dichotomyDraws = display.dichotomyDraws;
  figure.data = display.priorData;
  figure.course = display.course;
  return figure;
}

}  // namespace arcscope::ui
