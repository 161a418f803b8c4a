#include "ui/plots/trajectory_grid.h"

#include <QScrollBar>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "ui/plots/image_glide.h"
#include "ui/plots/label.h"
#include "ui/plots/tile_images.h"
#include "ui/plots/view_badges.h"

namespace arcscope::ui {

TrajectoryGrid::TrajectoryGrid(QWidget* parent) : View(parent), m_images(std::make_unique<TileImages>()) {
  setObjectName(QStringLiteral("trajectoryGrid"));
  setAccessibleName(tr("Images of the trajectory, layer by layer"));
  setFocusPolicy(Qt::StrongFocus);
  m_scrollBar = new QScrollBar(Qt::Vertical, this);
  m_scrollBar->setObjectName(QStringLiteral("trajectoryScrollBar"));
  m_scrollBar->hide();
  connect(m_scrollBar, &QScrollBar::valueChanged, this, [this] { update(); });
  m_close = new QToolButton(this);
  m_close->setObjectName(QStringLiteral("closeLayerButton"));
  m_close->setText(QStringLiteral("✕"));
  m_close->setAutoRaise(true);
  m_close->setToolTip(tr("Back to all layers (Escape)"));
  m_close->setAccessibleName(tr("Back to all layers"));
  m_close->setFocusPolicy(Qt::NoFocus);
  m_close->hide();
  connect(m_close, &QToolButton::clicked, this, &TrajectoryGrid::closeLayer);
}

TrajectoryGrid::~TrajectoryGrid() = default;

void TrajectoryGrid::setSnapshot(SnapshotPtr snapshot) {
  const int before = layerCount();
  m_still = snapshot;
  View::setSnapshot(std::move(snapshot));
  m_images->forget();
  m_extents.clear();
  for (int layer = 0; layer < layerCount(); ++layer)
    m_extents.push_back(extentOf(m_snapshot->layers[static_cast<std::size_t>(layer)].projected));
  findCommonScale();
  if (m_openLayer >= layerCount()) setOpenLayer(layerCount() > 0 ? layerCount() - 1 : -1);
  if (layerCount() != before) relayout();
  if (m_glide > 0.0) applyGlide();
}

bool TrajectoryGrid::isGliding() const {
  return m_glide > 0.0 && m_openLayer >= 0 && m_openLayer + 1 < layerCount();
}

void TrajectoryGrid::setGlide(double share) {
  if (share == m_glide) return;
  m_glide = share;
  applyGlide();
}

void TrajectoryGrid::applyGlide() {
  if (!m_still) return;
  m_snapshot = m_still;
  m_extents.clear();
  for (const core::LayerSnapshot& layer : m_still->layers) m_extents.push_back(extentOf(layer.projected));
  if (isGliding()) {
    const auto open = static_cast<std::size_t>(m_openLayer);
    const bool finite = m_extents[open].finite && m_extents[open + 1].finite;
    m_snapshot = gliding(m_still, m_openLayer, m_glide, m_commonScale);
    m_extents[open] = {.centre = {}, .half = m_commonScale ? m_commonHalf : 1.0, .finite = finite};
  }
  m_images->forget();
  update();
}

/// Of all that is on view.
void TrajectoryGrid::findCommonScale() {
  m_commonHalf = 0.0;
  for (const ImageExtent& extent : m_extents) m_commonHalf = std::max(m_commonHalf, extent.half);
  for (const auto& extents : m_pinExtents)
    for (std::size_t layer = 0; layer < std::min(extents.size(), m_extents.size()); ++layer)
      m_commonHalf = std::max(m_commonHalf, extents[layer].half);
}

void TrajectoryGrid::setFocusModel(Focus* focus) {
  View::setFocusModel(focus);
  connect(focus, &Focus::layerChanged, this, [this] {
    if (m_openLayer >= 0 && m_focus->layer() < layerCount()) setOpenLayer(m_focus->layer());
    revealLayer(m_focus->layer());
  });
}

void TrajectoryGrid::setTheme(const Theme& theme) {
  View::setTheme(theme);
  m_images->forgetAll();
  m_cards = QImage();
  m_close->setFont(theme.font());
  updateGeometry();
  relayout();
}

QVector<Badge> TrajectoryGrid::badges() const {
  if (!m_snapshot) return {};
  using Kind = core::Notice::Kind;
  return QVector<Badge>{imageBadge(*m_snapshot)} +
         noticeBadges(*m_snapshot,
                      {Kind::Overflow, Kind::Dead, Kind::LowVariance, Kind::Saturated, Kind::Streamed});
}

QString TrajectoryGrid::spoken() const {
  if (!m_snapshot) return tr("Nothing to show yet");
  const int layer = m_openLayer >= 0 ? m_openLayer
                    : m_focus        ? std::min(m_focus->layer(), layerCount() - 1)
                                     : 0;
  QStringList parts{tr("%1 images").arg(layerCount()), layerName(layer)};
  const std::vector<double>& growth = m_snapshot->measures.growth;
  if (layer > 0 && static_cast<std::size_t>(layer) <= growth.size())
    parts << tr("growth %1").arg(growth[static_cast<std::size_t>(layer - 1)], 0, 'g', 4);
  for (const Badge& badge : badges()) parts << badge.text;
  return parts.join(QStringLiteral(", "));
}

DataTable TrajectoryGrid::numbers() const {
  DataTable table{{QStringLiteral("layer"), QStringLiteral("t"), QStringLiteral("x"), QStringLiteral("y")},
                  {}};
  if (!m_snapshot) return table;
  if (threeD()) table.columns.append(QStringLiteral("z"));
  for (int layer = 0; layer < layerCount(); ++layer) {
    const Eigen::MatrixXf& points = m_snapshot->layers[static_cast<std::size_t>(layer)].projected.points;
    for (Eigen::Index j = 0; j < std::min(points.cols(), m_snapshot->t.size()); ++j) {
      QVector<double> row{static_cast<double>(layer), m_snapshot->t[j]};
      for (Eigen::Index axis = 0; axis < (threeD() ? 3 : 2); ++axis)
        row.append(axis < points.rows() ? static_cast<double>(points(axis, j)) : 0.0);
      table.rows.append(std::move(row));
    }
  }
  return table;
}

QSize TrajectoryGrid::minimumSizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(18 * unit), qRound(18 * unit)};
}

