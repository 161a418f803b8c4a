#include "ui/plots/length_view.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "ui/plots/axis_ticks.h"
#include "ui/plots/comparison_series.h"
#include "ui/plots/label.h"
#include "ui/plots/pin_look.h"
#include "ui/plots/view_badges.h"

namespace arcscope::ui {

LengthView::LengthView(QWidget* parent) : PlotView(parent) {
  setObjectName(QStringLiteral("lengthView"));
  setAccessibleName(tr("Length against layer"));
}

QVector<Badge> LengthView::badges() const {
  if (!m_snapshot) return {};
  QVector<Badge> badges{samplingBadge(*m_snapshot)};
  badges += noticeBadges(*m_snapshot, {core::Notice::Kind::PieceLimit, core::Notice::Kind::Overflow,
                                       core::Notice::Kind::NonPositive});
  const bool said =
      std::any_of(m_snapshot->notices.begin(), m_snapshot->notices.end(), [](const core::Notice& n) {
        return n.kind == core::Notice::Kind::Overflow || n.kind == core::Notice::Kind::NonPositive;
      });
  if (!said) badges += omissionBadge();
  return badges + drawsBadge();
}

PlotContent LengthView::content(const core::Snapshot& snapshot) const {
  PlotSeries series{.name = {}, .points = {}, .layers = {}, .dots = true};
  const std::vector<double>& length = snapshot.measures.length;
  for (std::size_t d = 0; d < length.size(); ++d) {
    series.points.append(QPointF(static_cast<double>(d), length[d]));
    series.layers.append(static_cast<int>(d));
  }
  PlotContent content;
  if (const core::EnsembleResult* draws = ensemble()) {
    content.bands.append(ensembleBand(*draws, core::Measure::Length, tr("%1 draws, 5–95 %").arg(draws->draws),
                                      PlotColour::Accent));
    content.series.append(ensembleMean(*draws, core::Measure::Length, PlotColour::Accent));
    content.series.back().name = tr("mean of the draws");
  }
  if (const core::TheoryLines* lines = theory()) {
    const auto add = [&](bool wanted, const QString& name, const core::TheoryCurve& curve, PlotColour colour,
                         Qt::PenStyle style) {
      if (wanted && curve) content.series.append(theorySeries(name, curve, 0, colour, style));
    };
    add(choice().scaling, tr("[R17] scaling, O(\u00b7)"), lines->scaling, PlotColour::Muted, Qt::DotLine);
    add(choice().meanField, tr("infinite width"), lines->meanField, PlotColour::Third, Qt::DashLine);
    add(choice().finiteWidth, tr("exact mean"), lines->finiteWidth, PlotColour::Second, Qt::DashLine);
  }
  addGhosts(content, comparison(), snapshot.subject.setting,
            [](const Pin& pin) { return againstLayer(pin.snapshot->measures.length, 0); });
  if (!content.series.isEmpty()) nameThisNetwork(series, comparison(), snapshot.subject.setting);
  content.series.append(std::move(series));
  content.xTitle = tr("layer");
  content.yTitle = tr("length of the image");
  content.logY = true;
  content.wholeX = true;
  content.zeroX = true;
  return content;
}

DataTable LengthView::numbers() const {
  DataTable table{{QStringLiteral("layer"), QStringLiteral("length"), QStringLiteral("relative_error"),
                   QStringLiteral("growth")},
                  {}};
  if (!m_snapshot) return table;
  const core::CurveMeasures& m = m_snapshot->measures;
  for (std::size_t d = 0; d < m.length.size(); ++d)
    table.rows.append({static_cast<double>(d), m.length[d],
                       d < m.lengthError.size() ? m.lengthError[d] : qQNaN(),
                       d > 0 && d <= m.growth.size() ? m.growth[d - 1] : qQNaN()});
  if (const core::TheoryLines* lines = theory()) {
    addColumn(table, 0, QStringLiteral("finite_width"), lines->finiteWidth.values, 0);
    addColumn(table, 0, QStringLiteral("mean_field"), lines->meanField.values, 0);
    addColumn(table, 0, QStringLiteral("r17_scaling"), lines->scaling.values, 0);
  }
  addColumns(table, 0, ensemble(), core::Measure::Length);
  addGhostColumns(
      table, 0, QStringLiteral("length"), pins(),
      [](const Pin& pin) { return pin.snapshot->measures.length; }, 0);
  return table;
}

double LengthView::growthHeight(const QRectF& rect, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  return rect.height() < 14.0 * unit ? 0.0 : std::min(0.24 * rect.height(), 5.0 * unit);
}

void LengthView::paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const {
  if (!m_snapshot) return;
  const double strip = growthHeight(rect, theme);
  if (strip > 0.0) paintGrowth(painter, rect.adjusted(0, rect.height() - strip, 0, 0), theme, target);
  PlotView::paint(painter, rect.adjusted(0, 0, 0, -strip), theme, target);
}

void LengthView::paintGrowth(QPainter& painter, const QRectF& strip, const Theme& theme,
                             PaintTarget target) const {
  const std::vector<double>& growth = m_snapshot->measures.growth;
  double farthest = 0.05;
  for (double g : growth)
    if (std::isfinite(g)) farthest = std::max(farthest, std::abs(g - 1.0));
  const double unit = theme.typeSize * theme.scale;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(theme.font(0.92));
  const QFontMetricsF metrics(painter.font());
  const QRectF area = m_plot.areaFor(strip, theme);
  const double top = strip.top() + metrics.height() + 0.3 * unit;
  const double bottom = strip.bottom() - 0.2 * unit;
  const bool shrinks = std::any_of(growth.begin(), growth.end(), [](double g) { return g < 1.0 - 0.02; });
  const bool grows = std::any_of(growth.begin(), growth.end(), [](double g) { return g > 1.0 + 0.02; });
  const double one = !shrinks ? bottom
                     : !grows ? top + 0.5 * metrics.ascent()  // its label stands below the title
                              : 0.5 * (top + bottom);
  const double scale = (shrinks ? bottom - one : one - top) / farthest;
  painter.setPen(theme.mutedText);
  drawLabel(painter, QPointF(strip.left() + 0.1 * unit, strip.top() + metrics.ascent()),
            tr("growth per layer"));
  const double layerWidth = area.width() / std::max<double>(1.0, static_cast<double>(growth.size()));
  const double bar = std::clamp(0.45 * layerWidth, 1.0, 0.9 * unit);
  for (std::size_t i = 0; i < growth.size(); ++i) {
    if (!std::isfinite(growth[i])) continue;
    const int layer = static_cast<int>(i) + 1;
    const double x = area.left() + m_plot.xFraction(layer) * area.width();
    const bool lit = target == PaintTarget::Screen && m_focus &&
                     (m_focus->hoveredLayer() == layer || m_focus->layer() == layer);
    QColor colour = theme.accent;
    colour.setAlphaF(lit ? 1.0F : 0.45F);
    const double height = std::max(0.5, std::abs(growth[i] - 1.0) * scale);
    const double left = std::clamp(x - 0.5 * bar, area.left(), std::max(area.left(), strip.right() - bar));
    painter.fillRect(QRectF(left, growth[i] >= 1.0 ? one - height : one, bar, height), colour);
  }
  painter.setPen(QPen(theme.border, std::max(0.5, 0.6 * theme.lineWidth * theme.scale)));
  painter.drawLine(QPointF(area.left(), one), QPointF(area.right(), one));
  painter.setPen(theme.mutedText);
  const QString label = QStringLiteral("× 1");
  drawLabel(painter,
            QPointF(std::max(strip.left(), area.left() - 0.6 * unit - labelWidth(painter.font(), label)),
                    std::min(one + 0.35 * metrics.ascent(), strip.bottom() - metrics.descent())),
            label);
  paintGrowthReadout(painter, strip, theme, target);
  painter.restore();
}

void LengthView::paintGrowthReadout(QPainter& painter, const QRectF& strip, const Theme& theme,
                                    PaintTarget target) const {
  const std::vector<double>& growth = m_snapshot->measures.growth;
  const std::vector<double>& length = m_snapshot->measures.length;
  const QFontMetricsF metrics(painter.font());
  QString text;
  const int lit =
      target == PaintTarget::Screen && m_focus && m_focus->hoveredLayer() > 0 ? m_focus->hoveredLayer() : 0;
  if (lit > 0 && static_cast<std::size_t>(lit) <= growth.size()) {
    text = tr("layer %1: × %2").arg(lit).arg(growth[static_cast<std::size_t>(lit - 1)], 0, 'f', 3);
  } else if (!growth.empty() && length.front() > 0.0 && length.back() > 0.0) {
    const double mean = std::pow(length.back() / length.front(), 1.0 / static_cast<double>(growth.size()));
    if (std::isfinite(mean)) text = tr("mean × %1").arg(mean, 0, 'f', 3);
  }
  painter.setPen(theme.text);
  drawLabel(painter,
            QPointF(strip.right() - 0.4 * theme.typeSize * theme.scale - labelWidth(painter.font(), text),
                    strip.top() + metrics.ascent()),
            text);
}

}  // namespace arcscope::ui
