#include "ui/window/message_bar.h"

#include <QPainter>
#include <algorithm>

namespace arcscope::ui {

MessageBar::MessageBar(QWidget* parent)
    : QWidget(parent), m_close(new Button(Glyph::Close, Button::Look::Quiet, this)) {
  setObjectName(QStringLiteral("message"));
  m_close->setFixedSize(24, 24);
  m_close->setAccessibleName(tr("Close the message"));
  connect(m_close, &Button::clicked, this, &MessageBar::dismiss);
  m_timer.setSingleShot(true);
  m_timer.setInterval(12000);
  connect(&m_timer, &QTimer::timeout, this, &MessageBar::dismiss);
  hide();
}

void MessageBar::showMessage(const QString& sentence) {
  m_text = sentence;
  place(m_within);
  show();
  raise();
  update();
  m_timer.start();
}

void MessageBar::dismiss() {
  m_timer.stop();
  hide();
}

void MessageBar::place(const QRect& within) {
  m_within = within;
  const int widest = std::max(200, within.width() - 32);
  const QRect text =
      QFontMetrics(theme().font()).boundingRect(QRect(0, 0, widest - 64, 400), Qt::TextWordWrap, m_text);
  const QSize size(std::min(widest, text.width() + 66), std::max(36, text.height() + 18));
  setGeometry(
      QRect(QPoint(within.center().x() - size.width() / 2, within.bottom() - size.height() - 11), size));
}

void MessageBar::resizeEvent(QResizeEvent*) {
  m_close->move(width() - 30, (height() - 24) / 2);
}

void MessageBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme().warning, 1.0));
  painter.setBrush(theme().warningSoft);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6.0, 6.0);
  painter.setPen(theme().text);
  painter.setFont(theme().font());
  painter.drawText(QRect(14, 0, width() - 50, height()), Qt::AlignVCenter | Qt::TextWordWrap, m_text);
}

}  // namespace arcscope::ui
