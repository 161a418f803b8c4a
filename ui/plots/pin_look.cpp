#include "ui/plots/pin_look.h"

#include <QFontMetricsF>
#include <algorithm>
#include <array>

#include "ui/plots/comparison_series.h"
#include "ui/plots/label.h"
#include "ui/plots/plot_chart.h"

namespace arcscope::ui {
namespace {

constexpr std::array pinStyles{Qt::SolidLine, Qt::DashDotLine, Qt::DashDotDotLine, Qt::DotLine};
static_assert(pinStyles.size() == mostPins);

/// Its look, without points and name.
PlotSeries ghostOf(const Pin& pin) {
  PlotSeries series{.name = {}, .points = {}, .layers = {}};
  series.colour = static_cast<PlotColour>(static_cast<int>(PlotColour::Pin0) + pin.slot);
  series.style = pinStyles[static_cast<std::size_t>(pin.slot)];
  series.weight = 0.9;
  return series;
}

QColor blend(const QColor& from, const QColor& to, double amount) {
  const auto mix = [&](int a, int b) { return qRound(a + amount * (b - a)); };
  return {mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue())};
}

}  // namespace

QColor pinColour(const Pin& pin, const Theme& theme) {
  return colourOf(ghostOf(pin), theme);
}

QPen pinPen(const Pin& pin, const Theme& theme) {
  return linePen(ghostOf(pin), pinColour(pin, theme), theme);
}

QColor pinGround(const Pin& pin, const Theme& theme) {
  return blend(theme.card, pinColour(pin, theme), 0.06);
}

void addGhosts(PlotContent& content, const Comparison* comparison, const core::Setting& reference,
               const GhostPoints& pointsOf, const GhostLook& look) {
  if (comparison == nullptr) return;
  for (const Pin& pin : comparison->pins()) {
    if (!pin.snapshot) continue;
    PlotSeries ghost = ghostOf(pin);
    ghost.points = pointsOf(pin);
    if (ghost.points.isEmpty()) continue;
    if (look.named && comparison->pinsNamed()) {
      ghost.name = labelOf(pin, reference);
      ghost.shortName = shortName(pin);
    }
    ghost.line = !look.dots;
    ghost.dots = look.dots;
    ghost.strength = look.strength;
    content.series.append(std::move(ghost));
  }
}

void nameThisNetwork(PlotSeries& series, const Comparison* comparison, const core::Setting& setting) {
  series.name = series.shortName = thisNetworkLabel(setting, {});
  if (comparison != nullptr && comparison->pinsNamed())
    series.name = thisNetworkLabel(setting, comparison->pins());
}

QVector<QPointF> againstLayer(const std::vector<double>& values, int first) {
  QVector<QPointF> points;
  for (const double value : values) points.append(QPointF(static_cast<double>(first++), value));
  return points;
}

void addGhostColumns(DataTable& table, int firstRow, const QString& name, const std::vector<Pin>& pins,
                     const std::function<std::vector<double>(const Pin&)>& valuesOf, int firstLayer) {
  for (const Pin& pin : pins)
    if (pin.snapshot)
      addColumn(table, firstRow, name + QLatin1Char(' ') + pin.name, valuesOf(pin), firstLayer);
}

double pinTagSize(const Theme& theme) {
  return 1.35 * theme.typeSize * theme.scale;
}

void paintPinTag(QPainter& painter, QPointF centre, const Pin& pin, const Theme& theme, bool filled,
                 double share) {
  const QColor colour = pinColour(pin, theme);
  const double radius = 0.5 * share * pinTagSize(theme);
  painter.save();
  painter.setPen(QPen(filled ? theme.card : colour, 0.1 * radius * 2.0));
  painter.setBrush(filled ? colour : theme.card);
  painter.drawEllipse(centre, radius, radius);
  painter.setPen(filled ? theme.card : colour);
  painter.setFont(theme.font(0.85 * share, QFont::DemiBold));
  drawLabel(painter, QRectF(centre.x() - radius, centre.y() - radius, 2.0 * radius, 2.0 * radius),
            Qt::AlignHCenter, pin.name.left(1).toUpper());
  painter.restore();
}

PinLegend::PinLegend(const std::vector<Pin>& pins, const core::Setting& reference, Key key)
    : m_pins(pins), m_key(key) {
  for (const Pin& pin : pins) {
    QString name = labelOf(pin, reference);
    if (key == Key::Tag && pin.name.size() == 1) name = name.mid(3);  // the tag says it
    m_names << name;
  }
  if (!pins.empty()) m_names << thisNetworkLabel(reference, pins);
}

double PinLegend::keyWidth(const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  return (m_key == Key::Line ? 2.3 * unit : pinTagSize(theme)) + 0.45 * unit;
}

int PinLegend::columns(double width, const Theme& theme) const {
  double widest = 0.0;
  for (const QString& name : m_names) widest = std::max(widest, labelWidth(theme.font(0.92), name));
  const int fitting =
      static_cast<int>(width / (widest + keyWidth(theme) + 1.2 * theme.typeSize * theme.scale));
  const int count = static_cast<int>(m_names.size());
  const int most = std::clamp(fitting, 1, std::max(1, count));
  const int rows = (count + most - 1) / most;
  return rows == 0 ? 1 : (count + rows - 1) / rows;  // 2 x 2 rather than 3 + 1
}

double PinLegend::height(double width, const Theme& theme) const {
  const int count = static_cast<int>(m_names.size());
  const int each = columns(width, theme);
  return (count + each - 1) / each * 1.5 * theme.typeSize * theme.scale;
}

void PinLegend::paint(QPainter& painter, const QRectF& rect, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  const int each = columns(rect.width(), theme);
  const double column = rect.width() / each;
  const double row = 1.5 * unit;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  for (int at = 0; at < static_cast<int>(m_names.size()); ++at) {
    const auto i = static_cast<std::size_t>(at);
    const QRectF box(rect.left() + column * (at % each), rect.top() + row * (at / each), column - unit, row);
    const double middle = box.center().y();
    if (i == m_pins.size()) {  // it has no key: it is in the colours of t
      painter.setFont(theme.font(0.92));
      painter.setPen(theme.text);
      drawLabel(painter, box, Qt::AlignLeft, elidedLabel(painter.font(), m_names[at], box.width()));
      break;
    }
    if (m_key == Key::Tag) {
      paintPinTag(painter, QPointF(box.left() + 0.5 * pinTagSize(theme), middle), m_pins[i], theme);
    } else {
      painter.setPen(pinPen(m_pins[i], theme));
      painter.drawLine(QPointF(box.left(), middle), QPointF(box.left() + 2.3 * unit, middle));
    }
    painter.setFont(theme.font(0.92));
    painter.setPen(pinColour(m_pins[i], theme));
    const QRectF text = box.adjusted(keyWidth(theme), 0.0, 0.0, 0.0);
    drawLabel(painter, text, Qt::AlignLeft, elidedLabel(painter.font(), m_names[at], text.width()));
  }
  painter.restore();
}

}  // namespace arcscope::ui
