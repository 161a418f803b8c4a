#include "ui/figures/svg_format.h"

#include <cmath>

#include "ui/figures/svg_device.h"

namespace arcscope::ui {
namespace svg {

QByteArray number(double value) {
  const auto hundredths = static_cast<qint64>(std::llround(value * 100.0));
  QByteArray text = QByteArray::number(std::abs(hundredths / 100));
  if (const qint64 rest = std::abs(hundredths % 100); rest != 0) {
    text += '.' + QByteArray::number(rest / 10);
    if (rest % 10 != 0) text += QByteArray::number(rest % 10);
  }
  return hundredths < 0 ? '-' + text : text;
}

QByteArray attribute(const char* name, double value) {
  return QByteArray(" ") + name + "=\"" + number(value) + '"';
}

QByteArray colour(const char* name, const QColor& colour, double opacity) {
  QByteArray text = QByteArray(" ") + name + "=\"" + colour.name(QColor::HexRgb).toLatin1() + '"';
  const double alpha = static_cast<double>(colour.alphaF()) * opacity;
  if (alpha < 1.0) text += QByteArray(" ") + name + "-opacity=\"" + QByteArray::number(alpha, 'g', 3) + '"';
  return text;
}

QByteArray matrix(const QTransform& t) {
  QByteArray text = " transform=\"matrix(";
  for (const double value : {t.m11(), t.m12(), t.m21(), t.m22(), t.dx(), t.dy()})
    text += QByteArray::number(value, 'g', 8) + ' ';
  text.back() = ')';
  return text + '"';
}

QByteArray fontFamilies(const QFont& font) {
  const QString family = font.family();
  if (family.startsWith(QStringLiteral("STIX"))) return "STIX, 'STIX Two Text', 'Times New Roman', serif";
  if (family == QStringLiteral("Inter")) return "Inter, 'Helvetica Neue', Arial, sans-serif";
  return '\'' + xmlText(family).toUtf8() + "', sans-serif";
}

QByteArray pathData(const QPainterPath& path) {
  QByteArray data;
  QByteArray start;  // of the current subpath, as written
  QByteArray last;
  const auto point = [](const QPainterPath::Element& e) { return number(e.x) + ' ' + number(e.y); };
  const auto closeIfClosed = [&] {
    if (!start.isEmpty() && last == start && data.size() > start.size() + 1 && !data.endsWith('M' + start))
      data += 'Z';
  };
  for (int i = 0; i < path.elementCount(); ++i) {
    const QPainterPath::Element& element = path.elementAt(i);
    const QByteArray here = point(element);
    switch (element.type) {
      case QPainterPath::MoveToElement:
        closeIfClosed();
        if (i + 1 >= path.elementCount() || path.elementAt(i + 1).isMoveTo()) {
          start.clear();
          break;
        }
        data += 'M' + here;
        start = here;
        last = here;
        break;
      case QPainterPath::LineToElement:
        // A line that rounding makes empty still marks a point where it is all there is.
        if (here != last || i + 1 == path.elementCount() || path.elementAt(i + 1).isMoveTo())
          data += 'L' + here;
        last = here;
        break;
      case QPainterPath::CurveToElement:
        data += 'C' + here + ' ' + point(path.elementAt(i + 1)) + ' ' + point(path.elementAt(i + 2));
        last = point(path.elementAt(i + 2));
        i += 2;
        break;
      case QPainterPath::CurveToDataElement:
        break;
    }
  }
  closeIfClosed();
  return data;
}

QByteArray linearGradient(const QByteArray& id, const QLinearGradient& gradient,
                          const QTransform& transform) {
  const QPointF from = transform.map(gradient.start());
  const QPointF to = transform.map(gradient.finalStop());
  QByteArray text = "<linearGradient id=\"" + id + "\" gradientUnits=\"userSpaceOnUse\"" +
                    attribute("x1", from.x()) + attribute("y1", from.y()) + attribute("x2", to.x()) +
                    attribute("y2", to.y()) + ">";
  for (const QGradientStop& stop : gradient.stops())
    text += "<stop offset=\"" + QByteArray::number(stop.first, 'g', 5) + "\" stop-color=\"" +
            stop.second.name(QColor::HexRgb).toLatin1() + "\" stop-opacity=\"" +
            QByteArray::number(static_cast<double>(stop.second.alphaF()), 'g', 3) + "\"/>";
  return text + "</linearGradient>\n";
}

}  // namespace svg

namespace {

/// The part of the segment inside the box (Liang and Barsky), or nothing.
bool clipSegment(QPointF& from, QPointF& to, const QRectF& box) {
  const QPointF step = to - from;
  double enter = 0.0;
  double leave = 1.0;
  const auto cut = [&](double direction, double distance) {
    if (direction == 0.0) return distance >= 0.0;
    const double at = distance / direction;
    if (direction < 0.0)
      enter = std::max(enter, at);
    else
      leave = std::min(leave, at);
    return enter <= leave;
  };
  if (!cut(-step.x(), from.x() - box.left()) || !cut(step.x(), box.right() - from.x()) ||
      !cut(-step.y(), from.y() - box.top()) || !cut(step.y(), box.bottom() - from.y()))
    return false;
  const QPointF start = from;
  if (enter > 0.0) from = start + enter * step;
  if (leave < 1.0) to = start + leave * step;
  return true;
}

}  // namespace

QPainterPath clippedOutline(const QPainterPath& path, const QRectF& box) {
  if (box.contains(path.boundingRect())) return path;
  QPainterPath result;
  for (const QPolygonF& polygon : path.toSubpathPolygons()) {
    bool connected = false;
    for (qsizetype i = 1; i < polygon.size(); ++i) {
      QPointF from = polygon[i - 1];
      QPointF to = polygon[i];
      if (!clipSegment(from, to, box)) {
        connected = false;
        continue;
      }
      if (!connected || result.currentPosition() != from) result.moveTo(from);
      result.lineTo(to);
      connected = to == polygon[i];
    }
  }
  return result;
}

QString xmlText(const QString& text) {
  QString allowed;
  allowed.reserve(text.size());
  for (const QChar c : text)
    if (c >= QLatin1Char(' ') || c == QLatin1Char('\n') || c == QLatin1Char('\t')) allowed += c;
  return allowed.toHtmlEscaped();
}

}  // namespace arcscope::ui
