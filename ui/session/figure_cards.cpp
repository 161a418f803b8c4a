#include "ui/session/figure_cards.h"

namespace arcscope::ui {

QString cardOf(FigureKind kind) {
  switch (kind) {
    case FigureKind::Lengths:
      return QStringLiteral("length");
    case FigureKind::Transitions:
      return QStringLiteral("transitions");
    case FigureKind::TransitionsLength:
      return QStringLiteral("transitionsLength");
    case FigureKind::Raster:
      return QStringLiteral("pattern");
    case FigureKind::Plane:
    case FigureKind::Regions:
      return QStringLiteral("plane");
    case FigureKind::Phases:
      return QStringLiteral("phases");
    case FigureKind::Maps:
      return QStringLiteral("maps");
    case FigureKind::Families:
      return QStringLiteral("families");
    case FigureKind::Prior:
      return QStringLiteral("prior");
    case FigureKind::Dichotomies:
      return QStringLiteral("dichotomies");
    case FigureKind::Autocorrelation:
      return QStringLiteral("autocorrelation");
    case FigureKind::Curvature:
      return QStringLiteral("curvature");
    case FigureKind::Similarity:
      return QStringLiteral("similarity");
    case FigureKind::Gradients:
      return QStringLiteral("gradients");
    case FigureKind::Training:
      return QStringLiteral("training");
    case FigureKind::TrainingLengths:
      return QStringLiteral("trainingLengths");
    case FigureKind::Experiment:
      return QStringLiteral("experiments");
    case FigureKind::Grid:
    case FigureKind::Page:
      break;
  }
  return {};
}

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
