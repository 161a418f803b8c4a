#include "ui/figures/figure_captions.h"

#include <QCoreApplication>

namespace arcscope::ui {
namespace {

struct CaptionText {
  Q_DECLARE_TR_FUNCTIONS(Figures)
};

}  // namespace

QString caption(FigureKind kind) {
  switch (kind) {
    case FigureKind::Grid:
      return CaptionText::tr("Images, layer by layer");
    case FigureKind::Lengths:
      return CaptionText::tr("Length");
    case FigureKind::Transitions:
      return CaptionText::tr("Transitions");
    case FigureKind::TransitionsLength:
      return CaptionText::tr("Transitions against length");
    case FigureKind::Raster:
      return CaptionText::tr("Activation pattern");
    case FigureKind::Plane:
      return CaptionText::tr("Plane of the trajectory");
    case FigureKind::Regions:
      return CaptionText::tr("Linear regions of the plane");
    case FigureKind::Phases:
      return CaptionText::tr("Phase diagram");
    case FigureKind::Maps:
      return CaptionText::tr("Maps from layer to layer");
    case FigureKind::Families:
      return CaptionText::tr("Several networks beside each other");
    case FigureKind::Prior:
      return CaptionText::tr("Prior over functions");
    case FigureKind::Dichotomies:
      return CaptionText::tr("Dichotomies");
    case FigureKind::Autocorrelation:
      return CaptionText::tr("Autocorrelation");
    case FigureKind::Curvature:
      return CaptionText::tr("Curvature");
    case FigureKind::Similarity:
      return CaptionText::tr("Similarity of layers");
    case FigureKind::Gradients:
      return CaptionText::tr("Gradients");
    case FigureKind::Training:
      return CaptionText::tr("Loss and accuracy in training");
    case FigureKind::TrainingLengths:
      return CaptionText::tr("Length in training");
    case FigureKind::Experiment:
      return CaptionText::tr("Experiment on trained networks");
    case FigureKind::Page:
      break;
  }
  return CaptionText::tr("The whole page");
}

QString caption(FileKind kind) {
  switch (kind) {
    case FileKind::Svg:
      return CaptionText::tr("SVG figure");
    case FileKind::Pdf:
      return CaptionText::tr("PDF figure");
    case FileKind::Png:
      return CaptionText::tr("PNG picture");
    case FileKind::Csv:
      return CaptionText::tr("CSV numbers");
    case FileKind::Json:
      return CaptionText::tr("JSON numbers");
    case FileKind::Npy:
      return CaptionText::tr("NPY images, for NumPy");
    case FileKind::Python:
      break;
  }
  return CaptionText::tr("Python script and network");
}

}  // namespace arcscope::ui
