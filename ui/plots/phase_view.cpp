#include "ui/plots/phase_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/setting/parameters.h"

namespace arcscope::ui {
namespace {

constexpr double usualSigmaW = 5.0;  // the part of the plane that most figures show
constexpr double usualSigmaB = 4.0;

}  // namespace

PhaseView::PhaseView(QWidget* parent) : View(parent) {
  setObjectName(QStringLiteral("phaseView"));
  setAccessibleName(tr("Phase diagram"));
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::CrossCursor);
}

void PhaseView::setCompact(bool compact) {
  m_compact = compact;
  updateGeometry();
  update();
}

QString PhaseView::title() const {
  return tr("Phase diagram");
}

core::PhaseRequest PhaseView::request() const {
  core::PhaseRequest request;
  request.sigmaWMax = usualSigmaW;
  request.sigmaBMax = usualSigmaB;
  if (!m_snapshot) return request;
  request.activation = m_snapshot->subject.setting.activation;
  double farthest = m_snapshot->subject.setting.sigmaW;
  for (const Pin& pin : pins())
    if (!pin.subject.loaded) farthest = std::max(farthest, pin.subject.setting.sigmaW);
  if (farthest > usualSigmaW) request.sigmaWMax = core::parameter("sigma_w").maximum;
  return request;
}

void PhaseView::setSnapshot(SnapshotPtr snapshot) {
  View::setSnapshot(std::move(snapshot));
  m_chosen.reset();
  wantDiagram();
}

void PhaseView::comparisonChanged() {
  wantDiagram();
  update();
}

void PhaseView::setTheme(const Theme& theme) {
  View::setTheme(theme);
  m_picture = {};
  updateGeometry();
}

core::GrowthMapRequest PhaseView::growthRequest() const {
  core::GrowthMapRequest wanted{.subject = m_snapshot->subject};
  const core::PhaseRequest part = request();
  wanted.sigmaWMax = part.sigmaWMax;
  wanted.sigmaBMax = part.sigmaBMax;
  const core::Setting fixed;  // what varies over the plane, or says nothing of it
  core::Setting& setting = wanted.subject.setting;
  setting.sigmaW = fixed.sigmaW;
  setting.sigmaB = fixed.sigmaB;
  setting.points = fixed.points;
  setting.method = fixed.method;
  return wanted;
}

void PhaseView::wantDiagram() {
  if (!m_snapshot || !isVisible()) return;
  Q_EMIT diagramRequested(request());
  if (m_quantity == PhaseQuantity::Growth && !m_snapshot->subject.loaded)
    Q_EMIT growthRequested(growthRequest());
}

const core::PhaseDiagram* PhaseView::coloured() const {
  return (m_quantity == PhaseQuantity::Growth ? m_growth : m_diagram).get();
}

void PhaseView::setGrowth(const PhaseDiagramPtr& map) {
  if (map == m_growth) return;
  m_growth = map;
  if (m_quantity == PhaseQuantity::Growth) m_picture = {};
  update();
}

void PhaseView::setDiagram(const PhaseDiagramPtr& diagram) {
  if (diagram == m_diagram) return;
  m_diagram = diagram;
  m_picture = {};
  update();
}

void PhaseView::setQuantity(PhaseQuantity quantity) {
  if (quantity == m_quantity) return;
  if (m_quantity == PhaseQuantity::Growth) Q_EMIT growthNotWanted();
  m_quantity = quantity;
  m_picture = {};
  wantDiagram();
  update();
  Q_EMIT quantityChanged();
}

core::CriticalPoint PhaseView::cursor() const {
  if (m_dragged) return *m_dragged;
  if (m_chosen) return *m_chosen;
  if (!m_snapshot) return {1.0, 0.0};
  return {m_snapshot->subject.setting.sigmaW, m_snapshot->subject.setting.sigmaB};
}

QVector<Badge> PhaseView::badges() const {
  if (!m_snapshot) return {};
  if (m_snapshot->subject.loaded)
    return {{tr("random networks"), tr("The network was loaded: it has no sigma of its own."), false}};
  if (m_quantity == PhaseQuantity::Growth)
    return {{tr("one draw a point"),
             tr("Networks of this width and depth, drawn and measured; the line is that of infinite width."),
             false}};
  return {{tr("infinite width"),
           tr("Mean field theory: what holds in the limit of wide layers, for independent weights."), false}};
}

