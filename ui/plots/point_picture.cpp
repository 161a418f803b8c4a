#include "ui/plots/point_picture.h"

#include <algorithm>
#include <cmath>

#include "core/explorer/subject.h"
#include "ui/plots/colour_map.h"

namespace arcscope::ui {
namespace {

int pixel(double value) {
  return static_cast<int>(std::lround(std::clamp(value, 0.0, 255.0)));
}

QRgb between(const QColor& paper, const QColor& ink, int amount) {
  const auto mix = [amount](int from, int to) { return from + (to - from) * amount / 255; };
  return qRgb(mix(paper.red(), ink.red()), mix(paper.green(), ink.green()), mix(paper.blue(), ink.blue()));
}

}  // namespace

PictureForm pictureForm(const core::LearningTask& task) {
  return {task.image, static_cast<double>(task.mean), static_cast<double>(task.deviation)};
}

PictureForm pictureForm(const core::DataEndpoints& ends) {
  return {ends.image, ends.mean, ends.deviation};
}

QImage pointPicture(const Eigen::VectorXd& x, const PictureForm& form, const Theme& theme) {
  if (!form.image) {
    constexpr double middle = 127.5;
    constexpr double step = 50.0;  // of grey a unit: from -2.5 to 2.5 deviations
    QImage strip(static_cast<int>(x.size()), 1, QImage::Format_RGB32);
    for (int i = 0; i < strip.width(); ++i)
      strip.setPixel(i, 0, between(theme.card, theme.text, pixel(middle + step * x[i])));
    return strip;
  }
  const core::ImageShape& shape = *form.image;
  const Eigen::Index plane = Eigen::Index{shape.width} * shape.height;
  QImage picture(shape.width, shape.height, QImage::Format_RGB32);
  for (int row = 0; row < shape.height; ++row) {
    auto* line = reinterpret_cast<QRgb*>(picture.scanLine(row));
    for (int column = 0; column < shape.width; ++column) {
      const Eigen::Index at = Eigen::Index{row} * shape.width + column;
      const auto value = [&](int channel) {
        return pixel(x[at + channel * plane] * form.deviation + form.mean);
      };
      line[column] = shape.channels == 3 ? qRgb(value(0), value(1), value(2))
                                         : between(theme.card, theme.text, value(0));
    }
  }
  return picture;
}

QRectF pictureRect(const QRectF& box, const PictureForm& form) {
  if (!form.image) return box;
  const QSizeF pixels(form.image->width, form.image->height);
  const double fits = std::min(box.width() / pixels.width(), box.height() / pixels.height());
  constexpr double mostLost = 0.75;  // of the box before its pixels are cut unequally
  const double whole = std::floor(fits);
  const QSizeF size = pixels * (whole >= mostLost * fits ? whole : fits);
  return {std::round(box.center().x() - 0.5 * size.width()),
          std::round(box.center().y() - 0.5 * size.height()), size.width(), size.height()};
}

void drawPointPicture(QPainter& painter, const QRectF& box, const QImage& picture, const PictureForm& form) {
  painter.save();
  painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  painter.drawImage(pictureRect(box, form), picture);
  painter.restore();
}

Eigen::VectorXd pointAt(const core::Plane& plane, const core::Setting& setting, double t) {
  const core::PlanePoint at = core::curveOf(setting).at(t);
  return plane.origin + at.a * plane.x0 + at.b * plane.x1;
}

QColor endColour(const Theme& theme, bool second) {
  return QColor::fromRgb(ColourMap::linear(theme.kind == Theme::Kind::Dark).at(second ? 1.0 : 0.0));
}

}  // namespace arcscope::ui
