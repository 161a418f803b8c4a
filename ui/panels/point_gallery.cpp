#include "ui/panels/point_gallery.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "ui/panels/button.h"
#include "ui/plots/point_picture.h"

namespace arcscope::ui {
namespace {

constexpr int picture = 56;  // 28 pixels twice
constexpr int space = 4;
constexpr int cell = picture + space;
constexpr int nameHeight = 24;
constexpr int classGap = 8;

}  // namespace

PointGallery::PointGallery(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Points of the data set"));
}

void PointGallery::setTask(core::LearningTaskPtr task) {
  if (task == m_task) return;
  m_task = std::move(task);
  const auto classes = static_cast<std::size_t>(m_task ? m_task->classes() : 0);
  m_points.assign(classes, {});
  m_unfolded.assign(classes, false);
  if (m_task)
    for (std::size_t point = 0; point < m_task->training.labels.size(); ++point)
      m_points[m_task->training.labels[point]].push_back(static_cast<std::int64_t>(point));
  m_first = m_second = -1;
  m_pointed.reset();
  m_cursorRow = m_cursorColumn = 0;
  layOut();
}

void PointGallery::setEnds(std::int64_t first, std::int64_t second) {
  if (first == m_first && second == m_second) return;
  m_first = first;
  m_second = second;
  update();
}

void PointGallery::unfold(int label, bool all) {
  m_unfolded[static_cast<std::size_t>(label)] = all;
  layOut();
}

std::size_t PointGallery::columns() const {
  return static_cast<std::size_t>(std::max(1, (width() + space) / cell));
}

void PointGallery::layOut() {
  m_rows.clear();
  m_names.clear();
  int top = 0;
  for (std::size_t label = 0; label < m_points.size(); ++label) {
    m_names.push_back(top);
    top += nameHeight;
    const std::size_t count = m_points[label].size();
    const std::size_t shown = m_unfolded[label] ? count : std::min(count, columns());
    for (std::size_t begin = 0; begin < shown; begin += columns(), top += cell)
      m_rows.push_back({top, static_cast<int>(label), begin, std::min(columns(), shown - begin)});
    top += classGap;
  }
  setMinimumHeight(std::max(0, top - classGap));
  m_cursorRow = m_rows.empty() ? 0 : std::min(m_cursorRow, m_rows.size() - 1);
  update();
}

QRect PointGallery::cellRect(const Row& row, std::size_t column) const {
  return {static_cast<int>(column) * cell, row.top, picture, picture};
}

std::int64_t PointGallery::pointIn(const Row& row, std::size_t column) const {
  return m_points[static_cast<std::size_t>(row.label)][row.begin + column];
}

QRect PointGallery::pointRect(std::int64_t point) const {
  for (const Row& row : m_rows)
    for (std::size_t column = 0; column < row.count; ++column)
      if (pointIn(row, column) == point) return cellRect(row, column);
  return {};
}

QRect PointGallery::nameRect(int label) const {
  return {0, m_names[static_cast<std::size_t>(label)], width(), nameHeight};
}

std::optional<std::int64_t> PointGallery::pointAt(QPoint at) const {
  for (const Row& row : m_rows)
    for (std::size_t column = 0; column < row.count; ++column)
      if (cellRect(row, column).contains(at)) return pointIn(row, column);
  return std::nullopt;
}

int PointGallery::nameAt(QPoint at) const {
  for (std::size_t label = 0; label < m_names.size(); ++label)
    if (nameRect(static_cast<int>(label)).contains(at)) return static_cast<int>(label);
  return -1;
}

void PointGallery::paintEvent(QPaintEvent* event) {
  if (!m_task) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  for (std::size_t label = 0; label < m_names.size(); ++label)
    if (nameRect(static_cast<int>(label)).intersects(event->rect()))
      paintName(painter, static_cast<int>(label));
  for (const Row& row : m_rows) {
    if (row.top > event->rect().bottom() || row.top + cell < event->rect().top()) continue;
    for (std::size_t column = 0; column < row.count; ++column)
      paintPoint(painter, pointIn(row, column), cellRect(row, column));
  }
  if (hasFocus() && !m_rows.empty()) {
    const Row& row = m_rows[m_cursorRow];
    painter.setPen(QPen(theme().accent, 1.0, Qt::DotLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(
        QRectF(cellRect(row, std::min(m_cursorColumn, row.count - 1))).adjusted(1.5, 1.5, -1.5, -1.5));
  }
}

void PointGallery::paintName(QPainter& painter, int label) const {
  const QRectF place = nameRect(label);
  const auto index = static_cast<std::size_t>(label);
  const QString name = QString::fromStdString(m_task->classNames[index]);
  const QString count = QLocale(QLocale::English).toString(static_cast<qlonglong>(m_points[index].size()));
  painter.setFont(theme().font(1.0, QFont::Medium));
  painter.setPen(m_pointedName == label ? theme().accent : theme().text);
  painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, name);
  painter.setFont(theme().font(0.92));
  painter.setPen(m_pointedName == label ? theme().accent : theme().mutedText);
  painter.drawText(place.adjusted(0, 0, -20, 0), Qt::AlignVCenter | Qt::AlignRight,
                   isUnfolded(label) ? tr("fewer") : tr("all %1").arg(count));
  painter.save();
  painter.translate(place.right() - 9.0, place.center().y());
  if (isUnfolded(label)) painter.rotate(180.0);
  drawGlyph(painter, Glyph::Chevron, QRectF(-6.0, -6.0, 12.0, 12.0),
            m_pointedName == label ? theme().accent : theme().mutedText);
  painter.restore();
}

void PointGallery::paintPoint(QPainter& painter, std::int64_t point, const QRect& place) const {
  const PictureForm form = pictureForm(*m_task);
  const QImage image = pointPicture(m_task->training.inputs.col(point).cast<double>(), form, theme());
  drawPointPicture(painter, place, image, form);
  const bool end = point == m_first || point == m_second;
  const QRectF frame = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(m_pointed == point ? theme().mutedText : theme().border, 1.0));
  painter.drawRect(frame);
  if (!end) return;
  const QColor colour = endColour(theme(), point == m_second);
  painter.setPen(QPen(colour, 3.0, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
  painter.drawRect(frame.adjusted(1, 1, -1, -1));
  const QRectF tag(frame.left(), frame.top(), 16.0, 16.0);
  painter.fillRect(tag, colour);
  painter.setPen(theme().card);
  painter.setFont(theme().font(0.92, QFont::DemiBold));
  painter.drawText(tag, Qt::AlignCenter, point == m_first ? QStringLiteral("A") : QStringLiteral("B"));
}

bool PointGallery::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip && m_task) {
    auto* help = static_cast<QHelpEvent*>(event);
    const auto point = pointAt(help->pos());
    if (point)
      QToolTip::showText(
          help->globalPos(),
          tr("%1, training point %2")
              .arg(QString::fromStdString(
                  m_task->classNames[m_task->training.labels[static_cast<std::size_t>(*point)]]))
              .arg(*point),
          this, pointRect(*point));
    else
      QToolTip::hideText();
    return true;
  }
  return QWidget::event(event);
}

void PointGallery::resizeEvent(QResizeEvent* event) {
  if (event->size().width() != event->oldSize().width()) layOut();
}

void PointGallery::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  if (const auto point = pointAt(event->pos())) {
    Q_EMIT pointChosen(*point);
  } else if (const int label = nameAt(event->pos()); label >= 0) {
    unfold(label, !isUnfolded(label));
  }
}

