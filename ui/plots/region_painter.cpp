#include "ui/plots/region_painter.h"

#include <utility>

namespace arcscope::ui {
namespace {

constexpr double secondsPerBoundary = 1e-7;
constexpr double secondsPerFilledPixel = 5e-9;
constexpr double longSeconds = 0.004;

}  // namespace

bool samePicture(const RegionPictureRequest& first, const RegionPictureRequest& second) {
  return first.map == second.map && first.look == second.look && first.frame == second.frame &&
         first.ratio == second.ratio && first.theme.kind == second.theme.kind &&
         first.theme.scale == second.theme.scale && first.theme.lineWidth == second.theme.lineWidth;
}

RegionPicture drawnPicture(const RegionPictureRequest& request) {
  RegionPicture picture{
      request, regionFills(*request.map, request.look, request.theme),
      QImage((request.frame.area.size() * request.ratio).toSize(), QImage::Format_ARGB32_Premultiplied)};
  picture.image.fill(request.theme.card);
  drawRegions(picture.image, *request.map, request.look, picture.fills, request.frame.scaled(request.ratio),
              request.theme,
              std::max(1.0, 0.8 * request.theme.lineWidth * request.theme.scale * request.ratio));
  picture.image.setDevicePixelRatio(request.ratio);
  return picture;
}

bool takesLong(const RegionPictureRequest& request) {
  const RegionMap& map = *request.map;
  auto boundaries = static_cast<double>(map.levelSets.points.size());
  if (map.exact())
    for (int layer = 1; layer <= request.look.layers; ++layer)
      boundaries += static_cast<double>(map.regions.level(layer).edges.size());
  const QSizeF size = request.frame.area.size() * request.ratio;
  const double filled = request.look.fill == RegionFill::None ? 0.0 : size.width() * size.height();
  return boundaries * secondsPerBoundary + filled * secondsPerFilledPixel > longSeconds;
}

RegionPainter::RegionPainter(QObject* parent)
    : QObject(parent), m_worker(this, std::chrono::milliseconds(0), [this](const auto& stage) {
        return NewestFirst<RegionPictureRequest>::Done{
            .next = std::nullopt,
            .deliver = [this, picture = drawnPicture(stage.request), generation = stage.generation] {
              deliver(picture, generation);
            }};
      }) {}

void RegionPainter::request(const RegionPictureRequest& request) {
  if (m_busy && samePicture(m_last, request)) return;
  m_last = request;
  m_busy = true;
  m_worker.request(request);
}

void RegionPainter::deliver(const RegionPicture& picture, std::uint64_t generation) {
  m_worker.firstStageDelivered();
  if (!m_worker.isNewest(generation)) return;
  m_busy = false;
  m_last = {};
  Q_EMIT pictureReady(picture);
}

}  // namespace arcscope::ui
