#pragma once
#include <QTimer>
#include <QWidget>

#include "ui/panels/button.h"

namespace arcscope::ui {

/// One sentence inside the window; it goes after a while, or when closed.
class MessageBar : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit MessageBar(QWidget* parent);
  [[nodiscard]] const QString& text() const { return m_text; }

 public Q_SLOTS:
  void showMessage(const QString& sentence);
  void dismiss();
  /// Along the top of the parent's rectangle `within`.
  void place(const QRect& within);

 protected:
  void paintEvent(QPaintEvent*) override;
  void resizeEvent(QResizeEvent*) override;
  void themeChanged() override { update(); }

 private:
  QString m_text;
  QRect m_within;
  Button* m_close;
  QTimer m_timer;
};

}  // namespace arcscope::ui
