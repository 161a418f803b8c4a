#pragma once
#include <QImage>
#include <stop_token>

#include "core/explorer/explorer.h"
#include "ui/figures/figure_source.h"
#include "ui/model/animation.h"

namespace arcscope::ui {

/// The frames of a film and how they look.
struct FilmStyle {
  QSize pixels{1280, 720};
  int framesPerSecond = 30;
  Theme theme;  ///< of a figure (see figureTheme()) of 160 mm width: type and lines grow with the pixels
};

inline constexpr int smallestFilm = 64;   ///< pixels, each side
inline constexpr int largestFilm = 4096;  ///< pixels, each side
inline constexpr int mostFramesPerSecond = 60;
inline constexpr int mostFrames = 20'000;

/// An animation as a sequence of figures, each computed at full quality: its limits are counts, so that the
/// same film comes out however fast the machine is. Of a state, network, trajectory and images move; what
/// else views were told stays that of the figure.
class Film {
 public:
  /// @pre canMove(figure.kind), !validate(animation, start.scene)
  Film(Animation animation, Moment start, FigureChoice figure, FilmStyle style);

  [[nodiscard]] int frames() const { return m_frames; }
  [[nodiscard]] const FilmStyle& style() const { return m_style; }
  /// What frame `index` shows, computed; the snapshot before where nothing that it depends on has moved. Null
  /// when `stop` was requested. From one thread at a time.
  [[nodiscard]] SnapshotPtr compute(int index, const std::stop_token& stop = {});
  /// GUI thread only. @param snapshot what compute(index) gave.
  [[nodiscard]] QImage paint(int index, const SnapshotPtr& snapshot) const;

 private:
  [[nodiscard]] Moment momentAt(int index) const;

  Animation m_animation;
  Moment m_start;
  FigureChoice m_figure;
  FilmStyle m_style;
  int m_frames;
  core::ExplorerCache m_cache;
  SnapshotPtr m_last;
};

/// First thing wrong with the order in one sentence, or nullopt: the style, the figure, the number of frames.
[[nodiscard]] std::optional<core::Error> validate(const FilmStyle& style, FigureKind kind,
                                                  const Animation& animation);

}  // namespace arcscope::ui
