#include "ui/figures/svg_device.h"

#include <QBuffer>
#include <QFontInfo>
#include <QImage>
#include <QPaintEngine>
#include <QPainter>
#include <QtMath>
#include <cmath>

#include "ui/figures/svg_format.h"

namespace arcscope::ui {

class SvgEngine : public QPaintEngine {
 public:
  SvgEngine(QSizeF points, SvgDevice::TextAs textAs)
      : QPaintEngine(PrimitiveTransform | PixmapTransform | LinearGradientFill | AlphaBlend | PainterPaths |
                     Antialiasing | ConstantOpacity | BrushStroke | PaintOutsidePaintEvent),
        m_textAs(textAs),
        m_page(QPointF(), points),
        m_clip(m_page) {}

  bool begin(QPaintDevice*) override { return true; }
  bool end() override { return true; }
  [[nodiscard]] Type type() const override { return User; }
  [[nodiscard]] const QByteArray& body() const { return m_body; }
  [[nodiscard]] const QRectF& page() const { return m_page; }

  void updateState(const QPaintEngineState& now) override {
    const DirtyFlags dirty = now.state();
    if (dirty & DirtyTransform) m_transform = now.transform();
    if (dirty & DirtyPen) m_pen = now.pen();
    if (dirty & DirtyBrush) m_brush = now.brush();
    if (dirty & DirtyBrushOrigin) m_brushOrigin = now.brushOrigin();
    if (dirty & DirtyOpacity) m_opacity = now.opacity();
    if (dirty & DirtyClipPath)
      clip(now.transform().mapRect(now.clipPath().boundingRect()), now.clipOperation());
    if (dirty & DirtyClipRegion)
      clip(now.transform().mapRect(QRectF(now.clipRegion().boundingRect())), now.clipOperation());
    if (dirty & DirtyClipEnabled) m_clipEnabled = now.isClipEnabled();
  }

  void drawPath(const QPainterPath& path) override { emitPath(m_transform.map(path), true); }

