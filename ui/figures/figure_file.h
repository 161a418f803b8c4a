#pragma once
#include <array>
#include <filesystem>
#include <optional>

#include "ui/figures/figure_source.h"

namespace arcscope::ui {

/// What can be written of a figure: itself, its numbers, the images behind it, or a script that computes
/// anew.
enum class FileKind : std::uint8_t { Svg, Pdf, Png, Csv, Json, Npy, Python };

inline constexpr std::array allFileKinds{FileKind::Svg,  FileKind::Pdf, FileKind::Png,   FileKind::Csv,
                                         FileKind::Json, FileKind::Npy, FileKind::Python};

/// The ending of the file's name, without its dot: "svg", "pdf", "png", "csv", "json", "npy", "py".
[[nodiscard]] QString name(FileKind kind);
[[nodiscard]] std::optional<FileKind> fileKindFromName(const QString& name);
/// Whether the file is a picture, so that size and theme matter.
[[nodiscard]] bool isPicture(FileKind kind);

/// First thing wrong with `style` for this kind of file, or nullopt.
[[nodiscard]] std::optional<core::Error> validate(const FigureStyle& style, FileKind kind);

/// The theme with type and lines sized for a figure.
[[nodiscard]] Theme figureTheme(Theme::Kind kind);

/// Writes the file; what stood at `file` before is lost only on success. A script comes with its network,
/// `NAME.network.safetensors` beside `NAME.py`. The error is one sentence.
[[nodiscard]] std::optional<core::Error> writeFigureFile(const FigureSource& source, const FigureStyle& style,
                                                         FileKind kind, const std::filesystem::path& file);

}  // namespace arcscope::ui
