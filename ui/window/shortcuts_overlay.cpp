#include "ui/window/shortcuts_overlay.h"

#include <QCoreApplication>
#include <QPainter>
#include <algorithm>
#include <array>

namespace arcscope::ui {
namespace {

struct Line {
  const char* keys;
  const char* what;
};
constexpr std::array lines{
    Line{QT_TRANSLATE_NOOP("Shortcuts", "← → ↑ ↓"),
         QT_TRANSLATE_NOOP("Shortcuts", "step the slider in focus (Page keys: by ten; Home, End: ends)")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "Tab"), QT_TRANSLATE_NOOP("Shortcuts", "next control or view")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "1 … 9"),
         QT_TRANSLATE_NOOP("Shortcuts", "one of the first nine activations")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "Space"), QT_TRANSLATE_NOOP("Shortcuts", "play and stop t")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "R   N   P   A   G"),
         QT_TRANSLATE_NOOP("Shortcuts", "rewind   new draw   pin   animate   gallery")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "Ctrl+Z   Ctrl+Shift+Z"),
         QT_TRANSLATE_NOOP("Shortcuts", "undo   redo")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "Ctrl+L   Ctrl+C   Ctrl+V"),
         QT_TRANSLATE_NOOP("Shortcuts", "copy a link   copy the setting as JSON   paste either")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "Ctrl+O   Ctrl+S   Ctrl+Shift+S"),
         QT_TRANSLATE_NOOP("Shortcuts", "open   save the session   save it as")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "Ctrl+E   Ctrl+Q"),
         QT_TRANSLATE_NOOP("Shortcuts", "export a figure   close the window")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "C   D"),
         QT_TRANSLATE_NOOP("Shortcuts", "own or common scale   end points from data")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "S"),
         QT_TRANSLATE_NOOP("Shortcuts", "pinned states beneath the images or beside them")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "F   [ ]   + −"),
         QT_TRANSLATE_NOOP("Shortcuts", "plane: fill of the regions, their layers, zoom")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "← → ↑ ↓   Q"),
         QT_TRANSLATE_NOOP("Shortcuts", "phases: move the network (Shift: by 0.1), what is shown")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "Click   Delete"),
         QT_TRANSLATE_NOOP("Shortcuts", "prior: put a data point, drag moves it   remove the last one")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "+   −"),
         QT_TRANSLATE_NOOP("Shortcuts", "dichotomies: number of inputs")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "Ctrl+T   F11"),
         QT_TRANSLATE_NOOP("Shortcuts", "light or dark   presentation")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "Page Down   Page Up"),
         QT_TRANSLATE_NOOP("Shortcuts", "tour: on (the answer first)   back")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "L   F   + −   V"),
         QT_TRANSLATE_NOOP("Shortcuts", "presentation: spotlight, freeze, type, images alone")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "F1   Shift+F1   ?"),
         QT_TRANSLATE_NOOP("Shortcuts", "help on what is pointed at   What's This   these keys")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "Escape"),
         QT_TRANSLATE_NOOP("Shortcuts", "one step back: drawing, enlarged view, open layer, stretch of t")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "Double click"),
         QT_TRANSLATE_NOOP("Shortcuts", "slider: default   title of a view: enlarge   t: whole curve")},
    Line{QT_TRANSLATE_NOOP("Shortcuts", "Shift+drag on t"),
         QT_TRANSLATE_NOOP("Shortcuts", "zoom into a stretch")},
};

QString shortcutText(const char* text) {
  return QCoreApplication::translate("Shortcuts", text);
}

/// In pixels, with room for rounding.
double widest(const char* Line::*part, const QFont& font) {
  const QFontMetricsF metrics(font);
  double width = 0.0;
  for (const Line& line : lines) width = std::max(width, metrics.horizontalAdvance(shortcutText(line.*part)));
  return width + 2.0;
}

}  // namespace

ShortcutsOverlay::ShortcutsOverlay(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("shortcuts"));
  setFocusPolicy(Qt::StrongFocus);
  hide();
}

void ShortcutsOverlay::toggle() {
  if (isVisible()) return hide();
  setGeometry(parentWidget()->rect());
  show();
  raise();
  setFocus();
}

void ShortcutsOverlay::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QColor veil = theme().window;
  veil.setAlpha(200);
  painter.fillRect(rect(), veil);
  constexpr int lineHeight = 28;
  constexpr double side = 32.0;
  const QFont keyFont = theme().font(1.0, QFont::Medium);
  const double keyWidth = widest(&Line::keys, keyFont);
  const double textWidth = widest(&Line::what, theme().font());
  const double width = side + keyWidth + side / 2.0 + textWidth + side;
  const int height = lineHeight * static_cast<int>(lines.size()) + 80;
  const QRectF box((this->width() - width) / 2.0, (this->height() - height) / 2.0, width, height);
  painter.setPen(QPen(theme().border, 1.0));
  painter.setBrush(theme().card);
  painter.drawRoundedRect(box, 8.0, 8.0);
  painter.setPen(theme().text);
  painter.setFont(theme().font(1.25, QFont::DemiBold));
  painter.drawText(QRectF(box.left() + side, box.top() + 20.0, 400.0, 28.0), Qt::AlignVCenter, tr("Keys"));
  double y = box.top() + 60.0;
  for (const Line& line : lines) {
    const double x = box.left() + side;
    painter.setPen(theme().text);
    painter.setFont(keyFont);
    painter.drawText(QRectF(x, y, keyWidth, lineHeight), Qt::AlignVCenter, shortcutText(line.keys));
    painter.setPen(theme().mutedText);
    painter.setFont(theme().font());
    painter.drawText(QRectF(x + keyWidth + side / 2.0, y, textWidth, lineHeight), Qt::AlignVCenter,
                     shortcutText(line.what));
    y += lineHeight;
  }
}

}  // namespace arcscope::ui
