#include "ui/window/card.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/plots/label.h"

namespace arcscope::ui {
namespace {
constexpr int titleHeight = 28;
constexpr int padding = 10;
}  // namespace

Card::Card(View* view, const QString& shortTitle, int minimumHeight, QWidget* parent)
    : QWidget(parent),
      m_view(view),
      m_shortTitle(shortTitle),
      m_leastHeight(minimumHeight),
      m_menuButton(new Button(Glyph::Menu, Button::Look::Quiet, this)) {
  m_view->setParent(this);
  m_menuButton->setFixedSize(22, 20);
  m_menuButton->setToolTip(tr("Export, copy, enlarge, move, hide"));
  m_menuButton->setAccessibleName(tr("Menu of %1").arg(shortTitle));
  m_menuButton->setObjectName(QStringLiteral("cardMenu"));
  connect(m_menuButton, &Button::clicked, this,
          [this] { openMenu(m_menuButton->mapToGlobal(QPoint(0, m_menuButton->height()))); });
}

QRect Card::titleRect() const {
  return {0, 0, width(), titleHeight};
}

void Card::setSnapshot(const SnapshotPtr& snapshot) {
  m_newest = snapshot;
  if (isVisible()) deliver();
}

void Card::deliver() {
  if (m_newest && m_view->snapshot() != m_newest) m_view->setSnapshot(m_newest);
  refresh();
}

void Card::showEvent(QShowEvent* event) {
  deliver();
  QWidget::showEvent(event);
}

void Card::refresh() {
  const QVector<Badge> badges = m_view->badges();
  const QString title = m_view->title();
  if (sameBadges(badges, m_badges) && title == m_shownTitle) return;
  m_badges = badges;
  m_shownTitle = title;
  layoutPills();
  update(titleRect());
}

void Card::setEnlarged(bool enlarged) {
  m_enlarged = enlarged;
  update(titleRect());
}

void Card::setTabs(const QStringList& titles, int own) {
  if (titles == m_tabs && own == m_ownTab) return;
  m_tabs = titles;
  m_ownTab = own;
  layoutPills();
  update(titleRect());
}

int Card::tabWidth(int tab) const {
  return QFontMetrics(theme().font(1.0, QFont::DemiBold)).horizontalAdvance(m_tabs[tab]) + 4;
}

/// Of what all tabs behind the front one would like to have.
double Card::shareOfTabs() const {
  int others = 0;
  for (int i = 0; i < m_tabs.size(); ++i) others += i == m_ownTab ? 0 : tabWidth(i);
  const int room =
      m_buttonsLeft - 2 * padding - tabWidth(m_ownTab) - betweenTabs * (static_cast<int>(m_tabs.size()) - 1);
  return others > 0 ? std::min(1.0, static_cast<double>(room) / others) : 1.0;
}

QString Card::gatheredText() const {
  return QStringLiteral("+%1").arg(m_tabs.size() - 1);
}

QRect Card::tabRect(int index) const {
  const double share = shareOfTabs();
  const bool gathered = share < leastShareOfTabs;
  const auto widthOf = [&](int tab) {  // the tab in front keeps its whole title
    if (tab == m_ownTab) return tabWidth(tab);
    if (!gathered) return static_cast<int>(share * tabWidth(tab));
    return QFontMetrics(theme().font()).horizontalAdvance(gatheredText()) + 18;
  };
  int x = padding;
  if (gathered)
    x += index == m_ownTab ? 0 : tabWidth(m_ownTab) + betweenTabs;
  else
    for (int i = 0; i < index; ++i) x += widthOf(i) + betweenTabs;
  return {x, 4, widthOf(index), titleHeight - 4};
}

int Card::tabsEnd() const {
  int end = 0;
  for (int i = 0; i < m_tabs.size(); ++i) end = std::max(end, tabRect(i).right());
  return end;
}

void Card::openGatheredTabs() {
  auto* menu = new QMenu(this);
  menu->setObjectName(QStringLiteral("gatheredTabs"));
  menu->setAttribute(Qt::WA_DeleteOnClose);
  QRect place;
  for (int i = 0; i < m_tabs.size(); ++i) {
    if (i == m_ownTab) continue;
    place = tabRect(i);
    menu->addAction(m_tabs[i], this, [this, i] { Q_EMIT tabChosen(i); });
  }
  menu->popup(mapToGlobal(place.bottomLeft() + QPoint(0, 2)));
}

void Card::layoutPills() {
  const double titleEnd =
      m_tabs.isEmpty()
          ? padding + QFontMetricsF(theme().font(1.0, QFont::DemiBold)).horizontalAdvance(m_shownTitle)
          : tabsEnd();
  m_pills = placePills(m_badges, titleEnd + 12.0, m_buttonsLeft - 6.0, 6.0, theme());
}

void Card::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme().border, 1.0));
  painter.setBrush(theme().card);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6.0, 6.0);
  painter.setFont(theme().font(1.0, QFont::DemiBold));
  if (m_tabs.isEmpty()) {
    painter.setPen(theme().text);
    const QString title = QFontMetrics(painter.font()).elidedText(m_shownTitle, Qt::ElideRight, width() - 60);
    drawLabel(painter, QRectF(padding, 2.0, width() - 60.0, titleHeight - 2.0), Qt::AlignLeft, title);
  } else {
    const bool gathered = shareOfTabs() < leastShareOfTabs;
    for (int i = 0; i < m_tabs.size(); ++i) {
      if (gathered && i != m_ownTab) continue;
      painter.setPen(i == m_ownTab ? theme().text : theme().mutedText);
      painter.setFont(theme().font(1.0, i == m_ownTab ? QFont::DemiBold : QFont::Normal));
      const QRectF tab(tabRect(i));
      const QFontMetricsF metrics(painter.font());
      painter.drawText(tab, Qt::AlignVCenter | Qt::AlignLeft,
                       metrics.elidedText(m_tabs[i], Qt::ElideRight, tab.width()));
      if (i == m_ownTab) {
        const double wide = metrics.horizontalAdvance(m_tabs[i]);
        painter.fillRect(QRectF(tab.left(), tab.bottom() - 3.0, wide, 2.0), theme().accent);
      }
    }
    if (gathered) paintGathered(painter, tabRect(m_ownTab == 0 ? 1 : 0));
  }
  paintPills(painter, m_pills, theme());
}

