#include "ui/plots/region_facts.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLinearGradient>
#include <algorithm>
#include <cmath>

#include "core/theory/bounds.h"
#include "core/trajectory/curve.h"
#include "ui/plots/axis_ticks.h"
#include "ui/plots/class_colours.h"

namespace arcscope::ui {
namespace {

constexpr int mostRows = 8;      // of layers in the legend
constexpr int mostLetters = 16;  // of a pattern that is written out

struct FactText {
  Q_DECLARE_TR_FUNCTIONS(Regions)
};

std::vector<int> widthsOf(const RegionMap& map, int layers) {
  std::vector<int> widths;
  for (int d = 1; d <= layers; ++d) widths.push_back(map.regions.level(d).width);
  return widths;
}

QString countOfPower(double log10) {
  if (log10 < 7.0) return countText(std::round(std::pow(10.0, log10)));
  return valueText(std::pow(10.0, std::min(log10, 300.0)));
}

/// The ceiling of Theorem 1 on the patterns of layers 1..layers over a plane.
QString ceilingText(const RegionMap& map, int layers) {
  const std::vector<int> widths = widthsOf(map, layers);
  return countOfPower(core::log10PatternCeiling(map.regions.activation(), widths, 2));
}

double regionsPerNeuron(const RegionMap& map, int layers) {
  double neurons = 0.0;
  for (const int width : widthsOf(map, layers)) neurons += width;
  return map.regions.count(layers) / neurons;
}

std::optional<double> distanceToBoundary(const RegionMap& map, int layers,
                                         std::optional<core::PlanePoint> point) {
  if (!point) return std::nullopt;
  const auto region = map.regions.regionAt(layers, *point);
  if (!region) return std::nullopt;
  const auto nearest = map.regions.nearestBoundary(layers, *region, *point);
  return nearest.edge < 0 ? std::nullopt : std::optional(nearest.distance);
}

bool contains(const core::PlaneRegions& regions, int d, std::int32_t region, core::PlanePoint point) {
  const core::PlanePoint p = regions.rectangle().toUnit(point);
  const auto polygon = regions.level(d).polygon(region);
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const core::PlanePoint a = regions.unitVertex(polygon[i].vertex);
    const core::PlanePoint b = regions.unitVertex(polygon[i + 1 < polygon.size() ? i + 1 : 0].vertex);
    if ((b.a - a.a) * (p.b - a.b) - (b.b - a.b) * (p.a - a.a) < 0.0) return false;
  }
  return true;
}

}  // namespace

QString layersText(int layers) {
  return layers <= 1 ? QStringLiteral("1") : QStringLiteral("1\u2013%1").arg(layers);
}

QStringList regionFacts(const RegionMap& map, int layers, std::optional<core::PlanePoint> point) {
  const int lines =
      static_cast<int>(core::thresholds(map.regions.activation()).size()) * map.regions.level(1).width;
  QStringList facts{
      FactText::tr("%1 linear regions of layers %2 in this rectangle.")
          .arg(countText(map.regions.count(layers)), layersText(layers)),
      FactText::tr("Theorem 1 allows %1 of them in the whole plane, one layer alone %2.")
          .arg(ceilingText(map, layers), countText(static_cast<double>(core::regionsOfLayerInPlane(lines)))),
      FactText::tr("%1 regions a neuron.").arg(valueText(regionsPerNeuron(map, layers)))};
  if (const auto distance = distanceToBoundary(map, layers, point))
    facts
        << FactText::tr("Distance from the shared t to the nearest boundary: %1.").arg(valueText(*distance));
  return facts;
}

QString regionText(const RegionMap& map, int layers, std::int32_t region, int most) {
  QStringList lines;
  const core::PlaneRegions& regions = map.regions;
  const int first = std::max(1, layers - most + 1);
  if (first > 1) lines << QStringLiteral("\u2026");
  for (int d = first; d <= layers; ++d) {
    const std::string pattern = regions.pattern(layers, region, d);
    const auto width = static_cast<int>(pattern.size());
    QString letters = QString::fromStdString(pattern.substr(0, mostLetters));
    letters.replace(QLatin1Char('-'), QChar(0x2212));
    QString line = FactText::tr("layer %1  %2").arg(d).arg(letters);
    if (width > mostLetters) {
      const auto count = [&](char letter) { return std::count(pattern.begin(), pattern.end(), letter); };
      line += regions.activation() == core::Activation::HardTanh
                  ? FactText::tr("…  %1 at −1, %2 at +1 of %3").arg(count('-')).arg(count('+')).arg(width)
                  : FactText::tr("\u2026  %1 of %2").arg(count('1')).arg(width);
    }
    lines << line;
  }
  lines << FactText::tr("area %1").arg(valueText(regions.area(layers, region)));
  if (!regions.readout().empty() && layers == map.layers()) {
    const core::PlanePoint g = regions.readoutGradient(region);
    lines.back() += FactText::tr(", slope %1").arg(valueText(std::hypot(g.a, g.b)));
  }
  return lines.join(QLatin1Char('\n'));
}

std::vector<TimeStretch> stretchesInRegion(const RegionMap& map, int layers, std::int32_t region,
                                           double tBegin, double tEnd) {
  std::vector<TimeStretch> stretches;
  if (!map.crossingsKnown) return stretches;
  const core::Curve curve = core::curveOf(map.request.subject.setting);
  double from = tBegin;
  const auto piece = [&](double to) {
    if (to > from && contains(map.regions, layers, region, curve.at(0.5 * (from + to)))) {
      if (!stretches.empty() && stretches.back().end == from)
        stretches.back().end = to;
      else
        stretches.push_back({from, to});
    }
    from = std::max(from, to);
  };
  for (const core::Crossing& crossing : map.crossings)
    if (crossing.layer <= layers && crossing.t > from && crossing.t < tEnd) piece(crossing.t);
  piece(tEnd);
  return stretches;
}

