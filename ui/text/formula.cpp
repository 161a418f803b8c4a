#include "ui/text/formula.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <vector>

#include "ui/text/math_signs.h"

namespace arcscope::ui {
namespace {

QFont mathFace(double size, bool italic) {
  QFont font(QStringLiteral("STIX"));
  font.setItalic(italic);
  font.setPixelSize(std::max(1, qRound(size)));
  font.setHintingPreference(QFont::PreferNoHinting);
  return font;
}

}  // namespace

/// A piece of a formula: glyphs, a row of boxes, or one of the constructions.
struct Formula::Box {
  enum class Kind : std::uint8_t { Text, Row, Fraction, Root, Hat, Bar, Space };
  Kind kind = Kind::Row;
  QString text;
  QFont font;
  double width = 0.0;
  double ascent = 0.0;
  double descent = 0.0;
  struct Placed {
    std::unique_ptr<Box> box;
    QPointF at;  ///< of its baseline, from that of the whole
  };
  std::vector<Placed> parts;
  double line = 1.0;  ///< width of rules

  void add(std::unique_ptr<Box> box, QPointF at) {
    width = std::max(width, at.x() + box->width);
    ascent = std::max(ascent, box->ascent - at.y());
    descent = std::max(descent, box->descent + at.y());
    parts.push_back({std::move(box), at});
  }

  void paint(QPainter& painter, QPointF at) const {
    if (kind == Kind::Text) {
      painter.setFont(font);
      painter.drawText(at, text);
    }
    for (const Placed& part : parts) part.box->paint(painter, at + part.at);
    const QPen pen = painter.pen();
    QPen rule(pen.color(), line);
    rule.setCapStyle(Qt::FlatCap);
    painter.setPen(rule);
    switch (kind) {
      case Kind::Fraction: {
        const double y = at.y() - rise;
        painter.drawLine(QPointF(at.x() + line, y), QPointF(at.x() + width - line, y));
        break;
      }
      case Kind::Root: {
        const double top = at.y() - ascent + 0.5 * line;
        const double foot = at.y() + descent;
        const double sign = parts.front().at.x();
        QPainterPath path(QPointF(at.x() + 0.05 * sign, at.y() - 0.35 * ascent));
        path.lineTo(at.x() + 0.28 * sign, at.y() - 0.45 * ascent);
        path.lineTo(at.x() + 0.55 * sign, foot);
        path.lineTo(at.x() + 0.92 * sign, top);
        path.lineTo(at.x() + width, top);
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
        break;
      }
      case Kind::Hat: {
        const double middle = at.x() + 0.5 * width;
        const double y = at.y() - ascent + line;
        const double half = 0.22 * QFontMetricsF(font).xHeight() + 1.0;
        painter.drawPolyline(QPolygonF{QPointF(middle - half, y + half), QPointF(middle, y),
                                       QPointF(middle + half, y + half)});
        break;
      }
      case Kind::Bar:
        painter.drawLine(QPointF(at.x(), at.y() - ascent + line),
                         QPointF(at.x() + width, at.y() - ascent + line));
        break;
      case Kind::Text:
      case Kind::Row:
      case Kind::Space:
        break;
    }
    painter.setPen(pen);
  }

  double rise = 0.0;  ///< of a fraction's line above the baseline
};

namespace {

using Box = Formula::Box;
using BoxPtr = std::unique_ptr<Box>;

/// Reads a formula from left to right and sets it at once.
class Setter {
 public:
  explicit Setter(const QString& tex) : m_tex(tex) {}

  BoxPtr row(double size, bool whole) {
    auto result = std::make_unique<Box>();
    double x = 0.0;
    while (m_at < m_tex.size()) {
      if (m_tex[m_at] == QLatin1Char('}') && !whole) break;
      BoxPtr next = atom(size);
      if (!next) continue;
      next = withScripts(std::move(next), size);
      const double width = next->width;
      result->add(std::move(next), QPointF(x, 0.0));
      x += width;
    }
    result->width = x;
    return result;
  }

  [[nodiscard]] const QStringList& unknown() const { return m_unknown; }

 private:
  static BoxPtr text(const QString& characters, double size, bool italic) {
    auto box = std::make_unique<Box>();
    box->kind = Box::Kind::Text;
    box->text = characters;
    box->font = mathFace(size, italic);
    const QFontMetricsF metrics(box->font);
    const QRectF ink = metrics.tightBoundingRect(characters);
    box->width = metrics.horizontalAdvance(characters);
    if (italic) box->width += std::max(0.0, ink.right() - box->width);  // what leans over
    box->ascent = std::max(-ink.top(), 0.7 * metrics.xHeight());
    box->descent = std::max(ink.bottom(), 0.0);
    return box;
  }

  static BoxPtr space(double width) {
    auto box = std::make_unique<Box>();
    box->kind = Box::Kind::Space;
    box->width = width;
    return box;
  }

