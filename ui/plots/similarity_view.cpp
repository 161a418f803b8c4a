#include "ui/plots/similarity_view.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>

#include "ui/plots/axis_ticks.h"
#include "ui/plots/bubble.h"
#include "ui/plots/colour_bar.h"
#include "ui/plots/colour_map.h"
#include "ui/plots/label.h"
#include "ui/plots/pin_look.h"
#include "ui/plots/view_badges.h"

namespace arcscope::ui {
namespace {

const core::SimilarityStudy* similarityOf(const Pin& pin) {
  return pin.study && pin.study->similarity ? &*pin.study->similarity : nullptr;
}

}  // namespace

SimilarityView::SimilarityView(QWidget* parent) : View(parent) {
  setObjectName(QStringLiteral("similarityView"));
  setAccessibleName(tr("Similarity of the images of each two layers"));
  setFocusPolicy(Qt::StrongFocus);
}

const core::SimilarityStudy* SimilarityView::similarity() const {
  return m_study && m_study->similarity ? &*m_study->similarity : nullptr;
}

void SimilarityView::studyChanged() {
  m_pointed.reset();
  update();
}

void SimilarityView::setTheme(const Theme& theme) {
  View::setTheme(theme);
  updateGeometry();
}

QVector<Badge> SimilarityView::badges() const {
  QVector<Badge> badges = ageBadge(m_snapshot);
  const core::SimilarityStudy* study = similarity();
  if (study == nullptr) return badges;
  const int last = study->directions.back();
  const double chance = std::sqrt(std::min(1.0, 2.0 * last / study->points));
  badges.append(
      {tr("SVCCA of %1")
           .arg(m_study->image == core::ImageKind::H ? QStringLiteral("h") : QStringLiteral("z")),
       tr("Mean canonical correlation of the directions that hold 99 % of each image's variance, at %1 "
          "points "
          "of the curve. Of the two layers the one with fewer directions counts. Two unrelated images of as "
          "many directions as the last layer has, %2, would get about %3.")
           .arg(countText(study->points), countText(last))
           .arg(chance, 0, 'f', 2),
       false});
  if (!pins().empty() && layout(QRectF(rect()), m_theme).pins.empty())
    badges.append({tr("without pins"), tr("There is no room for them: enlarge the view."), false});
  const auto& directions = study->directions;
  if (const auto point = std::find(directions.begin(), directions.end(), 0); point != directions.end())
    badges.append({tr("one point from layer %1").arg(point - directions.begin()),
                   tr("A layer whose image is one point, or has no finite values, is similar to none."),
                   true});
  return badges;
}

DataTable SimilarityView::numbers() const {
  DataTable table{{QStringLiteral("layer"), QStringLiteral("other_layer"), QStringLiteral("svcca"),
                   QStringLiteral("directions"), QStringLiteral("other_directions")},
                  {}};
  const core::SimilarityStudy* study = similarity();
  if (study == nullptr) return table;
  const int layers = static_cast<int>(study->directions.size());
  for (int i = 0; i < layers; ++i)
    for (int j = 0; j < layers; ++j)
      table.rows.append({1.0 * i, 1.0 * j, study->similarity(i, j),
                         1.0 * study->directions[static_cast<std::size_t>(i)],
                         1.0 * study->directions[static_cast<std::size_t>(j)]});
  for (const Pin& pin : pins()) {
    const core::SimilarityStudy* pinned = similarityOf(pin);
    if (pinned == nullptr) continue;
    table.columns << QStringLiteral("svcca ") + pin.name;
    for (QVector<double>& row : table.rows)
      row << (std::max(row[0], row[1]) < static_cast<double>(pinned->similarity.rows())
                  ? pinned->similarity(static_cast<Eigen::Index>(row[0]), static_cast<Eigen::Index>(row[1]))
                  : qQNaN());
  }
  return table;
}

QSize SimilarityView::minimumSizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(13 * unit), qRound(10 * unit)};
}

QSize SimilarityView::sizeHint() const {
  const double unit = m_theme.typeSize * m_theme.scale;
  return {qRound(30 * unit), qRound(18 * unit)};
}