/// How many tabs there are beside the front one, for whose names there is no room.
void Card::paintGathered(QPainter& painter, const QRectF& place) const {
  painter.setFont(theme().font());
  painter.setPen(theme().mutedText);
  drawLabel(painter, place, Qt::AlignLeft, gatheredText());
  const QPointF tip(place.right() - 6.0, place.center().y() + 2.0);
  painter.setPen(QPen(theme().mutedText, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(QPolygonF{tip + QPointF(-3.5, -3.0), tip, tip + QPointF(3.5, -3.0)});
}

void Card::setTools(QWidget* tools, QSize least) {
  m_tools = tools;
  m_leastWithTools = least;
  m_tools->setParent(this);
  layoutContent();
}

void Card::addTitleTool(QWidget* tool) {
  tool->setParent(this);
  m_titleTools.append(tool);
  layoutButtons();
  layoutPills();
}

void Card::layoutButtons() {
  m_menuButton->move(width() - m_menuButton->width() - 6, 5);
  m_buttonsLeft = m_menuButton->x();
  for (QWidget* tool : m_titleTools) {
    tool->resize(tool->sizeHint().width(), 20);
    m_buttonsLeft -= tool->width() + 2;
    tool->move(m_buttonsLeft, 5);
  }
}

void Card::resizeEvent(QResizeEvent*) {
  layoutButtons();
  layoutContent();
  layoutPills();
}

void Card::layoutContent() {
  const QRect inside(padding - 2, titleHeight, std::max(0, width() - 2 * padding + 4),
                     std::max(0, height() - titleHeight - 6));
  int above = 0;
  if (m_tools) {
    const bool fits = width() >= m_leastWithTools.width() && height() >= m_leastWithTools.height();
    m_tools->setVisible(fits);
    if (fits) {
      const int tall = m_tools->hasHeightForWidth() ? m_tools->heightForWidth(inside.width())
                                                    : m_tools->sizeHint().height();
      m_tools->setGeometry(inside.left(), inside.top() + 2, inside.width(), tall);
      above = tall + 10;
    }
  }
  m_view->setGeometry(inside.adjusted(0, above, 0, 0));
}

void Card::themeChanged() {
  layoutButtons();
  layoutContent();
  layoutPills();
  update();
}

bool Card::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    auto* help = static_cast<QHelpEvent*>(event);
    showPillTip(this, m_pills, help->pos(), help->globalPos());
    return true;
  }
  return QWidget::event(event);
}

void Card::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !titleRect().contains(event->pos())) return;
  for (int i = 0; i < m_tabs.size(); ++i)
    if (i != m_ownTab && tabRect(i).contains(event->pos())) {
      if (shareOfTabs() < leastShareOfTabs)
        openGatheredTabs();
      else
        Q_EMIT tabChosen(i);
      return;
    }
  m_pressed = event->pos();
}

void Card::mouseMoveEvent(QMouseEvent* event) {
  if (!m_pressed || m_enlarged) return;
  if (!m_draggingCard && (event->pos() - *m_pressed).manhattanLength() < QApplication::startDragDistance())
    return;
  if (!m_draggingCard) setCursor(Qt::ClosedHandCursor);
  m_draggingCard = true;
  Q_EMIT dragMoved(event->globalPosition().toPoint());
}

void Card::mouseReleaseEvent(QMouseEvent* event) {
  m_pressed.reset();
  if (!m_draggingCard) return;
  m_draggingCard = false;
  unsetCursor();
  Q_EMIT dragEnded(event->globalPosition().toPoint());
}

void Card::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton && titleRect().contains(event->pos()))
    Q_EMIT enlargeRequested(!m_enlarged);
}

void Card::contextMenuEvent(QContextMenuEvent* event) {
  openMenu(event->globalPos());
}

void Card::openMenu(QPoint global) {
  QMenu menu(this);
  if (m_extendMenu) {
    m_extendMenu(menu);
    menu.addSeparator();
  }
  menu.addAction(tr("Export…"), this, &Card::exportRequested);
  menu.addAction(tr("Copy figure"), this, &Card::copyFigureRequested);
  menu.addAction(tr("Copy numbers"), this, &Card::copyNumbersRequested);
  menu.addSeparator();
  menu.addAction(m_enlarged ? tr("Back to its place") : tr("Enlarge"), this,
                 [this] { Q_EMIT enlargeRequested(!m_enlarged); });
  if (!m_enlarged) {
    menu.addAction(tr("Move up"), this, [this] { Q_EMIT moveRequested(-1); });
    menu.addAction(tr("Move down"), this, [this] { Q_EMIT moveRequested(1); });
    menu.addAction(tr("Hide"), this, &Card::hideRequested);
  }
  menu.exec(global);
}

}  // namespace arcscope::ui
