#include "ui/plots/training_view.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>

#include "ui/plots/axis_ticks.h"
#include "ui/plots/bubble.h"

namespace arcscope::ui {
namespace {

using core::TrainingRecord;

PlotSeries lineOf(const std::vector<TrainingRecord>& history, double TrainingRecord::*value,
                  const QString& name, bool strong) {
  PlotSeries series{.name = name, .points = {}, .layers = {}};
  for (const TrainingRecord& record : history)
    series.points.append({static_cast<double>(record.step), record.*value});
  series.colour = strong ? PlotColour::Accent : PlotColour::Muted;
  series.weight = strong ? 1.4 : 0.8;
  return series;
}

QString percent(double share) {
  return QString::number(100.0 * share, 'f', 1) + QStringLiteral(" %");
}

}  // namespace

TrainingView::TrainingView(QWidget* parent) : PlotPairView(parent) {
  setObjectName(QStringLiteral("trainingView"));
  setAccessibleName(tr("Loss and accuracy against step"));
}

QString TrainingView::title() const {
  return tr("Training");
}

QVector<Badge> TrainingView::badges() const {
  return m_training ? trainingBadges(*m_training) : QVector<Badge>{};
}

DataTable TrainingView::numbers() const {
  return m_training ? trainingNumbers(*m_training) : DataTable{};
}

QSize TrainingView::sizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(34 * unit), qRound(18 * unit)};
}

void TrainingView::setInvitation(const QString& text) {
  if (text == m_invitation) return;
  m_invitation = text;
  update();
}

QString TrainingView::emptyText(const Plot&) const {
  return m_invitation;
}

void TrainingView::trainingChanged() {
  PlotContent loss;
  PlotContent accuracy;
  if (m_training) {
    const std::vector<TrainingRecord>& history = *m_training->history;
    loss.series = {lineOf(history, &TrainingRecord::trainLoss, tr("training"), false),
                   lineOf(history, &TrainingRecord::testLoss, tr("test"), true)};
    accuracy.series = {lineOf(history, &TrainingRecord::trainAccuracy, {}, false),
                       lineOf(history, &TrainingRecord::testAccuracy, {}, true)};
    for (PlotSeries& line : accuracy.series)
      for (QPointF& point : line.points) point.ry() *= 100.0;
  }
  for (PlotContent* content : {&loss, &accuracy}) describeSteps(*content);
  loss.yTitle = tr("loss");
  loss.logY = true;
  accuracy.yTitle = tr("accuracy, %");
  accuracy.yRange = PlotRange{0.0, 100.0};
  m_first.setContent(std::move(loss));
  m_second.setContent(std::move(accuracy));
  const int last = m_training ? static_cast<int>(m_training->history->size()) - 1 : -1;
  if (m_pointed > last) m_pointed.reset();
  update();
}

void TrainingView::paint(QPainter& painter, const QRectF& rect, const Theme& theme,
                         PaintTarget target) const {
  QRectF room = rect;
  if (const QString remark = m_training ? trainingRemark(*m_training) : QString(); !remark.isEmpty()) {
    painter.setFont(theme.font(0.92));
    painter.setPen(m_training->diverged ? theme.warning : theme.mutedText);
    const QRectF box = QFontMetricsF(painter.font())
                           .boundingRect(room, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, remark);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, remark);
    room.setTop(box.bottom() + 0.5 * theme.typeSize * theme.scale);
  }
  PlotPairView::paint(painter, room, theme, target);
  if (target != PaintTarget::Screen || !m_training) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  for (const Plot* plot : {&m_first, &m_second}) paintMarker(painter, *plot, theme);
  paintReadout(painter, theme);
  painter.restore();
}

/// A line at the step on view with a grip at its foot.
void TrainingView::paintMarker(QPainter& painter, const Plot& plot, const Theme& theme) const {
  const QRectF area = plot.plotArea();
  if (area.isEmpty()) return;
  const double unit = theme.typeSize * theme.scale;
  const auto line = [&](std::int64_t step, const QPen& pen) {
    const double x = placeOf(step, plot);
    painter.setPen(pen);
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    return QPointF(x, area.bottom());
  };
  const double width = theme.lineWidth * theme.scale;
  if (m_pointed)
    line((*m_training->history)[static_cast<std::size_t>(*m_pointed)].step,
         QPen(theme.mutedText, 0.7 * width, Qt::DotLine));
  const QPointF foot = line(m_training->step, QPen(theme.third, width));
  painter.setPen(QPen(theme.third, 1.15 * width));
  painter.setBrush(theme.card);
  painter.drawEllipse(foot, 0.34 * unit, 0.34 * unit);
}

