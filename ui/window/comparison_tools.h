#pragma once
#include <QMenu>
#include <functional>

#include "ui/model/comparison.h"
#include "ui/window/card.h"

namespace arcscope::ui {

/// Switches of what stands beside the measured curves: two buttons in the card's title and entries of its
/// menu. @param comparison outlives the card.
void addComparisonTools(Card* card, Comparison& comparison, const std::function<void(QMenu&)>& more = {});

}  // namespace arcscope::ui
