#include "ui/plots/label.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QHash>
#include <QPaintEngine>
#include <QRawFont>
#include <algorithm>
#include <optional>
#include <vector>

namespace arcscope::ui {
namespace {

/// The glyphs of one font as they are asked for.
class Face {
 public:
  explicit Face(const QFont& font) : m_font(font), m_raw(QRawFont::fromFont(font)) {}

  [[nodiscard]] const QFont& font() const { return m_font; }

  /// The glyphs of `text` with their pens from 0 on; nullopt where the font lacks a character.
  [[nodiscard]] std::optional<QGlyphRun> set(const QString& text, double& width) {
    width = 0.0;
    QList<quint32> glyphs;
    QList<QPointF> pens;
    glyphs.reserve(text.size());
    pens.reserve(text.size());
    for (const QChar c : text) {
      const Glyph& glyph = glyphOf(c);
      if (glyph.index == 0) return std::nullopt;
      glyphs.append(glyph.index);
      pens.append(QPointF(width, 0.0));
      width += glyph.advance;
    }
    QGlyphRun run;
    run.setRawFont(m_raw);
    run.setGlyphIndexes(glyphs);
    run.setPositions(pens);
    return run;
  }

 private:
  struct Glyph {
    quint32 index = 0;  ///< 0: the font has none
    double advance = 0.0;
  };

  const Glyph& glyphOf(QChar c) {
    const auto found = m_glyphs.constFind(c.unicode());
    if (found != m_glyphs.constEnd()) return *found;
    Glyph glyph;
    const QList<quint32> indexes = m_raw.glyphIndexesForString(QString(c));
    if (indexes.size() == 1) glyph = {indexes[0], m_raw.advancesForGlyphIndexes(indexes).value(0).x()};
    return *m_glyphs.insert(c.unicode(), glyph);
  }

  QFont m_font;
  QRawFont m_raw;
  QHash<char16_t, Glyph> m_glyphs;
};

/// The faces used last, so many as a few themes and scales need.
Face& faceOf(const QFont& font) {
  static std::vector<Face> faces;
  const auto found =
      std::find_if(faces.begin(), faces.end(), [&](const Face& face) { return face.font() == font; });
  if (found != faces.end()) return *found;
  if (faces.size() >= 16) faces.erase(faces.begin());
  return faces.emplace_back(font);
}

/// Where a symbol's index begins, its low line; -1: there is none. Names of files may hold low lines too.
qsizetype indexAt(const QString& text) {
  for (qsizetype i = text.indexOf(QLatin1Char('_')); i >= 0; i = text.indexOf(QLatin1Char('_'), i + 1))
    if (i > 0 && text[i - 1] == QChar(0x03c3) && i + 1 < text.size()) return i;
  return -1;
}

QFont indexFont(QFont font) {
  constexpr double smaller = 0.78;
  if (font.pixelSize() > 0)
    font.setPixelSize(std::max(1, qRound(smaller * font.pixelSize())));
  else
    font.setPointSizeF(smaller * font.pointSizeF());
  return font;
}

}  // namespace

void drawLabel(QPainter& painter, QPointF baseline, const QString& text) {
  if (const qsizetype at = indexAt(text); at >= 0) {
    const QFont font = painter.font();
    const QFont index = indexFont(font);
    const QString symbol = text.left(at);
    const QString letter = text.mid(at + 1, 1);
    const double low = 0.22 * QFontMetricsF(font).ascent();
    drawLabel(painter, baseline, symbol);
    double x = labelWidth(font, symbol);
    painter.setFont(index);
    drawLabel(painter, baseline + QPointF(x, low), letter);
    x += labelWidth(index, letter);
    painter.setFont(font);
    drawLabel(painter, baseline + QPointF(x, 0.0), text.mid(at + 2));
    return;
  }
  const QPaintEngine* engine = painter.paintEngine();
  double width = 0.0;
  if (engine && engine->type() == QPaintEngine::Raster) {
    if (const std::optional<QGlyphRun> run = faceOf(painter.font()).set(text, width)) {
      painter.drawGlyphRun(baseline, *run);
      return;
    }
  }
  painter.drawText(baseline, text);
}

void drawLabel(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const QString& text) {
  const QFontMetricsF metrics(painter.font());
  const double free = box.width() - labelWidth(painter.font(), text);
  const double before = alignment.testFlag(Qt::AlignRight)     ? free
                        : alignment.testFlag(Qt::AlignHCenter) ? 0.5 * free
                                                               : 0.0;
  drawLabel(painter,
            QPointF(box.left() + before, box.center().y() + 0.5 * (metrics.ascent() - metrics.descent())),
            text);
}

QString elidedLabel(const QFont& font, const QString& text, double width) {
  if (labelWidth(font, text) <= width) return text;
  QString shorter = text;
  const QChar dots(0x2026);
  while (!shorter.isEmpty() && labelWidth(font, shorter + dots) > width) shorter.chop(1);
  return shorter + dots;
}

double labelWidth(const QFont& font, const QString& text) {
  if (const qsizetype at = indexAt(text); at >= 0)
    return labelWidth(font, text.left(at)) + labelWidth(indexFont(font), text.mid(at + 1, 1)) +
           labelWidth(font, text.mid(at + 2));
  double width = 0.0;
  return faceOf(font).set(text, width) ? width : QFontMetricsF(font).horizontalAdvance(text);
}

}  // namespace arcscope::ui
