#pragma once
#include "core/study/family.h"
#include "ui/model/display.h"
#include "ui/plots/plot.h"

namespace arcscope::ui {

/// As --compare names it: "length", "growth-sigma", "growth-width", "transitions", "pieces".
[[nodiscard]] QString name(FamilyFigure figure);
/// A word for a row of choices.
[[nodiscard]] QString shortTitle(FamilyFigure figure);
/// "Length against layer".
[[nodiscard]] QString title(FamilyFigure figure);
/// What it is, in a sentence.
[[nodiscard]] QString meaningOf(FamilyFigure figure);

/// The family that shows `choice` for networks like `subject`.
[[nodiscard]] core::FamilyRequest familyRequest(const FamilyChoice& choice, const core::Subject& subject);

/// Measured means in solid lines, theory dashed; sigma_w, or width where it alone varies, as colour.
[[nodiscard]] PlotContent familyContent(const core::Family& family, FamilyFigure figure);
/// A row a member and layer: width, sigma_w, layer, means with standard errors, and the laws.
[[nodiscard]] DataTable familyNumbers(const core::Family& family);

}  // namespace arcscope::ui
