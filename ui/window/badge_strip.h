#pragma once
#include <QWidget>

#include "ui/panels/themed.h"
#include "ui/plots/view.h"

namespace arcscope::ui {

/// A badge and where it stands.
struct Pill {
  QRectF rect;
  Badge badge;
};

/// Places badges from `right` leftwards, warnings first so that they are the last to fall away; one that does
/// not fit before `left` is shortened, others are behind a "+2" whose tool tip has them.
[[nodiscard]] QVector<Pill> placePills(QVector<Badge> badges, double left, double right, double top,
                                       const Theme& theme);
void paintPills(QPainter& painter, const QVector<Pill>& pills, const Theme& theme);
/// Shows the tool tip of the pill at `position` of `widget`, or hides it.
void showPillTip(QWidget* widget, const QVector<Pill>& pills, QPoint position, QPoint global);
[[nodiscard]] bool sameBadges(const QVector<Badge>& a, const QVector<Badge>& b);

/// Badges in a row, at the right end of the widget.
class BadgeStrip : public QWidget, public Themed {
  Q_OBJECT

 public:
  using QWidget::QWidget;
  void setBadges(const QVector<Badge>& badges);
  [[nodiscard]] const QVector<Badge>& badges() const { return m_badges; }
  [[nodiscard]] QSize sizeHint() const override { return {60, 24}; }

 protected:
  bool event(QEvent*) override;
  void paintEvent(QPaintEvent*) override;
  void resizeEvent(QResizeEvent*) override { place(); }
  void themeChanged() override { place(); }

 private:
  void place();
  QVector<Badge> m_badges;
  QVector<Pill> m_pills;
};

}  // namespace arcscope::ui
