#include "ui/plots/plane_points.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/plots/class_colours.h"

namespace arcscope::ui {
namespace {

double radiusOf(const PlaneFrame& frame, const Theme& theme) {
  const double unit = theme.typeSize * theme.scale;
  return std::clamp(0.006 * std::min(frame.area.width(), frame.area.height()), 0.12 * unit, 0.28 * unit);
}

void drawMark(QPainter& painter, QPointF at, double radius, const QColor& colour, bool filled) {
  const double line = 0.4 * radius;
  painter.setPen(filled ? QPen(Qt::NoPen) : QPen(colour, line));
  painter.setBrush(filled ? QBrush(colour) : QBrush(Qt::NoBrush));
  const double drawn = filled ? radius : radius - 0.5 * line;
  painter.drawEllipse(at, drawn, drawn);
}

/// A mark in the middle of a picture of an odd number of pixels.
QImage stamp(double radius, double ratio, const QColor& colour, bool filled) {
  const int side = 2 * static_cast<int>(std::ceil(radius * ratio + 1.0)) + 1;
  QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  drawMark(painter, QPointF(0.5 * side, 0.5 * side), radius * ratio, colour, filled);
  painter.end();
  image.setDevicePixelRatio(ratio);
  return image;
}

}  // namespace

std::optional<Eigen::Matrix2d> planeFromInput(const core::Plane& plane) {
  if (plane.x0.size() != 2 || !plane.origin.isZero(0.0)) return std::nullopt;
  const Eigen::VectorXd& x0 = plane.x0;
  const Eigen::VectorXd& x1 = plane.x1;
  const double determinant = x0[0] * x1[1] - x1[0] * x0[1];
  constexpr double flat = 1e-9;  // sine of the angle between the axes
  if (!(std::abs(determinant) > flat * x0.norm() * x1.norm())) return std::nullopt;
  Eigen::Matrix2d inverse;
  inverse << x1[1], -x1[0], -x0[1], x0[0];
  return inverse / determinant;
}

void paintPlanePoints(QPainter& painter, const core::LearningTask& task, const Eigen::Matrix2d& place,
                      const PlaneFrame& frame, const Theme& theme, bool crisp) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const double radius = radiusOf(frame, theme);
  const double ratio = crisp ? painter.device()->devicePixelRatioF() : 1.0;
  const QRectF inside = frame.area.adjusted(radius, radius, -radius, -radius);
  for (const bool filled : {false, true}) {  // training points above test points
    const core::Dataset& points = filled ? task.training : task.test;
    std::vector<QColor> colours;
    std::vector<QImage> stamps;
    for (int label = 0; label < task.classes(); ++label) {
      colours.push_back(classColour(theme, label, task.classes()));
      if (crisp) stamps.push_back(stamp(radius, ratio, colours.back(), filled));
    }
    for (Eigen::Index j = 0; j < points.size(); ++j) {
      const Eigen::Vector2d p = place * points.inputs.col(j).cast<double>();
      const QPointF at = frame.map({p[0], p[1]});
      if (!inside.contains(at)) continue;
      const std::uint8_t label = points.labels[static_cast<std::size_t>(j)];
      if (crisp) {
        const double half = 0.5 * stamps[label].width() / ratio;
        const auto pixel = [&](double x) { return std::round((x - half) * ratio) / ratio; };
        painter.drawImage(QPointF(pixel(at.x()), pixel(at.y())), stamps[label]);
      } else {
        drawMark(painter, at, radius, colours[label], filled);
      }
    }
  }
  painter.restore();
}

double reachOf(const core::LearningTask& task, const Eigen::Matrix2d& place) {
  double reach = 0.0;
  for (const core::Dataset* points : {&task.training, &task.test})
    if (points->size() > 0)
      reach = std::max(reach, (place * points->inputs.cast<double>()).cwiseAbs().maxCoeff());
  return reach;
}

}  // namespace arcscope::ui