bool SimilarityView::hasLegend(const QRectF& rect, const Theme& theme) {
  const double unit = theme.typeSize * theme.scale;
  return rect.width() > 18 * unit && rect.height() > 9 * unit;
}

QRectF SimilarityView::Frame::cell(int column, int row) const {
  const double width = area.width() / layers;
  const double height = area.height() / layers;
  return {area.left() + column * width, area.bottom() - (row + 1) * height, width, height};
}

double SimilarityView::leastShown() const {
  double least = 1.0;
  const auto take = [&](const core::SimilarityStudy& study) {
    for (const double value : study.similarity.reshaped())
      if (std::isfinite(value)) least = std::min(least, value);
  };
  take(*similarity());
  for (const Pin& pin : pins())
    if (const core::SimilarityStudy* study = similarityOf(pin)) take(*study);
  return std::clamp(std::floor(10.0 * least) / 10.0, 0.0, 0.9);
}

SimilarityView::Layout SimilarityView::layout(const QRectF& rect, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  const double gap = 1.2 * unit;
  const double head = 1.7 * unit;  // with the name of a pinned state
  const double key = hasLegend(rect, theme) ? 6.0 * unit : 0.0;
  const QRectF room = rect.adjusted(3.4 * unit, 0.5 * unit, -0.6 * unit - key, -2.9 * unit);
  const int count = static_cast<int>(pins().size());
  double side = std::max(1.0, std::min(room.width(), room.height()));
  double small = 0.0;
  int columns = 0;
  if (count > 0) {
    const double own = std::min(room.height(), 0.6 * room.width());
    for (int each = 1; each <= std::min(count, 2); ++each) {
      const int rows = (count + each - 1) / each;
      const double fits = std::min((room.width() - own) / each - gap, room.height() / rows - head);
      if (fits <= small) continue;
      small = fits;
      columns = each;
    }
    if (small >= 3.0 * unit) side = own;
  }
  const bool beside = small >= 3.0 * unit;
  small = std::min(small, side);
  const double whole = side + (beside ? columns * (small + gap) : 0.0);
  const double left = room.left() + 0.5 * (room.width() - whole);
  const double top = room.top() + 0.5 * (room.height() - side);
  Layout layout{.own = {QRectF(left, top, side, side), static_cast<int>(similarity()->directions.size())},
                .pins = {},
                .right = left + whole};
  if (!beside) return layout;
  const int rows = (count + columns - 1) / columns;
  const double row = rows == 1 ? 0.0 : (room.height() - small - head) / (rows - 1);
  const double first = rows == 1 ? std::max(room.top(), top - head) : room.top();
  for (int i = 0; i < count; ++i) {
    const core::SimilarityStudy* study = similarityOf(pins()[static_cast<std::size_t>(i)]);
    layout.pins.push_back({QRectF(left + side + gap + (i % columns) * (small + gap),
                                  first + head + (i / columns) * row, small, small),
                           study ? static_cast<int>(study->directions.size()) : 0});
  }
  return layout;
}

QRectF SimilarityView::pinArea(std::size_t pin) const {
  const Layout all = layout(QRectF(rect()), m_theme);
  return pin < all.pins.size() ? all.pins[pin].area : QRectF();
}

QRectF SimilarityView::cellAt(int column, int row) const {
  return frame(QRectF(rect()), m_theme).cell(column, row);
}

std::optional<SimilarityView::Cell> SimilarityView::cellUnder(QPointF position) const {
  if (!similarity()) return std::nullopt;
  const Frame f = frame(QRectF(rect()), m_theme);
  if (!f.area.contains(position)) return std::nullopt;
  const auto index = [&](double share) {
    return std::clamp(static_cast<int>(share * f.layers), 0, f.layers - 1);
  };
  return Cell{index((position.x() - f.area.left()) / f.area.width()),
              index((f.area.bottom() - position.y()) / f.area.height())};
}

