#pragma once
#include "ui/plots/dichotomies_view.h"
#include "ui/window/card.h"

namespace arcscope::ui {

/// In the card's title the number of inputs, in its menu the number of draws. @param view the card's.
void addDichotomyTools(Card* card, DichotomiesView* view);

}  // namespace arcscope::ui
