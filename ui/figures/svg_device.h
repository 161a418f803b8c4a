#pragma once
#include <QByteArray>
#include <QPaintDevice>
#include <QPainterPath>
#include <QSizeF>
#include <memory>

namespace arcscope::ui {

class SvgEngine;

/// Paint on it and get a clean SVG: coordinates without transformations and inside the view box (what lies
/// outside is cut off geometrically, by the painter's clip as well), one path a curve however it was cut,
/// text as
/// text or outlines, pictures as embedded PNG. One unit is a point (1/72 inch). QSvgGenerator can do none of
/// the first two. Clips are taken as their bounding rectangles; fills are plain colours and linear gradients.
class SvgDevice : public QPaintDevice {
 public:
  enum class TextAs : std::uint8_t {
    Text,     ///< to be edited; looks as here where the fonts are
    Outlines  ///< paths
  };
  explicit SvgDevice(QSizeF millimetres, TextAs textAs = TextAs::Text);
  ~SvgDevice() override;

  /// Everything painted so far. `head` is well-formed XML that is placed before the drawing: title, metadata.
  [[nodiscard]] QByteArray document(const QByteArray& head) const;
  [[nodiscard]] QPaintEngine* paintEngine() const override;

 protected:
  [[nodiscard]] int metric(PaintDeviceMetric metric) const override;

 private:
  QSizeF m_millimetres;
  std::unique_ptr<SvgEngine> m_engine;
};

/// The parts of a curve's outline that lie inside `box`, as open polylines; curved parts are flattened if any
/// lies outside. A path wholly inside comes back unchanged.
[[nodiscard]] QPainterPath clippedOutline(const QPainterPath& path, const QRectF& box);

/// `text` fit for XML: escaped, without the characters that XML cannot hold.
[[nodiscard]] QString xmlText(const QString& text);

}  // namespace arcscope::ui
