#pragma once
#include "core/study/prior.h"
#include "ui/plots/plot.h"
#include "ui/plots/view.h"

namespace arcscope::ui {

/// The rows of `prior` within the stretch of t that its setting shows: [first, end).
struct PriorRows {
  Eigen::Index first = 0;
  Eigen::Index end = 0;
};
[[nodiscard]] PriorRows shownRows(const core::Prior& prior);

/// The curves and bands of `prior`, without its data points.
[[nodiscard]] PlotContent contentOf(const core::Prior& prior);
[[nodiscard]] QVector<Badge> badgesOf(const core::Prior& prior);
[[nodiscard]] DataTable numbersOf(const core::Prior& prior);

}  // namespace arcscope::ui