  /// With room on both sides.
  static BoxPtr between(BoxPtr inner, double room) {
    auto box = std::make_unique<Box>();
    const double width = inner->width;
    box->add(std::move(inner), QPointF(room, 0.0));
    box->width = width + 2.0 * room;
    return box;
  }

  BoxPtr character(QChar c, double size) const {
    if (c == QLatin1Char('-')) c = QChar(0x2212);
    const bool letter = c.isLetter() && c.unicode() < 0x2100;
    BoxPtr box = text(QString(c), size, letter);
    if (isRelation(c)) return between(std::move(box), 0.24 * size);
    if (isBinary(c) && !m_afterOpening) return between(std::move(box), 0.18 * size);
    if (c == QLatin1Char(',')) box->width += 0.15 * size;
    return box;
  }

  /// The next argument: {...} or one atom.
  BoxPtr argument(double size) {
    while (m_at < m_tex.size() && m_tex[m_at].isSpace()) ++m_at;
    if (m_at < m_tex.size() && m_tex[m_at] == QLatin1Char('{')) {
      ++m_at;
      m_afterOpening = true;
      BoxPtr inner = row(size, false);
      if (m_at < m_tex.size()) ++m_at;
      return inner;
    }
    m_afterOpening = true;
    BoxPtr one = m_at < m_tex.size() ? atom(size) : nullptr;
    return one ? std::move(one) : std::make_unique<Box>();
  }

  /// The characters of {...} as they stand.
  QString rawArgument() {
    if (m_at >= m_tex.size() || m_tex[m_at] != QLatin1Char('{')) return {};
    const qsizetype end = m_tex.indexOf(QLatin1Char('}'), m_at);
    const QString inner = m_tex.mid(m_at + 1, (end < 0 ? m_tex.size() : end) - m_at - 1);
    m_at = end < 0 ? m_tex.size() : end + 1;
    return inner;
  }

  BoxPtr atom(double size) {
    const QChar c = m_tex[m_at];
    const bool opening = std::exchange(m_afterOpening, false);
    if (c.isSpace()) {
      ++m_at;
      m_afterOpening = opening;
      return nullptr;
    }
    if (c == QLatin1Char('{')) return argument(size);
    if (c == QLatin1Char('\\')) return command(size);
    ++m_at;
    if (c == QLatin1Char('_') || c == QLatin1Char('^')) return text(QString(c), size, false);
    if (c == QLatin1Char('\'')) return text(QString(QChar(0x2032)), size, false);
    m_afterOpening = opening;
    BoxPtr box = character(c, size);
    m_afterOpening = c == QLatin1Char('(') || c == QLatin1Char('[') || isRelation(c);
    return box;
  }

  BoxPtr command(double size) {
    qsizetype end = m_at + 1;
    while (end < m_tex.size() && m_tex[end].isLetter()) ++end;
    if (end == m_at + 1) ++end;  // a sign: \, \| \{
    const QString name = m_tex.mid(m_at + 1, end - m_at - 1);
    m_at = std::min<qsizetype>(end, m_tex.size());
    if (name == QStringLiteral(",") || name == QStringLiteral(";")) return space(0.17 * size);
    if (name == QStringLiteral("quad")) return space(size);
    if (name == QStringLiteral("left") || name == QStringLiteral("right")) return nullptr;
    if (name == QStringLiteral("|")) return text(QString(QChar(0x2016)), size, false);
    if (name == QStringLiteral("frac")) return fraction(size);
    if (name == QStringLiteral("sqrt")) return root(size);
    if (name == QStringLiteral("hat")) return over(Box::Kind::Hat, size);
    if (name == QStringLiteral("bar")) return over(Box::Kind::Bar, size);
    if (name == QStringLiteral("mathrm") || name == QStringLiteral("text") ||
        name == QStringLiteral("operatorname"))
      return text(rawArgument(), size, false);
    if (name == QStringLiteral("mathbb")) return doubled(rawArgument(), size);
    if (name == QStringLiteral("mathcal") || name == QStringLiteral("mathbf")) return argument(size);
    for (const char* function : {"max", "min", "exp", "log", "ln", "sin", "cos", "tanh", "erf", "det", "arg"})
      if (name == QLatin1String(function)) {
        BoxPtr box = text(name, size, false);
        box->width += 0.12 * size;
        return box;
      }
    if (name == QStringLiteral("sum") || name == QStringLiteral("int") || name == QStringLiteral("prod")) {
      const char16_t sign = name == QStringLiteral("sum")   ? 0x2211
                            : name == QStringLiteral("int") ? 0x222b
                                                            : 0x220f;
      BoxPtr box = text(QString(QChar(sign)), 1.25 * size, false);
      box->width += 0.08 * size;
      return box;
    }
    const auto known = mathSigns().constFind(name);
    if (known != mathSigns().constEnd()) {
      m_afterOpening = isRelation(known->front());
      const bool bars = known->front() == QChar(0x2016) || known->front() == QLatin1Char('|');
      return bars ? text(*known, size, false) : character(known->front(), size);
    }
    m_unknown << name;
    return text(QLatin1Char('\\') + name, size, false);
  }