  void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override {
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(points, points + count)));
    if (mode != PolylineMode) {
      path.closeSubpath();
      path.setFillRule(mode == WindingMode ? Qt::WindingFill : Qt::OddEvenFill);
    }
    emitPath(m_transform.map(path), mode != PolylineMode);
  }
  void drawPolygon(const QPoint* points, int count, PolygonDrawMode mode) override {
    const QList<QPointF> exact(points, points + count);
    drawPolygon(exact.data(), count, mode);
  }

  void drawLines(const QLineF* lines, int count) override {
    QPainterPath path;
    for (int i = 0; i < count; ++i) {
      if (path.isEmpty() || path.currentPosition() != lines[i].p1()) path.moveTo(lines[i].p1());
      path.lineTo(lines[i].p2());
    }
    emitPath(m_transform.map(path), false);
  }
  void drawLines(const QLine* lines, int count) override {
    const QList<QLineF> exact(lines, lines + count);
    drawLines(exact.data(), count);
  }

  void drawPoints(const QPointF* points, int count) override {
    QPainterPath path;
    const double radius = std::max(0.5, m_pen.widthF() / 2.0);
    for (int i = 0; i < count; ++i) path.addEllipse(points[i], radius, radius);
    const QPen pen = std::exchange(m_pen, QPen(Qt::NoPen));
    const QBrush brush = std::exchange(m_brush, QBrush(pen.color()));
    emitPath(m_transform.map(path), true);
    m_pen = pen;
    m_brush = brush;
  }

  void drawPixmap(const QRectF& target, const QPixmap& pixmap, const QRectF& source) override {
    drawImage(target, pixmap.toImage(), source, Qt::AutoColor);
  }
  void drawImage(const QRectF& target, const QImage& image, const QRectF& source,
                 Qt::ImageConversionFlags) override {
    if (!m_transform.mapRect(target).intersects(clipBox())) return;
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    image.copy(source.toAlignedRect()).save(&buffer, "PNG");
    const bool turned = m_transform.type() > QTransform::TxScale;
    const QRectF box = turned ? target : m_transform.mapRect(target);
    m_body += "<image" + svg::attribute("x", box.x()) + svg::attribute("y", box.y()) +
              svg::attribute("width", box.width()) + svg::attribute("height", box.height());
    if (turned) m_body += svg::matrix(m_transform);
    if (m_opacity < 1.0) m_body += svg::attribute("opacity", m_opacity);
    m_body +=
        " preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" "
        "xlink:href=\"data:image/png;base64," +
        png.toBase64() + "\"/>\n";
  }

  void drawTextItem(const QPointF& position, const QTextItem& item) override {
    const QPointF at = m_transform.map(position);
    const QString text = item.text();
    if (text.trimmed().isEmpty() || m_pen.style() == Qt::NoPen || !clipBox().contains(at)) return;
    const QFont font = item.font();
    if (m_textAs == SvgDevice::TextAs::Outlines) {
      QPainterPath outlines;
      outlines.addText(position, font, text);
      outlines.setFillRule(Qt::WindingFill);
      return write(m_transform.map(outlines), svg::colour("fill", m_pen.color(), m_opacity), {});
    }
    const double scale = std::sqrt(std::abs(m_transform.determinant()));
    const double size = (font.pixelSize() > 0 ? font.pixelSize() : font.pointSizeF()) * scale;
    const double angle = qRadiansToDegrees(std::atan2(m_transform.m12(), m_transform.m11()));
    QByteArray attributes =
        " font-family=\"" + svg::fontFamilies(font) + '"' + svg::attribute("font-size", size);
    if (font.weight() != QFont::Normal)
      attributes += svg::attribute("font-weight", static_cast<int>(font.weight()));
    if (font.italic()) attributes += " font-style=\"italic\"";
    attributes += svg::colour("fill", m_pen.color(), m_opacity) + " xml:space=\"preserve\">";
    const QByteArray content = xmlText(text).toUtf8();
    const bool level = std::abs(angle) < 1e-6;
    // Qt hands over one run of text a script ("\u03c3" apart from "1.9"): join what continues the text
    // before.
    constexpr double touching = 0.05;
    if (level && m_body.size() == m_text.bodySize && attributes == m_text.attributes &&
        std::abs(m_text.end.y() - at.y()) < touching && std::abs(m_text.end.x() - at.x()) < touching) {
      m_body.insert(m_body.size() - textEnd.size(), content);
    } else {
      m_body += "<text" + svg::attribute("x", at.x()) + svg::attribute("y", at.y());
      if (!level)
        m_body += " transform=\"rotate(" + svg::number(angle) + ' ' + svg::number(at.x()) + ' ' +
                  svg::number(at.y()) + ")\"";
      m_body += attributes + content + textEnd;
    }
    m_text = {level ? m_body.size() : -1, attributes, at + QPointF(item.width() * scale, 0.0)};
  }

 private:
  void clip(const QRectF& box, Qt::ClipOperation operation) {
    m_clipEnabled = operation != Qt::NoClip;
    if (operation == Qt::IntersectClip)
      m_clip = m_clip.intersected(box);
    else
      m_clip = operation == Qt::ReplaceClip ? box : m_page;
  }
  [[nodiscard]] QRectF clipBox() const { return m_clipEnabled ? m_clip.intersected(m_page) : m_page; }

  /// `path` in page coordinates. Fill and outline are one element unless cutting made them differ.
  void emitPath(const QPainterPath& path, bool filled) {
    const QRectF box = clipBox();
    const QByteArray fill = filled ? fillAttributes() : QByteArray();
    const QByteArray stroke = strokeAttributes();
    if (box.isEmpty() || path.isEmpty() || (fill.isEmpty() && stroke.isEmpty())) return;
    // A straight line has a bounding box without area, which QRectF calls outside of everything.
    const bool inside =
        box.adjusted(-1e-9, -1e-9, 1e-9, 1e-9).contains(path.boundingRect().adjusted(0, 0, 1e-12, 1e-12));
    if (inside) {
      write(path, fill.isEmpty() ? " fill=\"none\"" : fill, stroke);
      return;
    }
    if (!fill.isEmpty()) {
      QPainterPath window;
      window.addRect(box);
      write(path.intersected(window), fill, {});
    }
    if (!stroke.isEmpty()) write(clippedOutline(path, box), " fill=\"none\"", stroke);
  }
  void write(const QPainterPath& path, const QByteArray& fill, const QByteArray& stroke) {
    const QByteArray data = svg::pathData(path);
    if (!data.isEmpty()) m_body += "<path d=\"" + data + '"' + fill + stroke + "/>\n";
  }

  [[nodiscard]] QByteArray fillAttributes() {
    if (m_brush.style() == Qt::NoBrush) return {};
    QByteArray attributes;
    if (m_brush.style() == Qt::LinearGradientPattern) {
      const QByteArray id = "gradient" + QByteArray::number(++m_gradients);
      m_body +=
          svg::linearGradient(id, *static_cast<const QLinearGradient*>(m_brush.gradient()),
                              QTransform::fromTranslate(m_brushOrigin.x(), m_brushOrigin.y()) * m_transform);
      attributes = " fill=\"url(#" + id + ")\"";
      if (m_opacity < 1.0) attributes += svg::attribute("fill-opacity", m_opacity);
    } else {
      if (m_brush.color().alpha() == 0) return {};
      attributes = svg::colour("fill", m_brush.color(), m_opacity);
    }
    return attributes + " fill-rule=\"evenodd\"";
  }

  [[nodiscard]] QByteArray strokeAttributes() const {
    if (m_pen.style() == Qt::NoPen || m_pen.color().alpha() == 0) return {};
    const double scale = m_pen.isCosmetic() ? 1.0 : std::sqrt(std::abs(m_transform.determinant()));
    const double width = m_pen.widthF() > 0.0 ? m_pen.widthF() * scale : 0.5;
    QByteArray attributes =
        svg::colour("stroke", m_pen.color(), m_opacity) + svg::attribute("stroke-width", width);
    if (m_pen.capStyle() == Qt::RoundCap) attributes += " stroke-linecap=\"round\"";
    if (m_pen.capStyle() == Qt::SquareCap) attributes += " stroke-linecap=\"square\"";
    if (m_pen.joinStyle() == Qt::RoundJoin) attributes += " stroke-linejoin=\"round\"";
    if (m_pen.joinStyle() == Qt::BevelJoin) attributes += " stroke-linejoin=\"bevel\"";
    if (m_pen.style() != Qt::SolidLine) {
      QByteArray dashes;
      for (const double dash : m_pen.dashPattern())
        dashes += (dashes.isEmpty() ? "" : " ") + svg::number(dash * width);
      attributes += " stroke-dasharray=\"" + dashes + '"';
    }
    return attributes;
  }

  /// The text written last, and where it ends.
  struct Text {
    qsizetype bodySize = -1;
    QByteArray attributes;
    QPointF end;
  };
  inline static const QByteArray textEnd = "</text>\n";

  SvgDevice::TextAs m_textAs;
  Text m_text;
  QRectF m_page;
  QRectF m_clip;
  bool m_clipEnabled = false;
  QTransform m_transform;
  QPen m_pen;
  QBrush m_brush;
  QPointF m_brushOrigin;
  double m_opacity = 1.0;
  int m_gradients = 0;
  QByteArray m_body;
};

