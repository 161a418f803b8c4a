#include "ui/window/pin_strip.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <algorithm>

#include "ui/plots/label.h"
#include "ui/plots/pin_look.h"

namespace arcscope::ui {
namespace {

constexpr int longestPinName = 200;

/// A piece of the pin's line, and its name; pale while the pin is hidden.
class PinChip : public KeyButton, public Themed {
 public:
  PinChip(int index, QWidget* parent) : KeyButton(parent) {
    setObjectName(QStringLiteral("pin%1").arg(index));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
  }
  void setPin(const Pin& pin) {
    m_pin = pin;
    setText(shortName(pin));
    updateGeometry();
    update();
  }
  [[nodiscard]] QSize sizeHint() const override { return sizeWith(labelWidth(theme().font(), text()), 1.8); }
  /// The line is shorter then, and a letter is left of the name.
  [[nodiscard]] QSize minimumSizeHint() const override {
    return sizeWith(labelWidth(theme().font(), text().left(1)), 1.2);
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
    const double line = (width() < sizeHint().width() ? 1.2 : 1.8) * unit;
    if (!m_pin.shown) painter.setOpacity(0.4);
    painter.setPen(pinPen(m_pin, theme()));
    painter.drawLine(QPointF(0.7 * unit, box.center().y()), QPointF(0.7 * unit + line, box.center().y()));
    painter.setPen(theme().text);
    painter.setFont(theme().font());
    const double left = 1.15 * unit + line;
    QString name = elidedLabel(painter.font(), text(), width() - left - 0.5 * unit);
    if (name.size() < 2) name = text().left(1);  // not dots alone
    drawLabel(painter, QRectF(left, 0.0, width() - left, height()), Qt::AlignLeft, name);
  }
  void themeChanged() override { updateGeometry(); }

 private:
  [[nodiscard]] QSize sizeWith(double name, double line) const {
    const double unit = theme().typeSize * theme().scale;
    return {qRound(name + (line + 1.85) * unit), qRound(2.4 * unit)};
  }

  Pin m_pin;
};

/// An entry in the place of a button's name; Escape leaves it as it was.
class NameEntry : public QLineEdit {
 public:
  using QLineEdit::QLineEdit;

 protected:
  bool event(QEvent* event) override {
    // Before the window's own Escape.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
      event->accept();
    return QLineEdit::event(event);
  }
  void keyPressEvent(QKeyEvent* event) override {
    if (event->key() != Qt::Key_Escape) return QLineEdit::keyPressEvent(event);
    blockSignals(true);
    deleteLater();
    hide();
  }
};

}  // namespace

PinStrip::PinStrip(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
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
    const QString difference = plainLabel(differenceLine(pin.subject.setting, reference));
    QString tip = difference.isEmpty() ? tr("%1, pinned: the same as on view").arg(pin.name)
                                       : tr("%1, pinned: %2").arg(pin.name, difference);
    if (!pin.shown) tip += tr(" (hidden)");
    static_cast<PinChip*>(m_chips[i])->setPin(pin);
    m_chips[i]->setToolTip(tip);
    m_chips[i]->setAccessibleName(tip);
  }
}

void PinStrip::openMenu(int index) {
  const bool shown = m_pins[static_cast<std::size_t>(index)].shown;
  QMenu menu(this);
  menu.addAction(tr("Go to it"), this, [this, index] { Q_EMIT restoreRequested(index); });
  menu.addAction(shown ? tr("Hide") : tr("Show"), this,
                 [this, index] { change(index, [](Pin& pin) { pin.shown = !pin.shown; }); });
  menu.addAction(tr("Rename"), this, [this, index] { rename(index); });
  menu.addAction(tr("Remove"), this, [this, index] {
    std::vector<Pin> pins = m_pins;
    pins.erase(pins.begin() + index);
    Q_EMIT changed(pins);
  });
  const QWidget* chip = m_chips[static_cast<std::size_t>(index)];
  menu.exec(chip->mapToGlobal(QPoint(0, chip->height() + 2)));
}

void PinStrip::change(int index, const std::function<void(Pin&)>& how) {
  std::vector<Pin> pins = m_pins;
  if (index >= static_cast<int>(pins.size())) return;
  how(pins[static_cast<std::size_t>(index)]);
  Q_EMIT changed(pins);
}

void PinStrip::rename(int index) {
  const QWidget* chip = m_chips[static_cast<std::size_t>(index)];
  QWidget* const bar = parentWidget();
  const double unit = theme().typeSize * theme().scale;
  auto* entry = new NameEntry(m_pins[static_cast<std::size_t>(index)].name, bar);
  entry->setObjectName(QStringLiteral("renamePin"));
  entry->setAccessibleName(tr("Name of the pinned state"));
  entry->setMaxLength(longestPinName);
  const QPoint at = chip->mapTo(bar, QPoint());
  const int wide = std::max(chip->width(), qRound(14.0 * unit));
  entry->setGeometry(std::min(at.x(), bar->width() - wide), at.y(), wide, chip->height());
  connect(entry, &QLineEdit::editingFinished, this, [this, entry, index] {
    entry->blockSignals(true);  // hiding it would finish it again
    entry->hide();
    entry->deleteLater();
    const QString name = entry->text().trimmed();
    if (!name.isEmpty()) change(index, [&](Pin& pin) { pin.name = name; });
  });
  entry->show();
  entry->selectAll();
  entry->setFocus();
}

}  // namespace arcscope::ui
