#include "ui/figures/figure_of_view.h"

#include "ui/plots/autocorrelation_view.h"
#include "ui/plots/curvature_view.h"
#include "ui/plots/dichotomies_view.h"
#include "ui/plots/experiment_view.h"
#include "ui/plots/family_view.h"
#include "ui/plots/gradients_view.h"
#include "ui/plots/length_view.h"
#include "ui/plots/maps_view.h"
#include "ui/plots/pattern_raster.h"
#include "ui/plots/phase_view.h"
#include "ui/plots/plane_view.h"
#include "ui/plots/prior_view.h"
#include "ui/plots/similarity_view.h"
#include "ui/plots/training_lengths_view.h"
#include "ui/plots/training_view.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/plots/transitions_length_view.h"
#include "ui/plots/transitions_view.h"

namespace arcscope::ui {
namespace {

FigureChoice ownChoiceOf(const View* view) {
  if (const auto* grid = qobject_cast<const TrajectoryGrid*>(view))
    return {.kind = FigureKind::Grid,
            .layer = grid->openLayer(),
            .commonScale = grid->commonScale(),
            .sideBySide = grid->sideBySide()};
  if (const auto* transitions = qobject_cast<const TransitionsView*>(view))
    return {.kind = FigureKind::Transitions, .runningTotal = transitions->runningTotal()};
  if (const auto* raster = qobject_cast<const PatternRaster*>(view))
    return {.kind = FigureKind::Raster, .layer = raster->layer()};
  if (qobject_cast<const LengthView*>(view) != nullptr) return {.kind = FigureKind::Lengths};
  if (qobject_cast<const TransitionsLengthView*>(view) != nullptr)
    return {.kind = FigureKind::TransitionsLength};
  if (const auto* phases = qobject_cast<const PhaseView*>(view))
    return {.kind = FigureKind::Phases, .quantity = phases->quantity(), .growth = phases->growth()};
  if (qobject_cast<const MapsView*>(view)) return {.kind = FigureKind::Maps};
  if (const auto* dichotomies = qobject_cast<const DichotomiesView*>(view)) {
    const core::DichotomiesPtr known = dichotomies->known();
    return {.kind = FigureKind::Dichotomies,
            .inputs = dichotomies->inputs(),
            .dichotomyDraws = dichotomies->draws(),
            .dichotomies = known && known->complete() ? known : nullptr};
  }
  if (const auto* families = qobject_cast<const FamilyView*>(view); families && families->family())
    return {.kind = FigureKind::Families, .families = families->familyChoice(), .family = families->family()};
  if (const auto* prior = qobject_cast<const PriorView*>(view))
    return {.kind = FigureKind::Prior, .data = prior->data(), .prior = prior->prior()};
  if (qobject_cast<const CurvatureView*>(view) != nullptr) return {.kind = FigureKind::Curvature};
  if (const auto* experiment = qobject_cast<const ExperimentView*>(view))
    return {.kind = FigureKind::Experiment, .experiment = experiment->experiment()};
  if (const auto* training = dynamic_cast<const TrainingReader*>(view)) {
    FigureChoice choice{
        .kind = FigureKind::Training, .training = training->training(), .logSteps = training->logSteps()};
    if (const auto* lengths = qobject_cast<const TrainingLengthsView*>(view)) {
      choice.kind = FigureKind::TrainingLengths;
      choice.course = lengths->course();
    }
    return choice;
  }
  if (const auto* reader = dynamic_cast<const StudyReader*>(view)) {
    FigureChoice choice{.study = reader->study()};
    if (qobject_cast<const SimilarityView*>(view)) choice.kind = FigureKind::Similarity;
    if (qobject_cast<const GradientsView*>(view)) choice.kind = FigureKind::Gradients;
    if (const auto* correlation = qobject_cast<const AutocorrelationView*>(view)) {
      choice.kind = FigureKind::Autocorrelation;
      if (choice.study) choice.layer = correlation->selectedLayer();
    }
    return choice;
  }
  if (const auto* plane = qobject_cast<const PlaneView*>(view)) {
    const core::LearningTaskPtr points = plane->areDataPointsShown() ? plane->dataPoints() : nullptr;
    if (!plane->regions()) return {.kind = FigureKind::Plane, .points = points};
    return {.kind = FigureKind::Regions,
            .layer = plane->regionFill() == RegionFill::Pattern ? plane->regionLook().patternLayer : -1,
            .regionLayers = plane->regionLayers(),
            .fill = plane->regionFill(),
            .rectangle = plane->rectangle(),
            .points = points};
  }
  return {};
}

}  // namespace

FigureChoice figureChoiceOf(const View* view) {
  FigureChoice choice = ownChoiceOf(view);
  if (const Comparison* comparison = view != nullptr ? view->comparison() : nullptr) {
    if (qobject_cast<const PlotView*>(view) || qobject_cast<const CurvatureView*>(view))
      choice.comparison = comparison->choice();
    if (qobject_cast<const PlotView*>(view)) choice.ensemble = comparison->ensemble();
    choice.pins = comparison->pins();
  }
  if (const auto* grid = qobject_cast<const TrajectoryGrid*>(view)) choice.pins = grid->pins();
  return choice;
}

}  // namespace arcscope::ui
