#include "ui/figures/figure_kind.h"

#include <algorithm>
#include <array>

namespace arcscope::ui {
namespace {

enum Property : unsigned {
  None = 0,
  Pins = 1,      ///< draws pinned states
  Theory = 2,    ///< draws the lines of theory that were chosen
  Moves = 4,     ///< follows from a snapshot alone
  Training = 8,  ///< of a training
};

struct KindRow {
  FigureKind kind;
  const char* name;
  const char* card;  ///< object name; empty: none
  unsigned properties;
};

constexpr std::array table{
    KindRow{FigureKind::Grid, "grid", "", Pins | Moves},
    KindRow{FigureKind::Lengths, "lengths", "length", Pins | Theory | Moves},
    KindRow{FigureKind::Transitions, "transitions", "transitions", Pins | Theory | Moves},
    KindRow{FigureKind::TransitionsLength, "transitions-length", "transitionsLength", Pins | Theory | Moves},
    KindRow{FigureKind::Raster, "raster", "pattern", Moves},
    KindRow{FigureKind::Plane, "plane", "plane", Moves},
    KindRow{FigureKind::Regions, "regions", "plane", Moves},
    KindRow{FigureKind::Phases, "phases", "phases", Pins | Moves},
    KindRow{FigureKind::Maps, "maps", "maps", Pins | Moves},
    KindRow{FigureKind::Autocorrelation, "autocorrelation", "autocorrelation", Pins | Moves},
    KindRow{FigureKind::Curvature, "curvature", "curvature", Pins | Moves},
    KindRow{FigureKind::Similarity, "similarity", "similarity", Pins | Moves},
    KindRow{FigureKind::Gradients, "gradients", "gradients", Pins | Moves},
    KindRow{FigureKind::Families, "families", "families", Pins},
    KindRow{FigureKind::Prior, "prior", "prior", None},
    KindRow{FigureKind::Dichotomies, "dichotomies", "dichotomies", None},
    KindRow{FigureKind::Training, "training", "training", Training},
    KindRow{FigureKind::TrainingLengths, "training-lengths", "trainingLengths", Training},
    KindRow{FigureKind::Experiment, "experiment", "experiments", None},
    KindRow{FigureKind::Page, "page", "", Pins | Theory | Moves},
};

constexpr bool isInOrder() {
  for (std::size_t i = 0; i < table.size(); ++i)
    if (table[i].kind != static_cast<FigureKind>(i)) return false;
  return true;
}
static_assert(isInOrder(), "a row for each kind, in the order of the enumeration");

const KindRow& rowOf(FigureKind kind) {
  return table[static_cast<std::size_t>(kind)];
}

bool has(FigureKind kind, Property property) {
  return (rowOf(kind).properties & property) != 0;
}

}  // namespace

const std::vector<FigureKind>& allFigureKinds() {
  static const std::vector<FigureKind> all = [] {
    std::vector<FigureKind> kinds;
    for (const KindRow& row : table) kinds.push_back(row.kind);
    return kinds;
  }();
  return all;
}

QString name(FigureKind kind) {
  return QString::fromLatin1(rowOf(kind).name);
}

std::optional<FigureKind> figureKindFromName(const QString& text) {
  for (const KindRow& row : table)
    if (text == QLatin1String(row.name)) return row.kind;
  return std::nullopt;
}

std::vector<QString> figureViewNames() {
  std::vector<QString> names;
  for (const FigureKind kind : allFigureKinds())
    if (kind != FigureKind::Experiment) names.push_back(name(kind));
  return names;
}

QString cardOf(FigureKind kind) {
  return QString::fromLatin1(rowOf(kind).card);
}

bool showsTraining(FigureKind kind) {
  return has(kind, Training);
}

bool showsTheory(FigureKind kind) {
  return has(kind, Theory);
}

bool showsPins(FigureKind kind) {
  return has(kind, Pins);
}

bool canMove(FigureKind kind) {
  return has(kind, Moves);
}

core::LayerStudyParts studyPartsOf(FigureKind kind) {
  return {.autocorrelation = kind == FigureKind::Autocorrelation,
          .similarity = kind == FigureKind::Similarity,
          .jacobian = kind == FigureKind::Gradients};
}

PinParts pinPartsOf(FigureKind kind) {
  return {.study = studyPartsOf(kind), .theory = kind == FigureKind::Maps};
}

}  // namespace arcscope::ui
