#include "ui/plots/dichotomies_view.h"

#include <QKeyEvent>
#include <algorithm>
#include <cmath>

#include "core/support/text.h"
#include "ui/plots/axis_ticks.h"
#include "ui/plots/bubble.h"
#include "ui/plots/transitions_length_view.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

/// The factor that a layer more brings, by least squares through what is well below the ceiling; NaN where
/// that is less than three points.
double growthOf(const core::Dichotomies& known) {
  QVector<QPointF> points;
  for (const core::MovedLayer& layer : known.layers)
    if (layer.mean() < 0.5 * known.ceiling()) points.append(QPointF(layer.above, std::log(layer.mean())));
  const std::optional<FittedLine> line = fitLine(points);
  return line && points.size() > 2 ? std::exp(line->slope) : qQNaN();
}

std::int64_t samplesOf(const core::MovedLayer& layer) {
  std::int64_t most = 0;
  for (const core::LabelingCount& draw : layer.draws) most = std::max(most, draw.samples);
  return most;
}

}  // namespace

DichotomiesView::DichotomiesView(QWidget* parent) : PlotView(parent) {
  setObjectName(QStringLiteral("dichotomiesView"));
  setAccessibleName(tr("Labelings against the layers above the one that moves"));
}

core::DichotomyRequest DichotomiesView::request() const {
  return {.subject = m_snapshot->subject, .inputs = m_inputs, .draws = m_draws};
}

core::DichotomiesPtr DichotomiesView::known() const {
  return m_snapshot && m_known && core::sameQuestion(m_known->request, request()) ? m_known : nullptr;
}

void DichotomiesView::setSnapshot(SnapshotPtr snapshot) {
  PlotView::setSnapshot(std::move(snapshot));
  if (m_snapshot && isVisible()) Q_EMIT countRequested(request());
}

void DichotomiesView::setKnown(const core::DichotomiesPtr& known, std::optional<double> secondsLeft) {
  m_known = known;
  m_secondsLeft = secondsLeft;
  rebuild();
  Q_EMIT badgesChanged();
}

void DichotomiesView::setInputs(int inputs) {
  inputs = std::clamp(inputs, core::leastDichotomyInputs, core::mostDichotomyInputs);
  if (inputs == m_inputs) return;
  m_inputs = inputs;
  choiceMade();
}

void DichotomiesView::setDraws(int draws) {
  draws = std::clamp(draws, 1, core::mostDichotomyDraws);
  if (draws == m_draws) return;
  m_draws = draws;
  choiceMade();
}

void DichotomiesView::choiceMade() {
  rebuild();
  Q_EMIT choiceChanged();
  if (m_snapshot && isVisible()) Q_EMIT countRequested(request());
}

void DichotomiesView::showEvent(QShowEvent* event) {
  PlotView::showEvent(event);
  if (m_snapshot) Q_EMIT countRequested(request());
}

void DichotomiesView::hideEvent(QHideEvent* event) {
  Q_EMIT countNotWanted();
  PlotView::hideEvent(event);
}

QVector<Badge> DichotomiesView::badges() const {
  if (!m_snapshot) return {};
  if (const auto wrong = core::validate(request()))
    return {{tr("too large"), coreText(wrong->message), true}};
  const core::DichotomiesPtr known = this->known();
  QVector<Badge> badges;
  if (!known || !known->complete()) {
    QString text =
        tr("counted %1 of %2").arg(known ? known->done : 0).arg(request().draws * m_snapshot->depth());
    if (known && m_secondsLeft)
      text += tr(", %1 left").arg(QString::fromStdString(core::durationText(*m_secondsLeft)));
    badges.append({text, tr("Every layer moves once in each draw."), false});
  }
  if (!known || known->layers.empty()) return badges;
  std::int64_t fewest = samplesOf(known->layers.front());
  std::int64_t most = fewest;
  for (const core::MovedLayer& layer : known->layers) {
    fewest = std::min(fewest, samplesOf(layer));
    most = std::max(most, samplesOf(layer));
  }
  badges.append(
      {tr("at least"),
       tr("A labeling counts when it was met on the way round. What flips and flips back between two "
          "neighbouring positions is missed."),
       false});
  badges.append(
      {tr("sampled"),
       tr("%1 to %2 positions of a layer on its way round: more where labels change often, and closer "
          "together until at most one label changes between two of them.")
           .arg(countText(static_cast<double>(fewest)), countText(static_cast<double>(most))),
       false});
  if (known->limitMet())
    badges.append(
        {tr("coarsely sampled"),
         tr("Some layers would need more than %1 positions.").arg(countText(core::CircleSampling{}.limit)),
         true});
  return badges;
}

