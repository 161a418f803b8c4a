#pragma once
#include <QPainter>
#include <optional>

#include "core/training/trainer.h"
#include "ui/model/theme.h"
#include "ui/plots/plane_frame.h"

namespace arcscope::ui {

/// Where points of two numbers stand in the plane of a curve: none where its axes do not span their space.
[[nodiscard]] std::optional<Eigen::Matrix2d> planeFromInput(const core::Plane& plane);

/// Draws the points of `task` that `frame` shows, in the colours of their classes: a dot for a training
/// point, a ring for a test point. @pre task.features() == 2 @param place of planeFromInput
/// @param crisp places them on whole pixels, which is fast: for the screen
void paintPlanePoints(QPainter& painter, const core::LearningTask& task, const Eigen::Matrix2d& place,
                      const PlaneFrame& frame, const Theme& theme, bool crisp);

/// Half the side of the square round the origin of the plane that holds all points.
[[nodiscard]] double reachOf(const core::LearningTask& task, const Eigen::Matrix2d& place);

}  // namespace arcscope::ui
