#include "ui/plots/pattern_raster.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/plots/axis_ticks.h"
#include "ui/plots/bubble.h"
#include "ui/plots/colour_map.h"
#include "ui/plots/label.h"
#include "ui/plots/view_badges.h"

namespace arcscope::ui {
namespace {

/// For each of `columns` equal steps of t, the sample nearest to its middle.
std::vector<Eigen::Index> sampleOfColumn(const Eigen::VectorXd& t, int columns) {
  std::vector<Eigen::Index> samples(static_cast<std::size_t>(columns), 0);
  const Eigen::Index last = t.size() - 1;
  Eigen::Index j = 0;
  for (int x = 0; x < columns; ++x) {
    const double wanted = t[0] + (t[last] - t[0]) * (x + 0.5) / columns;
    while (j < last && std::abs(t[j + 1] - wanted) <= std::abs(t[j] - wanted)) ++j;
    samples[static_cast<std::size_t>(x)] = j;
  }
  return samples;
}

std::size_t colourIndex(int region) {
  return static_cast<std::size_t>(std::clamp(region, -1, 1) + 1);
}

constexpr int mostRuns = 20000;  // beyond, a figure holds an image instead of rectangles

}  // namespace

QImage patternImage(const core::RegionMatrix& regions, const Eigen::VectorXd& t, QSize size,
                    const std::array<QRgb, 3>& colours) {
  if (size.isEmpty() || regions.rows() == 0 || regions.cols() == 0 || t.size() != regions.cols()) return {};
  QImage image(size, QImage::Format_RGB32);
  const std::vector<Eigen::Index> samples = sampleOfColumn(t, size.width());
  Eigen::Index previous = -1;
  for (int y = 0; y < size.height(); ++y) {
    const auto neuron =
        static_cast<Eigen::Index>((y + 0.5) * static_cast<double>(regions.rows()) / size.height());
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
    if (neuron == previous) {
      std::copy_n(reinterpret_cast<const QRgb*>(image.constScanLine(y - 1)), size.width(), line);
      continue;
    }
    previous = neuron;
    const std::int8_t* row = regions.data() + neuron * regions.cols();
    for (int x = 0; x < size.width(); ++x)
      line[x] = colours[colourIndex(row[samples[static_cast<std::size_t>(x)]])];
  }
  return image;
}

PatternRaster::PatternRaster(QWidget* parent) : View(parent) {
  setObjectName(QStringLiteral("patternRaster"));
  setAccessibleName(tr("Activation pattern of the selected layer"));
  setFocusPolicy(Qt::StrongFocus);
}

void PatternRaster::setSnapshot(SnapshotPtr snapshot) {
  View::setSnapshot(std::move(snapshot));
  m_imageOf.reset();
}

void PatternRaster::setFocusModel(Focus* focus) {
  View::setFocusModel(focus);
}

void PatternRaster::setTheme(const Theme& theme) {
  View::setTheme(theme);
  updateGeometry();
}

int PatternRaster::layer() const {
  if (!m_snapshot || m_snapshot->depth() < 1) return 0;
  const int wanted = std::clamp(m_focus ? m_focus->layer() : m_snapshot->depth(), 1, m_snapshot->depth());
  const auto has = [&](int d) { return m_snapshot->layers[static_cast<std::size_t>(d)].regions != nullptr; };
  for (int away = 0; away <= m_snapshot->depth(); ++away)
    for (int d : {wanted - away, wanted + away})
      if (d >= 1 && d <= m_snapshot->depth() && has(d)) return d;
  return 0;
}

std::shared_ptr<const core::RegionMatrix> PatternRaster::regionsOf(int layer) const {
  if (!m_snapshot || layer < 1 || layer > m_snapshot->depth()) return nullptr;
  const auto& regions = m_snapshot->layers[static_cast<std::size_t>(layer)].regions;
  if (!regions || regions->rows() == 0 || regions->cols() != m_snapshot->t.size() || regions->cols() == 0)
    return nullptr;
  return regions;
}

QString PatternRaster::title() const {
  return layer() > 0 ? tr("Activation pattern, layer %1").arg(layer()) : tr("Activation pattern");
}

QVector<Badge> PatternRaster::badges() const {
  if (!m_snapshot) return {};
  QVector<Badge> badges{imageBadge(*m_snapshot)};
  badges += noticeBadges(*m_snapshot, {core::Notice::Kind::Streamed});
  const core::CurveMeasures& m = m_snapshot->measures;
  const auto d = static_cast<std::size_t>(std::max(0, layer() - 1));
  if (layer() > 0 && !core::isPiecewiseLinear(m_snapshot->subject.setting.activation))
    badges.append(
        {tr("sign"), tr("A smooth activation has no linear regions: the sign of h is shown."), false});
  if (layer() > 0 && d < m.dead.size() && m.dead[d] > 0)
    badges.append({tr("%1 constant").arg(m.dead[d]),
                   tr("Neurons whose value does not change along the curve."), false});
  if (layer() > 0 && d < m.saturated.size() && m.saturated[d] > 0.95)
    badges.append({tr("%1 saturated").arg(percentText(m.saturated[d])),
                   tr("Share of neurons and samples in a flat region of the activation."), true});
  return badges;
}

DataTable PatternRaster::numbers() const {
  DataTable table{{QStringLiteral("t")}, {}};
  const auto regions = regionsOf(m_figureLayer > 0 ? m_figureLayer : layer());
  if (!regions) return table;
  for (Eigen::Index i = 0; i < regions->rows(); ++i) table.columns.append(QStringLiteral("neuron_%1").arg(i));
  for (Eigen::Index j = 0; j < regions->cols(); ++j) {
    QVector<double> row{m_snapshot->t[j]};
    for (Eigen::Index i = 0; i < regions->rows(); ++i) row.append((*regions)(i, j));
    table.rows.append(std::move(row));
  }
  return table;
}

QSize PatternRaster::minimumSizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(13 * unit), qRound(6 * unit)};
}