PlotContent DichotomiesView::content(const core::Snapshot& snapshot) const {
  PlotContent content;
  content.xTitle = tr("layers above the one that moves");
  content.yTitle = tr("labelings of %1 inputs").arg(m_inputs);
  content.logY = true;
  content.wholeX = true;
  content.zeroX = true;
  const double ceiling = std::exp2(m_inputs);
  PlotSeries all{.name = tr("all %1").arg(countText(ceiling)),
                 .points = {QPointF(0.0, ceiling), QPointF(snapshot.depth() - 1.0, ceiling)},
                 .layers = {},
                 .colour = PlotColour::Muted,
                 .style = Qt::DashLine};
  content.series.append(std::move(all));
  const core::DichotomiesPtr known = this->known();
  if (!known) return content;
  const std::size_t draws = known->layers.empty() ? 0 : known->layers.front().draws.size();
  PlotSeries mean{.name = draws > 1 ? tr("mean") : tr("this draw"), .points = {}, .layers = {}, .dots = true};
  PlotBand range{.name = tr("range of %1 draws").arg(draws), .x = {}, .low = {}, .high = {}};
  for (const core::MovedLayer& layer : known->layers) {
    mean.points.append(QPointF(layer.above, layer.mean()));
    mean.layers.append(layer.layer);
    range.x.append(layer.above);
    range.low.append(layer.least());
    range.high.append(layer.most());
  }
  if (draws > 1) content.bands.append(std::move(range));
  content.series.append(std::move(mean));
  if (const double growth = growthOf(*known); std::isfinite(growth))
    content.note = tr("\u00d7 %1 a layer").arg(growth, 0, 'f', 2);
  return content;
}

QString DichotomiesView::pointText(const PlotSeries& series, qsizetype index) const {
  const core::DichotomiesPtr known = this->known();
  const auto above = static_cast<std::size_t>(std::lround(series.points[index].x()));
  if (!known || above >= known->layers.size()) return PlotView::pointText(series, index);
  const core::MovedLayer& layer = known->layers[above];
  QString text = tr("layer %1 moves, %2 above\n%3 labelings")
                     .arg(layer.layer)
                     .arg(layer.above)
                     .arg(valueOf(layer.mean()));
  if (layer.draws.size() > 1) text += tr(" (%1 to %2)").arg(valueOf(layer.least()), valueOf(layer.most()));
  return text;
}

DataTable DichotomiesView::numbers() const {
  DataTable table{
      {QStringLiteral("remaining_depth"), QStringLiteral("layer"), QStringLiteral("labelings_mean"),
       QStringLiteral("labelings_least"), QStringLiteral("labelings_most"), QStringLiteral("ceiling"),
       QStringLiteral("draws"), QStringLiteral("samples_most"), QStringLiteral("limit_met")},
      {}};
  const core::DichotomiesPtr known = this->known();
  if (!known) return table;
  for (const core::MovedLayer& layer : known->layers) {
    const auto limited = std::count_if(layer.draws.begin(), layer.draws.end(),
                                       [](const core::LabelingCount& draw) { return draw.limitMet; });
    table.rows.append({static_cast<double>(layer.above), static_cast<double>(layer.layer), layer.mean(),
                       layer.least(), layer.most(), known->ceiling(), static_cast<double>(layer.draws.size()),
                       static_cast<double>(samplesOf(layer)), static_cast<double>(limited)});
  }
  return table;
}

void DichotomiesView::paint(QPainter& painter, const QRectF& rect, const Theme& theme,
                            PaintTarget target) const {
  PlotView::paint(painter, rect, theme, target);
  if (!m_snapshot || known()) return;
  const bool refused = core::validate(request()).has_value();
  paintEmpty(painter, rect, refused ? tr("This network is too large to count.") : tr("Counting\u2026"),
             theme);
}

void DichotomiesView::keyPressEvent(QKeyEvent* event) {
  const auto step = [&](int more, int less) {
    return event->key() == more ? 1 : event->key() == less ? -1 : 0;
  };
  const int inputs = step(Qt::Key_Plus, Qt::Key_Minus);
  const int above = step(Qt::Key_Right, Qt::Key_Left);  // a layer higher up has fewer above
  if (inputs != 0)
    setInputs(m_inputs + inputs);
  else if (above != 0 && m_focus && m_snapshot)
    m_focus->setLayer(std::clamp(m_focus->layer() - above, 1, m_snapshot->depth()));
  else
    PlotView::keyPressEvent(event);
}

}  // namespace arcscope::ui