DataTable regionNumbers(const RegionMap& map) {
  DataTable table{
      {QStringLiteral("region"), QStringLiteral("area"), QStringLiteral("a"), QStringLiteral("b")}, {}};
  const int layers = map.layers();
  if (layers < 1) return table;
  const bool slopes = !map.regions.readout().empty();
  if (slopes) table.columns << QStringLiteral("slope_a") << QStringLiteral("slope_b");
  for (std::int32_t r = 0; r < map.regions.count(layers); ++r) {
    const core::PlanePoint at = map.regions.centroid(layers, r);
    table.rows.append({static_cast<double>(r), map.regions.area(layers, r), at.a, at.b});
    if (!slopes) continue;
    const core::PlanePoint slope = map.regions.readoutGradient(r);
    table.rows.back() << slope.a << slope.b;
  }
  return table;
}

void paintRegionLegend(QPainter& painter, const QRectF& rect, const Theme& theme, const RegionMap& map,
                       const RegionLook& look, const RegionFills& fills,
                       std::optional<core::PlanePoint> point) {
  const double unit = theme.typeSize * theme.scale;
  const double row = 1.65 * unit;
  painter.save();
  const QFont plain = theme.font(0.92);
  const QFont strong = theme.font(0.92, QFont::DemiBold);
  QRectF line(rect.left(), rect.top(), rect.width(), row);
  const double swatch = 1.6 * unit;
  const double middle = rect.left() + 0.62 * rect.width();
  const auto cells = [&](const QString& left, const QString& centre, const QString& right) {
    painter.drawText(line.adjusted(swatch + 0.5 * unit, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, left);
    painter.drawText(QRectF(line.left(), line.top(), middle - line.left(), row),
                     Qt::AlignRight | Qt::AlignVCenter, centre);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, right);
  };
  painter.setFont(plain);
  painter.setPen(theme.mutedText);
  if (map.exact())
    cells(FactText::tr("layers"), FactText::tr("regions"), FactText::tr("at most"));
  else
    cells(FactText::tr("h = 0 of the neurons"), QString(), QString());
  line.translate(0, row);
  const int first = std::max(1, look.layers - mostRows + 1);
  for (int d = first; d <= look.layers; ++d) {
    painter.setPen(QPen(layerColour(theme, d), (d == 1 ? 2.0 : 1.5) * theme.lineWidth * theme.scale));
    painter.drawLine(QPointF(line.left(), line.center().y()),
                     QPointF(line.left() + swatch, line.center().y()));
    painter.setFont(d == look.layers && map.exact() ? strong : plain);
    painter.setPen(theme.text);
    if (!map.exact()) {
      cells(FactText::tr("layer %1").arg(d), QString(), QString());
      line.translate(0, row);
      continue;
    }
    cells(layersText(d), countText(map.regions.count(d)), QString());
    painter.setFont(plain);
    painter.setPen(theme.mutedText);
    cells(QString(), QString(), ceilingText(map, d));
    line.translate(0, row);
  }
  if (!map.exact()) return painter.restore();
  const auto fact = [&](const QString& name, const QString& value) {
    if (line.bottom() > rect.bottom()) return;
    painter.setPen(theme.mutedText);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, name);
    painter.setPen(theme.text);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, value);
    line.translate(0, row);
  };
  line.translate(0, 0.6 * row);
  painter.setFont(plain);
  fact(FactText::tr("regions a neuron"), valueText(regionsPerNeuron(map, look.layers)));
  if (const auto distance = distanceToBoundary(map, look.layers, point))
    fact(FactText::tr("nearest boundary to t"), valueText(*distance));
  if (look.fill == RegionFill::Class && !fills.colours.empty()) {
    line.translate(0, 0.6 * row);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int label = 0; label < map.classes.classes && line.bottom() <= rect.bottom(); ++label) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(classColour(theme, label, map.classes.classes));
      painter.drawEllipse(QPointF(line.left() + 0.4 * swatch, line.center().y()), 0.36 * unit, 0.36 * unit);
      painter.setPen(theme.text);
      painter.drawText(line.adjusted(swatch, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                       FactText::tr("class %1").arg(label));
      line.translate(0, row);
    }
  }
  const bool scaled = !fills.colours.empty() && fills.high > fills.low;
  if (scaled && line.bottom() + 2.0 * row < rect.bottom()) {
    line.translate(0, 0.6 * row);
    const bool area = look.fill == RegionFill::Area;
    painter.setPen(theme.mutedText);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     area ? FactText::tr("area of a region") : FactText::tr("slope of the read-out"));
    line.translate(0, row);
    const QRectF bar(line.left(), line.top() + 0.2 * row, line.width(), 0.5 * row);
    constexpr int steps = 24;
    for (int i = 0; i < steps; ++i)
      painter.fillRect(
          QRectF(bar.left() + bar.width() * i / steps, bar.top(), bar.width() / steps + 0.5, bar.height()),
          QColor::fromRgb(scaleColour(theme, (i + 0.5) / steps)));
    line.translate(0, 0.8 * row);
    const auto valueOf = [&](double v) { return valueText(area ? std::pow(10.0, v) : v); };
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, valueOf(fills.low));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, valueOf(fills.high));
  }
  painter.restore();
}

}  // namespace arcscope::ui
