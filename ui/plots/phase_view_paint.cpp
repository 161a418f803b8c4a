#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "core/theory/gaussian_moments.h"
#include "ui/plots/axis_ticks.h"
#include "ui/plots/bubble.h"
#include "ui/plots/colour_bar.h"
#include "ui/plots/label.h"
#include "ui/plots/phase_view.h"
#include "ui/plots/pin_look.h"

namespace arcscope::ui {
namespace {

double numberAt(const core::PhaseDiagram& diagram, PhaseQuantity quantity, core::CriticalPoint p) {
  const auto along = [](double value, double low, double high, int count) {
    return std::clamp(static_cast<int>(std::lround((value - low) / (high - low) * (count - 1))), 0,
                      count - 1);
  };
  const core::PhaseRequest& r = diagram.request;
  return valueAt(diagram, quantity,
                 diagram.index(along(p.sigmaB, r.sigmaBMin, r.sigmaBMax, diagram.rows),
                               along(p.sigmaW, r.sigmaWMin, r.sigmaWMax, diagram.columns)));
}

/// Points of the diagram are pixel centres: without the half pixel beyond the outermost ones, on every side.
QImage fromPointToPoint(const QImage& points) {
  const int factor = points.width() < 100 ? 8 : 2;  // even
  const QImage fine = points.scaled(points.size() * factor, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
  const int edge = factor / 2;
  return fine.copy(fine.rect().adjusted(edge, edge, -edge, -edge));
}

/// A homogeneous activation has no chaos: distances between points shrink or grow as all lengths do.
QString phaseName(core::Activation activation, bool above) {
  if (core::homogeneousForm(activation)) return above ? PhaseView::tr("growing") : PhaseView::tr("shrinking");
  return above ? PhaseView::tr("chaotic") : PhaseView::tr("ordered");
}

QString phaseText(const core::PhaseDiagram& diagram, const core::PhaseDiagram* growth,
                  core::CriticalPoint p) {
  const auto number = [&](PhaseQuantity q) { return numberAt(diagram, q, p); };
  const double chi = number(PhaseQuantity::Chi1);
  QStringList lines{
      QStringLiteral("σw %1, σb %2").arg(p.sigmaW, 0, 'f', 2).arg(std::max(0.0, p.sigmaB), 0, 'f', 2)};
  if (!std::isfinite(chi)) {
    lines << PhaseView::tr("q grows without bound");
    return lines.join(QLatin1Char('\n'));
  }
  lines << PhaseView::tr("\u03c7\u2081 %1: %2")
               .arg(valueText(chi), phaseName(diagram.request.activation, chi > 1.0));
  const auto orNone = [&](PhaseQuantity q) {
    const double value = number(q);
    return std::isnan(value) ? PhaseView::tr("none") : valueText(value);
  };
  lines << QStringLiteral("q* %1, c* %2").arg(orNone(PhaseQuantity::QStar), orNone(PhaseQuantity::CStar));
  if (growth)
    lines << PhaseView::tr("measured growth %1").arg(valueText(numberAt(*growth, PhaseQuantity::Growth, p)));
  return lines.join(QLatin1Char('\n'));
}

}  // namespace

void PhaseView::paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const Frame f = frame(rect, theme);
  if (const core::PhaseDiagram* shown = coloured()) {
    const bool screen = target == PaintTarget::Screen;
    const QSize pixels = (f.area.size() * painter.device()->devicePixelRatioF()).toSize();
    if (m_picture.isNull() || !screen || m_picture.size() != pixels) {
      m_picture = fromPointToPoint(phasePicture(*shown, m_quantity, theme));
      // On screen pixel for pixel: a slider's every frame draws it again.
      if (screen) m_picture = m_picture.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    }
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(f.area, m_picture);
    painter.restore();
    if (!screen) m_picture = {};
    if (hasLegend(rect, theme)) paintLegend(painter, rect, f, theme);
  }
  if (m_diagram) paintCriticalLine(painter, f, theme);
  paintAxes(painter, f, theme);
  paintMarks(painter, f, theme);
  paintPins(painter, f, theme);
  if (target == PaintTarget::Screen && m_pointed && m_diagram && f.area.contains(*m_pointed))
    paintBubble(painter, *m_pointed + QPointF(4, 0),
                phaseText(*m_diagram, m_quantity == PhaseQuantity::Growth ? m_growth.get() : nullptr,
                          f.unmap(*m_pointed)),
                f.area, theme);
  painter.restore();
}

void PhaseView::paintAxes(QPainter& painter, const Frame& f, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  const bool focused = m_compact && hasFocus();
  painter.setPen(QPen(focused ? theme.accent : theme.border,
                      std::max(0.5, (focused ? 1.2 : 0.6) * theme.lineWidth * theme.scale)));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(f.area);
  if (m_compact)
    return paintSymbols(painter, f.area.bottomRight() + QPointF(-1.7 * unit, -0.6 * unit),
                        f.area.topLeft() + QPointF(0.5 * unit, unit), theme);
  painter.setFont(theme.font(0.92));
  painter.setPen(theme.mutedText);
  const QFontMetricsF metrics(painter.font());
  const auto ticks = [&](double length, double most) {
    return niceTicks(0.0, most, std::max(2, static_cast<int>(length / (3.0 * unit))), true);
  };
  for (const double w : ticks(f.area.width(), f.sigmaWMax)) {
    const QString label = tickLabel(w, 1.0);
    drawLabel(
        painter,
        f.map({w, 0.0}) + QPointF(-0.5 * labelWidth(painter.font(), label), metrics.ascent() + 0.3 * unit),
        label);
  }
  for (const double b : ticks(f.area.height(), f.sigmaBMax)) {
    const QString label = tickLabel(b, 1.0);
    drawLabel(
        painter,
        f.map({0.0, b}) + QPointF(-0.5 * unit - labelWidth(painter.font(), label), 0.35 * metrics.ascent()),
        label);
  }
  paintSymbols(painter, f.area.bottomRight() + QPointF(-1.9 * unit, metrics.ascent() + 0.3 * unit),
               f.area.topLeft() + QPointF(-2.2 * unit, 1.9 * unit), theme);
}

void PhaseView::paintSymbols(QPainter& painter, QPointF ofW, QPointF ofB, const Theme& theme) {
  painter.setPen(theme.text);
  const auto symbol = [&](QPointF at, const QString& letter) {
    painter.setFont(theme.mathFont(1.1));
    drawLabel(painter, at, QStringLiteral("\u03c3"));
    const double advance = labelWidth(painter.font(), QStringLiteral("\u03c3"));
    painter.setFont(theme.mathFont(0.8));
    drawLabel(painter, at + QPointF(advance, 0.25 * theme.typeSize * theme.scale), letter);
  };
  symbol(ofW, QStringLiteral("w"));
  symbol(ofB, QStringLiteral("b"));
}

void PhaseView::paintCriticalLine(QPainter& painter, const Frame& f, const Theme& theme) const {
  if (m_diagram->critical.size() < 2) return;
  QPainterPath path(f.map(m_diagram->critical.front()));
  for (std::size_t i = 1; i < m_diagram->critical.size(); ++i) path.lineTo(f.map(m_diagram->critical[i]));
  painter.save();
  painter.setClipRect(f.area, Qt::IntersectClip);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(
      QPen(theme.text, 1.3 * theme.lineWidth * theme.scale, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPath(path);
  painter.restore();
  const double unit = theme.typeSize * theme.scale;
  if (f.area.width() < 16 * unit || f.area.height() < 9 * unit) return;
  // The names of the two phases, each on its side of the line.
  painter.setFont(theme.font(0.92));
  painter.setPen(theme.text);
  const bool low = std::any_of(pins().begin(), pins().end(), [&](const Pin& pin) {
    return pin.subject.setting.sigmaB < 0.3 * f.sigmaBMax;
  });  // whose discs would lie on them
  const double y = f.area.bottom() - (m_compact || low ? 0.45 : 0.12) * f.area.height();
  const double sigmaB = f.unmap({f.area.left(), y}).sigmaB;
  const auto above = std::find_if(m_diagram->critical.begin(), m_diagram->critical.end(),
                                  [&](const core::CriticalPoint& p) { return p.sigmaB >= sigmaB; });
  if (above == m_diagram->critical.end()) return;
  const double x = f.map(*above).x();
  const QString ordered = phaseName(m_diagram->request.activation, false);
  const double wide = labelWidth(painter.font(), ordered);
  if (x - wide - unit > f.area.left()) drawLabel(painter, QPointF(x - wide - unit, y), ordered);
  if (x + 5.0 * unit < f.area.right())
    drawLabel(painter, QPointF(x + unit, y), phaseName(m_diagram->request.activation, true));
}

void PhaseView::paintLegend(QPainter& painter, const QRectF& rect, const Frame& f, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  const PhaseScale scale = phaseScale(*coloured(), m_quantity);
  const QRectF room(f.area.right() + 1.2 * unit, f.area.top(), rect.right() - f.area.right() - 0.7 * unit,
                    f.area.height());
  paintColourBar(painter, room, symbolOf(m_quantity), theme, [&](double place) {
    const double value = scale.value(place);
    return ColourBarStep{phaseColour(scale, value, theme), value};
  });
}

/// A dot where each was drawn from, and its disc beside it; a ring where its activation is another one, of
/// which this is not the diagram.
void PhaseView::paintPins(QPainter& painter, const Frame& f, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  const double tag = pinTagSize(theme);
  std::vector<QPointF> placed;
  for (const Pin& pin : pins()) {
    const core::Setting& setting = pin.subject.setting;
    const QPointF at = f.map({setting.sigmaW, setting.sigmaB});
    if (pin.subject.loaded || !f.area.adjusted(-1, -1, 1, 1).contains(at)) continue;
    const bool toTheLeft = at.x() + 1.7 * tag > f.area.right();
    const bool below = at.y() - 1.5 * tag < f.area.top();
    QPointF centre = at + QPointF(toTheLeft ? -0.8 * tag : 0.8 * tag, below ? 0.8 * tag : -0.8 * tag);
    while (std::any_of(placed.begin(), placed.end(), [&](const QPointF& other) {
      return std::hypot(other.x() - centre.x(), other.y() - centre.y()) < 0.95 * tag;
    }))
      centre.ry() += (below ? 1.05 : -1.05) * tag;  // above each other where the dots are the same
    placed.push_back(centre);
    painter.setPen(QPen(theme.card, 0.08 * unit));
    painter.setBrush(pinColour(pin, theme));
    painter.drawEllipse(at, 0.26 * unit, 0.26 * unit);
    paintPinTag(painter, centre, pin, theme,
                m_snapshot && setting.activation == m_snapshot->subject.setting.activation);
  }
}

void PhaseView::paintMarks(QPainter& painter, const Frame& f, const Theme& theme) const {
  if (!m_snapshot || m_snapshot->subject.loaded) return;
  const QPointF at = f.map(cursor());
  if (!f.area.adjusted(-1, -1, 1, 1).contains(at)) return;
  painter.setPen(QPen(theme.text, 0.5 * theme.lineWidth * theme.scale, Qt::DotLine));
  painter.drawLine(QPointF(at.x(), f.area.top()), QPointF(at.x(), f.area.bottom()));
  painter.drawLine(QPointF(f.area.left(), at.y()), QPointF(f.area.right(), at.y()));
  paintFocusRing(painter, at, theme);
}

}  // namespace arcscope::ui
