#include "ui/window/badge_strip.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

namespace arcscope::ui {
namespace {

/// What a cut text must still show: up to its first word, as a number alone misleads.
QString leastOf(const QString& text) {
  const auto letter = std::find_if(text.begin(), text.end(), [](QChar c) { return c.isLetter(); });
  return text.left(text.indexOf(QLatin1Char(' '), letter - text.begin()));
}

}  // namespace

QVector<Pill> placePills(QVector<Badge> badges, double left, double right, double top, const Theme& theme) {
  const QFontMetricsF metrics(theme.font(0.9));
  std::stable_sort(badges.begin(), badges.end(),
                   [](const Badge& a, const Badge& b) { return a.warning > b.warning; });
  QVector<Pill> pills;
  const auto put = [&](const Badge& badge) {
    const double wide = metrics.horizontalAdvance(badge.text) + 14.0;
    pills.push_back({QRectF(right - wide, top, wide, 18.0), badge});
    right -= wide + 6.0;
  };
  while (!badges.isEmpty()) {
    Badge badge = badges.front();
    if (right - metrics.horizontalAdvance(badge.text) - 14.0 < left) {
      const double room = right - left;
      const QString least = leastOf(badge.text) + QChar(0x2026);
      if (room < 48.0 || room < metrics.horizontalAdvance(least) + 14.0) break;
      if (badge.tooltip.isEmpty()) badge.tooltip = badge.text;
      badge.text = metrics.elidedText(badge.text, Qt::ElideRight, room - 14.0);
    }
    put(badge);
    badges.removeFirst();
  }
  if (badges.isEmpty()) return pills;
  // What has no room is behind a number, which may need the place of one that has.
  const auto wideOf = [&](qsizetype count) {
    return metrics.horizontalAdvance(QStringLiteral("+%1").arg(count)) + 14.0;
  };
  while (right - wideOf(badges.size()) < left && !pills.isEmpty()) {
    right = pills.back().rect.right();
    badges.prepend(pills.takeLast().badge);
  }
  if (right - wideOf(badges.size()) < left) return pills;
  Badge rest{.text = QStringLiteral("+%1").arg(badges.size()), .tooltip = {}};
  QStringList lines;
  for (const Badge& badge : badges) {
    rest.warning = rest.warning || badge.warning;
    lines << (badge.tooltip.isEmpty() ? badge.text : badge.text + QStringLiteral(": ") + badge.tooltip);
  }
  rest.tooltip = lines.join(QLatin1Char('\n'));
  put(rest);
  return pills;
}

void paintPills(QPainter& painter, const QVector<Pill>& pills, const Theme& theme) {
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(theme.font(0.9));
  for (const Pill& pill : pills) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(pill.badge.warning ? theme.warningSoft : theme.goodSoft);
    painter.drawRoundedRect(pill.rect, 9.0, 9.0);
    painter.setPen(pill.badge.warning ? theme.warning : theme.good);
    painter.drawText(pill.rect, Qt::AlignCenter, pill.badge.text);
  }
}

void showPillTip(QWidget* widget, const QVector<Pill>& pills, QPoint position, QPoint global) {
  for (const Pill& pill : pills)
    if (pill.rect.contains(QPointF(position))) {
      QToolTip::showText(global, pill.badge.tooltip, widget, pill.rect.toRect());
      return;
    }
  QToolTip::hideText();
}

bool sameBadges(const QVector<Badge>& a, const QVector<Badge>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Badge& x, const Badge& y) {
    return x.text == y.text && x.warning == y.warning && x.tooltip == y.tooltip;
  });
}

void BadgeStrip::setBadges(const QVector<Badge>& badges) {
  if (sameBadges(badges, m_badges)) return;
  m_badges = badges;
  place();
}

void BadgeStrip::place() {
  m_pills = placePills(m_badges, 0.0, width(), (height() - 18.0) / 2.0, theme());
  update();
}

bool BadgeStrip::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    auto* help = static_cast<QHelpEvent*>(event);
    showPillTip(this, m_pills, help->pos(), help->globalPos());
    return true;
  }
  return QWidget::event(event);
}

void BadgeStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintPills(painter, m_pills, theme());
}

}  // namespace arcscope::ui
