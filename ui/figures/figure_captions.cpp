#include "ui/figures/figure_captions.h"

#include <QCoreApplication>

namespace arcscope::ui {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("Figures", text);
}

}  // namespace

QString caption(FigureKind kind) {
  switch (kind) {
    case FigureKind::Grid:
      return tr("Images, layer by layer");
    case FigureKind::Lengths:
      return tr("Length");
    case FigureKind::Transitions:
      return tr("Transitions");
    case FigureKind::TransitionsLength:
      return tr("Transitions against length");
    case FigureKind::Raster:
      return tr("Activation pattern");
    case FigureKind::Plane:
      return tr("Plane of the trajectory");
    case FigureKind::Regions:
      return tr("Linear regions of the plane");
    case FigureKind::Phases:
      return tr("Phase diagram");
    case FigureKind::Maps:
      return tr("Maps from layer to layer");
    case FigureKind::Families:
      return tr("Several networks beside each other");
    case FigureKind::Prior:
      return tr("Prior over functions");
    case FigureKind::Dichotomies:
      return tr("Dichotomies");
    case FigureKind::Autocorrelation:
      return tr("Autocorrelation");
    case FigureKind::Curvature:
      return tr("Curvature");
    case FigureKind::Similarity:
      return tr("Similarity of layers");
    case FigureKind::Gradients:
      return tr("Gradients");
    case FigureKind::Training:
      return tr("Loss and accuracy in training");
    case FigureKind::TrainingLengths:
      return tr("Length in training");
    case FigureKind::Experiment:
      return tr("Experiment on trained networks");
    case FigureKind::Page:
      break;
  }
  return tr("The whole page");
}

QString caption(FileKind kind) {
  switch (kind) {
    case FileKind::Svg:
      return tr("SVG figure");
    case FileKind::Pdf:
      return tr("PDF figure");
    case FileKind::Png:
      return tr("PNG picture");
    case FileKind::Csv:
      return tr("CSV numbers");
    case FileKind::Json:
      return tr("JSON numbers");
    case FileKind::Npy:
      return tr("NPY images, for NumPy");
    case FileKind::Python:
      break;
  }
  return tr("Python script and network");
}

}  // namespace arcscope::ui
