#pragma once
#include <QPainter>
#include <QString>
#include <functional>
#include <memory>
#include <vector>

#include "core/explorer/layer_study.h"
#include "core/study/dichotomies.h"
#include "ui/figures/figure.h"
#include "ui/figures/figure_kind.h"
#include "ui/figures/figure_training.h"
#include "ui/model/comparison.h"
#include "ui/model/experiment_service.h"
#include "ui/model/family_service.h"
#include "ui/model/phase_service.h"
#include "ui/model/prior_service.h"
#include "ui/plots/family_content.h"
#include "ui/plots/phase_picture.h"
#include "ui/plots/plane_view.h"
#include "ui/plots/training_lengths_view.h"
#include "ui/plots/view.h"

namespace arcscope::ui {

struct FigureChoice {
  FigureKind kind = FigureKind::Page;
  /// Grid: this layer alone; Raster, Page: whose pattern; Autocorrelation: the one in full; -1: all, or the
  /// middle one.
  int layer = -1;
  std::optional<double> t{};  ///< Grid, Plane, Regions, Page: marked as the shared t
  double glide = 0.0;         ///< Grid with `layer`: how far that image is on its way to the next one's
  bool commonScale = false;   ///< Grid, Page: all images on one scale
  bool runningTotal = false;  ///< Transitions, Page
  // Regions:
  int regionLayers = defaultRegionLayers;  ///< of layers 1..regionLayers; 0: all that there are
  RegionFill fill = RegionFill::None;
  std::optional<core::PlaneRectangle> rectangle{};  ///< none: a square round the curve and the end points
  core::LearningTaskPtr points{};  ///< Plane, Regions, Page: points of the plane to stand in it
  // Lengths, Transitions, TransitionsLength, Autocorrelation, Curvature, Page:
  ComparisonChoice comparison{};
  EnsemblePtr ensemble{};  ///< where comparison wants one
  // Phases:
  PhaseQuantity quantity = PhaseQuantity::Chi1;
  PhaseDiagramPtr growth{};  ///< of PhaseQuantity::Growth, measured before
  // Grid: these layers, each as a tile; none: all, or `layer` large.
  std::vector<int> layers{};
  // Families:
  FamilyChoice families{};
  FamilyPtr family{};  ///< computed before: it takes its time
  // Prior:
  std::vector<core::OutputPoint> data{};
  PriorPtr prior{};  ///< if it was computed before; another one is not used
  // Dichotomies:
  int inputs = 15;
  int dichotomyDraws = 3;
  core::DichotomiesPtr dichotomies{};  ///< of just these; null: counted by FigureSource
  // Training, TrainingLengths:
  LearningRequest learning{};
  TrainingStatePtr training{};  ///< run before: it takes its time
  bool logSteps = true;
  LayerCourse course{};
  // Experiment, of `learning` too:
  ExperimentOrder order{};
  ExperimentPtr experiment{};  ///< run before: it takes its time
  // What showsPins(): beside the snapshot, where they are computed.
  std::vector<Pin> pins{};
  bool sideBySide = false;  ///< Grid, Page: beside the images, not beneath them
  // Autocorrelation, Similarity, Gradients:
  core::LayerStudyPtr study{};  ///< what is known already; the rest is computed
};

/// The regions of a figure, within limits that are counts: the same for the same setting. Null when `stop`
/// was requested.
[[nodiscard]] RegionMapPtr regionsOfFigure(const core::Snapshot& snapshot, const FigureChoice& choice,
                                           const std::stop_token& stop = {});

/// What a figure of Prior shows: `choice.prior` where that is of this network and data. Null when `stop` was
/// requested.
[[nodiscard]] PriorPtr priorOfFigure(const core::Snapshot& snapshot, const FigureChoice& choice,
                                     const std::stop_token& stop = {});

/// The labelings of a figure. Null when `stop` was requested, or where validate() refuses to count.
[[nodiscard]] core::DichotomiesPtr dichotomiesOfFigure(
    const core::Snapshot& snapshot, const FigureChoice& choice,
    const std::function<void(const core::Dichotomies&)>& observe = {}, const std::stop_token& stop = {});

/// What the figure shows beside the setting, where it is more than the view's name says: one JSON object, or
/// nothing.
[[nodiscard]] QByteArray choicesJson(const FigureChoice& choice, const core::ViewChoice& view);
/// The pins with what the figure shows of them.
[[nodiscard]] std::vector<Pin> pinsOfFigure(const FigureChoice& choice, const std::stop_token& stop = {});

/// What the figure shows of a study of the layers, of choice.study what is there already. Null when `stop`
/// was requested.
[[nodiscard]] core::LayerStudyPtr studyOfFigure(const core::Snapshot& snapshot, const FigureChoice& choice,
                                                const std::stop_token& stop = {});

/// One snapshot's figure of one choice. Owns the views that paint it; GUI thread only.
class FigureSource {
 public:
  /// @param regions of a figure of Regions, if they were computed before.
  FigureSource(SnapshotPtr snapshot, const FigureChoice& choice, RegionMapPtr regions = nullptr);
  ~FigureSource();
  FigureSource(const FigureSource&) = delete;
  FigureSource& operator=(const FigureSource&) = delete;

  /// A title line with what must be known before believing the view, and beneath it the view; the page has
  /// the setting as its title.
  void paint(QPainter& painter, const QRectF& page, const Theme& theme) const;
  [[nodiscard]] FigureInfo info() const;
  /// Of the page: those of the lengths.
  [[nodiscard]] DataTable numbers() const;
  [[nodiscard]] const SnapshotPtr& snapshot() const { return m_snapshot; }
  [[nodiscard]] const FigureChoice& choice() const { return m_choice; }

 private:
  struct Pane;
  [[nodiscard]] Pane pane(FigureKind kind) const;
  void paintPane(QPainter& painter, const QRectF& rect, const Theme& theme, const Pane& pane) const;
  void paintPage(QPainter& painter, const QRectF& page, const Theme& theme) const;
  /// Names the pinned states at the top of `rect`; what is left of it.
  [[nodiscard]] QRectF belowPinLegend(QPainter& painter, const QRectF& rect, const Theme& theme) const;

  SnapshotPtr m_snapshot;
  FigureChoice m_choice;
  RegionMapPtr m_regions;
  std::unique_ptr<Focus> m_focus;
  std::unique_ptr<Comparison> m_comparison;
  std::vector<Pane> m_panes;  ///< one, or those of the page: the grid first
};

}  // namespace arcscope::ui