QSize TrajectoryGrid::sizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(70 * unit), qRound(60 * unit)};
}

bool TrajectoryGrid::threeD() const {
  return m_snapshot && m_snapshot->view.projection.dimensions == 3;
}

void TrajectoryGrid::setCommonScale(bool on) {
  if (on == m_commonScale) return;
  m_commonScale = on;
  if (m_glide > 0.0) applyGlide();
  update();
  Q_EMIT commonScaleChanged(on);
}

void TrajectoryGrid::setPerspective(bool on) {
  m_camera.perspective = on;
  update();
}

void TrajectoryGrid::setOpenLayer(int layer) {
  layer = std::clamp(layer, -1, layerCount() - 1);
  if (layer == m_openLayer) return;
  const bool toggles = (layer < 0) != (m_openLayer < 0);
  m_openLayer = layer;
  if (m_glide > 0.0) applyGlide();
  if (toggles) {
    m_camera.zoom = 1.0;
    m_camera.pan = {};
  }
  if (layer >= 0 && m_focus) m_focus->setLayer(layer);
  relayout();
  update();
  Q_EMIT openLayerChanged(layer);
  if (layer >= 0) Q_EMIT layerOpened(layer);
}

double TrajectoryGrid::halfRange(int layer) const {
  const double own = m_extents[static_cast<std::size_t>(layer)].half;
  if (!(own > 0.0)) return own;
  if (m_commonScale) return m_commonHalf;
  double half = own;
  for (std::size_t pin = 0; isOverlaid() && pin < m_pins.size(); ++pin)
    if (static_cast<std::size_t>(layer) < m_pinExtents[pin].size() && isUpToDate(m_pins[pin]))
      half = std::max(half, m_pinExtents[pin][static_cast<std::size_t>(layer)].half);
  return half;
}

void TrajectoryGrid::setScrolls(bool on) {
  m_scrolls = on;
  relayout();
}

