#include "ui/figures/film.h"

#include <algorithm>
#include <cmath>

#include "core/setting/parameters.h"
#include "core/support/text.h"
#include "ui/model/text.h"
#include "ui/plots/label.h"

namespace arcscope::ui {
namespace {

constexpr double filmMillimetres = 160.0;  ///< the width of a figure on whose type a film's is modelled
constexpr double filmInches = filmMillimetres / 25.4;

/// What moves, and where it is: the numbers keep their places from frame to frame.
QString captionOf(const Animation& animation, const Moment& moment) {
  const core::Setting& setting = moment.scene.subject.setting;
  if (animation.kind != Animation::Kind::Parameter) return settingLine(setting);
  if (animation.parameter == "t") return QStringLiteral("t = ") + QString::number(moment.t, 'f', 3);
  const core::Parameter& parameter = core::parameter(animation.parameter);
  return QStringLiteral("%1 = %2")
      .arg(fromView(parameter.symbol))
      .arg(parameter.get(setting), 0, 'f', parameter.decimals);
}

}  // namespace

std::optional<core::Error> validate(const FilmStyle& style, FigureKind kind, const Animation& animation) {
  using core::Error;
  using std::to_string;
  for (const int side : {style.pixels.width(), style.pixels.height()})
    if (side < smallestFilm || side > largestFilm)
      return Error{"a side of the film is " + to_string(side) + " pixels; it must be " +
                   to_string(smallestFilm) + " to " + to_string(largestFilm)};
  if (style.framesPerSecond < 1 || style.framesPerSecond > mostFramesPerSecond)
    return Error{"a film has 1 to " + to_string(mostFramesPerSecond) + " frames a second, not " +
                 to_string(style.framesPerSecond)};
  if (!canMove(kind))
    return Error{"the view " + name(kind).toStdString() + " takes too long for each frame to be filmed"};
  if (animation.kind == Animation::Kind::Layers && kind != FigureKind::Grid)
    return Error{"only the grid shows how the image of a layer glides into the next one's"};
  if (const int frames = frameCount(animation, style.framesPerSecond); frames > mostFrames)
    return Error{"the film would have " + to_string(frames) + " frames; at most " + to_string(mostFrames) +
                 " are allowed"};
  return std::nullopt;
}

Film::Film(Animation animation, Moment start, FigureChoice figure, FilmStyle style)
    : m_animation(std::move(animation)),
      m_start(std::move(start)),
      m_figure(std::move(figure)),
      m_style(std::move(style)),
      m_frames(frameCount(m_animation, m_style.framesPerSecond)) {}

Moment Film::momentAt(int index) const {
  return momentOf(m_animation, m_start, framePosition(m_animation, index, m_frames));
}

SnapshotPtr Film::compute(int index, const std::stop_token& stop) {
  const Scene scene = momentAt(index).scene;
  if (m_last && m_last->subject == scene.subject && m_last->view == scene.view) return m_last;
  const int layer = std::max(1, m_figure.layer >= 0 ? m_figure.layer : (scene.subject.setting.depth + 1) / 2);
  SnapshotPtr next = core::explore(scene.subject, scene.view, core::Quality::Full, m_cache, stop,
                                   std::min(layer, scene.subject.setting.depth));
  if (next) m_last = next;
  return next;
}

QImage Film::paint(int index, const SnapshotPtr& snapshot) const {
  const Moment moment = momentAt(index);
  FigureChoice figure = m_figure;
  if (moment.layer >= 0.0) {
    const double whole = std::floor(moment.layer);
    figure.layer = static_cast<int>(whole);
    figure.glide = moment.layer - whole;
  }
  figure.layer = std::min(figure.layer, snapshot->depth());
  if (m_animation.kind == Animation::Kind::Parameter && m_animation.parameter == "t") figure.t = moment.t;
  const FigureSource source(snapshot, figure);
  const QString caption = captionOf(m_animation, moment);
  const double dpi = m_style.pixels.width() / filmInches;
  return renderPixels(m_style.pixels, dpi, m_style.theme,
                      [&](QPainter& painter, const QRectF& page, const Theme& theme) {
                        const double line = 2.0 * theme.typeSize * theme.scale;
                        const QRectF foot(page.left(), page.bottom() - line, page.width(), line);
                        source.paint(painter, page.adjusted(0.0, 0.0, 0.0, -line), theme);
                        painter.setFont(theme.font());
                        painter.setPen(theme.mutedText);
                        drawLabel(painter, foot.translated(0.0, -0.3 * line), Qt::AlignHCenter, caption);
                      });
}

}  // namespace arcscope::ui