  static BoxPtr doubled(const QString& letters, double size) {
    static const QHash<QString, QChar> blackboard{{QStringLiteral("R"), QChar(0x211d)},
                                                  {QStringLiteral("N"), QChar(0x2115)},
                                                  {QStringLiteral("Z"), QChar(0x2124)},
                                                  {QStringLiteral("P"), QChar(0x2119)}};
    if (const auto found = blackboard.constFind(letters); found != blackboard.constEnd())
      return text(QString(*found), size, false);
    return text(letters, size, false);
  }

  BoxPtr fraction(double size) {
    const double inner = 0.86 * size;
    BoxPtr above = argument(inner);
    BoxPtr below = argument(inner);
    auto box = std::make_unique<Box>();
    box->kind = Box::Kind::Fraction;
    box->line = std::max(0.7, 0.055 * size);
    box->rise = 0.26 * size;
    const double gap = 0.14 * size;
    const double width = std::max(above->width, below->width) + 0.3 * size;
    const QPointF up(0.5 * (width - above->width), -(box->rise + gap + above->descent));
    const QPointF down(0.5 * (width - below->width), -box->rise + gap + below->ascent);
    box->add(std::move(above), up);
    box->add(std::move(below), down);
    box->width = width;
    return between(std::move(box), 0.06 * size);
  }

  BoxPtr root(double size) {
    BoxPtr inner = argument(size);
    auto box = std::make_unique<Box>();
    box->kind = Box::Kind::Root;
    box->line = std::max(0.7, 0.055 * size);
    const double sign = 0.62 * size;
    const double top = inner->ascent + 0.16 * size;
    const double width = inner->width;
    box->add(std::move(inner), QPointF(sign, 0.0));
    box->ascent = std::max(top, 0.75 * size);
    box->width = sign + width + 0.06 * size;
    return box;
  }

  BoxPtr over(Box::Kind kind, double size) {
    BoxPtr inner = argument(size);
    auto box = std::make_unique<Box>();
    box->kind = kind;
    box->font = mathFace(size, true);
    box->line = std::max(0.7, 0.055 * size);
    box->add(std::move(inner), {});
    box->ascent += 0.22 * size;
    return box;
  }

  BoxPtr withScripts(BoxPtr base, double size) {
    BoxPtr low;
    BoxPtr high;
    for (;;) {
      qsizetype at = m_at;
      while (at < m_tex.size() && m_tex[at].isSpace()) ++at;
      if (at >= m_tex.size()) break;
      const QChar c = m_tex[at];
      BoxPtr& place = c == QLatin1Char('_') ? low : high;
      if ((c != QLatin1Char('_') && c != QLatin1Char('^')) || place) break;
      m_at = at + 1;
      place = argument(0.7 * size);
    }
    if (!low && !high) return base;
    m_afterOpening = false;
    auto box = std::make_unique<Box>();
    const double x = base->width + 0.04 * size;
    const double up = std::max(0.36 * size, base->ascent - 0.3 * size);
    const double down = std::max(0.18 * size, base->descent + 0.02 * size);
    box->add(std::move(base), {});
    if (high) box->add(std::move(high), QPointF(x, -up));
    if (low) box->add(std::move(low), QPointF(x, down));
    box->width += 0.04 * size;
    return box;
  }

  QString m_tex;
  QStringList m_unknown;
  qsizetype m_at = 0;
  bool m_afterOpening = true;  // a minus here is a sign, not a difference
};

}  // namespace

Formula::Formula(const QString& tex, double size) : m_box(Setter(tex).row(size, true)) {}
Formula::~Formula() = default;
Formula::Formula(Formula&&) noexcept = default;
Formula& Formula::operator=(Formula&&) noexcept = default;

double Formula::width() const {
  return m_box->width;
}
double Formula::ascent() const {
  return m_box->ascent;
}
double Formula::descent() const {
  return m_box->descent;
}

void Formula::paint(QPainter& painter, QPointF baseline) const {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  m_box->paint(painter, baseline);
  painter.restore();
}

QStringList unknownCommands(const QString& tex) {
  constexpr double size = 16.0;
  Setter setter(tex);
  static_cast<void>(setter.row(size, true));
  return setter.unknown();
}

QString spokenFormula(const QString& tex) {
  QString spoken = tex;
  for (auto sign = mathSigns().constBegin(); sign != mathSigns().constEnd(); ++sign)
    if (sign->front().isLetter()) spoken.replace(QLatin1Char('\\') + sign.key(), sign.key());
  spoken.remove(QLatin1Char('\\')).replace(QLatin1Char('{'), QLatin1Char(' ')).remove(QLatin1Char('}'));
  return spoken.simplified();
}

}  // namespace arcscope::ui