DataTable PhaseView::numbers() const {
  if (m_quantity == PhaseQuantity::Growth && m_growth) {
    DataTable measured{{QStringLiteral("sigma_w"), QStringLiteral("sigma_b"), QStringLiteral("growth")}, {}};
    for (int row = 0; row < m_growth->rows; ++row)
      for (int column = 0; column < m_growth->columns; ++column)
        measured.rows.append({m_growth->sigmaW(column), m_growth->sigmaB(row),
                              m_growth->growth[m_growth->index(row, column)]});
    return measured;
  }
  DataTable table{{QStringLiteral("sigma_w"), QStringLiteral("sigma_b"), QStringLiteral("chi_1"),
                   QStringLiteral("q_star"), QStringLiteral("c_star"), QStringLiteral("xi_c")},
                  {}};
  if (!m_diagram) return table;
  for (int row = 0; row < m_diagram->rows; ++row)
    for (int column = 0; column < m_diagram->columns; ++column) {
      QVector<double> values{m_diagram->sigmaW(column), m_diagram->sigmaB(row)};
      for (const PhaseQuantity q :
           {PhaseQuantity::Chi1, PhaseQuantity::QStar, PhaseQuantity::CStar, PhaseQuantity::DepthScale})
        values << valueAt(*m_diagram, q, m_diagram->index(row, column));
      table.rows.append(values);
    }
  return table;
}

QSize PhaseView::minimumSizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(13 * unit), qRound((m_compact ? 8 : 10) * unit)};
}

QSize PhaseView::sizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return m_compact ? QSize(qRound(19 * unit), qRound(9.5 * unit))
                   : QSize(qRound(30 * unit), qRound(18 * unit));
}

bool PhaseView::hasLegend(const QRectF& rect, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  return !m_compact && rect.width() > 24 * unit && rect.height() > 10 * unit;
}

PhaseView::Frame PhaseView::frame(const QRectF& rect, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  const core::PhaseRequest r = m_diagram ? m_diagram->request : request();
  QRectF area = m_compact ? rect.adjusted(0.5, 0.5, -0.5, -0.5)
                          : rect.adjusted(2.4 * unit, 0.4 * unit,
                                          hasLegend(rect, theme) ? -6.5 * unit : -0.6 * unit, -1.9 * unit);
  area.setWidth(std::max(1.0, area.width()));
  area.setHeight(std::max(1.0, area.height()));
  return {area, r.sigmaWMax, r.sigmaBMax};
}

QPointF PhaseView::Frame::map(core::CriticalPoint p) const {
  return {area.left() + area.width() * p.sigmaW / sigmaWMax,
          area.bottom() - area.height() * p.sigmaB / sigmaBMax};
}

core::CriticalPoint PhaseView::Frame::unmap(QPointF at) const {
  return {sigmaWMax * (at.x() - area.left()) / area.width(),
          sigmaBMax * (area.bottom() - at.y()) / area.height()};
}

QPointF PhaseView::toWidget(core::CriticalPoint point) const {
  return frame(QRectF(rect()), m_theme).map(point);
}

core::CriticalPoint PhaseView::toPlane(QPointF position) const {
  return frame(QRectF(rect()), m_theme).unmap(position);
}

// Pointer and keys.

void PhaseView::hideEvent(QHideEvent* event) {
  Q_EMIT growthNotWanted();
  View::hideEvent(event);
}

void PhaseView::showEvent(QShowEvent* event) {
  View::showEvent(event);
  wantDiagram();
}

void PhaseView::choose(QPointF position) {
  if (m_snapshot && m_snapshot->subject.loaded) return;  // it has no sigma of its own
  const auto hundredths = [](double value, double largest) {
    return std::clamp(std::round(value * 100.0) / 100.0, 0.0, largest);
  };
  const core::CriticalPoint at = toPlane(position);
  const core::PhaseRequest r = m_diagram ? m_diagram->request : request();
  m_dragged = {hundredths(at.sigmaW, r.sigmaWMax), hundredths(at.sigmaB, r.sigmaBMax)};
  update();
  Q_EMIT networkChosen(m_dragged->sigmaW, m_dragged->sigmaB);
}

void PhaseView::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton && m_snapshot) choose(event->position());
}

void PhaseView::mouseMoveEvent(QMouseEvent* event) {
  m_pointed = event->position();
  if (m_dragged && (event->buttons() & Qt::LeftButton)) return choose(event->position());
  update();
}

void PhaseView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !m_dragged) return;
  m_dragged.reset();
  Q_EMIT chosenForGood();
  update();
}

void PhaseView::leaveEvent(QEvent* event) {
  m_pointed.reset();
  update();
  View::leaveEvent(event);
}

void PhaseView::keyPressEvent(QKeyEvent* event) {
  const double step = event->modifiers() & Qt::ShiftModifier ? 0.1 : 0.01;
  const auto along = [&](int more, int less) {
    return event->key() == more ? step : event->key() == less ? -step : 0.0;
  };
  const double w = along(Qt::Key_Right, Qt::Key_Left);
  const double b = along(Qt::Key_Up, Qt::Key_Down);
  if (m_snapshot && (w != 0.0 || b != 0.0)) {
    const core::CriticalPoint now = cursor();
    choose(toWidget({now.sigmaW + w, now.sigmaB + b}));
    m_chosen = std::exchange(m_dragged, std::nullopt);
    Q_EMIT chosenForGood();
  } else if (event->key() == Qt::Key_Q && !m_compact) {
    setQuantity(static_cast<PhaseQuantity>((static_cast<int>(m_quantity) + 1) % phaseQuantities));
  } else {
    View::keyPressEvent(event);
  }
}

}  // namespace arcscope::ui
