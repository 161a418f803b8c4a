#include "ui/plots/plane_view.h"

#include <algorithm>
#include <cmath>

#include "ui/plots/axis_ticks.h"
#include "ui/plots/plane_points.h"
#include "ui/plots/region_facts.h"

namespace arcscope::ui {
namespace {

bool sameCurve(const core::Snapshot& a, const core::Snapshot& b) {
  return a.t.size() == b.t.size() && a.t == b.t && a.inPlane.cols() == b.inPlane.cols() &&
         a.inPlane == b.inPlane && a.subject.setting.path.empty() == b.subject.setting.path.empty();
}

}  // namespace

std::vector<core::PlanePoint> simplified(const std::vector<core::PlanePoint>& path, double tolerance) {
  if (path.size() < 3) return path;
  std::vector<char> keep(path.size(), 0);
  keep.front() = keep.back() = 1;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, path.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    const core::PlanePoint a = path[first];
    const core::PlanePoint ab{path[last].a - a.a, path[last].b - a.b};
    const double length2 = ab.a * ab.a + ab.b * ab.b;
    double farthest = tolerance;
    std::size_t corner = first;
    for (std::size_t i = first + 1; i < last; ++i) {
      const core::PlanePoint p{path[i].a - a.a, path[i].b - a.b};
      const double s = length2 > 0.0 ? std::clamp((p.a * ab.a + p.b * ab.b) / length2, 0.0, 1.0) : 0.0;
      const double d = std::hypot(p.a - s * ab.a, p.b - s * ab.b);
      if (d > farthest) {
        farthest = d;
        corner = i;
      }
    }
    if (corner == first) continue;
    keep[corner] = 1;
    open.emplace_back(first, corner);
    open.emplace_back(corner, last);
  }
  std::vector<core::PlanePoint> result;
  for (std::size_t i = 0; i < path.size(); ++i)
    if (keep[i]) result.push_back(path[i]);
  return result;
}

core::PlaneRectangle squareRound(const core::Snapshot& snapshot, const core::LearningTaskPtr& points) {
  double reach = 1.0;
  for (Eigen::Index j = 0; j < snapshot.inPlane.cols(); ++j) {
    const double far = std::max(std::abs(snapshot.inPlane(0, j)), std::abs(snapshot.inPlane(1, j)));
    if (std::isfinite(far)) reach = std::max(reach, far);
  }
  reach *= 1.2;
  if (const auto place = points ? planeFromInput(snapshot.plane) : std::nullopt)
    reach = std::max(reach, 1.08 * reachOf(*points, *place));
  return {-reach, -reach, reach, reach};
}

PlaneView::PlaneView(QWidget* parent) : View(parent) {
  setObjectName(QStringLiteral("planeView"));
  setAccessibleName(tr("Plane of the trajectory"));
  setFocusPolicy(Qt::StrongFocus);
  connect(&m_painter, &RegionPainter::pictureReady, this, [this](const RegionPicture& picture) {
    if (picture.of.map != m_map) return;
    m_picture = picture;
    update();
  });
}

void PlaneView::setSnapshot(SnapshotPtr snapshot) {
  const int depth = m_snapshot ? m_snapshot->depth() : 0;
  const TimeColours colours(snapshot.get(), m_theme);
  // Most sliders change the network, not the curve: nothing to paint again before the regions are there.
  if (m_snapshot && snapshot && colours == m_colours && sameCurve(*m_snapshot, *snapshot)) {
    const auto place = pointsPlace();
    m_snapshot = std::move(snapshot);
    if (pointsPlace() != place) pointsChanged();
  } else {
    View::setSnapshot(std::move(snapshot));
    m_curveImage = QImage();
    m_colours = colours;
    if (!m_zoomed && !m_drawing) fitReach();
  }
  if (m_map && !fits(*m_map)) setRegions(nullptr);
  wantRegions();
  if (m_snapshot && m_snapshot->depth() != depth) Q_EMIT regionChoiceChanged();
}

void PlaneView::setTheme(const Theme& theme) {
  View::setTheme(theme);
  m_curveImage = QImage();
  m_pointsImage = QImage();
  m_picture = {};
  m_colours = TimeColours(m_snapshot.get(), m_theme);
  updateGeometry();
  wantRegions();
}

void PlaneView::fitReach() {
  m_centre = {};
  m_reach = m_snapshot ? squareRound(*m_snapshot, m_showPoints ? m_points : nullptr).a1 : 1.2;
  frameChanged();
}

std::optional<Eigen::Matrix2d> PlaneView::pointsPlace() const {
  if (!m_points || !m_showPoints || !m_snapshot) return std::nullopt;
  return planeFromInput(m_snapshot->plane);
}

void PlaneView::setDataPoints(core::LearningTaskPtr points) {
  if (points && points->features() != 2) points = nullptr;
  if (points == m_points) return;
  m_points = std::move(points);
  m_pointsImage = QImage();
  pointsChanged();
}