void PointGallery::mouseMoveEvent(QMouseEvent* event) {
  const auto point = pointAt(event->pos());
  const int label = nameAt(event->pos());
  if (point == m_pointed && label == m_pointedName) return;
  m_pointed = point;
  m_pointedName = label;
  setCursor(point || label >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
  update();
}

void PointGallery::leaveEvent(QEvent*) {
  m_pointed.reset();
  m_pointedName = -1;
  update();
}

void PointGallery::moveCursor(int rows, int columns) {
  const auto last = static_cast<int>(m_rows.size()) - 1;
  int row = static_cast<int>(m_cursorRow) + rows;
  int column = static_cast<int>(std::min(m_cursorColumn, m_rows[m_cursorRow].count - 1)) + columns;
  if (column < 0 && row > 0) column = static_cast<int>(m_rows[static_cast<std::size_t>(--row)].count) - 1;
  row = std::clamp(row, 0, last);
  if (column >= static_cast<int>(m_rows[static_cast<std::size_t>(row)].count) && columns > 0 && row < last) {
    ++row;
    column = 0;
  }
  m_cursorRow = static_cast<std::size_t>(row);
  m_cursorColumn = std::min(static_cast<std::size_t>(std::max(column, 0)), m_rows[m_cursorRow].count - 1);
  update();
  Q_EMIT cursorMoved(cellRect(m_rows[m_cursorRow], m_cursorColumn));
}

void PointGallery::keyPressEvent(QKeyEvent* event) {
  if (m_rows.empty()) return QWidget::keyPressEvent(event);
  switch (event->key()) {
    case Qt::Key_Left:
      return moveCursor(0, -1);
    case Qt::Key_Right:
      return moveCursor(0, 1);
    case Qt::Key_Up:
      return moveCursor(-1, 0);
    case Qt::Key_Down:
      return moveCursor(1, 0);
    case Qt::Key_Return:
    case Qt::Key_Enter: {
      const Row& row = m_rows[m_cursorRow];
      Q_EMIT pointChosen(pointIn(row, std::min(m_cursorColumn, row.count - 1)));
      return;
    }
    default:
      return QWidget::keyPressEvent(event);
  }
}

}  // namespace arcscope::ui
