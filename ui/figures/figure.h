#pragma once
#include <QByteArray>
#include <QImage>
#include <QPainter>
#include <QSizeF>
#include <QString>
#include <functional>
#include <optional>

#include "core/explorer/snapshot.h"
#include "ui/model/theme.h"

namespace arcscope::ui {

enum class FigureFormat : std::uint8_t { Png, Svg, Pdf };

/// The size of a figure and how it looks. Type and lines are in points whatever the resolution.
struct FigureStyle {
  QSizeF millimetres{160.0, 90.0};
  int dpi = 300;  ///< of PNG
  Theme theme = Theme::print();
  bool outlines = false;  ///< SVG: text as paths, the same whatever fonts there are
};

inline constexpr double smallestFigure = 10.0;   ///< millimetres, each side
inline constexpr double largestFigure = 2000.0;  ///< millimetres, each side
inline constexpr int smallestDpi = 36;
inline constexpr int largestDpi = 2400;
inline constexpr double largestPicture = 2e8;  ///< pixels of a PNG

/// First thing wrong with the style in one sentence, or nullopt.
[[nodiscard]] std::optional<core::Error> validate(const FigureStyle& style, FigureFormat format);

/// What a figure file says about itself inside: enough to make it again.
struct FigureInfo {
  QString title;       ///< one line for a person
  QString view;        ///< as --view names it
  QByteArray setting;  ///< core::toJson of the complete setting
  QByteArray choices;  ///< what else the view was told, as a JSON object; empty: nothing
  quint64 seed = 0;
  QString version;
  /// Description of `snapshot` in the view named `view` with the title `viewTitle`.
  [[nodiscard]] static FigureInfo of(const core::Snapshot& snapshot, const QString& view,
                                     const QString& viewTitle);
  /// All of it as one JSON object: {"view": ..., "seed": ..., "version": ..., "setting": {...}, "choices":
  /// {...}}.
  [[nodiscard]] QByteArray json() const;
};

/// Paints the figure into the page; one unit is a point.
using PaintPage = std::function<void(QPainter& painter, const QRectF& page, const Theme& theme)>;

/// The file's bytes. The same arguments give the same bytes on one machine.
/// @pre !validate(style, format)
[[nodiscard]] QByteArray renderFigure(FigureFormat format, const FigureStyle& style, const FigureInfo& info,
                                      const PaintPage& paint);
/// The figure as so many pixels, `dpi` to the inch.
[[nodiscard]] QImage renderPixels(QSize pixels, double dpi, const Theme& theme, const PaintPage& paint);
/// The figure as pixels, `dpi` to the inch.
[[nodiscard]] QImage renderImage(const FigureStyle& style, int dpi, const PaintPage& paint);

/// "hard_tanh, depth 11, width 100, σw 1.9, σb 0.3, circle, seed 3"
[[nodiscard]] QString settingLine(const core::Setting& setting);

}  // namespace arcscope::ui