QSize PatternRaster::sizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(30 * unit), qRound(11 * unit)};
}

QRectF PatternRaster::rasterRect(const QRectF& rect, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  const QFontMetricsF metrics(theme.font(0.92));
  const double axis = rect.height() > 7.0 * unit ? metrics.height() + 0.35 * unit : 0.0;
  return rect.adjusted(0, 0, 0, -axis);
}

QRectF PatternRaster::rasterRect() const {
  return rasterRect(QRectF(rect()), m_theme);
}

double PatternRaster::timeAt(double x) const {
  const QRectF raster = rasterRect();
  const Eigen::VectorXd& t = m_snapshot->t;
  const double u = std::clamp((x - raster.left()) / raster.width(), 0.0, 1.0);
  return t[0] + u * (t[t.size() - 1] - t[0]);
}

void PatternRaster::paint(QPainter& painter, const QRectF& rect, const Theme& theme,
                          PaintTarget target) const {
  const int shown = target == PaintTarget::Figure && m_figureLayer > 0 ? m_figureLayer : layer();
  const auto regions = regionsOf(shown);
  if (!regions) {
    if (m_snapshot) paintEmpty(painter, rect, tr("No pattern is kept of this layer."), theme);
    return;
  }
  const QRectF raster = rasterRect(rect, theme);
  painter.save();
  if (target == PaintTarget::Screen) {
    const double ratio = painter.device()->devicePixelRatioF();
    const QSize pixels = (raster.size() * ratio).toSize();
    const auto colours = regionColours(theme);
    if (m_imageOf != regions || m_image.size() != pixels || m_imageColours != colours) {
      m_image = patternImage(*regions, m_snapshot->t, pixels, colours);
      m_image.setDevicePixelRatio(ratio);
      m_imageOf = regions;
      m_imageColours = colours;
    }
    painter.drawImage(raster.topLeft(), m_image);
  } else {
    paintRuns(painter, raster, theme, *regions);
  }
  paintAxis(painter, rect, raster, theme);
  if (target == PaintTarget::Screen) paintMarks(painter, raster, theme, *regions);
  painter.restore();
}

