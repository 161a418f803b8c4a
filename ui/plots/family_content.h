#pragma once
#include "core/study/family.h"
#include "ui/plots/plot.h"

namespace arcscope::ui {

/// What is compared between the members of a family.
enum class FamilyFigure : std::uint8_t { Length, GrowthSigma, GrowthWidth, Transitions, Pieces };
inline constexpr int familyFigures = 5;

/// As --compare names it: "length", "growth-sigma", "growth-width", "transitions", "pieces".
[[nodiscard]] QString name(FamilyFigure figure);
/// A word for a row of choices.
[[nodiscard]] QString shortTitle(FamilyFigure figure);
/// "Length against layer".
[[nodiscard]] QString title(FamilyFigure figure);
/// What it is, in a sentence.
[[nodiscard]] QString meaningOf(FamilyFigure figure);

/// Which lines a person wants to see beside each other.
struct FamilyChoice {
  FamilyFigure figure = FamilyFigure::Length;
  std::vector<int> widths{16, 64, 256};
  std::vector<double> sigmaWs{1.0, 2.0, 4.0};
  std::int64_t draws = 8;
  friend bool operator==(const FamilyChoice&, const FamilyChoice&) = default;
};

/// The family that shows `choice` for networks like `subject`.
[[nodiscard]] core::FamilyRequest familyRequest(const FamilyChoice& choice, const core::Subject& subject);

/// Measured means in solid lines, theory dashed; sigma_w, or width where it alone varies, as colour.
[[nodiscard]] PlotContent familyContent(const core::Family& family, FamilyFigure figure);
/// A row a member and layer: width, sigma_w, layer, means with standard errors, and the laws.
[[nodiscard]] DataTable familyNumbers(const core::Family& family);

}  // namespace arcscope::ui
