#pragma once
#include <QAbstractButton>

#include "core/network/activation.h"
#include "ui/panels/themed.h"

namespace arcscope::ui {

/// A button of ours: Space presses it although the window has Space as a shortcut, Return presses it too.
class KeyButton : public QAbstractButton {
  Q_OBJECT

 public:
  using QAbstractButton::QAbstractButton;

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void enterEvent(QEnterEvent*) override { update(); }
  void leaveEvent(QEvent*) override { update(); }
};

/// Small drawings that a button can carry.
enum class Glyph : std::uint8_t {
  None,
  Undo,
  Redo,
  Play,
  Pause,
  Sun,
  Moon,
  Close,
  Menu,
  Enlarge,
  Shrink,
  Chevron
};

/// A push button in the window's look; with setCheckable(true) it stays lit while checked.
class Button : public KeyButton, public Themed {
  Q_OBJECT

 public:
  enum class Look : std::uint8_t {
    Outline,  ///< hairline frame
    Accent,   ///< filled: the one most important action
    Quiet     ///< no frame until pointed at
  };
  Button(const QString& text, Look look, QWidget* parent = nullptr);
  Button(Glyph glyph, Look look, QWidget* parent = nullptr);

  void setGlyph(Glyph glyph);
  [[nodiscard]] Glyph glyph() const { return m_glyph; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent*) override;
  void themeChanged() override;

 private:
  Glyph m_glyph = Glyph::None;
  Look m_look;
};

/// Draws `glyph` centred in `rect`, about 12 units large.
void drawGlyph(QPainter& painter, Glyph glyph, const QRectF& rect, const QColor& colour);

/// One activation: its curve and its name.
class ActivationButton : public KeyButton, public Themed {
  Q_OBJECT

 public:
  explicit ActivationButton(core::Activation activation, QWidget* parent = nullptr);
  [[nodiscard]] core::Activation activation() const { return m_activation; }
  [[nodiscard]] QSize sizeHint() const override { return {56, 40}; }

 protected:
  void paintEvent(QPaintEvent*) override;
  void themeChanged() override { update(); }

 private:
  core::Activation m_activation;
};

/// The name a person reads: "hard tanh".
[[nodiscard]] QString displayName(core::Activation activation);

}  // namespace arcscope::ui