void SimilarityView::paintCells(QPainter& painter, const Frame& f, const core::SimilarityStudy& study,
                                double least, const Theme& theme, PaintTarget target) {
  painter.setRenderHint(QPainter::Antialiasing, false);
  for (int row = 0; row < f.layers; ++row)
    for (int column = 0; column < f.layers; ++column) {
      const double value = study.similarity(row, column);
      QRectF cell = f.cell(column, row);
      // A little into the next cell, so that no seam shows between them.
      cell = target == PaintTarget::Screen ? QRectF(cell.toAlignedRect())
                                           : cell.adjusted(0, 0, 0.3, 0.3).intersected(f.area);
      painter.fillRect(cell, std::isnan(value)
                                 ? theme.window
                                 : QColor::fromRgb(heatColour((value - least) / (1.0 - least), theme)));
    }
  painter.setRenderHint(QPainter::Antialiasing);
}

void SimilarityView::paint(QPainter& painter, const QRectF& rect, const Theme& theme,
                           PaintTarget target) const {
  const core::SimilarityStudy* study = similarity();
  if (study == nullptr) return;
  const Layout all = layout(rect, theme);
  const Frame& f = all.own;
  painter.save();
  const double least = leastShown();
  paintCells(painter, f, *study, least, theme, target);
  paintAxes(painter, f, theme);
  for (std::size_t i = 0; i < all.pins.size(); ++i) {
    if (const core::SimilarityStudy* pinned = similarityOf(pins()[i]))
      paintCells(painter, all.pins[i], *pinned, least, theme, target);
    paintPin(painter, all.pins[i], pins()[i], theme, target);
  }
  if (hasLegend(rect, theme)) {
    const double unit = theme.typeSize * theme.scale;
    const QRectF room(all.right + 1.2 * unit, f.area.top(), 5.5 * unit, f.area.height());
    paintColourBar(painter, room, QStringLiteral("SVCCA"), theme, [&](double place) {
      return ColourBarStep{heatColour(place, theme), least + place * (1.0 - least)};
    });
  }
  if (target == PaintTarget::Screen) paintMarks(painter, f, theme);
  painter.restore();
}

/// Its frame and name; the pointed cell in it too.
void SimilarityView::paintPin(QPainter& painter, const Frame& f, const Pin& pin, const Theme& theme,
                              PaintTarget target) const {
  const double unit = theme.typeSize * theme.scale;
  painter.setPen(QPen(theme.border, std::max(0.5, 0.6 * theme.lineWidth * theme.scale)));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(f.area);
  const double tag = pinTagSize(theme);
  const double middle = f.area.top() - 0.85 * unit;
  paintPinTag(painter, QPointF(f.area.left() + 0.5 * tag, middle), pin, theme);
  painter.setFont(theme.font(0.92));
  painter.setPen(theme.mutedText);
  if (comparison()->pinsNamed()) {
    const QString difference = differenceLine(pin.subject.setting, m_study->subject.setting);
    const QRectF room(f.area.left() + tag + 0.4 * unit, middle - unit, f.area.width() - tag - 0.4 * unit,
                      2.0 * unit);
    drawLabel(painter, room, Qt::AlignLeft,
              elidedLabel(painter.font(), difference.isEmpty() ? tr("as now") : difference, room.width()));
  }
  const core::SimilarityStudy* study = similarityOf(pin);
  if (study == nullptr)
    drawLabel(painter, f.area, Qt::AlignHCenter,
              pin.study && !pin.study->reason.empty() ? tr("none") : QString(QChar(0x2026)));
  if (study && target == PaintTarget::Screen && m_pointed && m_pointed->row < f.layers &&
      m_pointed->column < f.layers) {
    painter.setPen(QPen(theme.text, theme.lineWidth * theme.scale));
    painter.drawRect(f.cell(m_pointed->column, m_pointed->row));
  }
}

