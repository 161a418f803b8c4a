#pragma once
#include <QColor>
#include <QFont>
#include <QPalette>
#include <array>

namespace arcscope::ui {

/// Colours, type and line weights of everything that is painted, on screen and in figures. A plain value;
/// views read it and own no colours. One accent colour; numbers in tabular figures.
struct Theme {
  enum class Kind : std::uint8_t { Light, Dark, Print };
  Kind kind = Kind::Light;

  QColor window;      ///< behind the cards
  QColor card;        ///< behind a view
  QColor border;      ///< hairlines round cards and entries
  QColor grid;        ///< grid lines of charts
  QColor text;        ///< titles and figures
  QColor mutedText;   ///< captions, tick labels
  QColor accent;      ///< this network's curve, selected things
  QColor accentSoft;  ///< fill of what is selected
  QColor second;      ///< second series (sign transitions, hard_tanh at -1), orange to pink family
  QColor third;
  std::array<QColor, 4> pins;  ///< of pinned states, whose line styles tell them apart too
  QColor good;                 ///< badge "exact", success
  QColor goodSoft;
  QColor warning;  ///< badges that warn
  QColor warningSoft;

  double typeSize = 12.0;  ///< of captions and numbers: pixels on screen, points in figures
  double lineWidth = 1.3;  ///< of curves: logical pixels on screen, points in figures
  double scale = 1.0;      ///< presentation view: everything larger by this

  [[nodiscard]] static Theme light();
  [[nodiscard]] static Theme dark();
  [[nodiscard]] static Theme print();      ///< a figure: white ground, no cards
  [[nodiscard]] static Theme paper();      ///< the same colours on a screen
  [[nodiscard]] static Theme projector();  ///< for bright rooms and weak lamps: strong contrast, thick lines

  /// The embedded text face (Inter) at typeSize * scale * factor pixels, tabular figures.
  [[nodiscard]] QFont font(double factor = 1.0, QFont::Weight weight = QFont::Normal) const;
  /// The embedded italic serif for symbols of formulas.
  [[nodiscard]] QFont mathFont(double factor = 1.0) const;
  [[nodiscard]] QPalette palette() const;
};

/// Registers the embedded fonts with the application; called once by main() and by tests. Idempotent.
void loadEmbeddedFonts();

}  // namespace arcscope::ui
