#pragma once
#include <Eigen/Core>
#include <QImage>
#include <QPainter>

#include "core/data/data_points.h"
#include "ui/model/theme.h"

namespace arcscope::ui {

/// How a point as networks take it becomes a picture.
struct PictureForm {
  std::optional<core::ImageShape> image;  ///< none: a column of grey for each number
  double mean = 0.0;                      ///< a pixel is x * deviation + mean, 0 to 255
  double deviation = 1.0;
};
[[nodiscard]] PictureForm pictureForm(const core::LearningTask& task);
[[nodiscard]] PictureForm pictureForm(const core::DataEndpoints& ends);

/// One pixel a number, or three in colour. Grey runs from the card (0) to the text (255) of the theme: ink on
/// paper, and light on dark. Beyond 0 to 255 pixels are clamped.
[[nodiscard]] QImage pointPicture(const Eigen::VectorXd& x, const PictureForm& form, const Theme& theme);

/// In the middle of `box`, its pixels crisp, as large a multiple of them as fits; without an image as large
/// as the box.
void drawPointPicture(QPainter& painter, const QRectF& box, const QImage& picture, const PictureForm& form);
/// Where drawPointPicture draws.
[[nodiscard]] QRectF pictureRect(const QRectF& box, const PictureForm& form);

/// The point at `t` of the curve whose ends are points of a data set. @pre subject.dataEnds and its plane.
[[nodiscard]] Eigen::VectorXd pointAt(const core::Plane& plane, const core::Setting& setting, double t);

/// The colours of the first and the second end, where a line or an arc begins and ends.
[[nodiscard]] QColor endColour(const Theme& theme, bool second);

}  // namespace arcscope::ui