double TrajectoryGrid::fittingScale(Theme theme) const {
  constexpr double least = 0.6;
  for (; theme.scale > least && layerCount() > 0; theme.scale *= 0.95) {
    const double unit = theme.typeSize * theme.scale;
    const GridLayout layout =
        GridLayout::of(QSizeF(size()), layerCount(), 0.66 * unit, headerHeight(theme), 1.0, parts());
    const double name = labelWidth(theme.font(1.0, QFont::DemiBold), layerName(layerCount() - 1));
    if (layout.tile.width() >= name + 1.7 * unit && layout.tile.height() >= headerHeight(theme) + 3.0 * unit)
      break;
  }
  return theme.scale;
}

void TrajectoryGrid::relayout() {
  const bool open = m_openLayer >= 0;
  const double unit = m_theme.typeSize * m_theme.scale;
  const double gap = 0.66 * unit;
  // Large type alone does not make the grid scroll.
  const double least = m_scrolls ? std::min((parts() > 1 ? 4.5 : 7.5) * unit, 120.0) : 1.0;
  QSizeF area = QSizeF(size());
  m_layout = GridLayout::of(area, layerCount(), gap, headerHeight(m_theme), least, parts());
  const bool scrolls = !open && m_layout.contentHeight > area.height() + 1.0;
  if (scrolls) {
    const int barWidth = m_scrollBar->sizeHint().width();
    area.rwidth() -= barWidth + 0.3 * unit;
    m_layout = GridLayout::of(area, layerCount(), gap, headerHeight(m_theme), least, parts());
    m_scrollBar->setGeometry(width() - barWidth, 0, barWidth, height());
    m_scrollBar->setRange(0,
                          std::max(0, static_cast<int>(std::ceil(m_layout.contentHeight - area.height()))));
    m_scrollBar->setPageStep(height());
    m_scrollBar->setSingleStep(std::max(1, static_cast<int>(0.5 * (m_layout.tile.height() + gap))));
  } else if (!open) {
    m_scrollBar->setRange(0, 0);
  }
  m_scrollBar->setVisible(scrolls);
  m_close->setVisible(open);
  const int side = qRound(headerHeight(m_theme));
  m_close->setGeometry(width() - side - qRound(0.2 * unit), qRound(0.15 * unit), side, side);
}

void TrajectoryGrid::revealLayer(int layer) {
  if (!m_scrollBar->isVisible() || layer < 0 || layer >= layerCount()) return;
  const QRectF tile = m_layout.rect(layer);
  if (tile.top() < m_scrollBar->value()) m_scrollBar->setValue(static_cast<int>(tile.top()));
  if (tile.bottom() > m_scrollBar->value() + height())
    m_scrollBar->setValue(static_cast<int>(std::ceil(tile.bottom())) - height());
}

QRectF TrajectoryGrid::tileRect(int layer) const {
  if (layer < 0 || layer >= layerCount()) return {};
  if (m_openLayer >= 0) return layer == m_openLayer ? QRectF(rect()) : QRectF();
  const QRectF tile = m_layout.rect(layer).translated(0, -m_scrollBar->value());
  return tile.intersects(QRectF(rect())) ? tile : QRectF();
}

QPointF TrajectoryGrid::samplePosition(int layer, int index) const {
  const bool large = m_openLayer >= 0;
  const QRectF area = curveArea(tileRect(layer), m_theme, large);
  return transformOf(layer, area, m_theme, large)
      .map(m_snapshot->layers[static_cast<std::size_t>(layer)].projected.points, index)
      .position;
}

int TrajectoryGrid::layerAt(QPointF position) const {
  if (m_openLayer >= 0) return m_openLayer;
  for (int layer = 0; layer < layerCount(); ++layer)
    if (tileRect(layer).contains(position)) return layer;
  return -1;
}

int TrajectoryGrid::focusSample(const core::Snapshot& snapshot) const {
  if (!m_focus || snapshot.t.size() == 0) return -1;
  const double* begin = snapshot.t.data();
  const double* end = begin + snapshot.t.size();
  const double t = m_focus->t();
  if (t < *begin || t > *(end - 1)) return -1;
  const double* next = std::lower_bound(begin, end, t);
  if (next == end) --next;
  if (next != begin && t - *(next - 1) < *next - t) --next;
  return static_cast<int>(next - begin);
}

}  // namespace arcscope::ui
