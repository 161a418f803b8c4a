#include "ui/figures/figure_captions.h"

#include <QCoreApplication>

namespace arcscope::ui {
namespace {

QString captionText(const char* text) {
  return QCoreApplication::translate("Figures", text);
}

}  // namespace

QString caption(FigureKind kind) {
  switch (kind) {
    case FigureKind::Grid:
      return captionText("Images, layer by layer");
    case FigureKind::Lengths:
      return captionText("Length");
    case FigureKind::Transitions:
      return captionText("Transitions");
    case FigureKind::TransitionsLength:
      return captionText("Transitions against length");
    case FigureKind::Raster:
      return captionText("Activation pattern");
    case FigureKind::Plane:
      return captionText("Plane of the trajectory");
    case FigureKind::Regions:
      return captionText("Linear regions of the plane");
    case FigureKind::Phases:
      return captionText("Phase diagram");
    case FigureKind::Maps:
      return captionText("Maps from layer to layer");
    case FigureKind::Families:
      return captionText("Several networks beside each other");
    case FigureKind::Prior:
      return captionText("Prior over functions");
    case FigureKind::Dichotomies:
      return captionText("Dichotomies");
    case FigureKind::Autocorrelation:
      return captionText("Autocorrelation");
    case FigureKind::Curvature:
      return captionText("Curvature");
    case FigureKind::Similarity:
      return captionText("Similarity of layers");
    case FigureKind::Gradients:
      return captionText("Gradients");
    case FigureKind::Training:
      return captionText("Loss and accuracy in training");
    case FigureKind::TrainingLengths:
      return captionText("Length in training");
    case FigureKind::Experiment:
      return captionText("Experiment on trained networks");
    case FigureKind::Page:
      break;
  }
  return captionText("The whole page");
}

QString caption(FileKind kind) {
  switch (kind) {
    case FileKind::Svg:
      return captionText("SVG figure");
    case FileKind::Pdf:
      return captionText("PDF figure");
    case FileKind::Png:
      return captionText("PNG picture");
    case FileKind::Csv:
      return captionText("CSV numbers");
    case FileKind::Json:
      return captionText("JSON numbers");
    case FileKind::Npy:
      return captionText("NPY images, for NumPy");
    case FileKind::Python:
      break;
  }
  return captionText("Python script and network");
}

}  // namespace arcscope::ui
