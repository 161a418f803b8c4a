#include "ui/figures/film_file.h"

#include <gif_lib.h>

#include <QBuffer>
#include <QProcess>
#include <QScopeGuard>
#include <QStandardPaths>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <vector>

#include "core/support/output_file.h"
#include "ui/figures/colour_choice.h"

namespace arcscope::ui {
namespace {

using core::Error;
using core::Expected;
using MaybeError = std::optional<Error>;

constexpr std::array<const char*, 4> formatNames{"png", "gif", "mp4", "webm"};

class PngSequence : public FilmWriter {
 public:
  PngSequence(std::filesystem::path file, int frames) : m_file(std::move(file)), m_frames(frames) {}

  MaybeError add(const QImage& frame) override {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    frame.save(&buffer, "PNG");
    return core::writeFile(frameFile(m_file, m_index++, m_frames),
                           {bytes.constData(), static_cast<std::size_t>(bytes.size())});
  }
  MaybeError finish() override { return std::nullopt; }

 private:
  std::filesystem::path m_file;
  int m_frames;
  int m_index = 0;
};

/// Each frame brings its own 256 colours and holds the rectangle in which it differs from the one before.
class GifFile : public FilmWriter {
 public:
  GifFile(core::OutputFile output, std::string file, const FilmStyle& style, bool loops)
      : m_output(std::move(output)), m_file(std::move(file)), m_style(style), m_loops(loops) {}
  ~GifFile() override {
    if (m_gif != nullptr) EGifCloseFile(m_gif, nullptr);
  }
  GifFile(const GifFile&) = delete;
  GifFile& operator=(const GifFile&) = delete;

  MaybeError add(const QImage& frame) override {
    if (m_gif == nullptr)
      if (auto wrong = begin()) return wrong;
    const QImage next = frame.convertToFormat(QImage::Format_RGB32);
    const QRect part = m_before.isNull() ? next.rect() : differing(m_before, next);
    m_before = next;
    return write(next, part);
  }

  MaybeError finish() override {
    if (m_gif == nullptr) return Error{m_file + " has no frames"};
    const bool closed = EGifCloseFile(std::exchange(m_gif, nullptr), nullptr) == GIF_OK;
    if (!closed) return failure();
    return m_output.commit();
  }

 private:
  static int put(GifFileType* gif, const GifByteType* bytes, int count) {
    auto* self = static_cast<GifFile*>(gif->UserData);
    if (!self->m_error)
      self->m_error =
          self->m_output.write({reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count)});
    return self->m_error ? 0 : count;
  }

  [[nodiscard]] MaybeError failure() const {
    return m_error ? m_error : MaybeError(Error{m_file + " could not be written"});
  }

  MaybeError begin() {
    m_gif = EGifOpen(this, &GifFile::put, nullptr);
    if (m_gif == nullptr) return failure();
    EGifSetGifVersion(m_gif, true);
    if (EGifPutScreenDesc(m_gif, m_style.pixels.width(), m_style.pixels.height(), 8, 0, nullptr) != GIF_OK)
      return failure();
    if (!m_loops) return std::nullopt;
    constexpr std::array<GifByteType, 3> forEver{1, 0, 0};
    const bool told = EGifPutExtensionLeader(m_gif, APPLICATION_EXT_FUNC_CODE) == GIF_OK &&
                      EGifPutExtensionBlock(m_gif, 11, "NETSCAPE2.0") == GIF_OK &&
                      EGifPutExtensionBlock(m_gif, forEver.size(), forEver.data()) == GIF_OK &&
                      EGifPutExtensionTrailer(m_gif) == GIF_OK;
    return told ? std::nullopt : failure();
  }