void PlaneView::setDataPointsShown(bool shown) {
  if (shown == m_showPoints) return;
  m_showPoints = shown;
  pointsChanged();
}

void PlaneView::pointsChanged() {
  if (!m_zoomed) fitReach();
  update();
  wantRegions();
}

void PlaneView::resetZoom() {
  m_zoomed = false;
  fitReach();
  wantRegions();
}

void PlaneView::frameChanged() {
  m_curveImage = QImage();
  update();
}

void PlaneView::setDrawMode(DrawMode mode) {
  if (mode == m_drawMode) return;
  m_drawMode = mode;
  m_path.clear();
  m_drawing = false;
  m_dragged.reset();
  setPointed(std::nullopt);
  setCursor(mode == DrawMode::None ? Qt::ArrowCursor : Qt::CrossCursor);
  if (mode != DrawMode::None) setFocus(Qt::OtherFocusReason);
  update();
  Q_EMIT drawModeChanged(mode);
}

QString PlaneView::title() const {
  if (m_figureRectangle)
    return m_map && !m_map->exact() ? tr("Where h = 0") : tr("Linear regions of the plane");
  return tr("Plane of the trajectory");
}

DataTable PlaneView::numbers() const {
  DataTable table{{QStringLiteral("t"), QStringLiteral("a"), QStringLiteral("b")}, {}};
  if (!m_snapshot) return table;
  for (Eigen::Index j = 0; j < m_snapshot->inPlane.cols(); ++j)
    table.rows.append({m_snapshot->t[j], m_snapshot->inPlane(0, j), m_snapshot->inPlane(1, j)});
  return table;
}

QSize PlaneView::minimumSizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(11 * unit), qRound(11 * unit)};
}

QSize PlaneView::sizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(22 * unit), qRound(22 * unit)};
}

double PlaneView::legendWidth(const QRectF& rect, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  return m_showRegions && rect.width() >= 50 * unit && rect.height() >= 22 * unit ? 17 * unit : 0.0;
}

PlaneFrame PlaneView::frame(const QRectF& rect, const Theme& theme, PaintTarget target) const {
  const QRectF area = rect.adjusted(0, 0, -legendWidth(rect, theme), 0);
  if (target == PaintTarget::Figure && (m_figureRectangle || m_map)) {
    const core::PlaneRectangle& r = m_figureRectangle ? *m_figureRectangle : m_map->request.rectangle;
    const double pixels = std::min(area.width() / (r.a1 - r.a0), area.height() / (r.b1 - r.b0));
    const QRectF fitted(area.topLeft(), QSizeF((r.a1 - r.a0) * pixels, (r.b1 - r.b0) * pixels));
    return {fitted, {0.5 * (r.a0 + r.a1), 0.5 * (r.b0 + r.b1)}, pixels};
  }
  return {area, m_centre, 0.5 * std::max(1.0, std::min(area.width(), area.height())) / m_reach};
}

PlaneFrame PlaneView::screenFrame() const {
  return frame(QRectF(rect()), m_theme, PaintTarget::Screen);
}

core::PlaneRectangle PlaneView::rectangle() const {
  return screenFrame().rectangle();
}

QPointF PlaneView::toWidget(const core::PlanePoint& point) const {
  return screenFrame().map(point);
}

core::PlanePoint PlaneView::toPlane(QPointF position) const {
  return screenFrame().unmap(position);
}

// The regions.

void PlaneView::wantRegions() {
  if (!m_showRegions || !m_snapshot || !isVisible() || width() < 8 || height() < 8) return;
  RegionMapRequest request{.subject = m_snapshot->subject,
                           .rectangle = rectangle(),
                           .layers = m_layers,
                           .readout = m_fill == RegionFill::Slope,
                           .classes = m_fill == RegionFill::Class};
  if (m_asked && sameMap(*m_asked, request)) return;
  m_asked = std::move(request);
  Q_EMIT regionsRequested(*m_asked);
}

void PlaneView::setRegionsShown(bool shown) {
  if (shown == m_showRegions) return;
  m_showRegions = shown;
  if (!shown) setRegions(nullptr);
  m_asked.reset();
  frameChanged();
  wantRegions();
}

bool PlaneView::fits(const RegionMap& map) const {
  if (!m_snapshot) return true;
  const bool convolutional = core::isConvolutional(m_snapshot->subject);
  if (convolutional || core::isConvolutional(map.request.subject))
    return convolutional && core::isConvolutional(map.request.subject);
  return map.exact() == core::isPiecewiseLinear(m_snapshot->subject.setting.activation);
}

