#include <QFontMetricsF>
#include <algorithm>
#include <vector>

#include "ui/plots/label.h"
#include "ui/plots/plot.h"
#include "ui/plots/plot_chart.h"

namespace arcscope::ui {

namespace {

/// A series or a band.
struct LegendEntry {
  const PlotSeries* series = nullptr;
  const PlotBand* band = nullptr;
  double key = 0.0;    ///< width of the mark before the name, in type sizes
  QString name{};      ///< as it is written
  double width = 0.0;  ///< with its mark and the gap before it

  [[nodiscard]] QColor colour(const Theme& theme) const {
    return series ? colourOf(*series, theme) : colourOf(band->colour, theme);
  }
};

using LegendRow = std::vector<LegendEntry>;

/// A dashed line shows two of its dashes.
double keyOf(const PlotSeries& series, const Theme& theme) {
  if (!series.line || series.dots) return 0.6;
  if (series.style == Qt::SolidLine) return 1.1;
  const double pen = linePen(series, Qt::black, theme).widthF() / (theme.typeSize * theme.scale);
  return std::clamp(10.5 * pen, 1.7, 4.0);
}

/// From row to row beside and below the title of y.
std::vector<LegendRow> legendRows(const PlotContent& content, double width, const Theme& theme,
                                  bool shortNames) {
  const double unit = theme.typeSize * theme.scale;
  const QFont font = theme.font(0.92);
  std::vector<LegendRow> rows;
  double room = width - labelWidth(font, content.yTitle) - 1.5 * unit;
  const auto add = [&](LegendEntry entry) {
    const QString& full = entry.series ? entry.series->name : entry.band->name;
    if (full.isEmpty()) return;
    const bool isShort = shortNames && entry.series && !entry.series->shortName.isEmpty();
    const double around = (entry.key + 0.35 + 1.1) * unit;
    entry.name = elidedLabel(font, isShort ? entry.series->shortName : full, width - around);
    entry.width = labelWidth(font, entry.name) + around;
    if (rows.empty() || entry.width > room) {
      if (!rows.empty() || entry.width > room) room = width - 0.5 * unit;
      // The first row stands beside the title: it stays empty where not even one entry fits there.
      if (rows.empty() && entry.width > width - labelWidth(font, content.yTitle) - 1.5 * unit)
        rows.emplace_back();
      rows.emplace_back();
    }
    room -= entry.width;
    rows.back().push_back(entry);
  };
  const auto addSeries = [&](bool pinned) {
    for (const PlotSeries& series : content.series)
      if (series.shortName.isEmpty() != pinned) add({.series = &series, .key = keyOf(series, theme)});
  };
  addSeries(false);
  for (const PlotBand& band : content.bands) add({.band = &band, .key = 1.1});
  addSeries(true);  // pinned states together, behind what is on view
  return rows;
}

}  // namespace

bool Plot::hasShortLegend(const QRectF& rect, const Theme& theme) const {
  constexpr double most = 0.3;  // of the height
  const auto rows = legendRows(m_content, rect.width(), theme, false).size();
  return rows > 1 &&
         static_cast<double>(rows) * QFontMetricsF(theme.font(0.92)).height() > most * rect.height();
}

int Plot::headLines(const QRectF& rect, const Theme& theme) const {
  const auto rows = legendRows(m_content, rect.width(), theme, hasShortLegend(rect, theme));
  return std::max(1, static_cast<int>(rows.size()));
}

void Plot::paintLegend(QPainter& painter, const QRectF& rect, const QRectF& area, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  painter.setFont(theme.font(0.92));
  const QFontMetricsF metrics(painter.font());
  double baseline = rect.top() + metrics.ascent();
  for (const LegendRow& row : legendRows(m_content, rect.width(), theme, hasShortLegend(rect, theme))) {
    double right = area.right() + 0.4 * unit;
    for (auto entry = row.rbegin(); entry != row.rend(); ++entry) {
      const QColor colour = entry->colour(theme);
      const double left = right - entry->width + 1.1 * unit;
      const double key = entry->key * unit;
      const double middle = baseline - 0.35 * metrics.ascent();
      painter.setPen(colour);
      drawLabel(painter, QPointF(left + key + 0.35 * unit, baseline), entry->name);
      if (entry->band) {
        QColor fill = colour;
        fill.setAlphaF(static_cast<float>(std::min(1.0, 1.6 * entry->band->strength)));
        painter.fillRect(QRectF(left, middle - 0.3 * unit, key, 0.6 * unit), fill);
      } else if (entry->series->dots) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(QPointF(left + 0.5 * key, middle), 0.27 * unit, 0.27 * unit);
      } else {
        painter.setPen(linePen(*entry->series, colour, theme));
        painter.drawLine(QPointF(left, middle), QPointF(left + key, middle));
      }
      painter.setBrush(Qt::NoBrush);
      right -= entry->width;
    }
    baseline += metrics.height();
  }
}

}  // namespace arcscope::ui
