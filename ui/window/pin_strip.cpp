#include "ui/window/pin_strip.h"

#include <QHBoxLayout>
#include <QInputDialog>
#include <QMenu>
#include <QPainter>

#include "ui/plots/label.h"
#include "ui/plots/plot_chart.h"

namespace arcscope::ui {
namespace {

constexpr int longestName = 24;

/// A piece of the pin's line, and its name.
class PinChip : public KeyButton, public Themed {
 public:
  PinChip(int index, QWidget* parent) : KeyButton(parent), m_index(index) {
    setObjectName(QStringLiteral("pin%1").arg(index));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
  }
  [[nodiscard]] QSize sizeHint() const override {
    const double unit = theme().typeSize * theme().scale;
    return {qRound(labelWidth(theme().font(), text()) + 4.2 * unit), qRound(2.4 * unit)};
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double unit = theme().typeSize * theme().scale;
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool lit = underMouse() || isDown() || hasFocus();
    painter.setPen(QPen(hasFocus() ? theme().accent : theme().border, hasFocus() ? 1.6 : 1.0));
    painter.setBrush(lit ? theme().accentSoft : theme().card);
    painter.drawRoundedRect(box, 0.4 * unit, 0.4 * unit);
    painter.setPen(pinPen(m_index, theme()));
    painter.drawLine(QPointF(0.8 * unit, box.center().y()), QPointF(2.6 * unit, box.center().y()));
    painter.setPen(theme().text);
    painter.setFont(theme().font());
    const QFontMetricsF metrics(painter.font());
    drawLabel(painter, QPointF(3.2 * unit, box.center().y() + 0.36 * metrics.ascent()), text());
  }
  void themeChanged() override { updateGeometry(); }

 private:
  int m_index;
};

}  // namespace

PinStrip::PinStrip(QWidget* parent) : QWidget(parent) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(4);
  for (int i = 0; i < static_cast<int>(mostPins); ++i) {
    auto* chip = new PinChip(i, this);
    chip->setAccessibleName(tr("Pin %1").arg(i + 1));
    chip->hide();
    connect(chip, &QAbstractButton::clicked, this, [this, i] { openMenu(i); });
    row->addWidget(chip);
    m_chips.push_back(chip);
  }
}

void PinStrip::setPins(const std::vector<Pin>& pins, const core::Setting& reference) {
  m_pins = pins;
  for (std::size_t i = 0; i < m_chips.size(); ++i) {
    m_chips[i]->setVisible(i < pins.size());
    if (i >= pins.size()) continue;
    const Pin& pin = pins[i];
    const QString difference = differenceLine(pin.subject.setting, reference);
    m_chips[i]->setText(pin.name.size() > longestName ? pin.name.left(longestName - 1) + QChar(0x2026)
                                                      : pin.name);
    m_chips[i]->setToolTip(difference.isEmpty() ? tr("%1, pinned: the same as on view").arg(pin.name)
                                                : tr("%1, pinned: %2").arg(pin.name, difference));
    m_chips[i]->setAccessibleName(m_chips[i]->toolTip());
    m_chips[i]->updateGeometry();
  }
}

void PinStrip::openMenu(int index) {
  QMenu menu(this);
  menu.addAction(tr("Go to it"), this, [this, index] { Q_EMIT restoreRequested(index); });
  menu.addAction(tr("Rename\u2026"), this, [this, index] { askForName(index); });
  menu.addAction(tr("Remove"), this, [this, index] { Q_EMIT removeRequested(index); });
  const QWidget* chip = m_chips[static_cast<std::size_t>(index)];
  menu.exec(chip->mapToGlobal(QPoint(0, chip->height() + 2)));
}

void PinStrip::askForName(int index) {
  auto* dialog = new QInputDialog(this);
  dialog->setObjectName(QStringLiteral("renamePin"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Rename"));
  dialog->setLabelText(tr("Name of the pinned state"));
  dialog->setTextValue(m_pins[static_cast<std::size_t>(index)].name);
  connect(dialog, &QInputDialog::textValueSelected, this, [this, index](const QString& name) {
    if (!name.trimmed().isEmpty()) Q_EMIT renameRequested(index, name.trimmed().left(200));
  });
  dialog->open();
}

}  // namespace arcscope::ui
