#pragma once
#include <QMenu>
#include <QWidget>
#include <functional>
#include <optional>

#include "ui/panels/button.h"
#include "ui/panels/themed.h"
#include "ui/plots/view.h"
#include "ui/window/badge_strip.h"

namespace arcscope::ui {

/// A framed view with its title, its badges and what can be done with it. Cards that share a place show their
/// titles as tabs. A hidden card's view is not handed snapshots: it gets the newest when it is shown.
class Card : public QWidget, public Themed {
  Q_OBJECT

 public:
  /// @param shortTitle names the card in tabs and menus.
  Card(View* view, const QString& shortTitle, int minimumHeight, QWidget* parent = nullptr);

  [[nodiscard]] View* view() const { return m_view; }
  [[nodiscard]] const QString& shortTitle() const { return m_shortTitle; }
  [[nodiscard]] bool isEnlarged() const { return m_enlarged; }
  [[nodiscard]] int leastHeight() const { return m_leastHeight; }
  void setSnapshot(const SnapshotPtr& snapshot);
  void refresh();  ///< title and badges, after the view changed them of its own accord
  void setEnlarged(bool enlarged);
  /// The titles of the cards in this place, with this card's index; empty: the card stands alone.
  void setTabs(const QStringList& titles, int own);
  /// Where the names of tabs would be cut to less than their half, all but the front one share one place,
  /// which opens a menu of them.
  [[nodiscard]] QRect tabRect(int index) const;
  /// Adds entries of its own to the card's menu.
  void setMenuExtension(std::function<void(QMenu&)> extend) { m_extendMenu = std::move(extend); }
  /// A small button or the like in the title, left of those that are there.
  void addTitleTool(QWidget* tool);
  /// A row of controls between title and view, where the card is at least so large.
  void setTools(QWidget* tools, QSize least = {520, 340});
  [[nodiscard]] QRect titleRect() const;

 Q_SIGNALS:
  void enlargeRequested(bool enlarge);
  void hideRequested();
  void moveRequested(int by);  ///< -1 up, 1 down
  void tabChosen(int index);
  void exportRequested();
  void copyFigureRequested();
  void copyNumbersRequested();
  void dragMoved(QPoint global);
  void dragEnded(QPoint global);

 protected:
  void paintEvent(QPaintEvent*) override;
  void resizeEvent(QResizeEvent*) override;
  void showEvent(QShowEvent*) override;
  void mousePressEvent(QMouseEvent*) override;
  void mouseMoveEvent(QMouseEvent*) override;
  void mouseReleaseEvent(QMouseEvent*) override;
  void mouseDoubleClickEvent(QMouseEvent*) override;
  void contextMenuEvent(QContextMenuEvent*) override;
  bool event(QEvent*) override;
  void themeChanged() override;

 private:
  static constexpr int betweenTabs = 10;
  static constexpr double leastShareOfTabs = 0.55;
  [[nodiscard]] int tabWidth(int tab) const;
  [[nodiscard]] double shareOfTabs() const;
  [[nodiscard]] QString gatheredText() const;
  [[nodiscard]] int tabsEnd() const;
  void openGatheredTabs();
  void paintGathered(QPainter& painter, const QRectF& place) const;
  void deliver();
  void layoutPills();
  void layoutButtons();
  void layoutContent();
  void openMenu(QPoint global);

  View* m_view;
  QString m_shortTitle;
  int m_leastHeight;
  Button* m_menuButton;
  QVector<QWidget*> m_titleTools;  ///< from right to left, beside the menu
  int m_buttonsLeft = 0;           ///< where they begin
  QWidget* m_tools = nullptr;
  QSize m_leastWithTools;
  SnapshotPtr m_newest;
  QString m_shownTitle;
  QVector<Pill> m_pills;
  QVector<Badge> m_badges;
  QStringList m_tabs;
  int m_ownTab = 0;
  bool m_enlarged = false;
  std::optional<QPoint> m_pressed;
  bool m_draggingCard = false;
  std::function<void(QMenu&)> m_extendMenu;
};

}  // namespace arcscope::ui