void SimilarityView::paintAxes(QPainter& painter, const Frame& f, const Theme& theme) const {
  const double unit = theme.typeSize * theme.scale;
  painter.setPen(QPen(theme.border, std::max(0.5, 0.6 * theme.lineWidth * theme.scale)));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(f.area);
  painter.setFont(theme.font(0.92));
  painter.setPen(theme.mutedText);
  const QFontMetricsF metrics(painter.font());
  const int most = std::max(2, static_cast<int>(f.area.width() / (2.2 * unit)));
  for (const double tick : niceTicks(0.0, f.layers - 1.0, most, true)) {
    const QString label = tick == 0.0 ? QStringLiteral("x") : tickLabel(tick, 1.0);
    const QRectF cell = f.cell(static_cast<int>(tick), static_cast<int>(tick));
    const double width = labelWidth(painter.font(), label);
    drawLabel(painter,
              QPointF(cell.center().x() - 0.5 * width, f.area.bottom() + metrics.ascent() + 0.3 * unit),
              label);
    drawLabel(painter,
              QPointF(f.area.left() - 0.5 * unit - width, cell.center().y() + 0.35 * metrics.ascent()),
              label);
  }
  const QString name = tr("layer");
  drawLabel(painter,
            QPointF(f.area.center().x() - 0.5 * labelWidth(painter.font(), name),
                    f.area.bottom() + metrics.ascent() + metrics.height() + 0.3 * unit),
            name);
}

void SimilarityView::paintMarks(QPainter& painter, const Frame& f, const Theme& theme) const {
  if (!m_focus) return;
  const double width = theme.lineWidth * theme.scale;
  painter.setBrush(Qt::NoBrush);
  const auto frameLayer = [&](int layer, const QPen& pen) {
    if (layer < 0 || layer >= f.layers) return;
    painter.setPen(pen);
    painter.drawRect(f.cell(layer, 0).united(f.cell(layer, f.layers - 1)));
    painter.drawRect(f.cell(0, layer).united(f.cell(f.layers - 1, layer)));
  };
  frameLayer(m_focus->layer(), QPen(theme.third, width));
  frameLayer(m_focus->hoveredLayer(), QPen(theme.text, 0.7 * width, Qt::DotLine));
  if (!m_pointed) return;
  const QRectF cell = f.cell(m_pointed->column, m_pointed->row);
  painter.setPen(QPen(theme.text, 1.4 * width));
  painter.drawRect(cell);
  const core::SimilarityStudy& study = *similarity();
  const auto of = [&](int layer) {
    return tr("%1: %2 directions")
        .arg(layerName(layer), countText(study.directions[static_cast<std::size_t>(layer)]));
  };
  const double value = study.similarity(m_pointed->row, m_pointed->column);
  QStringList lines{tr("%1 and %2: %3")
                        .arg(layerName(m_pointed->column), layerName(m_pointed->row),
                             std::isnan(value) ? tr("none") : QString::number(value, 'f', 3)),
                    of(m_pointed->column)};
  if (m_pointed->row != m_pointed->column) lines << of(m_pointed->row);
  for (const Pin& pin : pins())
    if (const core::SimilarityStudy* pinned = similarityOf(pin);
        pinned && std::max(m_pointed->row, m_pointed->column) < pinned->similarity.rows())
      lines << shortName(pin) + QStringLiteral(": ") +
                   QString::number(pinned->similarity(m_pointed->row, m_pointed->column), 'f', 3);
  paintBubble(painter, cell.center(), lines.join(QLatin1Char('\n')), QRectF(rect()), theme);
}

void SimilarityView::mouseMoveEvent(QMouseEvent* event) {
  const std::optional<Cell> cell = cellUnder(event->position());
  if (cell == m_pointed) return;
  m_pointed = cell;
  if (m_focus) m_focus->setHoveredLayer(cell ? cell->column : -1);
  update();
}

void SimilarityView::mousePressEvent(QMouseEvent* event) {
  const std::optional<Cell> cell = cellUnder(event->position());
  if (event->button() == Qt::LeftButton && m_focus && cell) m_focus->setLayer(cell->column);
}

void SimilarityView::leaveEvent(QEvent* event) {
  m_pointed.reset();
  if (m_focus) m_focus->setHoveredLayer(-1);
  update();
  View::leaveEvent(event);
}

void SimilarityView::keyPressEvent(QKeyEvent* event) {
  if (!stepLayer(*event)) View::keyPressEvent(event);
}

}  // namespace arcscope::ui
