#include "ui/plots/prior_view.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>

#include "ui/plots/axis_ticks.h"
#include "ui/plots/bubble.h"
#include "ui/plots/label.h"
#include "ui/plots/plot_chart.h"
#include "ui/plots/prior_content.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

using Eigen::Index;

/// To about a thousandth of `range`.
double toThousandths(double value, double range) {
  const double step = std::pow(10.0, std::floor(std::log10(range)) - 3.0);
  return std::round(value / step) * step;
}

}  // namespace

PriorView::PriorView(QWidget* parent) : View(parent) {
  setObjectName(QStringLiteral("priorView"));
  setAccessibleName(tr("Prior over functions along the curve"));
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::CrossCursor);
}

QString PriorView::title() const {
  return m_data.empty() ? tr("Prior over functions") : tr("Functions through the data");
}

void PriorView::setSnapshot(SnapshotPtr snapshot) {
  View::setSnapshot(std::move(snapshot));
  wantPrior();
}

void PriorView::setTheme(const Theme& theme) {
  View::setTheme(theme);
  updateGeometry();
}

void PriorView::wantPrior() {
  if (m_snapshot && isVisible()) Q_EMIT priorRequested(request());
}

void PriorView::setPrior(const PriorPtr& prior) {
  m_prior = prior;
  rebuild();
  Q_EMIT changed();
}

void PriorView::setData(std::vector<core::OutputPoint> data) {
  if (data == m_data) return;
  m_data = std::move(data);
  if (m_dragged && *m_dragged >= m_data.size()) {  // undo, or another state, took it from under the pointer
    m_dragged.reset();
    m_heldRange.reset();
  }
  rebuild();
  wantPrior();
  Q_EMIT changed();
}

void PriorView::dropPoint(std::size_t index) {
  std::vector<core::OutputPoint> data = m_data;
  data.erase(data.begin() + static_cast<std::ptrdiff_t>(index));
  m_dragged.reset();
  m_heldRange.reset();
  setData(std::move(data));
}

bool PriorView::isShown(const core::OutputPoint& point) const {
  const core::Setting& setting = m_prior->subject.setting;
  return point.t >= setting.tBegin && point.t <= setting.tEnd;
}

void PriorView::rebuild() {
  update();
  if (!m_prior) return;
  PlotContent content = contentOf(*m_prior);
  PlotSeries data{.name = tr("data"), .points = {}, .layers = {}, .colour = PlotColour::Text, .line = false};
  data.dots = true;
  for (const core::OutputPoint& point : m_data)
    if (isShown(point)) data.points.append(QPointF(point.t, point.y));
  if (!data.points.isEmpty()) content.series.append(data);
  content.yRange = m_heldRange;
  m_plot.setContent(std::move(content));
}

QVector<Badge> PriorView::badges() const {
  return m_prior ? badgesOf(*m_prior) : QVector<Badge>{};
}

DataTable PriorView::numbers() const {
  return m_prior ? numbersOf(*m_prior) : DataTable{};
}

QSize PriorView::minimumSizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(16 * unit), qRound(10 * unit)};
}

QSize PriorView::sizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(34 * unit), qRound(18 * unit)};
}

void PriorView::paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const {
  if (!m_prior) return;
  if (!m_prior->reason.empty()) {
    paintEmpty(painter, rect, tr("No prior: %1.").arg(coreText(m_prior->reason)), theme);
    return;
  }
  m_plot.paint(painter, rect, theme, target);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  if (target == PaintTarget::Screen) paintMarks(painter, theme);
  paintData(painter, rect, theme);
  painter.restore();
}

void PriorView::paintData(QPainter& painter, const QRectF& rect, const Theme& theme) const {
  const QRectF area = m_plot.areaFor(rect, theme);
  const double radius = 0.34 * theme.typeSize * theme.scale;
  painter.setPen(QPen(theme.card, 0.4 * radius));
  painter.setBrush(theme.text);
  for (const core::OutputPoint& point : m_data) {
    const QPointF at(area.left() + area.width() * m_plot.xFraction(point.t),
                     area.bottom() - area.height() * m_plot.yFraction(point.y));
    if (isShown(point) && area.adjusted(-1, -1, 1, 1).contains(at)) painter.drawEllipse(at, radius, radius);
  }
}

QString PriorView::readingAt(Index row) const {
  const QString spread = QStringLiteral(" \u00b1 ");
  if (m_prior->data.empty()) {
    const QString band = tr("infinite width: 0") + spread + valueText(m_prior->deviation[row]);
    if (m_prior->draws.cols() == 0) return band;
    return tr("this network: %1").arg(valueText(m_prior->draws(row, 0))) + QLatin1Char('\n') + band;
  }
  return QStringLiteral("NNGP: ") + valueText(m_prior->nngp.mean[row]) + spread +
         valueText(m_prior->nngp.deviation[row]) + QStringLiteral("\nNTK: ") +
         valueText(m_prior->ntk.mean[row]);
}