  /// The smallest rectangle that holds every pixel that changed; one pixel where none did.
  static QRect differing(const QImage& before, const QImage& now) {
    int left = now.width();
    int right = -1;
    int top = -1;
    int bottom = -1;
    for (int y = 0; y < now.height(); ++y) {
      const auto* a = reinterpret_cast<const QRgb*>(before.constScanLine(y));
      const auto* b = reinterpret_cast<const QRgb*>(now.constScanLine(y));
      const auto first = std::mismatch(a, a + now.width(), b);
      if (first.first == a + now.width()) continue;
      if (top < 0) top = y;
      bottom = y;
      left = std::min(left, static_cast<int>(first.first - a));
      int last = now.width() - 1;
      while (a[last] == b[last]) --last;
      right = std::max(right, last);
    }
    return top < 0 ? QRect(0, 0, 1, 1) : QRect(QPoint(left, top), QPoint(right, bottom));
  }

  MaybeError write(const QImage& image, const QRect& part) {
    constexpr int most = 256;
    const ColourChoice choice = chooseColours(image, part, most);
    std::array<GifColorType, most> colours{};
    for (std::size_t i = 0; i < choice.colours.size(); ++i)
      colours[i] = {static_cast<GifByteType>(qRed(choice.colours[i])),
                    static_cast<GifByteType>(qGreen(choice.colours[i])),
                    static_cast<GifByteType>(qBlue(choice.colours[i]))};
    ColorMapObject* const map = GifMakeMapObject(most, colours.data());
    const auto free = qScopeGuard([map] { GifFreeMapObject(map); });
    if (map == nullptr) return failure();
    // Hundredths of a second, so that the sum of all keeps the time.
    const auto end = std::lround(100.0 * (m_index + 1) / m_style.framesPerSecond);
    const GraphicsControlBlock control{.DisposalMode = DISPOSE_DO_NOT,
                                       .UserInputFlag = false,
                                       .DelayTime = static_cast<int>(end - m_hundredths),
                                       .TransparentColor = NO_TRANSPARENT_COLOR};
    m_hundredths = end;
    ++m_index;
    std::array<GifByteType, 4> block{};
    EGifGCBToExtension(&control, block.data());
    if (EGifPutExtension(m_gif, GRAPHICS_EXT_FUNC_CODE, block.size(), block.data()) != GIF_OK ||
        EGifPutImageDesc(m_gif, part.left(), part.top(), part.width(), part.height(), false, map) != GIF_OK)
      return failure();
    std::vector<GifByteType> indices(static_cast<std::size_t>(part.width()));
    for (int y = part.top(); y <= part.bottom(); ++y) {
      const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y)) + part.left();
      for (std::size_t x = 0; x < indices.size(); ++x)
        indices[x] = x > 0 && line[x] == line[x - 1] ? indices[x - 1] : choice.indices.value(line[x]);
      if (EGifPutLine(m_gif, indices.data(), part.width()) != GIF_OK) return failure();
    }
    return std::nullopt;
  }

  core::OutputFile m_output;
  std::string m_file;
  FilmStyle m_style;
  bool m_loops;
  MaybeError m_error;
  GifFileType* m_gif = nullptr;
  QImage m_before;
  long m_hundredths = 0;
  int m_index = 0;
};

/// Hands the pixels to ffmpeg, which writes beside the file until finish().
class VideoFile : public FilmWriter {
 public:
  VideoFile(std::filesystem::path file, FilmFormat format, const FilmStyle& style)
      : m_file(std::move(file)), m_beside(m_file) {
    m_beside.replace_filename("." + m_file.stem().string() + ".part" + m_file.extension().string());
    QStringList words{QStringLiteral("-hide_banner"),
                      QStringLiteral("-loglevel"),
                      QStringLiteral("error"),
                      QStringLiteral("-y"),
                      QStringLiteral("-f"),
                      QStringLiteral("rawvideo"),
                      QStringLiteral("-pix_fmt"),
                      QStringLiteral("bgr0"),
                      QStringLiteral("-s"),
                      QStringLiteral("%1x%2").arg(style.pixels.width()).arg(style.pixels.height()),
                      QStringLiteral("-r"),
                      QString::number(style.framesPerSecond),
                      QStringLiteral("-i"),
                      QStringLiteral("-"),
                      QStringLiteral("-an"),
                      QStringLiteral("-pix_fmt"),
                      QStringLiteral("yuv420p")};
    const QString codec =
        format == FilmFormat::Mp4
            ? QStringLiteral("-f mp4 -c:v libx264 -preset medium -crf 17 -movflags +faststart")
            : QStringLiteral("-f webm -c:v libvpx-vp9 -crf 24 -b:v 0 -row-mt 1 -cpu-used 3");
    words << codec.split(QLatin1Char(' ')) << QString::fromStdString(m_beside.string());
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.start(QStringLiteral("ffmpeg"), words);
  }
  ~VideoFile() override {
    if (m_process.state() != QProcess::NotRunning) {
      m_process.kill();
      m_process.waitForFinished();
    }
    std::error_code ignored;
    if (!m_finished) std::filesystem::remove(m_beside, ignored);
  }

