#include "ui/model/theme.h"

#include <QFontDatabase>

// Q_INIT_RESOURCE must stand outside of namespaces: a static library would drop the embedded files otherwise.
static void initEmbeddedFiles() {
  Q_INIT_RESOURCE(resources);
}

namespace arcscope::ui {

Theme Theme::light() {
  Theme theme;
  theme.kind = Kind::Light;
  theme.window = QColor(0xf4, 0xf5, 0xf7);
  theme.card = QColor(0xff, 0xff, 0xff);
  theme.border = QColor(0xdd, 0xe1, 0xe8);
  theme.grid = QColor(0xec, 0xee, 0xf2);
  theme.text = QColor(0x16, 0x1b, 0x26);
  theme.mutedText = QColor(0x5f, 0x68, 0x78);
  theme.accent = QColor(0x2b, 0x5a, 0xb8);
  theme.accentSoft = QColor(0xe6, 0xed, 0xfa);
  theme.second = QColor(0xb8, 0x3f, 0x7b);
  theme.third = QColor(0xd0, 0x40, 0x10);
  theme.pins = {QColor(0x11, 0x77, 0x33), QColor(0x4e, 0x23, 0x78), QColor(0x85, 0x6e, 0x00),
                QColor(0x14, 0x76, 0x81)};
  theme.good = QColor(0x24, 0x70, 0x4a);
  theme.goodSoft = QColor(0xe3, 0xf4, 0xea);
  theme.warning = QColor(0x9a, 0x5b, 0x00);
  theme.warningSoft = QColor(0xfd, 0xf0, 0xd9);
  return theme;
}

Theme Theme::dark() {
  Theme theme;
  theme.kind = Kind::Dark;
  theme.window = QColor(0x12, 0x15, 0x1b);
  theme.card = QColor(0x1a, 0x1e, 0x26);
  theme.border = QColor(0x2d, 0x33, 0x3f);
  theme.grid = QColor(0x27, 0x2d, 0x38);
  theme.text = QColor(0xe8, 0xeb, 0xf1);
  theme.mutedText = QColor(0x95, 0x9f, 0xb0);
  theme.accent = QColor(0x7c, 0xa8, 0xf5);
  theme.accentSoft = QColor(0x24, 0x31, 0x4c);
  theme.second = QColor(0xe8, 0x7f, 0xb3);
  theme.third = QColor(0xf0, 0xa1, 0x5c);
  theme.pins = {QColor(0x5c, 0xc2, 0x7d), QColor(0xdf, 0xc6, 0xff), QColor(0xd8, 0xcb, 0x5a),
                QColor(0x5f, 0xc9, 0xd6)};
  theme.good = QColor(0x74, 0xcf, 0x9c);
  theme.goodSoft = QColor(0x1d, 0x36, 0x2a);
  theme.warning = QColor(0xf2, 0xc1, 0x6b);
  theme.warningSoft = QColor(0x3d, 0x31, 0x1a);
  return theme;
}

Theme Theme::print() {
  Theme theme = light();
  theme.kind = Kind::Print;
  theme.window = Qt::white;
  theme.card = Qt::white;
  theme.typeSize = 7.0;
  theme.lineWidth = 0.6;
  return theme;
}

Theme Theme::paper() {
  Theme theme = light();
  theme.window = Qt::white;
  theme.border = QColor(0xc8, 0xcd, 0xd6);
  return theme;
}

Theme Theme::projector() {
  Theme theme = light();
  theme.window = Qt::white;
  theme.border = QColor(0x8a, 0x92, 0x9e);
  theme.grid = QColor(0xd8, 0xdc, 0xe3);
  theme.text = Qt::black;
  theme.mutedText = QColor(0x3a, 0x42, 0x50);
  theme.accent = QColor(0x0b, 0x3f, 0xa6);
  theme.second = QColor(0xa0, 0x1c, 0x60);
  theme.third = QColor(0x94, 0x3c, 0x00);
  theme.lineWidth = 2.0;
  return theme;
}

QFont Theme::font(double factor, QFont::Weight weight) const {
  QFont font(QStringLiteral("Inter"));
  font.setPixelSize(std::max(1, qRound(typeSize * scale * factor)));
  font.setWeight(weight);
  if (kind == Kind::Print) font.setHintingPreference(QFont::PreferNoHinting);  // glyphs as in vector files
  return font;
}

QFont Theme::mathFont(double factor) const {
  QFont font(QStringLiteral("STIX"));
  font.setItalic(true);
  font.setPixelSize(std::max(1, qRound(typeSize * scale * factor)));
  return font;
}

QPalette Theme::palette() const {
  QPalette palette;
  palette.setColor(QPalette::Window, window);
  palette.setColor(QPalette::WindowText, text);
  palette.setColor(QPalette::Base, card);
  palette.setColor(QPalette::AlternateBase, window);
  palette.setColor(QPalette::Text, text);
  palette.setColor(QPalette::PlaceholderText, mutedText);
  palette.setColor(QPalette::Button, card);
  palette.setColor(QPalette::ButtonText, text);
  palette.setColor(QPalette::Highlight, accent);
  palette.setColor(QPalette::HighlightedText, card);
  palette.setColor(QPalette::ToolTipBase, card);
  palette.setColor(QPalette::ToolTipText, text);
  palette.setColor(QPalette::Mid, border);
  return palette;
}

void loadEmbeddedFonts() {
  static const bool loaded = [] {
    initEmbeddedFiles();
    for (const char* file : {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf",
                             "Inter-Italic.otf", "STIX-Italic.otf", "STIX-Regular.otf"})
      QFontDatabase::addApplicationFont(QStringLiteral(":/fonts/") + QString::fromLatin1(file));
    return true;
  }();
  static_cast<void>(loaded);
}

}  // namespace arcscope::ui
