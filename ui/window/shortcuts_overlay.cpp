#include "ui/window/shortcuts_overlay.h"

#include <QCoreApplication>
#include <QPainter>
#include <array>

namespace arcscope::ui {
namespace {

struct Line {
  const char* keys;
  const char* what;
};
constexpr std::array lines{
    Line{"← → ↑ ↓", "step the slider in focus (Page keys: by ten; Home, End: ends)"},
    Line{"Tab", "next control or view"},
    Line{"1 … 9", "activation"},
    Line{"Space", "play and stop t"},
    Line{"R   N   P   A   G", "rewind   new draw   pin   animate   gallery"},
    Line{"Ctrl+Z   Ctrl+Shift+Z", "undo   redo"},
    Line{"Ctrl+L   Ctrl+C   Ctrl+V", "copy a link   copy the setting as JSON   paste either"},
    Line{"Ctrl+O   Ctrl+S   Ctrl+Shift+S", "open   save the session   save it as"},
    Line{"Ctrl+E   Ctrl+Q", "export a figure   close the window"},
    Line{"C   D", "own or common scale   end points from data"},
    Line{"S", "pinned states beneath the images or beside them"},
    Line{"F   [ ]   + −", "plane: fill of the regions, their layers, zoom"},
    Line{"← → ↑ ↓   Q", "phases: move the network (Shift: by 0.1), what is shown"},
    Line{"Click   Delete", "prior: put a data point, drag moves it   remove the last one"},
    Line{"+   −", "dichotomies: number of inputs"},
    Line{"Ctrl+T   F11", "light or dark   presentation"},
    Line{"Page Down   Page Up", "tour: on (the answer first)   back"},
    Line{"L   F   + −   V", "presentation: spotlight, freeze, type, images alone"},
    Line{"F1   Shift+F1   ?", "help on what is pointed at   What's This   these keys"},
    Line{"Escape", "one step back: drawing, enlarged view, open layer, stretch of t"},
    Line{"Double click", "slider: default   title of a view: enlarge   t: whole curve"},
    Line{"Shift+drag on t", "zoom into a stretch"},
};

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
  const int height = lineHeight * static_cast<int>(lines.size()) + 80;
  const QRectF box((width() - 640) / 2.0, (this->height() - height) / 2.0, 640.0, height);
  painter.setPen(QPen(theme().border, 1.0));
  painter.setBrush(theme().card);
  painter.drawRoundedRect(box, 8.0, 8.0);
  painter.setPen(theme().text);
  painter.setFont(theme().font(1.25, QFont::DemiBold));
  painter.drawText(QRectF(box.left() + 32.0, box.top() + 20.0, 400.0, 28.0), Qt::AlignVCenter, tr("Keys"));
  double y = box.top() + 60.0;
  for (const Line& line : lines) {
    painter.setPen(theme().text);
    painter.setFont(theme().font(1.0, QFont::Medium));
    painter.drawText(QRectF(box.left() + 32.0, y, 170.0, lineHeight), Qt::AlignVCenter,
                     QString::fromUtf8(line.keys));
    painter.setPen(theme().mutedText);
    painter.setFont(theme().font());
    painter.drawText(QRectF(box.left() + 200.0, y, 430.0, lineHeight), Qt::AlignVCenter,
                     QCoreApplication::translate("ShortcutsOverlay", line.what));
    y += lineHeight;
  }
}

}  // namespace arcscope::ui
