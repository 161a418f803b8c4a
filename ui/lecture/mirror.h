#pragma once
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include "ui/plots/view.h"

namespace arcscope::ui {

/// Shows what a view of the window shows, larger, for those who do not see the window: painted anew in this
/// widget's theme when the view was.
class Mirror : public QWidget {
  Q_OBJECT

 public:
  explicit Mirror(QWidget* parent = nullptr);
  void setSource(View* source);  ///< null: nothing
  [[nodiscard]] View* source() const { return m_source; }
  void setTheme(const Theme& theme);

 protected:
  void paintEvent(QPaintEvent*) override;
  bool eventFilter(QObject* object, QEvent* event) override;

 private:
  QPointer<View> m_source;
  Theme m_theme = Theme::light();
  QTimer m_later;
};

}  // namespace arcscope::ui
