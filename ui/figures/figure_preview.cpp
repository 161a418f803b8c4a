#include "ui/figures/figure_preview.h"

namespace arcscope::ui {

FigurePreview::FigurePreview(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void FigurePreview::show(const FigureSource* source, const FigureStyle& style, const QString& instead) {
  m_instead = instead;
  m_image = {};
  if (source != nullptr) {
    const QSizeF room = QSizeF(size() - QSize(2, 2)) * devicePixelRatioF();
    const QSizeF fitted = style.millimetres.scaled(room, Qt::KeepAspectRatio);
    constexpr double millimetresPerInch = 25.4;
    const double dpi = fitted.width() / style.millimetres.width() * millimetresPerInch;
    m_image = renderImage(style, std::max(1, static_cast<int>(dpi)),
                          [&](QPainter& painter, const QRectF& page, const Theme& theme) {
                            source->paint(painter, page, theme);
                          });
    m_image.setDevicePixelRatio(devicePixelRatioF());
  }
  update();
}

void FigurePreview::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (m_image.isNull()) {
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, m_instead);
    return;
  }
  QRectF page(QPointF(), m_image.deviceIndependentSize());
  page.moveCenter(QRectF(rect()).center());
  page.moveTopLeft(page.topLeft().toPoint());
  painter.drawImage(page.topLeft(), m_image);
  painter.setPen(palette().color(QPalette::Mid));
  painter.drawRect(page.adjusted(-0.5, -0.5, 0.5, 0.5));
}

}  // namespace arcscope::ui