/// The shared t, and what is read there.
void PriorView::paintMarks(QPainter& painter, const Theme& theme) const {
  const QRectF area = m_plot.plotArea();
  const double unit = theme.typeSize * theme.scale;
  if (m_data.empty()) {
    const QString hint = tr("click to put a data point");
    painter.setFont(theme.font(0.92));
    painter.setPen(theme.mutedText);
    drawLabel(painter,
              area.bottomRight() - QPointF(labelWidth(painter.font(), hint) + 0.4 * unit, 0.5 * unit), hint);
  }
  if (!m_focus) return;
  const core::Setting& setting = m_prior->subject.setting;
  const double t = m_focus->t();
  if (t < setting.tBegin || t > setting.tEnd) return;
  const double x = area.left() + area.width() * m_plot.xFraction(t);
  QColor line = theme.text;
  line.setAlphaF(0.45F);
  painter.setPen(QPen(line, theme.scale));
  painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
  const auto [first, end] = shownRows(*m_prior);
  if (first == end) return;
  Index row = first;
  (m_prior->t.segment(first, end - first).array() - t).abs().minCoeff(&row);
  row += first;
  const Eigen::MatrixXd& draws = m_prior->draws;
  const bool conditioned = !m_prior->data.empty();
  if (!conditioned && draws.cols() == 0) return;
  const double value = conditioned ? m_prior->nngp.mean[row] : draws(row, 0);
  const std::optional<QPointF> at = m_plot.positionOf({t, value});
  if (!at || !area.adjusted(-1, -1, 1, 1).contains(*at)) return;
  paintFocusRing(painter, *at, theme);
  if (!m_hovered && !m_dragged) return;
  const QString place = QStringLiteral("t = ") + valueText(toThousandths(t, setting.tEnd - setting.tBegin));
  if (m_dragged) {
    const core::OutputPoint& point = m_data[*m_dragged];
    paintBubble(painter, m_plot.positionOf({point.t, point.y}).value_or(*at),
                place + QStringLiteral(", y = ") + valueText(point.y), QRectF(rect()), theme);
  } else
    paintBubble(painter, *at, place + QLatin1Char('\n') + readingAt(row), QRectF(rect()), theme);
}

// Pointer and keys.

core::OutputPoint PriorView::valueAt(QPointF position) const {
  const QRectF area = m_plot.plotArea();
  const auto along = [](const Plot::Axis& axis, double share) {
    const double range = axis.maximum - axis.minimum;
    return std::clamp(toThousandths(axis.minimum + std::clamp(share, 0.0, 1.0) * range, range), axis.minimum,
                      axis.maximum);
  };
  return {along(m_plot.xAxis(), (position.x() - area.left()) / area.width()),
          along(m_plot.yAxis(), (area.bottom() - position.y()) / area.height())};
}

std::optional<std::size_t> PriorView::pointAt(QPointF position) const {
  std::optional<std::size_t> nearest;
  double closest = 0.8 * m_theme.typeSize * m_theme.scale;
  for (std::size_t i = 0; m_prior && i < m_data.size(); ++i) {
    const std::optional<QPointF> at = m_plot.positionOf({m_data[i].t, m_data[i].y});
    if (!at || !isShown(m_data[i])) continue;
    const double away = std::hypot(at->x() - position.x(), at->y() - position.y());
    if (away > closest) continue;
    closest = away;
    nearest = i;
  }
  return nearest;
}

void PriorView::showEvent(QShowEvent* event) {
  View::showEvent(event);
  wantPrior();
}

void PriorView::mousePressEvent(QMouseEvent* event) {
  m_removed = false;
  if (!m_prior || !m_prior->reason.empty()) return;
  const std::optional<std::size_t> hit = pointAt(event->position());
  if (event->button() == Qt::RightButton && hit) {
    m_removed = true;
    dropPoint(*hit);
  }
  if (event->button() != Qt::LeftButton) return;
  m_heldRange = PlotRange{m_plot.yAxis().minimum, m_plot.yAxis().maximum};  // stands still under the pointer
  m_dragged = hit;
  const bool room = m_data.size() < static_cast<std::size_t>(core::mostOutputPoints);
  if (hit || !room || !m_plot.plotArea().contains(event->position())) return;
  std::vector<core::OutputPoint> data = m_data;
  data.push_back(valueAt(event->position()));
  m_dragged = data.size() - 1;
  setData(std::move(data));
}

void PriorView::mouseMoveEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  m_hovered = m_plot.plotArea().contains(at);
  if (!m_prior || !m_prior->reason.empty()) return;
  if (m_focus && (m_hovered || m_dragged)) m_focus->setT(valueAt(at).t);
  if (m_dragged && (event->buttons() & Qt::LeftButton)) {
    std::vector<core::OutputPoint> data = m_data;
    data[*m_dragged] = valueAt(at);
    setData(std::move(data));
  }
  setCursor(m_dragged || pointAt(at) ? Qt::SizeAllCursor : Qt::CrossCursor);
  update();
}

void PriorView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  m_dragged.reset();
  m_heldRange.reset();
  rebuild();
}

void PriorView::mouseDoubleClickEvent(QMouseEvent* event) {
  const std::optional<std::size_t> hit = pointAt(event->position());
  if (event->button() == Qt::LeftButton && hit)
    dropPoint(*hit);
  else
    mousePressEvent(event);
}

void PriorView::contextMenuEvent(QContextMenuEvent* event) {
  event->setAccepted(std::exchange(m_removed, false));  // else the card's menu
}

void PriorView::leaveEvent(QEvent* event) {
  m_hovered = false;
  update();
  View::leaveEvent(event);
}

void PriorView::keyPressEvent(QKeyEvent* event) {
  const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
  const bool removes = event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace;
  if (step != 0 && m_focus && m_prior) {
    const core::Setting& setting = m_prior->subject.setting;
    m_focus->setT(std::clamp(m_focus->t() + step * 0.005 * (setting.tEnd - setting.tBegin), setting.tBegin,
                             setting.tEnd));
  } else if (removes && !m_data.empty()) {
    dropPoint(m_data.size() - 1);
  } else {
    View::keyPressEvent(event);
  }
}

}  // namespace arcscope::ui
