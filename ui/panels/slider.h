#pragma once
#include <QWidget>
#include <functional>

#include "ui/panels/themed.h"

namespace arcscope::ui {

/// A slider over [0, 1] with an accent track. It keeps no value of its own accord: what a person does leaves
/// as a signal, the owner answers with setPosition. Mouse, wheel, arrow keys, PageUp and PageDown, Home and
/// End.
class Slider : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit Slider(QWidget* parent = nullptr);
  [[nodiscard]] double position() const { return m_position; }
  [[nodiscard]] QPointF handleCenter() const;  ///< in widget coordinates
  [[nodiscard]] bool isDragged() const { return m_dragged; }
  /// What a screen reader says of where it stands; its owner knows the value.
  void setSpoken(std::function<QString()> spoken) { m_spoken = std::move(spoken); }
  [[nodiscard]] QString spoken() const {
    return m_spoken ? m_spoken() : QString::number(qRound(100.0 * m_position)) + QStringLiteral(" %");
  }
  [[nodiscard]] QSize sizeHint() const override { return {160, 20}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {60, 20}; }

 public Q_SLOTS:
  void setPosition(double position);

 Q_SIGNALS:
  void positionMoved(double position);  ///< by the mouse, 0..1
  void stepped(int steps);              ///< wheel and keys
  void sentToEnd(bool upper);           ///< Home and End
  void released();
  void resetRequested();  ///< double click

 protected:
  void paintEvent(QPaintEvent*) override;
  void mousePressEvent(QMouseEvent*) override;
  void mouseMoveEvent(QMouseEvent*) override;
  void mouseReleaseEvent(QMouseEvent*) override;
  void mouseDoubleClickEvent(QMouseEvent*) override;
  void wheelEvent(QWheelEvent*) override;
  void keyPressEvent(QKeyEvent*) override;
  void enterEvent(QEnterEvent*) override { update(); }
  void leaveEvent(QEvent*) override { update(); }
  void themeChanged() override { update(); }

 private:
  void moveTo(double x);

  std::function<QString()> m_spoken;
  double m_position = 0.0;
  double m_grip = 0.0;  // mouse minus handle centre when the handle was taken
  bool m_dragged = false;
  int m_wheelRest = 0;
};

}  // namespace arcscope::ui
