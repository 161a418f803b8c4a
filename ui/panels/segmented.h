#pragma once
#include <QStringList>
#include <QWidget>

#include "ui/panels/themed.h"

namespace arcscope::ui {

/// A row of choices of which one is lit. Mouse, arrow keys.
class Segmented : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit Segmented(const QStringList& choices, QWidget* parent = nullptr);
  [[nodiscard]] const QStringList& choices() const { return m_choices; }
  void setChoices(const QStringList& choices);
  [[nodiscard]] int current() const { return m_current; }
  [[nodiscard]] QRect segmentRect(int index) const;
  void setCurrent(int index);  ///< -1: none is lit; emits nothing
  void setToolTips(const QStringList& tips) { m_tips = tips; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 Q_SIGNALS:
  void chosen(int index);

 protected:
  bool event(QEvent*) override;
  void paintEvent(QPaintEvent*) override;
  void mousePressEvent(QMouseEvent*) override;
  void mouseMoveEvent(QMouseEvent*) override;
  void leaveEvent(QEvent*) override;
  void keyPressEvent(QKeyEvent*) override;
  void themeChanged() override;

 private:
  [[nodiscard]] double wish(int index) const;  // the width that the text would like
  [[nodiscard]] int segmentAt(QPointF point) const;

  QStringList m_choices;
  QStringList m_tips;
  int m_current = -1;
  int m_pointed = -1;
};

}  // namespace arcscope::ui