void PlaneView::setRegions(const RegionMapPtr& map) {
  if (map && (!m_showRegions || !fits(*map))) return;  // it was asked for before the person chose otherwise
  if (!map) m_asked.reset();
  if (map == m_map) return;
  m_map = map;
  if (!map) m_picture = {};
  setPointed(std::nullopt);  // its number means nothing in another map
  if (underMouse() && m_drawMode == DrawMode::None) pointAt(m_pointedAt);
  update();
  Q_EMIT badgesChanged();
}

void PlaneView::setRegionLayers(int layers) {
  if (m_snapshot) layers = std::clamp(layers, 0, m_snapshot->depth());
  if (layers == m_layers) return;
  m_layers = layers;
  setPointed(std::nullopt);
  update();
  wantRegions();
  Q_EMIT regionChoiceChanged();
  Q_EMIT badgesChanged();
}

void PlaneView::setRegionFill(RegionFill fill) {
  if (fill == m_fill) return;
  m_fill = fill;
  update();
  wantRegions();
  Q_EMIT regionChoiceChanged();
}

RegionLook PlaneView::regionLook() const {
  RegionLook look{.layers = 0, .fill = m_fill, .patternLayer = 0};
  if (!m_map || m_map->layers() < 1) return look;
  look.layers = m_layers > 0 ? std::min(m_layers, m_map->layers()) : m_map->layers();
  look.patternLayer = m_focus ? std::clamp(m_focus->layer(), 1, look.layers) : look.layers;
  return look;
}

bool PlaneView::isStale() const {
  if (!m_map || !m_snapshot) return true;
  RegionMapRequest now = m_map->request;
  now.subject = m_snapshot->subject;
  return !sameMap(now, m_map->request);
}

std::optional<std::int32_t> PlaneView::focusedRegion() const {
  const RegionLook look = regionLook();
  if (look.layers < 1 || !m_map->exact() || !m_focus || !m_snapshot || isStale()) return std::nullopt;
  return m_map->regions.regionAt(look.layers, core::curveOf(m_snapshot->subject.setting).at(m_focus->t()));
}

void PlaneView::setPointed(std::optional<std::int32_t> region) {
  if (region == m_pointed) return;
  m_pointed = region;
  if (m_focus) {
    std::vector<TimeStretch> stretches;
    if (region && m_snapshot && !isStale())
      stretches = stretchesInRegion(*m_map, regionLook().layers, *region, m_snapshot->subject.setting.tBegin,
                                    m_snapshot->subject.setting.tEnd);
    m_focus->setStretches(std::move(stretches));
  }
  update();
}

void PlaneView::pointAt(QPointF position) {
  m_pointedAt = position;
  const RegionLook look = regionLook();
  const PlaneFrame f = screenFrame();
  setPointed(look.layers > 0 && m_map->exact() && f.area.contains(position)
                 ? m_map->regions.regionAt(look.layers, f.unmap(position))
                 : std::nullopt);
}

QVector<Badge> PlaneView::badges() const {
  QVector<Badge> badges;
  if (!m_showRegions || !m_snapshot || !m_map) return badges;
  const RegionLook look = regionLook();
  const int depth = m_snapshot->depth();
  if (look.layers < 1) {
    badges.append(core::isConvolutional(m_map->request.subject)
                      ? Badge{tr("no regions"), m_map->limit, false}
                      : Badge{tr("too many regions"), m_map->limit, true});
    return badges;
  }
  std::optional<core::PlanePoint> point;
  if (m_focus) point = core::curveOf(m_snapshot->subject.setting).at(m_focus->t());

  if (m_fill == RegionFill::Class && m_map->request.classes && m_map->classes.empty())
    badges.append(
        {tr("no classes"),
         tr("A trained or loaded network with a read-out of several outputs answers classes, where its "
            "activation is piecewise linear and the regions of all its layers can be found."),
         true});
  const int asked = m_layers > 0 ? std::min(m_layers, depth) : depth;
  if (look.layers < asked)
    badges.append({tr("layers %1 of %2").arg(layersText(look.layers)).arg(depth), m_map->limit, false});
  else if (look.layers < depth)
    badges.append({tr("layers %1").arg(layersText(look.layers)),
                   tr("Regions of the first %1 of %2 layers.").arg(look.layers).arg(depth), false});
  if (!m_map->exact()) {
    badges.append(
        {tr("sampled"),
         tr("Lines where h = 0, for each neuron of layers %1, on a grid of %2 cells a side: details smaller "
            "than a cell are missed. A smooth activation has no linear regions.")
             .arg(layersText(look.layers))
             .arg(m_map->levelSets.cells),
         false});
    return badges;
  }
  badges.append({tr("%1 regions").arg(countText(m_map->regions.count(look.layers))),
                 regionFacts(*m_map, look.layers, point).join(QLatin1Char('\n')), false});
  badges.append({tr("exact"), tr("The boundaries are computed, not sampled: none is missing."), false});
  return badges;
}

}  // namespace arcscope::ui