void PatternRaster::paintRuns(QPainter& painter, const QRectF& raster, const Theme& theme,
                              const core::RegionMatrix& regions) const {
  const auto colours = regionColours(theme);
  const Eigen::VectorXd& t = m_snapshot->t;
  const Eigen::Index last = t.size() - 1;
  std::size_t runs = 0;
  for (Eigen::Index i = 0; i < regions.rows() && runs <= mostRuns; ++i) {
    const std::int8_t* row = regions.data() + i * regions.cols();
    for (Eigen::Index j = 1; j <= last; ++j) runs += row[j] != row[j - 1];
  }
  if (runs > mostRuns) {  // an image at the samples' own resolution
    const QSize size(static_cast<int>(std::min<Eigen::Index>(t.size(), 2048)),
                     static_cast<int>(std::min<Eigen::Index>(regions.rows(), 2048)));
    painter.drawImage(raster, patternImage(regions, t, size, colours));
    return;
  }
  // One path a colour; the middle region is the ground. A run ends half way between two samples.
  const auto xOf = [&](Eigen::Index j, bool left) {
    if (left ? j == 0 : j == last) return left ? raster.left() : raster.right();
    const double middle = left ? 0.5 * (t[j - 1] + t[j]) : 0.5 * (t[j] + t[j + 1]);
    return raster.left() + raster.width() * (middle - t[0]) / (t[last] - t[0]);
  };
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setPen(Qt::NoPen);
  painter.fillRect(raster, QColor::fromRgb(colours[1]));
  for (int region : {-1, 1}) {
    QPainterPath path;
    const double height = raster.height() / static_cast<double>(regions.rows());
    for (Eigen::Index i = 0; i < regions.rows(); ++i) {
      const std::int8_t* row = regions.data() + i * regions.cols();
      for (Eigen::Index j = 0; j <= last;) {
        Eigen::Index end = j;
        while (end < last && row[end + 1] == row[j]) ++end;
        if (row[j] == region) {
          const double left = xOf(j, true);
          path.addRect(
              QRectF(left, raster.top() + height * static_cast<double>(i), xOf(end, false) - left, height));
        }
        j = end + 1;
      }
    }
    if (!path.isEmpty()) painter.fillPath(path, QColor::fromRgb(colours[colourIndex(region)]));
  }
}

void PatternRaster::paintAxis(QPainter& painter, const QRectF& rect, const QRectF& raster,
                              const Theme& theme) const {
  if (raster.bottom() >= rect.bottom()) return;
  painter.setFont(theme.font(0.92));
  painter.setPen(theme.mutedText);
  const QFontMetricsF metrics(painter.font());
  const Eigen::VectorXd& t = m_snapshot->t;
  const double begin = t[0];
  const double end = t[t.size() - 1];
  const QVector<double> ticks = niceTicks(begin, end, 6);
  const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : 1.0;
  const double baseline = raster.bottom() + 0.2 * theme.typeSize * theme.scale + metrics.ascent();
  for (const double tick : ticks) {
    const QString text = end > begin ? tickLabel(tick, step) : valueText(tick);
    const double x =
        end > begin ? raster.left() + raster.width() * (tick - begin) / (end - begin) : raster.left();
    const double width = labelWidth(painter.font(), text);
    drawLabel(painter,
              QPointF(std::clamp(x - 0.5 * width, rect.left(), std::max(rect.left(), rect.right() - width)),
                      baseline),
              text);
  }
}

void PatternRaster::paintMarks(QPainter& painter, const QRectF& raster, const Theme& theme,
                               const core::RegionMatrix& regions) const {
  painter.setRenderHint(QPainter::Antialiasing);
  const Eigen::VectorXd& t = m_snapshot->t;
  const double begin = t[0];
  const double stretch = std::max(1e-300, t[t.size() - 1] - begin);
  const auto xOf = [&](double time) { return raster.left() + raster.width() * (time - begin) / stretch; };
  if (m_dragFrom >= 0.0) {
    const double a = xOf(m_dragFrom);
    const double b = xOf(m_dragTo);
    QColor veil = theme.card;
    veil.setAlphaF(0.65F);
    painter.fillRect(QRectF(raster.topLeft(), QPointF(std::min(a, b), raster.bottom())), veil);
    painter.fillRect(QRectF(QPointF(std::max(a, b), raster.top()), raster.bottomRight()), veil);
  }
  if (!m_focus) return;
  QColor tint = theme.text;
  tint.setAlphaF(0.22F);
  for (const TimeStretch& lit : m_focus->stretches()) {
    const double left = std::max(raster.left(), xOf(lit.begin));
    const double right = std::min(raster.right(), xOf(lit.end));
    if (right >= left)
      painter.fillRect(QRectF(left, raster.top(), std::max(1.5, right - left), raster.height()), tint);
  }
  const double row = raster.height() / static_cast<double>(regions.rows());
  const bool onLayer = layer() == m_focus->layer() || m_hovered;
  if (onLayer && m_focus->neuron() >= 0 && m_focus->neuron() < regions.rows()) {
    const double height = std::max(row, 3.0);
    const double top = raster.top() + row * (m_focus->neuron() + 0.5) - 0.5 * height;
    painter.setPen(QPen(theme.text, 1.0 * theme.scale));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(raster.left(), top, raster.width(), height)
                         .intersected(raster)
                         .adjusted(0.5, 0.5, -0.5, -0.5));
  }
  const double focusT = m_focus->t();
  if (focusT < begin || focusT > begin + stretch) return;
  painter.setPen(QPen(theme.card, 3.2 * theme.scale));
  painter.drawLine(QPointF(xOf(focusT), raster.top()), QPointF(xOf(focusT), raster.bottom()));
  painter.setPen(QPen(theme.text, 1.4 * theme.scale));
  painter.drawLine(QPointF(xOf(focusT), raster.top()), QPointF(xOf(focusT), raster.bottom()));
  if (!m_hovered || m_focus->neuron() < 0 || m_focus->neuron() >= regions.rows()) return;
  Eigen::Index nearest = 0;
  (t.array() - focusT).abs().minCoeff(&nearest);
  const int region = regions(m_focus->neuron(), nearest);
  const bool smooth = !core::isPiecewiseLinear(m_snapshot->subject.setting.activation);
  const QString state = smooth ? (region > 0 ? tr("h > 0") : tr("h ≤ 0"))
                               : tr("region %1")
                                     .arg(region < 0   ? QStringLiteral("−1")
                                          : region > 0 ? QStringLiteral("+1")
                                                       : QStringLiteral("0"));
  const QString text = tr("neuron %1, t = %2, %3").arg(m_focus->neuron()).arg(focusT, 0, 'f', 3).arg(state);
  paintBubble(painter, QPointF(xOf(focusT), raster.top() + row * (m_focus->neuron() + 0.5)), text,
              QRectF(rect()), theme);
}

