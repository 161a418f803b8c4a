#pragma once
#include <QWidget>

#include "ui/panels/themed.h"

namespace arcscope::ui {

/// A small whole number between a minus and a plus. Mouse, wheel, arrow keys, Home and End. It shows the
/// value it is given; what the person wants leaves by valueRequested.
class Stepper : public QWidget, public Themed {
  Q_OBJECT

 public:
  /// @param text of a value, with %1 in its place: "%1 inputs".
  Stepper(const QString& text, int least, int most, QWidget* parent = nullptr);
  [[nodiscard]] int value() const { return m_value; }
  void setValue(int value);  ///< emits nothing
  [[nodiscard]] QRect lessRect() const { return {0, 0, height(), height()}; }
  [[nodiscard]] QRect moreRect() const { return {width() - height(), 0, height(), height()}; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 Q_SIGNALS:
  void valueRequested(int value);

 protected:
  void paintEvent(QPaintEvent*) override;
  void mousePressEvent(QMouseEvent*) override;
  void mouseMoveEvent(QMouseEvent*) override;
  void wheelEvent(QWheelEvent*) override;
  void keyPressEvent(QKeyEvent*) override;
  void leaveEvent(QEvent*) override;
  void themeChanged() override;

 private:
  void ask(int value);

  QString m_text;
  int m_least;
  int m_most;
  int m_value;
  int m_pointed = 0;  ///< -1 at the minus, 1 at the plus
  int m_wheelRest = 0;
};

}  // namespace arcscope::ui