SvgDevice::SvgDevice(QSizeF millimetres, TextAs textAs)
    : m_millimetres(millimetres), m_engine(std::make_unique<SvgEngine>(millimetres * 72.0 / 25.4, textAs)) {}

SvgDevice::~SvgDevice() = default;

QPaintEngine* SvgDevice::paintEngine() const {
  return m_engine.get();
}

int SvgDevice::metric(PaintDeviceMetric metric) const {
  switch (metric) {
    case PdmWidth:
      return qCeil(m_engine->page().width());
    case PdmHeight:
      return qCeil(m_engine->page().height());
    case PdmWidthMM:
      return qRound(m_millimetres.width());
    case PdmHeightMM:
      return qRound(m_millimetres.height());
    case PdmNumColors:
      return 0xffffff;
    case PdmDepth:
      return 32;
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
      return 72;
    case PdmDevicePixelRatio:
      return 1;
    case PdmDevicePixelRatioScaled:
      return qRound(devicePixelRatioFScale());
  }
  return 0;
}

QByteArray SvgDevice::document(const QByteArray& head) const {
  const QSizeF page = m_engine->page().size();
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
         "version=\"1.1\""
         " width=\"" +
         svg::number(m_millimetres.width()) + "mm\" height=\"" + svg::number(m_millimetres.height()) +
         "mm\" viewBox=\"0 0 " + svg::number(page.width()) + ' ' + svg::number(page.height()) + "\">\n" +
         head + m_engine->body() + "</svg>\n";
}

}  // namespace arcscope::ui