  MaybeError add(const QImage& frame) override {
    if (!m_process.waitForStarted()) return failure();
    const QImage image = frame.convertToFormat(QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y)
      m_process.write(reinterpret_cast<const char*>(image.constScanLine(y)), 4LL * image.width());
    constexpr int patience = 60'000;  // milliseconds for a frame
    while (m_process.bytesToWrite() > 0)
      if (!m_process.waitForBytesWritten(patience)) return failure();
    return m_process.state() == QProcess::Running ? std::nullopt : failure();
  }

  MaybeError finish() override {
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(-1) || m_process.exitStatus() != QProcess::NormalExit ||
        m_process.exitCode() != 0)
      return failure();
    std::error_code wrong;
    std::filesystem::rename(m_beside, m_file, wrong);
    if (wrong) return Error{m_file.string() + " could not be written: " + wrong.message()};
    m_finished = true;
    return std::nullopt;
  }

 private:
  MaybeError failure() {
    m_process.waitForFinished(1000);
    const QString said =
        QString::fromUtf8(m_process.readAllStandardError()).trimmed().section(QLatin1Char('\n'), -1);
    return Error{m_file.string() + " could not be written: ffmpeg " +
                 (said.isEmpty() ? std::string("failed") : "says: " + said.toStdString())};
  }

  std::filesystem::path m_file;
  std::filesystem::path m_beside;
  QProcess m_process;
  bool m_finished = false;
};

}  // namespace

QString name(FilmFormat format) {
  return QString::fromLatin1(formatNames[static_cast<std::size_t>(format)]);
}

std::optional<FilmFormat> filmFormatFromName(const QString& wanted) {
  for (const FilmFormat format : allFilmFormats)
    if (name(format) == wanted.toLower()) return format;
  return std::nullopt;
}

std::filesystem::path frameFile(const std::filesystem::path& file, int index, int frames) {
  const auto digits = std::max<std::size_t>(4, std::to_string(frames).size());
  std::string number = std::to_string(index + 1);
  number.insert(0, digits - number.size(), '0');
  std::filesystem::path result = file;
  return result.replace_filename(file.stem().string() + "-" + number + file.extension().string());
}

Expected<std::unique_ptr<FilmWriter>> makeFilmWriter(FilmFormat format, const std::filesystem::path& file,
                                                     const FilmStyle& style, int frames, bool loops) {
  using Writer = std::unique_ptr<FilmWriter>;
  switch (format) {
    case FilmFormat::Png:
      return Writer(std::make_unique<PngSequence>(file, frames));
    case FilmFormat::Gif: {
      Expected<core::OutputFile> output = core::OutputFile::open(file);
      if (!output) return output.error();
      return Writer(std::make_unique<GifFile>(std::move(output).value(), file.string(), style, loops));
    }
    case FilmFormat::Mp4:
    case FilmFormat::WebM:
      break;
  }
  if (QStandardPaths::findExecutable(QStringLiteral("ffmpeg")).isEmpty())
    return Error{"writing ." + name(format).toStdString() +
                 " needs the program ffmpeg, which is not on this machine; .gif and .png go without it"};
  if (style.pixels.width() % 2 != 0 || style.pixels.height() % 2 != 0)
    return Error{"a video has even numbers of pixels, not " + std::to_string(style.pixels.width()) + " x " +
                 std::to_string(style.pixels.height())};
  return Writer(std::make_unique<VideoFile>(file, format, style));
}

}  // namespace arcscope::ui
