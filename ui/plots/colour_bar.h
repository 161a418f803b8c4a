#pragma once
#include <QPainter>
#include <QString>
#include <functional>

#include "ui/model/theme.h"

namespace arcscope::ui {

/// What a colour bar has at one place.
struct ColourBarStep {
  QRgb colour;
  double value;
};

/// The key to a heat map: its symbol, and beneath it a bar from the place 0 at the bottom to 1 with five
/// values beside it, those that fit.
void paintColourBar(QPainter& painter, const QRectF& room, const QString& symbol, const Theme& theme,
                    const std::function<ColourBarStep(double place)>& at);

}  // namespace arcscope::ui
