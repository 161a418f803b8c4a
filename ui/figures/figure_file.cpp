#include "ui/figures/figure_file.h"

#include "core/explorer/subject.h"
#include "core/support/output_file.h"
#include "core/support/text.h"
#include "ui/figures/figure_data.h"

namespace arcscope::ui {
namespace {

constexpr std::array endings{"svg", "pdf", "png", "csv", "json", "npy", "py"};

FigureFormat formatOf(FileKind kind) {
  return kind == FileKind::Svg   ? FigureFormat::Svg
         : kind == FileKind::Pdf ? FigureFormat::Pdf
                                 : FigureFormat::Png;
}

std::optional<core::Error> writeBytes(const std::filesystem::path& file, const QByteArray& bytes) {
  return core::writeFile(file, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

std::optional<core::Error> writeNpy(const FigureSource& source, const std::filesystem::path& file) {
  core::Expected<core::OutputFile> opened = core::OutputFile::open(file);
  if (!opened) return opened.error();
  core::OutputFile output = std::move(opened).value();
  std::optional<core::Error> failure;
  const int layer = source.choice().layer;
  const auto mistake = writeImagesAsNpy(
      *source.snapshot(), layer >= 0 ? std::optional(layer) : std::nullopt, [&](const QByteArray& piece) {
        failure = output.write({piece.constData(), static_cast<std::size_t>(piece.size())});
        return !failure;
      });
  if (mistake) return mistake;
  if (failure) return failure;
  return output.commit();
}

std::optional<core::Error> writePython(const FigureSource& source, const std::filesystem::path& file) {
  std::filesystem::path network = file;
  network.replace_extension(".network.safetensors");
  const core::Subject& subject = source.snapshot()->subject;
  if (core::isConvolutional(subject))
    return core::Error{"a script for NumPy rebuilds chains of Linear layers; this network is convolutional"};
  std::error_code ignored;
  if (subject.loaded != nullptr && std::filesystem::equivalent(network, subject.setting.networkFile, ignored))
    return core::Error{core::inQuotes(network.string()) + " is the network itself; it must be another name"};
  const core::Expected<core::TensorFile> tensors = core::tensorFileOf(subject);
  if (!tensors) return tensors.error();
  if (auto error = core::writeSafetensors(network, tensors.value())) return error;
  return writeBytes(file, pythonScript(*source.snapshot(), source.info(),
                                       QString::fromStdString(network.filename().string())));
}

}  // namespace

QString name(FileKind kind) {
  return QString::fromLatin1(endings[static_cast<std::size_t>(kind)]);
}

std::optional<FileKind> fileKindFromName(const QString& text) {
  for (const FileKind kind : allFileKinds)
    if (name(kind) == text.toLower()) return kind;
  return std::nullopt;
}

bool isPicture(FileKind kind) {
  return kind == FileKind::Svg || kind == FileKind::Pdf || kind == FileKind::Png;
}

std::optional<core::Error> validate(const FigureStyle& style, FileKind kind) {
  return isPicture(kind) ? validate(style, formatOf(kind)) : std::nullopt;
}

Theme figureTheme(Theme::Kind kind) {
  const Theme print = Theme::print();
  if (kind == Theme::Kind::Print) return print;
  Theme theme = kind == Theme::Kind::Light ? Theme::light() : Theme::dark();
  theme.typeSize = print.typeSize;
  theme.lineWidth = print.lineWidth;
  return theme;
}

std::optional<core::Error> writeFigureFile(const FigureSource& source, const FigureStyle& style,
                                           FileKind kind, const std::filesystem::path& file) {
  switch (kind) {
    case FileKind::Svg:
    case FileKind::Pdf:
    case FileKind::Png:
      break;
    case FileKind::Csv:
      return writeBytes(file, asCsv(source.numbers(), source.info()));
    case FileKind::Json:
      return writeBytes(file, asJson(source.numbers(), source.info()));
    case FileKind::Npy:
      return writeNpy(source, file);
    case FileKind::Python:
      return writePython(source, file);
  }
  return writeBytes(file, renderFigure(formatOf(kind), style, source.info(),
                                       [&](QPainter& painter, const QRectF& page, const Theme& theme) {
                                         source.paint(painter, page, theme);
                                       }));
}

}  // namespace arcscope::ui