void PatternRaster::mouseMoveEvent(QMouseEvent* event) {
  const auto regions = regionsOf(layer());
  if (!regions) return;
  const QRectF raster = rasterRect();
  const QPointF p = event->position();
  if ((event->buttons() & Qt::LeftButton) && m_dragFrom >= 0.0) m_dragTo = timeAt(p.x());
  m_hovered = raster.contains(p);
  if (m_focus && (m_hovered || m_dragFrom >= 0.0)) {
    const double u = std::clamp((p.y() - raster.top()) / raster.height(), 0.0, 1.0);
    m_focus->setNeuron(std::min(static_cast<int>(u * static_cast<double>(regions->rows())),
                                static_cast<int>(regions->rows()) - 1));
    m_focus->setT(timeAt(p.x()));
  }
  update();
}

void PatternRaster::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !regionsOf(layer()) || !rasterRect().contains(event->position()))
    return;
  m_dragFrom = m_dragTo = timeAt(event->position().x());
}

void PatternRaster::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || m_dragFrom < 0.0 || !m_snapshot) return;
  const double begin = std::min(m_dragFrom, m_dragTo);
  const double end = std::max(m_dragFrom, m_dragTo);
  const Eigen::VectorXd& t = m_snapshot->t;
  const double pixels = rasterRect().width() * (end - begin) / std::max(1e-300, t[t.size() - 1] - t[0]);
  m_dragFrom = m_dragTo = -1.0;
  update();
  if (pixels >= 4.0) Q_EMIT stretchRequested(begin, end);
}

void PatternRaster::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) Q_EMIT stretchRequested(0.0, 1.0);
}

void PatternRaster::leaveEvent(QEvent*) {
  m_hovered = false;
  if (m_focus) m_focus->setNeuron(-1);
  update();
}

void PatternRaster::keyPressEvent(QKeyEvent* event) {
  const auto regions = regionsOf(layer());
  if (!regions || !m_focus) {
    View::keyPressEvent(event);
    return;
  }
  const Eigen::VectorXd& t = m_snapshot->t;
  const double begin = t[0];
  const double end = t[t.size() - 1];
  const int neurons = static_cast<int>(regions->rows());
  switch (event->key()) {
    case Qt::Key_Right:
      m_focus->setT(std::min(end, m_focus->t() + 0.005 * (end - begin)));
      break;
    case Qt::Key_Left:
      m_focus->setT(std::max(begin, m_focus->t() - 0.005 * (end - begin)));
      break;
    case Qt::Key_Down:
      m_focus->setNeuron(std::min(neurons - 1, m_focus->neuron() + 1));
      break;
    case Qt::Key_Up:
      m_focus->setNeuron(std::max(0, m_focus->neuron() - 1));
      break;
    case Qt::Key_Home:
    case Qt::Key_Escape:
      Q_EMIT stretchRequested(0.0, 1.0);
      break;
    default:
      View::keyPressEvent(event);
  }
}

}  // namespace arcscope::ui
