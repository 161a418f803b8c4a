#pragma once
#include <QString>
#include <QStringList>
#include <array>
#include <string_view>
#include <vector>

#include "core/study/prior.h"
#include "ui/model/comparison.h"

namespace arcscope::ui {

/// What colours the regions of the plane.
enum class RegionFill : std::uint8_t {
  None,
  Pattern,  ///< a calm colour each pattern of one layer
  Slope,    ///< of the read-out behind the layers shown
  Area,     ///< on a logarithmic scale
  Class     ///< that a loaded network answers, with the boundary between them
};
/// As --fill and files name them.
inline constexpr std::array<std::string_view, 5> regionFillNames{"none", "pattern", "slope", "area", "class"};
inline constexpr int defaultRegionLayers = 3;  ///< as in the polytopes of Raghu et al. 2017

/// What colours the phase diagram.
enum class PhaseQuantity : std::uint8_t { Chi1, QStar, CStar, DepthScale, Growth };
inline constexpr int phaseQuantities = 5;
/// As --quantity and files name them.
inline constexpr std::array<std::string_view, phaseQuantities> phaseQuantityNames{"chi1", "q-star", "c-star",
                                                                                  "xi-c", "growth"};

/// What is compared between the members of a family.
enum class FamilyFigure : std::uint8_t { Length, GrowthSigma, GrowthWidth, Transitions, Pieces };
inline constexpr int familyFigures = 5;
/// As --compare and files name them.
inline constexpr std::array<std::string_view, familyFigures> familyFigureNames{
    "length", "growth-sigma", "growth-width", "transitions", "pieces"};

/// Which lines of a family a person wants to see beside each other.
struct FamilyChoice {
  FamilyFigure figure = FamilyFigure::Length;
  std::vector<int> widths{16, 64, 256};
  std::vector<double> sigmaWs{1.0, 2.0, 4.0};
  std::int64_t draws = 8;
  friend bool operator==(const FamilyChoice&, const FamilyChoice&) = default;
};

/// What the curve of a training does in its layers.
struct LayerCourse {
  enum class Quantity : std::uint8_t { Length, Transitions, Pieces };
  Quantity quantity = Quantity::Length;
  bool byLayer = false;  ///< a line a moment against layer; else a line a layer against step
  friend bool operator==(const LayerCourse&, const LayerCourse&) = default;
};
inline constexpr std::array<std::string_view, 3> courseNames{"length", "transitions", "regions"};

/// What a person told the views to show: it changes no measure. A plain value, of which undo keeps every step
/// and a session file the last one.
struct DisplayChoice {
  bool commonScale = false;  ///< the images of all layers
  bool sideBySide = false;   ///< pinned states beside the images, not beneath them
  int openLayer = -1;        ///< the image that is large; -1: all
  bool runningTotal = false;
  ComparisonChoice comparison;
  int regionLayers = defaultRegionLayers;  ///< of layers 1..regionLayers; 0: all that there are
  RegionFill fill = RegionFill::None;
  PhaseQuantity quantity = PhaseQuantity::Chi1;
  FamilyChoice families;
  int dichotomyInputs = 15;
  int dichotomyDraws = 3;
  std::vector<core::OutputPoint> priorData;
  LayerCourse course;
  QString cards;               ///< CardColumn::arrangement(); empty: as they are at first
  QString enlarged;            ///< the card that stands in the middle; empty: none
  QStringList hiddenControls;  ///< ControlPanel::parts() that are put away
  friend bool operator==(const DisplayChoice&, const DisplayChoice&) = default;
};

}  // namespace arcscope::ui
