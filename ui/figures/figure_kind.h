#pragma once
#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/explorer/layer_study.h"
#include "ui/model/pins.h"

namespace arcscope::ui {

/// What a figure shows; figure_kind.cpp has all that is known of each in one table.
enum class FigureKind : std::uint8_t {
  Grid,
  Lengths,
  Transitions,
  TransitionsLength,
  Raster,
  Plane,
  Regions,
  Phases,
  Maps,
  Autocorrelation,
  Curvature,
  Similarity,
  Gradients,
  Families,
  Prior,
  Dichotomies,
  Training,
  TrainingLengths,
  Experiment,
  Page
};

[[nodiscard]] const std::vector<FigureKind>& allFigureKinds();
/// As --view and files name it: "transitions-length".
[[nodiscard]] QString name(FigureKind kind);
[[nodiscard]] std::optional<FigureKind> figureKindFromName(const QString& name);
/// Those that --view takes, as names: an experiment is run by a command of its own.
[[nodiscard]] std::vector<QString> figureViewNames();

/// The object name of the window's card that shows it; empty where none does.
[[nodiscard]] QString cardOf(FigureKind kind);

/// Of a training, which FigureChoice must hold.
[[nodiscard]] bool showsTraining(FigureKind kind);
/// Whether the lines of theory that a person chose are drawn in it.
[[nodiscard]] bool showsTheory(FigureKind kind);
/// Whether pinned states are drawn in it.
[[nodiscard]] bool showsPins(FigureKind kind);
/// Whether a film can show it: those that follow from a snapshot alone.
[[nodiscard]] bool canMove(FigureKind kind);
/// What it shows of a study of the layers.
[[nodiscard]] core::LayerStudyParts studyPartsOf(FigureKind kind);
/// What it needs of pinned states.
[[nodiscard]] PinParts pinPartsOf(FigureKind kind);

}  // namespace arcscope::ui
