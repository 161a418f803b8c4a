#include "ui/lecture/mirror.h"

#include "ui/plots/plane_view.h"

namespace arcscope::ui {
namespace {

constexpr int restMs = 60;                        ///< at least between two paintings
constexpr std::int32_t mostVectorRegions = 3000;  ///< more are taken from the view's picture

/// Whether painting it as a figure takes longer than a lecture waits.
bool isSlow(const View& view) {
  const auto* const plane = qobject_cast<const PlaneView*>(&view);
  if (plane == nullptr || plane->regions() == nullptr) return false;
  const RegionMap& map = *plane->regions();
  return !map.exact() || map.regions.count(map.regions.depth()) > mostVectorRegions;
}

}  // namespace

Mirror::Mirror(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("mirror"));
  setAttribute(Qt::WA_OpaquePaintEvent);
  m_later.setSingleShot(true);
  m_later.setInterval(restMs);
  connect(&m_later, &QTimer::timeout, this, qOverload<>(&QWidget::update));
}

void Mirror::setSource(View* source) {
  if (m_source != nullptr) m_source->removeEventFilter(this);
  m_source = source;
  if (m_source != nullptr) m_source->installEventFilter(this);
  update();
}

void Mirror::setTheme(const Theme& theme) {
  m_theme = theme;
  update();
}

bool Mirror::eventFilter(QObject*, QEvent* event) {
  if (event->type() == QEvent::Paint && !m_later.isActive()) m_later.start();
  return false;
}

void Mirror::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), m_theme.window);
  if (m_source == nullptr) return;
  const double unit = m_theme.typeSize * m_theme.scale;
  painter.setPen(m_theme.text);
  painter.setFont(m_theme.font(1.0, QFont::DemiBold));
  painter.drawText(QRectF(0.0, 0.0, width(), 1.6 * unit), Qt::AlignVCenter, m_source->title());
  const QRectF room = QRectF(rect()).adjusted(0.0, 1.8 * unit, 0.0, 0.0);
  if (isSlow(*m_source)) {
    const QImage picture = m_source->grab().toImage();
    const QSizeF size = QSizeF(picture.size()).scaled(room.size(), Qt::KeepAspectRatio);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(QRectF(room.center() - QPointF(0.5 * size.width(), 0.5 * size.height()), size),
                      picture);
    return;
  }
  Theme theme = m_theme;
  theme.card = theme.window;
  m_source->paint(painter, room, theme, PaintTarget::Figure);
}

}  // namespace arcscope::ui
