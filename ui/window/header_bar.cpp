#include "ui/window/header_bar.h"

#include <QHBoxLayout>
#include <QPainter>

namespace arcscope::ui {

HeaderBar::HeaderBar(QWidget* parent) : QWidget(parent) {
  setFixedHeight(44);
  const auto text = [this](const QString& label, const char* name, const QString& tip,
                           Button::Look look = Button::Look::Outline) {
    auto* button = new Button(label, look, this);
    button->setObjectName(QString::fromLatin1(name));
    button->setToolTip(tip);
    return button;
  };
  const auto icon = [this](Glyph glyph, const char* name, const QString& tip) {
    auto* button = new Button(glyph, Button::Look::Quiet, this);
    button->setObjectName(QString::fromLatin1(name));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    return button;
  };
  open = text(tr("File"), "open",
              tr("Open a session, a network of your own or a figure (Ctrl+O), save the session (Ctrl+S), "
                 "copy a link"));
  open->setGlyph(Glyph::Chevron);
  presets = text(tr("Gallery"), "presets", tr("Figures of the literature, and tours (G)"));
  train = text(tr("Train"), "train", tr("Watch the network learn"));
  undo = icon(Glyph::Undo, "undo", tr("Undo (Ctrl+Z)"));
  redo = icon(Glyph::Redo, "redo", tr("Redo (Ctrl+Shift+Z)"));
  pin = text(tr("Pin"), "pin", tr("Keep what is on view beside what comes: up to four (P)"));
  pins = new PinStrip(this);
  views = text(tr("Views"), "views", tr("Which views are shown"));
  views->setGlyph(Glyph::Chevron);
  present = text(tr("Present"), "present", tr("Full screen in large type (F11), tours, animations"));
  present->setGlyph(Glyph::Chevron);
  switchTheme = icon(Glyph::Moon, "theme", tr("Light or dark (Ctrl+T)"));
  help = text(QStringLiteral("?"), "help", tr("Help (F1), keys (?), What's This (Shift+F1)"),
              Button::Look::Quiet);
  help->setAccessibleName(tr("Help"));
  exportFigure =
      text(tr("Export figure"), "export", tr("As PNG, SVG, PDF or numbers (Ctrl+E)"), Button::Look::Accent);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(112, 0, 16, 1);
  row->setSpacing(8);
  row->addWidget(open);
  row->addWidget(presets);
  row->addWidget(train);
  row->addSpacing(8);
  row->addWidget(undo);
  row->addWidget(redo);
  row->addSpacing(8);
  row->addWidget(pin);
  row->addWidget(pins);
  row->addStretch();
  row->addWidget(views);
  row->addWidget(present);
  row->addWidget(switchTheme);
  row->addWidget(help);
  row->addWidget(exportFigure);
}

void HeaderBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().card);
  painter.fillRect(QRect(0, height() - 1, width(), 1), theme().border);
  painter.setPen(theme().text);
  painter.setFont(theme().font(1.25, QFont::DemiBold));
  painter.drawText(QRectF(16.0, 0.0, 96.0, height() - 1.0), Qt::AlignVCenter | Qt::AlignLeft,
                   QStringLiteral("Arcscope"));
}

void HeaderBar::themeChanged() {
  switchTheme->setGlyph(theme().kind == Theme::Kind::Dark ? Glyph::Sun : Glyph::Moon);
  update();
}

}  // namespace arcscope::ui
