#pragma once
#include <QImage>
#include <QString>
#include <array>
#include <filesystem>
#include <memory>
#include <optional>

#include "core/support/expected.h"
#include "ui/figures/film.h"

namespace arcscope::ui {

enum class FilmFormat : std::uint8_t { Png, Gif, Mp4, WebM };
inline constexpr std::array allFilmFormats{FilmFormat::Png, FilmFormat::Gif, FilmFormat::Mp4,
                                           FilmFormat::WebM};
/// The ending of the file's name: "png" (a file a frame), "gif", "mp4", "webm".
[[nodiscard]] QString name(FilmFormat format);
[[nodiscard]] std::optional<FilmFormat> filmFormatFromName(const QString& name);

/// Takes the frames of a film in their order. What stood at the file before is lost only by finish();
/// destroyed before, nothing remains (of a sequence of PNG: the frames so far). Errors name the file.
class FilmWriter {
 public:
  virtual ~FilmWriter() = default;
  /// @pre frames are all of the style's size
  [[nodiscard]] virtual std::optional<core::Error> add(const QImage& frame) = 0;
  [[nodiscard]] virtual std::optional<core::Error> finish() = 0;
};

/// @param file of a sequence of PNG the name "frame.png" of "frame-0001.png", "frame-0002.png" and so on.
/// @param loops GIF: plays again from the beginning, for ever. MP4 and WebM need the program ffmpeg.
[[nodiscard]] core::Expected<std::unique_ptr<FilmWriter>> makeFilmWriter(FilmFormat format,
                                                                         const std::filesystem::path& file,
                                                                         const FilmStyle& style, int frames,
                                                                         bool loops);

/// "frame-0001.png" for frame 0 of "frame.png".
[[nodiscard]] std::filesystem::path frameFile(const std::filesystem::path& file, int index, int frames);

}  // namespace arcscope::ui