void TrainingView::paintReadout(QPainter& painter, const Theme& theme) const {
  if (!m_pointed) return;
  const TrainingRecord& record = (*m_training->history)[static_cast<std::size_t>(*m_pointed)];
  const QString text =
      tr("step %1, epoch %2\nloss %3, test %4\naccuracy %5, test %6")
          .arg(countText(static_cast<double>(record.step)), QString::number(record.epoch, 'f', 1),
               valueText(record.trainLoss), valueText(record.testLoss), percent(record.trainAccuracy),
               percent(record.testAccuracy));
  paintBubble(painter, m_at, text, QRectF(rect()), theme);
}

QPointF TrainingView::placeOfMoment(int index) const {
  const TrainingRecord& record = (*m_training->history)[static_cast<std::size_t>(index)];
  return {placeOf(record.step, m_first), m_first.plotArea().center().y()};
}

std::optional<int> TrainingView::momentAt(QPointF position, bool anywhere) const {
  if (!m_training) return std::nullopt;
  const Plot* on = nullptr;
  for (const Plot* plot : {&m_first, &m_second}) {
    const double reach = 0.8 * m_theme.typeSize * m_theme.scale;
    const QRectF area = plot->plotArea().adjusted(-reach, -reach, reach, 2.0 * reach);
    if (area.contains(position)) on = plot;
  }
  if (!on && anywhere) on = position.x() > m_second.plotArea().left() ? &m_second : &m_first;
  if (!on) return std::nullopt;
  const auto& history = *m_training->history;
  const auto far = [&](const TrainingRecord& record) {
    return std::abs(placeOf(record.step, *on) - position.x());
  };
  const auto nearest =
      std::min_element(history.begin(), history.end(),
                       [&](const TrainingRecord& a, const TrainingRecord& b) { return far(a) < far(b); });
  return static_cast<int>(nearest - history.begin());
}

int TrainingView::shownMoment() const {
  const auto& history = *m_training->history;
  const auto after = std::find_if(history.begin(), history.end(), [&](const TrainingRecord& record) {
    return record.step > m_training->step;
  });
  return std::max(0, static_cast<int>(after - history.begin()) - 1);
}

void TrainingView::choose(std::optional<int> moment) {
  if (!moment || moment == m_chosen) return;
  m_chosen = moment;
  Q_EMIT momentChosen(*moment);
}

void TrainingView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  m_chosen.reset();
  choose(momentAt(event->position(), false));
}

void TrainingView::mouseMoveEvent(QMouseEvent* event) {
  const bool dragged = m_chosen && event->buttons().testFlag(Qt::LeftButton);
  const std::optional<int> moment = momentAt(event->position(), dragged);
  if (dragged) choose(moment);
  m_pointed = moment;
  m_at = event->position();
  setCursor(moment ? Qt::SizeHorCursor : Qt::ArrowCursor);
  update();
}

void TrainingView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) m_chosen.reset();
}

void TrainingView::leaveEvent(QEvent* event) {
  m_pointed.reset();
  PlotPairView::leaveEvent(event);
  update();
}

void TrainingView::keyPressEvent(QKeyEvent* event) {
  if (!m_training) return PlotPairView::keyPressEvent(event);
  const int last = static_cast<int>(m_training->history->size()) - 1;
  const int now = shownMoment();
  m_chosen.reset();
  switch (event->key()) {
    case Qt::Key_Left:
      return choose(std::max(
          0, now - ((*m_training->history)[static_cast<std::size_t>(now)].step < m_training->step ? 0 : 1)));
    case Qt::Key_Right:
      return choose(std::min(last, now + 1));
    case Qt::Key_Home:
      return choose(0);
    case Qt::Key_End:
      return choose(last);
    default:
      PlotPairView::keyPressEvent(event);
  }
}

}  // namespace arcscope::ui
